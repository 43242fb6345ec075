"""Where the Chinese of a file stands: as it was named, or beside the file under the name of the other language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from policy_glossary.engine.discovery import Found
from policy_glossary.formats import READERS, TABLES
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.model.report import Fault, FaultError

# Formats that hold both languages themselves.
BILINGUAL = frozenset({".po", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".tmx", *TABLES})
_TAGS = ("zh", "zh-Hans", "zh-CN", "zh-Hant", "zh-HK", "zh-TW", "zh_Hans", "zh_CN", "zh_Hant", "zh_HK", "zh_TW")
_ENGLISH = re.compile(r"(?:^|(?<=[._-]))en(?:[_-](?:us|gb|hk|au|ca|in|sg))?(?=[._-]|$)", re.IGNORECASE)
_SUFFIXES = tuple(suffix for suffix in READERS if suffix not in BILINGUAL)


def read_original(found: Found, english: RawFile, source: str | None) -> RawFile | None:
    """The Chinese of a file: `source`, the file in it if it is a folder, or without it what stands beside; None if nothing does.

    A format that holds both languages has no other Chinese. Raises FaultError if `source` cannot be read, or has none for the file.
    """
    if source is None:
        beside = found.path and Path(found.name).suffix.lower() not in BILINGUAL
        path = next(filter(Path.is_file, _beside(found.path)), None) if beside and found.path else None
    else:
        path = _named(Path(source), source, found)
    if path is None:
        return None
    name = source if source is not None and path == Path(source) else shown_path(path)
    if found.path is not None and _same_file(path, found.path):
        raise FaultError(Fault("is given twice, as the English and as its Chinese", name, hint="--source names the Chinese"))
    return RawFile(name, read_bytes(path, name), english.encoding)


def _named(source: Path, name: str, found: Found) -> Path:
    try:
        if not source.is_dir():
            return source
    except ValueError:
        raise FaultError(Fault("is not a path", name)) from None
    names = list(dict.fromkeys(_names(Path(found.name).name)))
    for candidate in names:
        if (source / candidate).is_file():
            return source / candidate
    raise FaultError(Fault(f"holds no Chinese for {found.name}", name, hint=f"looked for {names[0]} and the like"))


def _beside(path: Path) -> Iterator[Path]:
    """Where the Chinese of an English file may stand if a name on its path tells its language: the nearest name first."""
    if _ENGLISH.search(path.name):
        for name in _translated(path.name):
            yield path.with_name(name)
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they are
    folder = next((folder for folder in absolute.parents if _ENGLISH.fullmatch(folder.name)), None)
    if folder is not None:
        inside = absolute.relative_to(folder).parent
        for tag in _TAGS:
            if (folder.parent / tag).is_dir():
                for name in _names(path.name):
                    yield folder.parent / tag / inside / name


def _names(name: str) -> Iterator[str]:
    """Names that the Chinese of a file of this name may have in a folder of its own."""
    if _ENGLISH.search(name):
        yield from _translated(name)
    yield from _in_any_format(name)


def _translated(name: str) -> Iterator[str]:
    last = list(_ENGLISH.finditer(name))[-1]
    for tag in _TAGS:
        yield from _in_any_format(name[: last.start()] + tag + name[last.end() :])


def _in_any_format(name: str) -> Iterator[str]:
    yield name
    path = Path(name)
    yield from (path.stem + suffix for suffix in _SUFFIXES if suffix != path.suffix.lower())


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False  # told by who reads it
