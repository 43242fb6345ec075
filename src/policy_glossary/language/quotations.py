"""Where quotation marks open and close, in text whose marks cannot be trusted to come in pairs."""

from __future__ import annotations

from policy_glossary.language import regex
from policy_glossary.model.text import Span

_MARK = regex.compile('["“”„‟«»]')
_OPENS, _CLOSES = frozenset('"“„«'), frozenset('"”‟»“')  # machines also close with an opening mark
LONGEST = 160  # code points between two marks; more is speech rather than a term


def quotations(text: str, block: Span) -> list[Span]:
    """What stands between double quotation marks within a block, without the marks, in text order, never overlapping.

    A straight mark opens only before a word and closes only after one, so that a mark that was lost spoils one pair, not all
    that follow.
    """
    marks = [match.start() for match in _MARK.finditer(text, block.start, block.end)]
    found: list[Span] = []
    number = 0
    while number + 1 < len(marks):
        start, end = marks[number], marks[number + 1]
        if _is_pair(text, start, end):
            found.append(Span(start + 1, end))
            number += 2
        else:
            number += 1
    return found


def _is_pair(text: str, start: int, end: int) -> bool:
    if not 2 <= end - start <= LONGEST or text[start] not in _OPENS or text[end] not in _CLOSES:
        return False
    if text[start + 1].isspace() or text[end - 1].isspace():
        return False
    return not (start and text[start - 1].isalnum()) and not text[end + 1 : end + 2].isalnum()
