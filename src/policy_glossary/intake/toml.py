"""TOML in, where whatever is wrong becomes a fault with its line, and single values out."""

from __future__ import annotations

import json
import re

from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.report import Fault, FaultError

if TYPE_CHECKING:
    from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")  # keys that need no quotation marks


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """The table of a TOML text. Raises FaultError if it is none."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FaultError(Fault("is nested too deeply", name)) from None
    except ValueError as error:  # a TOMLDecodeError, or a number of more digits than Python reads
        told = str(error)
        place = re.search(r" \(at line (\d+), column \d+\)", told)
        line = int(place[1]) if place else None
        raise FaultError(Fault(f"is not valid TOML: {told[: place.start()] if place else told}", name, line)) from None


def toml_text(value: Any) -> str:
    """A value as TOML writes it on one line. Only what settings can hold: texts, numbers, truth values, lists and tables."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{key if _BARE.fullmatch(key) else toml_text(key)} = {toml_text(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_text, value))}]"
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() else repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
