"""Lattices in the compiled glossary, read as far as a document needs them; `compile` fills it.

A posting is one number: the lattice, the slot and the weight (in sixteenths of a nat) of a stem. A check looks up the stems
that it has, and learns from the postings which lattices could reach a score at all. The table `telling` holds only the strong
postings of terms that are looked for without quotation marks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

SCHEMA = """
CREATE TABLE lattice (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, slots TEXT NOT NULL, threshold REAL);
CREATE INDEX lattice_concept ON lattice (concept);
CREATE TABLE gloss (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE telling (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE accepted (concept INTEGER PRIMARY KEY, stems TEXT NOT NULL);
"""
KNOWN_TERM = 1.0  # nats less for a term that the text has been found to use
NOISY = 15.0  # nats: a term that needs more than this in ordinary English is looked for in quotation marks only
TELLING = 3.5  # nats: an alignment without quotation marks needs two stems at least as strong
_CHUNK = 500  # values in one SQL statement


_Value = TypeVar("_Value", int, str)


class StoredLattice(NamedTuple):
    """A lattice as it is stored. `threshold` is the calibrated one for unquoted words, None if there is none."""

    concept: int
    slots: tuple[str, ...]
    threshold: float | None


def is_told(threshold: float | None) -> bool:
    """True for lattices whose strong postings stand in `telling`: those that are looked for in all running text."""
    return threshold is not None and threshold <= NOISY


class LatticeStore:
    """Reads lattices and postings from a filled database, and keeps what it read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._postings: dict[str, list[int]] = {}
        self._telling: dict[str, list[int]] = {}
        self._lattices: dict[int, StoredLattice] = {}
        self._slots: dict[str, dict[int, list[tuple[int, float]]]] = {}
        self._accepted: dict[int, tuple[frozenset[str], ...]] = {}

    def postings(self, stems: Iterable[str]) -> dict[str, list[int]]:
        """All postings, packed, of each of these stems that has any."""
        return self._read("gloss", set(stems), self._postings)

    def slots(self, stem: str) -> dict[int, list[tuple[int, float]]]:
        """For each lattice the slots that a stem speaks for, with weights (nats)."""
        found = self._slots.get(stem)
        if found is None:
            found = self._slots[stem] = {}
            for posting in self.postings((stem,)).get(stem, ()):
                found.setdefault(posting >> 12, []).append((slot_of(posting), weight_of(posting)))
        return found

    def weights(self, stems: Iterable[str], lattices: AbstractSet[int]) -> dict[int, dict[str, list[tuple[int, float]]]]:
        """For each of these lattices the slots that each of the stems speaks for, with weights (nats)."""
        weights: dict[int, dict[str, list[tuple[int, float]]]] = {lattice: {} for lattice in lattices}
        for stem in stems:
            slots = self.slots(stem)
            for lattice in slots.keys() & lattices:
                weights[lattice][stem] = slots[lattice]
        return weights

    def telling(self, stems: Iterable[str]) -> dict[str, list[int]]:
        """The strong postings, packed, of each of these stems that has any, of terms that are looked for without quotation marks."""
        return self._read("telling", set(stems), self._telling)

    def _read(self, table: str, wanted: set[str], known: dict[str, list[int]]) -> dict[str, list[int]]:
        for marks, part in _chunks(sorted(wanted - known.keys())):
            known.update((stem, []) for stem in part)
            rows = self._database.execute(f"SELECT stem, postings FROM {table} WHERE stem IN ({marks})", part).fetchall()  # noqa: S608 - no outside text
            lists = json.loads(f"[{','.join(data for _, data in rows)}]")
            known.update(zip((stem for stem, _ in rows), lists, strict=True))
        return {stem: found for stem in wanted if (found := known[stem])}

    def lattices(self, numbers: Iterable[int]) -> dict[int, StoredLattice]:
        """The lattices with these numbers."""
        wanted = set(numbers)
        for marks, part in _chunks(sorted(wanted - self._lattices.keys())):
            rows = self._database.execute(f"SELECT * FROM lattice WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            for number, concept, slots, threshold in rows:
                self._lattices[number] = StoredLattice(concept, tuple(slots.split("|")), threshold)
        return {number: self._lattices[number] for number in wanted}

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


def pack(lattice: int, slot: int, weight: float) -> int:
    """A posting as one number."""
    return lattice << 12 | slot << 8 | round(weight * 16)


def slot_of(posting: int) -> int:
    """The slot of a packed posting."""
    return posting >> 8 & 15


def weight_of(posting: int) -> float:
    """The weight (nats) of a packed posting."""
    return (posting & 255) / 16


def _chunks(values: list[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
