"""Markdown (CommonMark with tables and front matter), parsed by tree-sitter, whose ranges point into the file itself.

What is masked: front matter, code, addresses, link targets, reference definitions, HTML tags and entities, and, without
breaking a term, the marks of emphasis, quotation and escape. Link texts, picture descriptions and the text between HTML
tags are prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import tree_sitter
import tree_sitter_markdown

from policy_glossary.formats.masking import ADDRESS, mask
from policy_glossary.formats.reading import Reading, remark
from policy_glossary.model.document import Block, Document, Remark
from policy_glossary.model.text import SourceText, Span

_OPAQUE_BLOCKS = {
    "minus_metadata",
    "plus_metadata",
    "fenced_code_block",
    "indented_code_block",
    "link_reference_definition",
    "pipe_table_delimiter_row",
    "thematic_break",
}
_OPAQUE_INLINE = {
    "code_span",
    "uri_autolink",
    "email_autolink",
    "html_tag",
    "link_destination",
    "link_title",
    "link_label",
    "entity_reference",
    "numeric_character_reference",
    "latex_block",
}
_CODE = {"fenced_code_block", "indented_code_block", "code_span"}
_LINK_MARKS = {"[", "]", "!", "(", ")"}  # prose, unless they are part of a link or a picture
_MARKER = re.compile(r"(?:atx_h\d|block_quote|list)_marker|list_marker_")  # of headings, quotations and list items
_HEADINGS = {"atx_heading", "setext_heading"}
# A run of marks this long is a drawn line, not emphasis; the inline grammar needs quadratic time for it.
_LONG_RUN = re.compile(rb"([_*~`\[\]<>!$])\1{31,}")
_MOST_AT_ONCE = 8_192  # bytes of a paragraph; those of articles are shorter
_OPENING, _CLOSING = "<!--", "-->"
_HTML_HIDDEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style|pre)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def read(source: SourceText) -> Reading:
    """A Markdown file as read; a fence that is never closed hides all that follows, and is told."""
    data = source.text.encode("utf-8")
    reading = _Reading(data)
    reading.walk()
    offsets = _code_points(data, reading)
    opaque = [Span(offsets[a], offsets[b]) for a, b in reading.opaque]
    opaque += [Span(*m.span()) for m in ADDRESS.finditer(source.text)]
    transparent = [Span(offsets[a], offsets[b]) for a, b in reading.transparent]
    blocks = tuple(Block(Span(offsets[a], offsets[b]), heading) for a, b, heading in sorted(reading.blocks))
    visible = mask(source.text, opaque, transparent)
    code = sorted((offsets[a], offsets[b]) for a, b in reading.code)
    document = Document(source, visible, blocks, remarks=tuple(_remarks(source, visible, blocks, code)))
    line = None if reading.open_fence is None else data.count(b"\n", 0, reading.open_fence) + 1
    return Reading(
        document, () if line is None else (f"the code that begins in line {line} is never closed: what follows is not read",)
    )


def _remarks(source: SourceText, visible: str, blocks: tuple[Block, ...], code: list[tuple[int, int]]) -> Iterator[Remark]:
    """The comments of a file; what looks like one in code is none. No block of masked characters alone is concerned by them."""
    prose: list[Block] | None = None
    for span in _comments(source.text):
        before = bisect_right(code, span.start, key=lambda stretch: stretch[0])
        if before and code[before - 1][1] > span.start:
            continue
        if prose is None:
            prose = [b for b in blocks if any(c.isalnum() for c in visible[b.span.start : b.span.end])]
        words = source.text[span.start + len(_OPENING) : span.end - len(_CLOSING)]
        yield remark(words, span, source.position(span.start).line, prose)


def _comments(text: str) -> Iterator[Span]:
    """The comments of a text; an expression would look for the end of each that has none, which takes quadratic time."""
    end = 0
    while (start := text.find(_OPENING, end)) >= 0 and (close := text.find(_CLOSING, start + len(_OPENING))) >= 0:
        end = close + len(_CLOSING)
        yield Span(start, end)


class _Reading:
    """Byte ranges found in one file: prose blocks, opaque and transparent stretches."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.blocks: list[tuple[int, int, bool]] = []
        self.opaque: list[tuple[int, int]] = []
        self.transparent: list[tuple[int, int]] = []
        self.code: list[tuple[int, int]] = []
        self.open_fence: int | None = None
        self._inline = tree_sitter.Parser(tree_sitter.Language(tree_sitter_markdown.inline_language()))

    def walk(self) -> None:
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_markdown.language()))
        stack = [(parser.parse(self.data).root_node, False)]
        while stack:  # no recursion: quotations may be nested thousands deep
            node, heading = stack.pop()
            if node.type in _OPAQUE_BLOCKS:
                self.opaque.append((node.start_byte, node.end_byte))
                if node.type in _CODE:
                    self.code.append((node.start_byte, node.end_byte))
                if node.type == "fenced_code_block" and [c.type for c in node.children].count("fenced_code_block_delimiter") < 2:
                    self.open_fence = node.start_byte
            elif node.type in ("inline", "pipe_table_cell"):
                self._prose(node, heading)
            elif node.type == "html_block":
                self._html(node)
            elif _MARKER.match(node.type):
                self.transparent.append((node.start_byte, node.end_byte))
            else:
                heading = heading or node.type in _HEADINGS
                stack.extend((child, heading) for child in node.children)

    def _prose(self, node: tree_sitter.Node, heading: bool) -> None:
        start, end = node.start_byte, node.end_byte
        words = bytearray(self.data[start:end])
        for mark in node.children:  # the "> " of a quotation, the indent of a list
            if mark.type == "block_continuation" and mark.start_byte < mark.end_byte:
                self.transparent.append((mark.start_byte, mark.end_byte))
                words[mark.start_byte - start : mark.end_byte - start] = b" " * (mark.end_byte - mark.start_byte)
        if words.strip():
            self.blocks.append((start, end, heading))
        plain = _LONG_RUN.sub(lambda run: b" " * len(run[0]), bytes(words))
        for base, part in _slices(plain):
            self._markup(self._inline.parse(part).root_node, start + base)

    def _markup(self, root: tree_sitter.Node, base: int) -> None:
        """The markup inside a paragraph, whose parse begins at the byte `base` of the file."""
        for inner in _descendants(root):
            span = (base + inner.start_byte, base + inner.end_byte)
            if inner.type in _OPAQUE_INLINE:
                self.opaque.append(span)
                if inner.type in _CODE:
                    self.code.append(span)
            elif inner.type == "emphasis_delimiter" or (inner.type in _LINK_MARKS and _is_link(inner.parent)):
                self.transparent.append(span)
            elif inner.type == "backslash_escape":
                self.transparent.append((span[0], span[0] + 1))

    def _html(self, node: tree_sitter.Node) -> None:
        start = node.start_byte
        html = self.data[start : node.end_byte]
        self.opaque.extend((start + m.start(), start + m.end()) for m in _HTML_HIDDEN.finditer(html))
        self.blocks.append((start, start + len(html.rstrip()), False))


