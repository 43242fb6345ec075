"""Simplified and Traditional characters, through OpenCC, which is imported when the first text is converted.

Only characters are converted, with the words that decide between two of them; the vocabulary of Taiwan or Hong Kong is not put in,
because the concepts of a glossary of mainland policy are names.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from policy_glossary.model.report import Fault, FaultError

SCRIPTS = {"hant": "s2t", "hk": "s2hk", "tw": "s2tw"}  # configurations of OpenCC by what they make
SIMPLIFIED = ("hk2s", "tw2s")  # one after the other: each leaves Simplified as it is, and knows the variants of one region


class Converter:
    """Converts with configurations of OpenCC, one after the other. Raises FaultError if OpenCC is not installed."""

    def __init__(self, *configurations: str) -> None:
        if not has_opencc():
            hint = 'pip install "policy-glossary[exchange]"'
            raise FaultError(Fault("Traditional Chinese needs OpenCC, which is not installed", hint=hint))
        import opencc

        self._steps: list[Any] = [opencc.OpenCC(configuration) for configuration in configurations]

    def convert(self, text: str) -> str:
        """The text in the other script."""
        if not text.isascii():
            for step in self._steps:
                text = step.convert(text)
        return text


def has_opencc() -> bool:
    """True if OpenCC is installed."""
    return find_spec("opencc") is not None
