"""Known findings: a file that lists them, so that a check speaks of new ones only.

An entry is known by its fingerprint, which holds neither line nor file. The file that an entry names is a hint: it counts
in another file only once its finding has left its own, by being moved or with the file's name. So a copy of known faults in
a further file is new.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from policy_glossary.engine.fingerprint import plain
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.intake.merge_marks import MERGE_MARK
from policy_glossary.model.finding import Finding
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError, FileReport

BASELINE_FILE = "glossary-baseline.json"
FORMAT = "glossary-baseline"
VERSION = 1
_FINGERPRINT = re.compile(r"[0-9a-f]{16}:[1-9][0-9]{0,8}")
_WORDS_SHOWN = 80  # code points; long findings are whole paragraphs
_ANEW = "settle it by hand, or delete it and run glossary baseline write"


class Entry(NamedTuple):
    """One known finding. `file` is relative to the folder of the baseline; `words` are for the reader."""

    file: str
    rule: str
    concept: str
    words: str
    fingerprint: str


class Claims(NamedTuple):
    """How entries and findings met: `known` findings by file and fingerprint, each with its entry, and entries left over."""

    known: dict[tuple[str, str], Entry]
    gone: tuple[Entry, ...]


def read_baseline(path: Path, name: str) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises FaultError if it is missing, malformed or from a newer version."""
    if not path.exists():
        raise FaultError(Fault("no such baseline", name, hint=f"glossary baseline write PATH... -o {name}"))
    text = decode(read_bytes(path, name), name)
    marker = MERGE_MARK.search(text)
    if marker:
        raise FaultError(Fault("has merge markers", name, text.count("\n", 0, marker.start()) + 1, hint=_ANEW))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        told = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or with a number too long"
        raise FaultError(Fault(f"is not valid JSON: {told}", name, line, hint=_ANEW)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FaultError(Fault("is no baseline of glossary", name, hint="name another file"))
    version, entries = data.get("version"), data.get("entries")
    if isinstance(version, int) and version > VERSION:
        raise FaultError(Fault(f"is a baseline of a newer glossary (version {version})", name, hint="update glossary"))
    if version != VERSION or not isinstance(entries, list):
        raise FaultError(
            Fault(f"is a baseline without a version or without entries, or of unknown version {version}", name, hint=_ANEW)
        )
    return tuple(_entry(entry, number, name) for number, entry in enumerate(entries, 1))


def _entry(data: Any, number: int, name: str) -> Entry:
    fields = [data.get(field, "") if isinstance(data, dict) else None for field in Entry._fields]
    told = [field for field in fields if isinstance(field, str)]
    if len(told) != len(fields):
        raise FaultError(Fault(f"entry {number} is not of the form that glossary writes", name, hint=_ANEW))
    entry = Entry(*told)
    if not entry.file or not entry.rule or not _FINGERPRINT.fullmatch(entry.fingerprint):
        raise FaultError(Fault(f"entry {number} has no file, no rule or no fingerprint", name, hint=_ANEW))
    return entry


def baseline_text(entries: Iterable[Entry]) -> str:
    """A baseline as it is written: sorted, one entry a line, so that two of them can be compared and merged by line."""
    lines = [
        json.dumps({field: value for field, value in entry._asdict().items() if value}, ensure_ascii=False)
        for entry in sorted(set(entries))
    ]
    body = "[\n  " + ",\n  ".join(lines) + "\n ]" if lines else "[]"
    return f'{{\n "format": "{FORMAT}",\n "version": {VERSION},\n "entries": {body}\n}}\n'


def entry_for(finding: Finding, text: str, file: str) -> Entry:
    """The entry for a finding in the text of a file."""
    words = plain(text[finding.span.start : finding.span.end])
    shown = words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1] + "…"
    return Entry(file, finding.rule, finding.concept.id if finding.concept else "", shown, finding.fingerprint)


def file_key(name: str, baseline: Path) -> str:
    """A file as a baseline names it: relative to the baseline's folder, with forward slashes."""
    try:
        return Path(os.path.relpath(name, baseline.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return Path(name).absolute().as_posix()


def exists_from(baseline: Path) -> Callable[[str], bool]:
    """Whether a file that a baseline names is there."""
    return lambda file: os.path.exists(baseline.absolute().parent / file)  # noqa: PTH110 - a name that none can have is no error


def found_in(files: Iterable[FileReport], baseline: Path) -> dict[str, list[str]]:
    """The fingerprints of all findings, those too that are left out as milder, by the file as the baseline names it."""
    found: dict[str, list[str]] = {}
    for file in files:
        key = file_key(file.document.source.name, baseline)
        found.setdefault(key, []).extend((*(finding.fingerprint for finding in file.findings), *file.milder))
    return found


def claim(
    entries: Iterable[Entry],
    found: Mapping[str, Collection[str]],
    exists: Callable[[str], bool],
    ran: Collection[str] | None = None,
) -> Claims:
    """Which findings are known, and which entries have lost theirs.

    `found`: fingerprints by file. `ran`: codes of the rules that ran, None for all; entries of others are left alone, and so
    are those of files that exist and were not checked.
    """
    known: dict[tuple[str, str], Entry] = {}
    free: dict[str, list[Entry]] = {}
    there: dict[str, bool] = {}
    held = {file: set(prints) for file, prints in found.items()}
    for entry in sorted(set(entries)):
        if entry.fingerprint in held.get(entry.file, ()):
            known[entry.file, entry.fingerprint] = entry
            continue
        if entry.file not in there:
            there[entry.file] = entry.file not in found and exists(entry.file)
        if not there[entry.file] and (ran is None or entry.rule in ran):
            free.setdefault(entry.fingerprint.partition(":")[0], []).append(entry)
    for file in sorted(held):
        for fingerprint in sorted(held[file], key=_digest_and_number):
            moved = free.get(_digest_and_number(fingerprint)[0])
            if moved and (file, fingerprint) not in known:
                known[file, fingerprint] = moved.pop(0)
    return Claims(known, tuple(sorted(entry for entries in free.values() for entry in entries)))


def _digest_and_number(fingerprint: str) -> tuple[str, int]:
    digest, _, number = fingerprint.partition(":")
    return digest, int(number)
