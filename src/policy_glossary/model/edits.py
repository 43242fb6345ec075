"""Edits as plain data: apply them, narrow them to what really changes, and put rounds of them into one.

A list of edits is in text order and without overlaps; all its spans speak of the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policy_glossary.model.finding import Edit
from policy_glossary.model.text import Span

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += [text[done : edit.span.start], edit.text]
        done = edit.span.end
    return "".join([*parts, text[done:]])


def narrow(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Edits that leave alone each word that stays the same; what changes nothing is dropped."""
    narrowed: list[Edit] = []
    for edit in edits:
        old, new = _WORD.findall(text[edit.span.start : edit.span.end]), _WORD.findall(edit.text)
        narrowed += _differences(old, new, edit.span.start)
    return narrowed


def _differences(old: Sequence[str], new: Sequence[str], offset: int) -> Iterable[Edit]:
    from difflib import SequenceMatcher  # only needed when something is written

    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            start = offset + len("".join(old[:a]))
            yield Edit(Span(start, start + len("".join(old[a:b]))), "".join(new[c:d]))


class _Kept(NamedTuple):
    """Characters of the first text that are still there."""

    start: int
    end: int


def compose(length: int, rounds: Iterable[Sequence[Edit]]) -> list[Edit]:
    """One list of edits that does to a text of `length` what the rounds do one after the other.

    The spans of each round speak of the text that the round before has left.
    """
    parts: list[_Kept | str] = [_Kept(0, length)]
    for edits in rounds:
        parts = _after(parts, edits)
    composed: list[Edit] = []
    done, new = 0, ""
    for part in [*parts, _Kept(length, length)]:
        if isinstance(part, str):
            new += part
            continue
        if new or part.start > done:
            composed.append(Edit(Span(done, part.start), new))
        done, new = part.end, ""
    return composed


def _after(parts: Sequence[_Kept | str], edits: Iterable[Edit]) -> list[_Kept | str]:
    """What the edits leave of a text made of parts."""
    left: list[_Kept | str] = []
    done = 0
    for edit in edits:
        left += [*_cut(parts, done, edit.span.start), edit.text]
        done = edit.span.end
    return [part for part in (*left, *_cut(parts, done, None)) if part]


def _cut(parts: Iterable[_Kept | str], start: int, end: int | None) -> Iterable[_Kept | str]:
    """The parts between two offsets of the text that they make."""
    offset = 0
    for part in parts:
        size = len(part) if isinstance(part, str) else part.end - part.start
        first, last = max(0, start - offset), size if end is None else min(size, end - offset)
        if first < last:
            yield part[first:last] if isinstance(part, str) else _Kept(part.start + first, part.start + last)
        offset += size
