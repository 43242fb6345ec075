"""Fills the lattices of a glossary when it is compiled; needs the gloss data, which a check does not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from policy_glossary.language.glosses import Glosses
from policy_glossary.language.stems import Stemmer
from policy_glossary.matching.aligner.align import Kind
from policy_glossary.matching.aligner.filing import Tables
from policy_glossary.matching.aligner.lattice import Lattice, LatticeCompiler
from policy_glossary.matching.aligner.lessons import KeptLessons, Lesson, Lessons
from policy_glossary.matching.aligner.store import read_filed
from policy_glossary.matching.aligner.tokens import token_kind
from policy_glossary.model.concept import Concept

Keys = tuple[str, ...]  # base forms of one word

_DATA = Path(__file__).parent.parent.parent / "data" / "aligner"
THRESHOLDS = _DATA / "thresholds.tsv"  # slots joined with "|", and the score (nats) that unquoted words need
EVERYDAY = _DATA / "everyday.tsv"  # Chinese and id of concepts that are not aligned
DOMAIN = _DATA / "domain.tsv"  # stems, and their negative log probability (nats) in policy English
_LEAST_RENDERINGS = 2  # of a concept that teaches: one alone costs time and says little
_LEAST_KEPT = 0.01  # smaller shares of a lesson make no weight for what is added later
_ELSE = 3.0  # nats more for a variant in running text, if most of it is not the term: its own English may be another
_MOST_LATTICES = 8  # of one concept: its Chinese and variants of it


def fill(
    database: sqlite3.Connection,
    concepts: Mapping[int, Concept],
    thresholds: Mapping[str, float],
    words: Mapping[str, Sequence[Keys]],
) -> None:
    """Write the lattices of concepts, by their numbers, into the tables of `store.SCHEMA`.

    The first concepts that a database gets teach what English words stand for their Chinese; those that are added later learn from them,
    and have higher numbers. `thresholds` are those of the file THRESHOLDS, `words` the base forms of the words of each rendering.
    """
    everyday = read_everyday()
    aligned = {number: concept for number, concept in concepts.items() if (concept.zh, concept.id) not in everyday}
    if not aligned:
        return
    stems_of = _stems(aligned.values(), words)
    filed = read_filed(database)
    glosses = Glosses()
    compiler = LatticeCompiler(glosses, read_numbers(DOMAIN))
    first = not filed.concepts
    if first:
        lessons = Lessons(_lessons(compiler, aligned.values(), stems_of))
        database.executemany("INSERT INTO lesson VALUES (?, ?)", ((unit, _to_json(shares)) for unit, shares in lessons.by_unit()))
        compiler.learn(lessons)
    else:
        compiler.learn(KeptLessons(database))
    tables = Tables(filed)
    for order, (number, concept) in enumerate(aligned.items()):
        for lattice in lattices_of(concept, compiler, order if first else None):
            threshold = thresholds.get("|".join(lattice.slots))
            if threshold is not None and _says_else(concept.zh, lattice.slots):
                threshold += _ELSE
            tables.add(number, lattice, threshold)
    glosses.close()
    tables.write(database)
    accepted = ((number, json.dumps([sorted(stems_of[term]) for term in concept.accepted])) for number, concept in aligned.items())
    database.executemany("INSERT INTO accepted VALUES (?, ?)", accepted)


def _stems(concepts: Iterable[Concept], words: Mapping[str, Sequence[Keys]]) -> dict[str, frozenset[str]]:
    """The stems of all renderings, good and bad, of which `words` are the base forms of the words."""
    stemmer = Stemmer()
    texts = dict.fromkeys(text for concept in concepts for text in _renderings(concept))
    return {text: frozenset(content_stems(words.get(text, ()), stemmer)) for text in texts}


def _renderings(concept: Concept) -> list[str]:
    return list(dict.fromkeys((*concept.accepted, *(term.text for term in concept.terms if term.status.reported))))


def _lessons(compiler: LatticeCompiler, concepts: Iterable[Concept], stems_of: Mapping[str, frozenset[str]]) -> list[Lesson]:
    """What all renderings, good and bad, of concepts teach; lesson and concept have the same place."""
    lessons = []
    for concept in concepts:
        texts = _renderings(concept)
        lattice = compiler.compile(concept.zh) if len(texts) >= _LEAST_RENDERINGS else None
        lessons.append(Lesson(*lattice, tuple(stems_of[text] for text in texts)) if lattice else Lesson((), (), ()))
    return lessons


def _to_json(shares: Mapping[str, float]) -> str:
    return json.dumps({stem: round(share, 4) for stem, share in shares.items() if share >= _LEAST_KEPT}, separators=(",", ":"))


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
