"""Paths that a pattern means, where the shell has not put them in its place: on Windows, and in quotation marks.

`*`, `?` and `[…]` stand for what is in a name, `**` for any number of folders, up to a hundred. Hidden names are passed over unless the
pattern says the dot; links to folders are not followed by `**`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

_WILD = frozenset("*?[")
_ANY_FOLDERS = "**"
MAX_DEPTH = 100  # folders below the one that is named


def has_wildcard(path: str) -> bool:
    """True if a path may be a pattern."""
    return not _WILD.isdisjoint(path)


def matching_paths(pattern: str) -> list[Path]:
    """The files and folders that a pattern means, each once, sorted."""
    whole = Path(pattern)
    parts = whole.parts[1:] if whole.anchor else whole.parts
    parts = tuple(part for part, run in groupby(parts) for _ in (range(1) if part == _ANY_FOLDERS else run))
    return sorted(set(_expand(Path(whole.anchor), parts)), key=lambda path: path.parts)


def _expand(folder: Path, parts: tuple[str, ...], depth: int = 0) -> Iterator[Path]:
    """The paths that the parts of a pattern mean; `depth` is how many folders `**` stands for so far."""
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if not has_wildcard(first):
        if os.path.lexists(folder / first):
            yield from _expand(folder / first, rest)
        return
    any_folders = first == _ANY_FOLDERS
    if any_folders:
        yield from _expand(folder, rest)
    for name, is_folder in _entries(folder):
        if name.startswith(".") and not first.startswith("."):
            continue
        if any_folders:
            if is_folder and depth < MAX_DEPTH:
                yield from _expand(folder / name, parts, depth + 1)
        elif fnmatchcase(name, first) and (not rest or os.path.isdir(folder / name)):  # noqa: PTH112 - no permission is no error
            yield from _expand(folder / name, rest)


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Names in a folder, and whether each is a folder that is no link; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return []
