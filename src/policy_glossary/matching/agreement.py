"""Whether an English quantity renders a Chinese one, with whatever conversion or rounding; and if not, whether it is its mistake."""

from __future__ import annotations

from policy_glossary.language.quantity import Kind, Quantity, Reading, Unit
from policy_glossary.language.units import POUNDS
from policy_glossary.model.light_typing import NamedTuple

_NEAR = 0.03  # what a conversion into another unit may lose to rounding
_UNIT_DIFFERS = 4.0  # worse than any other agreement
_SMALL = 20  # counts up to that are compared by their place alone
_ROUGH = 0.1  # the same of a value that is said to be rough
_KINDS = {  # kinds of English quantities that may render a Chinese one, best first
    Kind.NUMBER: (Kind.NUMBER, Kind.DAY, Kind.ORDINAL, Kind.TIMES, Kind.RATIO, Kind.YEAR),
    Kind.RATIO: (Kind.RATIO, Kind.POINTS),
    Kind.POINTS: (Kind.POINTS, Kind.RATIO),
    Kind.TIMES: (Kind.TIMES, Kind.NUMBER),
    Kind.YEAR: (Kind.YEAR, Kind.NUMBER),
    Kind.DECADE: (Kind.DECADE,),
    Kind.MONTH: (Kind.MONTH, Kind.NUMBER),
    Kind.DAY: (Kind.DAY, Kind.ORDINAL, Kind.NUMBER),
    Kind.ORDINAL: (Kind.ORDINAL, Kind.NUMBER, Kind.DAY, Kind.YEAR),
}


class Agreement(NamedTuple):
    """How well an English quantity renders a Chinese one: 0 is best. `unit_differs`: the value is right, the unit is not."""

    rank: float
    unit_differs: bool = False


def agreement(source: Quantity, target: Quantity) -> Agreement | None:
    """How well an English quantity renders a Chinese one; None if not at all."""
    best: Agreement | None = None
    for s, first in enumerate(source.readings):
        for t, second in enumerate(target.readings):
            kinds = _KINDS[first.kind]
            if second.kind in kinds:
                found, less = _in_units(source, target, first, second), 0.7 * kinds.index(second.kind)
            else:
                found, less = _across(first, second), 0.0
            if found is None:
                continue
            rank = found.rank + less + 0.5 * (s + t)
            if best is None or rank < best.rank:
                best = Agreement(rank, found.unit_differs)
    return best


def _across(first: Reading, second: Reading) -> Agreement | None:
    """Values that say the same in another kind: 100 % more is doubled, 0.5 is half."""
    if {first.kind, second.kind} == {Kind.RATIO, Kind.TIMES}:
        ratio, times = (first, second) if first.kind is Kind.RATIO else (second, first)
        return Agreement(2) if any(_close(ratio.low + more, times.low, 0.01) for more in (0, 1)) else None
    if first.kind is Kind.RATIO and second.kind is Kind.NUMBER and _close(first.low * 100, second.low, 1e-6):
        return Agreement(2.5)  # a column of per cent
    return None


def _in_units(source: Quantity, target: Quantity, first: Reading, second: Reading) -> Agreement | None:
    """Agreement of two readings of comparable kinds, units considered."""
    same = _same(first, second, hedged=source.hedged or target.hedged)
    one, other = source.unit, target.unit
    if one is not None and other is not None and one.dimension == "mass" and other.name == "pounds":  # money, or a weight
        other = POUNDS
    if {first.kind, second.kind} == {Kind.RATIO, Kind.POINTS}:
        return None if same is None else Agreement(_UNIT_DIFFERS, unit_differs=True)
    if one is not None and other is not None:
        if one.dimension == other.dimension == "discount" and first is not source.readings[0]:
            return None
        if one.dimension == other.dimension and first.kind is second.kind is Kind.NUMBER:
            rough = source.hedged or target.hedged
            return _in_one_dimension(one, other, first, second, same, rough=rough)
        if same is not None and (one.dimension, other.dimension) == ("energy", "degrees"):  # 度 of electricity
            return Agreement(same + _UNIT_DIFFERS, unit_differs=True)
    if same is None:
        return None
    return Agreement(same + (0 if one is other else 0.5 if one is None or other is None else 1.5))


