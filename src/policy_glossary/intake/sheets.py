"""How large the sheets of a workbook are, read in their own XML before a library sets memory aside for the whole rectangle.

A file of five kilobytes can hold one cell in the last row and column of a sheet: 17 thousand million cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from policy_glossary.model.report import Fault, FaultError

MAX_CELLS = 5_000_000  # of all sheets, empty ones among them
MAIN_PART = "xl/workbook.xml"
_PLACES = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")


def check_sheets(parts: Mapping[str, bytes], name: str) -> None:
    """Raise FaultError if the parts of an archive are those of no .xlsx workbook, or of one with more cells than MAX_CELLS."""
    if "[Content_Types].xml" not in parts or MAIN_PART not in parts:
        raise FaultError(Fault("is a zip archive, but no .xlsx workbook", name))
    if sum(_cells(data) for part, data in parts.items() if part.lower().endswith(".xml")) > MAX_CELLS:
        hint = "delete the cells far outside of the table, and save it anew"
        raise FaultError(Fault(f"has sheets of more than {MAX_CELLS:,} cells", name, hint=hint))


def _cells(xml: bytes) -> int:
    """The size of the rectangle from the first cell of a sheet to the last row and column; 0 for what is no sheet."""
    places = _PLACES.findall(xml)
    if not places:
        return 0
    width = max(map(_column, {letters for letters, _ in places}))
    return width * max(int(digits) for digits in {digits for _, digits in places})


def _column(letters: bytes) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
