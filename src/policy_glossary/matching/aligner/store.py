"""Lattices in the compiled glossary, read as far as a document needs them; `compile` fills it.

A posting is one number: the lattice, the slot and the weight (in sixteenths of a nat) of a stem. A check looks up the stems
that it has, and learns from the postings alone which lattices could reach a score at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SCHEMA = """
CREATE TABLE lattice (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, slots TEXT NOT NULL, threshold REAL);
CREATE TABLE gloss (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE accepted (concept INTEGER PRIMARY KEY, stems TEXT NOT NULL);
"""
_CHUNK = 500  # values in one SQL statement


class StoredLattice(NamedTuple):
    """A lattice without its weights. `threshold` is the calibrated one for unquoted words, None if there is none."""

    concept: int
    slots: tuple[str, ...]
    threshold: float | None


class Posting(NamedTuple):
    """A stem speaks for a slot of a lattice with a weight in nats."""

    lattice: int
    slot: int
    weight: float


class LatticeStore:
    """Reads lattices and postings from a filled database, and keeps what it read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._postings: dict[str, tuple[int, ...]] = {}
        self._lattices: dict[int, StoredLattice] = {}
        self._accepted: dict[int, tuple[frozenset[str], ...]] = {}

    def postings(self, stems: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """The packed postings of each of these stems; see `unpack`."""
        wanted = set(stems)
        for marks, part in _chunks(sorted(wanted - self._postings.keys())):
            self._postings.update(dict.fromkeys(part, ()))
            rows = self._database.execute(f"SELECT stem, postings FROM gloss WHERE stem IN ({marks})", part)  # noqa: S608 - marks are "?" only
            self._postings.update((stem, tuple(json.loads(data))) for stem, data in rows)
        return {stem: found for stem in wanted if (found := self._postings[stem])}

    def lattices(self, numbers: Iterable[int]) -> dict[int, StoredLattice]:
        """The lattices with these numbers."""
        wanted = set(numbers)
        for marks, part in _chunks(sorted(wanted - self._lattices.keys())):
            rows = self._database.execute(f"SELECT * FROM lattice WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            for number, concept, slots, threshold in rows:
                self._lattices[number] = StoredLattice(concept, tuple(slots.split("|")), threshold)
        return {number: self._lattices[number] for number in wanted}

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


def _chunks(values: list[int] | list[str]) -> Iterator[tuple[str, list[int] | list[str]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
