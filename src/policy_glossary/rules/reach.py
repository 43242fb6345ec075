"""How far a pattern looks: whether it can run from one word to the next without end; found where the list of rules is made."""

from __future__ import annotations

from typing import Any

from policy_glossary.rules.triggers import parsed

_BLANKS = frozenset(map(ord, " \t\n\r\f\v\xa0"))
_FAR = 100  # times that are as good as endless
_SIMPLE = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "AT"})  # items that repeat nothing
_BLANK, _OTHER, _MIXED = "blank", "other", "mixed"


def looks_near(pattern: str) -> bool:
    """True if all that a pattern repeats without end, or very often, are blanks alone or other characters alone; or if it begins at "^".

    In a text without long words and long runs of blanks such a pattern ends near where it began, whatever follows. What is not understood is
    taken for a pattern that looks far.
    """
    items = parsed(pattern)
    anchored = [str(part) for part in items[0]] == ["AT", "AT_BEGINNING"] if items else False
    return anchored or (bool(items) and not any(map(_runs_on, items)))


def _runs_on(item: tuple[Any, Any]) -> bool:
    """True if a parsed item, or one within it, repeats without end what may cross from one word to the next."""
    operation, argument = str(item[0]), item[1]
    if operation.endswith("_REPEAT"):
        _, most, body = argument
        endless = str(most) == "MAXREPEAT" or int(most) > _FAR
        return (endless and _kind(body) == _MIXED) or any(map(_runs_on, body))
    if operation == "BRANCH":
        return any(_runs_on(inner) for branch in argument[1] for inner in branch)
    if operation == "SUBPATTERN":
        return any(map(_runs_on, argument[-1]))
    return operation not in _SIMPLE


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
