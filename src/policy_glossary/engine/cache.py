"""The private cache folder: plain data that can be thrown away at any time."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

CACHE_VARIABLE = "GLOSSARY_CACHE_DIR"
_SYSTEM: str = sys.platform
_KEPT = 24  # files of one kind in the folder


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


def temporary_beside(path: Path) -> Path:
    """A new empty file in the folder of `path`, to be written and then put in its place."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".building")
    os.close(handle)
    return Path(name)


def write_new(path: str, data: bytes) -> None:
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
        temporary = temporary_beside(path)
        temporary.write_bytes(data)
        temporary.replace(path)
        make_room(path)
    except OSError:
        return


def make_room(path: Path) -> None:
    """Delete the oldest files of the kind of `path` beyond the number that is kept."""
    kind = "".join(path.suffixes)
    old = sorted(path.parent.glob(f"*{kind}"), key=lambda p: p.stat().st_mtime, reverse=True)
    for stale in old[_KEPT:]:
        stale.unlink(missing_ok=True)
