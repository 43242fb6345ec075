"""Corrected files: edits of the readable text become edits of the file, and nothing else changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from policy_glossary.formats import format_module
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.encoding import Decoded, decode_file
from policy_glossary.model.document import Document, Origin, Piece, State
from policy_glossary.model.edits import Correction, apply_edits, narrow
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span


def rewrite(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The bytes of a file after corrections of its readable text, which are in text order and without overlaps.

    Encoding, byte-order mark and line ends stay as they are. Raises FaultError if an edit has no place in the file, or if
    the file's encoding has no such character, and for an edit of a locked segment.
    """
    edits = [correction.edit for correction in corrections]
    locked = [block.span for block in document.blocks if block.state is State.LOCKED]
    if locked and any(_touches(edit.span, locked) for edit in edits):
        raise FaultError(Fault("a correction would change a locked segment", raw.name, hint="unlock it first"))
    module = format_module(raw.name)
    if hasattr(module, "write"):
        written: bytes = module.write(raw, document, corrections)
        return written
    decoded: Decoded = module.decode(raw) if hasattr(module, "decode") else decode_file(raw.data, raw.name, raw.encoding)
    if document.origin is not None:
        edits = raw_edits(document.source.text, document.origin, edits, module.escape, raw.name)
    return encode(decoded, apply_edits(decoded.text, edits), raw)


def _touches(span: Span, locked: Sequence[Span]) -> bool:
    index = bisect_right(locked, span.end, key=lambda block: block.start)
    return index > 0 and span.start <= locked[index - 1].end


def encode(decoded: Decoded, text: str, raw: RawFile, errors: str = "strict") -> bytes:
    """A corrected text in the encoding of its file. `errors` tells what becomes of characters that the encoding lacks.

    Raises FaultError if they may not be left out, or if the encoding writes even the old text otherwise than it stood.
    """
    hint = "save the file as UTF-8 first"
    try:
        if decoded.encoding != "utf-8" and decoded.mark + decoded.text.encode(decoded.encoding) != raw.data:
            raise FaultError(Fault(f"cannot be written in {decoded.encoding} without other changes", raw.name, hint=hint))
        return decoded.mark + text.encode(decoded.encoding, errors)
    except UnicodeEncodeError as error:
        message = f'cannot be written in {decoded.encoding}: it has no "{error.object[error.start]}"'
        raise FaultError(Fault(message, raw.name, hint=hint)) from None


def raw_edits(text: str, origin: Origin, edits: Iterable[Edit], escape: Callable[[str], str], name: str) -> list[Edit]:
    """Edits of the readable `text` as edits of the file's only part.

    Words that stay are not touched; new words go where the first of the old ones stood, so that markup between them stays.
    Raises FaultError for an edit in text that is nowhere in the file.
    """
    found: list[Edit] = []
    for edit in narrow(text, edits):
        pieces = origin.pieces_of(edit.span) if edit.span.start < edit.span.end else _pieces_at(origin, edit.span.start)
        if not pieces:
            raise FaultError(Fault("a correction has no place in the file", name, hint="correct it by hand"))
        new = edit.text
        for piece in pieces:
            start, end = max(edit.span.start, piece.start), min(edit.span.end, piece.end)
            at = piece.raw(start, end) if start < end or piece.divisible else _edge(piece, start)
            found.append(Edit(Span(*at), escape(new)))
            new = ""
    return found


def _pieces_at(origin: Origin, offset: int) -> tuple[Piece, ...]:
    """The piece into which something is inserted: the one that ends there, or else the one that begins there."""
    near = origin.pieces_of(Span(max(0, offset - 1), offset + 1))
    return tuple(piece for piece in near if piece.start <= offset <= piece.end)[:1]


def _edge(piece: Piece, offset: int) -> tuple[int, int]:
    """Before or behind an indivisible piece."""
    edge = piece.raw_start if offset <= piece.start else piece.raw_end
    return edge, edge
