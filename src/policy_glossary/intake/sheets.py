"""The door to workbooks: their sizes are read in their own XML before a library sets memory aside for what they claim.

A file of five kilobytes can hold one cell in the last row and column of a sheet: 17 thousand million cells. The library is compiled
code that ends the whole process where it finds no room.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policy_glossary.model.report import Fault, FaultError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_CELLS = 5_000_000  # of all sheets, empty ones among them
MAIN_PART = "xl/workbook.xml"
_DAMAGED = "open it in a spreadsheet and save it anew"
_XML = (b"<", b"\xef\xbb\xbf<")
# A tag ends at the first ">" outside of quotation marks; no search passes another "<", which XML forbids in a tag.
_CELL = re.compile(rb"<(?:[^\s<>/:]*:)?c(?=[\s/>])(?:((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)(>))?")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)([^\"']*)[\"']")
_STRINGS_TAG = re.compile(rb"<(?:[^\s<>/:]*:)?sst(?=[\s/>])[^<]*")
_COUNT = re.compile(rb"[cC]ount\s*=\s*[\"']([^\"']*)[\"']")
_DIGITS = re.compile(rb"[0-9]{1,7}")


def check_sheets(parts: Mapping[str, bytes], name: str) -> None:
    """Raise FaultError if the parts of an archive are those of no .xlsx workbook, or of one with more cells than MAX_CELLS."""
    if "[Content_Types].xml" not in parts or MAIN_PART not in parts:
        raise FaultError(Fault("is a zip archive, but no .xlsx workbook", name))
    read = [data for part, data in parts.items() if part.lower().endswith(".xml") or data.lstrip().startswith(_XML)]
    if sum(map(_cells, read)) > MAX_CELLS or any(_number(count) > MAX_CELLS for data in read for count in _string_counts(data)):
        hint = "delete the cells far outside of the table, and save it anew"
        raise FaultError(Fault(f"has sheets of more than {MAX_CELLS:,} cells", name, hint=hint))


@contextmanager
def open_workbook(data: bytes, name: str) -> Iterator[CalamineWorkbook]:
    """A workbook whose sheets were checked. Raises FaultError if it cannot be read, also while it is in use.

    A panic of the library is no `Exception`; it is known by its name alone.
    """
    try:
        import python_calamine
    except ImportError:
        hint = 'pip install "policy-glossary[exchange]"'
        raise FaultError(Fault("XLSX files need python-calamine, which is not installed", name, hint=hint)) from None
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            yield book
    except python_calamine.PasswordError:
        raise FaultError(Fault("is protected by a password", name, hint="save it without one")) from None
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise FaultError(Fault(f"is a damaged workbook: {error}", name, hint=_DAMAGED)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise FaultError(Fault("is a damaged workbook: the library that reads it broke", name, hint=_DAMAGED)) from None


def _cells(xml: bytes) -> int:
    """The size of the rectangle from the first cell of a sheet to the last row and column; 0 for what is no sheet.

    A tag of a cell that is not as XML has it counts as one far outside.
    """
    tags = _CELL.findall(xml)
    if not all(end for _, end in tags):
        return MAX_CELLS + 1
    places = _PLACE.findall(b"".join(tag for tag, _ in tags))
    if not places:
        return 0
    width = max(map(_column, {letters for letters, _ in places}))
    return width * max(map(_number, {digits for _, digits in places}))


def _string_counts(xml: bytes) -> Iterator[bytes]:
    """How many texts the table of texts claims to hold."""
    for tag in _STRINGS_TAG.findall(xml):
        yield from _COUNT.findall(tag)


def _number(digits: bytes) -> int:
    """A number; what is none, or has too many digits, is beyond all limits."""
    return int(digits) if _DIGITS.fullmatch(digits) else MAX_CELLS + 1


def _column(letters: bytes) -> int:
    """The number of a column, from 1; more letters than a sheet has columns for are beyond all limits."""
    if len(letters) > 3:
        return MAX_CELLS + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
