"""In which script a text is written."""

from __future__ import annotations

from policy_glossary.language import regex

_SAMPLE = 4_000  # code points


def mostly_han(text: str) -> bool:
    """True if more than half of the letters at the beginning of a text are Chinese characters."""
    letters = regex.findall(r"[^\W\d_]", text[:_SAMPLE])
    return sum(map("\u3400".__le__, letters)) > len(letters) * 0.5
