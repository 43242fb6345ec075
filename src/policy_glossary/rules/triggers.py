"""Words and marks without which a pattern cannot match, found by reading the pattern; they spare most rules from being run.

On an article, most rules meet none of theirs. They are found when a pack or the list of modules is made, and kept with it; a
pattern that this module does not understand simply has none, and its rule always runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import pairwise
from typing import Any

MOST = 150  # alternatives; with more of them, one stands in nearly every article
_SHORTEST = 3  # characters; shorter texts count only for a mark or figure that most paragraphs do without
_ORDINARY = frozenset(" \t\n\r.,")
_EVERYWHERE = frozenset("and are for from has have ing ion its new of that the this tion will with".split())
_BLANKS = " \t\u00a0"
_CLOSING, _OPENING = ",;!.:?)]", "(["
_CODE_POINT = re.compile(r"\\x\{([0-9a-fA-F]+)\}")  # RE2 writes \x{200b}, Python \u200b


def triggers(pattern: str) -> list[list[str]]:
    """Sets of lower-case texts: wherever the pattern matches, one text of each set stands. Empty if none are known.

    At most the three rarest sets are kept.
    """
    return [sorted(found) for found in sorted(set(_required(parsed(pattern))), key=_rank)[:3]]


def needs_of(patterns: Iterable[str]) -> list[list[str]]:
    """The same for the text in which one of several patterns matches."""
    found = [triggers(pattern) for pattern in patterns]
    if len(found) == 1:
        return found[0]
    return [sorted({text for sets in found for text in sets[0]})] if found and all(found) else []


def parsed(pattern: str) -> list[Any]:
    """The items of a pattern; none if it is not understood."""
    try:
        return list(import_module("re._parser").parse(_CODE_POINT.sub(lambda m: rf"\U{int(m[1], 16):08x}", pattern)))
    except Exception:  # noqa: BLE001 - the parser has no public door, and RE2's syntax differs: no triggers then
        return []


def _rank(texts: frozenset[str]) -> tuple[bool, int, int, list[str]]:
    """Few and long texts first: they stand in fewest articles; marks and figures last."""
    shortest = min(map(len, texts))
    return shortest < _SHORTEST, len(texts), -shortest, sorted(texts)


def _required(items: list[Any]) -> list[frozenset[str]]:
    """All usable sets of texts of which a sequence of parsed items needs one each."""
    found: list[frozenset[str]] = []
    run = ""
    for operation, value in [*items, (None, None)]:
        if str(operation) == "LITERAL":
            run += chr(value).lower()
            continue
        repeated = _repeated_character(str(operation), value)
        found.append(frozenset({run + repeated}))
        run = ""
        found += _of_item(str(operation), value)
    found += [_pairs(*two) for two in pairwise(flat(items))]
    return [c for c in found if len(c) <= MOST and all(map(_tells, c))]


def flat(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Any]]:
    """The items of a sequence, with what stands in brackets put in their place."""
    for operation, value in items:
        if str(operation) == "SUBPATTERN":
            yield from flat(value[-1])
        else:
            yield str(operation), value


def _pairs(first: tuple[str, Any], second: tuple[str, Any]) -> frozenset[str]:
    """Two characters at the seam of two items, if they can only be such as good English does not hold side by side."""
    before, behind = _characters(*first), _characters(*second)
    if before and behind and all(_ill_spaced(a + b) for a in before for b in behind):
        return frozenset(a + b for a in before for b in behind)
    return frozenset({""})


def _ill_spaced(pair: str) -> bool:
    behind_comma = pair[0] == "," and pair[1].isalpha()
    return behind_comma or (pair[0] in _BLANKS and pair[1] in _CLOSING) or (pair[0] in _OPENING and pair[1] in _BLANKS)


def _characters(operation: str, value: Any) -> frozenset[str]:
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1 and len(value[2]) == 1:
        operation, value = str(value[2][0][0]), value[2][0][1]
    if operation not in ("LITERAL", "IN"):
        return frozenset()
    return next(iter(_of_class(value if operation == "IN" else [(operation, value)])), frozenset())


def _tells(text: str) -> bool:
    """True if most paragraphs do without this text."""
    rare = any(not c.isascii() or not (c.isalpha() or c in _ORDINARY) for c in text)
    if text.strip() in _EVERYWHERE:
        return False
    return rare or len(text) >= _SHORTEST or (len(text) == len("  ") and _ill_spaced(text))


def _repeated_character(operation: str, value: Any) -> str:
    """What a repeated character stands for at least: "--" for -{2,}."""
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1 and len(value[2]) == 1 and str(value[2][0][0]) == "LITERAL":
        return str(chr(value[2][0][1]).lower() * value[0])
    return ""


def _of_item(operation: str, value: Any) -> list[frozenset[str]]:
    if operation == "SUBPATTERN":
        return _required(list(value[-1]))
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _required(list(value[2]))
    if operation == "BRANCH":
        parts = [min(_required(list(branch)), key=_rank, default=frozenset[str]()) for branch in value[1]]
        if all(parts):
            return [frozenset[str]().union(*parts)]
    if operation == "IN":
        return _of_class(value)
    return []


def _of_class(value: list[Any]) -> list[frozenset[str]]:
    """A class of single characters and short ranges."""
    characters: set[str] = set()
    for kind, what in value:
        if str(kind) == "LITERAL":
            characters.add(chr(what).lower())
        elif str(kind) == "RANGE" and what[1] - what[0] < MOST:
            characters.update(chr(number).lower() for number in range(what[0], what[1] + 1))
        elif str(what) == "CATEGORY_DIGIT":
            characters.update("0123456789")
        else:
            return []
    return [frozenset(characters)]
