"""Compiled glossaries, kept in a private cache folder under a digest of their content; rebuilt when anything differs."""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext, suppress
from pathlib import Path

from policy_glossary.engine.cache import COMPILED, cache_folder, mark_used, open_database, write_database
from policy_glossary.engine.program import program_digest
from policy_glossary.matching.index import INDEX_VERSION, TermIndex, is_complete
from policy_glossary.model.digest import blake2b
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.termbase.layer import Identity, Layer, read_above, shipped_compiled

_PAGE_CACHE = 256  # KiB of pages that SQLite keeps; what was decoded is kept anyway, and the system keeps the file
# Of each note the number of its layer, and what follows the layer's name.
_NOTES = "CREATE TABLE IF NOT EXISTS note (layer INTEGER NOT NULL, told TEXT NOT NULL)"
# Folders whose code and data decide what is compiled.
_COMPILERS = ("termbase/", "language/", "matching/", "data/aligner/", "data/cedict/")


class CompiledGlossary(NamedTuple):
    """A glossary ready for matching. `faults` and `notes` are those of its files."""

    terms: TermIndex
    concepts: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


class _Made(NamedTuple):
    """A filled database, and what was to be told of the files."""

    database: sqlite3.Connection
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def compile_glossary(layers: tuple[Layer, ...]) -> CompiledGlossary:
    """The compiled form of these layers, from the cache if it is there.

    The shipped glossary alone comes compiled in the wheel. What lies above it is added to a copy, so that an edit of a project's own
    glossary costs no more than that glossary. A glossary with faults is never cached, so that the faults are reported each time.
    Without a usable cache folder it is compiled in memory.
    """
    made = _made(layers)
    terms = TermIndex(made.database)
    return CompiledGlossary(terms, terms.size(), made.faults, made.notes)


def _made(layers: tuple[Layer, ...]) -> _Made:
    kept = _kept(layers)
    if kept is not None:
        return kept
    # only where a glossary is compiled
    from policy_glossary.intake.memory import many_objects
    from policy_glossary.matching.indexing import build_index, count_terms, extend_index, identities

    below = _made(layers[:-1]) if len(layers) > 1 else None
    filed = [Identity(*identity) for identity in identities(below.database)] if below else []
    read = read_above(layers[-1], filed, count_terms(below.database) if below else 0)
    faults, notes = (*(below.faults if below else ()), *read.faults), (*(below.notes if below else ()), *read.notes)

    def build(new: sqlite3.Connection) -> None:
        with many_objects():
            if below:
                below.database.backup(new)
                extend_index(read.concepts, read.replaced, new)
            else:
                build_index(read.concepts, new)
        with new:
            new.execute(_NOTES)
            new.executemany("INSERT INTO note VALUES (?, ?)", _split(read.notes, layers))

    with closing(below.database) if below else nullcontext():
        path = _path(layers)  # of what was read
        if path is not None and not faults:
            with suppress(OSError, sqlite3.Error):
                write_database(path, build)
                database = _open(path)
                if database is not None:
                    return _Made(database, (), notes)
        database = sqlite3.connect(":memory:")
        build(database)
        return _Made(database, faults, notes)


def _kept(layers: tuple[Layer, ...]) -> _Made | None:
    """What the wheel or the cache holds."""
    if len(layers) == 1 and shipped_compiled().is_file():
        database = _open(shipped_compiled(), layers[0].digest)
        if database is not None:
            return _Made(database)
    path = _path(layers)
    if path is None or not path.is_file():
        return None
    database = _open(path)
    notes = _notes(database, layers) if database is not None else None
    if database is None or notes is None:
        return None
    mark_used(path)
    return _Made(database, (), notes)


def _path(layers: tuple[Layer, ...]) -> Path | None:
    folder = cache_folder()
    return folder / f"{_key(layers)}{COMPILED}" if folder else None


def _key(layers: tuple[Layer, ...]) -> str:
    digest = blake2b(f"{program_digest(*_COMPILERS)} {INDEX_VERSION}".encode(), digest_size=16)
    for layer in layers:
        digest.update(layer.digest.encode())
    return digest.hexdigest()


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
