"""Words of an English text with their places, and what stands between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import IntEnum

from policy_glossary.language import regex
from policy_glossary.language.inflection import base_forms
from policy_glossary.model.document import TRANSPARENT, Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

# Soft hyphen, zero-width marks, variation selectors: may stand inside a word.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
_LETTER = r"[^\W\d_]"
_TOKEN = regex.compile(
    rf"{_LETTER}+(?:(?:[\u0300-\u036f{_INVISIBLE}]+|['’](?={_LETTER})){_LETTER}*)*"
    r"|\d+(?:[.,]\d+)*"
    r"|[%+&$£€¥￥]"
)
_DROP_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
# A capital A counts only at the start of a clause: not in "Class A shares".
_ARTICLES = frozenset({"a", "an", "the", "An", "The", "AN", "THE"})
_POSSESSIVE = frozenset({"'s", "’s"})
_JOINING = regex.compile(rf"[\s\-‐‑–{TRANSPARENT}]+")
_QUOTES = "\"'“”‘’«»„‟`"


class Gap(IntEnum):
    """What stands between a word and the one before it, articles left out."""

    JOIN = 0  # blank, hyphen, a line break, one quotation mark, nothing
    COMMA = 1  # a comma, or one quotation ends and the next begins
    SLASH = 2
    BREAK = 3  # the end of a clause, sentence or block: no term reaches across


class Words(NamedTuple):
    """The words of one document as parallel lists, articles left out.

    `starts` and `ends` are code points of the file; `ends` leaves out a possessive ending. `keys` are the possible base
    forms of each word, in one spelling. `raw` is the word as it stands. `articles` holds the start of an article that
    stands directly before the word, or -1. `total` is the number of all words, articles included.
    """

    starts: list[int]
    ends: list[int]
    keys: list[tuple[str, ...]]
    raw: list[str]
    gaps: list[Gap]
    articles: list[int]
    total: int


def fold(word: str) -> str:
    """A word in the form in which it is compared: small letters, no possessive ending, no invisible characters."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word.translate(_DROP_INVISIBLE)).replace("’", "'")
    word = word.lower()
    if word.endswith("'s"):
        return word[:-2]
    return word


class Vocabulary:
    """Base forms of every word and kind of every gap met so far; shared between the documents of a run."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, ...]] = {}
        self._gaps: dict[str, Gap] = {" ": Gap.JOIN}

    def keys(self, word: str) -> tuple[str, ...]:
        """The possible base forms of a word as it stands in a text, most literal first."""
        keys = self._keys.get(word)
        if keys is None:
            folded = fold(word)
            keys = self._keys[word] = base_forms("and" if folded == "&" else folded)
        return keys

    def gap(self, between: str) -> Gap:
        """What kind of gap the characters between two words make."""
        gap = self._gaps.get(between)
        if gap is None:
            gap = self._gaps[between] = _classify_gap(between)
        return gap


def _classify_gap(between: str) -> Gap:
    rest = _JOINING.sub("", between)
    if "--" in between:
        return Gap.BREAK
    unquoted = rest.strip(_QUOTES)
    if not unquoted:
        return Gap.JOIN if len(rest) <= 1 else Gap.COMMA
    if unquoted in (",", "、", "，"):
        return Gap.COMMA
    return Gap.SLASH if unquoted == "/" else Gap.BREAK


def first_word(phrase: str) -> str | None:
    """The first word of a phrase that is no article, cut as in a text, or None."""
    words = (match[0] for match in _TOKEN.finditer(phrase))
    return next((word for word in words if word not in _ARTICLES), None)


def read_words(document: Document, vocabulary: Vocabulary) -> Words:
    """The words of all blocks of a document, in order."""
    return split_words(document.visible, [block.span for block in document.blocks], vocabulary)


def split_words(text: str, spans: Iterable[Span], vocabulary: Vocabulary) -> Words:
    """The words of `text` within each span. The first word of each span stands after a BREAK."""
    words = Words([], [], [], [], [], [], 0)
    starts, ends, keys, raws, gaps, articles, total = words
    keys_of, gap_of, tokens = vocabulary.keys, vocabulary.gap, _TOKEN.finditer
    for block in spans:
        gap, previous_end, article = Gap.BREAK, block.start, -1
        for match in tokens(text, block.start, block.end):
            start, end = match.span()
            raw = match.group()
            total += 1
            if gap < Gap.BREAK:
                between = text[previous_end:start]
                if between != " ":
                    gap = max(gap, gap_of(between))
            previous_end = end
            if raw in _ARTICLES or (raw == "A" and gap is Gap.BREAK and text[end : end + 1].isspace()):
                article = start
                continue
            if raw[-2:] in _POSSESSIVE:
                end -= 2
                raw = raw[:-2]
            starts.append(start)
            ends.append(end)
            raws.append(raw)
            keys.append(keys_of(raw))
            gaps.append(gap)
            articles.append(article)
            gap, article = Gap.JOIN, -1
    return words._replace(total=total)
