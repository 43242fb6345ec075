"""The runs of one part of a Word file: stretches of text in one formatting, with the places of all that they hold."""

from __future__ import annotations

from policy_glossary.formats.word.names import is_word, value
from policy_glossary.formats.word.paragraphs import trimmed
from policy_glossary.intake.xml_events import End, Start, Text, TextPiece
from policy_glossary.intake.xml_names import XML_SPACE
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.light_typing import NamedTuple

_NOTES = {"footnote", "endnote"}
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


class Child(NamedTuple):
    """An element in a run. `pieces` is the text of a w:t; it is empty for other elements."""

    name: str
    start: int
    end: int
    pieces: tuple[TextPiece, ...]


class Run(NamedTuple):
    """A run: its range, the end of its start tag and of its formatting, and what it holds.

    `parent` is the place of the element around it. `outer` is the range of the run that holds the text box in which it
    stands, `note` the kind and id of the note in which it stands, `reference` those of the note to which it refers.
    """

    start: int
    end: int
    tag_end: int
    format_end: int
    children: tuple[Child, ...]
    parent: int
    outer: tuple[int, int] | None = None
    note: tuple[str, str] | None = None
    reference: tuple[str, str] | None = None


class _Open:
    """A run that is not closed."""

    def __init__(self, event: Start, depth: int, parent: int, note: tuple[str, str] | None) -> None:
        self.event = event
        self.depth = depth
        self.parent = parent
        self.note = note
        self.format_end = event.end
        self.children: list[Child] = []
        self.child: Start | None = None
        self.pieces: list[TextPiece] = []
        self.reference: tuple[str, str] | None = None
        self.inner: list[int] = []


def read_runs(xml: XmlText) -> list[Run]:
    """All runs of a part, in the order in which they end."""
    reader = _Reader()
    for event in xml.events():
        if isinstance(event, Start):
            reader.start(event)
        elif isinstance(event, End):
            reader.end(event)
        elif isinstance(event, Text) and reader.open and reader.open[-1].child is not None:
            reader.open[-1].pieces.extend(event.pieces)
    return reader.runs


class _Reader:
    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.open: list[_Open] = []
        self._parents: list[int] = []
        self._note: tuple[str, str] | None = None

    def start(self, event: Start) -> None:
        if self.open and len(self._parents) == self.open[-1].depth:
            self.open[-1].child, self.open[-1].pieces = event, []
            if is_word(event.uri) and event.name in _REFERENCES:
                self.open[-1].reference = (_REFERENCES[event.name], value(event, "id"))
        elif is_word(event.uri) and event.name in _NOTES:
            self._note = (event.name, value(event, "id"))
        if is_word(event.uri) and event.name == "r":
            self.open.append(_Open(event, len(self._parents) + 1, self._parents[-1] if self._parents else 0, self._note))
        self._parents.append(event.start)

    def end(self, event: End) -> None:
        self._parents.pop()
        if self.open and len(self._parents) == self.open[-1].depth - 1:
            self._close(self.open[-1], event.end)
        if self.open and len(self._parents) == self.open[-1].depth and self.open[-1].child is not None:
            self._child(self.open[-1], self.open[-1].child, event.end)
            self.open[-1].child = None

    def _child(self, run: _Open, child: Start, end: int) -> None:
        if not is_word(child.uri):
            run.children.append(Child("", child.start, end, ()))
        elif child.name == "rPr":
            run.format_end = end
        else:
            keep = child.attributes.get(XML_SPACE) == "preserve"
            pieces = (run.pieces if keep else trimmed(run.pieces)) if child.name == "t" else ()
            run.children.append(Child(child.name, child.start, end, tuple(pieces)))

    def _close(self, run: _Open, end: int) -> None:
        self.open.pop()
        start = run.event.start
        for index in run.inner:
            self.runs[index] = self.runs[index]._replace(outer=(start, end))
        if self.open:
            self.open[-1].inner += [*run.inner, len(self.runs)]
        made = Run(start, end, run.event.end, run.format_end, tuple(run.children), run.parent, None, run.note, run.reference)
        self.runs.append(made)
