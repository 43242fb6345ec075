"""Compiled regular expressions, kept in the cache folder from one run to the next; see `language.regex`.

Known before the modules that hold patterns are imported, so that theirs need no compiler either. A line of JSON describes the
patterns; their numbers follow it as bytes, of which a run reads those of the patterns that it uses.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from policy_glossary import __version__
from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.language import regex
from policy_glossary.language.regex import Compiled
from policy_glossary.model.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_MOST = 4_000  # patterns; a file that outgrew it, as it may while patterns are being written, is begun anew
_HEAD = 1 << 16  # bytes that are read at once; the description is about as long

_recalled: set[str] = set()


def recall_patterns() -> None:
    """Take in what earlier runs compiled, once in a process."""
    folder = cache_folder()
    if folder is None or str(folder) in _recalled:
        return
    _recalled.add(str(folder))
    try:
        read = _reader(folder / _name())
        head = read(0, _HEAD)
        while b"\n" not in head and (more := read(len(head), _HEAD)):
            head += more
        described, _, _ = head.partition(b"\n")
        rows = json.loads(described)
    except (OSError, ValueError):
        return
    if isinstance(rows, dict) and len(rows) <= _MOST:
        body = len(described) + 1

        def recall(row: list[Any]) -> Compiled:
            start, length, *rest = row
            return Compiled(read(body + start, length), *rest)

        regex.remember(rows, recall)


def keep_patterns() -> None:
    """Put what this run compiled into the cache, for the next run."""
    compiled = regex.all_compiled()
    folder = cache_folder() if compiled else None
    if folder is not None:
        starts = accumulate((len(made.numbers) for made in compiled.values()), initial=0)
        rows = {name: [start, len(made.numbers), *made[1:]] for start, (name, made) in zip(starts, compiled.items(), strict=False)}
        body = b"".join(made.numbers for made in compiled.values())
        write_atomically(folder / _name(), b"\n".join((json.dumps(rows).encode(), body)))


def _reader(path: Path) -> Callable[[int, int], bytes]:
    """Reads so many bytes of a file at an offset, also where processes share it. Raises OSError if there is none."""
    if not hasattr(os, "pread"):
        data = path.read_bytes()
        return lambda offset, length: data[offset : offset + length]
    file = os.open(path, os.O_RDONLY)  # as long as the process runs
    return lambda offset, length: os.pread(file, length, offset)


def _name() -> str:
    return f"{__version__}.{regex.engine_version()}.patterns"
