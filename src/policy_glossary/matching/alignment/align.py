"""Two texts side by side: paragraphs with paragraphs, and within them sentences with sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policy_glossary.matching.alignment.evidence import Evidence
from policy_glossary.matching.alignment.search import Step, best_way
from policy_glossary.matching.alignment.units import Piece, Reader
from policy_glossary.model.light_typing import NamedTuple

# Of a text: the work grows with both, to about a minute.
MOST_PIECES = 10_000
MOST_CHARACTERS = 5_000_000


class Alignment(NamedTuple):
    """The steps through two texts, in order.

    `chinese` and `english` are the shares of each text, by length, that have found their other side, each step counted by its
    confidence: about 1 for a text and its translation, less where paragraphs are missing, near 0 for two strangers.
    """

    steps: tuple[Step, ...]
    chinese: float
    english: float

    @property
    def confidence(self) -> float:
        """How far the texts are each other's translation, from 0 to 1."""
        return min(self.chinese, self.english)


def align(chinese: Sequence[Piece], english: Sequence[Piece], names: Mapping[str, Sequence[str]]) -> Alignment:
    """Which pieces of a Chinese text belong to which of an English one, at most MOST_PIECES each and MOST_CHARACTERS long, in the same order.

    `names` are Chinese terms, in Simplified characters, with their English.
    """
    reader = Reader(names)
    right = reader.english(english)
    left = reader.chinese(chinese, right)
    evidence = Evidence(left, right)
    steps = best_way(len(left), len(right), evidence.of, evidence.anchors())
    paired = [step for step in steps if step.paired]
    shares = []
    for units, ranges in ((left, [step[:2] for step in paired]), (right, [step[2:4] for step in paired])):
        met = sum(
            step.confidence * sum(unit.length for unit in units[slice(*found)]) for step, found in zip(paired, ranges, strict=True)
        )
        shares.append(met / (sum(unit.length for unit in units) or 1))
    return Alignment(tuple(steps), *shares)


def align_within(parts: Iterable[tuple[Sequence[str], Sequence[str]]], names: Mapping[str, Sequence[str]]) -> list[list[Step]]:
    """The steps through each of the paragraphs of a text, given as their Chinese and their English sentences.

    Steps are numbered within the paragraph. What is common in the text is counted over all paragraphs.
    """
    parts = list(parts)
    reader = Reader(names)
    right = reader.english(Piece(sentence) for _, english in parts for sentence in english)
    left = reader.chinese((Piece(sentence) for chinese, _ in parts for sentence in chinese), right)
    evidence = Evidence(left, right)
    found = []
    first = start = 0
    for chinese, english in parts:
        last, end = first + len(chinese), start + len(english)

        def score(zh: int, zh_end: int, en: int, en_end: int, first: int = first, start: int = start) -> float:
            return evidence.of(first + zh, first + zh_end, start + en, start + en_end)

        found.append(best_way(len(chinese), len(english), score))
        first, start = last, end
    return found