def _is_link(node: tree_sitter.Node | None) -> bool:
    return node is not None and (node.type.endswith("_link") or node.type == "image")


def _slices(paragraph: bytes) -> Iterator[tuple[int, bytes]]:
    """A paragraph, or the parts of an enormous one with their places: unclosed marks cost the grammar quadratic time."""
    start = 0
    while len(paragraph) - start > _MOST_AT_ONCE:
        blank = paragraph.rfind(b" ", start, start + _MOST_AT_ONCE) + 1 or start + _MOST_AT_ONCE
        end = max(blank, start + _MOST_AT_ONCE // 2)
        while paragraph[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        yield start, paragraph[start:end]
        start = end
    yield start, paragraph[start:]


def _descendants(root: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if node.type not in _OPAQUE_INLINE:
            stack.extend(node.children)


def _code_points(data: bytes, reading: _Reading) -> dict[int, int]:
    """Code point offset of every byte offset that `reading` names, in one pass over the file."""
    wanted = sorted({b for *pair, _ in reading.blocks for b in pair} | {b for p in reading.opaque + reading.transparent for b in p})
    offsets: dict[int, int] = {}
    byte = point = 0
    for target in wanted:
        point += len(data[byte:target].decode("utf-8"))
        byte = target
        offsets[target] = point
    return offsets
