"""The compiled glossary: an SQLite database from pairs of neighbouring words to the terms that hold them.

Each term is filed under its rarest pair of neighbouring words (a term of one word under that word). A small bitmap says
which pairs are filed at all, so that a document costs a few hundred rows however large the glossary is. The database is
plain data: it is rebuilt from the PO files whenever they change and can be thrown away.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from policy_glossary.language.words import Gap, Vocabulary
from policy_glossary.matching.aligner.store import SCHEMA as LATTICE_SCHEMA
from policy_glossary.matching.aligner.store import LatticeStore
from policy_glossary.matching.pattern import Element, Pattern, compile_pattern
from policy_glossary.model.concept import Concept, Occurrences, PartOfSpeech, Risk, Status, Term
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

INDEX_VERSION = 8  # raise when the layout or the meaning of what is stored changes
_SCHEMA = """
CREATE TABLE concept (number INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE term (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, status TEXT NOT NULL,
                   text TEXT NOT NULL, replacement TEXT, anchor INTEGER NOT NULL, pattern TEXT NOT NULL);
CREATE INDEX term_concept ON term (concept);
CREATE TABLE posting (key INTEGER PRIMARY KEY, terms TEXT NOT NULL);
CREATE TABLE filter (version INTEGER NOT NULL, digest TEXT NOT NULL, bitmap BLOB NOT NULL);
"""
_CHUNK = 500  # values in one SQL statement
_BITS_PER_KEY = 16  # of the bitmap: one pair in sixteen that is not filed is looked up in vain
_GAPS = tuple(Gap)
_STATUSES = {status.value: status for status in Status}
_PARTS_OF_SPEECH = {part.value: part for part in PartOfSpeech}
_RISKS = {risk.value: risk for risk in Risk}
_OCCURRENCES = {which.value: which for which in Occurrences}

Keys = tuple[str, ...]


class IndexedTerm(NamedTuple):
    """A term as the matcher meets it: its pattern, where the pattern is anchored, and its concept's number."""

    concept: int
    term: Term
    pattern: Pattern
    anchor: int


def build_index(
    concepts: Iterable[Concept], database: sqlite3.Connection, digest: str = "", thresholds: Mapping[str, float] | None = None
) -> None:
    """Fill an empty database with all terms of `concepts`, in one transaction. `digest` names what they were read from.

    `thresholds` of the aligner (see `aligner.compile`) are the shipped ones unless given.
    """
    from policy_glossary.matching.aligner.compile import THRESHOLDS, fill, read_numbers

    concepts = tuple(concepts)
    vocabulary = Vocabulary()
    compiled: list[tuple[int, Term, Pattern]] = []
    frequency: Counter[str] = Counter()
    with database:
        database.executescript(_SCHEMA + LATTICE_SCHEMA)
        for number, concept in enumerate(concepts):
            database.execute("INSERT INTO concept VALUES (?, ?)", (number, _concept_to_json(concept)))
            for term in (Term(concept.preferred, Status.PREFERRED), *concept.terms):
                pattern = compile_pattern(term.text, vocabulary)
                if pattern is not None:
                    compiled.append((number, term, pattern))
                    frequency.update({key for element in pattern.elements for key in element.keys})
        postings: dict[int, list[int]] = {}
        rows = []
        for number, (concept_number, term, pattern) in enumerate(compiled):
            anchor, neighbours = _filed_under(pattern, frequency)
            for key in set(_hashes(*neighbours)):
                postings.setdefault(key, []).append(number)
            data = _pattern_to_json(pattern)
            rows.append((number, concept_number, term.status.value, term.text, term.replacement, anchor, data))
        database.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        database.executemany("INSERT INTO posting VALUES (?, ?)", ((k, json.dumps(v)) for k, v in sorted(postings.items())))
        fill(database, concepts, read_numbers(THRESHOLDS) if thresholds is None else thresholds)
        database.execute("INSERT INTO filter VALUES (?, ?, ?)", (INDEX_VERSION, digest, _bitmap(postings)))


def is_complete(database: sqlite3.Connection, digest: str = "") -> bool:
    """True if the database was filled to the end, in this layout, from what `digest` names."""
    try:
        return database.execute("SELECT version, digest FROM filter").fetchall() == [(INDEX_VERSION, digest)]
    except sqlite3.DatabaseError:
        return False


def _filed_under(pattern: Pattern, frequency: Counter[str]) -> tuple[int, tuple[Keys, Keys | None]]:
    """Number and base forms of the element, with its right neighbour, that are rarest before the first wildcard."""
    elements = pattern.elements
    end = next((n for n, element in enumerate(elements) if element.wildcard), len(elements))
    if end == 1:
        return 0, (elements[0].keys, None)
    seen = [sum(frequency[key] for key in element.keys) for element in elements[:end]]
    best = min(range(end - 1), key=lambda n: (seen[n] + seen[n + 1], n))
    return best, (elements[best].keys, elements[best + 1].keys)


def _hashes(first: Keys, second: Keys | None) -> list[int]:
    """Keys of the posting table for a word, or for a pair. Two pairs may share one: what is found is still compared."""
    if second is None:
        return [crc32(key.encode()) for key in first]
    return [crc32(f"{a} {b}".encode()) for a in first for b in second]


def _bitmap(keys: Iterable[int]) -> bytes:
    keys = list(keys)
    size = 1024
    while size < len(keys) * _BITS_PER_KEY:
        size *= 2
    bitmap = bytearray(size // 8)
    for key in keys:
        bitmap[(key & (size - 1)) >> 3] |= 1 << (key & 7)
    return bytes(bitmap)


class TermIndex:
    """Reads terms and concepts from a filled database, as far as the documents of a run need them; closes it at its end."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        weakref.finalize(self, database.close)
        (self._bitmap,) = database.execute("SELECT bitmap FROM filter").fetchone()
        self._mask = len(self._bitmap) * 8 - 1
        self._terms: dict[int, IndexedTerm] = {}
        self._concepts: dict[int, Concept] = {}
        self.lattices = LatticeStore(database)

    def filed(self, places: Iterable[tuple[Keys, Keys | None]]) -> dict[tuple[Keys, Keys | None], tuple[IndexedTerm, ...]]:
        """The terms filed under words (second part None) or pairs of neighbouring words, given by base forms."""
        hashes = {place: [k for k in _hashes(*place) if self._may_hold(k)] for place in places}
        postings = self._postings({key for keys in hashes.values() for key in keys})
        self._load({number for numbers in postings.values() for number in numbers})
        return {
            place: tuple(self._terms[n] for n in sorted({n for key in keys for n in postings.get(key, ())}))
            for place, keys in hashes.items()
        }

    def _may_hold(self, key: int) -> bool:
        bit: int = self._bitmap[(key & self._mask) >> 3] >> (key & 7) & 1
        return bool(bit)

    def _postings(self, keys: set[int]) -> dict[int, list[int]]:
        postings: dict[int, list[int]] = {}
        for marks, part in _chunks(sorted(keys)):
            rows = self._database.execute(f"SELECT key, terms FROM posting WHERE key IN ({marks})", part).fetchall()  # noqa: S608 - marks are "?" only
            postings.update(zip((key for key, _ in rows), _decoded(data for _, data in rows), strict=True))
        return postings

    def _load(self, numbers: set[int]) -> None:
        for marks, part in _chunks(sorted(numbers - self._terms.keys())):
            rows = self._database.execute(f"SELECT * FROM term WHERE number IN ({marks})", part).fetchall()  # noqa: S608 - marks are "?" only
            for row, elements in zip(rows, _decoded(row[-1] for row in rows), strict=True):
                number, concept, status, text, replacement, anchor, _ = row
                term = Term(text, _STATUSES[status], replacement)
                self._terms[number] = IndexedTerm(concept, term, _pattern(elements), anchor)

    def concepts(self) -> Iterator[Concept]:
        """All concepts, without their terms."""
        for (data,) in self._database.execute("SELECT data FROM concept ORDER BY number"):
            yield _concept_from_json(json.loads(data))

    def terms(self, concept: int) -> tuple[Term, ...]:
        """All English forms of a concept, the preferred first."""
        rows = self._database.execute("SELECT status, text, replacement FROM term WHERE concept = ? ORDER BY number", (concept,))
        return tuple(Term(text, _STATUSES[status], replacement) for status, text, replacement in rows)

    def exempt(self) -> Iterator[tuple[int, str]]:
        """All exempt phrases, each with the number of its concept."""
        yield from self._database.execute("SELECT concept, text FROM term WHERE status = ? ORDER BY number", (Status.EXEMPT.value,))

    def size(self) -> int:
        """The number of concepts."""
        count: int | None = self._database.execute("SELECT max(number) FROM concept").fetchone()[0]
        return 0 if count is None else count + 1

    def numbers(self, concepts: Iterable[Concept]) -> list[int]:
        """The numbers of concepts that this index gave out, in order."""
        ids = {concept.id for concept in concepts}
        return sorted(number for number, concept in self._concepts.items() if concept.id in ids)

    def read_concepts(self, numbers: Iterable[int]) -> None:
        """Read concepts that will be asked for, all at once."""
        for marks, part in _chunks(sorted(set(numbers) - self._concepts.keys())):
            rows = self._database.execute(f"SELECT number, data FROM concept WHERE number IN ({marks})", part).fetchall()  # noqa: S608 - marks are "?" only
            for (number, _), values in zip(rows, _decoded(data for _, data in rows), strict=True):
                self._concepts[number] = _concept_from_json(values)

    def concept(self, number: int) -> Concept:
        """The concept of an indexed term."""
        if number not in self._concepts:
            self.read_concepts([number])
        return self._concepts[number]


def _chunks(values: list[int]) -> Iterator[tuple[str, list[int]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part


def _pattern_to_json(pattern: Pattern) -> str:
    return json.dumps([[e.keys, e.exact, e.widest.value, e.wildcard] for e in pattern.elements], ensure_ascii=False)


def _pattern(elements: list[Any]) -> Pattern:
    return Pattern(tuple([Element(tuple(keys), exact, _GAPS[gap], wildcard) for keys, exact, gap, wildcard in elements]))


def _decoded(values: Iterable[str]) -> list[Any]:
    """JSON values, read in one go."""
    decoded: list[Any] = json.loads(f"[{','.join(values)}]")
    return decoded


def _concept_to_json(concept: Concept) -> str:
    """The parts of a concept that findings need; its terms stand in the pattern table."""
    return json.dumps(
        {
            "id": concept.id,
            "zh": concept.zh,
            "preferred": concept.preferred,
            "domain": concept.domain,
            "zh_variants": concept.zh_variants,
            "when": concept.when,
            "unless": concept.unless,
            "part_of_speech": concept.part_of_speech,
            "risk": concept.risk,
            "occurrences": concept.occurrences,
            "proposal": concept.proposal,
            "definition": concept.definition,
            "sources": concept.sources,
            "note": concept.note,
        },
        ensure_ascii=False,
    )


def _concept_from_json(values: dict[str, Any]) -> Concept:
    for key in ("zh_variants", "when", "unless", "sources"):
        values[key] = tuple(values[key])
    values["part_of_speech"] = _PARTS_OF_SPEECH[values["part_of_speech"]]
    values["risk"] = _RISKS[values["risk"]]
    values["occurrences"] = _OCCURRENCES[values["occurrences"]]
    return Concept(**values)
