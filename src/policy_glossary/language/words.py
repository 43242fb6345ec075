"""Words of an English text with their places, and what stands between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from enum import IntEnum
from itertools import accumulate, compress

from policy_glossary.language import regex
from policy_glossary.language.inflection import base_forms
from policy_glossary.model.document import TRANSPARENT, Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

# Soft hyphen, zero-width marks, variation selectors: may stand inside a word.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
_LETTER = r"[^\W\d_]"
_TOKEN = regex.compile(
    rf"({_LETTER}+(?:(?:[\u0300-\u036f{_INVISIBLE}]+|['’](?={_LETTER})){_LETTER}*)*"
    r"|\d+(?:[.,]\d+)*"
    r"|[%+&$£€¥￥])"
)
_DROP_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_ARTICLES = frozenset({"a", "an", "the", "An", "The", "AN", "THE"})
_MAY_BE_ARTICLES = _ARTICLES | {"A"}  # which counts only at the start of a clause: not in "Class A shares"
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


class _KnownKeys(dict[str, tuple[str, ...]]):
    def __missing__(self, word: str) -> tuple[str, ...]:
        folded = fold(word)
        keys = self[word] = base_forms("and" if folded == "&" else folded)
        return keys


class _KnownGaps(dict[str, Gap]):
    def __missing__(self, between: str) -> Gap:
        gap = self[between] = _classify_gap(between)
        return gap


class Vocabulary:
    """Base forms of every word and kind of every gap met so far; shared between the documents of a run."""

    def __init__(self) -> None:
        known_keys, known_gaps = _KnownKeys(), _KnownGaps({" ": Gap.JOIN})
        self.keys: Callable[[str], tuple[str, ...]] = known_keys.__getitem__
        """The possible base forms of a word as it stands in a text, most literal first."""
        self.gap: Callable[[str], Gap] = known_gaps.__getitem__
        """What kind of gap the characters between two words make."""


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
    for match in _TOKEN.finditer(phrase):
        if match[0] not in _ARTICLES:
            return match[0]
    return None


def read_words(document: Document, vocabulary: Vocabulary) -> Words:
    """The words of all blocks of a document, in order."""
    return split_words(document.visible, [block.span for block in document.blocks], vocabulary)


def split_words(text: str, spans: Iterable[Span], vocabulary: Vocabulary) -> Words:
    """The words of `text` within each span. The first word of each span stands after a BREAK."""
    words = Words([], [], [], [], [], [], 0)
    total = 0
    for block in spans:
        parts = _TOKEN.split(text[block.start : block.end])  # what stands between words, and words, in turn
        raw = parts[1::2]
        if not raw:
            continue
        total += len(raw)
        places = list(accumulate(map(len, parts), initial=block.start))
        starts, ends = places[1:-1:2], places[2::2]
        gaps = [Gap.BREAK, *map(vocabulary.gap, parts[2:-1:2])]
        articles = [-1] * len(raw)
        kept = bytearray(b"\1") * len(raw)
        for number in [number for number, word in enumerate(raw) if word in _MAY_BE_ARTICLES]:
            if raw[number] == "A" and not (gaps[number] is Gap.BREAK and text[ends[number] : ends[number] + 1].isspace()):
                continue
            kept[number] = 0
            if number + 1 < len(raw):
                gaps[number + 1] = max(gaps[number], gaps[number + 1])
                articles[number + 1] = starts[number]
        for number in [number for number, word in enumerate(raw) if word[-2:] in _POSSESSIVE]:
            raw[number] = raw[number][:-2]
            ends[number] -= 2
        words.starts.extend(compress(starts, kept))
        words.ends.extend(compress(ends, kept))
        words.raw.extend(compress(raw, kept))
        words.gaps.extend(compress(gaps, kept))
        words.articles.extend(compress(articles, kept))
    words.keys.extend(map(vocabulary.keys, words.raw))
    return words._replace(total=total)


def split_phrase(phrase: str, vocabulary: Vocabulary) -> tuple[list[str], list[tuple[str, ...]], list[Gap]]:
    """The words of a phrase as they stand, their base forms, and what stands before each of them; before the first, nothing."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha() and _MAY_BE_ARTICLES.isdisjoint(raw := phrase.split()):
        return raw, list(map(vocabulary.keys, raw)), [Gap.JOIN] * len(raw)  # thousands are
    words = split_words(phrase, [Span(0, len(phrase))], vocabulary)
    return words.raw, words.keys, [Gap.JOIN, *words.gaps[1:]] if words.raw else []
