"""Merge three versions of a glossary file, and have git do so by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from policy_glossary.engine.git import git, merge_lines, work_tree
from policy_glossary.intake.encoding import Decoded, decode_own
from policy_glossary.intake.files import read_bytes, write_file
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.merging.files import Unsettled, merge_files

DRIVER = "glossary"  # the name under which .gitattributes asks for it
_COMMAND = "glossary terms merge %O %A %B --output %A --name %P"
_CONFIG = (("driver", _COMMAND), ("name", "merge of PO glossaries by concept"))  # git stops at a name without a driver


class Merged(NamedTuple):
    """The merged file; what a person has to settle; remarks; and why it had to be merged by lines, if it was."""

    data: bytes
    unsettled: tuple[Unsettled, ...]
    notes: tuple[str, ...]
    taken: int
    merged: int
    fault: Fault | None = None


class Installed(NamedTuple):
    """What was set up: the line in .gitattributes, the settings of git, and remarks."""

    attributes: str
    line: str
    settings: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def merge_paths(base: Path, ours: Path, theirs: Path, name: str) -> Merged:
    """Merge three files by concept. `name` is how people call the file.

    A version that is no readable PO file would lose entries: then the three are merged by lines, as git does it, and the
    result has a fault. Raises FaultError if they cannot be merged that way either.
    """
    paths = (base, ours, theirs)
    data = [read_bytes(path, str(path)) for path in paths]
    try:
        first, second, third = (_decoded(part, name) for part in data)
        merged = merge_files(first.text, second.text, third.text, name)
    except FaultError as error:
        lines = merge_lines(*paths)
        if lines is None:
            raise
        return Merged(lines, (), (), 0, 0, error.fault)
    return Merged(second.mark + merged.text.encode(), merged.unsettled, merged.notes, merged.taken, merged.merged)


def install_driver(folder: Path) -> Installed:
    """Have git merge the PO files of a folder by concept: a line in .gitattributes, two settings of this clone.

    Raises FaultError outside a git repository, or if something cannot be written.
    """
    if not folder.is_dir():
        raise FaultError(Fault("no such folder", str(folder), hint="name the folder of the glossary's PO files"))
    resolved = folder.resolve()
    top = work_tree(resolved)
    place = resolved.relative_to(top).as_posix()
    line = f"{_pattern(place)} merge={DRIVER}"
    path = top / ".gitattributes"
    notes = []
    try:
        text = read_bytes(path, str(path)).decode() if path.exists() else ""
    except UnicodeDecodeError:
        raise FaultError(Fault("is not in UTF-8; nothing was written", str(path))) from None
    if line in text.splitlines():
        notes.append(".gitattributes has the line already")
    else:
        write_file(path, str(path), f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{line}\n".encode())
    settings = tuple((f"merge.{DRIVER}.{key}", value) for key, value in _CONFIG)
    for key, value in settings:
        git(top, "config", "--local", key, value)
    if shutil.which("glossary") is None:
        notes.append('git will look for the command "glossary", which is not on the PATH here')
    return Installed(str(path), line, settings, tuple(notes))


def _decoded(data: bytes, name: str) -> Decoded:
    decoded = decode_own(data, name)
    if decoded.encoding.lower() != "utf-8":
        raise FaultError(Fault("is not in UTF-8", name))
    return decoded


def _pattern(place: str) -> str:
    """The PO files of a folder as .gitattributes names them; a pattern with blanks or signs is quoted."""
    pattern = "/*.po" if place == "." else f"/{place}/*.po"
    return f'"{pattern}"' if any(sign in pattern for sign in ' "\\\t') else pattern
