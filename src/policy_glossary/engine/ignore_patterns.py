"""Patterns as in .gitignore, run on RE2, so that nobody's pattern can stall a walk.

A pattern speaks of the path itself and never of what lies below it: a walk that does not enter what is left out needs no
more. (pathspec, the usual library, matches what lies below as well, which makes `*`, `!*/`, `!*.md` leave out every folder.)
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence

from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

_ANY, _ANY_FOLDERS, _NEVER = "[^/]*", "(?:.*/)?", r"[^\x00-\x{10ffff}]"
_CLASSES = frozenset("alnum alpha blank cntrl digit graph lower print punct space upper xdigit".split())


class Pattern(NamedTuple):
    """One line: as it was written, whether it lets in again ("!"), whether it means folders only, and the regular expression."""

    line: str
    lets_in: bool
    folders_only: bool
    regex: str


class Patterns:
    """The patterns of one place, relative to a folder; `name` is what the place is called."""

    def __init__(self, patterns: Sequence[Pattern], root: str, name: str) -> None:
        self._patterns = [(pattern, _compiled(pattern.regex)) for pattern in patterns]
        self._any = _compiled("|".join(pattern.regex for pattern in patterns))
        self._root = root
        self._name = name

    def decide(self, path: str, folder: bool) -> tuple[bool | None, str]:
        """True: left out; False: let in again; None: nothing said. With it the pattern that decides: the last one."""
        inside = _relative(path, self._root)
        if self._any is None or self._any.fullmatch(inside):
            for pattern, regex in reversed(self._patterns):
                if regex is not None and (folder or not pattern.folders_only) and regex.fullmatch(inside):
                    return not pattern.lets_in, f'"{pattern.line}" in {self._name}'
        return None, ""


def read_patterns(lines: Iterable[str], root: str, name: str, bad: Callable[[int, str], None]) -> Patterns | None:
    """The patterns of lines, or None if there is none. `bad` is told the number, from 1, of a line that can match nothing."""
    patterns = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        pattern = parse_pattern(line)
        if pattern is None or _compiled(pattern.regex) is None:
            bad(number, line)
        else:
            patterns.append(pattern)
    return Patterns(patterns, root, name) if patterns else None


def parse_pattern(line: str) -> Pattern | None:
    """The pattern of a line that is no comment, or None if it can match nothing."""
    text = _without_trailing_blanks(line)
    lets_in = text.startswith("!")
    text = text[lets_in:]
    folders_only = text.endswith("/")
    text = text[: len(text) - folders_only]
    anchored = "/" in text
    regex = _regex(text.removeprefix("/"))
    if not text or regex is None:
        return None
    return Pattern(line, lets_in, folders_only, regex if anchored else f"{_ANY_FOLDERS}{regex}")


def _without_trailing_blanks(line: str) -> str:
    """Blanks at the end do not count, unless a backslash stands before the first of them."""
    kept = line.rstrip(" ")
    backslashes = len(kept) - len(kept.rstrip("\\"))
    return kept + " " if backslashes % 2 and len(kept) < len(line) else kept


def _regex(glob: str) -> str | None:
    """The regular expression of a glob, or None if it can match nothing."""
    parts: list[str] = []
    place = 0
    while place < len(glob):
        char = glob[place]
        if char == "*":
            end = place + len(glob[place:]) - len(glob[place:].lstrip("*"))
            alone = end - place > 1 and (place == 0 or glob[place - 1] == "/") and glob[end : end + 1] in ("", "/")
            if alone and end < len(glob):
                parts.append(_ANY_FOLDERS)
                end += 1
            else:
                parts.append(".*" if alone else _ANY)
            place = end
        elif char == "[":
            found = _bracket(glob, place + 1)
            if found is None:
                return None
            part, place = found
            parts.append(part)
        elif char == "\\":
            if place + 1 == len(glob):
                return None
            parts.append(re.escape(glob[place + 1]))
            place += 2
        else:
            parts.append("[^/]" if char == "?" else re.escape(char))
            place += 1
    return "".join(parts)


def _bracket(glob: str, place: int) -> tuple[str, int] | None:
    """The character class that begins at a place behind "[", and the place behind it; None if it does not end."""
    negated = glob[place : place + 1] in ("!", "^")
    first = place = place + negated
    items: list[str] = []
    while True:
        char = glob[place : place + 1]
        if not char:
            return None
        if char == "]" and place > first:
            break
        named = re.compile(r"\[:([a-z]*):\]").match(glob, place)
        if named:
            if named[1] not in _CLASSES:
                return None
            items.append(named[0])
            place = named.end()
            continue
        low, place = _member(glob, place)
        high = low
        if glob[place : place + 1] == "-" and glob[place + 1 : place + 2] not in ("", "]"):
            high, place = _member(glob, place + 1)
        items += [_range(max(low, "0"), high), _range(low, min(high, "."))]  # never the slash between them
    listed = "".join(items)
    if negated:
        return f"[^/{listed}]", place + 1
    return (f"[{listed}]" if listed else _NEVER), place + 1


def _member(glob: str, place: int) -> tuple[str, int]:
    escaped = glob[place] == "\\" and place + 1 < len(glob)
    return glob[place + escaped], place + escaped + 1


def _range(low: str, high: str) -> str:
    return f"\\x{{{ord(low):x}}}-\\x{{{ord(high):x}}}" if low <= high else ""


def _compiled(regex: str) -> Any:
    """The compiled expression, or None if it is beyond the limits of the engine."""
    import re2  # few folders have patterns

    options = re2.Options()
    options.dot_nl = True
    options.log_errors = False
    try:
        return re2.compile(regex, options)
    except re2.error:
        return None


def _relative(path: str, root: str) -> str:
    """A path as patterns see it. Bytes that are no text become stand-ins, which wildcards match."""
    top = root.rstrip(os.sep) + os.sep
    inside = path[len(top) :] if path.startswith(top) else os.path.relpath(path, root)
    return inside.replace(os.sep, "/").encode("utf-8", "replace").decode()
