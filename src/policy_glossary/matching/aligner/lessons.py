"""What a glossary teaches about its own Chinese: which English words its renderings, good and bad, use for a character or word.

新 is "new" in fifty entries, 攻坚 is "attack", "hard", "tough" and "crucial" in nine. The words of each rendering are shared out
among the slots of the Chinese by expectation maximisation (IBM model 1), beginning with what the dictionary says. A concept
learns from the other concepts only: its own renderings would teach it that its accepted English is literal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from policy_glossary.model.light_typing import NamedTuple

_ROUNDS = 3
_ROUND_DOUBT = 0.5  # renderings that are added to those seen between two rounds
_UNSAID = 0.05  # what a word may have to do with a slot whose dictionary glosses do not hold it
_NOBODY = 0.02  # the same for no slot at all
_NUMERALS = dict(zip("一二两三四五六七八九十", "one two two three four five six seven eight nine ten".split(), strict=True))
_NUMBERS = frozenset(_NUMERALS.values())
_LEAST = 0.12  # a smaller part of a word is chance
_DOUBT = 3.0  # renderings that are added to those seen, so that a slot seen once teaches little

Counts = dict[str, dict[str, float]]  # by unit and stem: concepts that render the one by the other, as parts of 1


class Lesson(NamedTuple):
    """A concept's Chinese in slots, what the dictionary says of each stem for each slot (nats), and the stems of its renderings."""

    slots: tuple[str, ...]
    weights: tuple[Mapping[str, float], ...]
    renderings: tuple[frozenset[str], ...]


class Lessons:
    """Shares of English stems by slot, as the concepts of one glossary teach them; the lessons are numbered as given."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._empty = [not lesson.slots for lesson in lessons]
        self._words = _Course(lessons, tuple)
        self._characters = _Course(lessons, "".join)

    def shares(self, slot: str) -> dict[str, float]:
        """How likely each stem renders a slot, from what all lessons say; sums to less than 1, the less was seen."""
        return mixed([(self._of(unit).shares(unit), part) for unit, part in units_of(slot)])

    def changed(self, slot: str, without: int) -> dict[str, float]:
        """The shares of those stems that one lesson speaks for, as all others see them."""
        if self._empty[without]:
            return {}
        parts = [(self._of(unit), unit, part) for unit, part in units_of(slot)]
        own = [course.own(without, unit) for course, unit, _ in parts]
        shares = dict.fromkeys(set().union(*own), 0.0)
        for (course, unit, part), counts in zip(parts, own, strict=True):
            for stem, share in course.shares_less(unit, shares, counts):
                shares[stem] += part * share
        return shares

    def by_unit(self) -> Iterator[tuple[str, Mapping[str, float]]]:
        """All that was learned: for each word, and each character, the shares of its stems."""
        for course, single in ((self._words, False), (self._characters, True)):
            for unit in course.units():
                if (len(unit) == 1) is single:
                    yield unit, course.shares(unit)

    def _of(self, unit: str) -> _Course:
        return self._characters if len(unit) == 1 else self._words


def units_of(slot: str) -> list[tuple[str, float]]:
    """What a slot learns from, and how much: a word from itself and from its characters."""
    return [(slot, 1.0)] if len(slot) == 1 else [(slot, 0.7), *((character, 0.3 / len(slot)) for character in slot)]


def mixed(parts: Iterable[tuple[Mapping[str, float], float]]) -> dict[str, float]:
    """Shares of stems, put together of several with the part that each counts."""
    shares: dict[str, float] = {}
    for found, part in parts:
        for stem, share in found.items():
            shares[stem] = shares.get(stem, 0.0) + part * share
    return shares


class KeptLessons:
    """What an earlier glossary taught, read from a database as far as it is asked for; the concepts that taught it are not known any more."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._units: dict[str, Mapping[str, float]] = {}

    def shares(self, slot: str) -> dict[str, float]:
        """How likely each stem renders a slot; see `Lessons`."""
        return mixed([(self._read(unit), part) for unit, part in units_of(slot)])

    def _read(self, unit: str) -> Mapping[str, float]:
        if unit not in self._units:
            row = self._database.execute("SELECT shares FROM lesson WHERE unit = ?", (unit,)).fetchone()
            self._units[unit] = json.loads(row[0]) if row else {}
        return self._units[unit]


