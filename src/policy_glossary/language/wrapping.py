"""Lines of plain English: which of them were cut because they were full, and which end because something ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policy_glossary.model.text import Span

_LINE = re.compile(r"[^\r\n]+")
_FIRST_WORD = re.compile(r"\s*(\S+)")


def unwrapped(text: str, block: Span) -> Iterator[Span]:
    """The stretches of lines that were cut because they were full.

    A line was not cut if the first word of the next one would have had room in it: no longer than the longest line of the block.
    Where most lines were not, none was.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text, *block) if match[0].strip()]
    if len(lines) < 2:
        yield block
        return
    full = max(len(text[slice(*line)].rstrip()) for line in lines)
    ends = [_has_room(text, line, following, full) for line, following in pairwise(lines)]
    listed = sum(ends) * 2 > len(ends)
    start = lines[0].start
    for (line, following), end in zip(pairwise(lines), ends, strict=True):
        if end or listed:
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _has_room(text: str, line: Span, following: Span, full: int) -> bool:
    word = _FIRST_WORD.match(text, following.start)
    return word is not None and len(text[slice(*line)].rstrip()) + 1 + len(word[1]) <= full
