"""The formats by name, with what each is for; which one a file is in; reading and writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from policy_glossary.intake.encoding import decode_file, decode_own
from policy_glossary.intake.files import read_bytes
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.model.text import file_name
from policy_glossary.termbase.exchange.po_text import DEFAULT_HEAD, po_text, read_po_text
from policy_glossary.termbase.exchange.record import Entry, Frame, Records

_SHEETS = frozenset({".ods", ".fods", ".numbers", ".et"})  # spreadsheets of other programs, which all save .xlsx as well
MAX_GLOSSARY_BYTES = 256 * 1024 * 1024  # of one file: room for 50,000 concepts as rich as the shipped ones
_FILE_NAME = re.compile(r"[\w][\w.-]{0,99}$")


class Format(NamedTuple):
    """A format: for which program, whether it can be read, whether it is a folder of files."""

    told: str
    read: bool = True
    folder: bool = False


FORMATS = {
    "po": Format("PO files, the master", folder=True),
    "xlsx": Format("spreadsheet"),
    "csv": Format("table, comma"),
    "tsv": Format("table, tab"),
    "tbx": Format("TBX-Basic, version 3: Trados, memoQ and other termbases"),
    "tbx-dct": Format("the same with categories as tags"),
    "tbx-linguist": Format("TBX-Linguist, version 3"),
    "tbx-linguist-dct": Format("the same with categories as tags"),
    "tbx-v2": Format("TBX-Basic, version 2: older programs"),
    "json": Format("plain JSON"),
    "omegat": Format("OmegaT glossary"),
    "weblate-po": Format("Weblate glossary, PO", read=False),
    "weblate-tbx": Format("Weblate glossary, TBX", read=False),
    "vale": Format("Vale style and vocabulary", read=False, folder=True),
}
SUFFIXES = {
    ".po": "po",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".tbx": "tbx",
    ".json": "json",
    ".utf8": "omegat",
}
_LANGUAGES = {"": "zh-Hans", "hant": "zh-Hant", "hk": "zh-Hant-HK", "tw": "zh-Hant-TW"}


class Written(NamedTuple):
    """What is to be written: content by relative path (a single file has the name ""), remarks, how many entries stand in it."""

    files: dict[str, bytes]
    notes: tuple[str, ...]
    entries: int


def format_of(path: Path, told: str | None, reading: bool) -> str:
    """The format of a path by its suffix, or as told. Raises FaultError if it is none that can be read, or written."""
    known = [name for name, form in FORMATS.items() if form.read or not reading]
    name = told or ("po" if path.is_dir() else SUFFIXES.get(path.suffix.lower()))
    if name is None:
        hint = "save it as .xlsx" if path.suffix.lower() in _SHEETS else f"--format {' | '.join(known)}"
        if not reading and not path.suffix:
            hint = f"a folder of PO files is written {path}/; else {hint}"
        raise FaultError(Fault(f'the suffix "{path.suffix}" names no format', str(path), hint=hint))
    if name not in known:
        message = f'"{name}" cannot be read' if name in FORMATS else f'"{name}" is no format'
        raise FaultError(Fault(message, hint=did_you_mean(name, known, f"one of: {', '.join(known)}")))
    return name


class AsTold(NamedTuple):
    """What a person says of a file: its format, the columns of a table, the encoding of a text without a byte-order mark.

    `own`: it is a glossary of the project, for which no option names an encoding.
    """

    format: str | None = None
    columns: Sequence[str] = ()
    encoding: str | None = None
    own: bool = False

    def decode(self, data: bytes, name: str) -> str:
        """The text of a file. Raises FaultError with a hint that holds for it."""
        return (decode_own(data, name) if self.own else decode_file(data, name, self.encoding)).text


_UNTOLD = AsTold()


def read_records(path: Path, name: str, told: AsTold = _UNTOLD) -> Records:
    """All entries of a file, or of the PO files of a folder. Raises FaultError if there is nothing to read."""
    if not path.exists():  # or its suffix would be blamed
        raise FaultError(Fault("no such file or folder", name))
    form = format_of(path, told.format, reading=True)
    if form == "po":
        return _read_po(path, name, told)
    data = read_bytes(path, name, MAX_GLOSSARY_BYTES)
    if form == "omegat":
        from policy_glossary.termbase.exchange.omegat import read_omegat

        return read_omegat(told.decode(data, name), name)
    if form == "json":
        from policy_glossary.termbase.exchange.json_file import read_json

        return read_json(data, name)
    if form == "xlsx":
        from policy_glossary.termbase.exchange.xlsx import read_xlsx

        return read_xlsx(data, name, told.columns)
    if form in ("csv", "tsv"):
        from policy_glossary.termbase.exchange.delimited import read_delimited

        return read_delimited(told.decode(data, name), name, told.columns)
    from policy_glossary.termbase.exchange.tbx_read import read_tbx

    return read_tbx(data, name)


def write_records(records: Records, form: str, folder: bool, headings: str = "en", script: str = "") -> Written:
    """The content of these entries in a format. `script` is hant, hk or tw if their Chinese was converted."""
    if form == "po":
        return _write_po(records, folder)
    kept = tuple(entry for entry in records.entries if _stands_in(form, entry))
    notes = [*_lost_frames(records)] if FORMATS[form].read else []
    if left := len(records.entries) - len(kept):
        proposals = "that are proposals, or " if form == "vale" else ""
        notes.append(f"entries {proposals}without Chinese or English, which were left out: {left}")
        records = records._replace(entries=kept)
    files, remarks = _files(records, form, headings, _LANGUAGES[script])
    return Written(files, (*remarks, *notes), len(kept))


def _stands_in(form: str, entry: Entry) -> bool:
    """OmegaT, Weblate and Vale need both languages, and Vale has no word for a proposal."""
    if form == "vale":
        return entry.complete and not entry.fuzzy
    return entry.complete or not (form == "omegat" or form.startswith("weblate"))


def _files(records: Records, form: str, headings: str, language: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The content of all but PO files, and remarks on what it leaves out."""
    if form == "vale":
        from policy_glossary.termbase.exchange.vale import write_vale

        files, notes = write_vale(records)
        return files, tuple(notes)
    if form.startswith("weblate"):
        from policy_glossary.termbase.exchange.weblate import write_weblate_po, write_weblate_tbx

        data, notes = write_weblate_tbx(records, language) if form == "weblate-tbx" else write_weblate_po(records)
        return {"": data}, tuple(notes)
    return {"": _single(records, form, headings, language)}, ()


