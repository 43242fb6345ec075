"""A glued sentence keeps its capital after a semicolon: "build two docks; Expand the cold store".

Chinese full-width semicolons divide what an engine translates as sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.segmentation import POLICY_VERBS

_FUNCTION = frozenset("At By Do For From If In It Its On Our Some That The There These They This To We When With".split())

# A public body, which is no name of which "The" would be a part.
_BODY = r" (?:Municipal|Provincial|County|District|City|Township|Prefectural|State|Central|Party|Ministry|Department|Bureau|Government|Standing)\b"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return regex.compile(r";(?<=[\w%)\"”’'];)[\"”]? (?P<span>(?P<word>[A-Z][a-z]+)(?: [a-z]+\b)?)(?P<more> [a-z\"“])?")


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each semicolon that a capital follows on a word that is no name."""
    text = facts.visible
    for block in facts.document.blocks:
        if block.heading:
            continue
        for match in _pattern().finditer(text, *block.span):
            word, last = match["word"], match["span"].rpartition(" ")[2]
            if word in _FUNCTION or word.lower() in POLICY_VERBS:
                stray = last != word or bool(match["more"]) or bool(regex.match(_BODY, text[match.end("word") :]))
            else:
                stray = _is_common(word, facts) and last not in (word, "and", "de", "of", "or")
            if stray:
                span = Span(match.start(), match.end("span"))
                new = text[span.start : span.end].replace(word, word.lower(), 1)
                yield RULE.finding(
                    span, f'After a semicolon the sentence goes on: write "{new}", or put a full stop before it.', new
                )


def _is_common(word: str, facts: Facts) -> bool:
    """True if a word stands in the text with a small letter, and never with a capital in mid-sentence."""
    name, plain = re.compile(rf"(?<=[a-z,] ){word}(?![a-z])"), re.compile(rf"(?<![\w-]){word.lower()}(?![\w-])")
    if not any(facts.places.standing({word.lower()}, plain)):
        return False
    return not any(facts.places.standing({word.lower()}, name))


RULE = Rule(
    code="SEG002",
    name="capital-after-semicolon",
    family="segmentation",
    summary="A capital after a semicolon on a word that is no name.",
    reason=(
        "A semicolon does not end a sentence in English. Engines translate each piece between Chinese semicolons as a sentence "
        "of its own and keep the capital."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SAFE,
    check=check,
    bad=(
        BadExample(
            "The port will build two docks[[; Expand the]] cold store.", "The port will build two docks; expand the cold store."
        ),
        BadExample(
            "The team will dredge the river[[; We will]] also plant trees.",
            "The team will dredge the river; we will also plant trees.",
        ),
        BadExample(
            "The city linked ten schools, where good teachers are rare, by cable[[; Teachers in]] the hills got a grant.",
            "The city linked ten schools, where good teachers are rare, by cable; teachers in the hills got a grant.",
        ),
        BadExample("The ferry stays[[; The]] County Bureau wants it to.", "The ferry stays; the County Bureau wants it to."),
    ),
    good=(
        "Brussels disagreed; The Hague did not.",
        "Wuxi built docks; Shanghai built more of them.",
        "He left early; NASA stayed on.",
        "She was chair of the board; Director of the Museum from 1990; and a judge. The director retired.",
    ),
    source="Measured: 12 of 12 hits true on five machine-translated articles, none in 37,000 words of good English",
)
