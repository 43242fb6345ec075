"""Long word lists as patterns that Python's engine reads fast: it tries the words of a list one by one, RE2 all at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEW = 6  # words that are tried one by one
_LONGEST = 100  # characters of a word
_LETTER = re.compile(r"[A-Za-z](?![?*+{])")  # at the start of a word, and there once
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")  # what is escaped, and classes
_INNER = re.compile(r"\(\?:[^()]*\)")


def one_by_one(words: Sequence[str]) -> str:
    """A group that matches what one of some words, which are patterns, matches; of several that match, the first."""
    return f"(?:{'|'.join(words)})"


def alternation(words: Sequence[str]) -> str:
    """The same, where words are put together by their first letters, which are tried once for all of them.

    Their order changes only where no two can match the same text.
    """
    if len(words) < _FEW or max(map(len, words)) > _LONGEST:
        return one_by_one(words)
    if not all(map(_LETTER.match, words)) or any(map(_is_no_sequence, words)):
        return one_by_one(words)
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    if len({letter.lower() for letter in by_letter}) < len(by_letter):  # without regard to case their order would count
        return one_by_one(words)
    parts = (letter + (rests[0] if len(rests) == 1 else alternation(rests)) for letter, rests in by_letter.items())
    return f"(?:{'|'.join(parts)})"


def _is_no_sequence(word: str) -> bool:
    """True for a word with alternatives outside of brackets, or with more than plain brackets: groups, whose places count, and flags."""
    word = _ATOM.sub("", word)
    while (outside := _INNER.sub("", word)) != word:
        word = outside
    return not set("()|").isdisjoint(word)
