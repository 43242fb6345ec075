"""Six or more verbs in a row: one Chinese sentence of many short clauses (流水句) left as it was.

English stops where the thought stops; a chain of eight orders without a subject is the plainest mark of a translated document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.segmentation import POLICY_VERBS

LIMIT = 6  # verbs; nothing in 178,000 words of good English reaches it
_MANY = 8  # verbs: so many are no list any more, even if "and" stands before the last
_SHOWN = 8  # words at the start of the sentence that are marked


@lru_cache(maxsize=2)
def _chained() -> re.Pattern[str]:
    return regex.compile(
        r"(?:^|[,;][\"”]?\s+|\b(?:and|to|will|must|should)\s+)(?:(?:and|to)\s+)?(?:\w+ly\s+)?(?P<verb>[a-z]+)\b", re.IGNORECASE
    )


def chained_verbs(sentence: str) -> list[re.Match[str]]:
    """The verbs of policy prose that stand in a row in a sentence; none where there are fewer than LIMIT of them at all."""
    words = regex.findall("[a-z]+", sentence.lower())
    if sum(word in POLICY_VERBS for word in words) < LIMIT:  # quicker to count
        return []
    return [match for match in _chained().finditer(sentence) if match["verb"].lower() in POLICY_VERBS]


def opening(facts: Facts, sentence: Span) -> Span:
    """The first words of a sentence, where a finding about all of it is marked."""
    words = list(regex.finditer(r"\S+", facts.visible[sentence.start : min(sentence.end, sentence.start + 400)]))[:_SHOWN]
    start, end = sentence.start, sentence.start + words[-1].end()
    while end > start + 1 and facts.visible[end - 1] in ",;:.":
        end -= 1
    return Span(start, end)


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each sentence with a chain, at its first words.

    A list that "and" rounds off is good official English, if a heavy one: outside of policy prose it is left alone.
    """
    places = sorted(start for verb in facts.places.keys() & POLICY_VERBS for start in facts.places[verb])
    for sentence in facts.body_sentences:
        if bisect_left(places, sentence.end) - bisect_left(places, sentence.start) < LIMIT:
            continue
        text = facts.visible[sentence.start : sentence.end]
        verbs = chained_verbs(text) if len(text) > 80 else []
        if len(verbs) >= LIMIT:
            middle = min(verbs[2:], key=lambda verb: abs(verb.start() - len(text) // 2))
            words = " ".join(text[middle.start("verb") :].split()[:4]).rstrip(",;:.")
            told = f'This sentence strings {len(verbs)} verbs together: one idea a sentence; begin a new one at "{words}", for example.'
            rounded = len(verbs) < _MANY and regex.search(r",?\s+and\s", text[verbs[-2].end() :]) is not None
            if rounded and not facts.policy_prose:
                continue
            yield RULE.finding(opening(facts, sentence), told, severity=Severity.SUGGESTION if rounded else None)


RULE = Rule(
    code="SEG004",
    name="verb-chain",
    family="segmentation",
    summary="Six or more verbs in a row in one sentence.",
    reason=(
        "Chinese strings clauses together with commas and stops when the topic is done. English readers lose the subject after the "
        "third verb: give each idea its own sentence, with a subject."
    ),
    mqm=Mqm.STYLE,
    severity=Severity.WARNING,
    check=check,
    bad=(
        BadExample(
            "[[The town will build docks, expand its roads]], improve its schools, attract firms, optimize services and create more jobs."
        ),
        BadExample(
            "[[We must deepen reform, promote trade, strengthen rules]], support farms, cultivate talent and increase the pay of nurses."
        ),
        BadExample(
            "[[The hospital on the island should introduce night]] shifts, expand its wards, optimize its rota; strengthen its "
            "stores, raise the pay of its cooks, and invest in lifts."
        ),
    ),
    good=(
        "He came to the old harbour, saw the ships, spoke to the crews, ate with them, and left on the night train.",
        "The town will build docks and expand its roads; by then the schools will have been improved with the help of two banks.",
    ),
    source="Measured: 15 of 15 hits true on five machine-translated articles, none in 178,000 words of good English",
)
