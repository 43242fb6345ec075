"""The parts of a Word file: which hold text, in which order, and what stays unread."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath

from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.archive import Archive
from policy_glossary.intake.xml_events import Start
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_ROOT_RELATIONS = "_rels/.rels"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Kinds of relations whose parts hold text, in the order in which they are read behind the main part.
_TEXT_KINDS = ("footnotes", "endnotes", "header", "footer")
_OTHER_PROGRAMS = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint presentation"}
# Folders and kinds of parts that hold text which is not read, one and many.
_UNREAD = (
    ("word/charts/chart", "chart", "charts"),
    ("word/diagrams/data", "diagram", "diagrams"),
    ("word/embeddings/", "embedded object", "embedded objects"),
    ("word/afchunk", "inserted file", "inserted files"),
    ("word/glossary/document.xml", "part with building blocks", "parts with building blocks"),
)


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its kind, its target, and whether that lies outside of the file."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """A Word file as parts. Raises FaultError if it is none, or is refused by `Archive`."""

    def __init__(self, raw: RawFile) -> None:
        if not raw.data.startswith(b"PK"):
            raise FaultError(_no_archive(raw))
        self.name = raw.name
        self.archive = Archive(raw.data, raw.name)
        targets = [r.target for r in self._relations(_ROOT_RELATIONS, "") if r.kind == "officeDocument" and not r.external]
        self.main = next((target for target in targets if target in self.archive), "word/document.xml")
        if self.main in _OTHER_PROGRAMS:
            raise FaultError(Fault(f"is {_OTHER_PROGRAMS[self.main]}, not a Word document", raw.name))
        if self.main not in self.archive:
            raise FaultError(Fault("is a zip archive, but no Word document", raw.name))
        self.relations = tuple(self._relations(self.relations_of(self.main), posixpath.dirname(self.main)))

    @staticmethod
    def relations_of(part: str) -> str:
        """The name of the part that holds the relations of a part."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def related(self, kind: str) -> tuple[str, ...]:
        """The parts to which the main part has relations of a kind, each once, by number where their names have one."""
        targets = {r.target for r in self.relations if r.kind == kind and not r.external and r.target in self.archive}
        return tuple(sorted(targets, key=lambda target: (len(target), target)))

    def text_parts(self) -> tuple[str, ...]:
        """The parts with text: the main one, notes, headers and footers."""
        return tuple(dict.fromkeys((self.main, *(part for kind in _TEXT_KINDS for part in self.related(kind)))))

    def xml(self, part: str) -> XmlText:
        """A part as XML. Raises FaultError if it is over the limits or damaged."""
        return XmlText.read(self.archive.read(part), f"{self.name}: {part}")

    def notes(self) -> Iterator[str]:
        """What a user should know of the parts that are not read."""
        names = [name.lower() for name in self.archive.names]
        if any(name.endswith("vbaproject.bin") for name in names):
            yield "holds macros: they are not looked at"
        outside = sum(relation.external and relation.kind != "hyperlink" for relation in self.relations)
        if outside:
            yield f"refers to {outside} {'file' if outside == 1 else 'files'} elsewhere: not opened"
        for start, one, many in _UNREAD:
            count = sum(name.startswith(start) and not name.endswith(".rels") for name in names)
            if count:
                yield f"{count} {one if count == 1 else many} not read"

    def _relations(self, part: str, folder: str) -> Iterator[Relation]:
        if part not in self.archive:
            return
        for event in self.xml(part).events():
            if isinstance(event, Start) and event.name == "Relationship":
                kind = event.attributes.get("Type", "")
                external = event.attributes.get("TargetMode") == "External"
                target = event.attributes.get("Target", "")
                if not external:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                known = kind.startswith((_OFFICE, _OFFICE_STRICT))
                yield Relation(event.attributes.get("Id", ""), kind.rpartition("/")[2] if known else kind, target, external)


def _no_archive(raw: RawFile) -> Fault:
    """Why bytes that are no zip archive are no Word document, in plain words."""
    data = raw.data
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Fault("is protected with a password", raw.name, hint="save a copy without a password")
        return Fault("is in the old Word format", raw.name, hint="save it as .docx")
    kinds = ((b"{\\rtf", "RTF"), (b"%PDF-", "a PDF"), (b"<?xml", "XML"), (b"<", "HTML"))
    kind = next((kind for start, kind in kinds if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start)), "")
    suffix = PurePosixPath(raw.name).suffix
    if not data:
        return Fault(f"is empty, and so no {suffix} document", raw.name)
    told = f"is {kind}" if kind else "is something else"
    return Fault(
        f"{told} under the name of a {suffix} document", raw.name, hint="open it in Word or LibreOffice and save it as .docx"
    )
