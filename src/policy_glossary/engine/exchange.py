"""The glossary to and from other formats: order of work. docs/exchange.md is for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from policy_glossary.engine.desk import glossary_paths
from policy_glossary.engine.settings import find_settings
from policy_glossary.intake.encoding import decode, decode_own
from policy_glossary.intake.files import read_bytes, write_file, write_new
from policy_glossary.intake.toml import parse_toml
from policy_glossary.language.traditional import SCRIPTS, SIMPLIFIED, Converter, has_opencc
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.formats import FORMATS, AsTold, Written, format_of, read_records, write_records
from policy_glossary.termbase.exchange.importing import CONVERTED, Imported, append_entries, import_records
from policy_glossary.termbase.exchange.record import Entry, Frame, Records, arrange
from policy_glossary.termbase.keys import HAN
from policy_glossary.termbase.layer import shipped_folder

_OWN = AsTold(own=True)
_TRADITIONAL = CONVERTED + " by OpenCC ({}), checked by nobody"


class Exported(NamedTuple):
    """What was written: paths, or the content if no path was named; the number of entries, faults, remarks."""

    paths: tuple[str, ...]
    content: bytes | None
    entries: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


class Target(NamedTuple):
    """Where an export goes: a path or nowhere, the format that was told or none, whether it is a folder, what it looks like."""

    path: Path | None
    format: str | None = None
    folder: bool = False
    headings: str = "en"
    script: str = ""
    force: bool = False


def export_glossary(glossary: str | None, target: Target, encoding: str | None = None) -> Exported:
    """Write a glossary in another format. `encoding` is that of its text files, if they are not in UTF-8.

    Raises FaultError if it cannot be read, or the target exists and `force` is not set.
    """
    form = format_of(target.path or Path(), target.format or ("po" if target.folder else None), reading=False)
    records = _glossary(glossary, AsTold(encoding=encoding, own=glossary is None))
    if target.script:
        records = convert_script(records, target.script)
    path = target.path
    folder = path is not None and (target.folder or path.is_dir() or (FORMATS[form].folder and path.suffix != ".po"))
    written = write_records(records, form, folder, target.headings, target.script)
    if path is None:
        return Exported((), _one(written, form), written.entries, records.faults, (*records.notes, *written.notes))
    if folder and not FORMATS[form].folder:
        raise FaultError(Fault(f"is a folder; {form} is one file", str(path), hint="name a file"))
    paths = _write(written, path, target.force)
    return Exported(tuple(paths), None, written.entries, records.faults, (*records.notes, *written.notes))


def convert_script(records: Records, script: str) -> Records:
    """The entries with their Chinese in Traditional characters, each marked as converted."""
    convert = Converter(SCRIPTS[script]).convert
    return records._replace(entries=tuple(_converted(entry, convert, script) for entry in records.entries))


class Import(NamedTuple):
    """What an import did: the proposals and what became of every entry, their PO text, the files that were written."""

    imported: Imported
    text: str
    paths: tuple[str, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def import_file(path: Path, told: AsTold, into: Path | None, glossary: str | None) -> Import:
    """Compare a file with a glossary and make proposals of what is new.

    They are appended to the PO files of the folder `into`, or only returned if that is None. Raises FaultError if a file cannot
    be read, or one of the glossary's is in a state in which nothing should be added to it.
    """
    incoming = read_records(path, path.name, told)
    existing = _into(into) if into else _glossary(glossary, _OWN)
    if into and existing.faults:
        fault = existing.faults[0]
        raise FaultError(fault._replace(message=f"{fault.message}; nothing was imported", hint="mend it first"))
    notes = [*incoming.notes]
    converter = Converter(*SIMPLIFIED) if has_opencc() else None
    if converter is None:
        notes.append('Traditional characters were compared as they are; both scripts need: pip install "policy-glossary[exchange]"')
    sources = _source_ids(into or (Path(glossary) if glossary else None))
    simplify = converter.convert if converter else None
    imported = import_records(incoming, path.name, existing, sources, simplify, None if glossary else _shipped(into))
    paths = _append(imported.entries, into) if into else []
    text = append_entries("", imported.entries)
    return Import(imported, text, tuple(paths), (*incoming.faults, *imported.refused), (*notes, *imported.notes))


def _glossary(named: str | None, told: AsTold) -> Records:
    """The entries of a glossary in any format; without a name, of the project's glossaries, or of the shipped one."""
    read = [read_records(path, str(path) if named else path.name, told) for path in glossary_paths(named)]
    if len(read) == 1:
        return read[0]
    frames: dict[str, Frame] = {}
    for records in read:
        frames = {**records.frames, **frames}
    entries = tuple(entry for records in read for entry in records.entries)
    faults = tuple(fault for records in read for fault in records.faults)
    return Records(entries, frames, faults, tuple(note for records in read for note in records.notes), ours=True)


