"""Where a way through two texts is looked for: of each number of Chinese units passed, a range of numbers of English ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

_BESIDE = 4  # units that the band reaches to both sides of a way, and of an anchor
_CELLS = 60_000  # of a stretch between two anchors; in a larger one only what is near its diagonal is looked at
_LEAST_HALF = 20

Band = list[tuple[int, int]]  # for each row: the columns from, and to before


def between(anchors: Iterable[tuple[int, int]], rows: int, columns: int) -> Band:
    """The cells of each stretch between two anchors, and near it."""
    points = [(0, 0)]
    for row, column in anchors:
        points += [(row, column), (row + 1, column + 1)]
    return around([(*one, *other) for one, other in pairwise([*points, (rows, columns)])], rows, columns, ordered=False)


def around(stretches: Iterable[tuple[int, int, int, int]], rows: int, columns: int, *, ordered: bool = True) -> Band:
    """The cells near stretches from row to row and column to column: first, last, start, end if `ordered`, as steps are."""
    least, most = [columns] * (rows + 1), [0] * (rows + 1)
    for stretch in stretches:
        first, last, start, end = stretch if ordered else (stretch[0], stretch[2], stretch[1], stretch[3])
        half = _half(last - first, end - start)
        for row in range(max(0, first - _BESIDE), min(rows, last + _BESIDE) + 1):
            left, right = start, end
            if half:
                middle = start + (end - start) * (row - first) // max(1, last - first)
                left, right = max(start, middle - half), min(end, middle + half)
            least[row], most[row] = min(least[row], left - _BESIDE), max(most[row], right + _BESIDE)
    return _joined([(max(0, a), min(columns, b) + 1) for a, b in zip(least, most, strict=True)])


def _half(rows: int, columns: int) -> int:
    """How far from its diagonal a stretch is looked at; 0: all of it."""
    return max(_LEAST_HALF, _CELLS // (2 * rows)) if rows * columns > _CELLS else 0


def _joined(band: Band) -> Band:
    """The band widened where a row would not touch the next: a way leads through it in any case."""
    joined = [band[0]]
    for start, end in band[1:]:
        before = joined[-1]
        joined.append((max(min(start, before[1] - 1), before[0]), max(end, before[1])))
    return joined


def rising(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of pairs with weights, those that rise on both sides and weigh most together. No first number may come twice."""
    ends: list[int] = []  # second numbers at which chains end that no lighter one reaches so early, with their weights
    totals: list[float] = []
    chains: list[int] = []  # the pairs with which these end
    before: dict[int, int] = {}
    ordered = sorted(pairs)
    for number, (_, column, weight) in enumerate(ordered):
        at = bisect_right(ends, column - 1)
        total = weight + (totals[at - 1] if at else 0.0)
        if at:
            before[number] = chains[at - 1]
        if at and totals[at - 1] >= total:
            continue
        stop = at
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[at:stop], totals[at:stop], chains[at:stop] = [column], [total], [number]
    found = []
    number = chains[-1] if chains else -1
    while number >= 0:
        found.append(ordered[number][:2])
        number = before.get(number, -1)
    return found[::-1]
