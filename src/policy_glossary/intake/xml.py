"""XML from outside, parsed within limits: nothing is fetched, no entity is declared, bytes are what they say they are.

The parser is made here and passed explicitly, so that a process-wide default changed elsewhere never counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policy_glossary.intake.xml_encoding import decode_xml
from policy_glossary.intake.xml_limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS
from policy_glossary.model.report import Fault, FaultError

if TYPE_CHECKING:
    from lxml import etree

_QUOTED = r"\"[^\"]*\"|'[^']*'"
_BETWEEN = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(rf"<!DOCTYPE(?:[^\[\]<>\"']|{_QUOTED})*(\[)?")
_HARMLESS = re.compile(rf"<!(?:ELEMENT|NOTATION|ATTLIST)\s(?:[^<>\"']|{_QUOTED})*>")
_DEFAULT_VALUE = re.compile(r"<!ATTLIST\b[^>]*[\"']")
_LONG_TAG = re.compile(r"<[^<]{3000,}")  # 1,001 attributes with different names take more characters than that
_ATTRIBUTE = re.compile(rf"\s[^\s=<>\"'/]+\s*=\s*(?:{_QUOTED})")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of an XML file; elements know their `sourceline` (beyond line 65,535 it may be off by a few).

    Comments and processing instructions stay in the tree. A document type that names an external DTD is accepted and
    never fetched. Raises FaultError for bytes that are not in the declared encoding, entity declarations, default values
    of attributes, nesting over MAX_DEPTH, text over 10 MB in one place, too many elements or attributes, and for what is
    not well-formed.
    """
    from lxml import etree  # 20 ms, for those who read XML

    text = decode_xml(data, name).text
    _check_document_type(text, name)
    _check_counts(text, name)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise FaultError(_syntax_fault(error.msg or "", error.lineno, name)) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:  # what the check above overlooked
        raise FaultError(Fault("declares an entity", name, hint="write the text itself in its place"))
    return root


def _check_document_type(text: str, name: str) -> None:
    """Walk from the start to the root element; only a document type without entities and default values may stand there."""
    place = _skip(text, 0)
    match = _DOCTYPE.match(text, place)
    if match is None:
        return
    place = match.end()
    while match[1]:
        place = _skip(text, place)
        if text.startswith("]", place):
            break
        harmless = _HARMLESS.match(text, place)
        line = text.count("\n", 0, place) + 1
        if text.startswith(("<!ENTITY", "%"), place):
            raise FaultError(Fault("declares an entity", name, line, "write the text itself in its place"))
        if harmless is None:
            raise FaultError(Fault("has a document type that cannot be read", name, line, "delete what stands between [ and ]"))
        if _DEFAULT_VALUE.match(harmless[0]):
            message = "declares default values of attributes"
            raise FaultError(Fault(message, name, line, "write the attributes where they belong"))
        place = harmless.end()


def _skip(text: str, place: int) -> int:
    while (match := _BETWEEN.match(text, place)) is not None:
        place = match.end()
    return place


def _check_counts(text: str, name: str) -> None:
    """Refuse, before a tree is built, what would take gigabytes. Tags inside comments count as well."""
    elements = text.count("<") - text.count("</") - text.count("<!") - text.count("<?")
    if elements > MAX_ELEMENTS:
        raise FaultError(Fault(f"holds more than {MAX_ELEMENTS:,} elements", name, hint="split it into parts"))
    for long in _LONG_TAG.finditer(text):
        if long[0].count("=") > MAX_ATTRIBUTES and _attributes(long[0]) > MAX_ATTRIBUTES:
            message = f"an element has more than {MAX_ATTRIBUTES:,} attributes"
            raise FaultError(Fault(message, name, text.count("\n", 0, long.start()) + 1))


def _attributes(tag: str) -> int:
    """How many attributes follow each other at the beginning of a tag."""
    match = re.match(r"<[^\s<>/=\"']+", tag)
    place, count = match.end() if match else len(tag), 0
    while (attribute := _ATTRIBUTE.match(tag, place)) is not None:
        place, count = attribute.end(), count + 1
        if count > MAX_ATTRIBUTES:
            break
    return count


def _syntax_fault(told: str, line: int | None, name: str) -> Fault:
    """What libxml2 said, with its limits in plain words."""
    if "Excessive depth" in told:
        return Fault(f"elements are nested more than {MAX_DEPTH} deep", name, line)
    if "Text node too long" in told or "huge" in told.lower():
        return Fault("holds a text of more than 10 MB in one place", name, line, "split it into parts")
    reason = " ".join("".join(c if c.isprintable() else " " for c in told).split())
    reason = re.sub(r", line \d+, column \d+$", "", reason)
    return Fault(f"is not well-formed XML: {reason or 'it holds no element'}", name, line or None)
