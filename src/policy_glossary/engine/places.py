"""Where things lie as people and code hosts say it."""

from __future__ import annotations

from pathlib import Path


def top_of(path: Path) -> Path | None:
    """The top of the git work tree in which a file or folder lies, None if it lies in none."""
    for parent in (path, *path.parents):
        if (parent / ".git").exists():
            return parent
    return None


def top_folder() -> Path:
    """The folder to which a code host relates addresses: the top of the git work tree, or the current folder."""
    here = Path.cwd()
    return top_of(here) or here
