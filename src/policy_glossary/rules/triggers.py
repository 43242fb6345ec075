"""Words without which a pattern cannot match, found by reading the pattern; they spare most patterns from being compiled.

On an article, four of five patterns of the packs meet none of their words. The words are found when a pack is read and kept
with it; a pattern that this module does not understand simply has none and always runs.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

MOST = 60  # more alternatives cost more to look for than the pattern costs to compile
_SHORTEST = 3  # letters


def triggers(pattern: str) -> list[list[str]]:
    """Sets of lower-case texts: wherever the pattern matches, one text of each set stands. Empty if none are known.

    At most the three smallest sets are kept.
    """
    try:
        items = list(import_module("re._parser").parse(pattern))
    except Exception:  # noqa: BLE001 - the parser has no public door, and RE2's syntax differs: no triggers then
        return []
    return [sorted(found) for found in sorted(_required(items), key=lambda c: (len(c), sorted(c)))[:3]]


def _required(items: list[Any]) -> list[frozenset[str]]:
    """All usable sets of texts of which a sequence of parsed items needs one each."""
    found: list[frozenset[str]] = []
    run = ""
    for operation, value in [*items, (None, None)]:
        if str(operation) == "LITERAL":
            run += chr(value).lower()
            continue
        if len(run) >= _SHORTEST:
            found.append(frozenset({run}))
        run = ""
        found += _of_item(str(operation), value)
    return [c for c in found if len(c) <= MOST and min(map(len, c)) >= _SHORTEST]


def _of_item(operation: str, value: Any) -> list[frozenset[str]]:
    if operation == "SUBPATTERN":
        return _required(list(value[-1]))
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _required(list(value[2]))
    if operation == "BRANCH":
        parts = [min(_required(list(branch)), key=len, default=frozenset[str]()) for branch in value[1]]
        if all(parts):
            return [frozenset[str]().union(*parts)]
    return []
