"""Fills the lattices of a glossary when it is compiled; needs the gloss data, which a check does not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_glossary.language.glosses import Glosses
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Vocabulary, split_words
from policy_glossary.matching.aligner.lattice import Lattice, LatticeCompiler
from policy_glossary.matching.aligner.store import pack
from policy_glossary.matching.aligner.tokens import token_of
from policy_glossary.model.concept import Concept
from policy_glossary.model.text import Span

THRESHOLDS = Path(__file__).parent.parent.parent / "data" / "aligner" / "thresholds.tsv"
_MOST_LATTICES = 4  # of one concept: its Chinese and variants of it


def fill(database: sqlite3.Connection, concepts: Sequence[Concept]) -> None:
    """Write the lattices of all concepts, numbered as given, into an empty database with the tables of `store.SCHEMA`."""
    if not concepts:
        return
    thresholds, vocabulary, stemmer = read_thresholds(), Vocabulary(), Stemmer()
    glosses = Glosses()
    compiler = LatticeCompiler(glosses)
    postings: dict[str, list[int]] = {}
    rows: list[tuple[int, int, str, float | None]] = []
    accepted: list[tuple[int, str]] = []
    for number, concept in enumerate(concepts):
        for lattice in lattices_of(concept, compiler):
            slots = "|".join(lattice.slots)
            for slot, weights in enumerate(lattice.weights):
                for stem, weight in weights.items():
                    postings.setdefault(stem, []).append(pack(len(rows), slot, weight))
            rows.append((len(rows), number, slots, thresholds.get(slots)))
        stems = [sorted(content_stems(term, vocabulary, stemmer)) for term in concept.accepted]
        accepted.append((number, json.dumps(stems)))
    glosses.close()
    database.executemany("INSERT INTO lattice VALUES (?, ?, ?, ?)", rows)
    database.executemany("INSERT INTO gloss VALUES (?, ?)", ((s, json.dumps(p)) for s, p in sorted(postings.items())))
    database.executemany("INSERT INTO accepted VALUES (?, ?)", accepted)


def lattices_of(concept: Concept, compiler: LatticeCompiler) -> Iterator[Lattice]:
    """The lattice of a concept's Chinese, and of variants that have no more slots (a longer one says more than the term)."""
    longest = 0
    seen: set[tuple[str, ...]] = set()
    for chinese in (concept.zh, *concept.zh_variants):
        lattice = compiler.compile(chinese)
        if lattice is None or lattice.slots in seen or (longest and len(lattice.slots) > longest):
            continue
        longest = longest or len(lattice.slots)
        seen.add(lattice.slots)
        yield lattice
        if len(seen) == _MOST_LATTICES:
            return


def content_stems(text: str, vocabulary: Vocabulary, stemmer: Stemmer) -> set[str]:
    """One stem for each word of a phrase that is not only there to join others."""
    words = split_words(text, [Span(0, len(text))], vocabulary)
    tokens = (token_of(keys, stemmer) for keys in words.keys)
    return {token.stems[-1] for token in tokens if token.stems}


def read_thresholds(path: Path = THRESHOLDS) -> dict[str, float]:
    """Calibrated thresholds (nats) by slots joined with "|"; empty if the file is not there."""
    if not path.is_file():
        return {}
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {slots: float(threshold) for slots, threshold in lines}
