"""Documents in, and corrected documents out. One module a format, chosen by suffix; it knows no rule.

A module of a text format has `read(source) -> Reading`: the text is the file itself, masked and never converted. A module
of another format has `read_bytes(raw) -> Reading`: it makes the readable text and the pieces that lead back to the file.
Where words must be written otherwise than they read, the module has `write(raw, document, corrections) -> bytes` or
`escape(words) -> str` (see `rewriting`); where a file tells its own encoding, `decode(raw) -> Decoded`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from types import ModuleType

from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.intake.encoding import decode_file
from policy_glossary.model.document import Document
from policy_glossary.model.text import SourceText

# Suffix to module of this package. Imported when the first such file comes.
READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word",
    ".docm": "word",
    ".po": "po",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".sdlxliff": "xliff",
    ".mqxliff": "xliff",
    ".mxliff": "xliff",
    ".tmx": "tmx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".srt": "subtitles",
    ".vtt": "vtt",
}
# Tables may hold anything: one is read if it is named, not if it lies in a folder.
TABLES = {".tsv": "delimited", ".csv": "delimited", ".xlsx": "workbook"}

A_REPORT = "is a page of glossary itself, no text"
_OWN_PAGE = (b"<!-- Generated ", b"by `glossary ")  # reports and pages of rules begin with such a comment
_BEGINNING = 200  # bytes


def read_file(raw: RawFile) -> Reading:
    """A file as read. An unknown suffix is read as plain text. Raises FaultError if it cannot be read at all."""
    module = format_module(raw.name)
    if all(mark in raw.data[:_BEGINNING] for mark in _OWN_PAGE):
        return Reading(Document(SourceText(raw.name, ""), "", ()), passed_over=A_REPORT)
    if hasattr(module, "read_bytes"):
        reading: Reading = module.read_bytes(raw)
        return reading
    return _read_text(module, SourceText(raw.name, decode_file(raw.data, raw.name, raw.encoding).text))


def read_document(source: SourceText) -> Document:
    """The Document of a decoded file of a text format."""
    return _read_text(format_module(source.name), source).document


def _read_text(module: ModuleType, source: SourceText) -> Reading:
    reading: Reading = module.read(source)
    return reading


def format_module(name: str) -> ModuleType:
    """The module for files of a name."""
    suffix = PurePath(name).suffix.lower()
    return import_module(f"policy_glossary.formats.{READERS.get(suffix) or TABLES.get(suffix, 'plain')}")
