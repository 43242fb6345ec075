"""Cells that a spreadsheet would run as a formula: one apostrophe in front keeps it from that.

It is put there when a table is written (before any apostrophes that stood there already), and taken away, once, when one is read.
Nothing is ever evaluated.
"""

from __future__ import annotations

import re

_BEGINNINGS = frozenset("'=+-@\t\r＝＋－＠")  # a quick look at the first character spares most cells the pattern
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell[:1] in _BEGINNINGS and _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe of `guarded`."""
    return cell[1:] if is_guarded(cell) else cell


def is_guarded(cell: str) -> bool:
    """True if a cell begins with the apostrophe of `guarded`."""
    return cell.startswith("'") and _FORMULA.match(cell) is not None
