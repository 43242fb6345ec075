"""A rule is run only where that stands without which it finds nothing; what is left out by that must never be a finding."""

from __future__ import annotations

import random
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable
from inspect import getsource
from pathlib import Path

import pytest

from policy_glossary.engine import packs
from policy_glossary.engine.packs import all_checks, load_rules, shipped_index
from policy_glossary.formats import read_document
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.genre import Genre, reads_as_policy_prose, stock_phrases
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.indexing import build_index
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.presence import Presence, holds
from policy_glossary.matching.word_places import WordPlaces
from policy_glossary.model.rule import Needs
from policy_glossary.model.text import SourceText, Span
from policy_glossary.rules.joints import joints
from tests.conftest import SEEDS

SAID_OTHERWISE: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "in capitals": str.upper,
    "over many lines": lambda text: text.replace(" ", " \r\n\t"),
    "with a long s and the sign of kelvin": lambda text: text.replace("s", "ſ").replace("k", "\u212a"),
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    database = sqlite3.connect(":memory:")
    build_index((), database)
    return Matcher(TermIndex(database))


def facts_of(text: str, matcher: Matcher) -> Facts:
    return Facts(read_document(SourceText("test.txt", text)), matcher, Circumstances(Genre.POLICY))


@pytest.mark.parametrize("how", SAID_OTHERWISE)
def test_where_a_rule_finds_something_its_needs_are_met(how: str, matcher: Matcher) -> None:
    rules = all_checks((), [])
    presence = Presence(rules)
    examples = {rule.code: rule.bad for rule in load_rules() if not rule.bilingual}
    found = 0
    for rule in rules:
        for example in examples.get(rule.code, ()) if any(rule.needs) else ():
            facts = facts_of(SAID_OTHERWISE[how](example.text), matcher)
            if list(rule.check(facts)):
                found += 1
                assert holds(rule.needs, presence.of(facts.lowered, facts.places).texts), (rule.code, example.text)
    assert found > 100


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_what_is_kept_of_all_needs_tells_the_same(seed: Path) -> None:
    lowered = seed.read_text(encoding="utf-8").lower()
    words = re.findall("[a-z]+", lowered)
    assert Presence((), shipped_index()).of(lowered, words) == Presence(all_checks((), [])).of(lowered, words)


@pytest.mark.parametrize(
    ("pattern", "held", "not_held"),
    [
        (
            r"\bon\s+(?:the\s+)?one\s+(?:side|aspect)",
            "He stood on the\none side.",
            "On the other side stood one aspect of the one.",
        ),
        (r"(?:take|took)\s+root", "The trees took root.", "They take the root."),
        (r"\bstrengthen(?:s|ed|ing)?\s+supervision", "It strengthens supervision.", "Strengthened, supervision strengthens."),
        (r"let\s+them|make\s+them", "Make them go.", "Let men make a man of them."),
    ],
)
def test_words_side_by_side_are_more_than_the_words(pattern: str, held: str, not_held: str) -> None:
    needs = Needs.of((), joints([pattern]))
    for text, met in ((held, True), (not_held, False)):
        words = re.findall("[a-z]+", text.lower())
        present = Presence(()).of(text.lower(), words).texts | set(words)
        assert holds(needs, present) is met, text


@pytest.mark.parametrize("pattern", [r"\w+", r".{3,9}", r"[^a]\s", r"(a", r"a|\s"])
def test_a_pattern_that_promises_no_words_asks_for_none(pattern: str) -> None:
    assert joints([pattern]) == []


@pytest.mark.parametrize(
    "text",
    [
        "We must go. It is we who must go; as we must.",
        "WE must, we_must, awe must, we-must and 2we must",
        "İt must be that we must; ſo we must",
        "we must we must we must",
        "",
    ],
)
def test_words_are_found_at_the_places_at_which_a_search_finds_them(text: str, matcher: Matcher) -> None:
    pattern = re.compile(r"\b(?:we|it)\W+must\b(?:\s+we)?", re.IGNORECASE)
    found = [match.span() for match in facts_of(text, matcher).places.starting(("we", "it"), pattern)]
    assert found == [match.span() for match in pattern.finditer(text)]


