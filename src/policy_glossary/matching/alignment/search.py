"""The most likely way through two texts side by side, and how certain each step of it is.

Dynamic programming over steps of up to three units on a side (after Gale and Church, Computational Linguistics 19, 1993), in a band
around a first way through that takes units one by one. How certain a step is: its share of the weight of all ways through the band.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, inf, log
from typing import NamedTuple

Score = Callable[[int, int, int, int], float]

# Of the steps of a text, these shares go so. The first three are measured by nobody for our texts: a missing paragraph must cost more
# than a strange one, and less than two.
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
_BESIDE = 6  # units that the band reaches to both sides of the first way
_CELLS = 400_000  # that the first way may look at


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


def best_way(chinese: Sequence[int], english: Sequence[int], score: Score) -> list[Step]:
    """The steps of the best way through units of these lengths in characters, in order."""
    rows, columns = len(chinese), len(english)
    if not rows or not columns:
        return [*(Step(n, n + 1, 0, 0, 1.0) for n in range(rows)), *(Step(0, 0, n, n + 1, 1.0) for n in range(columns))]
    first = _way(_diagonal(chinese, english), _SINGLE, score)
    band = _around(first, rows, columns)
    return _way(band, _STEPS, _remembered(score))


Band = list[tuple[int, int]]  # of each row, that is each number of Chinese units passed: the columns from, and to before


def _diagonal(chinese: Sequence[int], english: Sequence[int]) -> Band:
    """All cells if they are few, else those near the diagonal by length."""
    rows, columns = len(chinese), len(english)
    if rows * columns <= _CELLS:
        return [(0, columns + 1)] * (rows + 1)
    half = max(20, _CELLS // (2 * rows))
    ratio = sum(english) / (sum(chinese) or 1)
    band, passed, column, reached = [(0, min(columns + 1, half))], 0, 0, 0
    for length in chinese:
        passed += length
        while column < columns and reached + english[column] <= passed * ratio:
            reached += english[column]
            column += 1
        band.append((max(0, column - half), min(columns + 1, column + half)))
    band[-1] = (band[-1][0], columns + 1)
    return _joined(band)


def _around(way: Sequence[Step], rows: int, columns: int) -> Band:
    """The cells near the way."""
    least, most = [columns] * (rows + 1), [0] * (rows + 1)
    for step in way:
        for row in range(max(0, step.first - _BESIDE), min(rows, step.last + _BESIDE) + 1):
            least[row], most[row] = min(least[row], step.start - _BESIDE), max(most[row], step.end + _BESIDE)
    return _joined([(max(0, a), min(columns, b) + 1) for a, b in zip(least, most, strict=True)])


def _joined(band: Band) -> Band:
    """The band widened where a row would not touch the next: a way leads through it in any case."""
    joined = [band[0]]
    for start, end in band[1:]:
        before = joined[-1]
        joined.append((max(min(start, before[1] - 1), before[0]), max(end, before[1])))
    return joined


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
