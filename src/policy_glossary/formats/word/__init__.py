"""Word documents (.docx): read with all their stories, corrected with tracked changes.

Read are the paragraphs of the text, tables, text boxes, content controls, notes, headers and footers, fields with their
results, and tracked changes as if accepted. A block is a paragraph; it tells its part, and its number there.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.model.document import Document
from policy_glossary.model.edits import Correction


def read_bytes(raw: RawFile) -> Reading:
    """Read a Word document. Raises FaultError if it is none, damaged, encrypted, or beyond the limits."""
    from policy_glossary.formats.word.reader import read_word

    return read_word(raw)


def write(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The document with corrections as tracked changes, each with a comment if it has a reason.

    Raises FaultError for a correction in a block that is locked or guarded, or one that reaches over the border of a paragraph.
    """
    from policy_glossary.formats.word.writer import write_word

    return write_word(raw, document, corrections)
