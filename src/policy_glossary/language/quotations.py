"""Where quotation marks open and close, in text whose marks cannot be trusted to come in pairs."""

from __future__ import annotations

from policy_glossary.language import regex
from policy_glossary.model.text import Span

_MARK = regex.compile('["“”„‟«»]')
_OPENS, _CLOSES = frozenset('"“„«'), frozenset('"”‟»“')  # machines also close with an opening mark
LONGEST = 160  # code points between two marks; more is speech rather than a term
_ANY_MARK = regex.compile("[\"“”„‟«»'‘’]")
_SINGLE = frozenset("'‘’")


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


def cuts_quotation(text: str, span: Span) -> bool:
    """True if a quotation, in marks of whatever kind, begins or ends among the words of a span, which does not hold all of it.

    A single mark within a word, or at the end of one that no quotation holds, is an apostrophe: "the year’s plan", "the firms’ plan".
    """
    opened: list[int] = []
    for match in _ANY_MARK.finditer(text, span.start, span.end):
        place = match.start()
        single, after = match[0] in _SINGLE, text[place + 1 : place + 2]
        in_word = place > 0 and text[place - 1].isalnum()
        if in_word and after.isalnum():
            if not single:
                return True
        elif not in_word and not after.isspace():  # it opens
            if match[0] != "’" and not (single and after.isdigit()):  # "the '90s"
                opened.append(place)
        elif opened and (text[opened[-1]] in _SINGLE) == single:
            opened.pop()
        elif not single or _stands_open(text, place):
            return True
    return bool(opened)


def _stands_open(text: str, place: int) -> bool:
    """True if a single mark before a place opens a quotation that has not ended there."""
    for match in reversed(list(_ANY_MARK.finditer(text, max(0, place - LONGEST), place))):
        before, mark, after = text[max(0, match.start() - 1) : match.start()], match[0], text[match.end() : match.end() + 1]
        if mark in _SINGLE and not before.isalnum() and mark != "’":
            return not after.isspace()
        if mark in _SINGLE and not after.isalnum():
            return False
    return False
