"""A pattern without regard to case, written for a text in small letters: Python's engine takes 0.6 of the time to try it there.

It looks for the first letters of a pattern at one go only if case counts. Capitals are those of ASCII, in patterns as in `Facts.folded`.
"""

from __future__ import annotations

import re
from typing import Any

from policy_glossary.rules.parsing import parsed

# What keeps its letters: an escape, and the name of a group.
_KEPT = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\(\?P[<=]\w+|(?P<capitals>[A-Z]+)", re.DOTALL
)
_FIRST, _LAST, _STEP = ord("A"), ord("Z"), ord("a") - ord("A")


class _CaseCountsError(ValueError):
    """A part of a pattern regards case, or cannot be told of small letters."""


def folded(pattern: str) -> str | None:
    """The pattern that finds in a text in small letters what the given one finds without regard to case, at the same places.

    None if the items of both do not prove it: where a part of it does regard case, or is not understood.
    """
    small = _KEPT.sub(lambda m: m[0].lower() if m["capitals"] else m[0], pattern)
    items = parsed(pattern)
    try:
        same = bool(items) and _in_small_letters(items) == _as_written(parsed(small))
    except _CaseCountsError:
        same = False
    return small if same else None


def _as_written(items: Any) -> Any:
    """Parsed items as lists that can be compared, a class of characters without those that come twice."""
    if not isinstance(items, (list, tuple)) and not hasattr(items, "data"):
        return items if items is None else str(items)
    if _is_item(items) and str(items[0]) == "IN":
        return _as_class([_as_written(member) for member in items[1]])
    return [_as_written(item) for item in items]


def _in_small_letters(items: Any) -> Any:
    """The same with capitals as small letters. Raises _CaseCountsError."""
    if not isinstance(items, (list, tuple)) and not hasattr(items, "data"):
        return _as_written(items)
    if not _is_item(items):
        return [_in_small_letters(item) for item in items]
    operation, value = str(items[0]), items[1]
    if operation in ("LITERAL", "NOT_LITERAL"):
        return [operation, str(value + _STEP if _FIRST <= value <= _LAST else value)]
    if operation == "RANGE":
        first, last = value
        if first >= _FIRST and last <= _LAST:
            return [operation, [str(first + _STEP), str(last + _STEP)]]
        if first <= _LAST and last >= _FIRST:
            raise _CaseCountsError
    if operation == "SUBPATTERN" and any(value[1:3]):  # flags of its own
        raise _CaseCountsError
    if operation == "IN":
        return _as_class([_in_small_letters(member) for member in value])
    return [operation, _in_small_letters(value)]


def _is_item(items: Any) -> bool:
    return isinstance(items, tuple) and len(items) == len(("operation", "value")) and str(items[0]).isupper()


def _as_class(members: list[Any]) -> Any:
    """A class of characters; of one alone, that."""
    different = [member for number, member in enumerate(members) if member not in members[:number]]
    return different[0] if len(different) == 1 and different[0][0] == "LITERAL" else ["IN", different]
