"""Edits as plain data: apply them, narrow them to what really changes, and put rounds of them into one.

A list of edits is in text order and without overlaps; all its spans speak of the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policy_glossary.model.finding import Edit
from policy_glossary.model.light_typing import NamedTuple
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


class Correction(NamedTuple):
    """An edit, and why it is made, for formats that can tell (a comment in Word)."""

    edit: Edit
    reason: str = ""


class Composed(NamedTuple):
    """An edit that does what some edits of several rounds do, and which these are: round and place in it, from 0."""

    edit: Edit
    sources: tuple[tuple[int, int], ...]


class _Kept(NamedTuple):
    """Characters of the first text that are still there."""

    start: int
    end: int


class _New(NamedTuple):
    """Characters that edits have put in; none where they only deleted."""

    text: str
    sources: frozenset[tuple[int, int]]


def compose(length: int, rounds: Iterable[Sequence[Edit]]) -> list[Composed]:
    """One list of edits that does to a text of `length` what the rounds do one after the other.

    The spans of each round speak of the text that the round before has left.
    """
    parts: list[_Kept | _New] = [_Kept(0, length)]
    for number, edits in enumerate(rounds):
        parts = _after(parts, edits, number)
    composed: list[Composed] = []
    done, new, sources = 0, "", frozenset[tuple[int, int]]()
    for part in [*parts, _Kept(length, length)]:
        if isinstance(part, _New):
            new, sources = new + part.text, sources | part.sources
            continue
        if sources:
            composed.append(Composed(Edit(Span(done, part.start), new), tuple(sorted(sources))))
        done, new, sources = part.end, "", frozenset()
    return composed


def _after(parts: Sequence[_Kept | _New], edits: Iterable[Edit], number: int) -> list[_Kept | _New]:
    """What the edits of one round leave of a text made of parts."""
    left: list[_Kept | _New] = []
    done = 0
    for place, edit in enumerate(edits):
        left += _cut(parts, done, edit.span.start)
        gone = _cut(parts, edit.span.start, edit.span.end)
        earlier = [part.sources for part in gone if isinstance(part, _New)]
        left.append(_New(edit.text, frozenset({(number, place)}).union(*earlier)))
        done = edit.span.end
    return [*left, *_cut(parts, done, None)]


def _cut(parts: Iterable[_Kept | _New], start: int, end: int | None) -> list[_Kept | _New]:
    """The parts between two offsets of the text that they make, with the deletions between them."""
    cut: list[_Kept | _New] = []
    offset = 0
    for part in parts:
        size = len(part.text) if isinstance(part, _New) else part.end - part.start
        first, last = max(0, start - offset), size if end is None else min(size, end - offset)
        if size == 0:
            if start <= offset and (end is None or offset < end):
                cut.append(part)
        elif first < last:
            cut.append(
                _New(part.text[first:last], part.sources)
                if isinstance(part, _New)
                else _Kept(part.start + first, part.start + last)
            )
        offset += size
    return cut
