"""An exclamation mark in a report. Chinese slogans and headlines keep theirs; English news has none outside of speech."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MARK = r"(?<=[\w)\"”’'>])(\s?!+)(?=[\s\"”’')]|$)"
_SPEECH = r"!+[\"”’']\s+(?:[A-Z]?[\w.]+\s+){0,3}?(?:said|says|cried|cries|shouted|asked|called|sang|exclaimed|replied|told|yelled|wrote)\b"
_SAID = r"\b(?:said|says|cried|shouted|asked|called|exclaimed|replied|told|yelled)\b[^.\n]{0,60}$"


def check(facts: Facts) -> Iterator[Finding]:
    """Exclamation marks that end no direct speech of a person."""
    text = facts.visible
    for marks in regex.finditer("!+", text):
        blank = marks.start() > 0 and text[marks.start() - 1].isspace()
        match = regex.compile(_MARK).match(text, marks.start() - blank)
        if match is None:
            continue
        span = Span(*match.span(1))
        block = facts.sentences.block_at(span.start)
        if _spoken(text[block.span.start : span.start], text[span.end : span.end + 1]):
            continue
        if regex.match(_SPEECH, text[match.end(1) - 1 : span.end + 60]) or regex.search(
            _SAID, text[max(0, span.start - 90) : span.start]
        ):
            continue
        if block.heading or text[span.end : span.end + 1] in ('"', "”"):
            yield RULE.finding(span, "Leave out the exclamation mark: a report states, it does not call out.")
        else:
            yield RULE.finding(span, "End the sentence with a full stop: a report states, it does not call out.", ".")


def _spoken(before: str, after: str) -> bool:
    """A speaker's turn in a transcript, or the end of a quotation of more than a few words, whoever it is said by."""
    turn = regex.match(r"(?:[A-Z][\w’'.-]*(?: [A-Z\w][\w’'.-]*){0,4}|[QA])\s?[:：]\s+\S", before)
    quotation = regex.search(r"[\"“]([^\"“”]*)$", before)
    return bool(turn or (quotation and after in ('"', "”") and len(quotation[1].split()) > 4))


RULE = Rule(
    code="SLG003",
    name="exclamation-in-report",
    family="slogans",
    summary="An exclamation mark in a report.",
    reason="Chinese reports end slogans and hopeful last sentences with an exclamation mark; English news does not.",
    source="English Style Guide of the European Commission: avoid exclamation marks",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    bad=(
        BadExample("The harvest will be the best in years[[!]]", "The harvest will be the best in years."),
        BadExample("Let us row on to the far shore[[ !]]", "Let us row on to the far shore."),
        BadExample('The banner over the quay read "Row on[[!!]]" and was red.'),
    ),
    good=(
        "Host: Good morning, and welcome!",
        "“It was barren here. Our soup has never sold so well as this year!” Wu Bo smiled and went on.",
        '"Stop!" she cried.',
        "In this language != means unequal.",
        'He shouted, "The boats are back!"',
    ),
    sought=lambda: ("!",),
)
