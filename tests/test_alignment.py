"""Alignment: which paragraphs of two texts belong together, when some are missing, cut or run together."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.language import chinese_text
from policy_glossary.matching.alignment.align import Alignment, align, align_within
from policy_glossary.matching.alignment.band import rising
from policy_glossary.matching.alignment.evidence import length_evidence
from policy_glossary.matching.alignment.search import best_way
from policy_glossary.matching.alignment.units import Piece
from policy_glossary.model.text import Span
from tests.bitexts import CHINESE, ENGLISH


def aligned(chinese: tuple[str, ...], english: tuple[str, ...]) -> Alignment:
    return align([Piece(text) for text in chinese], [Piece(text) for text in english], {"链主": ("chain leader",)})


def beads(alignment: Alignment) -> list[tuple[int, int, int, int]]:
    return [step[:4] for step in alignment.steps]


def test_a_text_and_its_translation_go_side_by_side() -> None:
    alignment = aligned(CHINESE, ENGLISH)
    assert beads(alignment) == [(n, n + 1, n, n + 1) for n in range(len(CHINESE))]
    assert alignment.confidence > 0.9


@pytest.mark.parametrize("gone", range(len(CHINESE)))
def test_a_missing_paragraph_is_left_alone_and_moves_nothing(gone: int) -> None:
    without = aligned(CHINESE, ENGLISH[:gone] + ENGLISH[gone + 1 :])
    assert (gone, gone + 1, gone, gone) in beads(without)
    assert [b for b in beads(without) if b[0] < b[1] and b[2] < b[3]] == [
        (n, n + 1, n - (n > gone), n - (n > gone) + 1) for n in range(len(CHINESE)) if n != gone
    ]
    added = aligned(CHINESE[:gone] + CHINESE[gone + 1 :], ENGLISH)
    assert (gone, gone, gone, gone + 1) in beads(added)


def test_paragraphs_cut_and_run_together_keep_their_other_side() -> None:
    cut = "Entrepreneurs"
    at = ENGLISH[2].index(cut)
    english = (*ENGLISH[:2], ENGLISH[2][:at].strip(), ENGLISH[2][at:], *ENGLISH[3:6], f"{ENGLISH[6]} {ENGLISH[7]}")
    found = beads(aligned(CHINESE, english))
    assert (2, 3, 2, 4) in found
    assert (6, 8, 7, 8) in found


def test_strangers_have_no_confidence() -> None:
    recipe = (
        "Peel the potatoes and cut them into slices.",
        "Melt the butter in a pan, then add onions, salt and a little pepper.",
        "My grandmother always used cream, but milk does as well.",
        "Bake for 40 minutes until the top is brown and crisp.",
        "Serve with a green salad and a glass of cider.",
        "What is left tastes even better on the following evening, fried in slices.",
    )
    assert aligned(CHINESE, recipe).confidence < 0.3


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    pytest.importorskip("opencc", reason='Traditional Chinese needs the extra "zh"')
    from policy_glossary.language.traditional import Converter

    traditional = tuple(map(Converter("s2hk").convert, CHINESE))
    assert traditional != CHINESE
    without = aligned(traditional, ENGLISH[:3] + ENGLISH[4:])
    assert (3, 4, 3, 3) in beads(without)
    assert without.steps[4].confidence == pytest.approx(aligned(CHINESE, ENGLISH[:3] + ENGLISH[4:]).steps[4].confidence, abs=0.1)


def test_lengths_speak_for_a_translation_within_the_measured_range() -> None:
    """The middle 98 % of human translations have 1.87 to 6.32 characters of English for one of Chinese (WMT22)."""
    inside = [length_evidence(200, round(200 * ratio)) for ratio in (1.9, 3.87, 6.3)]
    outside = [length_evidence(200, round(200 * ratio)) for ratio in (0.8, 12.0)]
    assert min(inside) > max(outside)
    assert inside[1] == max(inside) > 0 > max(outside)


def test_sentences_are_aligned_within_their_paragraphs() -> None:
    chinese = ["去年工业增加值达到3.2万亿元。", "企业家认为市场正在恢复。", "农民的收入也有了提高。"]
    english = ["Industrial value added reached 3.2 trillion yuan last year.", "The income of farmers has risen as well."]
    other = (["河水变清了。", "种树1200万棵。"], ["The rivers have become clear.", "It planted 12 million trees."])
    first, second = align_within([(chinese, english), other], {})
    assert [step[:4] for step in first] == [(0, 1, 0, 1), (1, 2, 1, 1), (2, 3, 1, 2)]
    assert [step[:4] for step in second] == [(0, 1, 0, 1), (1, 2, 1, 2)]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 9))
def test_every_unit_is_passed_once_and_in_order(chinese: int, english: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    told: dict[tuple[int, int, int, int], float] = {}

    def score(*ranges: int) -> float:
        first, last, start, end = ranges
        return told.setdefault((first, last, start, end), chance.uniform(-3, 3))

    steps = best_way(chinese, english, score)
    assert [n for step in steps for n in range(step.first, step.last)] == list(range(chinese))
    assert [n for step in steps for n in range(step.start, step.end)] == list(range(english))
    assert all(0 <= step.confidence <= 1 for step in steps)


def test_a_long_text_is_searched_near_its_diagonal() -> None:
    """3,000 paragraphs a side, of which the cells are too many to be looked at one by one."""
    looked = 0

    def score(first: int, last: int, start: int, end: int) -> float:
        nonlocal looked
        looked += 1
        return 2.0 if last - first == end - start and first % 7 == start % 7 else -2.0

    steps = best_way(3_000, 3_000, score)
    assert all(step.first == step.start and step.last == step.end for step in steps)
    assert looked < 3_000 * 3_000 / 5


def test_a_certain_way_is_told_from_a_toss() -> None:
    even = best_way(2, 1, lambda first, last, _start, _end: 1.0 if last - first == 1 else -9.0)
    clear = best_way(2, 1, lambda first, last, _start, _end: 9.0 if (first, last) == (1, 2) else -9.0)
    paired = [next(step for step in steps if step.paired) for steps in (even, clear)]
    assert 0.4 < paired[0].confidence < 0.6
    assert paired[1][:4] == (1, 2, 0, 1)
    assert paired[1].confidence > 0.99


def test_sentences_of_chinese_keep_their_closing_marks() -> None:
    told = "他说：“发展是硬道理。”大家鼓掌！会议结束了"
    assert chinese_text.sentences(told) == ["他说：“发展是硬道理。”", "大家鼓掌！", "会议结束了"]


def test_lines_of_plain_chinese_are_paragraphs_of_their_own_unless_they_were_cut() -> None:
    lines = "第一段说的是工业。\n第二段说的是农业，也说到茶叶。\n第三段很短。"
    spans = list(chinese_text.paragraphs(lines, [Span(0, len(lines))]))
    assert [lines[slice(*span)] for span in spans] == lines.split("\n")


@given(st.dictionaries(st.integers(0, 8), st.tuples(st.integers(0, 8), st.integers(1, 9)), max_size=8))
def test_of_anchors_the_rising_ones_that_weigh_most_are_kept(found: dict[int, tuple[int, int]]) -> None:
    pairs = [(row, column, float(weight)) for row, (column, weight) in found.items()]
    weights = {(row, column): weight for row, column, weight in pairs}
    kept = rising(pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(kept))
    most = 0.0
    for number in range(2 ** len(pairs)):
        some = sorted(pair for n, pair in enumerate(pairs) if number >> n & 1)
        if all(one[1] < other[1] for one, other in pairwise(some)):
            most = max(most, sum(pair[2] for pair in some))
    assert sum(weights[pair] for pair in kept) == most


@given(st.integers(0, 30), st.integers(0, 30), st.sets(st.integers(0, 29), max_size=6))
def test_whatever_the_anchors_a_way_leads_through(chinese: int, english: int, numbers: set[int]) -> None:
    anchors = [(n, n) for n in sorted(numbers) if n < min(chinese, english)]
    steps = best_way(chinese, english, lambda *_: 0.5, anchors)
    assert [n for step in steps for n in range(step.first, step.last)] == list(range(chinese))
    assert [n for step in steps for n in range(step.start, step.end)] == list(range(english))
