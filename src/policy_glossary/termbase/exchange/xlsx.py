"""XLSX workbooks, read. Values come from calamine; formulas, errors and hidden rows are found in the sheets' own XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policy_glossary.intake.archive import Archive
from policy_glossary.intake.sheets import MAIN_PART, check_sheets, open_workbook
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.record import Records
from policy_glossary.termbase.exchange.residue import View
from policy_glossary.termbase.exchange.table import Layout, Row, known_headings, read_header, read_rows

ABOUT = {"en": "How to", "zh": "说明"}  # the sheet that explains our own workbooks, by language
_TITLE_ROWS = 10  # that may stand above the headings
MAX_CELL = 32_767  # characters; the limit of the format, in UTF-16 units
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(?:\s*<(?:\w+:)?(f)\b)?")
_ODD = re.compile(rb"<(?:\w+:)?f[\s>/]|\st\s*=\s*[\"']e[\"']")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*>")
_ROW_NUMBER = re.compile(rb"\br\s*=\s*[\"']([0-9]{1,7})[\"']")
_NUMBER = "holds a number"
_NO_WORKBOOK = (
    (b"\xd0\xcf\x11\xe0", "is protected by a password, or an old .xls workbook", "open it and save it as .xlsx without a password"),
    (b"<", "is a web page or XML that is called .xlsx", "open it in a spreadsheet and save it as .xlsx"),
    (b"%PDF-", "is a PDF that is called .xlsx", "export the table as .xlsx or .csv"),
)


def carry(text: str) -> str:
    """What a cell keeps of a text for sure: no control characters, nothing that reads as an escape, no more than it holds."""
    text = _UNSAFE.sub("", text)
    if len(text) * 2 > MAX_CELL and len(text.encode("utf-16-le")) // 2 > MAX_CELL:
        text = text.encode("utf-16-le")[: MAX_CELL * 2].decode("utf-16-le", "ignore")
    return text


SHEET_CELLS = View(terms=False, carry=carry)


class _Sheet(NamedTuple):
    name: str
    rows: list[list[Any]]
    hidden: bool
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


def read_xlsx(data: bytes, name: str, columns: Sequence[str] = ()) -> Records:
    """The entries of all sheets with headings that are known. Raises FaultError for what is no workbook, or has no such sheet.

    Only text counts: a formula, a number, a date or an error is a fault with its cell, and its row is not read.
    """
    parts = _parts(data, name)
    xml = _sheet_parts(parts, name)
    read = [_read_sheet(sheet, xml.get(sheet.name, b""), f"{name}[{sheet.name}]", columns) for sheet in _sheets(data, name)]
    entries = tuple(entry for records in read for entry in records.entries)
    faults = tuple(fault for records in read for fault in records.faults)
    if not entries and not faults:
        hint = "name the columns in the first row, for example Chinese, English, Note (中文, 英文, 备注)"
        raise FaultError(Fault("no sheet has a row with headings that are known", name, hint=hint))
    frames = {file: frame for records in read for file, frame in records.frames.items()}
    notes = tuple(note for records in read for note in records.notes)
    return Records(entries, frames, faults, notes, any(records.ours for records in read))


def _read_sheet(sheet: _Sheet, xml: bytes, name: str, columns: Sequence[str]) -> Records:
    faults: list[Fault] = []
    notes: list[str] = []
    rows = list(_rows(sheet, xml, name, notes))
    rows = rows if columns else _from_header(rows)
    if not rows:
        if not sheet.rows:
            return Records(())
        told = () if sheet.name in ABOUT.values() else (f"{name}: not read, no row has headings that are known",)
        return Records((), notes=told)
    layout = read_header(rows[0], rows[1:], name, columns)
    if isinstance(layout, Fault):
        return Records((), faults=(layout,))
    notes += layout.notes
    if sheet.hidden:
        notes.append(f"{name}: the sheet is hidden; it was read")
    body = [row for row in (rows[1:] if layout.headed else rows) if _is_text(row, layout, name, faults)]
    entries, frames = read_rows(body, layout, SHEET_CELLS, name, faults)
    return Records(tuple(entries), frames, tuple(faults), tuple(notes), "extra" in layout.keys.values())


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a workbook. Raises FaultError, in plain words, for what is called a workbook and is none."""
    for magic, message, hint in _NO_WORKBOOK:
        if data.lstrip()[: len(magic)].lower() == magic.lower():
            raise FaultError(Fault(message, name, hint=hint))
    if not data.startswith(b"PK"):
        raise FaultError(Fault("is no .xlsx workbook", name, hint="a table of text is read if it is called .csv or .tsv"))
    archive = Archive(data, name)
    parts = {part: archive.read(part) for part in archive.names}
    check_sheets(parts, name)
    return parts


