"""The bare verb in "contribute to build", "committed to improve" and "concentrate efforts to attract".

After "contribute", "devote", "commit" and "dedicate" the word "to" is a preposition, and efforts are concentrated "on" a
thing. Chinese has a bare verb in all of these places. Only verbs are listed that are not nouns as well ("contribute to change").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import ing_form
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_VERBS = (
    "accelerate|achieve|attract|become|bring|build|carry|consolidate|construct|create|cultivate|deepen|develop|enhance|ensure"
    "|establish|expand|explore|foster|implement|improve|innovate|integrate|maintain|make|modernize|optimize|promote|protect"
    "|provide|pursue|realize|revitalize|safeguard|serve|solve|strengthen|sustain|transform|write"
)


_STEMS = "contribut mak made is are was were be remain stay devot dedicat concentrat focus".split()


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    own = r"(?:(?:its|their|his|her|our|all|more|time|money|energy|itself|themselves|ourselves|himself|herself)\s+)"
    return regex.compile(
        rf"\b(?:(?:contribut(?:e|es|ed|ing)|(?:makes?|made|making)\s+(?:[\w-]+\s+){{0,2}}contributions?)\s+(?P<to>to\s+(?P<a>{_VERBS}))"
        rf"|(?:is|are|was|were|be|been|being|remains?|stays?)\s+(?:committed|devoted|dedicated)\s+{own}?to\s+"
        rf"(?P<b>{_VERBS})"
        rf"|(?:devot|dedicat)(?:e|es|ed|ing)\s+{own}{{1,3}}(?:efforts?\s+|life\s+|career\s+)?to\s+(?P<c>{_VERBS})"
        rf"|(?:concentrat|focus)(?:e|es|ed|ing)\s+(?:{own}{{1,2}}(?:efforts?|energy|resources|strength)|efforts)\s+"
        rf"(?P<on>to\s+(?P<d>{_VERBS})))\b(?!-)",
        re.IGNORECASE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each bare verb where an -ing form must stand."""
    for match in facts.places.starting(_STEMS, _pattern()):
        group = next(name for name in "abcd" if match[name])
        word = "on" if group == "d" else "to"
        before = match[0][: match.start(group) - match.start()].rstrip()
        start = match.start("on") if group == "d" else match.start() + len(before) - len("to")
        new = f"{word} {ing_form(match[group].lower())}"
        kept = facts.document.source.text[match.start() : start]
        yield RULE.finding(
            Span(*match.span()),
            f'Here "{word}" takes a noun or an -ing form: write "{new}".',
            kept + new,
            Severity.SUGGESTION if group == "b" else None,  # "committed to do" has its friends
        )


RULE = Rule(
    code="STY034",
    name="to-takes-gerund",
    family="translationese",
    summary='A bare verb after "contribute to", "committed to" or "concentrate efforts".',
    reason=(
        'After "contribute", "devote" and "committed" the word "to" is a preposition, and one concentrates efforts "on" a thing: '
        "a noun or an -ing form must follow. Chinese has a bare verb there."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("Trees [[contribute to improve]] the air.", "Trees contribute to improving the air."),
        BadExample("The firm [[is committed to develop]] quiet engines.", "The firm is committed to developing quiet engines."),
        BadExample(
            "We must [[concentrate our efforts to attract]] nurses.", "We must concentrate our efforts on attracting nurses."
        ),
    ),
    good=(
        "Sleep contributes to change in the brain.",
        "They made an effort to improve the air.",
        "He contributed money to build a school.",
        "She is committed to improving the baths.",
    ),
    source="Learner's dictionaries (contribute to, commit to, concentrate on)",
)
