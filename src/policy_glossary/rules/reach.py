"""How far a pattern looks: whether it can run from one word to the next without end.

Needed only where the list of rules is made. The standard library has no public door to what a pattern was parsed to; where it is shut, every
pattern is taken for one that looks far.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_BLANKS = frozenset(map(ord, " \t\n\r\f\v"))
_FAR = 60  # times that are as good as endless
_MIXED = "mixed"  # a class of characters that holds blanks and others


def looks_near(pattern: str, flags: int = 0) -> bool:
    """True if all that a pattern repeats without end, or very often, are blanks alone or other characters alone, or classes of either.

    In a text without long words and long runs of blanks such a pattern ends near where it began, whatever follows. Raises re.error.
    """
    try:
        parsed = import_module("re._parser").parse(pattern, flags)
        return not any(_runs_on(item) for item in parsed)
    except (ImportError, AttributeError, TypeError, ValueError):
        return False


def _runs_on(item: tuple[Any, Any]) -> bool:
    """True if a parsed item, or one within it, repeats without end what may cross from one word to the next."""
    operation, argument = str(item[0]), item[1]
    if operation.endswith("_REPEAT"):
        _, most, body = argument
        endless = str(most) == "MAXREPEAT" or int(most) > _FAR
        return (endless and _kind(body) == _MIXED) or any(map(_runs_on, body))
    if operation == "BRANCH":
        return any(_runs_on(inner) for branch in argument[1] for inner in branch)
    if operation in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return any(map(_runs_on, argument[-1]))
    return operation in ("ATOMIC_GROUP", "GROUPREF", "GROUPREF_EXISTS")


def _kind(body: Any) -> str:
    """Whether what is repeated is one character and always a blank, never one, or neither."""
    if len(body) != 1:
        return _MIXED
    operation, argument = str(body[0][0]), body[0][1]
    if operation == "LITERAL":
        return "blank" if argument in _BLANKS else "other"
    if operation != "IN":
        return _MIXED
    kinds = {_kind_of_member(str(member), value) for member, value in argument}
    if str(argument[0][0]) == "NEGATE":
        return "other" if ("CATEGORY", "CATEGORY_SPACE") in {(str(member), str(value)) for member, value in argument} else _MIXED
    return kinds.pop() if len(kinds) == 1 else _MIXED


def _kind_of_member(member: str, value: Any) -> str:
    if member == "LITERAL":
        return "blank" if value in _BLANKS else "other"
    if member == "RANGE":
        return "other" if value[0] > ord(" ") else _MIXED
    of_category = {"CATEGORY_SPACE": "blank", "CATEGORY_NOT_SPACE": "other", "CATEGORY_WORD": "other", "CATEGORY_DIGIT": "other"}
    return of_category.get(str(value), _MIXED)
