"""Lattices in the compiled glossary, read as far as a document needs them; `compile` fills it.

What a stem says stands in columns: the numbers of the lattices for which it speaks, ascending, and for each of them a number that
packs slot and weight. Where a stem speaks for several slots of one lattice, that number leads into a third column, in which one
number packs them all. The same columns come once more (`told_...`) with what it says strongly of the lattices that are looked for
in running text. A check looks up the stems that it has, and learns from them which lattices could reach a score at all.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from policy_glossary.matching.aligner.align import Known, Shape, shape_of
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Value = TypeVar("_Value", int, str)

SCHEMA = """
CREATE TABLE lattice (number INTEGER PRIMARY KEY, slots TEXT NOT NULL);
CREATE TABLE lattices (concepts BLOB NOT NULL, thresholds BLOB NOT NULL, needed BLOB NOT NULL, shapes BLOB NOT NULL, examples TEXT NOT NULL);
CREATE TABLE gloss (stem TEXT PRIMARY KEY, lattices BLOB NOT NULL, slots BLOB NOT NULL, several BLOB NOT NULL, best INTEGER NOT NULL,
                    told_lattices BLOB NOT NULL, told_slots BLOB NOT NULL, told_several BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE accepted (concept INTEGER PRIMARY KEY, stems TEXT NOT NULL);
CREATE TABLE lesson (unit TEXT PRIMARY KEY, shares TEXT NOT NULL) WITHOUT ROWID;
"""
KNOWN_TERM = 1.0  # nats less for a term that the text has been found to use
NOISY = 16.5  # nats: a term that needs more than this in ordinary English is looked for in quotation marks only
STRONGEST = 8.0  # nats: beyond that a stem is rare rather than telling
TELLING = 3.0  # nats: an alignment without quotation marks needs two stems at least as strong
CLEAR_WORD = 4.0  # nats: what the clearest word for a slot of several characters has to weigh there
PAIR = 9.0  # nats: two words that may begin an unquoted rendering, less the price of those between them
NEVER = 0xFFFF  # what two words of a lattice have to be worth that is not looked for in running text
_CHUNK = 500  # values in one SQL statement
_POSTING = 12  # bits: four for the slot, eight for the weight in sixteenths of a nat
ONE_POSTING = (1 << _POSTING) - 1  # a packed number above that holds several
_MOST_NUMBERS = 10_000  # packed ones that are kept unpacked
MOST_SIXTEENTHS = 255  # of a nat: what a stored weight can be
_MOST_POSTINGS = 5  # of one stem for one lattice: what 64 bits hold
_MOST_WORDS = 50_000  # whose postings are kept
_MOST_KEPT = 5_000  # lattices, and words, about which a word keeps what was worked out

Stems = tuple[str, ...]  # of one word
Postings = Mapping[int, int]  # packed slots and weights by lattice


class StoredLattice(NamedTuple):
    """A lattice as it is stored: the number of its concept, and its slots."""

    concept: int
    slots: tuple[str, ...]


def is_told(threshold: float | None) -> bool:
    """True for lattices that are looked for in all running text, so that their strong postings are filed apart."""
    return threshold is not None and threshold <= NOISY


class Filed(NamedTuple):
    """For all lattices, by their numbers: the concepts, ascending, the thresholds (nats), what two words need (sixteenths of a nat), the shapes.

    `examples` are for each shape the slots of a lattice that has it.
    """

    concepts: array[int]
    thresholds: array[float]
    needed: array[int]
    shapes: array[int]
    examples: list[str]


def read_filed(database: sqlite3.Connection) -> Filed:
    """What stands in the table `lattices`; nothing if no lattice was filed yet."""
    row = database.execute("SELECT * FROM lattices").fetchone() or (b"", b"", b"", b"", "")
    concepts, needed, shapes = numbers("I", row[0]), numbers("H", row[2]), numbers("H", row[3])
    return Filed(concepts, numbers("d", row[1]), needed, shapes, row[4].split("\n") if row[4] else [])


class Posted(NamedTuple):
    """What a stem says: lattices in order, for each packed slot and weight, and the packed ones that hold several."""

    lattices: array[int]
    slots: array[int]
    several: array[int]

    def of(self, lattice: int) -> int:
        """The packed slots and weights of a lattice, 0 if the stem does not speak for it."""
        lattices, slots, several = self
        place = bisect_left(lattices, lattice)
        if place == len(lattices) or lattices[place] != lattice:
            return 0
        number = slots[place]
        return number if number <= ONE_POSTING else several[number - ONE_POSTING - 1]

    def by_lattice(self) -> dict[int, int]:
        """The packed slots and weights of all lattices."""
        lattices, slots, several = self
        found = dict(zip(lattices, slots, strict=True))
        if several:
            found.update((lattice, several[number - ONE_POSTING - 1]) for lattice, number in found.items() if number > ONE_POSTING)
        return found


class _Row(NamedTuple):
    """All that a stem says, and the part of it that counts in running text with the best of its weights (sixteenths of a nat)."""

    posted: Posted
    best: int
    told: Posted


class Voice(dict[int, Known]):
    """What a word says, given by its stems: the slots of a lattice for which it speaks, with weights (nats); kept once asked for.

    `best` is how strongly it speaks for any slot in running text (sixteenths of a nat), 0 if for none. `shared` is for `near`.
    """

    __slots__ = ("_rows", "_told", "best", "number", "shared")

    def __init__(self, number: int, rows: Sequence[_Row]) -> None:
        self.number = number
        self.best = max((row.best for row in rows), default=0)
        self.shared: dict[int, list[tuple[int, int]]] = {}
        self._rows = rows
        self._told: dict[int, int] | None = None

    def __missing__(self, lattice: int) -> Known:
        if len(self) > _MOST_KEPT:
            self.clear()
        known: tuple[tuple[int, float], ...] = ()
        for row in self._rows:
            known += slots_of(row.posted.of(lattice))
        self[lattice] = known
        return known

    def heard(self, lattices: set[int]) -> set[int]:
        """For which of some lattices the word speaks."""
        return set().union(*(lattices.intersection(row.posted.lattices) for row in self._rows))

    def told(self) -> Postings:
        """What the word says strongly of terms that are looked for in running text."""
        if self._told is None:
            merged: dict[int, int] = {}
            for row in self._rows:
                here = row.told.by_lattice()
                for lattice in merged.keys() & here.keys():
                    here[lattice] = packed([*_parts(merged[lattice]), *_parts(here[lattice])])
                merged = {**merged, **here} if merged else here
            self._told = merged
        return self._told


class LatticeStore:
    """Reads lattices and postings from a filled database, and keeps what it read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._rows: dict[str, _Row] = {}
        self._voices: dict[Stems, Voice] = {}
        self._accepted: dict[int, tuple[frozenset[str], ...]] = {}
        self._concepts, self._thresholds, needed, self._shapes, self._examples = read_filed(database)
        self.needed: Sequence[int] = needed
        """For each lattice what two of its words have to be worth in running text (sixteenths of a nat)."""

    def voices(self, words: Sequence[Stems]) -> list[Voice]:
        """What words say, in order; what is not known yet is read at one go."""
        if len(self._voices) > _MOST_WORDS:
            self._voices.clear()
            self._rows.clear()
        voices, new = self._voices, set(words).difference(self._voices)
        self._read({stem for stems in new for stem in stems})
        for stems in sorted(new):
            voices[stems] = Voice(len(voices), [self._rows[stem] for stem in stems if stem in self._rows])
        return [voices[stems] for stems in words]

    def shared(self, stems: Iterable[str]) -> set[int]:
        """The lattices for which more than one of these stems speaks; their words must have been asked for."""
        seen, again = set[int](), set[int]()
        for stem in stems:
            row = self._rows.get(stem)
            if row is not None:
                here = row.posted.lattices
                again.update(seen.intersection(here))
                seen.update(here)
        return again

    def concept(self, lattice: int) -> int:
        """The number of the concept of a lattice."""
        return self._concepts[lattice]

    def threshold(self, lattice: int) -> float | None:
        """The calibrated threshold (nats) of a lattice for words without quotation marks, None if there is none."""
        threshold = self._thresholds[lattice]
        return None if math.isnan(threshold) else threshold

    def shape(self, lattice: int) -> Shape:
        """The shape of the slots of a lattice."""
        return _shape_like(self._examples[self._shapes[lattice]])

    def lattice(self, number: int) -> StoredLattice:
        """The lattice with this number."""
        (slots,) = self._database.execute("SELECT slots FROM lattice WHERE number = ?", (number,)).fetchone()
        return StoredLattice(self._concepts[number], tuple(slots.split("|")))

    def of_concepts(self, concepts: Iterable[int]) -> set[int]:
        """The numbers of the lattices of these concepts."""
        filed = self._concepts
        return {n for concept in set(concepts) for n in range(bisect_left(filed, concept), bisect_left(filed, concept + 1))}

    def accepted(self, concept: int) -> tuple[frozenset[str], ...]:
        """The stems of each accepted rendering of a concept."""
        if concept not in self._accepted:
            (data,) = self._database.execute("SELECT stems FROM accepted WHERE concept = ?", (concept,)).fetchone()
            self._accepted[concept] = tuple(frozenset(stems) for stems in json.loads(data))
        return self._accepted[concept]

    def _read(self, wanted: set[str]) -> None:
        for marks, part in _chunks(sorted(wanted - self._rows.keys())):
            rows = self._database.execute(f"SELECT * FROM gloss WHERE stem IN ({marks})", part)  # noqa: S608 - marks are "?" only
            for stem, lattices, slots, several, best, told_lattices, told_slots, told_several in rows:
                told = posted(told_lattices, told_slots, told_several)
                self._rows[stem] = _Row(posted(lattices, slots, several), best, told)


@lru_cache(maxsize=_MOST_NUMBERS)
def _shape_like(example: str) -> Shape:
    return shape_of(example.split("|"))


def packed(numbers: Sequence[int]) -> int:
    """Slots and weights of one lattice as one number; the strongest of them, if there are very many."""
    if len(numbers) > _MOST_POSTINGS:
        numbers = sorted(numbers, key=lambda number: -(number & MOST_SIXTEENTHS))[:_MOST_POSTINGS]
    together = 0
    for number in numbers:
        together = together << _POSTING | number
    return together


@lru_cache(maxsize=_MOST_NUMBERS)
def slots_of(number: int) -> tuple[tuple[int, float], ...]:
    """The slots and weights (nats) of a packed number."""
    return tuple((part >> 8 & 15, (part & MOST_SIXTEENTHS) / 16) for part in _parts(number))


def _parts(number: int) -> list[int]:
    """The numbers of which a packed one was made."""
    parts = []
    while number:
        parts.append(number & ONE_POSTING)
        number >>= _POSTING
    return parts[::-1]


def posted(lattices: bytes, slots: bytes, several: bytes) -> Posted:
    """What the columns of a row say."""
    code = "H" if len(lattices) == len(slots) else "I"
    return Posted(numbers(code, lattices), numbers("H", slots), numbers("Q", several))


def numbers(code: str, data: bytes) -> array[Any]:
    """Numbers that were written little end first, by their code in `array`."""
    read = array(code)
    read.frombytes(data)
    if sys.byteorder == "big":
        read.byteswap()
    return read


def _chunks(values: list[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