def _from_header(rows: list[Row]) -> list[Row]:
    """The rows from the headings on; a title may stand above them."""
    start = max(range(min(len(rows), _TITLE_ROWS)), key=lambda n: (known_headings(rows[n].cells), -n))
    return rows[start:] if known_headings(rows[start].cells) else []


def _sheets(data: bytes, name: str) -> list[_Sheet]:
    with open_workbook(data, name) as book:
        visible = {sheet.name: str(sheet.visible).endswith(".Visible") for sheet in book.sheets_metadata}
        made = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            rows = sheet.to_python(skip_empty_area=False)
            made.append(_Sheet(title, rows, not visible.get(title, True), sheet.merged_cell_ranges or []))
        return made


def _sheet_parts(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The XML of each sheet by its title."""
    from policy_glossary.intake.xml import parse_xml

    book = parse_xml(parts[MAIN_PART], f"{name}[{MAIN_PART}]")
    relations = parts.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    targets = {element.get("Id"): element.get("Target", "") for element in parse_xml(relations, f"{name}[relations]")}
    found = {}
    for element in book.iter("{*}sheet"):
        relation = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), None)
        target = str(targets.get(relation, ""))
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[str(element.get("name"))] = parts.get(path, b"")
    return found


def _rows(sheet: _Sheet, xml: bytes, name: str, notes: list[str]) -> Iterator[Row]:
    """The rows that hold anything, with what is wrong with their cells."""
    odd: dict[int, dict[int, str]] = {}
    for (row, column), what in _odd_cells(xml):
        odd.setdefault(row, {})[column] = what
    for first, last in sheet.merged:
        told = f"is merged, from {_address(*first)} to {_address(*last)}"
        for row in range(first[0], min(last[0] + 1, len(sheet.rows))):
            for column in range(first[1], min(last[1] + 1, len(sheet.rows[row]))):
                odd.setdefault(row, {}).setdefault(column, told)
    hidden = [int(match[1]) for row in _HIDDEN_ROW.finditer(xml) if (match := _ROW_NUMBER.search(row[0]))]
    if hidden:
        notes.append(f"{name}: hidden rows that were read: {len(hidden)}, the first is row {min(hidden)}")
    for number, cells in enumerate(sheet.rows):
        wrong = odd.get(number)
        texts = cells
        if not all(type(cell) is str for cell in cells):
            wrong = {n: _kind(cell) for n, cell in enumerate(cells) if not isinstance(cell, str)} | (wrong or {})
            texts = [cell if isinstance(cell, str) else _digits(cell) for cell in cells]
        if wrong or any(cells):
            yield Row(number + 1, texts, wrong or {})


def _is_text(row: Row, layout: Layout, name: str, faults: list[Fault]) -> bool:
    """False for a row with a cell that is no text and would be read; that is a fault. The number of an entry may be one."""
    for column, what in sorted(row.odd.items()):
        key = layout.keys.get(column)
        if key is not None and not (key == "id" and what == _NUMBER and row.cells[column]):
            hint = "undo the merge and write into each cell" if "merged" in what else "write the text itself into it, as text"
            faults.append(Fault(f"cell {_address(row.number - 1, column)} {what}; the row was not read", name, row.number, hint))
            return False
    return True


def _digits(value: Any) -> str:
    """A whole number as text, which may be the number of an entry; for everything else something that is not empty."""
    return str(int(value)) if type(value) in (int, float) and value == value // 1 else "?"


def _odd_cells(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Cells with a formula or an error, which calamine shows as a value or as nothing."""
    if not _ODD.search(xml):
        return
    for cell in _CELL.finditer(xml):
        place = _PLACE.search(cell[1])
        what = "holds a formula" if cell[2] else "holds an error" if _ERROR.search(cell[1]) else None
        if what and place:
            column = 0
            for letter in place[1]:
                column = column * 26 + letter - 64
            yield (int(place[2]) - 1, column - 1), what


def _kind(value: Any) -> str:
    kinds = {
        "bool": "holds true or false",
        "int": _NUMBER,
        "float": _NUMBER,
        "timedelta": "holds a time",
        "time": "holds a time",
    }
    return kinds.get(type(value).__name__, "holds a date")


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
