"""Compiled regular expressions, kept in the cache folder from one run to the next; see `language.regex`.

Read before the modules that hold patterns are imported, so that theirs need no compiler either.
"""

from __future__ import annotations

import json

from policy_glossary import __version__
from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.language import regex

_MOST = 2_000  # patterns; a file that outgrew it, as it may while patterns are being written, is begun anew


_recalled: set[str] = set()


def recall_patterns() -> None:
    """Take in what earlier runs compiled, once in a process."""
    folder = cache_folder()
    if folder is None or str(folder) in _recalled:
        return
    _recalled.add(str(folder))
    try:
        rows = json.loads((folder / _name()).read_bytes())
    except (OSError, ValueError):
        return
    if isinstance(rows, list) and len(rows) <= _MOST:
        regex.remember(rows)


def keep_patterns() -> None:
    """Put what this run compiled into the cache, for the next run."""
    rows = regex.compiled_rows()
    folder = cache_folder() if rows else None
    if folder is not None:
        write_atomically(folder / _name(), json.dumps(rows).encode())


def _name() -> str:
    return f"{__version__}.{regex.engine_version()}.patterns.json"
