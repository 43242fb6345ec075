"""Every rule is held to its examples and to its duties."""

from __future__ import annotations

import gc
import tomllib
import weakref

import pytest

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules, read_pack
from policy_glossary.engine.rule_tests import run_rule_tests
from policy_glossary.formats import read_document
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.genre import Genre
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.stretches import Around, Reach, Stretches
from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import SourceText, Span
from policy_glossary.rules import PACKS
from policy_glossary.rules.ambiguity import is_ambiguous
from policy_glossary.rules.expansion import expand_pack
from policy_glossary.rules.folding import folded
from policy_glossary.rules.patterns import LONGEST, LONGEST_RUN
from policy_glossary.rules.reach import begins_the_text, reach_of
from policy_glossary.rules.triggers import around, triggers
from tests.conftest import entry, matcher_for, rules_of

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_examples_of_a_rule_hold(rule: Rule, matcher: Matcher) -> None:
    count, failures = run_rule_tests([rule], matcher)
    assert [f"{f.example!r}: {f.message}" for f in failures] == []
    assert len(rule.bad) >= 3
    assert count >= 5


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_says_why_and_whence(rule: Rule) -> None:
    assert rule.reason
    assert rule.source
    assert rule.summary.endswith(".")


def facts_of(text: str, matcher: Matcher) -> Facts:
    return Facts(read_document(SourceText("test.txt", text)), matcher, Circumstances(Genre.POLICY))


def reported(text: str, matcher: Matcher, *codes: str) -> list[Finding]:
    """What the rules of these codes say of a text that is policy prose."""
    rules = tuple(rule for rule in RULES if rule.code in codes)
    judgement = Judgement(rules, circumstances=Circumstances(Genre.POLICY))
    return list(check_document(read_document(SourceText("test.txt", text)), matcher, judgement).report.findings)


@pytest.fixture(scope="module")
def on_both_engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Rule, Rule]]]:
    """The rules of each shipped pack, and the same rules as a pack of a project: those run on Python's engine, these on RE2."""
    folder = tmp_path_factory.mktemp("packs")
    shipped = {rule.code: rule for rule in RULES}
    packs = {}
    for pack in sorted(PACKS.glob("*.toml")):
        own = folder / pack.name
        own.write_bytes(pack.read_bytes())
        packs[pack.stem] = [(shipped[rule.code], rule) for rule in read_pack(own)]
    return packs


@pytest.mark.parametrize("pack", sorted(path.stem for path in PACKS.glob("*.toml")))
def test_both_engines_find_the_same(pack: str, on_both_engines: dict[str, list[tuple[Rule, Rule]]], matcher: Matcher) -> None:
    """The examples do not tell which engine finds what they hold."""
    rules = on_both_engines[pack]
    together = "\n\n".join(text for rule, _ in rules for text in (*(example.text for example in rule.bad), *rule.good))
    facts = facts_of(together, matcher)
    assert max(end - start for start, end in facts.stretches.of("text")) <= LONGEST
    assert facts.stretches.longest_run <= LONGEST_RUN
    found = 0
    for rule, linear in rules:
        findings = list(rule.check(facts))
        assert findings == list(linear.check(facts)), rule.code
        found += len(findings)
    assert found > 2 * len(rules)


def test_both_engines_find_the_same_in_an_article_of_one_line(
    on_both_engines: dict[str, list[tuple[Rule, Rule]]], matcher: Matcher
) -> None:
    """There patterns that look no further than a few words run on Python's engine, the others on RE2."""
    found = 0
    for rule, linear in (pair for pairs in on_both_engines.values() for pair in pairs):
        facts = facts_of(" ".join([*(example.text for example in rule.bad), *rule.good] * 4).replace("\n", " "), matcher)
        findings = list(rule.check(facts))
        assert findings == list(linear.check(facts)), rule.code
        start, end = facts.stretches.of("text")[0]
        found += len(findings) if end - start > LONGEST else 0
    assert found > 100


