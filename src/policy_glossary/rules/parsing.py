"""A pattern as its items: read by Python's own parser, so that other modules can tell what it needs and how far it looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

_CODE_POINT = re.compile(r"\\x\{([0-9a-fA-F]+)\}")  # RE2 writes \x{200b}, Python \u200b


def parsed(pattern: str) -> list[Any]:
    """The items of a pattern; none if it is not understood."""
    try:
        return list(import_module("re._parser").parse(_CODE_POINT.sub(lambda m: rf"\U{int(m[1], 16):08x}", pattern)))
    except Exception:  # noqa: BLE001 - the parser has no public door, and RE2's syntax differs: no items then
        return []


def flat(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Any]]:
    """The items of a sequence, with what stands in brackets put in their place."""
    for operation, value in items:
        if str(operation) == "SUBPATTERN":
            yield from flat(value[-1])
        else:
            yield str(operation), value
