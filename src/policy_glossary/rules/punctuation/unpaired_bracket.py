"""A round bracket without its partner.

Half of a pair is lost where machine translation moves words or drops a gloss. List marks such as "a)" and "1)" and faces
such as ":)" are no brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span


@lru_cache
def _brackets() -> re.Pattern[str]:
    return regex.compile(r"[()（）]")


@lru_cache
def _list_mark() -> re.Pattern[str]:
    return regex.compile(r"(?:^|[\s,;(])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$|[:;=8][-']?$")


def check(facts: Facts) -> Iterator[Finding]:
    """At most one finding a paragraph, at the first bracket without a partner."""
    text = facts.visible
    for block in facts.document.blocks:
        opened: list[int] = []
        for match in _brackets().finditer(text, *block.span):
            at = match.start()
            if match[0] in "(（":
                opened.append(at)
            elif opened:
                opened.pop()
            elif text[max(0, at - 1) : at].isalnum() and not _list_mark().search(text[max(block.span.start, at - 6) : at]):
                start = at
                while start > block.span.start and not text[start - 1].isspace():
                    start -= 1
                span = Span(start, at + 1)
                yield RULE.finding(span, f'No bracket opens before "{text[slice(*span)]}": add it, or delete this one.')
                break
        else:
            if opened and (word := regex.compile(r"\(\s*\w[\w'’-]*").match(text, opened[0], block.span.end)):
                yield RULE.finding(
                    Span(*word.span()), f'The bracket at "{word[0]}" is never closed: add the other half, or delete it.'
                )


RULE = Rule(
    code="PUN024",
    name="unpaired-bracket",
    family="punctuation",
    summary="A round bracket has no partner in its paragraph.",
    reason="Half of a pair is lost where machine translation moves words or drops a gloss.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample("The lake [[(the]] larger one is deep."),
        BadExample("The lake, the larger [[one)]] is deep."),
        BadExample("The inn [[(a]] mill (until 1960) of two floors is for sale."),
    ),
    good=("The lake (the larger one) is deep.", "It needs a) wood, b) tar and c) time.", "All is well :)"),
    source="Measured: none on five machine-translated articles and 37,000 words of good English; 8 in 141,000 words, mostly true",
)
