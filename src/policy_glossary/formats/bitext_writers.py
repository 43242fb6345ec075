"""Aligned pairs as files: TMX 1.4, XLIFF 2.0, PO and TSV. Nothing in them depends on the day or the machine.

A memory (TMX) holds pairs only. Where English is missing, XLIFF and PO hold the Chinese as untranslated; where the Chinese is missing,
only TSV has a place for the English. What is less certain than `DOUBTFUL` is marked for a look: fuzzy in PO, state "initial" in XLIFF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from policy_glossary import __version__
from policy_glossary.formats import po
from policy_glossary.intake.formulas import guarded
from policy_glossary.model.light_typing import NamedTuple

DOUBTFUL = 0.8
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPOILED = "\N{REPLACEMENT CHARACTER}"


class AlignedRow(NamedTuple):
    """A piece of Chinese and its English, either of which may be missing, the certainty of it, and where the Chinese stands."""

    zh: str
    en: str
    confidence: float
    place: str


class Aligned(NamedTuple):
    """The rows of two files in order; `tag` is the language tag of the Chinese."""

    rows: Sequence[AlignedRow]
    original: str
    tag: str


def write_tmx(aligned: Aligned) -> bytes:
    """A translation memory, TMX 1.4."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'<header creationtool="policy-glossary" creationtoolversion={_attribute(__version__)}',
        f'segtype="sentence" o-tmf="none" adminlang="en" srclang={_attribute(aligned.tag)} datatype="plaintext"/>',
        "<body>",
    ]
    for number, row in _paired(aligned):
        lines += [
            f'<tu tuid="{number}">',
            f'<prop type="x-confidence">{row.confidence:.2f}</prop>',
            f'<prop type="x-place">{_text(row.place)}</prop>',
            f"<tuv xml:lang={_attribute(aligned.tag)}><seg>{_text(row.zh)}</seg></tuv>",
            f'<tuv xml:lang="en"><seg>{_text(row.en)}</seg></tuv>',
            "</tu>",
        ]
    return _bytes([*lines, "</body>", "</tmx>"])


def write_xliff(aligned: Aligned) -> bytes:
    """XLIFF 2.0."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang={_attribute(aligned.tag)} trgLang="en">',
        f'<file id="f1" original={_attribute(aligned.original)}>',
    ]
    for number, row in enumerate(aligned.rows, 1):
        if not row.zh:
            continue
        state = "translated" if row.en and row.confidence >= DOUBTFUL else "initial"
        lines += [
            f'<unit id="u{number}">',
            f'<notes><note category="place">{_text(row.place)}</note><note category="confidence">{row.confidence:.2f}</note></notes>',
            f'<segment state="{state}"><source xml:space="preserve">{_text(row.zh)}</source>'
            + (f'<target xml:space="preserve">{_text(row.en)}</target>' if row.en else "")
            + "</segment>",
            "</unit>",
        ]
    return _bytes([*lines, "</file>", "</xliff>"])


def write_po(aligned: Aligned) -> bytes:
    """A PO catalogue. Equal Chinese is told apart by its place in the text, which is the context of each message."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        '"Language: en\\n"',
        f'"X-Source-Language: {aligned.tag}\\n"',
    ]
    for number, row in enumerate(aligned.rows, 1):
        if not row.zh:
            continue
        lines += ["", f"#. confidence: {row.confidence:.2f}", f"#. place: {_quoted(row.place)}"]
        lines += ["#, fuzzy"] if row.en and row.confidence < DOUBTFUL else []
        lines += [f'msgctxt "{number}"', f'msgid "{_quoted(row.zh)}"', f'msgstr "{_quoted(row.en)}"']
    return _bytes(lines)


def write_tsv(aligned: Aligned) -> bytes:
    """A table with the columns Chinese, English, Confidence and Place. A cell that reads as a formula has an apostrophe in front."""
    lines = ["Chinese\tEnglish\tConfidence\tPlace"]
    lines += ["\t".join((_cell(row.zh), _cell(row.en), f"{row.confidence:.2f}", _cell(row.place))) for row in aligned.rows]
    return _bytes(lines)


WRITERS: dict[str, Callable[[Aligned], bytes]] = {
    ".tmx": write_tmx,
    ".xlf": write_xliff,
    ".xliff": write_xliff,
    ".po": write_po,
    ".tsv": write_tsv,
}


def _paired(aligned: Aligned) -> list[tuple[int, AlignedRow]]:
    return [(number, row) for number, row in enumerate(aligned.rows, 1) if row.zh and row.en]


def _text(words: str) -> str:
    return escape(_NO_XML.sub(_SPOILED, words))


def _attribute(words: str) -> str:
    return quoteattr(_NO_XML.sub(_SPOILED, words))


def _quoted(words: str) -> str:
    return po.escape(_CONTROL.sub(_SPOILED, words))


def _cell(words: str) -> str:
    cell = guarded(" ".join(_CONTROL.sub(_SPOILED, words).split()))
    if not cell.startswith('"'):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'  # or its own marks would be taken for the cell's


def _bytes(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
