"""A year that is over, and "will": "In 2023, output will be 24.5 billion yuan" in a text of 2024.

A Chinese verb has no tense; an engine that knows no date of writing guesses the future, and the reader takes a result for a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import is_plural
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.dates import DATE, PastLead, is_past, past_leads, past_of, quoted

_REACH = 220  # characters after the date
_MARKED = 45  # a stretch from the date to the verb is marked as a whole if it is no longer
_PREPOSITION = regex.compile(r"\s(?:of|in|for|by|from|with|at|on|above|under|to|per|between)\s")


@lru_cache(maxsize=1)
def _stop() -> re.Pattern[str]:
    """Words after which "will" may be somebody's view at that time, or of another time."""
    return regex.compile(
        r"[;:]|\b(?:19|20)\d\d\b|\b(?:sa(?:id|ys)|stated|announced|predict\w*|estimat\w*|expect\w*|forecasts?|plan(?:s|ned)?|promised|pledged"
        r"|proposed|decided|agreed|believed?|hoped?|that|which|who|whom|whose|if|when|where|what|whether|how|until|unless|future|later|since)\b"
    )


@lru_cache(maxsize=1)
def _will() -> re.Pattern[str]:
    return regex.compile(
        r"\bwill\s+(?P<adverb>(?:(?:also|still|soon|once|again|further|officially|\w{3,}ly)\s+)?)(?P<verb>(?!of\b|to\b|and\b|is\b|not\b)[a-z]+)\b"
        r"(?P<tail>(?<=\bbe)\s+(?:[\"“][^\"”]{1,30}[\"”]|(?:about |over |nearly )?\d[\d.,]*%?(?:\s(?:m|b|tr)illion)?(?:\s[a-z]+)?|\w+ed\b))?"
    )


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return regex.compile(
        rf"\bwill\s+(?:be\s+\w+(?:ed|t|n)|open|close|start|begin|end|take place)\s+(?:in|on|by)\s+(?P<date>{DATE})\b"
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each "will" in a clause that a past date begins or ends."""
    for lead in past_leads(facts):
        yield from _in_clause(facts, lead)
    written = facts.written
    for match in facts.places.starting(("will",), _behind()) if written else ():
        sentence = facts.sentences.sentence_at(match.start())
        before = facts.visible[sentence.start : match.start()]
        if written and is_past(match["date"], written) and not _stop().search(before) and not quoted(before):
            yield RULE.finding(Span(*match.span()), f"When this was written, {match['date']} had passed: use the past tense.")


def _in_clause(facts: Facts, lead: PastLead) -> Iterator[Finding]:
    text = facts.visible
    limit = min(lead.end + _REACH, lead.sentence.end)
    stop = _stop().search(text, lead.end, limit)
    first = True
    for match in _will().finditer(text, lead.end, stop.start() if stop else limit):
        subject = text[lead.end : match.start()]
        if quoted(subject) or regex.search(r"\b(?:the|a|his|her|their|own|free|good|political|last)\s$", subject):
            continue
        start = lead.start if first and match.end() - lead.start <= _MARKED else match.start()
        verb, adverb = match["verb"], match["adverb"]
        past = f"{'were' if _plural(subject) else 'was'} {adverb}".rstrip() if verb == "be" else adverb + past_of(verb)
        new = text[start : match.start()] + past + (match["tail"] or "")
        date = " ".join(text[lead.start : lead.end].strip(" ,").split()[1:])
        told = f'When this was written, {date} had passed: "will {verb}" should be "{past}".'
        yield RULE.finding(Span(start, match.end()), told, new)
        first = False


def _plural(subject: str) -> bool:
    """True if a subject looks like more than one thing."""
    if regex.match(r"\s*(?:the\s+)?(?:[2-9]|1\d|\d[\d,]+|a (?:total|number) of)\b", subject):
        return True
    head = _PREPOSITION.split(f" {subject}")[0].split(",")[0].strip().lower()
    return " and " in head or (bool(head) and is_plural(regex.split(r"[\s'’]+", head)[-1]))


RULE = Rule(
    code="DAT001",
    name="past-date-future",
    family="dates",
    summary='"will" with a date that was past when the text was written.',
    reason=(
        "A result is told as a plan. Chinese verbs have no tense, and machine translation guesses the future where the source "
        "names a year. Speaks only if the day of writing is known (a date line, or --date)."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.ERROR,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: (r"will\s",),
    bad=(
        BadExample(
            "In the first quarter of 2024, the ferry [[will carry]] 40,000 people.",
            "In the first quarter of 2024, the ferry carried 40,000 people.",
        ),
        BadExample(
            "[[In 2021, the two mills will sell]] more flour than ever.", "In 2021, the two mills sold more flour than ever."
        ),
        BadExample(
            "In 2023, the output of the small dairy farms in the hills around the lake [[will be 4.2 billion litres]].",
            "In 2023, the output of the small dairy farms in the hills around the lake was 4.2 billion litres.",
        ),
        BadExample(
            "On May 3, 2022, 14 boats that had been bought abroad left. [[By March 2024, 20 boats will be moored]] there.",
            "On May 3, 2022, 14 boats that had been bought abroad left. By March 2024, 20 boats were moored there.",
        ),
    ),
    good=(
        "In the first half of 2024, the port will be closed.",
        "In 2021, it said sales will rise by a third.",
        "In 2030, sales will double.",
        "In 1911, as every child will know, the dynasty fell. In 2024, the port will open.",
        "In June 2023, the yard built the ship; it will sail in July.",
    ),
    source="Any grammar: a finished past takes the past tense",
)
