"""Versions of a glossary: files, folders, and what git keeps of them."""

from __future__ import annotations

from pathlib import Path

from policy_glossary.engine.git import git, work_tree
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import MAX_FILE_BYTES, read_bytes
from policy_glossary.model.comparison import ConceptChange
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.po_text import read_po_text
from policy_glossary.termbase.exchange.record import Entry
from policy_glossary.termbase.merging.comparing import compare

_HINT = "name a PO file, a folder of them, or one of a revision, such as HEAD~3:glossary"


class Comparison(NamedTuple):
    """The concepts that differ, and what could not be read."""

    changes: tuple[ConceptChange, ...]
    faults: tuple[Fault, ...]


def compare_glossaries(old: str, new: str | None) -> Comparison:
    """Compare two versions. Without a new one, REVISION:PATH is compared with PATH as it lies here.

    Raises FaultError if one is not there, or git is needed and cannot tell.
    """
    if new is None:
        revision, colon, path = old.partition(":")
        if not (colon and revision and path) or Path(old).exists():
            raise FaultError(Fault(f'"{old}" is compared with what?', hint="name a second version, or begin with REVISION:PATH"))
        new = path
    faults: list[Fault] = []
    versions = [(name, _files(name)) for name in (old, new)]
    names = [[file for file, _ in files] for _, files in versions]
    single = all(len(files) == 1 for files in names) and names[0] != names[1]  # names of two files that are compared: no difference
    before, after = (_entries(name, files, single, faults) for name, files in versions)
    return Comparison(tuple(compare(before, after)), tuple(faults))


def _files(name: str) -> list[tuple[str, bytes]]:
    """The PO files of a version by their names in its folder."""
    path = Path(name)
    if path.is_dir():
        files = [(found.name, read_bytes(found, str(found))) for found in sorted(path.glob("*.po"))]
    elif path.exists() or ":" not in name:
        files = [(path.name, read_bytes(path, name))]
    else:
        files = _of_revision(name)
    if not files:
        raise FaultError(Fault("holds no PO file", name, hint=_HINT))
    return files


def _entries(name: str, files: list[tuple[str, bytes]], single: bool, faults: list[Fault]) -> list[Entry]:
    entries: list[Entry] = []
    for file, data in files:
        place = name if name.endswith(file) else f"{name}/{file}"
        records = read_po_text(decode(data, place), "" if single else file, place)
        faults += records.faults
        entries += records.entries
    return entries


def _of_revision(name: str) -> list[tuple[str, bytes]]:
    """The PO files of `REVISION:PATH`, a path from here, as git keeps them."""
    revision, _, path = name.partition(":")
    here = Path.cwd()
    work_tree(here)
    spelled = path if path.startswith(("./", "../")) else f"./{path}"
    found = git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{spelled}", silent=True)
    if not found:
        known = git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", silent=True)
        message = f'"{path}" is not in revision "{revision}"' if known else f'git knows no revision "{revision}" here'
        raise FaultError(Fault(message, hint=_HINT))
    thing = found.decode().strip()
    if git(here, "cat-file", "-t", thing).strip() == b"blob":
        return [(Path(path).name, blob(here, thing, name))]
    files = []
    for row in git(here, "ls-tree", "-z", thing).split(b"\0"):
        described, _, file = row.partition(b"\t")
        if file.endswith(b".po") and described.split()[1] == b"blob":
            shown = file.decode("utf-8", "replace")
            files.append((shown, blob(here, described.split()[2].decode(), f"{name}/{shown}")))
    return files


def blob(folder: Path, thing: str, name: str) -> bytes:
    """The bytes of a file by its hash. Raises FaultError if it is larger than a file may be."""
    if int(git(folder, "cat-file", "-s", thing)) > MAX_FILE_BYTES:
        raise FaultError(Fault(f"is larger than {MAX_FILE_BYTES // 2**20} MB", name))
    return git(folder, "cat-file", "blob", thing)
