"""Fills the lattices of a glossary when it is compiled; needs the gloss data, which a check does not."""

from __future__ import annotations

import json
import math
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from policy_glossary.language.glosses import Glosses
from policy_glossary.language.stems import Stemmer
from policy_glossary.matching.aligner.align import Kind, Shape, second_words, shape_of
from policy_glossary.matching.aligner.lattice import Lattice, LatticeCompiler
from policy_glossary.matching.aligner.lessons import Lesson, Lessons
from policy_glossary.matching.aligner.store import (
    CLEAR_WORD,
    KNOWN_TERM,
    MOST_SIXTEENTHS,
    NEVER,
    PAIR,
    TELLING,
    as_bytes,
    best_of,
    columns,
    is_told,
    posting,
)
from policy_glossary.matching.aligner.tokens import token_kind
from policy_glossary.model.concept import Concept

Keys = tuple[str, ...]  # base forms of one word
Rounded = dict[str, tuple[Mapping[str, float], bytes]]  # by slot its weights, and these in sixteenths of a nat, in their order

_DATA = Path(__file__).parent.parent.parent / "data" / "aligner"
THRESHOLDS = _DATA / "thresholds.tsv"  # slots joined with "|", and the score (nats) that unquoted words need
EVERYDAY = _DATA / "everyday.tsv"  # Chinese and id of concepts that are not aligned
DOMAIN = _DATA / "domain.tsv"  # stems, and their negative log probability (nats) in policy English
_LEAST_RENDERINGS = 2  # of a concept that teaches: one alone costs time and says little
_ROUNDING = 0.25  # nats: stored weights are rounded
_ELSE = 3.0  # nats more for a variant in running text, if most of it is not the term: its own English may be another
_MOST_LATTICES = 8  # of one concept: its Chinese and variants of it


def fill(
    database: sqlite3.Connection, concepts: Sequence[Concept], thresholds: Mapping[str, float], words: Mapping[str, Sequence[Keys]]
) -> None:
    """Write the lattices of concepts, numbered as given, into an empty database with the tables of `store.SCHEMA`.

    `thresholds` are those of the file THRESHOLDS, `words` the base forms of the words of each rendering.
    """
    if not concepts:
        return
    everyday = read_everyday()
    aligned = {number: concept for number, concept in enumerate(concepts) if (concept.zh, concept.id) not in everyday}
    glosses = Glosses()
    compiler = LatticeCompiler(glosses, read_numbers(DOMAIN))
    stems_of = teach(compiler, list(aligned.values()), words)
    tables = _Tables()
    for order, (number, concept) in enumerate(aligned.items()):
        for lattice in lattices_of(concept, compiler, order):
            threshold = thresholds.get("|".join(lattice.slots))
            if threshold is not None and _says_else(concept.zh, lattice.slots):
                threshold += _ELSE
            tables.add(number, lattice, threshold)
    glosses.close()
    tables.write(database)
    accepted = ((number, json.dumps([sorted(stems_of[term]) for term in concept.accepted])) for number, concept in aligned.items())
    database.executemany("INSERT INTO accepted VALUES (?, ?)", accepted)


