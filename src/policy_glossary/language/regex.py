"""Regular expressions of the standard library whose compiled form can be kept from one run to the next.

Compiling the patterns of all rules takes longer than running them on an article. The functions below are those of `re`; what
they compiled can be taken out as plain data (`all_compiled`) and put in again (`remember`), which spares the compiler.
The standard library has no public door for that: CPython's compiler gives a list of numbers, and its matching engine checks
such a list before it takes it. Where either is missing or refuses, patterns are compiled as ever. Patterns made of words of a
text are no matter for this: `re` itself does.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Callable, Iterator
from importlib import import_module

from policy_glossary.model.digest import blake2b
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any


class Compiled(NamedTuple):
    """What a pattern was compiled to: the engine's numbers as bytes, the flags with those that it sets itself, and its groups."""

    numbers: bytes
    flags: int
    groups: int
    names: dict[str, int]


class _Kept:
    """What an earlier run compiled, by name, in a form of which `recall` makes a `Compiled`."""

    def __init__(self) -> None:
        self.rows: dict[str, Any] = {}
        self.recall: Callable[[Any], Compiled] | None = None

    def get(self, name: str) -> Compiled | None:
        row = self.rows.get(name)
        try:
            return self.recall(row) if self.recall and row is not None else None
        except (TypeError, ValueError, LookupError, AttributeError, OSError):
            return None


_patterns: dict[tuple[str, int], re.Pattern[str]] = {}
_unknown: set[tuple[str, int]] = set()  # that had to be compiled in this run
_prepared: dict[str, Compiled] = {}
_kept = _Kept()


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001 - the name that it has in `re`
    """The pattern, compiled once."""
    key = (pattern, int(flags))
    found = _patterns.get(key)
    if found is None:
        found = _restored(*key)
        if found is None:
            found = re.compile(pattern, flags)
            _unknown.add(key)
        _patterns[key] = found
    return found


def prepare(pattern: str, flags: int = 0) -> None:
    """Compile a pattern for later runs, whether this one needs it or not. Raises re.error."""
    name = _name(pattern, int(flags))
    if name not in _kept.rows and name not in _prepared and (made := _made(pattern, int(flags))):
        _prepared[name] = made


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


def remember(rows: dict[str, Any], recall: Callable[[Any], Compiled]) -> None:
    """Take in what `all_compiled` gave out in an earlier run of the same Python: by name, whatever `recall` makes a `Compiled` of.

    `recall` may raise what reading of spoilt data raises: TypeError, ValueError, LookupError, AttributeError, OSError.
    """
    _kept.rows, _kept.recall = rows, recall


def all_compiled() -> dict[str, Compiled]:
    """All that is known by name, as plain data; empty if nothing was compiled that had not been remembered."""
    new = {name: made for name, made in _newly_made() if made}
    old = {name: _kept.get(name) for name in _kept.rows} if new else {}
    return {name: made for name, made in [*old.items(), *new.items()] if made}


def _newly_made() -> Iterator[tuple[str, Compiled | None]]:
    if not engine_version():
        return
    yield from _prepared.items()
    for pattern, flags in _unknown:
        yield _name(pattern, flags), _made(pattern, flags)


def _name(pattern: str, flags: int) -> str:
    return blake2b(f"{flags} {pattern}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _made(pattern: str, flags: int) -> Compiled | None:
    try:
        parsed = import_module("re._parser").parse(pattern, flags)
        numbers = array("I", import_module("re._compiler")._code(parsed, flags))  # noqa: SLF001 - no public door: see the head of this file
    except (ImportError, AttributeError, TypeError, OverflowError):
        return None
    state = parsed.state
    return Compiled(numbers.tobytes(), flags | state.flags, state.groups - 1, dict(state.groupdict))


def _restored(pattern: str, flags: int) -> re.Pattern[str] | None:
    """The pattern as it was compiled in an earlier run. What cannot be used is compiled, and kept, anew."""
    name = _name(pattern, flags)
    made = _prepared.get(name) or _kept.get(name)
    try:
        if made is not None:
            numbers = array("I")
            numbers.frombytes(made.numbers)
            by_number: list[str | None] = [None] * (made.groups + 1)
            for group, number in made.names.items():
                by_number[number] = group
            arguments = (made.flags, numbers.tolist(), made.groups, made.names, tuple(by_number))
            restored: re.Pattern[str] = import_module("_sre").compile(pattern, *arguments)
            return restored
    except (ImportError, AttributeError, TypeError, ValueError, LookupError, RuntimeError, OverflowError):
        pass
    _kept.rows.pop(name, None)
    return None
