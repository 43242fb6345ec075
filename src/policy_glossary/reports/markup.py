"""Pieces of HTML and XML. Whatever comes from a text or a glossary becomes markup here and nowhere else."""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode

from policy_glossary.model.consistency import ConceptRow

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_NOT_IN_ANCHOR = re.compile(r"[^a-z0-9-]")


def text(value: str) -> str:
    """Text as HTML that shows exactly it; control characters and marks that turn the reading direction are shown as codes."""
    return html.escape(_CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", value), quote=True)


def attribute(value: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return text(value)


def xml_attribute(value: str) -> str:
    """Text as the value of an XML attribute in double quotes, line ends kept."""
    return text(value).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def anchor(value: str) -> str:
    """A concept's id as part of an anchor; other characters than the format of ids allows are spelled as codes."""
    return _NOT_IN_ANCHOR.sub(lambda m: f"_{ord(m[0]):x}", value)


def chinese(value: str) -> str:
    """Chinese text, marked as such for screen readers and fonts."""
    return f'<span lang="zh-Hans" class="zh">{text(value)}</span>'


def stacked_bar(row: ConceptRow) -> str:
    """A bar of the shares right, to look at and wrong, with the same in words."""
    told = f"{row.accepted} right, {row.unsure} to look at, {row.wrong} wrong"
    parts, start = [], 0
    for kind, number in (("r", row.accepted), ("u", row.unsure), ("w", row.wrong)):
        end = start + number
        if number:
            x, width = 1000 * start // row.total, 1000 * end // row.total - 1000 * start // row.total
            parts.append(f'<rect class="{kind}" x="{x}" y="0" width="{width}" height="10"/>')
        start = end
    return (
        f'<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="{told}">{"".join(parts)}</svg>'
    )


def content_policy(style: str, script: str = "") -> str:
    """The element of a page that lets a browser use this style and script of the page, and nothing else whatever stands in it."""
    scripts = f" script-src {_hash(script)};" if script else ""
    policy = f"default-src 'none'; style-src {_hash(style)};{scripts} base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{attribute(policy)}">'


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