def mixed(texts: Iterable[str], seed: int) -> str:
    """The words of texts in another order, many of them doubled and joined otherwise than by a blank."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    words = [word for text in texts for word in text.split()]
    between = " " * 6 + "\n\u00a0-,"
    said = [" ".join(draw.sample(words, 1) * draw.choice((1, 1, 2))) + draw.choice(between) for _ in range(100)]
    phrases = [words[at : at + draw.randint(2, 9)] for at in draw.choices(range(len(words)), k=40)]
    said += [draw.choice((" and ", ", ", " ")).join([" ".join(phrase)] * draw.choice((1, 1, 2))) + " " for phrase in phrases]
    draw.shuffle(said)
    return "".join(said)


def test_rules_that_look_where_words_stand_find_what_a_search_of_the_whole_text_finds(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = [
        rule for rule in load_rules() if "facts.places" in getsource(sys.modules[rule.check.__module__]) and not rule.bilingual
    ]
    assert len(rules) > 20
    texts = {
        rule.code: [
            *(mixed([*(example.text for example in rule.bad), *rule.good], seed) for seed in range(3)),
            "They came year after year, year after year and once more.",
        ]
        for rule in rules
    }

    def all_found() -> list[tuple[str, str, list[Span]]]:
        listed = [(rule, text) for rule in rules for text in texts[rule.code]]
        return [(rule.code, text, [f.span for f in rule.check(facts_of(text, matcher))]) for rule, text in listed]

    found = all_found()
    monkeypatch.setattr(WordPlaces, "at", lambda places, _, pattern: pattern.finditer(places._text))
    assert found == all_found()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("STY033", "They understand and grasp the spirit of it."),
        (
            "SEG002",
            "The danced songs were new. The mill is old; Danced songs were sung, and some of Danceders came, for Danceders sang.",
        ),
    ],
)
def test_a_letter_that_is_two_in_small_letters_changes_nothing_elsewhere(code: str, text: str, matcher: Matcher) -> None:
    (rule,) = (rule for rule in load_rules() if rule.code == code)
    found = [finding.span for finding in rule.check(facts_of(text, matcher))]
    assert found == [finding.span for finding in rule.check(facts_of(text + "\n\nİ", matcher))] != []


def test_a_rule_whose_row_can_no_longer_be_read_is_read_from_its_pack(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(offset: int, length: int) -> bytes:
        raise OSError(f"stale handle: {length} bytes at {offset}")

    kept = packs._manifest()._replace(read=gone)
    monkeypatch.setattr(packs, "_manifest", lambda: kept)
    rules = {rule.code: rule for rule in all_checks((), [])}
    (adverb,) = [rule for rule in load_rules() if rule.code == "STY001"]
    text = adverb.bad[0].text
    assert list(rules["STY001"].check(facts_of(text, matcher))) == list(adverb.check(facts_of(text, matcher))) != []


def test_policy_prose_is_told_by_the_same_share_however_far_it_is_counted() -> None:
    text = (SEEDS / "002_4f028733fb7c46e8.txt").read_text(encoding="utf-8")
    number = sum(1 for _ in stock_phrases(text))
    for words in (30, 150, 100 * number - 1, 100 * number, 100 * number + 1, 100 * (number + 2), 100 * (number + 2) + 1):
        for listed in (0, 1):
            counted = number + 2 * listed
            assert reads_as_policy_prose(text, words, listed) is (counted >= 4 and counted * 1000 >= 10 * words)
    plain = "The shop is open, and it rains. " * 30
    assert [reads_as_policy_prose(plain, 210, listed) for listed in (0, 1, 2)] == [False, False, True]
