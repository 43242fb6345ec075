"""From the paths a user names to the files that are checked, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from policy_glossary.formats import READERS
from policy_glossary.intake.files import os_fault
from policy_glossary.model.report import Fault

STANDARD_INPUT = "-"


class Found(NamedTuple):
    """A file to check: the path to open (None for standard input) and the name to print."""

    path: Path | None
    name: str


def discover(paths: Iterable[str], faults: list[Fault]) -> list[Found]:
    """The files to check, each once. A named file is always taken; in folders only files with a known suffix are."""
    found: list[Found] = []
    seen: set[tuple[int, int]] = set()
    for name in paths:
        if name == STANDARD_INPUT:
            found.append(Found(None, "<stdin>"))
            continue
        if not name:
            faults.append(Fault("is no path", '""', hint="an unset variable? the current folder is ."))
            continue
        path = Path(name)
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            faults.append(os_fault(error, name) if isinstance(error, OSError) else Fault("is not a path", name))
            continue
        if path.is_dir():
            before = len(found)
            found.extend(_new(_walk(path, faults), seen))
            if len(found) == before and not any(True for _ in _walk(path, [])):
                faults.append(Fault("holds no readable file", name, hint=f"looked for {', '.join(READERS)}"))
        elif (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            found.append(Found(path, name))
    return found


def _new(paths: Iterable[Path], seen: set[tuple[int, int]]) -> Iterator[Found]:
    for path in paths:
        status = path.stat()
        identity = (status.st_dev, status.st_ino)
        if identity not in seen:
            seen.add(identity)
            yield Found(path, path.as_posix())


def _walk(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    """Readable files below a folder by name; hidden ones, Word's owner files, and links that lead to a folder are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        faults.append(os_fault(error, str(folder)))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, faults)
        elif entry.is_file() and path.suffix.lower() in READERS:
            yield path
