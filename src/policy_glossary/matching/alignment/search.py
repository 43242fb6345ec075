"""The most likely way through two texts side by side, and how certain each step of it is.

Dynamic programming over steps of up to three units on a side (after Gale and Church, Computational Linguistics 19, 1993), in a band
around a first way through that takes units one by one. How certain a step is: its share of the weight of all ways through the band.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import exp, inf, log

from policy_glossary.matching.alignment.band import Band, around, between
from policy_glossary.model.light_typing import NamedTuple

Score = Callable[[int, int, int, int], float]

# The share of each kind of step. Guesses for texts of which a tenth was disturbed; half or twice of any moves precision or recall by less
# than 2 points (benchmarks/alignment.py).
_STEPS: tuple[tuple[int, int, float], ...] = tuple(
    (zh, en, log(share))
    for zh, en, share in (
        (1, 1, 0.84),
        (1, 0, 0.025),
        (0, 1, 0.025),
        (1, 2, 0.045),
        (2, 1, 0.045),
        (2, 2, 0.005),
        (1, 3, 0.005),
        (3, 1, 0.005),
    )
)
_SINGLE = _STEPS[:3]


class Step(NamedTuple):
    """Chinese units from `first` to before `last` belong to English ones from `start` to before `end`; one side may be empty."""

    first: int
    last: int
    start: int
    end: int
    confidence: float

    @property
    def paired(self) -> bool:
        """True if neither side is empty."""
        return self.first < self.last and self.start < self.end


def best_way(chinese: int, english: int, score: Score, anchors: Iterable[tuple[int, int]] = ()) -> list[Step]:
    """The steps of the best way through so many Chinese and so many English units, in order.

    `anchors` are units that seem to belong together, with both numbers rising; they spare looking far from them.
    """
    if not chinese or not english:
        return [*(Step(n, n + 1, 0, 0, 1.0) for n in range(chinese)), *(Step(0, 0, n, n + 1, 1.0) for n in range(english))]
    first = _way(between(anchors, chinese, english), _SINGLE, score)
    return _way(around([step[:4] for step in first], chinese, english), _STEPS, _remembered(score))


def _remembered(score: Score) -> Score:
    known: dict[tuple[int, int, int, int], float] = {}

    def remembered(first: int, last: int, start: int, end: int) -> float:
        key = (first, last, start, end)
        if key not in known:
            known[key] = score(first, last, start, end)
        return known[key]

    return remembered


class _Arrival(NamedTuple):
    """A step with which a cell may be reached."""

    row: int
    column: int
    weight: float


def _way(band: Band, steps: Sequence[tuple[int, int, float]], score: Score) -> list[Step]:
    """The best way through a band."""
    rows, columns = len(band) - 1, band[-1][1] - 1
    arrivals: dict[tuple[int, int], list[_Arrival]] = {}
    best: dict[tuple[int, int], tuple[float, _Arrival | None]] = {(0, 0): (0.0, None)}
    weights: dict[tuple[int, int], float] = {(0, 0): 0.0}
    for row in range(rows + 1):
        for column in range(*band[row]):
            if row == column == 0:
                continue
            found = []
            for zh, en, share in steps:
                before = (row - zh, column - en)
                if before not in best:
                    continue
                found.append(_Arrival(*before, share + (score(before[0], row, before[1], column) if zh and en else 0.0)))
            if not found:
                continue
            arrivals[row, column] = found
            totals = [best[a.row, a.column][0] + a.weight for a in found]
            top = max(totals)
            best[row, column] = (top, found[totals.index(top)])
            weights[row, column] = _sum([weights[a.row, a.column] + a.weight for a in found])
    chosen: list[tuple[_Arrival, tuple[int, int]]] = []
    cell = (rows, columns)
    while (arrival := best[cell][1]) is not None:
        chosen.append((arrival, cell))
        cell = (arrival.row, arrival.column)
    ahead = _ahead(arrivals, (rows, columns))
    total = weights[rows, columns]
    return [
        Step(a.row, cell[0], a.column, cell[1], min(1.0, exp(weights[a.row, a.column] + a.weight + ahead[cell] - total)))
        for a, cell in reversed(chosen)
    ]


def _ahead(arrivals: dict[tuple[int, int], list[_Arrival]], end: tuple[int, int]) -> dict[tuple[int, int], float]:
    """The weight of all ways from each cell to the end."""
    gathered: dict[tuple[int, int], list[float]] = {end: [0.0]}
    ahead: dict[tuple[int, int], float] = {}
    for cell in reversed(arrivals):
        ahead[cell] = here = _sum(gathered.get(cell, []))
        if here > -inf:
            for arrival in arrivals[cell]:
                gathered.setdefault((arrival.row, arrival.column), []).append(here + arrival.weight)
    return ahead


def _sum(logs: Sequence[float]) -> float:
    """The logarithm of a sum of numbers given by their logarithms."""
    top = max(logs, default=-inf)
    return top + log(sum(exp(value - top) for value in logs)) if top > -inf else top
