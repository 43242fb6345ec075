"""`glossary terms extract`: what recurs in texts and is in no glossary."""

from __future__ import annotations

import itertools
import random
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from policy_glossary.engine.check import Options
from policy_glossary.engine.extract import extract
from policy_glossary.formats import read_document
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.families import group_families
from policy_glossary.matching.kinship import NO_KINSHIP
from policy_glossary.matching.phrases import document_phrases
from policy_glossary.model.candidate import Candidate, Kind, PhrasePlace, Phrases, PhraseSum
from policy_glossary.model.text import SourceText
from policy_glossary.scoring.ranking import Selection, rank_english
from policy_glossary.termbase.po import read_po
from policy_glossary.termbase.proposals import po_file, proposals
from tests.conftest import HEADER, SEEDS, Run, entry, matcher_for

needs_jieba = pytest.mark.skipif(find_spec("jieba") is None, reason='Chinese texts need the extra "zh"')
NO_TERMS = entry("id: nothing", zh="无", en="zzyzx")


def phrases(text: str, po: str = NO_TERMS, name: str = "a.txt") -> Phrases:
    return document_phrases(Facts(read_document(SourceText(name, text)), matcher_for(po), Circumstances()))


def test_the_example_of_a_phrase_stays_within_its_paragraph() -> None:
    text = "# A heading about ports\n\nThe port pilots “cloud quays” this year.\n\n| a | b |\n|---|---|\n| one | two |\n"
    (place,) = {found.first for key, found in phrases(text, name="a.md").phrases.items() if "cloud" in key}
    assert place.excerpt == "The port pilots “cloud quays” this year."


def ranked(*texts: str, po: str = NO_TERMS, **selection: object) -> list[Candidate]:
    total = PhraseSum()
    for number, text in enumerate(texts):
        total.add(phrases(text, po, f"{number}.txt"))
    return group_families(rank_english(total.total(), Selection(**selection), NO_KINSHIP.surprise))  # type: ignore[arg-type]  # the fields of Selection, by name


def english(candidates: list[Candidate], kind: Kind | None = None) -> list[str]:
    return [c.english for c in candidates if kind in (None, c.kind)]


def test_short_quotations_are_candidates_and_speech_is_not() -> None:
    text = 'They build a “tea ladder” and “ladders”. He said: "We shall all go up to the hills and pick tea until the sun has set."'
    assert english(ranked(text), Kind.QUOTED) == ["tea ladder"]


def test_a_single_quoted_word_must_recur() -> None:
    assert english(ranked('The "ladder" helps.')) == []
    assert english(ranked('The "ladder" helps. Another "ladder" came.')) == ["ladder"]


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("The county follows the 3+5 plan.", "3+5"),
        ('It keeps to the "1450" deployment.', "1450"),
        ("The city has three major strengths and a port.", "three major strengths"),
        ('They finished the "six ponds" in May.', "six ponds"),
    ],
)
def test_slogans_with_numbers(text: str, slogan: str) -> None:
    assert english(ranked(text), Kind.SLOGAN) == [slogan]


@pytest.mark.parametrize(
    "text",
    ["It took two years and three days.", "In 2024 2+2=4 held.", 'The novel "1984" is old.', "Two big men came in three carts."],
)
def test_plain_numbers_are_no_slogans(text: str) -> None:
    assert [slogan for slogan in english(ranked(text), Kind.SLOGAN) if slogan != "Two big men"] == []


def test_names_in_running_text_without_persons_titles_and_places() -> None:
    text = (
        "On Monday, Secretary Li Daming of Linwu County opened the Linwu Tea Culture Festival in Hunan Province with "
        "the Planning and Construction Bureau of the city. Later he praised the Linwu Tea Culture Festival and the bureau."
    )
    names = english(ranked(text, least=1), Kind.NAME)
    assert "Linwu Tea Culture Festival" in names
    assert "Planning and Construction Bureau" in names
    assert not any("Li Daming" in name or "Secretary" in name or name in ("Linwu County", "Hunan Province") for name in names)


def test_headings_in_title_case_hold_no_names() -> None:
    assert (
        english(ranked("Tea Fields Grow In The Hills\n\nThe fields grew, and people came to see how they did.", least=1), Kind.NAME)
        == []
    )


def test_recurring_terms_end_in_nouns_and_cross_no_mark() -> None:
    text = (
        "The village promotes shade tea gardens, and every shade tea garden is promoted. We promote shade tea gardens "
        "actively. The tea, gardens and people thrive."
    )
    assert english(ranked(text)) == ["shade tea garden"]


