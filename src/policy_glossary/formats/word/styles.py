"""Which paragraph styles are headings, and whether the document may be changed."""

from __future__ import annotations

import re

from policy_glossary.formats.word.names import is_off, is_word, value
from policy_glossary.intake.xml_events import End, Start
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.light_typing import NamedTuple

_HEADING = re.compile(r"heading(?: [1-9])?|title|subtitle|toc heading", re.IGNORECASE)
_BODY_LEVEL = 9  # the outline level of text that is no heading


class _Style(NamedTuple):
    id: str
    name: str = ""
    base: str = ""
    level: int | None = None


def heading_styles(xml: XmlText) -> frozenset[str]:
    """Ids of the paragraph styles that are headings: by their name, their outline level, or the style they are based on.

    Word writes the names of its own styles in English whatever language it speaks.
    """
    styles: dict[str, _Style] = {}
    style: _Style | None = None
    for event in xml.events():
        if isinstance(event, Start) and is_word(event.uri):
            if event.name == "style":
                kind = value(event, "type")
                style = _Style(value(event, "styleId")) if kind in ("", "paragraph") else None
            elif style is not None and event.name == "name":
                style = style._replace(name=value(event))
            elif style is not None and event.name == "basedOn":
                style = style._replace(base=value(event))
            elif style is not None and event.name == "outlineLvl":
                style = style._replace(level=outline_level(event))
        elif isinstance(event, End) and event.name == "style" and style is not None:
            styles[style.id] = style
            style = None
    return frozenset(id_ for id_ in styles if _is_heading(id_, styles))


def outline_level(event: Start) -> int:
    """The level that a w:outlineLvl gives: 0 for the first, 9 for none."""
    level = value(event)
    return int(level) if level.isascii() and level.isdigit() and len(level) < 3 else _BODY_LEVEL


def is_heading_level(level: int) -> bool:
    """True if an outline level is one of a heading."""
    return level < _BODY_LEVEL


def _is_heading(id_: str, styles: dict[str, _Style]) -> bool:
    seen: set[str] = set()
    while id_ in styles and id_ not in seen:
        seen.add(id_)
        style = styles[id_]
        if style.level is not None:
            return is_heading_level(style.level)
        if _HEADING.fullmatch(style.name):
            return True
        id_ = style.base
    return False


def is_protected(xml: XmlText) -> bool:
    """True if the settings of a document forbid changes, tracked ones too."""
    for event in xml.events():
        if isinstance(event, Start) and event.name == "documentProtection":
            enforced = value(event, "enforcement")
            return bool(enforced) and not is_off(enforced) and value(event, "edit") in ("readOnly", "comments", "forms")
    return False
