"""A document as rules see it: the raw text, its blocks, and which characters are prose."""

from __future__ import annotations

from dataclasses import dataclass

from policy_glossary.model.text import SourceText, Span

# Stand-ins of one code point, so that `Document.visible` keeps the offsets of the raw text.
OPAQUE = "\ufffc"  # code, an address, front matter: no term reaches across it
TRANSPARENT = "\u2062"  # emphasis marks and the like: a term may stand on both sides


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell: no sentence and no term crosses its border."""

    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file read. `visible` has the length of `source.text`; masked characters are stand-ins."""

    source: SourceText
    visible: str
    blocks: tuple[Block, ...]