def test_what_the_glossary_knows_is_no_candidate() -> None:
    po = entry(
        "id: tea-ladder", "deprecated: tea stairs", "suspect: tea steps", "exempt: red tea steps", "when: hills", en="tea ladder"
    )
    known = 'The "tea ladder", the "tea stairs", the "tea steps" and the "red tea steps" stand there. The "tea roof" is new.'
    assert english(ranked(known, po=po)) == ["tea roof"]


def test_a_candidate_does_not_cut_a_known_term_in_two() -> None:
    po = entry("id: x", en="red tea ladder")
    text = "The ladder fund grew; the red tea ladder fund grew. A red tea ladder fund is rare."
    assert english(ranked(text, po=po)) == ["red tea ladder fund"]


def test_recurrence_and_documents_count_and_order_is_fixed() -> None:
    wide = ["The shade garden is old."] * 2
    assert english(ranked(*wide, "The stone bridge fell. The stone bridge rose. Fog came.")) == ["shade garden", "stone bridge"]


def test_a_part_that_only_stands_inside_a_longer_term_is_none() -> None:
    assert english(ranked("The red tea ladder fell. The red tea ladder rose.")) == ["red tea ladder"]


def test_the_sum_is_the_same_in_any_order_and_grouping() -> None:
    parts = [phrases(path.read_text(encoding="utf-8"), name=path.name) for path in sorted(SEEDS.glob("*.txt"))]
    totals = []
    for order in itertools.islice(itertools.permutations(parts), 0, 120, 17):
        one, other = PhraseSum(), PhraseSum()
        for part in order[:2]:
            one.add(part)
        for part in order[2:]:
            other.add(part)
        one.add(other.total())
        totals.append(one.total())
    assert all(total == totals[0] for total in totals)
    assert totals[0].words > 7_000


def test_families_put_wordings_of_one_idea_together() -> None:
    text = (
        'The "industry ladder" and the "industrial ladder" stand. The "roof of tea" is a "tea roof". '
        'It is the "Linwu water wheel", the "water wheel". The "three ponds" are not the "four ponds".'
    )
    families = [{c.english, *(text for text, _ in c.variants)} for c in ranked(text)]
    assert {"industry ladder", "industrial ladder"} in families
    assert {"roof of tea", "tea roof"} in families
    assert {"Linwu water wheel", "water wheel"} in families
    assert {"three ponds"} in families


def test_words_that_can_render_the_same_chinese_make_a_family_with_a_guess() -> None:
    from policy_glossary.matching.kinship import read_kinship

    total = PhraseSum()
    total.add(phrases('The "chain master" met the "chain owner" and the "chain road".'))
    families = group_families(rank_english(total.total(), Selection(), NO_KINSHIP.surprise), read_kinship())
    (family,) = [c for c in families if c.variants]
    assert {family.english, family.variants[0][0]} == {"chain master", "chain owner"}
    assert family.chinese == "链主"
    assert "guess" in proposals([family], "x")[0].entry


def test_chinese_in_brackets_is_taken_over_as_a_guess() -> None:
    (candidate,) = ranked('They praise the "tea ladder" (茶梯) there.')
    assert candidate.chinese == "茶梯"
    (proposal,) = proposals([candidate], "x")
    assert 'msgid "? 茶梯"' in proposal.entry
    assert "# note: 茶梯 is a guess: it stands in brackets behind the words" in proposal.entry


def test_an_unlisted_rendering_of_a_known_concept_is_said_to_be_one() -> None:
    (candidate,) = ranked('They train the "chain masters" of the port.', po=entry("id: chain-leader"))
    assert candidate.renders == "链主 (chain-leader)"
    assert "perhaps another rendering of 链主 (chain-leader)" in proposals([candidate], "x")[0].entry


def test_entries_are_read_without_fault_and_take_no_part() -> None:
    place = PhrasePlace("a\u2028b.txt", 1, 'x\u2028y\n# id: z\nmsgid "\x00')
    variants = (("a; b", 2), ("c => d", 1), ("e … f", 1), ("say \u201cg\u201d", 1), ("long " * 60, 1))
    hostile = [
        Candidate(f"key {number}", text, Kind.QUOTED, 2, 1, 1.0, place, variants, chinese="梯\n", grounds="x")
        for number, text in enumerate(('back\\slash "ladder"', "tea\nladder", "Teä Ladder", "tea ladder", "tea ladder", "…; =>"))
    ]
    read = read_po(po_file(proposals(hostile, "x")), "x.po", None)
    assert [str(fault) for fault in read.faults if "stands twice" not in str(fault)] == []
    assert read.concepts == []


