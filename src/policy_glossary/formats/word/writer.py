"""A corrected Word file: tracked changes by "glossary", each tied to a comment that gives its reason.

Nothing is dated: the same document with the same corrections has the same bytes. All parts without a correction keep every
byte, and so do the runs without one in the other parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.word.comments import Comments, comment_marks, word_uri
from policy_glossary.formats.word.package import Package
from policy_glossary.formats.word.reader import read_word
from policy_glossary.formats.word.tracked import Change, TrackedPart, prefix_of
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.document import Document, Origin, Piece
from policy_glossary.model.edits import Correction, apply_edits, narrow
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span

_ID = re.compile(r""":id\s*=\s*["'](\d{1,10})["']""")
_NEAR = 16  # code points: changed words no further apart are one change, which reads better than two


def write_word(raw: RawFile, document: Document, corrections: Sequence[Correction]) -> bytes:
    """The document with corrections as tracked changes, read again before it is given out.

    Raises FaultError for a correction that may not or cannot be made.
    """
    if not corrections:
        return raw.data
    edits = [correction.edit for correction in corrections]
    package = Package(raw)
    parts = [package.xml(part) for part in package.text_parts()]
    ids = _unused([part.source.text for part in parts])
    of_part: dict[int, list[Change]] = {0: []}  # the main part always: comments are tied to it
    for change in _changes(document, edits, raw.name):
        of_part.setdefault(change.part, []).append(change)
    tracked = {number: TrackedPart(parts[number], changes, ids) for number, changes in sorted(of_part.items())}
    comments = Comments(package)
    marks, anchors = _tied(tracked, comments, corrections, parts[0])
    changed: dict[str, bytes] = {}
    for number, part in tracked.items():
        text = part.written(marks if number == 0 else {}, anchors if number == 0 else ())
        if text is None:
            raise FaultError(_refused("lies in a text box and in the line that holds it", raw.name))
        if text != parts[number].source.text:
            changed[package.text_parts()[number]] = parts[number].encode(text)
    written = package.archive.rewritten({**changed, **comments.written(word_uri(parts[0]))})
    _check(raw, written, apply_edits(document.source.text, [edit._replace(text=edit.text.replace("\n", " ")) for edit in edits]))
    return written


def _check(raw: RawFile, written: bytes, text: str) -> None:
    """Read what was written. Raises FaultError if it does not read as it should: no damage goes out, whatever the markup."""
    again = read_word(RawFile(raw.name, written)).document.source.text
    wanted, read = ([words for words in t.split("\n\n") if words.strip()] for t in (text, again))
    if wanted != read:
        raise FaultError(_refused("does not come out as it should in the markup of this file", raw.name))


def _tied(
    tracked: Mapping[int, TrackedPart], comments: Comments, corrections: Sequence[Correction], main: XmlText
) -> tuple[dict[int, tuple[str, str]], list[tuple[int, str]]]:
    """New comments: what stands around the corrections that they are about, and what goes to other places of the main part.

    Word knows comments in the main text alone: one about a text box is tied to the run that holds it, one about a note to its
    reference, and a correction in a header or footer has none.
    """
    marks: dict[int, tuple[str, str]] = {}
    anchors: list[tuple[int, str]] = []
    references = {run.reference: run for run in tracked[0].runs if run.reference}
    for number, (_, reason) in enumerate(corrections):
        part = next((n for n, of_part in tracked.items() if number in of_part.first), None)
        if not reason or part is None:
            continue
        run = tracked[part].runs[tracked[part].first[number]]
        anchor = run if part == 0 else references.get(run.note) if run.note else None
        if anchor is None:
            continue
        prefix = prefix_of(main.source.text[anchor.start : anchor.tag_end])
        before, behind = comment_marks(comments.add(reason), prefix, word_uri(main))
        if anchor is run and run.outer is None:
            marks[number] = before, behind
        else:
            start, end = anchor.outer or (anchor.start, anchor.end)
            anchors += [(start, before), (end, behind)]
    return marks, anchors


def _changes(document: Document, edits: Sequence[Edit], name: str) -> Iterator[Change]:
    """The edits as changes of pieces of the file. Raises FaultError for one that has no place there, or may not be made."""
    origin, text = document.origin, document.source.text
    if origin is None:
        raise FaultError(_refused("has no place in the file", name))
    for number, edit in enumerate(edits):
        block = document.block_at(edit.span.start)
        if block is None or not block.span.contains(edit.span):
            raise FaultError(_refused("reaches over the border of a paragraph", name))
        if not block.state.mended:
            told = "lies in text that is locked or has tracked changes"
            raise FaultError(_refused(told, f"{name}:{block.part}, paragraph {block.number}"))
        for span, new in _near(narrow(text, [edit]), text):
            cuts = tuple(_cuts(origin, span))
            if not cuts or sum(end - start for _, start, end in cuts) != span.end - span.start:
                raise FaultError(_refused("reaches over a formula or a symbol", name))
            yield Change(cuts, new, number, cuts[0][0].part)


def _near(edits: Sequence[Edit], text: str) -> list[Edit]:
    """Edits of one correction; those near each other become one."""
    merged: list[Edit] = []
    for edit in edits:
        if merged and edit.span.start - merged[-1].span.end <= _NEAR:
            last = merged.pop()
            between = text[last.span.end : edit.span.start]
            merged.append(Edit(Span(last.span.start, edit.span.end), last.text + between + edit.text))
        else:
            merged.append(edit)
    return merged


def _cuts(origin: Origin, span: Span) -> Iterator[tuple[Piece, int, int]]:
    """The pieces of a span with the range in each; for an insertion the piece that ends there, or else begins there."""
    if span.start < span.end:
        for piece in origin.pieces_of(span):
            yield piece, max(piece.start, span.start), min(piece.end, span.end)
        return
    near = origin.pieces_of(Span(max(0, span.start - 1), span.start + 1))
    for piece in [piece for piece in near if piece.start <= span.start <= piece.end][:1]:
        yield piece, span.start, span.start


def _unused(texts: Sequence[str]) -> Iterator[int]:
    """Numbers from 1 that are no id in the parts."""
    used = {int(match) for text in texts for match in _ID.findall(text)}
    return (number for number in count(1) if number not in used)


def _refused(message: str, place: str) -> Fault:
    return Fault(f"a correction {message}", place, hint="correct it by hand")
