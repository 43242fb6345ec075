"""Tallies of documents by digest, in one SQLite file of the cache folder: a report computes anew only what has changed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from policy_glossary.engine.tally import from_text, to_text
from policy_glossary.model.consistency import DocumentTally

FILE = "tallies.db"
_LAYOUT = 1  # raise when the layout, or what a tally holds, changes
_KEPT = 100_000  # tallies; those that were not asked for longest make room
_CHUNK = 500  # values in one SQL statement


class TallyStore:
    """The stored tallies. Without a folder, or with a file that cannot be used, nothing is stored and nothing found."""

    def __init__(self, folder: Path | None) -> None:
        self._database = None if folder is None else _open(folder / FILE)

    def close(self) -> None:
        """Drop the oldest tallies beyond the number that is kept, and close the file."""
        if self._database is None:
            return
        try:
            with self._database as database:
                database.execute(
                    "DELETE FROM tally WHERE key IN (SELECT key FROM tally ORDER BY run DESC LIMIT -1 OFFSET ?)", (_KEPT,)
                )
        except sqlite3.Error:
            pass
        self._database.close()
        self._database = None

    def get(self, keys: Iterable[str]) -> dict[str, DocumentTally]:
        """The stored tallies of these keys; what cannot be read is missing."""
        keys = sorted(set(keys))
        found: dict[str, DocumentTally] = {}
        if self._database is None:
            return found
        try:
            with self._database as database:
                for start in range(0, len(keys), _CHUNK):
                    part = keys[start : start + _CHUNK]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, data FROM tally WHERE key IN ({marks})"  # noqa: S608 - marks are "?" only
                    for key, data in database.execute(query, part):
                        tally = _read(data)
                        if tally is not None:
                            found[key] = tally
                database.executemany("UPDATE tally SET run = (SELECT number FROM run) WHERE key = ?", ((key,) for key in found))
        except sqlite3.Error:
            return found
        return found

    def put(self, tallies: Mapping[str, DocumentTally]) -> None:
        """Store tallies; a file that cannot be written is no fault."""
        if self._database is None or not tallies:
            return
        rows = [(key, zlib.compress(to_text(tally).encode(), 1)) for key, tally in sorted(tallies.items())]
        try:
            with self._database as database:
                database.executemany("INSERT OR REPLACE INTO tally VALUES (?, ?, (SELECT number FROM run))", rows)
        except sqlite3.Error:
            return


def _open(path: Path) -> sqlite3.Connection | None:
    """The file, ready for use; one that is damaged is replaced, one that is locked or cannot be written is let be."""
    for _ in range(2):
        try:
            return _prepared(path)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return None
    return None


def _prepared(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=5)
    try:
        with database:
            (layout,) = database.execute("PRAGMA user_version").fetchone()
            if layout != _LAYOUT:
                database.execute("DROP TABLE IF EXISTS tally")
                database.execute("DROP TABLE IF EXISTS run")
                database.execute("CREATE TABLE tally (key TEXT PRIMARY KEY, data BLOB NOT NULL, run INTEGER NOT NULL)")
                database.execute("CREATE TABLE run (number INTEGER NOT NULL)")
                database.execute("INSERT INTO run VALUES (0)")
                database.execute(f"PRAGMA user_version = {_LAYOUT}")
            database.execute("UPDATE run SET number = number + 1")  # orders the tallies by use, without a clock
    except sqlite3.Error:
        database.close()
        raise
    return database


def _read(data: bytes) -> DocumentTally | None:
    try:
        return from_text(zlib.decompress(data).decode())
    except (zlib.error, ValueError, TypeError):
        return None
