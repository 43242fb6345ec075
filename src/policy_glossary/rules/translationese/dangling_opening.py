"""Walking along the quay, cranes are busy: the opening phrase has no owner.

走进…, 漫步…, 环顾…: Chinese reports let the reader walk without naming one. In English the subject of the sentence does the
walking. The rule knows persons by their words, by pronouns and by capitals, and is silent wherever one may stand.
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


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    moving = (
        r"(?:Walking|Coming|Strolling|Stepping|Entering|Driving|Wandering|Arriving|Standing|Looking|Approaching)(?:\s+(?:along|around|across"
        r"|through|into|in|on|at|up|down|out|back|over|from))?"
    )
    # "Shuanghe Village, Longtan Town": the place may have its larger place behind it.
    larger = r"(?:,\s+(?:[A-Z][\w'’-]*\s+){1,3}(?:Town|Township|County|City|District|Province|Village|Community|Subdistrict|Park))*"
    return regex.compile(rf"[\"“]?(?P<opening>{moving}\s+[^,.;:?!]{{3,80}}{larger}),\s+(?P<subject>[^,.;:?!]{{3,80}})")


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    return regex.compile(
        r"\b(?!(?:aft|anoth|cent|clust|comput|flow|mot|numb|oth|pap|pow|riv|tow|tract|wat|what?ev)[eo]rs?\b|major|minor|over|under|never|summer|winter)"
        r"(?:I|we|you|he|she|they|it|one|who|people|man|woman|men|women|boy|girl|child|children|crowds?|crew|team|group|family"
        r"|guests?|couple|police|troops|army|pupils?|students?|delegates?|delegation|journalists?|officials?|residents?|tourists?"
        r"|mayor|staff|youths?|cadres?|guide|visitors?|host|king|queen|president|audience|public|nobody|everyone|everybody|anyone"
        r"|\w+(?:ers?|ors?|ists?|ians?|ees?|ants|men|women|folk))\b",
        re.IGNORECASE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each sentence that opens with a walk of nobody."""
    for sentence in facts.sentence_spans:
        words = facts.visible[sentence.start : sentence.end]
        match = _pattern().match(words)
        if match is None:
            continue
        subject = regex.sub(r"^one (?=[a-z -]+ after another)", "", " ".join(match["subject"].split()[:7]))
        perceived = regex.search(
            r"\b(?:saw|sees?|found|finds?|felt|feels?|noticed|heard|watched|said|says?|told|noted|added|stressed|expects?|expected)\b",
            match["subject"],
        )  # so does a person, whatever the subject is called
        ahead = regex.fullmatch(
            r"Looking (?:ahead|forward|back|to (?:the (?:future|year)|\d))\b.*", match["opening"]
        )  # a set phrase, of time rather than place
        if ahead or perceived or _person().search(subject) or not regex.match(r"[a-z]", subject):
            continue
        yield RULE.finding(
            Span(sentence.start + match.start("opening"), sentence.start + match.end("opening")),
            f'Who does it? The sentence says that "{" ".join(subject.split()[:3])}" does. Name the person, or open with the place.',
        )


RULE = Rule(
    code="STY035",
    name="dangling-opening",
    family="translationese",
    summary="A sentence that opens with somebody walking or looking, and goes on with a thing.",
    reason=(
        "走进…, 漫步…, 放眼…: the reader of a Chinese report walks without being named. In English the subject of the sentence "
        "does what the opening phrase says."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("[[Walking along the quay]], cranes are busy day and night."),
        BadExample("[[Entering the old mill]], the smell of bread is everywhere."),
        BadExample("[[Looking around the valley]], big projects are moving fast."),
        BadExample("[[Walking into Linwu Village, Shiqiao Town]], one greenhouse after another is in sight."),
    ),
    good=(
        "Walking along the quay, she saw cranes.",
        "Entering the old mill, the visitors smelled bread.",
        "Standing at the gate, Li Na waved.",
        "Looking ahead to winter, the meeting asked for more coal.",
        "Looking to 2024, the chief executive said that the port would grow.",
        "Looking at the figures, the bank said that growth would slow.",
        "Walking along the quay is a pleasure.",
    ),
    source="Joan Pinkham, The Translator's Guide to Chinglish, chapter X (dangling modifiers)",
)
