"""The private cache folder: plain data that can be thrown away at any time."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

CACHE_VARIABLE = "GLOSSARY_CACHE_DIR"
_SYSTEM: str = sys.platform
_KEPT = 24  # files of one kind in the folder
_PAGE = 16_384  # bytes of a page of a database, into which most of its rows fit: a look-up has few others to follow
COMPILED, LOOKUP = ".sqlite3", ".lookup"  # suffixes of databases of glossaries, for matching and for looking up


def cache_folder() -> Path | None:
    """A folder that only this user can write to, or None. GLOSSARY_CACHE_DIR names another one."""
    named = os.environ.get(CACHE_VARIABLE)
    folder = Path(named) if named else _user_cache() / "policy-glossary"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder


def _user_cache() -> Path:
    """Where this system keeps the caches of its user."""
    if _SYSTEM == "linux":  # the rule of the XDG specification; platformdirs costs 2 % of a short run
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return Path(named or os.path.expanduser("~/.cache"))  # noqa: PTH111 - without a home it stays as it is
    from platformdirs import user_cache_path

    return user_cache_path()


def write_small(path: str, data: bytes) -> None:
    """Write a small file whole or not at all, without the cost of importing `tempfile`. Raises OSError."""
    beside = f"{path}.{os.getpid()}.building"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - of a handle
            file.write(data)
        os.replace(beside, path)  # noqa: PTH105 - texts
    except OSError:
        os.unlink(beside)  # noqa: PTH108 - a text
        raise


def write_atomically(path: Path, data: bytes) -> None:
    """Write a cache file, or leave things as they are if that fails; the oldest files of its kind make room."""
    try:
        _write(path, lambda temporary: temporary.write_bytes(data))
    except OSError:
        return


def open_database(path: Path, is_complete: Callable[[sqlite3.Connection], bool]) -> sqlite3.Connection | None:
    """A database that `write_database` wrote, to be read only, or None if it cannot be used. `is_complete` may raise sqlite3.Error."""
    database = None
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        if is_complete(database):
            return database
    except sqlite3.Error:
        pass
    if database is not None:
        database.close()
    return None


def mark_used(path: Path) -> None:
    """Say that a file of the cache is of use, so that others make room before it."""
    with suppress(OSError):
        os.utime(path)


def write_database(path: Path, fill: Callable[[sqlite3.Connection], object]) -> None:
    """Write a database, whole or not at all; those of its kind that were not used for longest make room. Raises OSError or sqlite3.Error."""

    def write(temporary: Path) -> None:
        database = sqlite3.connect(temporary)
        try:
            database.executescript(f"PRAGMA page_size = {_PAGE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            fill(database)
        finally:
            database.close()

    _write(path, write)


def _write(path: Path, write: Callable[[Path], object]) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".building")
    os.close(handle)
    try:
        write(Path(name))
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    _make_room(path)


def _make_room(path: Path) -> None:
    """Delete those files of the kind of `path` beyond the number that is kept that were written, or marked as used, longest ago."""
    kind = "".join(path.suffixes)
    old = sorted(path.parent.glob(f"*{kind}"), key=lambda p: p.stat().st_mtime, reverse=True)
    for stale in old[_KEPT:]:
        stale.unlink(missing_ok=True)


def drop_databases() -> Path | None:
    """Delete the compiled glossaries, of which one cannot be read; they are made anew. The folder, or None if there is none."""
    folder = cache_folder()
    for path in (*folder.glob(f"*{COMPILED}"), *folder.glob(f"*{LOOKUP}")) if folder else ():
        with suppress(OSError):
            path.unlink()
    return folder
