"""Documents in. One reader a format, chosen by suffix; a reader turns text into a Document and knows no rule."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from policy_glossary.model.document import Document
from policy_glossary.model.text import SourceText

# Suffix to module of this package, whose `read(source)` makes the Document. Imported when the first such file comes.
READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
}


def read_document(source: SourceText, suffix: str | None = None) -> Document:
    """The Document of a decoded file. An unknown suffix is read as plain text."""
    suffix = PurePath(source.name).suffix if suffix is None else suffix
    module = import_module(f"policy_glossary.formats.{READERS.get(suffix.lower(), 'plain')}")
    document: Document = module.read(source)
    return document
