"""The history of one concept, as git has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from policy_glossary.engine.git import Blobs, git, work_tree
from policy_glossary.intake.files import MAX_FILE_BYTES
from policy_glossary.model.comparison import Commit, Step
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.po_text import parse_entry, read_po_text
from policy_glossary.termbase.exchange.record import Entry
from policy_glossary.termbase.merging.comparing import compare_entries
from policy_glossary.termbase.merging.fields import fields

_LOG = (
    "log", "--format=tformat:%H%x00%as%x00%an%x00%s%x00%P%x00", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--root",
    "-c", "--topo-order", "--no-show-signature", "--no-mailmap", "--no-notes", "HEAD",
)  # fmt: skip


class _File(NamedTuple):
    """A file that a commit changed: its path below the top, its hashes in the parents and in the commit; zeros where it is not."""

    path: str
    before: tuple[str, ...]
    after: str


def history(identifier: str, folder: Path) -> list[Step]:
    """What commits did to a concept in the PO files of a folder, the last first; it may move from file to file.

    A merge counts if the concept in it is not what it is in any of its parents; it is compared with the first. Raises FaultError
    outside a repository, or if no commit knows the concept.
    """
    if not folder.is_dir():
        raise FaultError(Fault("no such folder", str(folder), hint="name the folder of the glossary's PO files"))
    resolved = folder.resolve()
    top = work_tree(resolved)
    place = resolved.relative_to(top).as_posix()
    if not git(top, "rev-parse", "--verify", "--quiet", "HEAD", silent=True):
        raise FaultError(Fault("the repository has no commit yet", str(folder)))
    pattern = ":(top,glob)*.po" if place == "." else f":(top,glob){_literal(place)}/*.po"
    steps = []
    with Blobs(top, MAX_FILE_BYTES) as blobs:

        @lru_cache(maxsize=256)  # what one commit made is what the next one changed
        def entry_in(thing: str, path: str) -> Entry | None:
            return _find(blobs.read(thing), identifier, path) if thing.strip("0") else None

        for commit, files in _commits(git(top, *_LOG, "--", pattern)):
            after = next((entry for file in files if (entry := entry_in(file.after, file.path))), None)
            parents = max(len(file.before) for file in files)
            changes = []
            for number in range(parents):
                before = next((entry for file in files if (entry := entry_in(file.before[number], file.path))), None)
                changes.append(compare_entries(before, after))
            if changes[0] is not None and all(change is not None for change in changes):
                steps.append(Step(commit, changes[0]))
    if not steps:
        hint = "it is not committed yet, or spelled differently; in CI, fetch the whole history"
        raise FaultError(Fault(f'no commit knows a concept "{identifier}"', str(folder), hint=hint))
    return steps


def _commits(output: bytes) -> Iterator[tuple[Commit, list[_File]]]:
    """Commits with the files that they changed. All is separated by NUL; what tells of a file begins with a colon for each parent."""
    parts = iter(output.split(b"\0"))
    found: list[str] = []
    files: list[_File] = []
    for part in parts:
        told = part.lstrip(b"\n")
        if told.startswith(b":") and found:
            parents = len(told) - len(told.lstrip(b":"))
            hashes = told.split()[parents + 1 : 2 * parents + 2]
            path = next(parts, b"").decode("utf-8", "replace")
            files.append(_File(path, tuple(h.decode() for h in hashes[:-1]), hashes[-1].decode()))
        elif told:
            if found and files:
                yield _commit(found), files
            found = [told.decode(), *(next(parts, b"").decode("utf-8", "replace") for _ in range(4))]
            files = []
    if found and files:
        yield _commit(found), files


def _commit(found: list[str]) -> Commit:
    identifier, date, author, subject, parents = found
    return Commit(identifier, date, author, subject, merge=" " in parents)


def _find(data: bytes, identifier: str, path: str) -> Entry | None:
    """The entry with an id in the bytes of a PO file. Versions that cannot be read whole are searched as far as they can."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    match = re.search(rf"^#\s*id\s*:\s*{re.escape(identifier)}\s*$", text, re.MULTILINE)
    if match is None:
        return None
    start = text.rfind("\n\n", 0, match.start())
    start = 0 if start < 0 else start + 2
    end = text.find("\n\n", match.end())
    entry = parse_entry(text[start:] if end < 0 else text[start : end + 1], path)
    if entry is not None:
        return entry._replace(place=text.count("\n", 0, start) + 1)
    entries = read_po_text(text, path, path).entries
    return next((entry for entry in entries if fields(entry).id == identifier), None)


def _literal(path: str) -> str:
    """A path in which git takes no sign for a wildcard."""
    return re.sub(r"([*?\[\\])", r"\\\1", path)
