"""Compiled regular expressions, kept in the cache folder from one run to the next; see `language.regex`.

Known before the modules that hold patterns are imported, so that theirs need no compiler either. A run reads the numbers of the patterns
that it uses (`engine.kept_rows`).
"""

from __future__ import annotations

from itertools import accumulate

from policy_glossary import __version__
from policy_glossary.engine.cache import cache_folder
from policy_glossary.engine.kept_rows import read_rows, write_rows
from policy_glossary.language import regex
from policy_glossary.language.regex import Compiled

_MOST = 4_000  # patterns; a file that outgrew it, as it may while patterns are being written, is begun anew

_recalled: set[str] = set()


def recall_patterns() -> None:
    """Take in what earlier runs compiled, once in a process."""
    folder = cache_folder()
    if folder is None or str(folder) in _recalled:
        return
    _recalled.add(str(folder))
    try:
        rows, read = read_rows(folder / _name())
    except (OSError, ValueError, TypeError, RecursionError):
        return
    if isinstance(rows, dict) and len(rows) <= _MOST:

        def recall(row: str) -> Compiled:
            start, length, flags, groups, *names = row.split()
            numbers = read(int(start), int(length))
            return Compiled(numbers, int(flags), int(groups), dict(zip(names[::2], map(int, names[1::2]), strict=True)))

        regex.remember(rows, recall)


def keep_patterns() -> None:
    """Put what this run compiled into the cache, for the next run."""
    compiled = regex.all_compiled()
    folder = cache_folder() if compiled else None
    if folder is not None:
        starts = accumulate((len(made.numbers) for made in compiled.values()), initial=0)
        rows = {name: _row(start, made) for start, (name, made) in zip(starts, compiled.items(), strict=False)}
        body = b"".join(made.numbers for made in compiled.values())
        write_rows(folder / _name(), rows, body)


def _row(start: int, made: Compiled) -> str:
    """Where the numbers of a pattern begin, how many bytes they are, its flags and groups, and the names of groups: one text is read faster."""
    names = (f"{name} {group}" for name, group in made.names.items())
    return " ".join((f"{start} {len(made.numbers)} {made.flags} {made.groups}", *names))


def _name() -> str:
    return f"{__version__}.{regex.engine_version()}.patterns"
