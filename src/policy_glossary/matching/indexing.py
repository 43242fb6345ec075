"""Fills the compiled glossary that `index` reads: which terms there are, and the words under which each is filed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from zlib import crc32

from policy_glossary.language.words import Vocabulary
from policy_glossary.matching.aligner.compile import THRESHOLDS, fill, read_numbers
from policy_glossary.matching.aligner.filing import remove
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
    with database:
        database.executescript(_SCHEMA + LATTICE_SCHEMA)
        _add(dict(enumerate(concepts)), 0, database, read_numbers(THRESHOLDS) if thresholds is None else thresholds)
        _write_filter(database, digest)


def extend_index(concepts: Iterable[Concept], replaced: Collection[str], database: sqlite3.Connection) -> None:
    """Add concepts to a filled database, in place of those whose ids are `replaced`, in one transaction.

    It costs what they cost, and not what stands there already. What that teaches the aligner is used for them; they teach it nothing.
    """
    with database:
        numbers = database.execute("SELECT (SELECT max(number) + 1 FROM concept), (SELECT max(number) + 1 FROM term)").fetchone()
        first_concept, first_term = (number or 0 for number in numbers)
        _remove(replaced, database)
        _add(dict(enumerate(concepts, first_concept)), first_term, database, read_numbers(THRESHOLDS))
        _write_filter(database, "")


def identities(database: sqlite3.Connection) -> Iterator[tuple[str, str, bool]]:
    """The id of each concept, its Chinese, and whether it is a proposal."""
    for id_, zh, proposal in database.execute("SELECT id, zh, proposal FROM concept ORDER BY number"):
        yield id_, zh, bool(proposal)


def count_terms(database: sqlite3.Connection) -> int:
    """The number of English terms in a filled database."""
    (count,) = database.execute("SELECT count(*) FROM term").fetchone()
    return int(count)


def _add(concepts: Mapping[int, Concept], first_term: int, database: sqlite3.Connection, thresholds: Mapping[str, float]) -> None:
    """File concepts and their terms; both are numbered higher than those that are there."""
    vocabulary = Vocabulary()
    compiled: list[tuple[int, Term, Pattern]] = []
    counts: Counter[str] = Counter()
    concept_rows = ((number, *_concept_row(concept)) for number, concept in concepts.items())
    database.executemany(f"INSERT INTO concept VALUES ({','.join('?' * 15)})", concept_rows)  # noqa: S608 - marks are "?" only
    for number, concept in concepts.items():
        for term in (Term(concept.preferred, Status.PREFERRED), *concept.terms):
            pattern = compile_pattern(term.text, vocabulary)
            if pattern is not None:
                compiled.append((number, term, pattern))
                counts.update({key for element in pattern.elements for key in element.keys})
    frequency = _Frequency(counts)
    postings: dict[str, list[Claim]] = {}
    rows = []
    for number, (concept_number, term, pattern) in enumerate(compiled, first_term):
        anchor, neighbours = _filed_under(pattern, frequency)
        claim = _claim(number, pattern, anchor, neighbours, frequency)
        for words in dict.fromkeys(_postings_of(*neighbours)):
            postings.setdefault(words, []).append(claim)
        data = "[]" if claim.widest is not None else _pattern_to_json(pattern)
        rows.append((number, concept_number, term.status.value, term.text, term.replacement, anchor, data))
    database.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    stored = [(words, _claims_to_json(claims)) for words, claims in sorted(postings.items())]
    if first_term:
        stored = [(words, _joined(_claims_of(words, database), claims)) for words, claims in stored]
    database.executemany("INSERT OR REPLACE INTO posting VALUES (?, ?)", stored)
    spelled = {term.text: [element.keys for element in pattern.elements] for _, term, pattern in compiled}
    fill(database, concepts, thresholds, spelled)


def _remove(ids: Collection[str], database: sqlite3.Connection) -> None:
    """Take concepts and their terms out of all tables."""
    filed = database.execute("SELECT number, id FROM concept").fetchall()
    concepts = {number for number, id_ in filed if id_ in ids}
    if not concepts:
        return
    vocabulary = Vocabulary()
    terms: set[int] = set()
    under: set[str] = set()
    for concept in sorted(concepts):
        for number, text, anchor in database.execute("SELECT number, text, anchor FROM term WHERE concept = ?", (concept,)):
            pattern = compile_pattern(text, vocabulary)
            terms.add(number)
            under.update(_postings_of(*_neighbours(pattern, anchor)) if pattern else ())
    for words in sorted(under):
        claims = [claim for claim in json.loads(_claims_of(words, database)) if claim[0] not in terms]
        database.execute("DELETE FROM posting WHERE words = ?", (words,))
        if claims:
            database.execute("INSERT INTO posting VALUES (?, ?)", (words, _to_json(claims)))
    database.executemany("DELETE FROM term WHERE concept = ?", ((concept,) for concept in concepts))
    database.executemany("DELETE FROM concept WHERE number = ?", ((concept,) for concept in concepts))
    remove(database, concepts)


def _claims_of(words: str, database: sqlite3.Connection) -> str:
    """What is filed under words, as it is stored."""
    row = database.execute("SELECT claims FROM posting WHERE words = ?", (words,)).fetchone()
    return str(row[0]) if row else "[]"


def _joined(stored: str, more: str) -> str:
    return more if stored == "[]" else f"{stored[:-1]},{more[1:]}"


def _write_filter(database: sqlite3.Connection, digest: str) -> None:
    words = [words for (words,) in database.execute("SELECT words FROM posting")]
    database.execute("DELETE FROM filter")
    database.execute("INSERT INTO filter VALUES (?, ?, ?)", (INDEX_VERSION, digest, _bitmap(words)))


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
    end = _end(pattern)
    if end == 1:
        return 0, _neighbours(pattern, 0)
    seen = [frequency[element.keys] for element in elements[:end]]
    best = min(range(end - 1), key=lambda n: (seen[n] + seen[n + 1], n))
    return best, _neighbours(pattern, best)


def _neighbours(pattern: Pattern, anchor: int) -> FiledWords:
    """The base forms under which a pattern with this anchor is filed."""
    elements = pattern.elements
    return elements[anchor].keys, None if _end(pattern) == 1 else elements[anchor + 1].keys


def _end(pattern: Pattern) -> int:
    """The number of elements before the first wildcard."""
    return next((n for n, element in enumerate(pattern.elements) if element.wildcard), len(pattern.elements))


def _claim(number: int, pattern: Pattern, anchor: int, neighbours: FiledWords, frequency: Mapping[Keys, int]) -> Claim:
    elements = pattern.elements
    own = 1 if neighbours[1] is None else 2
    if len(elements) == own and all(element.exact is None for element in elements):
        return Claim(number, own - 1, frozenset(), elements[-1].widest)
    others = [n for n, element in enumerate(elements) if element.exact is None and not anchor <= n < anchor + own]
    if not others:
        return Claim(number, 0, frozenset(), None)
    end = _end(pattern)
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
