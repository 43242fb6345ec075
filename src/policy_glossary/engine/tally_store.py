"""Tallies of documents by digest: a report computes anew only what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from policy_glossary.engine.tally import from_text, to_text
from policy_glossary.engine.text_store import TextStore
from policy_glossary.model.consistency import DocumentTally

FOLDER = "tallies"
_MOST = 500_000_000  # bytes


class TallyStore:
    """The stored tallies. Without a folder, or in one that cannot be used, nothing is stored and nothing found."""

    def __init__(self, folder: Path | None) -> None:
        self._texts = TextStore(folder, FOLDER, _MOST)

    def close(self) -> None:
        """Drop the oldest tallies beyond the size that is kept."""
        self._texts.close()

    def get(self, keys: Iterable[str]) -> dict[str, DocumentTally]:
        """The stored tallies of these keys; what cannot be read is missing."""
        found: dict[str, DocumentTally] = {}
        for key, text in self._texts.get(keys).items():
            try:
                found[key] = from_text(text)
            except (ValueError, TypeError):
                continue
        return found

    def put(self, tallies: Mapping[str, DocumentTally]) -> None:
        """Store tallies; a folder that cannot be written is no fault."""
        self._texts.put({key: to_text(tally) for key, tally in tallies.items()})
