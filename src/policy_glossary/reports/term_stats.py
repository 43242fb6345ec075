"""The numbers of a glossary as a table, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_COLUMNS = ("entries", "verified", "defined", "tested", "proposals", "seen")


def stats_json(data: Mapping[str, Any]) -> str:
    """The numbers and names as one JSON object."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def stats_text(data: Mapping[str, Any], *, names: bool) -> str:
    """A table with one line for a domain. Shares are of the entries; `seen` is left out if there were no texts."""
    columns = _COLUMNS if data["texts"] else _COLUMNS[:-1]
    width = max(len(row["domain"]) for row in data["domains"])
    lines = [" ".join([" " * width, *(f"{name:>12}" for name in columns)])]
    for row in data["domains"]:
        cells = [f"{row[c]:>12,}" if c in ("entries", "proposals") else _share(row[c], row["entries"]) for c in columns]
        lines.append(" ".join([row["domain"].ljust(width), *cells]))
    lines += ["", "verified: settled and with a source; tested: with a must-match or must-not line"]
    lines.append(
        f"seen: its English, right or wrong, stands in one of {data['texts']:,} texts" if data["texts"] else "no texts: --in FOLDER"
    )
    if names:
        lines += [f"proposal: {name}" for name in data["waiting"]] + [f"never seen: {name}" for name in data["unseen"]]
    return "\n".join(lines) + "\n"


def _share(count: int, entries: int) -> str:
    percent = f"{count / entries:.0%}" if entries else "–"
    return f"{count:,} {percent:>4}".rjust(12)
