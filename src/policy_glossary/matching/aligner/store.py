"""Lattices in the compiled glossary, read as far as a document needs them; `compile` fills it.

A posting is one number: the lattice, the slot and the weight (in sixteenths of a nat) of a stem. A check looks up the stems
that it has, and learns from the postings which lattices could reach a score at all. The table `telling` holds only the strong
postings of terms that are looked for without quotation marks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

SCHEMA = """
CREATE TABLE lattice (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, slots TEXT NOT NULL, threshold REAL, weights TEXT NOT NULL);
CREATE INDEX lattice_concept ON lattice (concept);
CREATE TABLE gloss (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE telling (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE accepted (concept INTEGER PRIMARY KEY, stems TEXT NOT NULL);
"""
TELLING = 3.5  # nats: an alignment without quotation marks needs two stems at least as strong
_CHUNK = 500  # values in one SQL statement


_Value = TypeVar("_Value", int, str)
Weights = dict[str, list[tuple[int, float]]]  # stem -> slots that it speaks for, each with its weight (nats)


class StoredLattice(NamedTuple):
    """A lattice as it is stored. `threshold` is the calibrated one for unquoted words, None if there is none."""

    concept: int
    slots: tuple[str, ...]
    threshold: float | None
    weights: Weights


class Posting(NamedTuple):
    """A stem speaks for a slot of a lattice with a weight in nats."""

    lattice: int
    slot: int
    weight: float


class LatticeStore:
    """Reads lattices and postings from a filled database, and keeps what it read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._postings: dict[str, list[Posting]] = {}
        self._telling: dict[str, list[Posting]] = {}
        self._lattices: dict[int, StoredLattice] = {}
        self._accepted: dict[int, tuple[frozenset[str], ...]] = {}

    def postings(self, stems: Iterable[str]) -> dict[str, list[Posting]]:
        """All postings of each of these stems that has any."""
        return self._read("gloss", set(stems), self._postings)

    def telling(self, stems: Iterable[str]) -> dict[str, list[Posting]]:
        """The strong postings, of each of these stems that has any, of terms that are looked for without quotation marks."""
        return self._read("telling", set(stems), self._telling)

    def _read(self, table: str, wanted: set[str], known: dict[str, list[Posting]]) -> dict[str, list[Posting]]:
        for marks, part in _chunks(sorted(wanted - known.keys())):
            known.update((stem, []) for stem in part)
            rows = self._database.execute(f"SELECT stem, postings FROM {table} WHERE stem IN ({marks})", part)  # noqa: S608 - no outside text
            known.update((stem, list(map(unpack, json.loads(data)))) for stem, data in rows)
        return {stem: found for stem in wanted if (found := known[stem])}

    def lattices(self, numbers: Iterable[int]) -> dict[int, StoredLattice]:
        """The lattices with these numbers."""
        wanted = set(numbers)
        for marks, part in _chunks(sorted(wanted - self._lattices.keys())):
            rows = self._database.execute(f"SELECT * FROM lattice WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            self._lattices.update((row[0], _lattice(*row[1:])) for row in rows)
        return {number: self._lattices[number] for number in wanted}

    def of_concept(self, concept: int) -> dict[int, StoredLattice]:
        """The lattices of a concept by number."""
        rows = self._database.execute("SELECT number FROM lattice WHERE concept = ?", (concept,))
        return self.lattices(number for (number,) in rows.fetchall())

    def accepted(self, concept: int) -> tuple[frozenset[str], ...]:
        """The stems of each accepted rendering of a concept."""
        if concept not in self._accepted:
            (data,) = self._database.execute("SELECT stems FROM accepted WHERE concept = ?", (concept,)).fetchone()
            self._accepted[concept] = tuple(frozenset(stems) for stems in json.loads(data))
        return self._accepted[concept]


def pack(lattice: int, slot: int, weight: float) -> int:
    """A posting as one number."""
    return lattice << 12 | slot << 8 | round(weight * 16)


def unpack(posting: int) -> Posting:
    """The meaning of a packed posting."""
    return Posting(posting >> 12, posting >> 8 & 15, (posting & 255) / 16)


def _lattice(concept: int, slots: str, threshold: float | None, data: str) -> StoredLattice:
    weights: Weights = {}
    for stem, packed in json.loads(data).items():
        weights[stem] = [(slot, weight) for _, slot, weight in map(unpack, packed)]
    return StoredLattice(concept, tuple(slots.split("|")), threshold, weights)


def _chunks(values: list[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
