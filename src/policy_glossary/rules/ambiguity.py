r"""Whether Python's engine may try the same text in very many ways: within a repetition it cannot tell where one round ends and the next begins.

`(?:\w+\s*){1,5}` splits one long word into five in as many ways as there are, `(?:\w+\s+){1,5}` does not. RE2 takes no longer for the one
than for the other, so the first kind runs there (`rules.patterns`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from policy_glossary.rules.parsing import parsed

_FEW_ROUNDS = 4  # of a repetition, whose ways to split what stands between two blanks are not many
_FEW_TIMES = 10  # by which an item may be repeated more or less without harm
_BLANKS, _DIGITS = " \t\n\r\f\v", "0123456789"
_WORD = _DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_SAMPLE = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(_BLANKS) | frozenset("\xa0é–—‘’“”•…、。《》中")  # that stand for all
_CATEGORIES = {"SPACE": frozenset(_BLANKS), "DIGIT": frozenset(_DIGITS), "WORD": frozenset(_WORD)}

_Items = Sequence[tuple[Any, Any]]


def is_ambiguous(pattern: str) -> bool:
    """True if in a repetition something that is itself repeated freely may take what stands behind it, in the same round or the next.

    What is not understood is taken for ambiguous.
    """
    items = parsed(pattern)
    return not items or _loops(items)


def _loops(items: _Items) -> bool:
    """True if these items, or items within them, hold an ambiguous repetition."""
    for operation, argument in items:
        name = str(operation)
        if name.endswith("_REPEAT"):
            _, most, body = argument
            if int(most) > _FEW_ROUNDS and _overlaps(body, _first(body)):
                return True
        if any(_loops(inner) for inner in _inside(name, argument)):
            return True
    return False


def _overlaps(items: _Items, behind: frozenset[str]) -> bool:
    """True if an item that is repeated freely may take characters with which what follows it begins; `behind` may follow them all."""
    follows = behind
    for operation, argument in reversed(list(items)):
        name = str(operation)
        if name.endswith("_REPEAT"):
            least, most, body = argument
            free = int(most) - int(least) > _FEW_TIMES
            if free and not _first(body).isdisjoint(follows):
                return True
        if any(_overlaps(inner, follows) for inner in _inside(name, argument)):
            return True
        first = _first([(operation, argument)])
        follows = first | follows if _nullable(operation, argument) else first
    return False


def _inside(name: str, argument: Any) -> Sequence[_Items]:
    """The sequences of items within an item."""
    if name.endswith("_REPEAT") or name == "SUBPATTERN":
        return [argument[-1]]
    return argument[1] if name == "BRANCH" else []


def _nullable(operation: Any, argument: Any) -> bool:
    """True if an item may match nothing."""
    name = str(operation)
    if name.endswith("_REPEAT") and argument[0] == 0:
        return True
    if inside := _inside(name, argument):
        return any(all(_nullable(*item) for item in items) for items in inside)
    return name not in ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _first(items: _Items) -> frozenset[str]:
    """The characters with which a match of some items may begin."""
    first = frozenset[str]()
    for operation, argument in items:
        first |= _first_of(str(operation), argument)
        if not _nullable(operation, argument):
            break
    return first


def _first_of(name: str, argument: Any) -> frozenset[str]:
    if inside := _inside(name, argument):
        return frozenset[str]().union(*map(_first, inside))
    if name == "LITERAL":
        return _either_case(chr(argument))
    if name == "NOT_LITERAL":
        return _SAMPLE - _either_case(chr(argument))
    if name == "IN":
        return _class(tuple((str(member), value if isinstance(value, tuple | int) else str(value)) for member, value in argument))
    return frozenset() if name == "AT" else _SAMPLE


@lru_cache
def _class(members: tuple[tuple[str, Any], ...]) -> frozenset[str]:
    found = frozenset[str]()
    for member, value in members:
        if member == "LITERAL":
            found |= _either_case(chr(value))
        elif member == "RANGE":
            found |= frozenset[str]().union(*(_either_case(c) for c in _SAMPLE if value[0] <= ord(c) <= value[1]))
        elif member == "CATEGORY":
            kind = str(value).removeprefix("CATEGORY_")
            known = _CATEGORIES.get(kind.removeprefix("NOT_"), _SAMPLE)
            found |= _SAMPLE - known if kind.startswith("NOT_") else known
    return _SAMPLE - found if ("NEGATE", "None") in members else found


def _either_case(character: str) -> frozenset[str]:
    return frozenset((character.lower(), character.upper()))
