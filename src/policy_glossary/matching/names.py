"""Names and slogans that no entry need list: forms that agree in a key seem to name the same thing.

A name ends in a head such as Zone or Conference; heads of one class change places in translation (Zone, Area, District for
区), so the key keeps the class only. A slogan stands in quotation marks; its key keeps the base forms of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language.inflection import base_forms
from policy_glossary.language.quotations import quotations
from policy_glossary.model.consistency import NameKind
from policy_glossary.model.document import Block
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_CLASSES = {
    "place": "Area|Zone|District|Cluster|Park|Base|Region",
    "body": "Committee|Commission|Bureau|Office|Department|Administration|Authority",
    "meeting": "Conference|Meeting|Symposium|Forum|Congress",
    "scheme": "Project|Plan|Initiative|Campaign|Action|Program|Programme|Strategy",
}
_CLASS_OF = {head: name for name, heads in _CLASSES.items() for head in heads.split("|")}
_LINK = r"(?:of the|of|and|for the|for|on)"
_NAME = re.compile(
    rf"(?<![\w-])((?:[A-Z][\w'’-]{{0,40}} (?:{_LINK} )?){{2,9}}?)({'|'.join(_CLASS_OF)})(?![\w-]| {_LINK} [A-Z]| [A-Z])"
)
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset("a an the of and for in on to".split())
_FIRST = frozenset("The This That In At Of And For With To A An From By Our Its Under".split())
_WORDS_OF_SLOGAN = range(2, 10)
_LONG_WORD = 8  # letters of a single word in quotation marks that may be a name run together


class Name(NamedTuple):
    """A name or slogan in a text: its kind, the key of what it seems to name, its form, its place."""

    kind: NameKind
    key: str
    form: str
    span: Span


def read_names(visible: str, blocks: tuple[Block, ...]) -> Iterator[Name]:
    """All names and slogans of a text, names first."""
    for block in blocks:
        for match in _NAME.finditer(visible, *block.span):
            words, start = match[1].split(), match.start()
            while words and words[0] in _FIRST:
                start += len(words[0]) + 1
                words = words[1:]
            if sum(word not in _EMPTY for word in words) >= 2:
                span = Span(start, match.end())
                key = f"{_key(' '.join(words))} +{_CLASS_OF[match[2]]}"
                yield Name(NameKind.NAME, key, _form(visible[slice(*span)]), span)
    for block in blocks:
        for span in quotations(visible, block.span):
            quoted = visible[slice(*span)]
            form = _form(quoted).lower()
            if len(form.split()) in _WORDS_OF_SLOGAN or (form.isalpha() and len(form) >= _LONG_WORD):
                yield Name(NameKind.SLOGAN, _key(quoted), form, span)


def _key(text: str) -> str:
    """Base forms run together, so that case, number, hyphens and small words do not count."""
    words = (word.lower() for word in _WORD.findall(text))
    return "".join(min(base_forms(word), key=len) for word in words if word not in _EMPTY)


def _form(text: str) -> str:
    """The words as a form is counted: one blank between them, one kind of hyphen, no mark at the end."""
    return " ".join(text.replace("‑", "-").replace("’", "'").split()).strip(" ,.;:!?")