class _Course:
    """Counts over units of one kind: the slots, or their characters."""

    def __init__(self, lessons: Sequence[Lesson], units: Callable[[tuple[str, ...]], Iterable[str]]) -> None:
        self._own: dict[int, Counts] = {}
        counts: Counts = {}
        taken = [
            (number, lesson, tuple(dict.fromkeys(units(lesson.slots)))) for number, lesson in enumerate(lessons) if lesson.slots
        ]
        believed: Counts | None = None
        for _ in range(_ROUNDS):
            self._own = {number: _shared_out(lesson, of, believed) for number, lesson, of in taken}
            counts = {}
            for own in self._own.values():
                for unit, parts in own.items():
                    stems = counts.setdefault(unit, {})
                    for stem, part in parts.items():
                        stems[stem] = stems.get(stem, 0.0) + part
            believed = {}
            for unit, stems in counts.items():
                total = sum(stems.values()) + _ROUND_DOUBT
                believed[unit] = {stem: count / total for stem, count in stems.items()}
        self._totals = {unit: sum(stems.values()) + _DOUBT for unit, stems in counts.items()}
        self._counts = counts
        self._shares: dict[str, dict[str, float]] = {}

    def units(self) -> Iterable[str]:
        return self._counts

    def shares(self, unit: str) -> Mapping[str, float]:
        known = self._shares.get(unit)
        if known is None:
            total = self._totals.get(unit, 1.0)
            counts = self._counts.get(unit, {})
            known = self._shares[unit] = {stem: count / total for stem, count in counts.items() if count > _LEAST}
        return known

    def own(self, lesson: int, unit: str) -> Mapping[str, float]:
        return self._own[lesson].get(unit, {})

    def shares_less(self, unit: str, stems: Iterable[str], less: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """The shares of some stems after counts of one lesson are taken away."""
        counts = self._counts.get(unit)
        if counts is not None:
            total = self._totals[unit]
            for stem in stems:
                count = counts.get(stem, 0.0) - less.get(stem, 0.0)
                if count > _LEAST:
                    yield stem, count / total


def _shared_out(lesson: Lesson, units: tuple[str, ...], believed: Counts | None) -> Counts:
    """For each unit the part of each stem that is its own."""
    stems = sorted(set().union(*lesson.renderings))
    # A glossary may render 六大 by "ten great": that teaches neither that 六 is ten nor that 大 is.
    counts = not _NUMERALS.keys().isdisjoint("".join(units))
    claims = []  # for each unit what it claims of each stem
    for unit in units:
        if believed is None:
            first, *more = [weights.get for slot, weights in zip(lesson.slots, lesson.weights, strict=True) if unit in slot]
            said = (
                [max([first(stem, 0.0), *(of(stem, 0.0) for of in more)]) for stem in stems]
                if more
                else [first(stem, 0.0) for stem in stems]
            )
            claim = [_UNSAID + weight / 8 for weight in said]
            if counts:
                others = _NUMBERS.difference(_NUMERALS.get(character) for character in unit)
                claim = [0.0 if stem in others else part for stem, part in zip(stems, claim, strict=True)]
        else:
            known = believed.get(unit, {}).get
            claim = [known(stem, 0.0) for stem in stems]
        claims.append(claim)
    totals = [_NOBODY + sum(parts) for parts in zip(*claims, strict=True)]
    return {
        unit: {stem: part for stem, own, total in zip(stems, claim, totals, strict=True) if (part := own / total) > _NOBODY}
        for unit, claim in zip(units, claims, strict=True)
    }
