"""An English file beside a Chinese one: whether they are that, and their paragraphs in pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from policy_glossary.engine.pairs import Beside
from policy_glossary.formats import format_module, plain, read_file
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.language import chinese_text
from policy_glossary.language.scripts import han_share, kana_share
from policy_glossary.language.traditional import has_opencc
from policy_glossary.language.wrapping import unwrapped
from policy_glossary.matching.alignment.align import MOST_CHARACTERS, MOST_PIECES, Alignment, align
from policy_glossary.matching.alignment.search import Step
from policy_glossary.matching.alignment.units import Piece, is_traditional
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.bitext import Pair
from policy_glossary.model.document import OPAQUE, TRANSPARENT, Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span

# Of a text: strangers have 0.14 and less, chapters of which three tenths were disturbed on both sides 0.54 and more
# (benchmarks/alignment.py). A pair that is less certain is left out.
LEAST_CONFIDENCE = 0.5
SURELY_MISSING = 0.9  # of a paragraph that has no other side
_CHINESE = 0.4  # the least share of Chinese characters among the letters of Chinese: tables and English names have many others
_FOREIGN = 0.2  # the most of them in what is no Chinese
_MARKS = re.compile(f"[{OPAQUE}{TRANSPARENT}]")
_FEW_WORDS = 40  # of which no language can be told
_LITTLE_WORDS = frozenset("the of and to in a for on is that with as by be will are from it at was has".split())
# Of the words of an English text: our seeds and 60 chapters of annual reports have 0.23 and more; manuals of programs in thirty other
# languages 0.08 and less, in Hungarian 0.13.
_LEAST_LITTLE_WORDS = 0.1
_SWAP = "the English is checked, --source names the Chinese"


def pairs_with(original: RawFile, document: Document, matcher: Matcher) -> Beside:
    """The pairs of a document with the Chinese of another file, as `pairs_of` has it."""
    try:
        reading = read_chinese(original)
    except FaultError as error:
        return Beside(faults=(error.fault,))
    wrong = wrong_side(document, reading.document)
    if wrong:
        return Beside(faults=(*reading.faults, wrong))
    beside = align_documents(reading.document, document, matcher)
    notes = tuple(f"{original.name}: {note}" for note in reading.notes)
    return Beside(beside.pairs, notes + beside.notes, reading.faults + beside.faults)


def read_chinese(raw: RawFile) -> Reading:
    """A Chinese file as read. Raises FaultError if it cannot be read."""
    if format_module(raw.name).__name__.endswith((".subtitles", ".vtt")):
        from policy_glossary.formats.subtitles import read_subtitles

        return read_subtitles(raw, vtt=raw.name.lower().endswith(".vtt"), chinese=True)
    return read_file(raw)


def wrong_side(document: Document, original: Document) -> Fault | None:
    """The fault of a Chinese side that is none. Raises FaultError if the English side is none."""
    english, chinese, name, other = document.source.text, original.source.text, document.source.name, original.source.name
    if english == chinese and english.strip():
        raise FaultError(Fault(f"holds the same text as {other}: no Chinese", name, hint="one of the two files must be Chinese"))
    if han_share(english) > _CHINESE:
        if han_share(chinese) < _FOREIGN:
            raise FaultError(Fault(f"the sides are swapped: it is Chinese, and {other} is not", name, hint=_SWAP))
        raise FaultError(Fault(f"is Chinese, as {other} is: there is no English to check", name))
    if not _reads_as_english(english):
        raise FaultError(Fault("does not read as English", name, hint="only English beside Chinese is checked"))
    if not chinese.strip():
        return Fault("is empty", other, hint="checked without the Chinese")
    if kana_share(chinese) > 0.1:
        return Fault("is Japanese, not Chinese", other, hint="checked without the Chinese")
    if han_share(chinese) < _FOREIGN:
        return Fault("is not Chinese", other, hint="checked without the Chinese")
    return None


def _reads_as_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text[:40_000].lower())
    return len(words) < _FEW_WORDS or sum(map(_LITTLE_WORDS.__contains__, words)) >= len(words) * _LEAST_LITTLE_WORDS


class Paragraph(NamedTuple):
    """A paragraph of one side: its place in its document, and what is to be aligned."""

    span: Span
    piece: Piece


def chinese_paragraphs(original: Document) -> list[Paragraph]:
    """The paragraphs of a Chinese document; in plain text a line is one unless it was cut because it was full."""
    spans = chinese_text.paragraphs(original.source.text, (block.span for block in original.blocks))
    return _paragraphs(original, spans, chinese_text.joined)


def english_paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of an English document; in plain text a line is one unless it was cut because it was full."""
    spans = (span for block in document.blocks for span in unwrapped(document.source.text, block.span))
    return _paragraphs(document, spans, lambda words: " ".join(words.split()))


