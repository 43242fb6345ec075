"""Terms in the form in which two of them are compared."""

from __future__ import annotations

import re
import unicodedata

from policy_glossary.termbase.keys import QUOTATION_MARKS

_QUOTES = re.compile(f"[{QUOTATION_MARKS}]")
_MARKS = re.compile(rf"[{QUOTATION_MARKS}‐‑–—-]|^\s|\s$")
_ARTICLE = re.compile(r"\b(?:the|an?) (?=\S)")
_JOINS = str.maketrans("-‐‑–—", "     ")


class Wordings(dict[str, str]):
    """Terms in the form of `plain_english`, each made once."""

    def __missing__(self, term: str) -> str:
        """Make the form of a term."""
        self[term] = plain = plain_english(term)
        return plain


def plain_english(term: str) -> str:
    """Small letters without article, hyphens and quotation marks; a word in capitals stays, for it is found in capitals only."""
    if not term.isascii():
        term = unicodedata.normalize("NFKC", term)
    if _MARKS.search(term):
        term = _QUOTES.sub("", term).translate(_JOINS).strip()
    if not term.islower():
        term = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in term.split())
    elif "  " in term:
        term = " ".join(term.split())
    return _ARTICLE.sub("", term) if "a " in term or "e " in term or "an " in term else term


def plain_chinese(term: str) -> str:
    """One width, no blanks, no quotation marks."""
    return "".join(_QUOTES.sub("", unicodedata.normalize("NFKC", term)).split())


def holds(phrase: str, words: str) -> bool:
    """True if the words stand in the phrase, whole and side by side; both in the form of `plain_english`."""
    return f" {words} " in f" {phrase} "
