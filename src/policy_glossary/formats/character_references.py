"""Characters that HTML and WebVTT write as references, such as `&amp;`."""

from __future__ import annotations

import html


def escape(words: str) -> str:
    """New words as they are written in a page or a cue."""
    return html.escape(words, quote=False).replace("\xa0", "&nbsp;")
