"""TOML within limits: whatever is wrong with a file becomes a fault with its line."""

from __future__ import annotations

import re
from typing import Any

from policy_glossary.model.report import Fault, FaultError


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