@pytest.mark.parametrize(
    ("pattern", "reach"),
    [
        (r"\bgive\s+full\s+play\s+to\b", (14, 0, 3)),
        (r"\b(?:\w+\s+){0,5}levels?\b", (6, 5, 5)),
        (r"[^\s.]+ly\b", (2, 1, 0)),
        (r"[\u201c][^\u201d]{0,40}[\u201d]", (42, 0, 0)),
        (r"(?:in|with\s+a)\s+view", (9, 0, 2)),
        (r"(?:,\d{3})+", (0, 1, 0)),
        (r"\balthough\b[^.]*\bbut\b", None),
        (r"(?:very\s+)+good", None),
        (r"[“][^”]{0,400}[”]", None),
        (r"(\w+)\s+\1", None),
        (r"(?=.*end)x", None),
        (r"^[^\n]{60,}[.!?]\s*$", None),
        (r"(?:very|so)[\s,]+", None),
        ("[", None),
    ],
)
def test_how_many_characters_words_and_gaps_a_pattern_can_span(pattern: str, reach: tuple[int, int, int] | None) -> None:
    assert reach_of(pattern) == reach


@pytest.mark.parametrize(
    ("pattern", "small"),
    [
        (r"\bThe\S+\s+[A-Z]\w*", r"\bthe\S+\s+[a-z]\w*"),
        (r"(?P<Span>[Vv]arious)\B(?P=Span)", r"(?P<Span>[vv]arious)\B(?P=Span)"),
        (r"[^A-Z\d]É", r"[^a-z\d]É"),
        (r"(?-i:[A-Z])said", None),  # a part of it regards case
        (r"[!-Z]", None),  # more than capitals
        (r"\x41", None),
        ("[", None),
    ],
)
def test_a_pattern_without_regard_to_case_is_written_in_small_letters(pattern: str, small: str | None) -> None:
    assert folded(pattern) == small


def test_what_a_pattern_finds_without_regard_to_case_keeps_its_capitals(matcher: Matcher) -> None:
    (finding,) = reported("THEY PUT FORWARD THE PRESIDENT OF É'S PLAN ,  SAID Ms. Li.", matcher, "PUN008")
    assert (finding.suggestion or "").startswith("PLAN,")


def test_a_pattern_may_be_tried_at_the_beginning_alone() -> None:
    assert begins_the_text(r"^[^\n]{60,}[.!?]\s*$")
    assert not begins_the_text(r"(?:^|\n)[A-Z]")


@pytest.mark.parametrize(
    ("pattern", "texts", "before", "behind"),
    [
        (r"\bcarry(?:ing)?\s+out\b", ["carry"], (0, 0, 0), (11, 0, 1)),
        (r"\b(?:the\s+)?(?:work|task)\s+of\b", ["task", "work"], (3, 0, 1), (6, 0, 1)),
        (r"(?:\w+\s+){0,2}endeavours?\b", ["endeavour"], (0, 2, 2), (10, 0, 0)),
        (r"(?:very\s+rapidly|at\s+speed)\s", ["rapidly", "speed"], (4, 0, 1), (8, 0, 0)),
        (r"(?:whereas\s+){2,3}", ["whereas"], (0, 0, 0), (21, 0, 3)),
        (r"growth\s+and\s+growth", ["growth"], (0, 0, 0), (15, 0, 2)),
    ],
)
def test_how_far_a_match_goes_around_the_words_that_it_needs(
    pattern: str, texts: list[str], before: tuple[int, int, int], behind: tuple[int, int, int]
) -> None:
    assert triggers(pattern)[0] == texts
    assert around(pattern) == (before, behind)


@pytest.mark.parametrize("pattern", [r"whereas\b.*", r".*\bwhereas", r"[^.]*", "["])
def test_what_goes_on_without_end_is_not_measured(pattern: str) -> None:
    assert around(pattern) is None


CARRIED = "Rain fell. " * 9 + "They carry out the plan and carry out the test. " + "Snow fell. " * 9 + "We carry it."
CARRY = [at for at in range(len(CARRIED)) if CARRIED.startswith("carry", at)]


