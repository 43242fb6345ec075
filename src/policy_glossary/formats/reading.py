"""What goes into a reader and what comes out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from policy_glossary.model.document import Block, Document, Remark
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.model.text import Span


class RawFile(NamedTuple):
    """The bytes of a file, its name, and the encoding that the user gave for files that do not tell their own."""

    name: str
    data: bytes
    encoding: str | None = None


class Reading(NamedTuple):
    """A file as read: the document, remarks for the user (what was passed over), and what could not be read.

    `passed_over` says why the file is none to be checked at all, a catalogue of another language for example.
    """

    document: Document
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    passed_over: str = ""


def remark(words: str, span: Span, line: int, blocks: Sequence[Block]) -> Remark:
    """A comment at a span: it concerns the prose block in which it stands, or else the next block.

    `blocks` are in text order and hold prose, not just the comment.
    """
    index = bisect_right(blocks, span.start, key=lambda block: block.span.start)
    near = [block.span for block in blocks[max(0, index - 1) : index + 2]]
    scope = next((s for s in near if s.contains(span)), None) or next((s for s in near if s.start >= span.end), None)
    return Remark(words, span.start, scope, line)
