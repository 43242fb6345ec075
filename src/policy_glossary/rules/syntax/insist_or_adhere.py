"""坚持 + 做法: "insist on promoting", "persist in building", "adhere to opening up".

坚持 is to keep doing something, or to hold to it. "Insist on" puts resistance into it and "persist in" a fault, and "adhere
to" is said of rules. "Keep promoting" is as short and has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_KEEP = {"": "keep", "s": "keeps", "ed": "kept", "e": "stick", "es": "sticks", "d": "stuck"}
_RULE_WORDS = (
    "accord|agreement|agenda|ceasefire|code|condition|criteria|criterion|format|provision|restriction|specification|commitment|constitution|convention|deadline|discipline|ethics|guideline|guidance|law"
    "|limit|norm|objective|obligation|path|plan|policy|policies|practice|principle|procedure|protocol|regulation|requirement"
    "|rule|schedule|standard|strategy|strategies|target|terms|timetable|treaty|treaties|undertaking|value"
)


# "The rules are strictly adhered to": what is adhered to stands before.
_PASSIVE = r"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s+)?$"


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each 坚持 in disguise; "adhere to … as" is another rule's."""
    doing = r"(?P<verb>insist(?P<insist>s|ed|ing)?\s+on|persist(?P<persist>s|ed|ing)?\s+in)\s+(?:[a-z]+ly\s+)?(?P<act>[a-z]+ing)\b"
    holding = r"adher(?:e[sd]?|ing)\s+to\b(?P<object>[^.;:!?\n]{0,80})|we\s+insist\s+that\b|insist(?:s|ed|ing)?\s+on\s+[“\"']"
    for match in facts.places.starting(("insist", "persist", "adher", "we"), regex.compile(rf"(?i)\b(?:{doing}|{holding})")):
        before = facts.visible[max(0, match.start() - 24) : match.start()]
        if regex.search(r"(?i)\b(?:he|she|who|they|I)\s+(?:also\s+)?$", before):
            continue
        if match["act"]:
            yield _doing(facts, match)
        elif match["object"] is None:
            span = Span(match.start(), match.start() + len(match[0].rstrip("“\"' ")))
            yield RULE.finding(
                span, f'"{facts.visible[span.start : span.end]}" stands for 坚持: write "keep to", or name the principle.'
            )
        elif not _rule_or_as(match["object"]) and not regex.search(_PASSIVE, before):
            span = Span(match.start(), match.start("object"))
            words = " ".join(facts.visible[span.start : span.end].split())
            yield RULE.finding(
                span,
                f'One adheres to rules and principles; for what is done write "pursue", "stay with" or only the verb, not "{words}".',
            )


def _rule_or_as(words: str) -> bool:
    near = " ".join(words.split()[:6])
    return bool(regex.search(rf"(?i)\b(?:{_RULE_WORDS})s?\b", near) or regex.search(r"\sas\s+(?:the|an?|its|our|their)\b", words))


def _doing(facts: Facts, match: re.Match[str]) -> Finding:
    ending = regex.plain(match["insist"] or match["persist"] or "")
    span = Span(match.start(), match.end())
    words = " ".join(match["verb"].split())
    message = f'"{words}" sounds stubborn for 坚持: write "keep {match["act"]}", or only the verb.'
    if ending == "ing":
        return RULE.finding(span, message)
    kept = _KEEP[ending]
    if match["verb"][0].isupper():
        kept = kept.capitalize()
    return RULE.finding(span, message, kept + facts.document.source.text[match.end("verb") : span.end])


RULE = Rule(
    code="SYN003",
    name="insist-or-adhere",
    family="syntax",
    summary='坚持 as "insist on", "persist in" or "adhere to" a policy.',
    reason=(
        '坚持 means to keep doing something or to hold to it. "Insist on" speaks of resistance, "persist in" of a fault, '
        'and "adhere to" of rules; as a verb before every policy each of them says nothing.'
    ),
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    sought=lambda: ("insist|persist|adher",),
    bad=(
        BadExample("The port [[insists on training]] its own pilots.", "The port keeps training its own pilots."),
        BadExample("We must [[persist in opening]] more clinics.", "We must keep opening more clinics."),
        BadExample("The county will [[adhere to]] green growth."),
        BadExample("[[Insisting on protecting]] the lake, the town closed two mills."),
    ),
    good=(
        "She insisted on paying the bill.",
        "Banks must adhere to the new rules on capital.",
        "Iran insisted on a fifth of the sea.",
        "The symptoms persist in winter.",
        "The new speed limits are strictly adhered to in the port.",
    ),
    source="Measured: 14 hits on five machine-translated articles, 14 on words that readers marked; none in 37,000 words of good English",
)
