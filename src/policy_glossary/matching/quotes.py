"""Quotation marks at the edge of a rendering: an edit keeps their pairs whole."""

from __future__ import annotations

from policy_glossary.model.text import Span

_OPENING = '"“‘«„'
_CLOSING = '"”»'


def with_inner_quotes(text: str, span: Span) -> Span:
    """Take in a quotation mark at either end, or a bracket behind, whose partner stands inside the span, so that an edit keeps pairs whole."""
    start, end = span
    inside = text[start:end]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before and before in _OPENING:
        closes = sum(inside.count(mark) for mark in '"”') % 2 if before == '"' else inside.count("”") > inside.count("“")
        if closes:
            return Span(start - 1, end)
    if after and after in _CLOSING:
        opens = inside.count('"') % 2 if after == '"' else inside.count("“") > inside.count("”")
        if opens:
            return Span(start, end + 1)
    if after == ")" and inside.count("(") > inside.count(")"):
        return Span(start, end + 1)
    return span
