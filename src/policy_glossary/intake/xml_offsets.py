"""XML as events that say where they stand: offsets are code points of the decoded file, so that it can be edited in place.

The stream is cut by a lexer of our own, which knows every offset, and expat has the last word on whether the file is
well-formed. No entity may be declared, nothing is fetched, and the limits of `xml_limits` hold. Attributes that a document type
would add are not added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.intake.xml_encoding import decode_xml
from policy_glossary.intake.xml_events import Comment, End, Event, Instruction, Start, Text, TextPiece
from policy_glossary.intake.xml_limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT
from policy_glossary.intake.xml_names import XML
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText

_TOKEN = re.compile(
    r"(?P<text>[^<]++)"
    r"|<(?P<tag>[^\s<>/!?='\"]++(?:[^<>\"'/]|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+)(?P<empty>/?)>"
    r"|</(?P<end>[^\s<>/!?='\"]++)\s*+>"
    r"|<!--(?P<comment>.*?)-->"
    r"|<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|<\?(?P<target>[^\s?]++)(?P<instruction>.*?)\?>"
    r"|(?P<doctype><!DOCTYPE)\b",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_INEXACT = re.compile(r"&[^;]*;?|\r\n?")
_IN_DOCTYPE = re.compile(r"<!--|<\?|[\"'\[\]>]")
_CLOSING = {"<!--": "-->", "<?": "?>", '"': '"', "'": "'"}
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# Makes a named tuple, of its class and values in order. The class itself would call a function written in Python for each of the many events.
_made = tuple.__new__


class XmlText(NamedTuple):
    """An XML file as decoded. `mark` is its byte-order mark, `encoding` what the rest was decoded with."""

    source: SourceText
    mark: bytes
    encoding: str

    @classmethod
    def read(cls, data: bytes, name: str) -> XmlText:
        """Decode a file. Raises FaultError if its encoding is not the one that it declares."""
        decoded = decode_xml(data, name)
        return cls(SourceText(name, decoded.text), decoded.mark, decoded.encoding)

    def encode(self, text: str) -> bytes:
        """Another text as bytes of this file; what the encoding lacks is written as character references."""
        return self.mark + text.encode(self.encoding, "xmlcharrefreplace")

    def events(self) -> Iterator[Event]:
        """What stands in the file, in order.

        Raises FaultError, at the latest behind the last event, if the file is not well-formed or beyond the limits.
        """
        return _Lexer(self.source).events()


def escape_text(words: str) -> str:
    """Words as they are written between tags."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(words: str) -> str:
    """Words as they are written in a value between double quotation marks."""
    return escape_text(words).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


class _Tag(NamedTuple):
    """What a start tag says wherever it stands: its name as written and resolved, its attributes, and the prefixes that hold outside of it."""

    written: str
    name: str
    uri: str
    attributes: dict[str, str]
    outer: dict[str, str]


