"""The compiled glossary: an SQLite database from base forms of words to the terms that hold them.

A document needs only the terms whose rarest word it contains, so a check reads a few hundred rows however large the
glossary is. The database is plain data: it is rebuilt from the PO files whenever they change and can be thrown away.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policy_glossary.language.words import Gap, Vocabulary
from policy_glossary.matching.pattern import Element, Pattern, compile_pattern
from policy_glossary.model.concept import Concept, PartOfSpeech, Risk, Status, Term

INDEX_VERSION = 1  # raise when the layout or the meaning of what is stored changes
_SCHEMA = """
CREATE TABLE concept (number INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE pattern (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, status TEXT NOT NULL,
                      text TEXT NOT NULL, replacement TEXT, data TEXT NOT NULL);
CREATE TABLE posting (key TEXT PRIMARY KEY, patterns TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE complete (version INTEGER NOT NULL);
"""
_CHUNK = 500  # values in one SQL statement
_GAPS = tuple(Gap)
_STATUSES = {status.value: status for status in Status}


class IndexedTerm(NamedTuple):
    """A term as the matcher meets it: its pattern, where the pattern is anchored, and its concept's number."""

    number: int
    concept: int
    term: Term
    pattern: Pattern
    anchor: int


def build_index(concepts: Iterable[Concept], database: sqlite3.Connection) -> None:
    """Fill an empty database with all terms of `concepts`, in one transaction."""
    vocabulary = Vocabulary()
    compiled: list[tuple[int, Term, Pattern]] = []
    frequency: Counter[str] = Counter()
    with database:
        database.executescript(_SCHEMA)
        for number, concept in enumerate(concepts):
            database.execute("INSERT INTO concept VALUES (?, ?)", (number, _concept_to_json(concept)))
            for term in (Term(concept.preferred, Status.PREFERRED), *concept.terms):
                pattern = compile_pattern(term.text, vocabulary)
                if pattern is not None:
                    compiled.append((number, term, pattern))
                    frequency.update({key for element in pattern.elements for key in element.keys})
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, (_, _, pattern) in enumerate(compiled):
            anchor = _rarest(pattern, frequency)
            for key in pattern.elements[anchor].keys:
                postings.setdefault(key, []).append((number, anchor))
        database.executemany(
            "INSERT INTO pattern VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, concept, term.status.value, term.text, term.replacement, _pattern_to_json(pattern))
                for number, (concept, term, pattern) in enumerate(compiled)
            ),
        )
        database.executemany("INSERT INTO posting VALUES (?, ?)", ((k, json.dumps(v)) for k, v in sorted(postings.items())))
        database.execute("INSERT INTO complete VALUES (?)", (INDEX_VERSION,))


def is_complete(database: sqlite3.Connection) -> bool:
    """True if the database was filled to the end by this version of the layout."""
    try:
        return database.execute("SELECT version FROM complete").fetchall() == [(INDEX_VERSION,)]
    except sqlite3.DatabaseError:
        return False


def _rarest(pattern: Pattern, frequency: Counter[str]) -> int:
    """Number of the element before the first wildcard whose base forms are rarest in the glossary."""
    best, best_frequency = 0, -1
    for number, element in enumerate(pattern.elements):
        if element.wildcard:
            break
        seen = sum(frequency[key] for key in element.keys)
        if best_frequency < 0 or seen < best_frequency:
            best, best_frequency = number, seen
    return best


class TermIndex:
    """Reads terms and concepts from a filled database, as far as the documents of a run need them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._postings: dict[str, tuple[IndexedTerm, ...]] = {}
        self._terms: dict[int, IndexedTerm] = {}
        self._concepts: dict[int, Concept] = {}

    def load(self, keys: Iterable[str]) -> None:
        """Read the terms anchored at any of these base forms that were not read before."""
        new = sorted(set(keys) - self._postings.keys())
        postings: dict[str, list[list[int]]] = {}
        for marks, part in _chunks(new):
            rows = self._database.execute(f"SELECT key, patterns FROM posting WHERE key IN ({marks})", part)  # noqa: S608 - marks are "?" only
            postings.update((key, json.loads(data)) for key, data in rows)
        anchors = {number: anchor for pairs in postings.values() for number, anchor in pairs if number not in self._terms}
        for marks, part in _chunks(sorted(anchors)):
            rows = self._database.execute(f"SELECT * FROM pattern WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            for number, concept, status, text, replacement, data in rows:
                term = Term(text, _STATUSES[status], replacement)
                pattern = _pattern_from_json(data)
                self._terms[number] = IndexedTerm(number, concept, term, pattern, anchors[number])
        for key in new:
            self._postings[key] = tuple(self._terms[number] for number, _ in postings.get(key, ()))

    def anchored(self, key: str) -> tuple[IndexedTerm, ...]:
        """The terms anchored at a base form that was loaded."""
        return self._postings[key]

    def concept(self, number: int) -> Concept:
        """The concept of an indexed term."""
        concept = self._concepts.get(number)
        if concept is None:
            row = self._database.execute("SELECT data FROM concept WHERE number = ?", (number,)).fetchone()
            concept = self._concepts[number] = _concept_from_json(row[0])
        return concept


def _chunks(values: list[str] | list[int]) -> Iterator[tuple[str, list[str] | list[int]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part


def _pattern_to_json(pattern: Pattern) -> str:
    return json.dumps([[e.keys, e.exact, e.widest.value, e.wildcard] for e in pattern.elements], ensure_ascii=False)


def _pattern_from_json(data: str) -> Pattern:
    return Pattern(tuple(Element(tuple(k), exact, _GAPS[gap], wild) for k, exact, gap, wild in json.loads(data)))


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
            "proposal": concept.proposal,
            "definition": concept.definition,
            "sources": concept.sources,
            "note": concept.note,
        },
        ensure_ascii=False,
    )


def _concept_from_json(data: str) -> Concept:
    values = json.loads(data)
    for key in ("zh_variants", "when", "unless", "sources"):
        values[key] = tuple(values[key])
    values["part_of_speech"] = PartOfSpeech(values["part_of_speech"])
    values["risk"] = Risk(values["risk"])
    return Concept(**values)
