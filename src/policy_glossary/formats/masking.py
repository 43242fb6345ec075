"""Masks: stand-ins of the same length in place of what is not prose, so that offsets never move."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_glossary.model.document import OPAQUE, TRANSPARENT
from policy_glossary.model.text import Span

# Web and mail addresses. Trailing punctuation belongs to the sentence, not to the address.
ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"'“”‘’（），。；、]*[^\s<>\"'“”‘’（），。；、.,;:!?)\]}]"
    r"|(?<![\w.+-])[\w+-][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
)


def mask(text: str, opaque: Iterable[Span] = (), transparent: Iterable[Span] = ()) -> str:
    """A copy of `text`, code point for code point, with stand-ins at the spans. Line ends are kept."""
    spans = sorted([(s.start, s.end, OPAQUE) for s in opaque] + [(s.start, s.end, TRANSPARENT) for s in transparent])
    parts: list[str] = []
    done = 0
    for first, end, stand_in in spans:
        if end <= done:
            continue
        start = max(first, done)
        parts.append(text[done:start])
        parts.append(re.sub(r"[^\r\n]", stand_in, text[start:end]))
        done = end
    parts.append(text[done:])
    return "".join(parts)