class _Lexer:
    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._text = source.text
        self._open: list[_Tag] = []
        self._elements = 0  # so far
        self._prefixes = {"xml": XML, "": ""}
        self._known: dict[str, _Tag] = {}  # tags as written, under the prefixes that hold

    def events(self) -> Iterator[Event]:
        offset = 0
        text, opened, length = self._text, self._open, len(self._text)
        while offset < length:
            token = _TOKEN.match(text, offset)
            if token is None:
                raise self._malformed(offset, "is no XML that can be read")
            end, kind = token.end(), token.lastgroup
            if kind == "text":
                if opened:
                    yield self._characters(token[0], offset, end)
            elif kind == "empty":
                written, empty = token.group("tag", "empty")
                tag = self._enter(written, offset)
                yield _made(Start, (tag.name, tag.uri, tag.attributes, offset, end, bool(empty)))
                if not empty:
                    opened.append(tag)
                else:
                    self._leave(tag)
                    yield _made(End, (tag.name, tag.uri, offset, end))
            elif kind == "end":
                if not opened or opened[-1].written != token["end"]:
                    raise self._malformed(offset, f"closes {token['end']}, which is not open")
                tag = opened.pop()
                self._leave(tag)
                yield _made(End, (tag.name, tag.uri, offset, end))
            elif kind == "doctype":
                end = self._doctype(offset, end)
            else:
                yield from self._aside(token, offset, end)
            offset = end
        self._check_form()

    def _aside(self, token: re.Match[str], start: int, end: int) -> Iterator[Event]:
        """A comment, a CDATA section, or an instruction."""
        if token["comment"] is not None:
            yield Comment(token["comment"], start, end)
        elif token["cdata"] is not None:
            words = token["cdata"].replace("\r\n", "\n").replace("\r", "\n")
            self._check_size(end - start, start)
            yield Text(words, start, end, (TextPiece(words, start, end),))
        elif token["target"].lower() != "xml":
            yield Instruction(token["target"], token["instruction"].strip(), start, end)

    def _doctype(self, start: int, offset: int) -> int:
        """The end of a document type declaration whose name begins at `offset`; the end of the file if it has none."""
        inside, end = 0, len(self._text)
        while (match := _IN_DOCTYPE.search(self._text, offset)) is not None:
            mark, offset = match[0], match.end()
            if mark in _CLOSING:
                closing = self._text.find(_CLOSING[mark], offset)
                if closing < 0:
                    break
                offset = closing + len(_CLOSING[mark])
            elif mark == ">" and inside <= 0:
                end = offset
                break
            else:
                inside += {"[": 1, "]": -1}.get(mark, 0)
        if self._text.find("<!ENTITY", start, end) >= 0:
            hint = "save it without a document type"
            raise self._fault(start, "declares entities of its own, which are not read", hint)
        return end

    def _enter(self, written: str, start: int) -> _Tag:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise self._fault(start, f"has more than {MAX_ELEMENTS:,} elements")
        if len(self._open) >= MAX_DEPTH:
            raise self._fault(start, f"is nested deeper than {MAX_DEPTH} elements")
        return self._known.get(written) or self._read_tag(written, start)

    def _leave(self, element: _Tag) -> None:
        if element.outer is not self._prefixes:
            self._prefixes, self._known = element.outer, {}

    def _read_tag(self, tag: str, start: int) -> _Tag:
        outer = self._prefixes
        written = re.split(r"\s", tag, maxsplit=1)[0]
        pairs: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(tag, len(written)):
            value = match[2] if match[2] is not None else match[3]
            pairs[match[1]] = self._attribute(value, start)
            if len(pairs) > MAX_ATTRIBUTES:
                raise self._fault(start, f"has an element with more than {MAX_ATTRIBUTES:,} attributes")
        declared = {k[6:]: v for k, v in pairs.items() if k.startswith("xmlns:")}
        if "xmlns" in pairs:
            declared[""] = pairs["xmlns"]
        if declared:
            self._prefixes = {**self._prefixes, **declared}
        attributes = {}
        for key, value in pairs.items():
            prefix, colon, local = key.partition(":")
            if prefix != "xmlns":
                attributes[f"{{{self._space(prefix, start)}}}{local}" if colon else key] = value
        prefix, colon, local = written.partition(":")
        read = _Tag(written, local if colon else written, self._space(prefix if colon else "", start), attributes, outer)
        if self._prefixes is outer:
            self._known[tag] = read
        else:
            self._known = {}  # the same letters may mean something else in here
        return read

    def _space(self, prefix: str, start: int) -> str:
        if prefix not in self._prefixes:
            raise self._fault(start, f'uses the prefix "{prefix}", which is not declared')
        return self._prefixes[prefix]

    def _attribute(self, value: str, start: int) -> str:
        value = value.replace("\r\n", " ").replace("\r", " ").replace("\n", " ").replace("\t", " ")
        return re.sub(r"&[^;]*;?", lambda m: self._character(m[0], start), value) if "&" in value else value

    def _characters(self, raw: str, start: int, end: int) -> Text:
        self._check_size(end - start, start)
        if "&" not in raw and "\r" not in raw:
            return Text(raw, start, end, (TextPiece(raw, start, end),))
        pieces: list[TextPiece] = []
        done = 0
        for match in _INEXACT.finditer(raw):
            if match.start() > done:
                pieces.append(TextPiece(raw[done : match.start()], start + done, start + match.start()))
            done = match.end()
            words = "\n" if match[0][0] == "\r" else self._character(match[0], start + match.start())
            pieces.append(TextPiece(words, start + match.start(), start + done))
        if done < len(raw):
            pieces.append(TextPiece(raw[done:], start + done, end))
        return Text("".join(piece.text for piece in pieces), start, end, tuple(pieces))

    def _character(self, reference: str, start: int) -> str:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise self._fault(start, f'uses the entity "{reference[:40]}", which is not declared')
        if match[3]:
            return _NAMED[match[3]]
        point = int(match[1]) if match[1] else int(match[2], 16)
        if not (point in (9, 10, 13) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF):
            raise self._fault(start, f'holds "{reference}", which is no character')
        return chr(point)

    def _check_size(self, length: int, start: int) -> None:
        if length > MAX_TEXT:
            raise self._fault(start, f"has more than {MAX_TEXT:,} characters without a tag")

    def _check_form(self) -> None:
        """Raise FaultError if expat finds the file malformed. Its memory is bounded: what is open here was counted."""
        from xml.parsers import expat

        parser = expat.ParserCreate("utf-8", "\n")
        try:
            parser.Parse(self._text.encode("utf-8"), True)
        except expat.ExpatError as error:
            told = expat.ErrorString(error.code) or "malformed"
            raise FaultError(Fault(f"is not well-formed XML: {told}", self._source.name, error.lineno)) from None

    def _malformed(self, offset: int, message: str) -> FaultError:
        """The fault where this lexer is lost: in the words of expat, or else in ours."""
        self._check_form()
        return self._fault(offset, message)

    def _fault(self, offset: int, message: str, hint: str = "") -> FaultError:
        return FaultError(Fault(message, self._source.name, self._source.position(offset).line, hint))