def test_a_completed_entry_counts_whether_msgid_or_zh_names_the_chinese() -> None:
    (proposal,) = proposals(ranked('The "tea ladder" is tall.'), "x")
    by_msgid = proposal.entry.replace('msgid "? tea ladder"', 'msgid "茶梯"')
    by_comment = f"# zh: 茶梯\n{proposal.entry}"
    for text in (by_msgid, by_comment):
        read = read_po(HEADER + text, "x.po", None)
        assert read.faults == []
        assert [(c.zh, c.preferred, c.proposal) for c in read.concepts] == [("茶梯", "tea ladder", True)]


def test_zh_beside_a_chinese_msgid_is_a_fault() -> None:
    read = read_po(HEADER + entry("id: x", "zh: 茶梯"), "x.po", None)
    assert len(read.faults) == 1
    assert "begins with" in str(read.faults[0])


def test_the_command_prints_a_glossary_that_passes_its_own_test(run: Run, tmp_path: Path) -> None:
    done = run("terms", "extract", str(SEEDS), "--limit", "30")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().count("#, fuzzy") == 30
    assert str(SEEDS.parent).encode() not in done.stdout
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "new.po").write_bytes(done.stdout)
    assert run("terms", "test").returncode == 0
    assert run("terms", "extract", str(SEEDS), "--limit", "30", PYTHONHASHSEED="7", LC_ALL="C").stdout == done.stdout


def test_an_existing_file_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('The "tea ladder" is tall.\n', encoding="utf-8")
    assert run("terms", "extract", "-o", "new.po", "a.txt").returncode == 0
    first = (tmp_path / "new.po").read_bytes()
    assert b'msgctxt "new"' in first
    again = run("terms", "extract", "-o", "new.po", "a.txt")
    assert again.returncode == 2
    assert b"exists already" in again.stderr
    assert (tmp_path / "new.po").read_bytes() == first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "new.po"]


def test_kinds_counts_and_faults(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('The "tea ladder" and the 3+5 plan. The "tea ladder" is tall.\n', encoding="utf-8")
    assert run("terms", "extract", "--kind", "slogan", "a.txt").stdout.count(b"#, fuzzy") == 1
    assert run("terms", "extract", "--min-count", "2", "a.txt").stdout.count(b"#, fuzzy") == 1
    assert run("terms", "extract", "--kind", "rhyme", "a.txt").returncode == 2
    done = run("terms", "extract", "a.txt", "missing.txt")
    assert done.returncode == 2
    assert b"tea ladder" in done.stdout


CHINESE = (
    "会议强调，要壮大芦竹产业，建设“茶梯”。芦竹产业是根本。发展芦竹产业，芦竹产业要强。根据《临武茶叶发展意见》，"
    "落实“3+5”安排。各村壮大芦竹产业。\n"
)


@needs_jieba
def test_chinese_texts_through_jieba(tmp_path: Path) -> None:
    path = tmp_path / "a.zh.txt"
    path.write_text(CHINESE, encoding="utf-8")
    found = extract([str(path)], Options())
    assert {"芦竹产业": Kind.TERM, "茶梯": Kind.QUOTED, "临武茶叶发展意见": Kind.NAME, "3+5": Kind.SLOGAN}.items() <= {
        c.chinese: c.kind for c in found.candidates
    }.items()
    assert not any("集体经济" in c.chinese and c.chinese != "芦竹产业" for c in found.candidates)
    read = read_po(po_file(found.candidates), "x.po", None)
    assert read.faults == []
    assert 'msgid "芦竹产业"\nmsgstr ""' in po_file(found.candidates)


def test_without_jieba_the_hint_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jieba", None)
    path = tmp_path / "a.txt"
    path.write_text(CHINESE, encoding="utf-8")
    found = extract([str(path), str(path)], Options())
    assert [str(fault) for fault in found.faults] == [
        'Chinese texts need jieba, which is not installed (install it: pip install "policy-glossary[zh]")'
    ]


def test_long_hostile_texts_stay_quick_enough_to_finish() -> None:
    chance = random.Random(1)  # noqa: S311 - a fixed text
    for text in ('"' * 20_000, "“" * 20_000, "A" + " B" * 20_000, "tea " * 20_000, "1+" * 20_000, "-" * 20_000, "tea-" * 20_000):
        phrases(text)
    phrases(" ".join(chance.choice(["tea", "Tea", '"', "of", "and", "3+5", "茶", "(梯)"]) for _ in range(20_000)))
