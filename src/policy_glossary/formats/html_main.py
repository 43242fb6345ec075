"""Which part of a web page is its text, and which is furniture: menus, footers, share bars, related posts, comments.

Nothing is learnt and nothing is fetched: what elements are called decides, and where the names say nothing, where the
sentences are. In doubt everything is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_glossary.formats.html_names import Mark
from policy_glossary.formats.html_tree import Element, Kind, Page
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import SourceText

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PROSE_WORDS = 12  # a block of so many words, most of them outside of links, is prose rather than a label or a menu
_PROSE_CAP = 60  # words of a block that count for where the prose is: one enormous paragraph is not all of an article
_LINK_SHARE = 0.3
_LEAST_PROSE = 50  # words; in a page with less of it no part is clearly the text
_MAIN_SHARE = 0.4  # of the page's prose must stand in what its names call the text
_DENSE_SHARE = 0.8  # of the page's prose must stand in what is taken for the text without such a name
_CHIEF_SHARE = 0.6  # one of several articles that has so much of their prose is the page's only one
_TITLE_DISTANCE = 80  # words (date, author, tools) that may stand between an article's title and its text
_MENU_LINKS = 5
_MENU_SHARE = 0.8  # of a menu's words stand in links
_CONTAINERS = frozenset("body div section td main article center table form html".split())
_LISTS = frozenset("ul ol div table p dl".split())
_NAMED_TEXT = Mark.CONTENT | Mark.MAIN


class Choice(NamedTuple):
    """What is read of a page: for each element whether its own text is, and how many words are passed over as furniture.

    `items` tells for each element whether it is a list item or a cell, or stands in one; the cells of a layout table are none.
    """

    read: list[bool]
    items: list[bool]
    passed: int


class _Words(NamedTuple):
    """Words of an element, hidden ones left out: all, those in links, and those in blocks of prose, of each so many; links."""

    all: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    titles: int = 0  # top headings that are no links
    texts: int = 0  # elements that by their names hold the page's text


def choose(page: Page, file: SourceText) -> Choice:
    """The part of a page that is its text."""
    elements = page.elements
    sizes, prose = _sizes(page, file)
    own = _own(page, sizes, prose)
    pruned = _pruned(elements, _sums(elements, own))
    sums = _sums(elements, [words if not out else _Words() for words, out in zip(own, pruned, strict=True)])
    main = _main(elements, sums, pruned)
    if not any(e.marks & _NAMED_TEXT and n in main for n, e in enumerate(elements)) and sums[0].prose >= _LEAST_PROSE:
        pruned = _without_menus(elements, sums, pruned)
    read = [not out for out in pruned]
    if main:
        parts = main if any(sums[n].titles for n in main) else [*main, *_titles(page, sizes, pruned, main)]
        read = [shown and inside for shown, inside in zip(read, _inside(elements, parts), strict=True)]
    passed = sum(words.all for words, shown in zip(own, read, strict=True) if not shown)
    return Choice(read, _items(elements, sums), passed)


def _items(elements: list[Element], sums: list[_Words]) -> list[bool]:
    items = [False]
    for element, words in zip(elements[1:], sums[1:], strict=True):
        own = element.marks & Mark.ITEM and words.prose * 2 <= sums[0].prose
        items.append(items[element.parent] or bool(own))
    return items


def _sizes(page: Page, file: SourceText) -> tuple[list[int], list[int]]:
    """For each event the number of its words, hidden ones left out, and of those that count as prose."""
    sizes: list[int] = []
    prose: list[int] = []
    words = linked = 0
    for event in page.events:
        size = 0
        within = page.elements[event.element].within
        if event.kind == Kind.TEXT and not within & (Mark.HIDDEN | Mark.OPAQUE):
            size = sum(1 for _ in _WORD.finditer(file.text, event.start, event.end))
            words += size
            linked += size if within & Mark.LINK else 0
        sizes.append(size)
        if event.kind == Kind.BORDER:
            left = _PROSE_CAP if words >= _PROSE_WORDS and linked <= words * _LINK_SHARE else 0
            for known in sizes[len(prose) :]:
                prose.append(min(left, known))
                left -= prose[-1]
            words = linked = 0
    return sizes, prose


def _own(page: Page, sizes: list[int], prose: list[int]) -> list[_Words]:
    """What stands in each element itself, not in those that it holds."""
    counts = [[0, 0, 0] for _ in page.elements]
    for event, size, told in zip(page.events, sizes, prose, strict=True):
        if size:
            count = counts[event.element]
            count[0] += size
            count[1] += size if page.elements[event.element].within & Mark.LINK else 0
            count[2] += told
    own = []
    for element, count in zip(page.elements, counts, strict=True):
        shown = not element.within & Mark.HIDDEN
        title = shown and element.name == "h1" and not element.within & Mark.LINK
        text = shown and element.marks & _NAMED_TEXT
        own.append(_Words(count[0], count[1], count[2], int(bool(element.marks & Mark.LINK)), int(title), int(bool(text))))
    return own


def _sums(elements: list[Element], own: list[_Words]) -> list[_Words]:
    """What stands in each element and in all that it holds."""
    sums = [list(words) for words in own]
    for number in range(len(elements) - 1, 0, -1):
        element = elements[number]
        below, above = sums[number], sums[element.parent]
        if element.name == "h1" and below[1]:  # in a link: the name of the site, which leads to its front page
            below[4] = 0
        for place, count in enumerate(below):
            if count:
                above[place] += count
    return [_Words(*counts) for counts in sums]


def _pruned(elements: list[Element], sums: list[_Words]) -> list[bool]:
    """For each element whether it is furniture, or stands in some."""
    pruned = [False]
    for element, words in zip(elements[1:], sums[1:], strict=True):
        pruned.append(pruned[element.parent] or _is_furniture(element, elements[element.parent], words, sums[0]))
    return pruned


def _is_furniture(element: Element, parent: Element, words: _Words, page: _Words) -> bool:
    if element.marks & Mark.PRUNED:
        return True
    if words.texts or words.titles:
        return False
    if element.marks & Mark.HEADER and words.links and not parent.within & (_NAMED_TEXT | Mark.ARTICLE):
        return True
    return bool(element.marks & Mark.LIKELY_PRUNED) and words.prose <= page.prose * _CHIEF_SHARE


def _main(elements: list[Element], sums: list[_Words], pruned: list[bool]) -> list[int]:
    """The elements that hold the page's text; none if no part of it is clearly that."""
    prose = sums[0].prose
    if prose < _LEAST_PROSE:
        return []
    for mark in (Mark.CONTENT, Mark.ARTICLE, Mark.MAIN):
        found = [
            number
            for number, element in enumerate(elements)
            if element.marks & mark and not elements[element.parent].within & mark and not pruned[number]
        ]
        held = sum(sums[number].prose for number in found)
        if held >= prose * _MAIN_SHARE:
            chief = [number for number in found if sums[number].prose >= held * _CHIEF_SHARE]
            return chief or [number for number in found if sums[number].prose]
    dense = [n for n, e in enumerate(elements) if e.name in _CONTAINERS and sums[n].prose >= prose * _DENSE_SHARE]
    return [number for number in dense[-1:] if elements[number].name not in ("body", "html")]


