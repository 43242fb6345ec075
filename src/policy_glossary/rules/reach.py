"""How far a pattern looks: how many code points a match of it can span; found where the list of rules is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policy_glossary.matching.stretches import Reach
from policy_glossary.rules.parsing import parsed

_BLANKS = frozenset(map(ord, " \t\n\r\f\v\xa0"))
_FAR = 100  # times that are as good as endless
_ONE_CHARACTER = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN"})
_BLANK, _OTHER, _MIXED = "blank", "other", "mixed"


def reach_of(pattern: str) -> Reach | None:
    """The most that a match spans; None if it can run on from one word to the next without end, or very often, or is not understood."""
    items = parsed(pattern)
    return reach_of_items(items) if items else None


def begins_the_text(pattern: str) -> bool:
    """True if a pattern is tried at one place alone, since it begins at "^"."""
    return [str(part) for item in parsed(pattern)[:1] for part in item] == ["AT", "AT_BEGINNING"]


def reach_of_items(items: Iterable[tuple[Any, Any]]) -> Reach | None:
    """The reach of parsed items that follow each other."""
    total: Reach | None = Reach(0, 0, 0)
    for operation, argument in items:
        total = together(total, _of_item(str(operation), argument))
    return total


def together(first: Reach | None, second: Reach | None) -> Reach | None:
    """The most that two things span which follow each other."""
    return None if first is None or second is None else Reach(*map(sum, zip(first, second, strict=True)))


def farthest(reaches: Iterable[Reach | None]) -> Reach | None:
    """The most that one of several things spans."""
    known = list(reaches)
    if None in known:
        return None
    return Reach(*map(max, zip(*(reach for reach in known if reach is not None), strict=True)))


def _of_item(operation: str, argument: Any) -> Reach | None:
    if operation in _ONE_CHARACTER:
        return Reach(1, 0, 0)
    if operation == "AT":
        return Reach(0, 0, 0)
    if operation == "SUBPATTERN":
        return reach_of_items(argument[-1])
    if operation == "BRANCH":
        return farthest(reach_of_items(branch) for branch in argument[1])
    return _of_repeated(*argument[1:]) if operation.endswith("_REPEAT") else None


def _of_repeated(most: Any, body: Any) -> Reach | None:
    reach = reach_of_items(body)
    if str(most) != "MAXREPEAT" and int(most) <= _FAR:
        return Reach(*(int(most) * part for part in reach)) if reach else None
    kind = _kind(body)
    return None if reach is None or kind == _MIXED else Reach(0, kind == _OTHER, kind == _BLANK)


def _kind(body: Any) -> str:
    """Whether what is repeated holds blanks alone, no blank at all, or both."""
    kinds = {kind for operation, argument in body for kind in _kinds(str(operation), argument)}
    return kinds.pop() if len(kinds) == 1 else _MIXED


def _kinds(operation: str, argument: Any) -> list[str]:
    """What characters a parsed item takes."""
    if operation == "IN" and str(argument[0][0]) != "NEGATE":
        return [_kind_of_member(str(member), value) for member, value in argument]
    if operation == "BRANCH":
        return [_kind(branch) for branch in argument[1]]
    if operation == "SUBPATTERN" or operation.endswith("_REPEAT"):
        return [_kind(argument[-1])]
    if operation == "LITERAL":
        return [_BLANK if argument in _BLANKS else _OTHER]
    # What is left is a class of all characters but some: without blanks only if it says so.
    return [_OTHER if operation == "IN" and "CATEGORY_SPACE" in [str(value) for _, value in argument] else _MIXED]


def _kind_of_member(member: str, value: Any) -> str:
    if member == "LITERAL":
        return _BLANK if value in _BLANKS else _OTHER
    if member == "RANGE":
        return _OTHER if value[0] > max(_BLANKS) or (value[0] > ord(" ") and value[1] < max(_BLANKS)) else _MIXED
    known = {"CATEGORY_SPACE": _BLANK, "CATEGORY_NOT_SPACE": _OTHER, "CATEGORY_WORD": _OTHER, "CATEGORY_DIGIT": _OTHER}
    return known.get(str(value), _MIXED)
