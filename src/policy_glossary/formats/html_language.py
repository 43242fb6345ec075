"""Declarations of language in a page: what is declared Chinese is not read, unless the declaration is a template's."""

from __future__ import annotations

import re

from policy_glossary.formats.html_names import BLOCKS, Mark
from policy_glossary.formats.html_tree import Element, Kind, Page
from policy_glossary.model.text import SourceText

_LATIN_WORD = re.compile(r"[A-Za-z]+")


def settle_languages(page: Page, file: SourceText) -> Page:
    """The page with its text in other languages hidden, or, inside a sentence, opaque.

    The language of the whole page is not asked for, and declarations inside it are believed only if less than half of the
    Latin words stand under them: templates of Chinese sites say `lang="zh"` of English text.
    """
    if not any(element.marks & Mark.FOREIGN for element in page.elements):
        return page
    meanings = _meanings(page.elements)
    inside = total = 0
    for event in page.events:
        if event.kind == Kind.TEXT and not page.elements[event.element].within & Mark.HIDDEN:
            words = sum(1 for _ in _LATIN_WORD.finditer(file.text, event.start, event.end))
            total += words
            inside += words if meanings[event.element] else 0
    if inside * 2 > total:
        return page
    elements = [e._replace(within=e.within | meaning) for e, meaning in zip(page.elements, meanings, strict=True)]
    return Page(elements, page.events)


def _meanings(elements: list[Element]) -> list[int]:
    """For each element what its language makes of it: hidden, opaque, or neither."""
    meanings = [0]
    for element in elements[1:]:
        meaning = meanings[element.parent]
        if element.marks & Mark.ENGLISH:
            meaning = 0
        elif element.marks & Mark.FOREIGN and not meaning:
            meaning = Mark.HIDDEN if element.name in BLOCKS else Mark.OPAQUE
        meanings.append(meaning)
    return meanings
