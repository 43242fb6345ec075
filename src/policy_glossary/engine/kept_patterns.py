"""Compiled regular expressions, kept in the cache folder from one run to the next; see `language.regex`.

Read before the modules that hold patterns are imported, so that theirs need no compiler either. A line of JSON describes the
patterns; their numbers follow it as bytes, one after the other, since to unpack each would take longer than to read them all.
"""

from __future__ import annotations

import json
from itertools import accumulate

from policy_glossary import __version__
from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.language import regex

_MOST = 2_000  # patterns; a file that outgrew it, as it may while patterns are being written, is begun anew
_NUMBERS = 2  # place in a row of `language.regex`


_recalled: set[str] = set()


def recall_patterns() -> None:
    """Take in what earlier runs compiled, once in a process."""
    folder = cache_folder()
    if folder is None or str(folder) in _recalled:
        return
    _recalled.add(str(folder))
    try:
        data = (folder / _name()).read_bytes()
        head = data.index(b"\n")
        rows = json.loads(data[:head])
        body = memoryview(data)[head + 1 :]
        for row, end in zip(rows, accumulate(row[_NUMBERS] for row in rows), strict=True):
            row[_NUMBERS] = body[end - row[_NUMBERS] : end]
    except (OSError, ValueError, TypeError, LookupError):
        return
    if len(rows) <= _MOST:
        regex.remember(rows)


def keep_patterns() -> None:
    """Put what this run compiled into the cache, for the next run."""
    rows = regex.compiled_rows()
    folder = cache_folder() if rows else None
    if folder is not None:
        numbers = [row[_NUMBERS] for row in rows]
        described = [[*row[:_NUMBERS], len(data), *row[_NUMBERS + 1 :]] for row, data in zip(rows, numbers, strict=True)]
        write_atomically(folder / _name(), b"\n".join((json.dumps(described).encode(), b"".join(numbers))))


def _name() -> str:
    return f"{__version__}.{regex.engine_version()}.patterns"
