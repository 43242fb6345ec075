"""A character entity of HTML in plain text, whole or cut up: "&nbsp;", "R&amp;D", "& quot;"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_NAMES = "nbsp|amp|quot|apos|lt|gt|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|copy|reg|ensp|emsp|times|deg|yen|euro"


@lru_cache
def _pattern() -> re.Pattern[str]:
    return regex.compile(
        rf"& ?(?:amp ?; ?)?(?P<name>{_NAMES}) ?;|&\s?(?P<number>#x?[0-9a-f]{{2,6}})\s?;|(?<![\w&])nbsp ?;", re.IGNORECASE
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each entity, with the character that it stands for."""
    if not (regex.search("&[^;]{1,15};", facts.visible) or (";" in facts.visible and "nbsp" in facts.lowered)):
        return
    if not _pattern().search(facts.visible):
        return
    from html import unescape  # its table is big

    for match in _pattern().finditer(facts.visible):
        name = (match["name"] or match["number"] or "nbsp").lower()
        character = unescape(f"&{name};")
        new = " " if character.isspace() else character
        shown = "a blank" if new == " " else new
        yield RULE.finding(Span(*match.span()), f'"{match[0]}" is code of the page: write {shown}.', new)


RULE = Rule(
    code="RES009",
    name="character-entity",
    family="residue",
    summary="A character entity of HTML in plain text.",
    reason="The page writes the character as code; the text needs the character itself. Translation may even cut the code up.",
    mqm=Mqm.DESIGN,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("Spending on R[[&amp;]]D rose.", "Spending on R&D rose."),
        BadExample("The [[& quot;]]long weir[[& quot;]] was rebuilt.", 'The "long weir" was rebuilt.'),
        BadExample("The weir[[&nbsp;]]was[[&#32;]]rebuilt.", "The weir was rebuilt."),
    ),
    good=("R&D rose; so did pay.", "Smith & Sons; Wu & Co; and others", "The weir & dam were rebuilt."),
    source="HTML Living Standard (named character references); measured: none in 178,000 words of good English",
    sought=lambda: ("&|nbsp",),
)
