"""TSV and CSV with a column of Chinese and one of English: each row is a segment. A table without them is read as plain text.

Quoted cells may hold line ends and doubled quotation marks; a cell that goes on behind its closing mark is not quoted. An apostrophe that keeps a spreadsheet from running a cell as a formula
is no text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from policy_glossary.formats import plain
from policy_glossary.formats.columns import column_name, find_columns
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.rewriting import encode, raw_edits
from policy_glossary.formats.segments import Entry, Part, Run, segment_notes, weave
from policy_glossary.intake.encoding import decode_file
from policy_glossary.intake.formulas import is_guarded
from policy_glossary.model.document import Document
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.finding import Edit
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.model.text import SourceText, Span

_SEPARATORS = ",;\t"


class Cell(NamedTuple):
    """A cell: its words, the range of the file between its quotation marks, if it has any, and whether it has."""

    words: str
    start: int
    end: int
    quoted: bool


def read_bytes(raw: RawFile) -> Reading:
    """The English of a table beside its Chinese. Raises FaultError if its bytes are no text."""
    file = SourceText(raw.name, decode_file(raw.data, raw.name, raw.encoding).text)
    faults: list[Fault] = []
    rows = list(_rows(file, _separator(file), faults))
    words = [[cell.words for cell in row] for row in rows]
    columns = find_columns(words)
    if columns is None:
        return plain.read(file)
    entries = []
    untranslated = 0
    for number, row in enumerate(rows):
        if number < columns.head or max(columns.chinese, columns.english) >= len(row):
            continue
        chinese, english = row[columns.chinese], row[columns.english]
        if english.words.strip():
            line = str(file.position(english.start).line)
            entries.append(Entry([[Part(list(_runs(file.text, english)), chinese.words, line)]]))
        elif chinese.words.strip():
            untranslated += 1
    document = weave(raw.name, file, entries)
    note = f"the English of column {column_name(columns.english)} is checked beside the Chinese of column {column_name(columns.chinese)}"
    return Reading(document, (note, *segment_notes(document, untranslated)), tuple(faults))


def write(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The table with corrections; a cell is put into quotation marks if it comes to hold what would end it.

    Raises FaultError if a correction has no place in the file, or if its encoding has no such character.
    """
    decoded = decode_file(raw.data, raw.name, raw.encoding)
    file = SourceText(raw.name, decoded.text)
    if document.origin is None:  # read as plain text
        return encode(decoded, apply_edits(decoded.text, [correction.edit for correction in corrections]), raw)
    edits = raw_edits(document.source.text, document.origin, [c.edit for c in corrections], str, raw.name)
    separator = _separator(file)
    cells = [cell for row in _rows(file, separator, []) for cell in row]
    written: list[Edit] = []
    for cell, inside in groupby(
        edits, key=lambda edit: cells[bisect_right(cells, edit.span.start, key=lambda cell: cell.start) - 1]
    ):
        own = list(inside)
        if cell.quoted:
            written += [edit._replace(text=edit.text.replace('"', '""')) for edit in own]
            continue
        moved = [Edit(Span(e.span.start - cell.start, e.span.end - cell.start), e.text) for e in own]
        words = apply_edits(decoded.text[cell.start : cell.end], moved)
        if _closing(words, 0, separator) is not None or not {separator, "\n", "\r"}.isdisjoint(words):
            quoted = words.replace('"', '""')
            written.append(Edit(Span(cell.start, cell.end), f'"{quoted}"'))
        else:
            written += own
    return encode(decoded, apply_edits(decoded.text, written), raw)


def _separator(file: SourceText) -> str:
    if PurePath(file.name).suffix.lower() == ".tsv":
        return "\t"
    first = file.text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _rows(file: SourceText, separator: str, faults: list[Fault]) -> Iterator[list[Cell]]:
    text, at, row = file.text, 0, list[Cell]()
    plain_end = re.compile(rf"[{separator}\r\n]")
    while at < len(text) or row:
        close = _closing(text, at, separator)
        if close is not None:
            if close < 0:
                line = file.position(at).line
                hint = 'close it; a quotation mark inside a cell is written twice: ""'
                message = "a quotation mark opens here and is never closed; from here on nothing was read"
                faults.append(Fault(message, file.name, line, hint))
                break
            row.append(_cell(text, at + 1, close, quoted=True))
            found = plain_end.search(text, close + 1)
        else:
            found = plain_end.search(text, at)
            row.append(_cell(text, at, found.start() if found else len(text), quoted=False))
        if found is None:
            break
        at = found.end()
        if found[0] != separator:
            at += found[0] == "\r" and text.startswith("\n", at)
            yield row
            row = []
    if row:
        yield row


def _closing(text: str, at: int, separator: str) -> int | None:
    """Where the quotation mark stands that closes the cell at a place, -1 if none does; None if the cell is not quoted.

    Words behind the closing mark tell that both marks belong to the text, as in files whose program quotes no cell.
    """
    if not text.startswith('"', at):
        return None
    at += 1
    while (at := text.find('"', at)) >= 0 and text.startswith('"', at + 1):
        at += 2
    return at if at < 0 or text[at + 1 : at + 2] in ("", separator, "\r", "\n") else None


def _cell(text: str, start: int, end: int, *, quoted: bool) -> Cell:
    words = text[start:end]
    if is_guarded(words):
        start += 1
        words = words[1:]
    return Cell(words.replace('""', '"') if quoted else words, start, end, quoted)


def _runs(text: str, cell: Cell) -> Sequence[Run]:
    """The readable characters of a cell; a doubled quotation mark reads as one."""
    if not cell.quoted:
        return [Run(cell.words, cell.start, cell.end)]
    runs, at = [], cell.start
    for double in re.compile('""').finditer(text, cell.start, cell.end):
        if double.start() > at:
            runs.append(Run(text[at : double.start()], at, double.start()))
        runs.append(Run('"', *double.span()))
        at = double.end()
    return [*runs, Run(text[at : cell.end], at, cell.end)] if at < cell.end else runs
