"""A report turns into orders: Chinese needs no subject where English does.

"Expand the food industry and speed up the cold chain" after "We must ..." is no order; its subject was left out in Chinese.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.document import Block
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.segmentation import MEASURE_VERBS, POLICY_VERBS, is_list_number

_FURTHER = frozenset("actively constantly continuously effectively further vigorously".split())
_MORE = r"(?:\s+\S+){3}"  # words marked after the verb and the word behind it


@lru_cache(maxsize=1)
def _order() -> re.Pattern[str]:
    """An order, with an adverb or without."""
    return regex.compile(
        rf"(?P<span>(?:(?:Further|Also|[A-Z]\w+ly),?\s+(?P<late>[a-z]+)|(?P<verb>[A-Z][a-z]+))\s+[\w\"“]\S*{_MORE})"
    )


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    """At the same time, order; of verbs that are no nouns as well."""
    verbs = "build|carry out|create|develop|encourage|ensure|establish|expand|explore|improve|" + "|".join(sorted(MEASURE_VERBS))
    return regex.compile(
        rf"(?:At the same time|In addition|Meanwhile|On this basis), (?P<span>(?:[a-z]+ly )?(?P<verb>{verbs}) [\w-]+ [\w-]+)"
    )


@lru_cache(maxsize=1)
def _framed() -> re.Pattern[str]:
    """In terms of this or that, order."""
    return regex.compile(
        r"(?:In (?:terms|the field|the area) of|On the basis of|With regard to|As for)\s[^,;.]{0,60}?\b(?P<span>[\w-]+,\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\s+[\w-]+)"
    )


@lru_cache(maxsize=1)
def _means() -> re.Pattern[str]:
    """By this or that means, order; of verbs that are no nouns as well."""
    verbs = (
        "accelerate|achieve|build|carry out|create|cultivate|deepen|encourage|enhance|ensure|establish|expand|explore|implement"
        "|improve|introduce|optimize|promote|realize|solve|strengthen"
    )
    return regex.compile(
        r"(?:Through|Focusing on|Relying on|Based on|Centering on|Aiming at|Taking|Combined with|By means of|Around) [^;.:]{5,140}?"
        rf"(?P<span>[\w-]+,\s+(?:[a-z]+ly\s+)?(?P<verb>{verbs})\s+(?!and\b|or\b|,)[\w-]+)"
    )


@lru_cache(maxsize=1)
def _done() -> re.Pattern[str]:
    """A verb of the past with its object; "Launched in 1998, the fund" has none."""
    verbs = (
        r"Adopted|Built|Carried\s+out|Completed|Deepened|Established|Explored|Heard|Held|Implemented|Improved|Inspected|Introduced"
        r"|Issued|Launched|Listened\s+to|Optimized|Organized|Promoted|Realized|Solved|Strengthened|Visited"
    )
    return regex.compile(
        rf"(?P<span>(?:{verbs})\s+(?:(?:the|more|new|\d[\d,]*)\s+(?!years?\b|months?\b|decades?\b)\S+|[\"“]\w+){_MORE})"
    )


@lru_cache(maxsize=1)
def _has() -> re.Pattern[str]:
    """The perfect without a subject, which is no question."""
    return regex.compile(
        r"(?P<span>(?:Has|Have)\s+(?:(?:also|already|always|now|since|successively|successfully)\s+)?"
        rf"(?:been|become|entered|formed|[a-z]{{2,}}ed)\b{_MORE})(?=[^?]*\.[\"”]?\s*$)"
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each sentence of a report that begins with a bare verb. A paragraph that begins so is a list or recipe."""
    severity = Severity.WARNING if facts.policy_prose else Severity.SUGGESTION
    verbs = POLICY_VERBS if facts.policy_prose else MEASURE_VERBS
    addressed = sorted(start for word in ("you", "your") for start in facts.places.get(word, ()))
    for block in facts.body:
        if bisect_left(addressed, block.span.start) < bisect_left(addressed, block.span.end):
            continue
        for number, sentence in enumerate(facts.sentences.of(block)):
            text = facts.visible[sentence.start : sentence.end]
            order = _order_in(text, verbs)
            if number == 0 and order:
                if facts.policy_prose and _is_reported(facts, block):
                    end = len(order["span"].rstrip(",;:.")) + order.start("span")
                    told = 'The paragraph reports, and opens with an order: say who did it, or make a heading of it ("Stricter …").'
                    yield RULE.finding(
                        Span(sentence.start + order.start("span"), sentence.start + end), told, severity=Severity.SUGGESTION
                    )
                break
            if is_list_number(facts.visible[block.span.start : sentence.start]) and text.split()[0].lower() in verbs | _FURTHER:
                break
            match = (
                order
                or _framed_order(text)
                or ((_led().match(text) or _means().match(text)) if facts.policy_prose else None)
                or (_done_in(text) if number else None)
                or (_has().match(text) if number and text.startswith(("Has ", "Have ")) else None)
            )
            if match:
                end = len(match["span"].rstrip(",;:.")) + match.start("span")
                told = 'The sentence has no subject and reads as an order: say who does it ("The city will …", "It has …").'
                yield RULE.finding(Span(sentence.start + match.start("span"), sentence.start + end), told, severity=severity)


