"""The paragraphs of one part of a Word file: the text that a reader of the document sees, and where each bit of it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from policy_glossary.formats.word.names import COMPATIBILITY, MATHS, WORD_NAMESPACES, is_off, value
from policy_glossary.formats.word.paragraphs import Field, Paragraph, Story, View, trimmed
from policy_glossary.formats.word.styles import outline_level
from policy_glossary.intake.xml_events import End, Event, Start, Text, TextPiece
from policy_glossary.intake.xml_names import XML_SPACE
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.document import OPAQUE

# Elements whose content is no text of the document: phonetic guides, tab stops, a table's properties.
_PASSED_OVER = frozenset("sectPrChange tblPrChange trPrChange tcPrChange tblPr trPr tcPr tabs rt sectPr".split())
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": OPAQUE, "br": " ", "cr": " "}


# A mark of a note that somebody set by hand, and what it stands behind: a word, which no unit such as km is, or the end of a sentence.
_NOTE_MARK = re.compile(r"\s*(?:\d{1,3}|\[\d{1,3}\]|[*†‡]{1,3}|[①-⑳])\s*$")
_BEFORE_MARK = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?)”’\"'])$")


class _Run:
    __slots__ = ("hidden", "raised")

    def __init__(self) -> None:
        self.hidden = self.raised = False


def read_story(xml: XmlText, view: View = View.FINAL) -> Story:
    """Read a part. Raises FaultError if it is malformed or beyond the limits."""
    return _Reader(xml, view).read()


class _Reader:
    def __init__(self, xml: XmlText, view: View) -> None:
        self._xml = xml
        self._view = view
        self._depth = 0
        self._skipped = 0  # depth of the element that is passed over with all that it holds; 0 for none
        self._closing: list[tuple[int, Callable[[], object]]] = []  # what to do at the end of the element at a depth
        self._paragraphs: list[Paragraph] = []
        self._open: list[Paragraph] = []
        self._runs: list[_Run] = []
        self._fields: list[Field] = []
        self._guards: list[bool] = []
        self._cells = self._inserted = self._deleted = self._properties = 0
        self._words: list[TextPiece] | None = None  # of the w:t that is open
        self._instruction = False
        self._hidden = self._described = 0
        in_word: dict[str, Callable[[Start], None]] = {
            "p": self._paragraph,
            "pPr": self._paragraph_properties,
            "r": self._run,
            "t": self._text,
            "delText": self._text,
            "ins": self._insertion,
            "moveTo": self._insertion,
            "del": self._deletion,
            "moveFrom": self._deletion,
            "fldChar": self._field_mark,
            "fldSimple": self._simple_field,
            "instrText": self._field_instruction,
            "sdt": self._control,
            "lock": self._control_lock,
            "dataBinding": self._control_data,
            "pPrChange": self._former_format,
            "rPrChange": self._former_format,
            "tc": self._cell,
            "vanish": self._vanish,
            "vertAlign": self._vertical_alignment,
            "pStyle": self._style,
            "outlineLvl": self._outline,
            "numPr": self._numbering,
            "commentReference": self._comment,
            **dict.fromkeys(_PASSED_OVER, self._pass_over),
            **dict.fromkeys(_CHARACTERS, self._character),
        }
        self._handlers = {
            **{(uri, name): handler for uri in WORD_NAMESPACES for name, handler in in_word.items()},
            **{(uri, "oMath"): self._formula for uri in MATHS},
            (COMPATIBILITY, "Fallback"): self._pass_over,  # the same again for older programs
        }

    def read(self) -> Story:
        handlers, closing = self._handlers, self._closing
        for event in self._xml.events():
            if isinstance(event, Start):
                self._depth += 1
                if not self._skipped:
                    handler = handlers.get((event.uri, event.name))
                    if handler is not None:
                        handler(event)
                    elif event.name == "docPr" and event.attributes.get("descr"):
                        self._described += 1
            elif isinstance(event, End):
                if self._skipped == self._depth:
                    self._skipped = 0
                while closing and closing[-1][0] == self._depth:
                    closing.pop()[1]()
                self._depth -= 1
            elif isinstance(event, Text) and not self._skipped:
                self._characters(event)
        return Story(self._xml, tuple(self._paragraphs), self._hidden, self._described)

    def _at_end(self, action: Callable[[], object]) -> None:
        self._closing.append((self._depth, action))

    def _pass_over(self, _: Start) -> None:
        self._skipped = self._depth

    def _formula(self, event: Start) -> None:
        self._add([TextPiece(OPAQUE, -1, -1)])
        self._pass_over(event)

    def _former_format(self, event: Start) -> None:
        if self._open:
            self._open[-1].touched = True
        self._pass_over(event)

    def _paragraph(self, _: Event) -> None:
        paragraph = Paragraph(len(self._paragraphs) + 1, self._depth, cell=self._cells > 0)
        self._paragraphs.append(paragraph)
        self._open.append(paragraph)
        self._at_end(self._open.pop)

    def _paragraph_properties(self, _: Start) -> None:
        self._properties += 1
        self._at_end(self._leave_properties)

    def _leave_properties(self) -> None:
        self._properties -= 1

    def _style(self, event: Start) -> None:
        if self._open:
            self._open[-1].style = value(event)

    def _outline(self, event: Start) -> None:
        if self._open:
            self._open[-1].level = outline_level(event)

    def _numbering(self, _: Start) -> None:
        if self._open:
            self._open[-1].numbered = True

    def _cell(self, _: Start) -> None:
        self._cells += 1
        self._at_end(self._leave_cell)

    def _leave_cell(self) -> None:
        self._cells -= 1

    def _run(self, _: Start) -> None:
        self._runs.append(_Run())
        self._at_end(self._runs.pop)

    def _vanish(self, event: Start) -> None:
        if self._runs and not self._properties and not is_off(value(event)):
            self._runs[-1].hidden = True

    def _vertical_alignment(self, event: Start) -> None:
        if self._runs and not self._properties:
            self._runs[-1].raised = value(event) == "superscript"

    def _insertion(self, event: Start) -> None:
        self._change(event, gone=self._view is View.ORIGINAL)

    def _deletion(self, event: Start) -> None:
        self._change(event, gone=self._view is View.FINAL)

    def _change(self, _: Start, *, gone: bool) -> None:
        """A tracked change: of text, or, among the properties of a paragraph, of its end."""
        if self._open:
            self._open[-1].touched = True
            if self._properties:
                self._open[-1].joined |= gone
        if not self._properties:
            self._inserted += 1
            self._deleted += gone
            self._at_end(self._leave_deletion if gone else self._leave_insertion)

    def _leave_insertion(self) -> None:
        self._inserted -= 1

    def _leave_deletion(self) -> None:
        self._inserted -= 1
        self._deleted -= 1

    def _field_mark(self, event: Start) -> None:
        kind = value(event, "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _simple_field(self, event: Start) -> None:
        field = Field(value(event, "instr"), result=True)
        self._fields.append(field)
        self._at_end(lambda: self._leave_field(field))

    def _leave_field(self, field: Field) -> None:
        if field in self._fields:  # unless a mark inside of it has ended it
            self._fields = self._fields[: self._fields.index(field)]

    def _field_instruction(self, _: Start) -> None:
        self._instruction = True
        self._at_end(self._leave_instruction)

    def _leave_instruction(self) -> None:
        self._instruction = False

    def _control(self, _: Start) -> None:
        self._guards.append(False)
        self._at_end(self._guards.pop)

    def _control_lock(self, event: Start) -> None:
        if self._guards and value(event) in ("contentLocked", "sdtContentLocked"):
            self._guards[-1] = True

    def _control_data(self, _: Start) -> None:
        if self._guards:
            self._guards[-1] = True

    def _text(self, event: Start) -> None:
        if not self._runs:
            return
        words: list[TextPiece] = []
        self._words = words
        keep = event.attributes.get(XML_SPACE) == "preserve"
        self._at_end(lambda: self._leave_text(words if keep else trimmed(words)))

    def _leave_text(self, words: list[TextPiece]) -> None:
        self._words = None
        self._add(words)

    def _characters(self, event: Text) -> None:
        if self._words is not None:
            self._words.extend(event.pieces)
        elif self._instruction and self._fields and not self._fields[-1].result:
            self._fields[-1].instruction += event.text

    def _character(self, event: Start) -> None:
        if self._runs:
            self._add([TextPiece(_CHARACTERS[event.name], event.start, self._close(event))])

    def _close(self, event: Start) -> int:
        """The end of an element without content, which may be written with an end tag."""
        text = self._xml.source.text
        return event.end if event.empty else text.index(">", event.end) + 1

    def _comment(self, event: Start) -> None:
        if self._open:
            self._open[-1].comments.append((self._open[-1].length(), value(event, "id")))

    def _add(self, pieces: list[TextPiece]) -> None:
        """Take pieces into the paragraph that is open, if they can be seen there."""
        if not self._open or not pieces:
            return
        paragraph = self._open[-1]
        if self._deleted or any(not field.result for field in self._fields):
            return
        if self._runs and self._runs[-1].hidden:
            self._hidden += 1
            return
        if self._runs and self._runs[-1].raised and _is_note_mark(paragraph, pieces):
            return
        paragraph.pieces += pieces
        paragraph.touched |= self._inserted > 0
        paragraph.guarded |= any(self._guards)
        paragraph.listed |= any(field.lists() for field in self._fields)


def _is_note_mark(paragraph: Paragraph, pieces: list[TextPiece]) -> bool:
    """True for raised pieces that refer to a note: "policy" with a small 3, but not "km" with a small 2."""
    before = "".join(piece.text for piece in paragraph.pieces[-4:])
    return _NOTE_MARK.match("".join(piece.text for piece in pieces)) is not None and _BEFORE_MARK.search(before) is not None
