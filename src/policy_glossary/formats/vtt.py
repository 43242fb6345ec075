"""WebVTT: subtitles with entities, and comments (`NOTE glossary: ignore TERM001`) that reach to the next paragraph."""

from __future__ import annotations

from policy_glossary.formats.character_references import escape
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.subtitles import read_subtitles

__all__ = ["escape", "read_bytes"]


def read_bytes(raw: RawFile) -> Reading:
    """The document of a WebVTT file. Raises FaultError if it holds text but no cue."""
    return read_subtitles(raw, vtt=True)
