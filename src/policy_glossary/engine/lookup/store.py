"""All names of all concepts in an SQLite database in the cache folder, rebuilt when the glossary changes. Plain data."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from policy_glossary import __version__
from policy_glossary.engine.cache import LOOKUP, cache_folder, open_database, write_database
from policy_glossary.engine.explain import concept_card
from policy_glossary.engine.lookup.keys import chinese_key, english_key, readings
from policy_glossary.language.traditional import SIMPLIFIED, Converter, has_opencc
from policy_glossary.model.concept import Concept, Status
from policy_glossary.model.report import Fault
from policy_glossary.termbase.keys import HAN
from policy_glossary.termbase.layer import Layer, read_termbase

_VERSION = 1  # raise when the layout or the meaning of what is stored changes
_SCHEMA = """
CREATE TABLE concept (number INTEGER PRIMARY KEY, id TEXT, zh TEXT, preferred TEXT, place TEXT, card TEXT, terms TEXT);
CREATE TABLE name (number INTEGER PRIMARY KEY, key TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, concept INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(key, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
CREATE VIRTUAL TABLE spelling USING fts5(word, tokenize='trigram');
CREATE TABLE complete (version INTEGER NOT NULL);
"""


def open_store(layers: tuple[Layer, ...]) -> tuple[sqlite3.Connection, tuple[Fault, ...]]:
    """The names of these glossaries and the faults of their files. A glossary with faults is not kept."""
    folder = cache_folder()
    digest = hashlib.blake2b(f"{__version__} {_VERSION} {has_opencc()}".encode(), digest_size=16)
    for layer in layers:
        digest.update(f"{layer.name} {layer.digest}".encode())
    path = folder / f"{digest.hexdigest()}{LOOKUP}" if folder else None
    if path is not None and path.is_file() and (kept := open_database(path, _is_complete)) is not None:
        return kept, ()
    termbase = read_termbase(layers)
    if path is not None and not termbase.faults:
        try:
            write_database(path, lambda new: _fill(new, termbase.concepts))
            kept = open_database(path, _is_complete)
        except (OSError, sqlite3.Error):
            kept = None
        if kept is not None:
            return kept, ()
    database = sqlite3.connect(":memory:")
    _fill(database, termbase.concepts)
    return database, termbase.faults


def simplifier() -> Callable[[str], str]:
    """Traditional to Simplified; without OpenCC the text stays as it is."""
    return Converter(*SIMPLIFIED).convert if has_opencc() else str


def _is_complete(database: sqlite3.Connection) -> bool:
    return database.execute("SELECT version FROM complete").fetchall() == [(_VERSION,)]


def _fill(database: sqlite3.Connection, concepts: tuple[Concept, ...]) -> None:
    with database:
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?)", map(_row, range(len(concepts)), concepts))
        names = list(_names(concepts))
        database.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", ((n, *name) for n, name in enumerate(names)))
        database.execute("CREATE INDEX name_key ON name (key)")
        english = ((n, key) for n, (key, role, _, _) in enumerate(names) if role in _ENGLISH)
        database.executemany("INSERT INTO words (rowid, key) VALUES (?, ?)", english)
        database.execute("INSERT INTO spelling (word) SELECT term FROM vocabulary WHERE length(term) > 3")
        database.execute("INSERT INTO complete VALUES (?)", (_VERSION,))


_ENGLISH = frozenset({Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.SUSPECT})


def _row(number: int, concept: Concept) -> tuple[int, str, str, str, str, str, str]:
    place = f"{concept.file}:{concept.line}"
    terms = [(concept.preferred, Status.PREFERRED), *((t.text, t.status) for t in concept.terms if t.status in _ENGLISH)]
    return number, concept.id, concept.zh, concept.preferred, place, concept_card(concept), json.dumps(terms, ensure_ascii=False)


def _names(concepts: Iterable[Concept]) -> Iterator[tuple[str, str, str, int]]:
    from policy_glossary.language.glosses import Glosses

    glosses = Glosses()
    simplify = simplifier()
    for number, concept in enumerate(concepts):
        yield concept.id, "id", concept.id, number
        for chinese in (concept.zh, *concept.zh_variants):
            key = chinese_key(chinese, simplify)
            yield key, "Chinese", chinese, number
            if HAN.search(key):
                yield from ((reading, "pinyin", chinese, number) for reading in dict.fromkeys(readings(key, glosses)))
        yield english_key(concept.preferred), Status.PREFERRED, concept.preferred, number
        for term in concept.terms:
            if term.status in _ENGLISH:
                yield english_key(term.text), term.status, term.text, number
    glosses.close()
