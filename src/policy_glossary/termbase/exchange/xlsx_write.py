"""XLSX workbooks, written for people: frozen headings, drop-down lists, widths that fit, wrapped text, no formula."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from policy_glossary.model.concept import Occurrences, PartOfSpeech, Risk
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.record import Records
from policy_glossary.termbase.exchange.table import COLUMNS, EXTRA, STATUSES, write_rows
from policy_glossary.termbase.exchange.xlsx import ABOUT, MAX_CELL, SHEET_CELLS

_GREATEST_ROWS = 1_048_576  # of a sheet, by the format
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same input gives the same bytes
_LISTS = {"status": tuple(STATUSES), "risk": tuple(Risk), "pos": tuple(PartOfSpeech), "occurrences": tuple(Occurrences)}
_FROZEN_COLUMNS = 3  # id, Chinese, English
_SPARE_ROWS = 1000  # below the last entry the drop-down lists go on, for entries that people add
_HELP = {
    "en": (
        "One row is one concept: one Chinese idea, the English to use for it, and the English not to use.",
        "In one cell, put ; between several terms. bad => good gives one rendering a replacement of its own.",
        "Status: approved entries are enforced, proposals only inform.",
        "Leave the last column as it is: it lets the glossary files be made again exactly.",
        "Columns may be moved, sorted or left out; what is not there is not changed.",
    ),
    "zh": (
        "一行是一个概念：一个中文概念、应当使用的英文，以及不应使用的英文。",
        "一个单元格里有多个译法时用英文分号 ; 隔开。bad => good 为某个译法单独指定替换词。",
        "状态：“已批准”的条目会强制执行，“建议”只作提示。",
        "最后一列请勿改动：有了它才能原样还原词汇表文件。",
        "各列可以移动、排序或省略；没有的内容不会被改动。",
    ),
}


def write_xlsx(records: Records, headings: str = "en") -> bytes:
    """A workbook with one sheet for the entries and one that explains it.

    Raises FaultError if XlsxWriter is not installed, or if it is more than a spreadsheet can hold.
    """
    try:
        import xlsxwriter
    except ImportError:
        hint = 'pip install "policy-glossary[exchange]"'
        raise FaultError(Fault("XLSX files need XlsxWriter, which is not installed", hint=hint)) from None
    if len(records.entries) >= _GREATEST_ROWS:
        raise FaultError(Fault(f"a spreadsheet holds no more than {_GREATEST_ROWS - 1:,} entries", hint="export CSV or TBX"))
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "Glossary", "created": _MADE.replace(tzinfo=None)})
        sheet = book.add_worksheet("Glossary" if headings == "en" else "词汇表")
        bold = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        grey = book.add_format({"font_color": "#999999", "valign": "top", "num_format": "@"})
        for n, column in enumerate(COLUMNS):
            sheet.set_column(n, n, column.width, grey if column.key == EXTRA else text)
        count = 0
        for number, row in enumerate(write_rows(records, headings, SHEET_CELLS)):
            for n, cell in enumerate(row):
                if cell:
                    _check_length(cell, row)
                    sheet.write_string(number, n, cell, bold if number == 0 else None)
            count = number
        sheet.set_row(0, 24)
        sheet.freeze_panes(1, _FROZEN_COLUMNS)
        sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
        for n, column in enumerate(COLUMNS):
            if column.key in _LISTS:
                words = (
                    [STATUSES[word] for word in STATUSES]
                    if column.key == "status" and headings == "zh"
                    else [str(w) for w in _LISTS[column.key]]
                )
                told = f"One of: {', '.join(words)}"
                rule = {"validate": "list", "source": words, "error_title": column.english, "error_message": told}
                sheet.data_validation(1, n, count + _SPARE_ROWS, n, rule)
        about = book.add_worksheet(ABOUT[headings])
        about.set_column(0, 0, 110, text)
        for number, line in enumerate(_HELP[headings]):
            about.write_string(number, 0, line)
    return out.getvalue()


def _check_length(cell: str, row: list[str]) -> None:
    """A residue that does not fit would be cut by the spreadsheet in silence; other cells were cut by `carry`, with a residue."""
    if len(cell) > MAX_CELL // 2 and len(cell.encode("utf-16-le")) // 2 > MAX_CELL:
        message = f"the entry {row[0] or row[1]} does not fit into a spreadsheet, whose cells hold {MAX_CELL:,} characters"
        raise FaultError(Fault(message, hint="export CSV or TBX"))