def _is_reported(facts: Facts, block: Block) -> bool:
    """True if the second sentence of a paragraph tells what has been done, so that the first is no item of a list of orders."""
    second = facts.sentences.of(block)[1:2]
    return bool(second and _told().match(facts.visible[slice(*second[0])]))


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    """A subject, and what it has done or did."""
    return regex.compile(
        r"(?:[^,]{3,60}, (?:the|our|this|all|it|they|\d[\d,]*|[A-Z][a-z]+)|The|This|Our|All|So far|\d[\d,]*|[A-Z][a-z]+) (?:[\w’'-]+ ){0,7}?"
        r"(?:(?:has|have|had)(?: been| also| successively)? [a-z]+(?:ed|en|t|ld|de)|(?:was|were) [a-z]+ed|(?:launched|organized|held|issued|built|carried out|invested|completed))\b"
    )


def _order_in(text: str, verbs: frozenset[str]) -> re.Match[str] | None:
    match = _order().match(text)
    if match is None or (match["late"] or match["verb"]).lower() not in verbs:
        return None
    return None if _innocent().match(text) else match


@lru_cache(maxsize=1)
def _innocent() -> re.Pattern[str]:
    """Calls of a speaker, examples, "do this and that will follow", and nouns that are spelled like a verb and have one of their own."""
    noun = "Advance|Boost|Drive|Focus|Form|Help|Increase|Launch|Press|Raise|Show|Speed|Step|Support|Use"
    finite = r"(?<!that )(?<!which )(?<!who )(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|rose|fell|grew)"
    return regex.compile(
        r"Let (?:us|me|it|no|nobody|none|this|that|there|those|him|them|history)\b|Let (?:[\w-]+ ){1,4}?(?:be|not)\b"
        r"|Take\b.*\b(?:example|instance|case)\b|Take (?:a look|almost|any|only|just)\b|Take (?:the )?[A-Z]|Make no mistake\b|Step by step\b"
        r"|[^,;.]{5,80},? and (?:you|they|people|it|we|he|she|the \w+) (?:will|would|can)\b"
        rf"|(?:{noun}) (?!(?:the|a|an|more|our|its|their)\b)(?:(?!that\b|which\b|who\b|where\b|when\b|if\b|as\b|what\b|whose\b)[^;.])*?\b{finite}\b"
    )


def _framed_order(text: str) -> re.Match[str] | None:
    match = _framed().match(text)
    return match if match and match["verb"] in POLICY_VERBS else None


def _done_in(text: str) -> re.Match[str] | None:
    match = _done().match(text)
    return None if match is None or regex.search(r",\s+(?:the|a|an|it|they|he|she|this|that|its|their|[A-Z])", text) else match


RULE = Rule(
    code="SEG006",
    name="subjectless-sentence",
    family="segmentation",
    summary="A sentence of a report that begins with a bare verb, as if it gave an order.",
    reason=(
        "Chinese leaves a subject out where it goes on; English cannot. What was a report of measures turns into orders to the reader."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    check=check,
    bad=(
        BadExample(
            "The port is to grow in the next ten years. [[Implement the new dyke project]] and expand the eastern yard as planned."
        ),
        BadExample(
            'The town did much for its shops last year. [[Launched "one shop, one teacher"]] to train people who had been out of work.'
        ),
        BadExample(
            "In terms of old [[houses, promote the]] repair of roofs and walls in the inner town and find the money for all of it."
        ),
        BadExample(
            "The town has named six wardens for the dykes. At the same time, [[strengthen the night]] watch and test the bells twice a week."
        ),
        BadExample(
            "The flood is near. Focusing on the old dykes and the weak [[gates, carry out a]] search and mend what is broken before May."
        ),
        BadExample(
            "The firm makes ovens for the mills of the plain. [[Has successfully entered the market of]] the hills, and sells ropes there."
        ),
        BadExample(
            "The head of the section came to see the new mill. [[Heard the miller's report on the]] price of flour and left in the evening."
        ),
        BadExample(
            "[[Strengthen the watch on the]] dykes. In the first half of the year, the town has hired six wardens and bought two bells."
        ),
        BadExample(
            "In terms of new [[houses, steadily increase the]] height of roofs and walls in the inner town and find the money for all."
        ),
    ),
    good=(
        "The port is to grow in the next ten years. Let us look at the plan for the dyke and at what it will cost us.",
        "The old quay is to be sold next year. Let no one doubt that the town will find the money for a new one before it is gone.",
        "The stoves of the town were mended. Use of coal has fallen by half in the two years since, and so has the price of wood.",
        "The fishers know the lake better than the clerks do. Give them the time to mend their nets and they will fill the market.",
        "The fund did well last year. Launched in the spring of 2019, it has paid for the repair of forty old roofs.",
        "The fund did well last year. Has it paid for the repair of the forty old roofs on which the town set its hopes?",
        "1. Promote local fruit. Support young farmers and open a stall for them on the pier that the ferry calls at twice a day.",
        "Implement the plan step by step. Strengthen the wall first, then mend the roof, and paint the doors and windows last of all.",
    ),
    source="Measured: 7 of 7 hits true on five machine-translated articles, none in 37,000 words of good English",
)
