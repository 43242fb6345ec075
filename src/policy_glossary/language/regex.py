r"""The one door to patterns for rules: RE2 where it can, the standard engine where a pattern looks around or back.

RE2 compiles five to ten times faster, which is most of what a pattern costs on one article, and its time grows with the text
alone. Its classes are ASCII: `\w` takes no accented letter and `\b` stands beside one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import DOTALL, IGNORECASE, MULTILINE, Match, Pattern
from typing import cast

import re2

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]
_INLINE = {MULTILINE: "m", DOTALL: "s", IGNORECASE: "i"}


@lru_cache(maxsize=1024)
def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - the names of the standard module
    """A compiled pattern, each once in a process."""
    if flags & ~(MULTILINE | DOTALL | IGNORECASE):
        return re.compile(pattern, flags)
    letters = "".join(letter for flag, letter in _INLINE.items() if flags & flag)
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(f"(?{letters}){pattern}" if letters else pattern, options)
    except re2.error:
        return re.compile(pattern, flags)
    return cast("Pattern[str]", compiled)


def finditer(pattern: str, text: str, flags: int = 0) -> Iterator[Match[str]]:
    """As in the standard module."""
    return compile(pattern, flags).finditer(text)


def findall(pattern: str, text: str, flags: int = 0) -> list[str]:
    """As in the standard module."""
    return compile(pattern, flags).findall(text)


def search(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As in the standard module."""
    return compile(pattern, flags).search(text)


def match(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As in the standard module."""
    return compile(pattern, flags).match(text)


def fullmatch(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As in the standard module."""
    return compile(pattern, flags).fullmatch(text)


def split(pattern: str, text: str, maxsplit: int = 0, flags: int = 0) -> list[str]:
    """As in the standard module."""
    return compile(pattern, flags).split(text, maxsplit)


def sub(pattern: str, new: str | Callable[[Match[str]], str], text: str, count: int = 0, flags: int = 0) -> str:
    """As in the standard module."""
    return compile(pattern, flags).sub(new, text, count)


def escape(text: str) -> str:
    """As in the standard module."""
    return re.escape(text)
