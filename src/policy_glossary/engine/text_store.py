"""Texts by digest in one SQLite file of the cache folder; those that were not asked for longest make room.

Two runs may use the file at once. It is plain data that can be thrown away: a damaged file is replaced, and a file that is
locked or cannot be written is let be.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_CHUNK = 500  # values in one SQL statement


class TextStore:
    """The stored texts. Without a folder, or with a file that cannot be used, nothing is stored and nothing found.

    `layout` says what the texts mean: a file with another one is emptied. `most` is the size of the file in bytes from which
    the older half of the texts is dropped. `notes` tell what a person may want to know.
    """

    def __init__(self, folder: Path | None, name: str, layout: int, most: int) -> None:
        self.notes: list[str] = []
        self._layout, self._most = layout, most
        self._database = None if folder is None else self._open(folder / name)

    def close(self) -> None:
        """Make room if the file has grown too large, and close it."""
        if self._database is None:
            return
        try:
            with self._database as database:
                pages, size, free = (_number(database, f"PRAGMA {name}") for name in ("page_count", "page_size", "freelist_count"))
                if (pages - free) * size > self._most:
                    database.execute(
                        "DELETE FROM kept WHERE key IN (SELECT key FROM kept ORDER BY run LIMIT (SELECT count(*) / 2 FROM kept))"
                    )
        except sqlite3.Error:
            pass
        self._database.close()
        self._database = None

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The stored texts of these keys; what cannot be read is missing."""
        keys = sorted(set(keys))
        found: dict[str, str] = {}
        if self._database is None:
            return found
        try:
            with self._database as database:
                for start in range(0, len(keys), _CHUNK):
                    part = keys[start : start + _CHUNK]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, data FROM kept WHERE key IN ({marks})"  # noqa: S608 - marks are "?" only
                    for key, data in database.execute(query, part):
                        text = _unpacked(data)
                        if text is not None:
                            found[key] = text
                database.executemany("UPDATE kept SET run = (SELECT number FROM run) WHERE key = ?", ((key,) for key in found))
        except sqlite3.Error:
            return found
        return found

    def put(self, texts: Mapping[str, str]) -> None:
        """Store texts; a file that cannot be written is no fault."""
        if self._database is None or not texts:
            return
        rows = [(key, zlib.compress(text.encode("utf-8", "surrogatepass"), 1)) for key, text in sorted(texts.items())]
        try:
            with self._database as database:
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, (SELECT number FROM run))", rows)
        except sqlite3.Error:
            return

    def _open(self, path: Path) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                return self._prepared(path)
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                self.notes.append(f"the cache {path} was damaged and is made anew")
                try:
                    for part in ("", "-wal", "-shm"):
                        path.with_name(path.name + part).unlink(missing_ok=True)
                except OSError:
                    return None
        return None

    def _prepared(self, path: Path) -> sqlite3.Connection:
        database = sqlite3.connect(path, timeout=5)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            with database:
                if _number(database, "PRAGMA user_version") != self._layout:
                    database.execute("DROP TABLE IF EXISTS kept")
                    database.execute("DROP TABLE IF EXISTS run")
                    database.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, data BLOB NOT NULL, run INTEGER NOT NULL)")
                    database.execute("CREATE TABLE run (number INTEGER NOT NULL)")
                    database.execute("INSERT INTO run VALUES (0)")
                    database.execute(f"PRAGMA user_version = {self._layout}")
                database.execute("UPDATE run SET number = number + 1")  # orders the texts by use, without a clock
        except sqlite3.Error:
            database.close()
            raise
        return database


def _number(database: sqlite3.Connection, query: str) -> int:
    (value,) = database.execute(query).fetchone()
    number: Any = value
    return int(number)


def _unpacked(data: bytes) -> str | None:
    try:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    except (zlib.error, ValueError, TypeError):
        return None
