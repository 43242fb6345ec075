"""Four or more nouns in a row, two of them actions: "rural living environment improvement work".

Chinese puts what is done behind what it is done to, without a mark between them, as often as it likes. English turns at least one of
the actions into a verb, or links the nouns with prepositions.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_LEAST = 4  # words
_ACTIONS = frozenset(
    """acceptance adjustment alleviation appointment approval assessment assistance consolidation construction consultation
    coordination cultivation demonstration deployment development enforcement evaluation examination governance guidance
    implementation improvement innovation inspection integration investigation maintenance management mediation mobilization
    monitoring optimization popularization prevention promotion propaganda protection publicity rectification reduction registration
    remediation renovation rescue response restoration revitalization supervision training transformation treatment upgrading""".split()
)
_THINGS = _ACTIONS | frozenset(
    """ability achievement achievements activities activity agricultural agriculture air awareness base brand building burden business
    campaign campus capacity case center centre collective community conference control countryside cultural culture danger
    data demand digital disaster disease dispute drug ecological economic economy education emergency employment enterprise
    environment environmental epidemic facility farmland fire flood food forest forestry fraud garbage grassroots hazard health hidden
    hygiene industrial industry information infrastructure knowledge land law legal level living market mechanism meeting member
    network organization party patriotic plan platform policy pollution population poverty practice problem production
    project quality resource resources responsibility risk river road rural safety sanitation school security service services
    sewage situation social special student style supervision system talent task teacher team technology theme tourism traffic urban
    village volunteer waste water work""".split()
)
_BEFORE = regex.compile(r"(?<![\w-])([A-Za-z]+) $")
_AFTER = regex.compile(r" ([a-z]+)(?![\w-])")


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each row of nouns that is long enough."""
    text, reached = facts.visible, 0
    actions = facts.places.keys() & _ACTIONS
    for start, action in sorted((at, word) for word in actions for at in facts.places[word]):
        row, first, end = [action], start, start + len(action)
        if start < reached or not text[start:end].islower() or "-" in (text[end : end + 1], text[start - 1 : start]):
            continue
        while before := _BEFORE.search(text, max(reached, first - 20), first):
            if before[1].lower() not in _THINGS or not before[1][1:].islower():
                break
            row, first = [before[1].lower(), *row], before.start()
        while (after := _AFTER.match(text, end)) and after[1] in _THINGS:
            row, end = [*row, after[1]], after.end()
        reached = end
        if len(row) >= _LEAST and sum(one in _ACTIONS for one in row) > 1:
            told = (
                f'{len(row)} nouns in a row: make one a verb or link them ("work to improve …"), in place of "{text[first:end]}".'
            )
            yield RULE.finding(Span(first, end), told)


RULE = Rule(
    code="STY440",
    name="noun-pile",
    family="translationese",
    summary='Four or more nouns in a row, two of them actions: "rural living environment improvement work".',
    reason="Chinese piles what is done on what it is done to. English makes a verb of one of them, or links them with prepositions.",
    source="Joan Pinkham, The Translator's Guide to Chinglish, chapter VI (the noun plague, noun series)",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    bad=(
        BadExample("The mayor spoke of [[village sewage treatment facility construction]]."),
        BadExample("Two clerks do [[fire hazard rectification supervision]]."),
        BadExample("A talk on [[forest fire prevention publicity work]] was held."),
    ),
    good=(
        "The credit risk management framework was tested.",
        "They work to prevent forest fires and tell people how.",
        "The fund pays for water pollution control projects.",
        "Land use, forest management, and fire prevention are taught.",
    ),
)
