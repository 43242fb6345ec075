"""The units of an XML translation file as small trees, and what comes between them as it comes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import encode, raw_edits
from policy_glossary.intake.encoding import Decoded
from policy_glossary.intake.xml_events import Comment, End, Start, Text
from policy_glossary.intake.xml_names import XML_LANGUAGE, XML_SPACE
from policy_glossary.intake.xml_offsets import XmlText, escape_text
from policy_glossary.model.document import Document
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import Fault, FaultError

_CDATA = "<![CDATA["


class Node:
    """An element with what is in it. `foreign`: of another name space than the file, an extension of some program."""

    __slots__ = ("attributes", "children", "foreign", "name", "start")

    def __init__(self, name: str, attributes: Mapping[str, str], foreign: bool, start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.foreign = foreign
        self.start = start
        self.children: list[Node | Text | Comment] = []

    def all(self, *names: str) -> Iterator[Node]:
        """The child elements of these names that are no extensions."""
        for child in self.children:
            if isinstance(child, Node) and not child.foreign and child.name in names:
                yield child

    def first(self, name: str) -> Node | None:
        """The first child element of a name."""
        return next(self.all(name), None)

    def words(self) -> str:
        """The characters in it, also those in its elements."""
        return "".join(
            child.text if isinstance(child, Text) else child.words() for child in self.children if not isinstance(child, Comment)
        )

    def comments(self) -> Iterator[Comment]:
        """All XML comments in it."""
        for child in self.children:
            if isinstance(child, Comment):
                yield child
            elif isinstance(child, Node):
                yield from child.comments()


def language(attributes: Mapping[str, str]) -> str:
    """The language that attributes tell, in the way of XML or of old TMX; "" if they tell none."""
    return attributes.get(XML_LANGUAGE) or attributes.get("lang", "")


def keeps_space(attributes: Mapping[str, str], outside: bool) -> bool:
    """True if line ends count in an element with these attributes; `outside`: if they do around it."""
    return attributes.get(XML_SPACE) == "preserve" if XML_SPACE in attributes else outside


def outline(xml: XmlText, root: str, units: Collection[str]) -> Iterator[Start | End | Comment | Node]:
    """The elements of a file: those named in `units` as trees, the others as their tags; nothing of extensions but in units.

    Raises FaultError if the root element has another name than `root`, and for XML that cannot be read.
    """
    open_nodes: list[Node] = []
    space: str | None = None
    foreign = 0  # how many extensions are open outside of units
    for event in xml.events():
        if isinstance(event, Start) and space is None:
            space = event.uri
            if event.name != root:
                message = f"is no {root.upper()} file: its root element is {event.name[:40]}"
                raise FaultError(Fault(message, xml.source.name, xml.source.position(event.start).line))
        if open_nodes:
            yield from _in_unit(event, open_nodes, space or "")
        elif isinstance(event, Start | End) and (foreign or event.uri != space):
            foreign += 1 if isinstance(event, Start) else -1
        elif isinstance(event, Start) and event.name in units:
            open_nodes.append(Node(event.name, event.attributes, foreign=False, start=event.start))
        elif isinstance(event, Start | End | Comment) and not foreign:
            yield event


def _in_unit(event: object, open_nodes: list[Node], space: str) -> Iterator[Node]:
    if isinstance(event, Start):
        node = Node(event.name, event.attributes, event.uri != space, event.start)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
    elif isinstance(event, End):
        node = open_nodes.pop()
        if not open_nodes:
            yield node
    elif isinstance(event, Text | Comment):
        open_nodes[-1].children.append(event)


def write(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The bytes of an XML file after corrections of its readable text. The states of segments stay as they are."""
    xml = XmlText.read(raw.data, raw.name)
    if document.origin is None:
        return raw.data
    changes = raw_edits(document.source.text, document.origin, [c.edit for c in corrections], str, raw.name)
    sections = (
        [(e.start, e.end) for e in xml.events() if isinstance(e, Text) and _is_section(xml, e)] if _CDATA in xml.source.text else []
    )
    written = [edit._replace(text=_escape(edit, sections)) for edit in changes]
    text = apply_edits(xml.source.text, sorted(written))  # a text inside of a code is read behind its paragraph
    return encode(Decoded(xml.source.text, xml.mark, xml.encoding), text, raw, "xmlcharrefreplace")


def _is_section(xml: XmlText, text: Text) -> bool:
    return xml.source.text.startswith(_CDATA, text.start)


def _escape(edit: Edit, sections: Sequence[tuple[int, int]]) -> str:
    """New words as they are written at their place: in a CDATA section nothing is escaped but its end."""
    if any(start < edit.span.start and edit.span.end < end for start, end in sections):
        return edit.text.replace("]]>", "]]]]><![CDATA[>")
    return escape_text(edit.text)
