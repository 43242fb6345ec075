"""The compiled glossary: an SQLite database from pairs of neighbouring words to the terms that hold them; `indexing` fills it.

Each term is filed under its rarest pair of neighbouring words (a term of one word under that word), with one more of its words,
so that few terms are read which a document does not hold. A small bitmap says which pairs are filed at all, so that a document
costs a few hundred rows however large the glossary is. The database is plain data: it is rebuilt from the PO files whenever they
change and can be thrown away.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from zlib import crc32

from policy_glossary.language.words import Gap
from policy_glossary.matching.aligner.store import LatticeStore
from policy_glossary.matching.pattern import Element, Pattern
from policy_glossary.model.concept import Concept, Occurrences, PartOfSpeech, Risk, Status, Term
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Value = TypeVar("_Value", int, str)

INDEX_VERSION = 12  # raise when the layout or the meaning of what is stored changes
_CHUNK = 500  # values in one SQL statement
_GAPS = tuple(Gap)
_STATUSES = {status.value: status for status in Status}
_PARTS_OF_SPEECH = {part.value: part for part in PartOfSpeech}
_RISKS = {risk.value: risk for risk in Risk}
_OCCURRENCES = {which.value: which for which in Occurrences}

Keys = tuple[str, ...]
FiledWords = tuple[Keys, Keys | None]  # base forms of two neighbouring words, or of one word

ANYWHERE = 1 << 20  # in place of an offset


class IndexedTerm(NamedTuple):
    """A term as the matcher meets it: its pattern, where the pattern is anchored, and its concept's number.

    The pattern is empty where the claim of the term tells as much.
    """

    concept: int
    term: Term
    pattern: Pattern
    anchor: int


class Claim(NamedTuple):
    """A term filed under a word or a pair of words, with what settles most places without the term itself.

    If `widest` is not None, the term is no more than that word or pair: it stands where the gap before the second word is no
    wider, and `offset` leads to its last word. Else the word at `offset` from the first (or ANYWHERE in the document) has one
    of the base forms `wanted`, if there are any.
    """

    term: int
    offset: int
    wanted: frozenset[str]
    widest: int | None


def is_complete(database: sqlite3.Connection, digest: str = "") -> bool:
    """True if the database was filled to the end, in this layout, from what `digest` names."""
    try:
        return database.execute("SELECT version, digest FROM filter").fetchall() == [(INDEX_VERSION, digest)]
    except sqlite3.DatabaseError:
        return False


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

    def filed(self, wanted: Iterable[FiledWords]) -> dict[FiledWords, tuple[Claim, ...]]:
        """The terms filed under words or pairs of neighbouring words, in the order of their numbers."""
        bitmap, mask = self._bitmap, self._mask
        found: dict[FiledWords, tuple[Claim, ...]] = {}
        asked: dict[FiledWords, list[str]] = {}
        for filed_words in wanted:
            found[filed_words] = ()
            first, second = filed_words
            for words in first if second is None else [f"{a} {b}" for a in first for b in second]:
                bit = crc32(words.encode()) & mask
                if bitmap[bit >> 3] >> (bit & 7) & 1:
                    asked.setdefault(filed_words, []).append(words)
        postings = self._postings({words for several in asked.values() for words in several})
        for filed_words, several in asked.items():
            parts = [postings[words] for words in several if words in postings]
            if len(parts) > 1:
                by_term = {claim.term: claim for part in parts for claim in part}
                parts = [tuple(by_term[number] for number in sorted(by_term))]
            found[filed_words] = parts[0] if parts else ()
        return found

    def _postings(self, asked: set[str]) -> dict[str, tuple[Claim, ...]]:
        postings = {}
        for marks, part in _chunks(sorted(asked)):
            rows = self._database.execute(f"SELECT words, claims FROM posting WHERE words IN ({marks})", part).fetchall()  # noqa: S608 - marks are "?" only
            for (words, _), claims in zip(rows, _decoded(data for _, data in rows), strict=True):
                postings[words] = tuple([Claim(term, offset, frozenset(wanted), gap) for term, offset, wanted, gap in claims])
        return postings

    def read_terms(self, numbers: Iterable[int]) -> None:
        """Read terms that will be asked for, all at once."""
        for marks, part in _chunks(sorted(set(numbers).difference(self._terms))):
            rows = self._database.execute(f"SELECT * FROM term WHERE number IN ({marks})", part).fetchall()  # noqa: S608 - marks are "?" only
            for row, elements in zip(rows, _decoded(row[-1] for row in rows), strict=True):
                number, concept, status, text, replacement, anchor, _ = row
                term = Term(text, _STATUSES[status], replacement)
                self._terms[number] = IndexedTerm(concept, term, _pattern(elements), anchor)

    def term(self, number: int) -> IndexedTerm:
        """A term that was read."""
        return self._terms[number]

    def concepts(self) -> Iterator[Concept]:
        """All concepts, without their terms."""
        for row in self._database.execute("SELECT * FROM concept ORDER BY number"):
            yield _concept(row)

    def terms(self, concept: int) -> tuple[Term, ...]:
        """All English forms of a concept, the preferred first."""
        rows = self._database.execute("SELECT status, text, replacement FROM term WHERE concept = ? ORDER BY number", (concept,))
        return tuple(Term(text, _STATUSES[status], replacement) for status, text, replacement in rows)

    def exempt(self) -> Iterator[tuple[int, str]]:
        """All exempt phrases, each with the number of its concept."""
        yield from self._database.execute("SELECT concept, text FROM term WHERE status = ? ORDER BY number", (Status.EXEMPT.value,))

    def size(self) -> int:
        """The number of concepts."""
        count: int = self._database.execute("SELECT count(*) FROM concept").fetchone()[0]
        return count

    def numbers(self, concepts: Iterable[Concept]) -> list[int]:
        """The numbers of concepts that this index gave out, in order."""
        ids = {concept.id for concept in concepts}
        return sorted(number for number, concept in self._concepts.items() if concept.id in ids)

    def read_concepts(self, numbers: Iterable[int]) -> None:
        """Read concepts that will be asked for, all at once."""
        for marks, part in _chunks(sorted(set(numbers).difference(self._concepts))):
            rows = self._database.execute(f"SELECT * FROM concept WHERE number IN ({marks})", part)  # noqa: S608 - marks are "?" only
            self._concepts.update((row[0], _concept(row)) for row in rows)

    def concept(self, number: int) -> Concept:
        """The concept of an indexed term."""
        if number not in self._concepts:
            self.read_concepts([number])
        return self._concepts[number]


def _chunks(values: list[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        yield _marks(len(part)), part


def _marks(number: int) -> str:
    return ",".join("?" * number)


def _pattern(elements: list[Any]) -> Pattern:
    return Pattern(tuple(map(_element, elements)))


def _element(stored: list[Any]) -> Element:
    if stored and isinstance(stored[0], str):
        return Element(tuple(stored), None, Gap.JOIN, wildcard=False)
    keys, exact, gap, wildcard = stored
    return Element(tuple(keys), exact, _GAPS[gap], wildcard)


def _decoded(values: Iterable[str]) -> list[Any]:
    """JSON values, read in one go."""
    decoded: list[Any] = json.loads(f"[{','.join(values)}]")
    return decoded


def _concept(row: tuple[Any, ...]) -> Concept:
    _, id_, zh, preferred, domain, variants, when, unless, part, risk, occurrences, proposal, definition, sources, note = row
    lists = (tuple(lines.split("\n")) if lines else () for lines in (variants, when, unless, sources))
    zh_variants, contexts, exclusions, authorities = lists
    kinds = (_PARTS_OF_SPEECH[part], _RISKS[risk], _OCCURRENCES[occurrences])
    terms = (zh_variants, (), contexts, exclusions, ())
    return Concept(id_, zh, preferred, domain, *terms, *kinds, bool(proposal), definition, authorities, note)