class _Tables:
    """The rows of lattices, which are numbered as they come, and of what each stem says of them."""

    def __init__(self) -> None:
        self._slots: list[str] = []
        self._concepts = array("I")
        self._thresholds = array("d")
        self._needed = array("H")
        self._shapes = array("H")
        self._places: dict[Shape, int] = {}  # the number of each shape
        self._examples: list[str] = []  # slots of each shape, by its number
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._telling: defaultdict[str, list[int]] = defaultdict(list)
        self._kept: Rounded = {}

    def add(self, concept: int, lattice: Lattice, threshold: float | None) -> None:
        """File a lattice of the concept with this number; without a `threshold` it is looked for in quotation marks only."""
        number = len(self._slots)
        for slot, (weights, least) in enumerate(zip(lattice.weights, _least_weights(lattice, threshold), strict=True)):
            self._file(posting(number, slot), weights, _rounded(weights, lattice.slots[slot], self._kept), least)
        slots, shape = "|".join(lattice.slots), shape_of(lattice.slots)
        if shape not in self._places:
            self._places[shape] = len(self._examples)
            self._examples.append(slots)
        self._slots.append(slots)
        self._concepts.append(concept)
        self._thresholds.append(math.nan if threshold is None else threshold)
        self._needed.append(_pair_needed(lattice, threshold))
        self._shapes.append(self._places[shape])

    def _file(self, here: int, weights: Mapping[str, float], rounded: bytes, least: float) -> None:
        """File the stems that render a slot; those that weigh at least so much are looked for in running text as well."""
        postings, telling = self._postings, self._telling
        for stem, posted in zip(weights, map(here.__add__, rounded), strict=True):
            postings[stem].append(posted)
        if least < math.inf:
            for (stem, weight), sixteenths in zip(weights.items(), rounded, strict=True):
                if weight >= least:
                    telling[stem].append(here + sixteenths)

    def write(self, database: sqlite3.Connection) -> None:
        """Write all of them into the tables of `store.SCHEMA`."""
        database.executemany("INSERT INTO lattice VALUES (?, ?)", enumerate(self._slots))
        known = [as_bytes(self._concepts), as_bytes(self._thresholds), as_bytes(self._needed), as_bytes(self._shapes)]
        database.execute("INSERT INTO lattices VALUES (?, ?, ?, ?, ?)", (*known, "\n".join(self._examples)))
        filed = ((stem, found, self._telling.get(stem, [])) for stem, found in sorted(self._postings.items()))
        rows = ((stem, *columns(found), best_of(told), *columns(told)) for stem, found, told in filed)
        database.executemany("INSERT INTO gloss VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _rounded(weights: Mapping[str, float], slot: str, kept: Rounded) -> bytes:
    """Weights in sixteenths of a nat; those that most terms with a slot share are `kept`."""
    known = kept.get(slot)
    if known is None or known[0] is not weights:
        known = weights, bytes([min(MOST_SIXTEENTHS, int(weight * 16 + 0.5)) for weight in weights.values()])
        kept[slot] = known
    return known[1]


def teach(compiler: LatticeCompiler, concepts: Sequence[Concept], words: Mapping[str, Sequence[Keys]]) -> dict[str, frozenset[str]]:
    """Let a compiler learn from all renderings, good and bad, of concepts; lesson and concept have the same number.

    `words` are the base forms of the words of each rendering. Gives its stems.
    """
    stemmer = Stemmer()
    stems_of: dict[str, frozenset[str]] = {}
    lessons = []
    for concept in concepts:
        texts = dict.fromkeys((*concept.accepted, *(term.text for term in concept.terms if term.status.reported)))
        for text in texts:
            if text not in stems_of:
                stems_of[text] = frozenset(content_stems(words.get(text, ()), stemmer))
        lattice = compiler.compile(concept.zh) if len(texts) >= _LEAST_RENDERINGS else None
        lessons.append(Lesson(*lattice, tuple(stems_of[text] for text in texts)) if lattice else Lesson((), (), ()))
    compiler.learn(Lessons(lessons))
    return stems_of


def _least_weights(lattice: Lattice, threshold: float | None) -> list[float]:
    """For each slot the weight from which a stem is worth looking for in running text: with less the threshold is out of reach."""
    if threshold is None or not is_told(threshold):
        return [math.inf] * len(lattice.slots)
    most = [max(weights.values(), default=0.0) * second_words(slot) for slot, weights in zip(*lattice, strict=True)]
    return [
        max(CLEAR_WORD if len(slot) > 1 else TELLING, (threshold - KNOWN_TERM - sum(most) + own) / second_words(slot))
        for slot, own in zip(lattice.slots, most, strict=True)
    ]


def _pair_needed(lattice: Lattice, threshold: float | None) -> int:
    """What two words of a term have to be worth (sixteenths of a nat), so that with all others at their best it can be reached."""
    if threshold is None or not is_told(threshold):
        return NEVER
    most = [max(weights.values(), default=0.0) for weights in lattice.weights]
    others = sum(sorted(most)[2:])
    seconds = sum((second_words(slot) - 1.0) * best for slot, best in zip(lattice.slots, most, strict=True))
    return math.floor(16 * max(PAIR, threshold - KNOWN_TERM - others - seconds - _ROUNDING))


def lattices_of(concept: Concept, compiler: LatticeCompiler, lesson: int | None = None) -> Iterator[Lattice]:
    """The lattice of a concept's Chinese, and of variants that have as many slots; `lesson` is the number of its own.

    A variant that holds the term itself says more than the term; one with fewer slots is an abbreviation, and two or three
    characters with common glosses agree with much.
    """
    main = compiler.compile(concept.zh, lesson)
    seen: set[tuple[str, ...]] = set()
    for chinese in (concept.zh, *concept.zh_variants):
        lattice = main if chinese == concept.zh else compiler.compile(chinese, lesson)
        if lattice is None or lattice.slots in seen or (chinese != concept.zh and concept.zh in chinese):
            continue
        seen.add(lattice.slots)
        yield lattice
        if len(seen) == _MOST_LATTICES:
            return


def _says_else(chinese: str, slots: tuple[str, ...]) -> bool:
    """True if half of a variant's characters, or more, are not the term's: what is right for 创新生态 may be wrong for 产业生态."""
    characters = "".join(slots)
    return 2 * sum(character in chinese for character in characters) <= len(characters)


def content_stems(words: Iterable[Keys], stemmer: Stemmer) -> set[str]:
    """One stem for each word, given by its base forms, that is not only there to join others."""
    return {stemmer.stems(keys)[-1] for keys in words if token_kind(keys) is Kind.CONTENT}


def read_everyday() -> frozenset[tuple[str, ...]]:
    """Chinese and id of concepts whose unlisted renderings everyday English resembles, so that only their lists count.

    Another entry with the same Chinese is somebody's own, and is aligned as any other of theirs.
    """
    lines = EVERYDAY.read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


def read_numbers(path: Path) -> dict[str, float]:
    """A file of names and numbers parted by tabs; lines with # are remarks. Empty if the file is not there."""
    if not path.is_file():
        return {}
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {name: float(number) for name, number in lines}
