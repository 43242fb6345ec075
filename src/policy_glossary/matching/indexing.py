"""Fills the compiled glossary that `index` reads: which terms there are, and the words under which each is filed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from zlib import crc32

from policy_glossary.language.words import Vocabulary
from policy_glossary.matching.aligner.compile import THRESHOLDS, fill, read_numbers
from policy_glossary.matching.aligner.store import SCHEMA as LATTICE_SCHEMA
from policy_glossary.matching.index import ANYWHERE, INDEX_VERSION, Claim, FiledWords, Keys
from policy_glossary.matching.pattern import Element, Pattern, compile_pattern
from policy_glossary.model.concept import Concept, Status, Term

_SCHEMA = """
CREATE TABLE concept (number INTEGER PRIMARY KEY, id TEXT NOT NULL, zh TEXT NOT NULL, preferred TEXT NOT NULL, domain TEXT NOT NULL,
                      zh_variants TEXT NOT NULL, "when" TEXT NOT NULL, unless TEXT NOT NULL, part_of_speech TEXT NOT NULL,
                      risk TEXT NOT NULL, occurrences TEXT NOT NULL, proposal INTEGER NOT NULL, definition TEXT NOT NULL,
                      sources TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE term (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, status TEXT NOT NULL,
                   text TEXT NOT NULL, replacement TEXT, anchor INTEGER NOT NULL, pattern TEXT NOT NULL);
CREATE INDEX term_concept ON term (concept);
CREATE TABLE posting (words TEXT PRIMARY KEY, claims TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE filter (version INTEGER NOT NULL, digest TEXT NOT NULL, bitmap BLOB NOT NULL);
"""
_BITS_PER_POSTING = 16  # of the bitmap: one pair in sixteen that is not filed is looked up in vain
_MOST_ELEMENTS = 10_000  # whose written form is kept: the same words stand in many terms
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def build_index(
    concepts: Iterable[Concept], database: sqlite3.Connection, digest: str = "", thresholds: Mapping[str, float] | None = None
) -> None:
    """Fill an empty database with all terms of `concepts`, in one transaction. `digest` names what they were read from.

    `thresholds` of the aligner (see `aligner.compile`) are the shipped ones unless given.
    """
    concepts = tuple(concepts)
    vocabulary = Vocabulary()
    compiled: list[tuple[int, Term, Pattern]] = []
    counts: Counter[str] = Counter()
    with database:
        database.executescript(_SCHEMA + LATTICE_SCHEMA)
        concept_rows = ((number, *_concept_row(concept)) for number, concept in enumerate(concepts))
        database.executemany(f"INSERT INTO concept VALUES ({','.join('?' * 15)})", concept_rows)  # noqa: S608 - marks are "?" only
        for number, concept in enumerate(concepts):
            for term in (Term(concept.preferred, Status.PREFERRED), *concept.terms):
                pattern = compile_pattern(term.text, vocabulary)
                if pattern is not None:
                    compiled.append((number, term, pattern))
                    counts.update({key for element in pattern.elements for key in element.keys})
        frequency = _Frequency(counts)
        postings: dict[str, list[Claim]] = {}
        rows = []
        for number, (concept_number, term, pattern) in enumerate(compiled):
            anchor, neighbours = _filed_under(pattern, frequency)
            claim = _claim(number, pattern, anchor, neighbours, frequency)
            for words in dict.fromkeys(_postings_of(*neighbours)):
                postings.setdefault(words, []).append(claim)
            data = "[]" if claim.widest is not None else _pattern_to_json(pattern)
            rows.append((number, concept_number, term.status.value, term.text, term.replacement, anchor, data))
        database.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        stored = ((words, _claims_to_json(claims)) for words, claims in sorted(postings.items()))
        database.executemany("INSERT INTO posting VALUES (?, ?)", stored)
        spelled = {term.text: [element.keys for element in pattern.elements] for _, term, pattern in compiled}
        fill(database, concepts, read_numbers(THRESHOLDS) if thresholds is None else thresholds, spelled)
        database.execute("INSERT INTO filter VALUES (?, ?, ?)", (INDEX_VERSION, digest, _bitmap(postings)))


class _Frequency(dict[Keys, int]):
    """In how many terms a word stands, given by its base forms; worked out when it is first asked for."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        super().__init__()
        self._counts = counts

    def __missing__(self, keys: Keys) -> int:
        frequency = self[keys] = sum(self._counts[key] for key in keys)
        return frequency


def _filed_under(pattern: Pattern, frequency: Mapping[Keys, int]) -> tuple[int, FiledWords]:
    """Number and base forms of the element, with its right neighbour, that are rarest before the first wildcard."""
    elements = pattern.elements
    end = next((n for n, element in enumerate(elements) if element.wildcard), len(elements))
    if end == 1:
        return 0, (elements[0].keys, None)
    seen = [frequency[element.keys] for element in elements[:end]]
    best = min(range(end - 1), key=lambda n: (seen[n] + seen[n + 1], n))
    return best, (elements[best].keys, elements[best + 1].keys)


def _claim(number: int, pattern: Pattern, anchor: int, neighbours: FiledWords, frequency: Mapping[Keys, int]) -> Claim:
    elements = pattern.elements
    own = 1 if neighbours[1] is None else 2
    if len(elements) == own and all(element.exact is None for element in elements):
        return Claim(number, own - 1, frozenset(), elements[-1].widest)
    others = [n for n, element in enumerate(elements) if element.exact is None and not anchor <= n < anchor + own]
    if not others:
        return Claim(number, 0, frozenset(), None)
    end = next((n for n, element in enumerate(elements) if element.wildcard), len(elements))
    rarest = min(others, key=lambda n: frequency[elements[n].keys])
    return Claim(number, rarest - anchor if rarest < end else ANYWHERE, frozenset(elements[rarest].keys), None)


def _postings_of(first: Keys, second: Keys | None) -> list[str]:
    """The rows of the posting table for a word, or for a pair."""
    return list(first) if second is None else [f"{a} {b}" for a in first for b in second]


def _bitmap(postings: Collection[str]) -> bytes:
    size = 1024
    while size < len(postings) * _BITS_PER_POSTING:
        size *= 2
    bitmap = bytearray(size // 8)
    for words in postings:
        bit = crc32(words.encode()) & (size - 1)
        bitmap[bit >> 3] |= 1 << (bit & 7)
    return bytes(bitmap)


def _claims_to_json(claims: list[Claim]) -> str:
    return f"[{','.join(map(_claim_to_json, claims))}]"


def _claim_to_json(claim: Claim) -> str:
    term, offset, wanted, widest = claim
    if wanted or widest is None:
        return _to_json([term, offset, sorted(wanted), widest])
    return f"[{term},{offset},[],{widest:d}]"  # most are of one word or two


def _pattern_to_json(pattern: Pattern) -> str:
    return f"[{','.join(map(_element_to_json, pattern.elements))}]"


@lru_cache(maxsize=_MOST_ELEMENTS)
def _element_to_json(element: Element) -> str:
    """An element of a pattern; of a plain word, as most are, the base forms alone."""
    plain = element.exact is None and not element.widest and not element.wildcard
    return _to_json(element.keys if plain else element)


def _concept_row(concept: Concept) -> tuple[str | bool, ...]:
    """The parts of a concept that findings need, lists as lines; its terms stand in a table of their own."""
    c = concept
    variants, when, unless, sources = ("\n".join(values) for values in (c.zh_variants, c.when, c.unless, c.sources))
    kinds = (c.part_of_speech.value, c.risk.value, c.occurrences.value)
    return (c.id, c.zh, c.preferred, c.domain, variants, when, unless, *kinds, c.proposal, c.definition, sources, c.note)
