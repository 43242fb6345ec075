"""Comments of a Word file: new ones behind those that are there, in a part of their own if there is none."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import count

from policy_glossary.formats.word.names import AUTHOR, WORD_STRICT, is_word, value
from policy_glossary.formats.word.package import Package
from policy_glossary.formats.word.tracked import prefix_of, word_attributes
from policy_glossary.intake.xml_events import End, Start
from policy_glossary.intake.xml_offsets import XmlText, escape_attribute, escape_text

_CONTENT_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_KIND_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INITIALS = "g"


class Comments:
    """The comments of a document, to which new ones are added."""

    def __init__(self, package: Package) -> None:
        """Read the ids that are taken."""
        self._package = package
        self._part = next(iter(package.related("comments")), "")
        self._taken: set[str] = set()
        self._numbers = map(str, count())
        self._new: list[tuple[str, str]] = []
        if self._part:
            events = package.xml(self._part).events()
            self._taken = {value(e, "id") for e in events if isinstance(e, Start) and e.name == "comment"}

    def add(self, words: str) -> str:
        """The id of a new comment."""
        id_ = next(number for number in self._numbers if number not in self._taken)
        self._new.append((id_, words))
        return id_

    def written(self, uri: str) -> dict[str, bytes]:
        """The parts that change, by name: none without a new comment. `uri` is the name space of the main part."""
        if not self._new:
            return {}
        if self._part:
            xml = self._package.xml(self._part)
            root = next(e for e in xml.events() if isinstance(e, Start))
            prefix = prefix_of(xml.source.text[root.start : root.end])
            return {self._part: _into_root(xml, _comments(self._new, prefix, root.uri))}
        folder = posixpath.dirname(self._package.main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        part = next(name for name in names if name not in self._package.archive)
        uri_written = escape_attribute(uri)
        text = f'{_DECLARATION}<w:comments xmlns:w="{uri_written}">{_comments(self._new, "w:", uri)}</w:comments>'
        return {part: text.encode("utf-8"), **self._typed(part), **self._related(part, uri)}

    def _typed(self, part: str) -> dict[str, bytes]:
        """The list of content types with the new part."""
        xml = self._package.xml(_CONTENT_TYPES)
        prefix = _root_prefix(xml)
        words = f'<{prefix}Override PartName="/{escape_attribute(part)}" ContentType="{_TYPE}"/>'
        return {_CONTENT_TYPES: _into_root(xml, words)}

    def _related(self, part: str, uri: str) -> dict[str, bytes]:
        """The relations of the main part with the new part."""
        name = self._package.relations_of(self._package.main)
        kind = _KIND_STRICT if uri == WORD_STRICT else _KIND
        taken = {relation.id for relation in self._package.relations}
        id_ = next(id_ for id_ in (f"rId{number}" for number in count(1)) if id_ not in taken)
        relation = f'Relationship Id="{id_}" Type="{kind}" Target="{escape_attribute(posixpath.basename(part))}"/>'
        if name not in self._package.archive:
            return {name: f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}"><{relation}</Relationships>'.encode()}
        xml = self._package.xml(name)
        return {name: _into_root(xml, f"<{_root_prefix(xml)}{relation}")}


def comment_marks(id_: str, prefix: str, uri: str) -> tuple[str, str]:
    """What stands before and behind the words that a comment is about."""
    attributes = word_attributes(prefix, uri, id=id_)
    reference = f"<{prefix}r><{prefix}commentReference{attributes}/></{prefix}r>"
    return f"<{prefix}commentRangeStart{attributes}/>", f"<{prefix}commentRangeEnd{attributes}/>{reference}"


def _comments(new: Sequence[tuple[str, str]], prefix: str, uri: str) -> str:
    """Comments as XML, each line of their words a paragraph."""
    written = []
    for id_, words in new:
        lines = (
            f'<{prefix}p><{prefix}r><{prefix}t xml:space="preserve">{escape_text(line)}</{prefix}t></{prefix}r></{prefix}p>'
            for line in words.splitlines() or [""]
        )
        attributes = word_attributes(prefix, uri, id=id_, author=AUTHOR, initials=_INITIALS)
        written.append(f"<{prefix}comment{attributes}>{''.join(lines)}</{prefix}comment>")
    return "".join(written)


def _root_prefix(xml: XmlText) -> str:
    root = next(e for e in xml.events() if isinstance(e, Start))
    return prefix_of(xml.source.text[root.start : root.end])


def _into_root(xml: XmlText, words: str) -> bytes:
    """A part with words at the end of its root element."""
    text = xml.source.text
    root = [e for e in xml.events() if isinstance(e, Start | End)]
    first, last = root[0], root[-1]
    if isinstance(first, Start) and first.empty:
        name = text[first.start + 1 : first.end].split("/")[0].split()[0]
        tag = text[first.start : first.end - 2]
        return xml.encode(f"{text[: first.start]}{tag}>{words}</{name}>{text[first.end :]}")
    return xml.encode(text[: last.start] + words + text[last.start :])


def word_uri(xml: XmlText) -> str:
    """The name space of text in a part, by its root element."""
    root = next(e for e in xml.events() if isinstance(e, Start))
    return root.uri if is_word(root.uri) else ""
