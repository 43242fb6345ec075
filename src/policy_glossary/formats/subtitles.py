r"""Subtitles (SubRip, WebVTT): cues that go on with a sentence are one running text, and each word leads back to its cue.

Numbers, times, marks of style and position (`<i>`, `{\an8}`) are no text. Lines in Chinese are no text either: in bilingual
subtitles they are the source of the paragraph whose cues they share. A paragraph ends where a cue ends a sentence, where silence or another speaker follows, or after a dozen cues.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from policy_glossary.formats.flow import Flow
from policy_glossary.formats.reading import RawFile, Reading, remark
from policy_glossary.intake.encoding import decode_file
from policy_glossary.model.document import Document, Segment, State
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText, Span

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,300}>|<[\d:.]{4,12}>|\{\\[^{}]{0,300}\}|\{[A-Za-z]:[^{}]{0,50}\}")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_SPEAKER = re.compile(r"\s*(?:[-–—‐]\s*(?=[^\s-])|♪|♫|>>|<v[ .])")
_NO_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|No|St|vs)\.$")
_STOP = re.compile(r"[.!?…。！？][\"'”’)\]」』）]*$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_SILENCE = 3.0  # seconds between cues after which a new thought is likely
_MOST_CUES = 12  # of a paragraph: subtitles made by machine may have no stop at all


class Line(NamedTuple):
    """A line of the file, without its end."""

    start: int
    end: int


class Cue(NamedTuple):
    """A cue: when it is shown, in seconds (None if the times cannot be read), and its lines of text."""

    begins: float | None
    ends: float | None
    lines: tuple[Line, ...]


class _Parts(NamedTuple):
    """A file in parts: cues, and the comments that stand between them (WebVTT's NOTE)."""

    cues: list[Cue]
    comments: list[Line]


def read_bytes(raw: RawFile) -> Reading:
    """The document of a SubRip file. Raises FaultError if it holds text but no cue."""
    return read_subtitles(raw, vtt=False)


def escape(words: str) -> str:
    """New words as they are written in a cue."""
    return words


def read_subtitles(raw: RawFile, *, vtt: bool, chinese: bool = False) -> Reading:
    """The document of a file of subtitles; `vtt` knows entities and comments. Raises FaultError if it holds no cue.

    With `chinese` the lines in Chinese are its text, and the others are passed over.
    """
    file = SourceText(raw.name, decode_file(raw.data, raw.name, raw.encoding).text)
    parts = _parts(file.text)
    if not parts.cues and file.text.strip() and not file.text.startswith("WEBVTT"):
        hint = "a cue begins with a line such as 00:00:01,000 --> 00:00:04,000"
        raise FaultError(Fault("holds no subtitles", raw.name, hint=hint))
    flow = Flow(file)
    passed = _put_cues(flow, file.text, parts.cues, vtt=vtt, chinese=chinese)
    document = flow.document()
    if passed and not chinese:
        document = document._replace(segments=tuple(_segments(document, file, parts.cues)))
    if vtt:
        document = _with_comments(document, file, parts.comments)
    notes = (f"lines in Chinese, read as the source: {passed:,}",) if passed and not chinese else ()
    return Reading(document, notes)


def _lines(text: str) -> list[Line]:
    return [Line(*match.span()) for match in re.finditer(r"[^\r\n]+|(?<=\n)(?=\r?\n)|(?<=\r)(?=\r)", text)]


def _parts(text: str) -> _Parts:
    lines = _lines(text)
    heads = [number for number, line in enumerate(lines) if "-->" in text[line.start : line.end]]
    cues: list[Cue] = []
    comments: list[Line] = []
    first = heads[0] if heads else len(lines)
    comments += _comments(text, lines[:first])
    for head, following in pairwise([*heads, len(lines)]):
        body = lines[head + 1 : following]
        if following < len(lines):
            body = _without_number(text, body)
        spoken, rest = _until_comment(text, body)
        comments += _comments(text, rest)
        times = _TIMES.match(text, *lines[head])
        begins, ends = (_seconds(times.groups()[:4]), _seconds(times.groups()[4:])) if times else (None, None)
        cues.append(Cue(begins, ends, tuple(line for line in spoken if text[line.start : line.end].strip())))
    return _Parts(cues, comments)


def _without_number(text: str, body: list[Line]) -> list[Line]:
    """The lines of a cue without the number, or WebVTT's name, of the next one: digits, or a line behind an empty one."""
    if not body:
        return body
    last = text[body[-1].start : body[-1].end].strip()
    apart = len(body) > 1 and not text[body[-2].start : body[-2].end].strip()
    return body[:-1] if last.isdecimal() or (apart and last) else body


def _until_comment(text: str, body: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a cue, and those from the first comment or style sheet on that stands behind an empty line."""
    for number in range(1, len(body)):
        line = text[body[number].start : body[number].end]
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", line) and not text[body[number - 1].start : body[number - 1].end].strip():
            return body[:number], body[number:]
    return body, []


def _comments(text: str, lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        if text.startswith(("NOTE ", "NOTE\t", "glossary:"), line.start, line.end):
            yield line


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (int(group or 0) for group in groups)
    digits = len(groups[3] or "0")
    return float(hours * 3600 + minutes * 60 + seconds + fraction / 10**digits)


def _put_cues(flow: Flow, text: str, cues: list[Cue], *, vtt: bool, chinese: bool) -> int:
    """Put the cues into the flow; the number of lines that were left out because they are Chinese, or are not."""
    passed = joined = 0
    before: Cue | None = None
    said = ""
    for cue in cues:
        if flow.begun and (joined >= _MOST_CUES or _is_end(said) or _is_silence(before, cue)):
            flow.end_block(heading=False)
            joined = 0
        for line in cue.lines:
            words = text[line.start : line.end]
            if _is_chinese(words) is not chinese:
                passed += 1
                continue
            speaker = _SPEAKER.match(words)
            if speaker and flow.begun:
                flow.end_block(heading=False)
                joined = 0
            elif flow.begun:
                flow.blank()
            dash = speaker.end() if speaker and not speaker[0].lstrip().startswith("<") else 0
            _put_line(flow, text, Line(line.start + dash, line.end), vtt=vtt)
            said = _MARKUP.sub("", words).rstrip() or said
        before = cue
        joined += 1
    flow.end_block(heading=False)
    return passed


def _is_chinese(words: str) -> bool:
    return len(_HAN.findall(words)) > len(_LATIN.findall(_MARKUP.sub("", words)))


def _segments(document: Document, file: SourceText, cues: list[Cue]) -> Iterator[Segment]:
    """The paragraphs of bilingual subtitles, each with the Chinese of its cues."""
    starts: list[int] = []
    sources: list[str] = []
    for cue in cues:
        lines = [file.text[line.start : line.end] for line in cue.lines]
        english = [line.start for line, words in zip(cue.lines, lines, strict=True) if not _is_chinese(words)]
        if english:
            starts.append(english[0])
            sources.append("".join(_MARKUP.sub("", words).strip() for words in lines if _is_chinese(words)))
    for block in document.blocks:
        place = document.place(block.span)
        first, last = bisect_left(starts, file.line_starts()[place.line - 1]), bisect_left(starts, place.end)
        source = "".join(sources[first:last])
        if source:
            yield Segment(source, block.span, str(place.line), State.OPEN, place.line)


def _is_end(said: str) -> bool:
    return bool(_STOP.search(said[-12:])) and not _NO_STOP.search(said[-12:])


def _is_silence(before: Cue | None, cue: Cue) -> bool:
    if before is None or before.ends is None or cue.begins is None:
        return False
    return cue.begins - before.ends >= _SILENCE


def _put_line(flow: Flow, text: str, line: Line, *, vtt: bool) -> None:
    start = line.start
    for mark in _MARKUP.finditer(text, *line):
        _put_words(flow, text, Line(start, mark.start()), vtt=vtt)
        start = mark.end()
    _put_words(flow, text, Line(start, line.end), vtt=vtt)


def _put_words(flow: Flow, text: str, line: Line, *, vtt: bool) -> None:
    start = line.start
    for reference in _REFERENCE.finditer(text, *line) if vtt else ():
        words = html.unescape(reference[0])
        if words != reference[0]:
            flow.text(start, reference.start())
            flow.decoded(words, *reference.span())
            start = reference.end()
    flow.text(start, line.end)


def _with_comments(document: Document, file: SourceText, comments: list[Line]) -> Document:
    pieces = document.origin.pieces if document.origin else ()
    remarks = []
    for line in comments:
        index = bisect_left(pieces, line.start, key=lambda piece: piece.raw_start)
        at = pieces[index].start if index < len(pieces) else len(document.source.text)
        words = file.text[line.start : line.end].removeprefix("NOTE")
        remarks.append(remark(words, Span(at, at), file.position(line.start).line, document.blocks))
    return document._replace(remarks=tuple(remarks))
