"""From the paths a user names to the files that are checked, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from policy_glossary.engine.exclusions import Exclusions
from policy_glossary.engine.wildcards import MAX_DEPTH, has_wildcard, matching_paths
from policy_glossary.formats import READERS
from policy_glossary.intake.files import os_fault
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.model.text import counted

STANDARD_INPUT = "-"
_UNREAD = frozenset({".doc", ".odt", ".rtf", ".wps", ".pages", ".pdf", ".mht", ".mhtml", ".webarchive"})  # articles all the same


class Found(NamedTuple):
    """A file to check: the path to open (None for standard input) and the name to print."""

    path: Path | None
    name: str


class Discovery:
    """The files that paths mean, each once, with what went wrong and remarks in the lists that it was given.

    What a path names is always taken, a file with an unknown suffix too, unless `force_exclude`. Below a folder, files with a
    known suffix are taken that are not excluded. Hidden files and folders, and links that lead to a folder, are passed over.
    """

    def __init__(self, exclusions: Exclusions, faults: list[Fault], notes: list[str], force_exclude: bool = False) -> None:
        self._exclusions = exclusions
        self._faults = faults
        self._notes = notes
        self._force = force_exclude
        self._seen: set[tuple[int, int]] = set()
        self._left_out: list[str] = []  # why, for each file or folder that the walk at hand passed over
        self._unread: list[str] = []  # the suffixes of documents that it met and nobody here can read

    def files(self, paths: Iterable[str]) -> list[Found]:
        """The files in the order of `paths`, those of a folder by name."""
        found: list[Found] = []
        for name in paths:
            if name == STANDARD_INPUT:
                found.append(Found(None, "<stdin>"))
            elif not name:
                self._faults.append(Fault("is no path", '""', hint="an unset variable? the current folder is ."))
            elif has_wildcard(name) and not os.path.lexists(name):
                found.extend(self._pattern(name))
            else:
                found.extend(self._named(Path(name), name))
        return found

    def _named(self, path: Path, name: str) -> Iterator[Found]:
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            self._faults.append(os_fault(error, name) if isinstance(error, OSError) else Fault("is not a path", name))
            return
        folder = path.is_dir()
        if self._force and (why := self._exclusions.why_named(_real(path, folder), folder)):
            self._notes.append(f"{name}: passed over, by {why}")
        elif folder:
            yield from self._folder(path, name)
        else:
            yield from self._new(path, name, (status.st_dev, status.st_ino))

    def _folder(self, folder: Path, name: str) -> Iterator[Found]:
        self._left_out, self._unread = [], []
        count = 0
        for path in self._walk(folder, os.path.realpath(folder)):
            count += 1
            yield from self._new(path, path.as_posix())
        if self._unread:
            kinds = ", ".join(sorted(set(self._unread)))
            told = f"{counted(len(self._unread), 'document')} of kinds that are not read: {kinds}"
            self._notes.append(f"{name}: {told} (save them as .docx, plain text or Markdown)")
        if count:
            return
        if self._left_out:
            more = f" and {len(self._left_out) - 1} more" if len(self._left_out) > 1 else ""
            self._faults.append(Fault("all that could be read in it is excluded", name, hint=f"by {self._left_out[0]}{more}"))
        else:
            self._faults.append(Fault("holds no readable file", name, hint=f"looked for {', '.join(READERS)}"))

    def _pattern(self, pattern: str) -> Iterator[Found]:
        """What a pattern means that the shell left as it is."""
        suffix = Path(pattern).suffix.lower()
        before, matched = len(self._faults), False
        self._left_out = []
        for path in matching_paths(pattern):
            folder = path.is_dir()
            if not folder and path.suffix.lower() not in (*READERS, suffix):
                continue
            real = _real(path, folder)
            why = self._exclusions.why_named(real, folder)
            if why:
                self._left_out.append(why)
                continue
            files = self._walk(path, real) if folder else iter([path])
            for file in files:
                matched = True
                yield from self._new(file, file.as_posix())
        if not matched and len(self._faults) == before:
            told = "all that it matches is excluded" if self._left_out else "matches no readable file"
            self._faults.append(Fault(told, pattern, hint=f"by {self._left_out[0]}" if self._left_out else ""))

    def _new(self, path: Path, name: str, identity: tuple[int, int] | None = None) -> Iterator[Found]:
        """The file, unless it was found before under this or another name."""
        if identity is None:
            try:
                status = path.stat()
            except OSError as error:
                self._faults.append(os_fault(error, name))
                return
            identity = status.st_dev, status.st_ino
        if identity not in self._seen:
            self._seen.add(identity)
            yield Found(path, name)

    def _walk(self, folder: Path, real: str, top: str = "", depth: int = 0) -> Iterator[Path]:
        """Readable files below a folder, whose path without links is `real`, by name."""
        entries = self._entries(folder, depth)
        names = {entry.name for entry in entries}
        for entry in entries:
            if _is_no_text(entry.name, names):
                continue
            path, suffix = folder / entry.name, Path(entry.name).suffix.lower()
            known, is_folder = suffix in READERS, entry.is_dir(follow_symlinks=False)
            if not (is_folder or known or suffix in _UNREAD or entry.is_symlink()):
                continue
            inside = os.path.join(real, entry.name)  # noqa: PTH118 - texts
            why = self._exclusions.why(inside, is_folder)
            if why:
                self._left_out += [why] if suffix not in _UNREAD else []
            elif is_folder:
                yield from self._walk(path, inside, top or real, depth + 1)
            elif entry.is_symlink():
                if self._follow(path, top or real, known):
                    yield path
            elif not known:
                self._unread.append(suffix)
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                self._notes.append(f"{path.as_posix()}: is not a regular file: passed over")

    def _entries(self, folder: Path, depth: int) -> list[os.DirEntry[str]]:
        """What stands in a folder, by name; nothing if it cannot be read, or lies too deep."""
        if depth > MAX_DEPTH:
            self._faults.append(Fault(f"lies more than {MAX_DEPTH} folders deep: not looked at", folder.as_posix()))
            return []
        try:
            with os.scandir(folder) as scanned:
                return sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            self._faults.append(os_fault(error, str(folder)))
            return []

    def _follow(self, link: Path, walked: str, known: bool) -> bool:
        """True if a link met in a walk leads to a readable file of the project; a remark if it leads elsewhere."""
        try:
            target = Path(os.path.realpath(link, strict=True))
        except OSError:
            told = "leads nowhere" if known else ""
        else:
            if target.is_file():
                outside = not target.is_relative_to(os.path.realpath(self._exclusions.top(Path(walked))))
                told = "leads out of the project" if known and outside else ""
                if known and not outside:
                    return True
            else:
                told = "" if target.is_relative_to(walked) else "leads to a folder elsewhere"
        if told:
            self._notes.append(f"{link.as_posix()}: {told}: passed over")
        return False


def _is_no_text(name: str, names: set[str]) -> bool:
    """True for what is hidden, for Word's mark that a file is open (~$), and for what is saved beside a page.

    That is the folder `page_files` or `page.files` beside `page.html`, in which browsers and Word put what the page shows.
    """
    if name.startswith((".", "~$")):
        return True
    stem = name.removesuffix("_files").removesuffix(".files")
    return stem != name and not names.isdisjoint((f"{stem}.html", f"{stem}.htm"))


def _real(path: Path, folder: bool) -> str:
    """A path without links in its folders; a file that is a link keeps its name."""
    return os.path.realpath(path) if folder else os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118 - texts