def test_a_pattern_is_tried_around_its_words_alone() -> None:
    """A window ends behind all that can belong to a match that holds one of them; those that would overlap are one."""
    stretches = Stretches(CARRIED, CARRIED.lower(), lambda: lambda _: [Span(0, len(CARRIED))], {}, None)
    reaches = Around(Reach(3, 1, 0), Reach(8, 1, 1))
    windows = list(stretches.windows("text", reaches, [["carry"]]))
    back = 3 + len("carry") + 1  # the longest word
    on = 8 + len("carry") + len("  ") + 1  # gaps count as two
    assert [window[:2] for window in windows] == [(CARRY[0] - back, CARRY[1] + on), (CARRY[2] - back, CARRY[2] + on)]
    assert list(stretches.windows("text", reaches, [["carry"], ["out", "off"]])) == windows[:1]
    assert [piece for _, _, piece in stretches.windows("text", None, [["carry"]])] == [Span(0, len(CARRIED))]


def test_a_pattern_that_begins_with_its_words_is_tried_where_they_stand() -> None:
    stretches = Stretches(CARRIED, CARRIED.lower(), lambda: lambda _: [Span(0, len(CARRIED))], {}, None)
    beginnings = stretches.beginnings("line", Reach(8, 0, 1), ["carry"])
    assert [window[:2] for window in beginnings] == [(at, min(at + 8 + len("  ") + 1, len(CARRIED))) for at in CARRY]


@pytest.mark.parametrize(
    ("pattern", "ambiguous"),
    [
        (r"(?:[\w-]+\s+){0,5}levels?\b", False),
        (r"\b(?:[A-Z]\w+\s*){1,5}said", True),
        (r"(?:[A-Z]\w+\s*){0,4}said", False),  # four rounds are few
        (r'"(?:[a-z][\w ]*\s?\+\s?)+"', True),
        (r'"(?:[a-z]\w*\s?\+\s?)+"', False),
        (r"(?:[a-z]+)+ly", True),
        (r"(?:,\s+[^,;]+)+", True),
        (r"(?:,\s+[^\s,;][^,;]*)+", False),
        (r"(?:(?:[^,]{1,40}|and),?)*\.", True),
        (r"(?:é+\w?É)+", True),  # without regard to case
        (r"\w+\s*\w+", False),  # nothing is repeated as a whole
        ("[", True),
    ],
)
def test_a_pattern_is_ambiguous_if_its_rounds_cannot_be_told_apart(pattern: str, ambiguous: bool) -> None:
    assert is_ambiguous(pattern) is ambiguous


def test_no_shipped_pattern_is_ambiguous() -> None:
    """Such a pattern runs on RE2, whose import alone would cost every article that holds its words 3 MB and a hundredth of a second."""
    packs = {pack: tomllib.loads(pack.read_text(encoding="utf-8")) for pack in PACKS.glob("*.toml")}
    rules = [rule for pack, table in packs.items() for rule in expand_pack(table, pack.name)]
    assert [rule["code"] for rule in rules if any(map(is_ambiguous, (rule["pattern"], *rule["unless"])))] == []


@pytest.mark.parametrize(
    "text",
    [
        "The model “" + "farm + " * 40 + "1 stands.",
        "The Committee for " + "Pa" * 58 + " published it, and that was all.",
        "Labels: the new tea label, which " + "ab " * 60 + "(of course).",
        "Views: 3 " + ("from:" + " " * 45) * 6 + "!:",
    ],
)
def test_a_text_that_can_be_cut_up_in_very_many_ways_does_not_stall_a_check(matcher: Matcher, text: str) -> None:
    """More ways than could ever be tried one by one: this test would not end."""
    assert reported(text, matcher, "STY221", "FRM047", "RES001") == []


