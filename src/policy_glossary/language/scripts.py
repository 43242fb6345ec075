"""In which script a text is written."""

from __future__ import annotations

from policy_glossary.language import regex

_SAMPLE = 4_000  # code points
_LETTER = r"[^\W\d_]"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_KANA = r"[\u3041-\u30fa\u30fd-\u30ff]"


def mostly_han(text: str) -> bool:
    """True if more than half of the letters at the beginning of a text are Chinese characters."""
    letters = regex.findall(_LETTER, text[:_SAMPLE])
    return sum(map("\u3400".__le__, letters)) > len(letters) * 0.5


def han_share(text: str) -> float:
    """The share of Chinese characters among the letters of a text; 0 if it has no letters."""
    letters = regex.findall(_LETTER, text)
    return len(regex.findall(_HAN, text)) / len(letters) if letters else 0.0


def kana_share(text: str) -> float:
    """The share of Japanese syllable signs among the letters of a text; 0 if it has no letters."""
    letters = regex.findall(_LETTER, text)
    return len(regex.findall(_KANA, text)) / len(letters) if letters else 0.0
