"""Web pages: the text of the article as a browser shows it, each character with its place in the file.

Not read: scripts, styles, comments, what is hidden or struck out, form controls, reading aids (ruby), the attributes `alt`
and `title`, the page's `<title>`, and furniture (see `html_main`). Code and words declared to be in another language are
opaque. A line break (`<br>`) ends a line, two of them a paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from policy_glossary.formats.character_references import escape
from policy_glossary.formats.flow import Flow
from policy_glossary.formats.html_language import settle_languages
from policy_glossary.formats.html_main import choose
from policy_glossary.formats.html_names import Mark
from policy_glossary.formats.html_tree import Event, Kind, read_page
from policy_glossary.formats.reading import RawFile, Reading, remark
from policy_glossary.formats.rewriting import encode, raw_edits
from policy_glossary.intake.html_encoding import decode_html
from policy_glossary.model.document import Document, Origin, Remark
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText, Span


def read_bytes(raw: RawFile) -> Reading:
    """The document of a page. Raises FaultError if its bytes are not what it declares, or if it is beyond the limits."""
    file = SourceText(raw.name, decode_html(raw.data, raw.name, raw.encoding).text)
    xml = PurePath(raw.name).suffix.lower() == ".xhtml"
    page = settle_languages(read_page(file, xml=xml), file)
    choice = choose(page, file)
    flow = Flow(file)
    comments: list[tuple[str, int, bool]] = []
    heading: bool | None = None
    for event in page.events:
        element = page.elements[event.element]
        if event.kind == Kind.BORDER:
            flow.end_block(heading=heading)
            heading = None
        elif event.kind == Kind.COMMENT:
            if "glossary:" in event.words:
                comments.append((event.words, event.start, flow.begun))
        elif choice.read[event.element] and not element.within & Mark.HIDDEN:
            heading = True if element.within & Mark.HEADING else False if choice.items[event.element] else None
            _put(flow, event, opaque=bool(element.within & Mark.OPAQUE))
    document = flow.document()
    remarks = tuple(_remarks(comments, document, file))
    notes = (f"words of page furniture passed over: {choice.passed:,}",) if choice.passed else ()
    return Reading(document._replace(remarks=remarks), notes)


def _put(flow: Flow, event: Event, *, opaque: bool) -> None:
    if event.kind == Kind.TEXT:
        flow.text(event.start, event.end, opaque=opaque)
    elif event.kind == Kind.REFERENCE:
        flow.decoded(event.words, event.start, event.end, opaque=opaque)
    else:
        flow.line_break()


def _remarks(comments: Sequence[tuple[str, int, bool]], document: Document, file: SourceText) -> Iterator[Remark]:
    """Comments with their places in the readable text: behind the words before them in their paragraph, else before the next."""
    pieces = document.origin.pieces if document.origin else ()
    for words, start, inside in comments:
        index = bisect_left(pieces, start, key=lambda piece: piece.raw_start)
        if inside and index:
            at = pieces[index - 1].end
        else:
            at = pieces[index].start if index < len(pieces) else len(document.source.text)
        yield remark(words, Span(at, at), file.position(start).line, document.blocks)


def write(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The page after corrections of its readable text. Raises FaultError if an edit cannot be made without touching markup."""
    edits = [correction.edit for correction in corrections]
    decoded = decode_html(raw.data, raw.name, raw.encoding)
    changes = raw_edits(document.source.text, document.origin or Origin((), ()), edits, escape, raw.name)
    written = encode(decoded, apply_edits(decoded.text, changes), raw, errors="xmlcharrefreplace")
    wanted = apply_edits(document.source.text, edits)
    if read_bytes(raw._replace(data=written)).document.source.text.split() != wanted.split():
        message = "the page would not read as corrected: its markup stands in the way"
        raise FaultError(Fault(message, raw.name, hint="correct it by hand"))
    return written
