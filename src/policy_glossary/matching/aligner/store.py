"""Lattices in the compiled glossary, read as far as a document needs them; `compile` fills it.

What a stem posts stands in two columns: the numbers of the lattices that it speaks for, ascending, and for each of them one number
that packs the slots and weights. A check looks up the stems that it has, and learns from the postings which lattices could reach a
score at all. The table `telling` holds only the strong postings of terms that are looked for without quotation marks.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from struct import pack as to_bytes

from policy_glossary.matching.aligner.align import Known, Shape, shape_of
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TypeVar

    _Value = TypeVar("_Value", int, str)

SCHEMA = """
CREATE TABLE lattice (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, slots TEXT NOT NULL, threshold REAL);
CREATE INDEX lattice_concept ON lattice (concept);
CREATE TABLE pair (needed BLOB NOT NULL);
CREATE TABLE gloss (stem TEXT PRIMARY KEY, best INTEGER NOT NULL, lattices BLOB NOT NULL, slots BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE telling (stem TEXT PRIMARY KEY, best INTEGER NOT NULL, lattices BLOB NOT NULL, slots BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE accepted (concept INTEGER PRIMARY KEY, stems TEXT NOT NULL);
"""
KNOWN_TERM = 1.0  # nats less for a term that the text has been found to use
NOISY = 16.5  # nats: a term that needs more than this in ordinary English is looked for in quotation marks only
STRONGEST = 8.0  # nats: beyond that a stem is rare rather than telling
TELLING = 3.0  # nats: an alignment without quotation marks needs two stems at least as strong
PAIR = 9.0  # nats: two words that may begin an unquoted rendering, less the price of those between them
NEVER = 0xFFFF  # in the table `pair`: of a lattice that is not looked for in running text
_CHUNK = 500  # values in one SQL statement
_POSTING = 12  # bits: four for the slot, eight for the weight in sixteenths of a nat
ONE_POSTING = (1 << _POSTING) - 1  # a packed number above that holds several
_MOST_NUMBERS = 10_000  # packed ones that are kept unpacked
MOST_SIXTEENTHS = 255  # of a nat: what a stored weight can be
_MOST_POSTINGS = 5  # of one stem for one lattice: what 64 bits hold

Stems = tuple[str, ...]  # of one word
Postings = Mapping[int, int]  # packed slots and weights by lattice


class StoredLattice(NamedTuple):
    """A lattice as it is stored. `threshold` is the calibrated one for unquoted words, None if there is none."""

    concept: int
    slots: tuple[str, ...]
    threshold: float | None
    shape: Shape


def is_told(threshold: float | None) -> bool:
    """True for lattices whose strong postings stand in `telling`: those that are looked for in all running text."""
    return threshold is not None and threshold <= NOISY


class _Posted(NamedTuple):
    """What a stem says: the best of its weights (sixteenths of a nat), lattices in order, and for each packed slots and weights."""

    best: int
    lattices: array[int]
    slots: array[int]


_NOTHING = _Posted(0, array("I"), array("Q"))


class LatticeStore:
    """Reads lattices and postings from a filled database, and keeps what it read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._gloss: dict[str, _Posted] = {}
        self._telling: dict[str, _Posted] = {}
        self._lattices: dict[int, StoredLattice] = {}
        self._told: dict[Stems, Postings] = {}
        self._accepted: dict[int, tuple[frozenset[str], ...]] = {}

    def prepare(self, words: Iterable[Stems], *, running: bool) -> None:
        """Read at one go what words with these stems post; for `running` text the telling postings too."""
        stems = {stem for stems in words for stem in stems}
        self._read("gloss", stems, self._gloss)
        if running:
            self._read("telling", stems, self._telling)

    def heard(self, words: Iterable[Stems], lattices: set[int]) -> dict[Stems, set[int]]:
        """For which of some lattices each word speaks; the words must have been prepared."""
        filed = self._gloss
        return {word: set().union(*(lattices.intersection(filed[stem].lattices) for stem in word)) for word in words}

    def known(self, word: Stems, lattice: int) -> Known:
        """The slots of a lattice for which a word speaks, with weights (nats); it must have been prepared."""
        found: tuple[tuple[int, float], ...] = ()
        for stem in word:
            _, lattices, slots = self._gloss[stem]
            place = bisect_left(lattices, lattice)
            if place < len(lattices) and lattices[place] == lattice:
                found += slots_of(slots[place])
        return found

    def shared(self, stems: Iterable[str]) -> set[int]:
        """The lattices for which more than one of these stems speaks; they must have been prepared."""
        seen, again = set[int](), set[int]()
        for stem in stems:
            here = self._gloss[stem].lattices
            again.update(seen.intersection(here))
            seen.update(here)
        return again

    def best(self, stems: Stems) -> int:
        """How strongly a word speaks for any slot in running text (sixteenths of a nat); 0: for none. It must have been prepared for it."""
        return max((self._telling[stem].best for stem in stems), default=0)

    def told(self, stems: Stems) -> Postings:
        """What a word says strongly of terms that are looked for in running text; it must have been prepared for it."""
        found = self._told.get(stems)
        if found is None:
            merged: dict[int, int] = {}
            for stem in stems:
                _, lattices, slots = self._telling[stem]
                here = dict(zip(lattices, slots, strict=True))
                for lattice in merged.keys() & here.keys():
                    here[lattice] = packed([*_parts(merged[lattice]), *_parts(here[lattice])])
                merged = {**merged, **here} if merged else here
            found = self._told[stems] = merged
        return found

    def pairs_needed(self) -> Sequence[int]:
        """For each lattice what two of its words have to be worth in running text (sixteenths of a nat)."""
        row = self._database.execute("SELECT needed FROM pair").fetchone()
        return _numbers("H", row[0]) if row else ()

    def _read(self, table: str, wanted: set[str], known: dict[str, _Posted]) -> None:
        for marks, part in _chunks(sorted(wanted - known.keys())):
            known.update((stem, _NOTHING) for stem in part)
            rows = self._database.execute(f"SELECT * FROM {table} WHERE stem IN ({marks})", part)  # noqa: S608 - no outside text
            for stem, best, lattices, slots in rows:
                known[stem] = _Posted(best, _numbers("I", lattices), _numbers("Q", slots))

    def lattices(self, numbers: Iterable[int]) -> Mapping[int, StoredLattice]:
        """The lattices with these numbers, and others that were asked for before."""
        for marks, part in _chunks(sorted(set(numbers) - self._lattices.keys())):
            rows = self._database.execute(f"SELECT * FROM lattice WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            for number, concept, slots, threshold in rows:
                cut = tuple(slots.split("|"))
                self._lattices[number] = StoredLattice(concept, cut, threshold, shape_of(cut))
        return self._lattices

    def of_concepts(self, concepts: Iterable[int]) -> set[int]:
        """The numbers of the lattices of these concepts."""
        found: set[int] = set()
        for marks, part in _chunks(sorted(set(concepts))):
            rows = self._database.execute(f"SELECT number FROM lattice WHERE concept IN ({marks})", part)  # noqa: S608 - marks are "?" only
            found.update(number for (number,) in rows)
        return found

    def accepted(self, concept: int) -> tuple[frozenset[str], ...]:
        """The stems of each accepted rendering of a concept."""
        if concept not in self._accepted:
            (data,) = self._database.execute("SELECT stems FROM accepted WHERE concept = ?", (concept,)).fetchone()
            self._accepted[concept] = tuple(frozenset(stems) for stems in json.loads(data))
        return self._accepted[concept]


def posting(lattice: int, slot: int) -> int:
    """That a stem speaks for a slot, as one number; to be added is the weight in sixteenths of a nat."""
    return lattice << _POSTING | slot << 8


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


def columns(postings: Sequence[int]) -> tuple[int, bytes, bytes]:
    """The postings of a stem, ordered by lattice, as columns of a table: its best weight, lattices, packed slots and weights."""
    best = max(map(MOST_SIXTEENTHS.__and__, postings))
    lattices = [number >> _POSTING for number in postings]
    slots = [number & ONE_POSTING for number in postings]
    if len(set(lattices)) < len(lattices):
        together: dict[int, list[int]] = {}
        for lattice, number in zip(lattices, slots, strict=True):
            together.setdefault(lattice, []).append(number)
        lattices, slots = list(together), [found[0] if len(found) == 1 else packed(found) for found in together.values()]
    return best, to_bytes(f"<{len(lattices)}I", *lattices), to_bytes(f"<{len(slots)}Q", *slots)


def _numbers(code: str, data: bytes) -> array[int]:
    """Numbers that were written little end first, by their code in `array`."""
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _chunks(values: list[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
