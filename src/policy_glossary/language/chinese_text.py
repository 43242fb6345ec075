"""Paragraphs and sentences of plain Chinese, whose lines may have been cut anywhere, in the middle of a word too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from policy_glossary.model.text import Span

_HAN_OR_MARK = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff]"
_CUT_AT = r"[ \t]*(?:\r\n|\n|\r)[ \t\u3000]*"
_CUT = re.compile(rf"(?<={_HAN_OR_MARK}){_CUT_AT}|{_CUT_AT}(?={_HAN_OR_MARK})")
_LINE = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[」』”’）)\]】》]*|$)")
_ENDS = re.compile(r"[。！？!?；;：:…][」』”’）)\]】》]*\s*$")
_INDENTED = re.compile(r"\u3000|  |\t")
_LEAST_WIDTH = 16  # characters of a line that was cut because it was full
_RAGGED = 3  # characters by which cut lines differ: a mark that may not begin a line, a figure that may not be cut


def joined(text: str) -> str:
    """A paragraph as one line: nothing where a line was cut beside a Chinese character or mark, else a blank."""
    return re.sub(r"\s*[\r\n]+\s*", " ", _CUT.sub("", text)).strip()


def paragraphs(text: str, blocks: Iterable[Span]) -> Iterator[Span]:
    """The paragraphs of plain text whose lines that no empty line parts are each a block.

    Lines belong together only if they look cut: they are of about one width, and most of them end in mid-sentence.
    """
    for block in blocks:
        lines = [Span(*match.span()) for match in _LINE.finditer(text, *block) if match[0].strip()]
        if len(lines) < 2:
            yield block
            continue
        yield from _put_together(text, lines)


def _put_together(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    full = max(_width(text, line) for line in lines)
    cut = [line for line in lines[:-1] if full - _width(text, line) <= _RAGGED and not _ENDS.search(text[slice(*line)])]
    if full < _LEAST_WIDTH or len(cut) * 2 < len(lines) - 1:
        yield from lines
        return
    start = lines[0].start
    for line, following in pairwise(lines):
        whole = full - _width(text, line) <= _RAGGED
        if not whole or _INDENTED.match(text, following.start):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _width(text: str, line: Span) -> int:
    return len(text[slice(*line)].strip())


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
