"""Two files made into pairs of sentences or paragraphs, for a translation memory or a person to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.settings import find_settings
from policy_glossary.engine.side_by_side import (
    LEAST_CONFIDENCE,
    Paragraph,
    align_paragraphs,
    chinese_paragraphs,
    english_paragraphs,
    names_of,
    place_of,
    read_chinese,
    wrong_side,
)
from policy_glossary.formats import read_file
from policy_glossary.formats.bitext_writers import Aligned, AlignedRow
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.intake.files import read_bytes
from policy_glossary.language import chinese_text
from policy_glossary.language.scripts import han_share
from policy_glossary.language.sentences import sentence_spans
from policy_glossary.matching.alignment.align import align_within
from policy_glossary.matching.alignment.search import Step
from policy_glossary.matching.alignment.units import is_traditional
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span

_MOST_SENTENCES = 400  # of a paragraph on either side; one with more stays whole


class AlignedFiles(NamedTuple):
    """The rows of two files, how certain the whole is, remarks, and what was wrong while the files were read."""

    aligned: Aligned
    confidence: float
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


def align_files(one: str, other: str, options: Options, *, sentences: bool) -> AlignedFiles:
    """Align a Chinese file with an English one, named in whichever order, by sentences or else by paragraphs.

    Raises FaultError for what cannot be read, for two files of one language, and for texts that do not fit.
    """
    readings = [_read(RawFile(name, read_bytes(Path(name), name), options.encoding)) for name in (one, other)]
    original, document = sorted((reading.document for reading in readings), key=_latin_share)
    wrong = wrong_side(document, original)
    if wrong:
        raise FaultError(wrong._replace(hint=""))
    run = Run(options)
    matcher = run.matcher(find_settings(Path(document.source.name).resolve().parent))
    chinese, english = chinese_paragraphs(original), english_paragraphs(document)
    alignment = align_paragraphs(chinese, english, (original.source.name, document.source.name), matcher)
    if isinstance(alignment, Fault):
        raise FaultError(alignment)
    sides = _Sides(original, document, chinese, english)
    rows = list(_sentence_rows(sides, alignment.steps, matcher) if sentences else map(sides.row, alignment.steps))
    tag = "zh-Hant" if is_traditional(original.source.text) else "zh-Hans"
    notes = [f"{name}: {note}" for name, reading in zip((one, other), readings, strict=True) for note in reading.notes]
    faults = (*readings[0].faults, *readings[1].faults, *run.faults)
    return AlignedFiles(Aligned(rows, original.source.name, tag), alignment.confidence, tuple(notes), faults)


def _read(raw: RawFile) -> Reading:
    reading = read_file(raw)
    return reading if reading.document.source.text.strip() else read_chinese(raw)  # subtitles in Chinese


def _latin_share(document: Document) -> float:
    return -han_share(document.source.text)


class _Sides(NamedTuple):
    """Two documents and their paragraphs."""

    original: Document
    document: Document
    chinese: Sequence[Paragraph]
    english: Sequence[Paragraph]

    def row(self, step: Step) -> AlignedRow:
        """The row of a step through the paragraphs."""
        zh = "".join(paragraph.piece.text for paragraph in self.chinese[step.first : step.last])
        en = " ".join(paragraph.piece.text for paragraph in self.english[step.start : step.end])
        return AlignedRow(zh, en, step.confidence, self.place(step))

    def place(self, step: Step) -> str:
        """Where the Chinese of a step stands; empty if it has none."""
        return place_of(self.original, self.chinese[step.first].span) if step.first < step.last else ""

    def sentences(self, step: Step) -> tuple[list[str], list[str]]:
        """The sentences on both sides of a step."""
        zh = [s for paragraph in self.chinese[step.first : step.last] for s in chinese_text.sentences(paragraph.piece.text)]
        en = [s for paragraph in self.english[step.start : step.end] for s in _english_sentences(paragraph.piece.text)]
        return zh, en


def _english_sentences(text: str) -> list[str]:
    return [text[slice(*span)] for span in sentence_spans(text, Span(0, len(text)))]


def _sentence_rows(sides: _Sides, steps: Sequence[Step], matcher: Matcher) -> Iterator[AlignedRow]:
    """The rows of all sentences. Steps that are uncertain stay together with uncertain neighbours of their paragraph."""
    cut = {number: sides.sentences(step) for number, step in enumerate(steps) if step.paired}
    cut = {number: both for number, both in cut.items() if 1 < max(map(len, both)) <= _MOST_SENTENCES}
    within = dict(zip(cut, align_within(cut.values(), names_of(matcher)), strict=True))
    for number, step in enumerate(steps):
        if number not in within:
            yield sides.row(step)
            continue
        chinese, english = cut[number]
        for first, last, start, end, confidence in _certain(within[number]):
            zh, en = "".join(chinese[first:last]), " ".join(english[start:end])
            yield AlignedRow(zh, en, confidence * step.confidence, sides.place(step) if zh else "")


def _certain(steps: Sequence[Step]) -> list[Step]:
    """Steps of which none is doubtful: runs of doubtful ones are made one step, whose ends are as certain as its neighbours."""
    certain: list[Step] = []
    doubtful = False
    for step in steps:
        if step.confidence >= LEAST_CONFIDENCE:
            certain.append(step)
            doubtful = False
        elif doubtful:
            before = certain[-1]
            certain[-1] = Step(before.first, step.last, before.start, step.end, 1.0)
        else:
            certain.append(step._replace(confidence=1.0))
            doubtful = True
    return certain