def _without_menus(elements: list[Element], sums: list[_Words], pruned: list[bool]) -> list[bool]:
    """Furniture, and lists of links that no name betrays."""
    more = list(pruned)
    for number, element in enumerate(elements):
        words = sums[number]
        menu = words.links >= _MENU_LINKS and words.linked >= words.all * _MENU_SHARE and not words.prose
        more[number] |= more[element.parent] or (number > 0 and element.name in _LISTS and menu)
    return more


def _titles(page: Page, sizes: list[int], pruned: list[bool], main: list[int]) -> list[int]:
    """The headings shortly before the text, from the last top heading on; without a top heading the last one."""
    elements = page.elements
    inside = _inside(elements, main)
    holders = {number for start in main for number in _line(elements, start)}
    heads = _heads(elements, holders)
    found: list[int] = []
    between = 0
    for event, size in zip(page.events, sizes, strict=True):
        if size and inside[event.element]:
            break
        if not size or pruned[event.element]:
            continue
        head = heads[event.element]
        if not head:
            between += size
        elif [head] != found[-1:]:
            if between > _TITLE_DISTANCE:
                found = []
            found.append(head)
            between = 0
    if between > _TITLE_DISTANCE:
        return []
    tops = [place for place, number in enumerate(found) if elements[number].name == "h1"]
    return found[tops[-1] :] if tops else found[-1:]


def _heads(elements: list[Element], holders: set[int]) -> list[int]:
    """For each element the heading in which it stands or which it is, 0 if none."""
    heads = [0]
    for number, element in enumerate(elements[1:], 1):
        own = number not in holders and element.marks & (Mark.HEADING | Mark.TITLE)
        heads.append(heads[element.parent] or (number if own else 0))
    return heads


def _line(elements: list[Element], number: int) -> Iterable[int]:
    """An element and all that it stands in, from within."""
    while number:
        yield number
        number = elements[number].parent


def _inside(elements: list[Element], parts: Iterable[int]) -> list[bool]:
    """For each element whether it is one of the parts, or stands in one."""
    wanted = set(parts)
    inside = [0 in wanted]
    for number, element in enumerate(elements[1:], 1):
        inside.append(inside[element.parent] or number in wanted)
    return inside
