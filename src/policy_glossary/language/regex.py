"""Regular expressions of the standard library whose compiled form can be kept from one run to the next.

Compiling the patterns of all rules takes longer than running them on an article. The functions below are those of `re`; what
they compiled can be taken out as plain data (`compiled_rows`) and put in again (`remember`), which spares the compiler.
The standard library has no public door for that: CPython's compiler gives a list of numbers, and its matching engine checks
such a list before it takes it. Where either is missing or refuses, patterns are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from importlib import import_module

from policy_glossary.model.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    # Pattern, flags, numbers as bytes, flags with those that the pattern sets itself, groups, names of groups.
    Row = list[Any]

_FIELDS = 6

_compiled: dict[tuple[str, int], re.Pattern[str]] = {}
_remembered: dict[tuple[str, int], Row] = {}


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001 - the name that it has in `re`
    """The pattern, compiled once."""
    key = (pattern, int(flags))
    found = _compiled.get(key)
    if found is None:
        found = _compiled[key] = _restored(key) or re.compile(pattern, flags)
    return found


def begins(characters: str, not_behind: str) -> str:
    """The first character of a pattern, one of a class, and what must not stand before it: `(?<![not_behind])[characters]`.

    Python's engine skips what cannot begin a match if a pattern begins with characters, and tries each place if it looks behind first.
    """
    return f"[{characters}](?<![{not_behind}][{characters}])"


def plain(word: str) -> str:
    """A word that a pattern matched without regard to case, in small letters as the pattern has them: İ and ı are i to it, ſ is s."""
    return word.lower().replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")


def search(pattern: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """The first match anywhere in a text."""
    return compile(pattern, flags).search(text)


def match(pattern: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """The match at the start of a text."""
    return compile(pattern, flags).match(text)


def fullmatch(pattern: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """The match of a whole text."""
    return compile(pattern, flags).fullmatch(text)


def finditer(pattern: str, text: str, flags: int = 0) -> Iterator[re.Match[str]]:
    """All matches in order."""
    return compile(pattern, flags).finditer(text)


def findall(pattern: str, text: str, flags: int = 0) -> list[Any]:
    """The words of all matches, or of their groups."""
    return compile(pattern, flags).findall(text)


def split(pattern: str, text: str, flags: int = 0) -> list[str | Any]:
    """The pieces between matches."""
    return compile(pattern, flags).split(text)


def sub(pattern: str, new: str, text: str, flags: int = 0) -> str:
    """The text with all matches replaced."""
    return compile(pattern, flags).sub(new, text)


def engine_version() -> str:
    """What the numbers depend on; empty where they cannot be used."""
    try:
        engine: Any = import_module("_sre")
        return f"{engine.MAGIC}.{engine.CODESIZE}.{array('I').itemsize}.{sys.byteorder}"
    except (ImportError, AttributeError):
        return ""


def remember(rows: Iterable[Row]) -> None:
    """Take in what `compiled_rows` gave out in an earlier run of the same Python."""
    _remembered.update(((row[0], row[1]), row) for row in rows if isinstance(row, list) and len(row) == _FIELDS)


def compiled_rows() -> list[Row]:
    """All that is known, as plain data; empty if nothing was compiled that had not been remembered."""
    if not engine_version() or _compiled.keys() <= _remembered.keys():
        return []
    new = [_row(*key) for key in _compiled if key not in _remembered]
    return [*_remembered.values(), *(row for row in new if row is not None)]


def _row(pattern: str, flags: int) -> Row | None:
    try:
        parsed = import_module("re._parser").parse(pattern, flags)
        numbers = array("I", import_module("re._compiler")._code(parsed, flags))  # noqa: SLF001 - no public door: see the head of this file
    except (ImportError, AttributeError, TypeError, OverflowError):
        return None
    state = parsed.state
    return [
        pattern,
        flags,
        numbers.tobytes(),
        flags | state.flags,
        state.groups - 1,
        dict(state.groupdict),
    ]


def _restored(key: tuple[str, int]) -> re.Pattern[str] | None:
    row = _remembered.get(key)
    if row is None:
        return None
    try:
        pattern, _, data, flags, groups, names = row
        numbers = array("I")
        numbers.frombytes(data)
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        restored: re.Pattern[str] = import_module("_sre").compile(pattern, flags, numbers.tolist(), groups, names, tuple(by_number))
    except (ImportError, AttributeError, TypeError, ValueError, LookupError, RuntimeError, OverflowError):
        del _remembered[key]  # it is compiled and kept anew
        return None
    return restored
