"""Word files made by hand: one part a word, as small as Word itself would still open."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.model.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header": "hdr", "footer": "ftr"}
_DATED = (2024, 5, 6, 7, 8, 10)


def run(words: str, properties: str = "") -> str:
    """A run with its words, which are XML already."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML is made a run."""
    inner = "".join(words if words.startswith("<") else run(words) for words in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def word_file(
    body: str, parts: Mapping[str, str] | None = None, extra: Mapping[str, bytes] | None = None, relations: str = ""
) -> bytes:
    """A Word file. `parts` are the insides of the roots of further parts by their kind (a header: header1), `extra` any entries."""
    files: dict[str, str | bytes] = {}
    types = f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    for number, (name, inside) in enumerate((parts or {}).items(), 1):
        kind = re.sub(r"\d+$", "", name)
        root = _ROOTS.get(kind, kind)
        files[f"word/{name}.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {NAMES}>{inside}</w:{root}>'
        relations += f'<Relationship Id="rId{number}" Type="{_KINDS}/{kind}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
    files = {
        "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>",
        **files,
        **(extra or {}),
    }
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DATED), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The entries of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(data: bytes, name: str = "a.docx") -> Document:
    """A Word file as a document."""
    return read_file(RawFile(name, data)).document


def texts(data: bytes, part: str = "word/document.xml", *, accepted: bool) -> list[str]:
    """The paragraphs of a part with all tracked changes accepted or rejected, read with nothing of ours."""
    root = ET.fromstring(unpacked(data)[part])  # noqa: S314 - made by the test
    gone, wanted = ("del", "t") if accepted else ("ins", "delText")
    found = []
    for paragraph in root.iter(f"{{{W}}}p"):
        dropped = {id(e) for change in paragraph.iter(f"{{{W}}}{gone}") for e in change.iter()}
        names = {f"{{{W}}}t", f"{{{W}}}{wanted}"}
        found.append("".join(e.text or "" for e in paragraph.iter() if e.tag in names and id(e) not in dropped))
    return found
