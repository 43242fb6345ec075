"""How much speaks for it that a stretch of Chinese and a stretch of English say the same, in nats.

Evidence is the log of how much likelier the units would look as they do if one translated the other than if both were drawn from
this text at random: how long they are, and which clues of the one side are met by traits of the other. How common a trait is
is counted in the text itself, so that the words that stand in every paragraph of it tell nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, fsum, log, log2

from policy_glossary.matching.alignment.band import rising
from policy_glossary.matching.alignment.units import Chinese, English

# Characters of English for one of Chinese, in correct human translations into English (WMT22, zh-en): median 3.87, the middle 98 % from
# 1.87 to 6.32. Half of that range in logarithms is 2.33 standard deviations of 0.26; single words vary by about as much again.
_MEDIAN = log(3.87)
_VARIANCE = 0.26**2
_VARIANCE_OF_ONE = 3.0  # of a piece of one Chinese character; falls with its length
_VARIANCE_AT_RANDOM = 1.2**2
_MET = {"#": 0.85, "~": 0.5, "@": 0.75}  # how often a clue of a kind is met in a true translation
_MET_WORD = 0.6
# Words of one text hang together, and each is looked at from both sides: it tells less than the count of all would make it.
_TRUST = {"#": 0.45}
_TRUST_WORD = 0.25
_RARE = 8  # units that have a sign: one that more have marks no place in a text
_ANCHOR = 2.0  # times what is shared with any other unit
_HEADINGS = 0.5  # two headings, or two paragraphs
_HEADING_AMONG_OTHERS = -1.0  # on one side more than on the other


class Evidence:
    """The evidence for pairs of stretches of one text, each at most a few units long."""

    def __init__(self, chinese: Sequence[Chinese], english: Sequence[English]) -> None:
        self._chinese, self._english = chinese, english
        self._reached = [frozenset(trait for traits in unit.clues.values() for trait in traits) for unit in chinese]
        self._clues = [frozenset(unit.clues) for unit in chinese]
        clues: dict[str, frozenset[str]] = {}
        for unit in chinese:
            clues.update(unit.clues)
        holders: dict[str, list[int]] = {}
        for number, piece in enumerate(english):
            for trait in piece.traits:
                holders.setdefault(trait, []).append(number)
        met: list[set[str]] = [set() for _ in english]
        clue_counts: dict[str, int] = {}
        for clue, traits in clues.items():
            numbers = {number for trait in traits for number in holders.get(trait, ())}
            clue_counts[clue] = len(numbers)
            for number in numbers:
                met[number].add(clue)
        self._met = [frozenset(some) for some in met]
        counts: dict[str, int] = {}
        for reached in self._reached:
            for trait in reached:
                counts[trait] = counts.get(trait, 0) + 1
        self._chinese_sizes = [len(reached) for reached in self._reached]
        self._english_sizes = [len(unit.traits) for unit in english]
        self._clue_weights = _Weights(clue_counts, self._english_sizes)
        self._trait_weights = _Weights({trait: counts.get(trait, 0) for trait in holders}, self._chinese_sizes)

    def anchors(self) -> list[tuple[int, int]]:
        """Units that share so many rare signs with each other, and so few with others, that they should belong together."""
        shared: dict[tuple[int, int], float] = {}
        holders: dict[str, list[int]] = {}
        for row, unit in enumerate(self._chinese):
            for clue in unit.clues:
                holders.setdefault(clue, []).append(row)
        met: dict[str, list[int]] = {}
        for column, clues in enumerate(self._met):
            for clue in clues:
                met.setdefault(clue, []).append(column)
        for clue, rows in holders.items():
            columns = met.get(clue, ())
            if len(rows) <= _RARE and 0 < len(columns) <= _RARE:
                weight = log(len(self._english) / len(columns)) + log(len(self._chinese) / len(rows))
                for row in rows:
                    for column in columns:
                        shared[row, column] = shared.get((row, column), 0.0) + weight
        by_row, by_column = _best(shared, 0), _best(shared, 1)
        found = [
            (row, column, weight)
            for row, (weight, column, next_best) in by_row.items()
            if weight > 0 and weight >= _ANCHOR * max(next_best, by_column[column][2], 1.0) and by_column[column][1] == row
        ]
        return rising(found)

    def of(self, first: int, last: int, start: int, end: int) -> float:
        """The evidence for the Chinese units from `first` to before `last` and the English ones from `start` to before `end`."""
        chinese, english = self._chinese[first:last], self._english[start:end]
        length = length_evidence(sum(unit.length for unit in chinese), sum(unit.length for unit in english))
        if len(chinese) == len(english) == 1:
            headings = _HEADINGS if chinese[0].heading is english[0].heading else -_HEADINGS
        else:
            headings = _HEADING_AMONG_OTHERS * abs(sum(u.heading for u in chinese) - sum(u.heading for u in english))
        wide_zh, wide_en = last - first, end - start
        met = self._met[start] if wide_en == 1 else frozenset().union(*self._met[start:end])
        reached = self._reached[first] if wide_zh == 1 else frozenset().union(*self._reached[first:last])
        clues = self._clues[first] if wide_zh == 1 else frozenset().union(*self._clues[first:last])
        traits = english[0].traits if wide_en == 1 else frozenset().union(*(unit.traits for unit in english))
        words = _told(clues, met, self._clue_weights.against(sum(self._english_sizes[start:end])))
        words += _told(traits, reached, self._trait_weights.against(sum(self._chinese_sizes[first:last])))
        return length + headings + words


def _best(shared: Mapping[tuple[int, int], float], side: int) -> dict[int, tuple[float, int, float]]:
    """For each number of one side: the greatest weight, the number of the other side that has it, and the next weight."""
    best: dict[int, tuple[float, int, float]] = {}
    for pair, weight in sorted(shared.items()):
        top, other, following = best.get(pair[side], (0.0, -1, 0.0))
        if weight > top:
            best[pair[side]] = (weight, pair[1 - side], top)
        else:
            best[pair[side]] = (top, other, max(following, weight))
    return best


def length_evidence(chinese: int, english: int) -> float:
    """What two lengths in characters tell, in nats; more than 0 where the English has about the length of a translation."""
    if not chinese or not english:
        return 0.0
    return _length_evidence(round(log(english / chinese) * 50), min(chinese, 200))


@cache
def _length_evidence(ratio: int, chinese: int) -> float:
    off = (ratio / 50 - _MEDIAN) ** 2
    variance = _VARIANCE + _VARIANCE_OF_ONE / chinese
    at_random = max(_VARIANCE_AT_RANDOM, variance)
    return 0.5 * (log(at_random / variance) + off / at_random - off / variance)


Told = tuple[dict[str, float], dict[str, float]]  # by each sign, in nats: if it is met, and if it is not


class _Weights:
    """What signs tell that are met in so many units of these sizes. By chance, the larger a stretch is the more it meets."""

    def __init__(self, counts: Mapping[str, int], sizes: Sequence[int]) -> None:
        self._size = max(1.0, sum(sizes) / max(1, len(sizes)))
        self._rates = {sign: -log(1 - min(0.95, (count + 0.5) / (len(sizes) + 1))) for sign, count in counts.items()}
        self._known: dict[int, Told] = {}

    def against(self, size: int) -> Told:
        """The weights against a stretch of this size."""
        step = max(-8, min(6, round(2 * log2(size / self._size)))) if size else -8
        if step not in self._known:
            yes: dict[str, float] = {}
            no: dict[str, float] = {}
            share = 2 ** (step / 2)
            for sign, rate in self._rates.items():
                by_chance = min(0.98, 1 - exp(-rate * share))
                truly, trust = max(_MET.get(sign[0], _MET_WORD), by_chance), _TRUST.get(sign[0], _TRUST_WORD)
                yes[sign], no[sign] = trust * log(truly / by_chance), trust * log((1 - truly) / (1 - by_chance))
            self._known[step] = (yes, no)
        return self._known[step]


def _told(signs: frozenset[str], met: frozenset[str], weights: Told) -> float:
    yes, no = weights
    return fsum([yes[sign] if sign in met else no[sign] for sign in signs])
