"""A document as rules see it: the raw text, its blocks, and which characters are prose."""

from __future__ import annotations

from typing import NamedTuple

from policy_glossary.model.text import SourceText, Span

# Stand-ins of one code point, so that `Document.visible` keeps the offsets of the raw text.
OPAQUE = "\ufffc"  # code, an address, front matter: no term reaches across it
TRANSPARENT = "\u2062"  # emphasis marks and the like: a term may stand on both sides


class Block(NamedTuple):
    """A paragraph, heading, list item or table cell: no sentence and no term crosses its border."""

    span: Span
    heading: bool = False


class Document(NamedTuple):
    """One file read. `visible` has the length of `source.text`; masked characters are stand-ins."""

    source: SourceText
    visible: str
    blocks: tuple[Block, ...]
