"""Write a baseline, prune it, and say what it holds: each checks the texts as `glossary check` does, known findings included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policy_glossary.engine.baseline import (
    Claims,
    Entry,
    baseline_text,
    claim,
    entry_for,
    exists_from,
    file_key,
    found_in,
    read_baseline,
)
from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.intake.files import read_bytes, replace_file, shown_path, write_new
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, Report


class Renewed(NamedTuple):
    """A baseline that was written anew: how many findings it lists now, how many entries of other files it kept.

    With faults, nothing was written.
    """

    name: str
    listed: int
    kept: int
    faults: tuple[Fault, ...]


class Seen(NamedTuple):
    """A baseline as it stands: its entries, and those whose finding or file is gone."""

    name: str
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    faults: tuple[Fault, ...]


class Pruned(NamedTuple):
    """A pruned baseline: how many entries are left, and those that were taken out. With faults, nothing was written."""

    name: str
    kept: int
    gone: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def renew_baseline(paths: Sequence[str], options: Options, path: Path) -> Renewed:
    """List all findings in these files; entries of other files stay. Raises FaultError if the baseline cannot be used."""
    name = shown_path(path)
    old = read_baseline(path, name) if path.exists() else ()
    report = check_paths(paths, options)
    if report.faults:
        return Renewed(name, 0, 0, report.faults)
    listed: list[Entry] = []
    checked = set()
    for file in report.files:
        key = file_key(file.document.source.name, path)
        checked.add(key)
        listed += [entry_for(finding, file.document.source.text, key) for finding in file.findings]
    kept = [entry for entry in old if entry.file not in checked]
    _write(path, name, [*listed, *kept])
    return Renewed(name, len(listed), len(kept), ())


def look_at_baseline(paths: Sequence[str], options: Options, path: Path) -> Seen:
    """What a baseline holds, and what of it is gone from these files. Raises FaultError if it cannot be used."""
    name = shown_path(path)
    entries = read_baseline(path, name)
    report = check_paths(paths, options) if paths else None
    claims = _claims(entries, report, path)
    return Seen(name, entries, claims.gone, report.faults if report else ())


def prune_baseline(paths: Sequence[str], options: Options, path: Path) -> Pruned:
    """Take out entries whose finding is gone from these files. Raises FaultError if the baseline cannot be used."""
    name = shown_path(path)
    entries = read_baseline(path, name)
    report = check_paths(paths, options)
    if report.faults:
        return Pruned(name, 0, (), report.faults)
    claims = _claims(entries, report, path)
    moved = {entry: entry._replace(file=file, fingerprint=fingerprint) for (file, fingerprint), entry in claims.known.items()}
    gone = set(claims.gone)
    kept = {moved.get(entry, entry) for entry in entries if entry not in gone}
    _write(path, name, kept)
    return Pruned(name, len(kept), claims.gone, ())


def _claims(entries: tuple[Entry, ...], report: Report | None, path: Path) -> Claims:
    return claim(entries, found_in(report.files if report else (), path), exists_from(path))


def _write(path: Path, name: str, entries: Iterable[Entry]) -> None:
    """Put the entries into the file unless they stand there already."""
    data = baseline_text(entries).encode("utf-8", "backslashreplace")
    if not path.exists():
        write_new(path, name, data)
        return
    before = read_bytes(path, name)
    if before != data:
        replace_file(path, name, before, data)
