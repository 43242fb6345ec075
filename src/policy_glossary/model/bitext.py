"""English beside the Chinese that it translates."""

from __future__ import annotations

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span


class Pair(NamedTuple):
    """A piece of Chinese, and the span of its English in the readable text of a document.

    `span` is empty where the English is missing; its start is where it should stand. `place` says to people where the
    Chinese stands ("draft.zh.md:12", or the name of a segment). `confidence` from 0 to 1 is that of the alignment.
    """

    zh: str
    span: Span
    place: str
    confidence: float = 1.0

    @property
    def aside(self) -> str:
        """The place in brackets behind a blank, as it follows words of a message; empty if there is none."""
        return f" ({self.place})" if self.place else ""