@pytest.mark.parametrize("beside", ["", "x" * 500, " " * 300, "Lambs graze by the river. " * 200])
def test_what_else_stands_in_the_paragraph_changes_nothing(beside: str, matcher: Matcher) -> None:
    """Very long paragraphs, words and gaps are left to the engine whose time grows with the text alone."""
    text = f"The mill , the dam and the road are new. {beside} They repaired the roof,walls and floor."
    found = reported(text, matcher, "PUN008", "PUN021")
    assert [text[slice(*finding.span)] for finding in found] == ["mill ,", "roof,walls"]


def test_what_a_text_takes_is_free_once_it_is_checked(matcher: Matcher) -> None:
    """Without a look for garbage, which would cost a long run a twelfth of its time and half as much memory again."""
    gc.disable()
    try:
        document = read_document(SourceText("test.txt", 'They met the "chain master" of the park. ' * 30))
        checked = check_document(document, matcher, Judgement(RULES, circumstances=Circumstances(Genre.POLICY)))
        facts = weakref.ref(checked.facts)
        assert facts() is not None
        del checked
        assert facts() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(("letter", "other"), [("s", "ſ"), ("i", "İ"), ("i", "ı"), ("k", "\u212a")])
def test_letters_that_differ_in_case_only_break_no_rule(letter: str, other: str, matcher: Matcher) -> None:
    """A pattern that ignores case takes the Turkish dotted and dotless i, the long s and the sign of kelvin for i, s and k."""
    examples = [example.text.replace(letter, other) for rule in RULES if not rule.bilingual for example in rule.bad]
    judgement = Judgement(RULES, circumstances=Circumstances(Genre.POLICY))
    checked = check_document(read_document(SourceText("test.txt", "\n\n".join(examples))), matcher, judgement)
    assert checked.faults == ()


def test_a_formula_that_comes_in_a_string_is_told_once_with_its_number(matcher: Matcher) -> None:
    text = (
        "It is necessary to put money into docks, it is necessary to put nurses into schools, and it is necessary to rest. "
        "It is imperative to sing."
    )
    found = reported(text, matcher, "SYN004", "SYN005", "REP001")
    assert [(f.rule, f.span.start) for f in found] == [("SYN004", 0)]
    assert "4 times" in found[0].message


def test_what_the_glossary_tells_with_its_answer_no_rule_tells_again() -> None:
    listed = matcher_for(entry("id: x", "deprecated: main responsible person", en="principal official"))
    text = "The main responsible persons came, and the relevant leaders went."
    assert [f.span.start for f in reported(text, listed, "FRM005")] == [text.index("the relevant")]
    assert len(reported(text, matcher_for(entry("id: x")), "FRM005")) == 2


@pytest.mark.parametrize("verb", ["was hit by hail", "sells tea", "with its mills", "began to sing"])
@pytest.mark.parametrize("place", ["Linwu County, Hunan Province", "Nanxi Town, Linwu City"])
def test_a_comma_missing_after_a_place_is_told_once(matcher: Matcher, place: str, verb: str) -> None:
    assert len(reported(f"All of {place} {verb}.", matcher, "DAT004", "PUN017")) == 1


def test_a_list_that_and_rounds_off_is_no_fault_outside_of_policy_prose() -> None:
    rounded = "The city should deepen reform, promote trade, strengthen rules, support farms, cultivate talent and increase the pay of nurses."
    unfinished = rounded.replace(" and increase", ", increase")

    def told(text: str, genre: Genre) -> list[Severity]:
        judgement = Judgement(rules_of("SEG004"), circumstances=Circumstances(genre))
        report = check_document(read_document(SourceText("t.txt", text)), matcher_for(entry("id: x")), judgement).report
        return [finding.severity for finding in report.findings]

    assert told(rounded, Genre.OTHER) == []
    assert told(rounded, Genre.POLICY) == [Severity.SUGGESTION]
    assert told(unfinished, Genre.OTHER) == [Severity.WARNING]


@pytest.mark.parametrize("verb", ["carried out", "carries out", "carrying out", "carry out"])
def test_a_listed_verb_with_a_particle_is_known_in_all_its_forms(matcher: Matcher, verb: str) -> None:
    assert [f.rule for f in reported(f"The schools vigorously {verb} the drill.", matcher, "STY001")] == ["STY001"]