def _in_one_dimension(
    one: Unit, other: Unit, first: Reading, second: Reading, same: float | None, *, rough: bool
) -> Agreement | None:
    alike = one.factor == other.factor and (one.dimension != "money" or bool(one.currencies & other.currencies))
    if alike:
        return None if same is None else Agreement(same)
    settled = same is not None and (first.vague or one.factor == other.factor)  # hundreds of mu are not hundreds of acres
    if not settled and one.factor != other.factor and converted(first, second, one.factor / other.factor, rough=rough):
        return Agreement(0.6)
    return None if same is None else Agreement(same + _UNIT_DIFFERS, unit_differs=True)


def _same(first: Reading, second: Reading, *, hedged: bool) -> float | None:
    """0 for equal values, 0.3 for a range that holds the other value, 1 for a value rounded to fewer places; None for different ones."""
    if first.vague or second.vague:
        return 0.3 if first.low <= second.high * 1.0001 and second.low <= first.high * 1.0001 else None
    if _close(first.low, second.low, 1e-6):
        return 0
    if first.kind in (Kind.NUMBER, Kind.RATIO, Kind.POINTS, Kind.TIMES) and _rounded(first.low, second.low, hedged=hedged):
        return 1
    return None


def _close(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-12)


def _rounded(exact: float, given: float, *, hedged: bool) -> bool:
    """True if `given` is `exact` with fewer figures: at least two of them, or one where the text says that it is rough."""
    if exact <= 0 or given <= 0 or not _close(exact, given, _ROUGH if hedged else 0.05):
        return False
    places = len(f"{given:.6e}".split("e")[0].replace(".", "").rstrip("0"))
    return (places >= 2 or hedged) and float(f"{exact:.{places - 1}e}") == float(f"{given:.{places - 1}e}") and given != exact


def converted(first: Reading, second: Reading, factor: float, *, rough: bool) -> bool:
    """True if two readings are the same in units of which one of the first is `factor` of the second."""
    tolerance = _ROUGH if rough else _NEAR
    return first.low * factor * (1 - tolerance) <= second.high and second.low <= first.high * factor * (1 + tolerance)


def mistaken(source: Quantity, target: Quantity) -> float | None:
    """How likely an English quantity is a wrong rendering of a Chinese one: 0 very; None: not likely."""
    value, given = source.value, target.value
    if value is None or not _comparable(source, target):
        return None
    figures = _significant(value)
    if given is None:  # digits that make no number
        digits = "".join(filter(str.isdigit, target.text)).rstrip("0")
        return 0.0 if source.firm and digits == figures else None
    if source.kind in (Kind.NUMBER, Kind.RATIO, Kind.POINTS) and given > 0 and source.firm:
        if figures == _significant(given) and not _close(value, given, 1e-6):
            return 0.2 if len(figures) > 1 or source.unit == target.unit else 1.0
        if len(figures) > 2 and _slip(figures, _significant(given)) and 0.1 < given / value < 10:
            return 0.8
    return _same_place(source, target)


def _same_place(source: Quantity, target: Quantity) -> float | None:
    """Two quantities of one unit that say different things."""
    if source.kind is not target.kind or source.readings[0].vague:
        return None
    if source.kind in (Kind.RATIO, Kind.POINTS, Kind.TIMES, Kind.DECADE) or (source.unit is not None and target.unit is not None):
        return 1.2
    if source.kind in (Kind.YEAR, Kind.MONTH, Kind.DAY):
        return 2.5
    value, given = source.value or 0, target.value or 0
    return 2.6 if source.unit is target.unit is None and 2 < value <= _SMALL and 2 < given <= _SMALL else None


def _comparable(source: Quantity, target: Quantity) -> bool:
    """True if two quantities could stand for each other: one kind, and no units of different dimensions."""
    if target.readings and source.kind is not target.kind:
        return False
    one, other = source.unit, target.unit
    if one is None or other is None:
        return True
    return one.dimension == other.dimension and one.factor == other.factor


def _significant(value: float) -> str:
    """The figures that count: "172" of 17,200 and of 0.0172."""
    return f"{value:.9e}".split("e")[0].replace(".", "").rstrip("0")


def _slip(one: str, other: str) -> bool:
    """True if one digit was changed, lost or added, or two neighbours changed places."""
    if len(one) == len(other):
        different = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        if len(different) == 2 and different[1] == different[0] + 1:
            return one[different[0]] == other[different[1]] and one[different[1]] == other[different[0]]
        return len(different) == 1
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
