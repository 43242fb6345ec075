"""Simplified and Traditional characters, through OpenCC, which is imported when the first text is converted.

Only characters are converted, with the words that decide between two of them; the vocabulary of Taiwan or Hong Kong is not put in,
because the concepts of a glossary of mainland policy are names.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from policy_glossary.model.report import Fault, FaultError

SCRIPTS = {"hant": "s2t", "hk": "s2hk", "tw": "s2tw"}  # configurations of OpenCC by what they make
SIMPLIFIED = "t2s"


class Converter:
    """Converts with one configuration of OpenCC. Raises FaultError if OpenCC is not installed."""

    def __init__(self, configuration: str) -> None:
        if not has_opencc():
            hint = 'pip install "policy-glossary[exchange]"'
            raise FaultError(Fault("Traditional Chinese needs OpenCC, which is not installed", hint=hint))
        import opencc

        self._opencc: Any = opencc.OpenCC(configuration)

    def convert(self, text: str) -> str:
        """The text in the other script."""
        return str(self._opencc.convert(text)) if text and not text.isascii() else text


def has_opencc() -> bool:
    """True if OpenCC is installed."""
    return find_spec("opencc") is not None
