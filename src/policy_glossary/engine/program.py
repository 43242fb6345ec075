"""The files of the program itself, with sizes and times, and the libraries' versions: what others made is not used any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache

from policy_glossary import __version__
from policy_glossary.model.digest import blake2b

_SUFFIXES = (".py", ".toml", ".tsv", ".zip", ".bin")
# Libraries that decide what is read and matched, as their folders of metadata are called, which hold their versions.
_LIBRARIES = (
    "google_re2-",
    "jieba-",
    "lxml-",
    "opencc-",
    "polib-",
    "pystemmer-",
    "tree_sitter-",
    "tree_sitter_markdown-",
    "turbohtml-",
)


@lru_cache(maxsize=64)
def program_digest(*beginnings: str) -> str:
    """Changes with each file of the program whose path in the package begins so (any, without one), and with the versions of Python and libraries."""
    files = _files()
    chosen = [line for line in files if line.startswith(beginnings)] if beginnings else files
    return blake2b("\n".join((__version__, sys.version, *_libraries(), *chosen)).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _libraries() -> list[str]:
    """Names and versions of the libraries that decide over findings, as far as they are installed as usual; asked of no module."""
    found = set[str]()
    for folder in sys.path:
        if folder.endswith("-packages"):  # site-packages, dist-packages
            with suppress(OSError):
                found.update(name for name in map(str.lower, os.listdir(folder)) if name.startswith(_LIBRARIES))  # noqa: PTH208 - texts
    return sorted(found)


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
