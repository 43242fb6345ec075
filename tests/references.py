"""What a reference must be as a whole: the article that it edits, piece by piece, and an English text."""

from __future__ import annotations

from collections.abc import Sequence

from policy_glossary.model.text import Span
from policy_glossary.scoring.reference import ReferenceSegment


def reference_text(segments: Sequence[ReferenceSegment]) -> str:
    """The reference English as one plain text: an empty line between paragraphs, a line end after the last."""
    paragraphs: dict[int, list[str]] = {}
    for segment in segments:
        if segment.english:
            paragraphs.setdefault(segment.paragraph, []).append(segment.english)
    return "\n\n".join(map(" ".join, paragraphs.values())) + "\n"


def place_segments(text: str, segments: Sequence[ReferenceSegment]) -> tuple[Span, ...]:
    """The span of each segment in the text of its article, in order.

    Fails unless the segments together are the whole text, character for character, apart from blanks between them.
    """
    spans: list[Span] = []
    end = 0
    for segment in segments:
        start = end
        while text[start : start + 1].isspace():
            start += 1
        assert text.startswith(segment.source, start), f"segment {segment.paragraph}.{segment.number} does not stand here"
        end = start + len(segment.source)
        spans.append(Span(start, end))
    assert not text[end:].strip(), f"no segment holds the end of the article, from {text[end:].strip()[:40]!r} on"
    return tuple(spans)
