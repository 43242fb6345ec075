"""Where the Chinese of a file stands: as it was named, or beside the file under the name of the other language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_glossary.engine.discovery import Found
from policy_glossary.formats import READERS, TABLES
from policy_glossary.formats.languages import CHINESE, language_in_name
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.model.report import Fault, FaultError

# Formats that hold both languages themselves.
BILINGUAL = frozenset({".po", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".tmx", *TABLES})
_TAGS = ("zh", "zh-Hans", "zh-CN", "zh-Hant", "zh-HK", "zh-TW", "zh_Hans", "zh_CN", "zh_Hant", "zh_HK", "zh_TW")
_ENGLISH = re.compile(r"(?:^|(?<=[._-]))en(?:[_-](?:us|gb|hk|au|ca|in|sg))?(?=[._-]|$)", re.IGNORECASE)
_NO_FILE = (-1, -1)
_SUFFIXES = tuple(suffix for suffix in READERS if suffix not in BILINGUAL)


def read_original(found: Found, english: RawFile, source: str | None) -> RawFile | None:
    """The Chinese of a file: `source`, the file in it if it is a folder, or without it what stands beside; None if nothing does.

    A format that holds both languages has no other Chinese. Raises FaultError if `source` cannot be read, or has none for the file.
    """
    path = _original_of(found, source)
    if path is None:
        return None
    name = source if source is not None and path == Path(source) else shown_path(path)
    if found.path is not None and _same_file(path, found.path):
        raise FaultError(Fault("is given twice, as the English and as its Chinese", name, hint="--source names the Chinese"))
    return RawFile(name, read_bytes(path, name), english.encoding)


def without_originals(found: Sequence[Found], source: str | None) -> tuple[list[Found], int]:
    """The files that are not the Chinese of another one among them, and how many are."""
    originals: set[tuple[int, int]] = set()
    for file in found:
        try:
            path = _original_of(file, source)
        except FaultError:  # told when the file is read
            continue
        if path is not None and not (file.path and _same_file(path, file.path)):
            originals.add(_identity(path))
    kept = [file for file in found if file.path is None or _identity(file.path) not in originals]
    return kept, len(found) - len(kept)


def _original_of(found: Found, source: str | None) -> Path | None:
    """Where the Chinese of a file stands. Raises FaultError if `source` is a folder without it."""
    if Path(found.name).suffix.lower() in BILINGUAL:
        return None
    if source is not None:
        return _named(Path(source), source, found)
    return next(filter(Path.is_file, _beside(found.path)), None) if found.path else None


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # told by who reads it
        return _NO_FILE
    return (status.st_dev, status.st_ino)


def _named(source: Path, name: str, found: Found) -> Path | None:
    """The Chinese where it was said to be; None for a file that is Chinese by its name."""
    try:
        if not source.is_dir():
            return source
    except ValueError:
        raise FaultError(Fault("is not a path", name)) from None
    if language_in_name(found.name) == CHINESE:
        return None
    names = list(dict.fromkeys(_names(Path(found.name).name)))
    inside = Path(found.name).parts[:-1]
    for folder in (source.joinpath(*inside[n:]) for n in range(len(inside) + 1) if not Path(*inside[n:]).is_absolute()):
        for candidate in names:
            path = folder / candidate
            if path.is_file() and not (found.path and _same_file(path, found.path)):
                return path
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
    return _identity(one) == _identity(other) != _NO_FILE