def _paragraphs(document: Document, lines: Iterable[Span], joined: Callable[[str], str]) -> list[Paragraph]:
    """The blocks of a document; if it is plain text, its `lines` as they were put together."""
    found: Iterable[tuple[Span, bool]] = ((block.span, block.heading) for block in document.blocks)
    if document.origin is None and format_module(document.source.name) is plain:
        found = ((span, plain.looks_like_heading(document.source.slice(span))) for span in lines)
    return [Paragraph(span, Piece(joined(_MARKS.sub("", document.visible[slice(*span)])), heading)) for span, heading in found]


def align_documents(original: Document, document: Document, matcher: Matcher) -> Beside:
    """The paragraphs of an English document with those of its Chinese; a fault instead if they do not fit."""
    chinese, english = chinese_paragraphs(original), english_paragraphs(document)
    alignment = align_paragraphs(chinese, english, (original.source.name, document.source.name), matcher)
    if isinstance(alignment, Fault):
        return Beside(faults=(alignment._replace(hint=f"checked without the Chinese; {alignment.hint}"),))
    pairs, doubtful = [], 0
    for step in alignment.steps:
        if step.first == step.last:
            continue
        if step.confidence < (LEAST_CONFIDENCE if step.paired else SURELY_MISSING):
            doubtful += 1
            continue
        zh = "\n".join(paragraph.piece.text for paragraph in chinese[step.first : step.last])
        place = place_of(original, chinese[step.first].span)
        pairs.append(Pair(zh, _span_of(english, step), place, round(step.confidence, 3)))
    told = f"{document.source.name}: {sum(1 for pair in pairs if pair.span.start < pair.span.end):,} of {len(english):,} paragraphs"
    told += f" paired with {original.source.name}, confidence {alignment.confidence:.2f}"
    told += f"; {doubtful:,} left out as uncertain" if doubtful else ""
    notes = [told]
    if is_traditional(original.source.text) and not has_opencc():
        notes.append(f'{original.source.name}: is Traditional Chinese, aligned without OpenCC: pip install "policy-glossary[zh]"')
    return Beside(tuple(pairs), tuple(notes))


def align_paragraphs(
    chinese: Sequence[Paragraph], english: Sequence[Paragraph], names: tuple[str, str], matcher: Matcher
) -> Alignment | Fault:
    """The alignment of the paragraphs of two files, Chinese and English, of these names; a fault if they do not fit."""
    other, name = names
    for paragraphs, file in ((chinese, other), (english, name)):
        if len(paragraphs) > MOST_PIECES:
            return Fault(f"has too many paragraphs to be aligned: {len(paragraphs):,}", file, hint="split it")
        length = sum(len(paragraph.piece.text) for paragraph in paragraphs)
        if length > MOST_CHARACTERS:
            return Fault(f"is too long to be aligned: {length:,} characters", file, hint="split it")
    alignment = align([p.piece for p in chinese], [p.piece for p in english], names_of(matcher))
    if alignment.confidence >= LEAST_CONFIDENCE:
        return alignment
    shares = f"{alignment.english:.0%} of the English and {alignment.chinese:.0%} of the Chinese found their other side"
    return Fault(f"is not aligned with {other}: {shares}", name, hint="is it the same article, and all of it?")


def names_of(matcher: Matcher) -> dict[str, tuple[str, ...]]:
    """The Chinese of the glossary's concepts with their English."""
    names: dict[str, tuple[str, ...]] = {}
    for concept in matcher.concepts():
        for zh in (concept.zh, *concept.zh_variants):
            names[zh] = (*names.get(zh, ()), *concept.accepted)
    return names


def _span_of(english: Sequence[Paragraph], step: Step) -> Span:
    """The English of a step; the empty span before the next paragraph, or behind the last, if it has none."""
    if step.start < step.end:
        return Span(english[step.start].span.start, english[step.end - 1].span.end)
    at = english[step.start].span.start if step.start < len(english) else english[-1].span.end if english else 0
    return Span(at, at)


def place_of(original: Document, span: Span) -> str:
    """Where a piece of the Chinese stands, for people."""
    place = original.place(span)
    part = f"{place.part}:" if place.part else ""
    return f"{original.source.name}:{part}{'paragraph ' if place.paragraph else ''}{place.line}"
