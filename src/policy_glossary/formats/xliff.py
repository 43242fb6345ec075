"""XLIFF 1.0 to 1.2 and 2.x. Each unit is a paragraph of its segments; several files in one are read one after the other.

Drafts are targets whose state says that they need work. Locked is what must not be translated, what is approved or final,
and what a program of translators has locked. Alternative translations and extensions of programs are no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.formats.bitexts import Bitext, reading_of
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.segments import Comment, Entry
from policy_glossary.formats.xliff_units import Surroundings, read_unit, read_unit_of_2
from policy_glossary.formats.xml_units import Node, keeps_space, outline, write
from policy_glossary.intake.xml_events import Comment as XmlComment
from policy_glossary.intake.xml_events import Start
from policy_glossary.intake.xml_offsets import XmlText

__all__ = ["read_bytes", "write"]

_UNITS = ("trans-unit", "unit", "note")


def read_bytes(raw: RawFile) -> Reading:
    """The translations of an XLIFF file. Raises FaultError if it is none, or beyond the limits of XML."""
    xml = XmlText.read(raw.data, raw.name)
    return reading_of(xml.source, list(_bitexts(xml)))


def _bitexts(xml: XmlText) -> Iterator[Bitext]:
    """The units of each <file> in the file, with the comments before and in them."""
    around = [Surroundings()]
    comments: list[Comment] = []
    bitext = Bitext()
    read = read_unit
    for item in outline(xml, "xliff", _UNITS):
        if isinstance(item, Start):
            if item.attributes.get("version", "").startswith("2") and item.name == "xliff":
                read = read_unit_of_2
            around.append(_inside(item, around[-1]))
            if item.name == "file":
                bitext = Bitext(around[-1].source, around[-1].target)
        elif isinstance(item, XmlComment):
            comments.append(Comment(item.text, xml.source.position(item.start).line))
        elif not isinstance(item, Node):
            around.pop()
            if item.name == "file":
                bitext.entries.append(Entry((), comments))
                comments = []
                yield bitext
        elif item.name == "note":
            comments.append(Comment(item.words(), xml.source.position(item.start).line))
        else:
            unit = read(item, xml.source, around[-1])
            bitext.entries.append(Entry(unit.paragraphs, [*comments, *unit.comments]))
            bitext.untranslated += unit.untranslated
            bitext.target = bitext.target or unit.language
            comments = []


def _inside(start: Start, outside: Surroundings) -> Surroundings:
    """What holds inside an element that holds units."""
    attributes = start.attributes
    return Surroundings(
        attributes.get("translate", outside.translate),
        keeps_space(attributes, outside.preserve),
        attributes.get("source-language", attributes.get("srcLang", outside.source)),
        attributes.get("target-language", attributes.get("trgLang", outside.target)),
    )
