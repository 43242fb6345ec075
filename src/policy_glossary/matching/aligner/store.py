"""Lattices in the compiled glossary, read as far as a document needs them; `compile` fills it.

A posting is one number: the lattice, the slot and the weight (in sixteenths of a nat) of a stem. A check looks up the stems
that it has, and learns from the postings which lattices could reach a score at all. The table `telling` holds only the strong
postings of terms that are looked for without quotation marks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from policy_glossary.matching.aligner.align import Shape, shape_of

SCHEMA = """
CREATE TABLE lattice (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, slots TEXT NOT NULL, threshold REAL, pair INTEGER);
CREATE INDEX lattice_concept ON lattice (concept);
CREATE TABLE gloss (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE telling (stem TEXT PRIMARY KEY, postings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE accepted (concept INTEGER PRIMARY KEY, stems TEXT NOT NULL);
"""
KNOWN_TERM = 1.0  # nats less for a term that the text has been found to use
NOISY = 15.0  # nats: a term that needs more than this in ordinary English is looked for in quotation marks only
STRONGEST = 8.0  # nats: beyond that a stem is rare rather than telling
TELLING = 3.0  # nats: an alignment without quotation marks needs two stems at least as strong
PAIR = 9.0  # nats: two words that may begin an unquoted rendering, less the price of those between them
_CHUNK = 500  # values in one SQL statement

Posted = dict[int, list[int]]  # packed postings by lattice

_Value = TypeVar("_Value", int, str)


class StoredLattice(NamedTuple):
    """A lattice as it is stored. `threshold` is the calibrated one for unquoted words, None if there is none."""

    concept: int
    slots: tuple[str, ...]
    threshold: float | None
    shape: Shape


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
        self._told: dict[tuple[str, ...], dict[int, list[int]]] = {}
        self._posted: dict[tuple[str, ...], dict[int, list[int]]] = {}
        self._accepted: dict[int, tuple[frozenset[str], ...]] = {}

    def prepare(self, words: Iterable[tuple[str, ...]], *, running: bool) -> None:
        """Read at one go what words with these stems post; for `running` text the telling postings too."""
        stems = {stem for stems in words for stem in stems}
        self._read("gloss", stems, self._postings)
        if running:
            self._read("telling", stems, self._telling)

    def posted(self, stems: tuple[str, ...]) -> Posted:
        """All postings, packed, of a word with these stems by lattice; the word must have been prepared."""
        found = self._posted.get(stems)
        if found is None:
            found = self._posted[stems] = _by_lattice(self._postings, stems)
        return found

    def told(self, stems: tuple[str, ...]) -> Posted:
        """The strong ones among them, of terms that are looked for in running text; the word must have been prepared for it."""
        found = self._told.get(stems)
        if found is None:
            found = self._told[stems] = _by_lattice(self._telling, stems)
        return found

    def pairs_needed(self) -> Mapping[int, int]:
        """For each lattice that is looked for in running text what two of its words have to be worth (sixteenths of a nat)."""
        return dict(self._database.execute("SELECT number, pair FROM lattice WHERE pair IS NOT NULL"))

    def _read(self, table: str, wanted: set[str], known: dict[str, list[int]]) -> None:
        for marks, part in _chunks(sorted(wanted - known.keys())):
            known.update((stem, []) for stem in part)
            rows = self._database.execute(f"SELECT stem, postings FROM {table} WHERE stem IN ({marks})", part).fetchall()  # noqa: S608 - no outside text
            lists = json.loads(f"[{','.join(data for _, data in rows)}]")
            known.update(zip((stem for stem, _ in rows), lists, strict=True))

    def lattices(self, numbers: Iterable[int]) -> Mapping[int, StoredLattice]:
        """The lattices with these numbers, and others that were asked for before."""
        for marks, part in _chunks(sorted(set(numbers) - self._lattices.keys())):
            rows = self._database.execute(f"SELECT * FROM lattice WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            for number, concept, slots, threshold, _ in rows:
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


def pack(lattice: int, slot: int, weight: float) -> int:
    """A posting as one number."""
    return lattice << 12 | slot << 8 | round(weight * 16)


def slots_of(postings: Iterable[int]) -> list[tuple[int, float]]:
    """The slots for which packed postings of one lattice speak, with weights (nats)."""
    return [(posting >> 8 & 15, (posting & 255) / 16) for posting in postings]


def _by_lattice(known: Mapping[str, list[int]], stems: Iterable[str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for stem in stems:
        for posting in known[stem]:
            lattice = posting >> 12
            if lattice in found:
                found[lattice].append(posting)
            else:
                found[lattice] = [posting]
    return found


def _chunks(values: list[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
