"""Compiled glossaries, kept in a private cache folder under a digest of their content; rebuilt when anything differs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from policy_glossary.engine.cache import COMPILED, cache_folder, mark_used, open_database, write_database
from policy_glossary.engine.program import program_digest
from policy_glossary.matching.index import INDEX_VERSION, TermIndex, is_complete
from policy_glossary.model.concept import Concept
from policy_glossary.model.digest import blake2b
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.termbase.layer import Layer, read_termbase, shipped_compiled

_PAGE_CACHE = 256  # KiB of pages that SQLite keeps; what was decoded is kept anyway, and the system keeps the file
_NOTES = "CREATE TABLE note (layer INTEGER NOT NULL, told TEXT NOT NULL)"  # the number of a layer, what follows its name
# Folders whose code and data decide what is compiled.
_COMPILERS = ("termbase/", "language/", "matching/", "data/aligner/", "data/cedict/")


class CompiledGlossary(NamedTuple):
    """A glossary ready for matching. `faults` and `notes` are those of its files."""

    terms: TermIndex
    concepts: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def compile_glossary(layers: tuple[Layer, ...]) -> CompiledGlossary:
    """The compiled form of these layers, from the cache if it is there.

    The shipped glossary alone comes compiled in the wheel. A glossary with faults is never cached, so that the faults are reported each time. Without a usable cache folder
    it is compiled in memory.
    """
    if len(layers) == 1 and shipped_compiled().is_file():
        database = _open(shipped_compiled(), layers[0].digest)
        if database is not None:
            return _of(database)
    folder = cache_folder()
    path = folder / f"{_key(layers)}{COMPILED}" if folder else None
    if path is not None and path.is_file():
        database = _open(path)
        notes = _notes(database, layers) if database is not None else None
        if database is not None and notes is not None:
            mark_used(path)
            return _of(database, notes)
    termbase = read_termbase(layers)
    path = folder / f"{_key(layers)}{COMPILED}" if folder else None  # of what was read
    if path is not None and not termbase.faults:
        try:
            write_database(path, lambda new: _build(termbase.concepts, new, _split(termbase.notes, layers)))
            database = _open(path)
        except (OSError, sqlite3.Error):
            database = None
        if database is not None:
            return CompiledGlossary(TermIndex(database), len(termbase.concepts), (), termbase.notes)
    database = sqlite3.connect(":memory:")
    _build(termbase.concepts, database, [])
    return CompiledGlossary(TermIndex(database), len(termbase.concepts), termbase.faults, termbase.notes)


def _key(layers: tuple[Layer, ...]) -> str:
    digest = blake2b(f"{program_digest(*_COMPILERS)} {INDEX_VERSION}".encode(), digest_size=16)
    for layer in layers:
        digest.update(layer.digest.encode())
    return digest.hexdigest()


def _of(database: sqlite3.Connection, notes: tuple[str, ...] = ()) -> CompiledGlossary:
    terms = TermIndex(database)
    return CompiledGlossary(terms, terms.size(), (), notes)


def _split(notes: tuple[str, ...], layers: tuple[Layer, ...]) -> list[tuple[int, str]]:
    """Each note without the name of its layer, which is another one from another folder; of two such layers the project's."""
    split = []
    for note in notes:
        beginnings = [(f"{layer.name}/", f"{layer.name}:") for layer in layers]
        number = max((n for n, names in enumerate(beginnings) if note.startswith(names)), default=-1)
        split.append((number, note[len(layers[number].name) :] if number >= 0 else note))
    return split


def _notes(database: sqlite3.Connection, layers: tuple[Layer, ...]) -> tuple[str, ...] | None:
    """The notes on the files of a compiled glossary, or None if an older program compiled it, which kept none."""
    try:
        rows: list[tuple[int, str]] = database.execute("SELECT layer, told FROM note ORDER BY rowid").fetchall()
    except sqlite3.Error:
        return None
    return tuple((layers[number].name if number >= 0 else "") + told for number, told in rows)


def _open(path: Path, digest: str = "") -> sqlite3.Connection | None:
    database = open_database(path, lambda kept: is_complete(kept, digest))
    if database is not None:
        database.execute(f"PRAGMA cache_size = -{_PAGE_CACHE}")
    return database


def _build(concepts: tuple[Concept, ...], database: sqlite3.Connection, notes: list[tuple[int, str]]) -> None:
    # only where a glossary is compiled
    from policy_glossary.intake.memory import many_objects
    from policy_glossary.matching.indexing import build_index

    with many_objects():
        build_index(concepts, database)
    with database:
        database.execute(_NOTES)
        database.executemany("INSERT INTO note VALUES (?, ?)", notes)
