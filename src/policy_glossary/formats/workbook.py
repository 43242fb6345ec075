"""XLSX workbooks with a column of Chinese and one of English: each row of the first such sheet is a segment.

A place is a row, and a column counts the characters of the cell. Nothing is written into a workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policy_glossary.formats.columns import NO_PAIR, column_name, find_columns
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.segments import Entry, Part, Run, segment_notes, weave
from policy_glossary.intake.archive import Archive
from policy_glossary.intake.sheets import check_sheets, open_workbook
from policy_glossary.model.document import Document
from policy_glossary.model.edits import Correction
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText


def read_bytes(raw: RawFile) -> Reading:
    """The English of a workbook beside its Chinese. Raises FaultError for what is no workbook, or beyond the limits of archives."""
    sheets = _sheets(raw)
    fitting = [(title, rows, columns) for title, rows in sheets if (columns := find_columns(rows))]
    if not fitting:
        return Reading(weave(raw.name, SourceText(raw.name, ""), ()), passed_over=NO_PAIR)
    title, rows, columns = fitting[0]
    lines: list[str] = []
    entries = []
    at = untranslated = 0
    for number, row in enumerate(rows, 1):
        cells = [row[column] if column < len(row) else "" for column in (columns.chinese, columns.english)]
        english = "" if number <= columns.head else " ".join(cells[1].split())
        lines.append(english)
        if english:
            entries.append(Entry([[Part([Run(english, at, at + len(english))], cells[0], f"row {number}")]]))
        elif cells[0].strip() and number > columns.head:
            untranslated += 1
        at += len(english) + 1
    document = weave(raw.name, SourceText(raw.name, "\n".join(lines)), entries)
    note = f"sheet {title}: the English of column {column_name(columns.english)} is checked beside the Chinese of column {column_name(columns.chinese)}"
    others = [name for name, _, _ in fitting[1:]]
    notes = [note, *([f"sheets that were not read: {', '.join(others)}"] if others else [])]
    return Reading(document, (*notes, *segment_notes(document, untranslated)))


def write(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The workbook as it is. Raises FaultError if there is something to correct."""
    if corrections:
        raise FaultError(Fault("is a workbook: corrections are not written into it", document.source.name, hint="save it as .tsv"))
    return raw.data


def _sheets(raw: RawFile) -> list[tuple[str, list[list[str]]]]:
    """The texts of all sheets by title; what is no text is empty."""
    if not raw.data.startswith(b"PK"):
        raise FaultError(Fault("is no .xlsx workbook", raw.name, hint="open it in a spreadsheet and save it as .xlsx"))
    archive = Archive(raw.data, raw.name)
    check_sheets({part: archive.read(part) for part in archive.names}, raw.name)  # the library itself knows no limits
    with open_workbook(raw.data, raw.name) as book:
        sheets = ((title, book.get_sheet_by_name(title)) for title in book.sheet_names)
        return [(title, [list(map(_words, row)) for row in sheet.to_python(skip_empty_area=False)]) for title, sheet in sheets]


def _words(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""