def _single(records: Records, form: str, headings: str, language: str) -> bytes:
    if form in ("csv", "tsv"):
        from policy_glossary.termbase.exchange.delimited import write_delimited

        return write_delimited(records, "," if form == "csv" else "\t", headings)
    if form == "xlsx":
        from policy_glossary.termbase.exchange.xlsx_write import write_xlsx

        return write_xlsx(records, headings)
    if form == "json":
        from policy_glossary.termbase.exchange.json_file import write_json

        return write_json(records)
    if form == "omegat":
        from policy_glossary.termbase.exchange.omegat import write_omegat

        return write_omegat(records)
    from policy_glossary.termbase.exchange.tbx import Dialect, write_tbx

    style = "dct" if form.endswith("-dct") else "dca"
    dialect = Dialect("TBX-Linguist" if "linguist" in form else "TBX-Basic", style, 2 if form == "tbx-v2" else 3)
    return write_tbx(records, dialect, language)


def _read_po(path: Path, name: str, told: AsTold) -> Records:
    paths = sorted(path.glob("*.po")) if path.is_dir() else [path]
    if not paths:
        raise FaultError(Fault("holds no PO file", name, hint="a glossary is a folder of *.po files"))
    entries: list[Entry] = []
    frames: dict[str, Frame] = {}
    faults: list[Fault] = []
    for part in paths:
        shown = f"{name}/{part.name}" if path.is_dir() else name
        try:
            data = read_bytes(part, shown, MAX_GLOSSARY_BYTES)
            text = told.decode(data, shown)
        except FaultError as error:
            faults.append(error.fault)
            continue
        read = read_po_text("\ufeff" * data.startswith(b"\xef\xbb\xbf") + text, file_name(part.stem), shown)
        entries += read.entries
        frames.update(read.frames)
        faults += read.faults
    return Records(tuple(entries), frames, tuple(faults), ours=True)


def _write_po(records: Records, folder: bool) -> Written:
    if not folder:
        files = dict.fromkeys(entry.file for entry in records.entries)
        frames = [frame for file in files if (frame := records.frames.get(file))]
        notes = ("the headers of several files became one: name a folder to keep them",) if len(frames) > 1 else ()
        frame = frames[0] if len(frames) == 1 else Frame(DEFAULT_HEAD)
        entries = list(records.entries)
        if len(frames) > 1:
            entries = [entry._replace(gap="\n" + entry.gap.lstrip("\n")) for entry in entries]
        return Written({"": po_text(entries, frame).encode()}, notes, len(entries))
    by_file: dict[str, list[Entry]] = {file: [] for file in records.frames}
    for entry in records.entries:
        by_file.setdefault(entry.file or "terms", []).append(entry)
    for file in by_file:
        if not _FILE_NAME.match(file):
            raise FaultError(Fault(f'"{file}" cannot be the name of a PO file', hint="mend the domain, or the column extra"))
    content = {f"{file}.po": po_text(part, records.frames.get(file)).encode() for file, part in by_file.items()}
    return Written(content, (), len(records.entries))


def _lost_frames(records: Records) -> tuple[str, ...]:
    empty = sorted(set(records.frames) - {entry.file for entry in records.entries})
    return (f"PO files without entries, of which nothing was written: {', '.join(empty)}",) if empty else ()
