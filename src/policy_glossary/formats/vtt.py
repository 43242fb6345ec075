"""WebVTT: subtitles with entities, and comments (`NOTE glossary: ignore TERM001`) that reach to the next paragraph."""

from __future__ import annotations

import html

from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.subtitles import read_subtitles


def read_bytes(raw: RawFile) -> Reading:
    """The document of a WebVTT file. Raises FaultError if it holds text but no cue."""
    return read_subtitles(raw, vtt=True)


def escape(words: str) -> str:
    """New words as they are written in a cue."""
    return html.escape(words, quote=False).replace("\xa0", "&nbsp;")
