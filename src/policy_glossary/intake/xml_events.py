"""What stands in an XML file, in the order of the file. All offsets are code points of the decoded file."""

from __future__ import annotations

from collections.abc import Mapping

from policy_glossary.model.light_typing import NamedTuple


class TextPiece(NamedTuple):
    """Characters as read, and where they stand. Of another length than `text` if it is an entity, CDATA or CR LF."""

    text: str
    start: int
    end: int


class Start(NamedTuple):
    """A start tag, or an element without content (`empty`; an End of the same range follows).

    `name` is the local name and `uri` its name space ("" if none). Keys of `attributes` are local names, or "{uri}name" for
    those with a prefix.
    """

    name: str
    uri: str
    attributes: Mapping[str, str]
    start: int
    end: int
    empty: bool


class End(NamedTuple):
    """An end tag."""

    name: str
    uri: str
    start: int
    end: int


class Text(NamedTuple):
    """Characters between two tags, comments or instructions; a CDATA section is a Text of its own."""

    text: str
    start: int
    end: int
    pieces: tuple[TextPiece, ...]


class Comment(NamedTuple):
    """A comment, without its marks."""

    text: str
    start: int
    end: int


class Instruction(NamedTuple):
    """A processing instruction; the XML declaration is none."""

    target: str
    text: str
    start: int
    end: int


Event = Start | End | Text | Comment | Instruction
