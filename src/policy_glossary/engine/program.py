"""The files of the program itself, with sizes and times: what other files of it made is not used any more."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from policy_glossary import __version__
from policy_glossary.model.digest import blake2b

_SUFFIXES = (".py", ".toml", ".tsv", ".zip", ".bin")


@lru_cache(maxsize=64)
def program_digest(*beginnings: str) -> str:
    """Changes with each file of the program whose path in the package begins so (any, without one), and with Python's version."""
    files = _files()
    chosen = [line for line in files if line.startswith(beginnings)] if beginnings else files
    return blake2b("\n".join((__version__, sys.version, *chosen)).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _files() -> list[str]:
    """Path, size and time of each file, in order; looked at once in a run."""
    lines: list[str] = []
    top = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - texts: hundreds of files are looked at
    folders = [top]
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_SUFFIXES):
                    status = entry.stat()
                    path = entry.path[len(top) + 1 :].replace(os.sep, "/")
                    lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
                elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    folders.append(entry.path)
    lines.sort()
    return lines