def _shipped(into: Path | None) -> Records | None:
    """The shipped glossary, if the glossary of the project, or this folder, is another one that extends it."""
    settings, shipped = find_settings(Path.cwd()), shipped_folder()
    own = [into] if into else list(settings.glossary)
    if not settings.shipped or not own or any(path.resolve() == shipped.resolve() for path in own):
        return None
    return read_records(shipped, "glossary")


def _into(folder: Path) -> Records:
    if not folder.is_dir():
        raise FaultError(Fault("is no folder", str(folder), hint="--into names a folder of PO files"))
    return read_records(folder, str(folder), _OWN) if any(folder.glob("*.po")) else Records(())


def _converted(entry: Entry, convert: Callable[[str], str], script: str) -> Entry:
    lines: dict[str, list[str]] = {}
    for key, value in entry.lines:
        lines.setdefault(key, []).append(_converted_line(key, value, convert))
    lines.setdefault("note", []).append(_TRADITIONAL.format(SCRIPTS[script]))
    order = [key for key, _ in entry.lines]
    return entry._replace(chinese=convert(entry.chinese), lines=arrange(lines, order), raw="")


def _converted_line(key: str, value: str, convert: Callable[[str], str]) -> str:
    left, arrow, right = value.partition("=>")
    if key in ("zh", "zh-variants"):
        return convert(value)
    return f"{convert(left)}{arrow}{right}" if key == "must-match" and HAN.search(left) else value


def _one(written: Written, form: str) -> bytes:
    if list(written.files) != [""]:
        raise FaultError(Fault(f'"{form}" is a folder of files', hint="name one with --to FOLDER"))
    return written.files[""]


def _write(written: Written, path: Path, force: bool) -> list[str]:
    """Write all files, or none if one of them exists."""
    single = list(written.files) == [""]
    targets = {path if single else path / name: data for name, data in written.files.items()}
    taken = [target for target in targets if target.exists()] if not force else []
    if taken:
        raise FaultError(Fault("exists already; nothing was written", str(taken[0]), hint="name a new one, or add --force"))
    for target, data in targets.items():
        (write_file if force else write_new)(target, str(target), data)
    return [str(target) for target in targets]


def _append(entries: Sequence[Entry], folder: Path) -> list[str]:
    by_file: dict[str, list[Entry]] = {}
    for entry in entries:
        by_file.setdefault(entry.file, []).append(entry)
    contents: dict[Path, bytes] = {}
    for file, part in by_file.items():
        path = folder / f"{file}.po"
        before = decode_own(read_bytes(path, str(path)) if path.exists() else b"", str(path))
        contents[path] = before.mark + append_entries(before.text, part).encode(before.encoding)
    for path, data in contents.items():
        write_file(path, str(path), data)
    return [str(path) for path in contents]


def _source_ids(glossary: Path | None) -> list[str] | None:
    """The ids in `reference/sources.toml` beside a glossary, or None if there is no such file."""
    found: list[str] | None = None
    for folder in glossary_paths(glossary):
        path = (folder if folder.is_dir() else folder.parent).parent / "reference" / "sources.toml"
        if path.is_file():
            found = (found or []) + list(parse_toml(decode(read_bytes(path, str(path)), str(path)), str(path)))
    return found
