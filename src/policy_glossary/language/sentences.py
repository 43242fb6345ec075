"""Sentences of a block.

Written here because segmenters for clean English lose their way in machine translation (". .", quotation marks left
open), and the quickest of them aborts the process on some no-break spaces.
"""

from __future__ import annotations

from bisect import bisect_right

from policy_glossary.language import regex
from policy_glossary.model.document import Block, Document
from policy_glossary.model.text import Span

_STOP = regex.compile(r"(?:[.!?]+|[。！？]+)[\"'”’)\]]*(?=\s|$|[\"“‘(]?[A-Z])")
_ABBREVIATION = regex.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Gov|Sr|Jr|St|No|Nos|Vol|Fig|Eq|Sec|Art|Inc|Ltd|Co|Corp|Dept|vs?|etc|cf|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_NEVER_LAST = regex.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Capt|Sen|Gov|No|Nos|Vol|Fig|vs?|e\.g|i\.e)\.$")
# Initials of a person or a firm, "George W. Bush", "J.P. Morgan"; a plan B, vitamin C, or a state may end a sentence.
_INITIALS = regex.compile(
    r"(?:(?:^|\s)(?!(?:U\.[SKN]|E\.U|D\.C|P\.R)\.)(?:[A-Z]\.){2}|[A-Z][a-z]+ (?<!Plan )(?<!Class )(?<!Vitamin )(?<!Group )[A-HJ-Z]\.)$"
)
_BEGINS = frozenset(
    "A After All An And As At Both But By For From He How However I If In It Its Many Most No Of On One Our She So Some Such That The Their "
    "Then There These They This Those To Under We What When While With Yet You".split()
)
_FOLLOWING = regex.compile(r"\s+[\"'“‘(\[]*(\S[\w’']*)")


def sentence_spans(text: str, block: Span) -> list[Span]:
    """Spans of the sentences within one block, without the blanks between them."""
    spans = []
    start = block.start
    for match in _STOP.finditer(text, block.start, block.end):
        if _is_abbreviation(text, start, match.start(), match.end(), block.end):
            continue
        spans.append(_trim(text, start, match.end()))
        start = match.end()
    spans.append(_trim(text, start, block.end))
    return [span for span in spans if span.start < span.end]


def _is_abbreviation(text: str, start: int, stop: int, end: int, limit: int) -> bool:
    if text[stop] != ".":
        return False
    before = text[max(start, stop - 12) : stop + 1]
    if not _ABBREVIATION.search(before):
        return False
    following = _FOLLOWING.match(text, end, limit)
    if following is None or not following[1][0].isupper() or _NEVER_LAST.search(before):
        return True
    return following[1] not in _BEGINS and bool(_INITIALS.search(before))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


class Sentences:
    """The sentences of a document, split block by block when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [block.span.start for block in document.blocks]
        self._split: dict[int, list[Span]] = {}

    def block_at(self, offset: int) -> Block:
        """The block in which an offset lies."""
        return self._document.blocks[max(0, bisect_right(self._starts, offset) - 1)]

    def of(self, block: Block) -> list[Span]:
        """The sentences of a block of this document."""
        start = block.span.start
        if start not in self._split:
            self._split[start] = sentence_spans(self._document.visible, block.span)
        return self._split[start]

    def sentence_at(self, offset: int) -> Span:
        """The sentence in which an offset lies."""
        if not self._starts:
            return Span(offset, offset)
        block = self.block_at(offset)
        spans = self.of(block)
        number = bisect_right(spans, offset, key=lambda span: span.start) - 1
        return spans[number] if number >= 0 and offset < spans[number].end else block.span
