"""CSV and TSV. The separator is read from the headings; cells that a spreadsheet would run as a formula are guarded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from policy_glossary.intake.formulas import guarded, unguarded
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.record import Records
from policy_glossary.termbase.exchange.table import CELLS, Row, given_headings, known_headings, read_header, read_rows, write_rows

MAX_CELL = 131_072  # code points; the csv module's own limit, which belongs to the whole process and is left as it is
SEPARATORS = {",": "comma", "\t": "tab", ";": "semicolon", "，": "full-width comma", "|": "bar"}


def read_delimited(text: str, name: str, columns: Sequence[str] = ()) -> Records:
    """The entries of a table with headings. Raises FaultError if it cannot be told what its columns hold."""
    faults: list[Fault] = []
    separator = _separator(text, name, columns)
    rows = list(_rows(text, separator, name, faults))
    if not rows:
        if faults:
            raise FaultError(faults[0])
        return Records((), notes=(f"{name}: holds no row",))
    layout = read_header(rows[0], rows[1:], name, columns)
    if isinstance(layout, Fault):
        raise FaultError(layout)
    entries, frames = read_rows(rows[1:] if layout.headed else rows, layout, CELLS, name, faults)
    return Records(tuple(entries), frames, tuple(faults), layout.notes, ours="extra" in layout.keys.values())


def write_delimited(records: Records, separator: str, headings: str = "en") -> bytes:
    """A table in UTF-8; CSV begins with a byte-order mark, without which Excel takes it for another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in write_rows(records, headings, CELLS):
        writer.writerow([guarded(cell) for cell in row])
    return (("\ufeff" if separator == "," else "") + out.getvalue()).encode()


def _separator(text: str, name: str, columns: Sequence[str]) -> str:
    """The separator under which the first row holds most headings. Raises FaultError if none does."""
    start = re.match(r"\s*", text)
    first = text[start.end() if start else 0 :]
    given = given_headings(columns)
    counts: dict[str, tuple[int, int]] = {}
    for separator in SEPARATORS:
        try:
            cells = next(csv.reader(io.StringIO(first, newline=""), delimiter=separator, strict=True), [])
        except csv.Error:
            cells = []
        counts[separator] = (known_headings([given.get(cell.strip(), cell) for cell in cells]), len(cells))
    known, width = max(counts.values())
    if known:
        best = [separator for separator, count in counts.items() if count[0] == known]
        if len(best) == 1 or width > 1 or known == 1:
            return max(best, key=lambda separator: counts[separator][1])
    if columns:
        exact = [separator for separator, count in counts.items() if count[1] == len(columns)]
        if len(exact) == 1 or "=" not in columns[0]:
            return (exact or [max(counts, key=lambda separator: counts[separator][1])])[0]
    hint = (
        "the first row names the columns, for example: Chinese,English,Note (中文,英文,备注); or say --columns chinese,english,note"
    )
    raise FaultError(Fault("no separator gives a first row with headings that are known", name, 1, hint))


def _rows(text: str, separator: str, name: str, faults: list[Fault]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(_fault(str(error), name, line))
            return
        if cells:
            yield Row(line, [unguarded(cell) for cell in cells])


def _fault(told: str, name: str, line: int) -> Fault:
    """What the csv module said, in plain words, with the line where the row began."""
    if "field limit" in told:
        return Fault(f"a cell is longer than {MAX_CELL:,} characters; from here on nothing was read", name, line)
    if "end of data" in told:
        message = "a quotation mark opens here and is never closed; from here on nothing was read"
        return Fault(message, name, line, 'close it; a quotation mark inside a cell is written twice: ""')
    message = "a quotation mark closes in the middle of a cell; from here on nothing was read"
    return Fault(message, name, line, 'a quotation mark inside a cell is written twice: ""')
