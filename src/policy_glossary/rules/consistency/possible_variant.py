"""Two phrases that differ in one word, and both words can render the same Chinese: "owners of the dyke", "masters of the dyke".

The sign is that dictionaries gloss the same characters with both words (owner, master: 主). It needs no entry of the glossary,
and it proves nothing: two bureaus are two bureaus. The rule is therefore off unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language.inflection import base_forms
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.names import Name, read_names
from policy_glossary.model.consistency import NameKind
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule

_SIBLINGS = {NameKind.NAME: 0.25, NameKind.SLOGAN: 0.18}  # similarity; between marks little else speaks for a variant
_DIFFERENT = frozenset(  # words that mean different things although they share characters
    """one two three four five six seven eight nine ten hundred thousand million billion first second third east west south north
    upper lower big small large new old city county district town township village province provincial municipal national central
    state local urban rural bureau office department commission committee museum library school college university hospital
    import export supply demand spring summer autumn winter morning evening""".split()
)


def check(facts: Facts) -> Iterator[Finding]:
    """The later of two such phrases, at its first place; what the glossary knows is left to its own rules."""
    known = [hit.span for hit in facts.term_hits]
    phrases: dict[tuple[str, ...], Name] = {}
    for name in read_names(facts.visible, facts.document.blocks):
        words = tuple(min(base_forms(word), key=len) for word in name.form.lower().split())
        if words not in phrases and not any(span.contains(name.span) for span in known):
            phrases[words] = name
    ordered = sorted(phrases, key=lambda words: phrases[words].span)
    for number, words in enumerate(ordered):
        for other in ordered[:number]:
            if _siblings(words, other, phrases[words].kind, phrases[other].kind, facts):
                here, there = phrases[words], phrases[other]
                yield RULE.finding(
                    here.span,
                    f'"{here.form}" here, "{there.form}" before: if both stand for one Chinese term, keep to one wording.',
                )
                break


def _siblings(one: tuple[str, ...], other: tuple[str, ...], kind: NameKind, other_kind: NameKind, facts: Facts) -> bool:
    if kind is not other_kind or len(one) != len(other) or len(one) < 2:
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1 or not _DIFFERENT.isdisjoint(different[0]):
        return False
    return facts.kinship.similarity(*different[0]) >= _SIBLINGS[kind]


RULE = Rule(
    code="CON002",
    name="possible-variant",
    family="consistency",
    summary="Two quoted phrases, or two names, that differ in one word and may render the same Chinese.",
    reason=(
        "One term under two names reads as two things. Where the glossary has no entry, the characters that dictionaries gloss with "
        "both words are the only sign, and a weak one: look at the source."
    ),
    source="Measured: on random pairs of words that two engines chose for one Chinese word it finds 31 % at 1 % false alarms",
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.INFO,
    optional=True,
    check=check,
    bad=(
        BadExample('The "owners of the dyke" met in May. In June the "[[masters of the dyke]]" paid for the sluice.'),
        BadExample('Linhe began its "replenish the orchards" plan. The "[[supplement the orchards]]" plan is in its third year.'),
        BadExample("The Linhe Orchard Meeting Project began in May. The [[Linhe Orchard Conference Project]] ended in June."),
    ),
    good=(
        'The "dyke of the east" and the "dyke of the west" were raised.',
        "The Linhe Forestry Bureau and the Linhe Forestry Office share a house.",
        'The "green orchards" plan and the "quiet orchards" plan are two plans.',
    ),
)
