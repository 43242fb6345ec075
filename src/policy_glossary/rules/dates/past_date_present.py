"""A year that is over, and the present tense or the perfect: "In 2023, the district adheres to reform" in a text of 2024.

The Chinese of a yearly report has no tense. English tells what was done in a year that is over in the past tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import third_person
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.dates import past_leads, past_of, quoted

_VERBS = """
accelerate achieve adhere attract become begin bring build carry complete continue create deepen develop enhance ensure establish
exceed expand explore fall focus form give go grow hold implement improve insist introduce invest launch lead make meet open optimize
organize persist promote provide raise rank reach realize receive reduce remain rise see spend stand start strengthen strive surpass
take top unveil upgrade win
""".split()
_SAME = "built|bought|held|kept|led|lost|made|met|paid|put|sent|set|sold|spent|won"  # participles that are the simple past too
_NO_SUBJECT = frozenset("the a an its their of and in for by with to from our new".split())  # before a noun: "the ranks"
_SUBORDINATE = r"\b(?:that|which|who|as|if|when|where|since|said|says|whose|than|will|to|is|are|was|were|had)\b"
_MARKED = 60  # characters: from the date to the verb, if it is no longer


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {third_person(verb): verb for verb in _VERBS}


@lru_cache(maxsize=1)
def _clause() -> re.Pattern[str]:
    """A subject without commas, and a verb."""
    return regex.compile(
        rf"(?P<subject>(?:[\w’'&()\"“”+-]+\s+){{1,9}}?)(?:(?P<adverb>(?:also|\w{{3,}}ly)\s+)?(?P<verb>{'|'.join(_forms())})\b(?!\s+of\b)"
        rf"|(?P<perfect>has|have)\s+(?P<been>been\s+)?(?P<participle>\w+ed|{_SAME})\b"
        r"|(?P<be>is|are)(?=\s+(?:about |over |nearly |more than )?\d))"
    )


@lru_cache(maxsize=1)
def _joined() -> re.Pattern[str]:
    """A verb that goes on with the same subject."""
    return regex.compile(
        rf"(?:, and|,| and)\s+(?:\w{{3,}}ly\s+)?(?P<verb>{'|'.join(_forms())})\b(?=\s+(?:the|a|an|to|its|in|on|more|up|\d|[\"“]))"
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for the first verb after a past date, and one for each that is joined to it."""
    for lead in past_leads(facts):
        match = _clause().match(facts.visible, lead.end, lead.sentence.end)
        if (
            match is None
            or facts.visible.startswith("As of", lead.start)
            or quoted(match["subject"])
            or regex.search(_SUBORDINATE, match["subject"])
        ):
            continue
        if match["subject"].split()[-1].lower() in _NO_SUBJECT:
            continue
        past, begin = _past(match), match.end("subject")
        start = lead.start if match.end() - lead.start <= _MARKED else begin
        told = f'The date is past: write "{past}", not "{" ".join(facts.visible[begin : match.end()].split())}".'
        yield RULE.finding(Span(start, match.end()), told, facts.visible[start:begin] + past)
        for more in _joined().finditer(facts.visible, match.end(), lead.sentence.end) if match["verb"] else ():
            if not quoted(facts.visible[match.end() : more.start()]):
                past = past_of(_forms()[more["verb"]])
                yield RULE.finding(Span(*more.span("verb")), f'The date of this sentence is past: write "{past}".', past)


def _past(match: re.Match[str]) -> str:
    if match["verb"]:
        return (match["adverb"] or "") + past_of(_forms()[match["verb"]])
    if match["be"]:
        return "was" if match["be"] == "is" else "were"
    if match["been"]:
        return f"{'was' if match['perfect'] == 'has' else 'were'} {match['participle']}"
    return str(match["participle"])


RULE = Rule(
    code="DAT002",
    name="past-date-present",
    family="dates",
    summary="The present tense or the perfect with a date that was past when the text was written.",
    reason=(
        "What was done in a year that is over is told in the past tense; the perfect does not go with a finished time at all. "
        "Speaks only if the day of writing is known (a date line, or --date)."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample(
            "[[In 2021, Linwu builds]] six docks, [[raises]] the pay of crews, and warmly [[attracts]] a bank.",
            "In 2021, Linwu built six docks, raised the pay of crews, and warmly attracted a bank.",
        ),
        BadExample("[[In May 2020, the town has completed]] a dam.", "In May 2020, the town completed a dam."),
        BadExample("[[During 2023, the county's output is]] 40,000 tons.", "During 2023, the county's output was 40,000 tons."),
    ),
    good=(
        "In 2021, Linwu built docks.",
        "Since 2020, the town has planted oaks.",
        "In 2022, the ranks of the guard were thin.",
        "In 2024, the town has held three fairs.",
        "In 1644, the dynasty falls.",
        "As of May 2024, the last part of the loan has been delayed.",
    ),
    source="Any grammar: no present perfect with a finished time; the past tense for a finished past",
)
