"""What a quantity is, in whichever language it stands: its possible values, its unit, and how it is bounded."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

LARGEST = 1e18  # nothing that anybody counts is more


class Kind(StrEnum):
    """What a value counts. Values of different kinds are never compared, except where `matching.quantities` says so."""

    NUMBER = "number"
    RATIO = "ratio"  # per cent, fractions, 成, 折: 1.0 is the whole
    POINTS = "points"  # percentage points: 0.01 is one
    TIMES = "times"  # 倍, 番, doubled: how many times as much
    YEAR = "year"
    DECADE = "decade"  # its first year
    MONTH = "month"
    DAY = "day"
    ORDINAL = "ordinal"


class Reading(NamedTuple):
    """One way to read a quantity: a value, or a range of values where the words are vague ("数亿", "dozens")."""

    kind: Kind
    low: float
    high: float

    @classmethod
    def exact(cls, kind: Kind, value: float) -> Reading:
        """A single value."""
        return cls(kind, value, value)

    @property
    def vague(self) -> bool:
        """True if no single value is meant."""
        return self.high > self.low


class Unit(NamedTuple):
    """A unit of measure. `factor` units of the base of `dimension` are one of it.

    `name` is its English name in the plural. Money has a factor of 1 and `currencies`: the codes that its name may stand for.
    """

    name: str
    dimension: str
    factor: float
    currencies: frozenset[str] = frozenset()


class Found(NamedTuple):
    """A quantity on the way to be one: `start` and `end` hold figure and unit, `figure` the figure alone."""

    start: int
    end: int
    figure: Span
    readings: tuple[Reading, ...]
    unit: Unit | None = None
    firm: bool = True


class Bound(StrEnum):
    """On which side of the stated value the true one lies."""

    NONE = ""
    OVER = "over"
    UNDER = "under"


class Trend(StrEnum):
    """Which way the words before a quantity say that things went."""

    NONE = ""
    UP = "up"
    DOWN = "down"


class Places:
    """Places of a text that do not overlap, to ask whether another one is free of them."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        """True if none of the places taken overlaps the one from `start` to `end`."""
        before = bisect_left(self._starts, end)
        return before == 0 or self._ends[before - 1] <= start

    def take(self, start: int, end: int) -> None:
        """Add a place that is free."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


class Quantity(NamedTuple):
    """A quantity in a text. `span` holds figure, scale word and unit; `figure` the figure with its scale word alone.

    `readings` hold the likeliest first and are empty for a figure that is no number ("63,00"). `firm`, in Chinese: a careful
    translator gives it in English; in English: a quantity that may be meant for another one, and not a name or a list number.
    """

    span: Span
    figure: Span
    text: str
    readings: tuple[Reading, ...]
    unit: Unit | None = None
    firm: bool = True
    bound: Bound = Bound.NONE
    trend: Trend = Trend.NONE
    hedged: bool = False

    @property
    def figure_text(self) -> str:
        """The words of `figure`."""
        return self.text[self.figure.start - self.span.start : self.figure.end - self.span.start]

    @property
    def kind(self) -> Kind:
        """The kind of the likeliest reading."""
        return self.readings[0].kind if self.readings else Kind.NUMBER

    @property
    def value(self) -> float | None:
        """The value of the likeliest reading; the lowest, if it is vague."""
        return self.readings[0].low if self.readings else None
