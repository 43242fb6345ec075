"""Plain text: paragraphs by blank lines, headings by their look, addresses masked."""

from __future__ import annotations

import re

from policy_glossary.formats.masking import ADDRESS, mask
from policy_glossary.formats.reading import Reading
from policy_glossary.model.document import Block, Document
from policy_glossary.model.text import SourceText, Span

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"[.!?;:,…。！？；：，][\"'”’)\]」』）]*$")
WRAP_WIDTH = 120  # code points; a longer line was not wrapped by hand or by an editor's fill command
_HEADING_LENGTH = 160


def read(source: SourceText) -> Reading:
    """Blocks of a plain text.

    Lines with no blank line between them are one paragraph if they look hard-wrapped (none is longer than 120 code
    points), otherwise each line is a paragraph, as in text saved from web pages.
    """
    visible = mask(source.text, [Span(*m.span()) for m in ADDRESS.finditer(source.text)])
    return Reading(Document(source, visible, tuple(blocks_of(source.text))))


def blocks_of(text: str) -> list[Block]:
    """The paragraphs and headings of unmarked text."""
    blocks: list[Block] = []
    for run in _runs(text):
        wrapped = len(run) > 1 and all(span.end - span.start <= WRAP_WIDTH for span in run)
        spans = [Span(run[0].start, run[-1].end)] if wrapped else run
        blocks += [Block(span, not wrapped and looks_like_heading(text[span.start : span.end])) for span in spans]
    return blocks


def looks_like_heading(words: str) -> bool:
    """True if a paragraph of one line is short and does not end as a sentence does."""
    return len(words) <= _HEADING_LENGTH and not _SENTENCE_END.search(words.rstrip())


def _runs(text: str) -> list[list[Span]]:
    """Groups of lines that no blank line separates; blank lines themselves are left out."""
    runs: list[list[Span]] = []
    previous_end = None
    for match in _LINE.finditer(text):
        if not match.group().strip():
            previous_end = None
            continue
        between = text[previous_end : match.start()] if previous_end is not None else "\n\n"
        if between in ("\n", "\r\n", "\r"):
            runs[-1].append(Span(*match.span()))
        else:
            runs.append([Span(*match.span())])
        previous_end = match.end()
    return runs
