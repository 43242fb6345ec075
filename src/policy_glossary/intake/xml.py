"""XML from outside, parsed within limits: nothing is fetched, no entity is declared, bytes are what they say they are.

The parser is made here and passed explicitly, so that a process-wide default changed elsewhere never counts.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from policy_glossary.model.report import Fault, FaultError

if TYPE_CHECKING:
    from lxml import etree

MAX_DEPTH = 256  # elements inside each other; the limit of libxml2 without its "huge" switch, which is never used
MAX_ATTRIBUTES = 1_000  # of one element
MAX_ELEMENTS = 5_000_000  # of one file

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"))
_DECLARATION = re.compile(r"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"'][^>]*\?>")
_SINGLE_BYTE = re.compile(r"(?:iso8859-\d+|cp125\d|koi8-[rut]|ascii)$")  # as Python's codecs call themselves
_EAST_ASIAN = frozenset("gb2312 gbk gb18030 hz big5 big5hkscs euc_jp euc_kr shift_jis cp932 cp936 cp949 cp950".split())
_SAMPLE = 100_000  # characters
_ENOUGH = 8  # letters beyond ASCII that are valid UTF-8: so many are no accident of another encoding

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

    text = _decode(data, name)
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


def _decode(data: bytes, name: str) -> str:
    """The text without its byte-order mark, in the encoding that both the bytes and the XML declaration tell."""
    mark, found = next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", None))
    found = found or next((encoding for start, encoding in _UNMARKED if data.startswith(start)), None)
    head = data[len(mark) : len(mark) + 800].decode(found or "latin-1", errors="replace")
    match = _DECLARATION.match(head)
    declared = _known(match[1], name) if match else None
    if declared is not None and found is None:
        found = _contradiction(data, declared)
    if match is not None and declared is not None and found is not None and not found.startswith(declared):
        message = f"declares {match[1]}, but its bytes are {found.upper()}"
        raise FaultError(Fault(message, name, 1, "save it anew as UTF-8"))
    encoding = found or declared or "utf-8"
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        told = f"declares {match[1]}, but is" if match else "is"
        message = f"{told} not valid {encoding.upper()} at byte {len(mark) + error.start}"
        raise FaultError(Fault(message, name, hint="the XML declaration must name the encoding; UTF-8 is best")) from None
    return text


def _known(declared: str, name: str) -> str:
    """Python's name of a declared encoding. Raises FaultError for what is no encoding of plain text."""
    try:
        encoding = codecs.lookup(declared).name
    except LookupError:
        encoding = ""
    if encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        return encoding
    if encoding in _EAST_ASIAN or _SINGLE_BYTE.match(encoding):
        return "gb18030" if encoding in ("gb2312", "gbk") else encoding  # its superset, which programs write under those names
    raise FaultError(Fault(f'declares the unknown encoding "{declared}"', name, 1, "save it as UTF-8"))


def _contradiction(data: bytes, declared: str) -> str | None:
    """The encoding that unmarked bytes certainly are in although their XML declaration tells another one, or None."""
    if declared.startswith(("utf-16", "utf-32")):
        return "utf-8"  # or the declaration itself could not have been read
    if declared == "utf-8":
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8" if sum(map(str.isalpha, re.findall(r"[^\x00-\x7f]", text[:_SAMPLE]))) >= _ENOUGH else None


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
