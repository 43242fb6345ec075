"""A quoted phrase renders a glossary term word for word, in words that the glossary does not list.

Chinese policy prose puts its coinages in quotation marks, and machines render what stands in them character by character:
链主 is "chain lord" today and "master of the chain" tomorrow. Nobody can list them all. The aligner compares the words with the
dictionary glosses of each term's Chinese, and the message shows what it compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language.noun_heads import PREPOSITIONS
from policy_glossary.matching.aligner.at_home import forms_at_home
from policy_glossary.matching.aligner.candidates import CLEAR
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.unlisted import Alignment
from policy_glossary.model.concept import Risk
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.terminology import calque

CODE = "TERM002"
_SURE = 1.0  # nats over the threshold, for a warning


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each quoted phrase that aligns with a term; where a part of the term is missing, names and plain words prove nothing."""
    for alignment in facts.quoted_alignments:
        if not (alignment.missing and _says_little(alignment, facts)):
            yield calque(CODE, alignment, _severity(alignment), facts)


def _says_little(alignment: Alignment, facts: Facts) -> bool:
    """True for words that are all at home in policy prose, and outside of it for a title: "New Impetus for the New Economy"."""
    words, match = facts.words, alignment.hit.match
    numbers = [n for n in range(match.first, match.last + 1) if words.raw[n].lower() not in PREPOSITIONS and words.raw[n] != "and"]
    if all(not forms_at_home().isdisjoint(words.keys[number]) for number in numbers):
        return True
    return not facts.policy_prose and len(numbers) > 1 and all(words.raw[number][0].isupper() for number in numbers)


def _severity(alignment: Alignment) -> Severity:
    concept = alignment.concept
    if alignment.excess < 0 or alignment.of_variant or alignment.shared or concept.proposal or concept.risk is Risk.HIGH:
        return Severity.INFO
    doubtful = alignment.missing or alignment.margin < CLEAR or alignment.excess < _SURE or concept.risk is Risk.MEDIUM
    return Severity.SUGGESTION if doubtful else Severity.WARNING


RULE = Rule(
    code=CODE,
    name="quoted-calque",
    family="terminology",
    summary="A quoted phrase that renders a Chinese term of the glossary word for word.",
    reason=(
        "Machine translation renders what stands in quotation marks character by character. The phrase agrees with the dictionary "
        "glosses of a glossary term and is none of its accepted renderings; the message shows word by word what was compared. "
        "Slots that nothing renders, or a second term that would fit nearly as well, make it a suggestion. A variant of the Chinese, a "
        "word that has to render two slots and, in policy prose, weaker evidence inform."
    ),
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample('The county looked for the "[[noses of the ox]]".', 'The county looked for the "key issues".'),
        BadExample('A "[[double circle]]" of markets helps the port.', 'A "dual circulation" of markets helps the port.'),
        BadExample('The "[[owner of the chain]]" came to the port.', 'The "chain leader" came to the port.'),
    ),
    good=(
        'The farmer held the ox by its nose and said "easy now".',
        'Readers know the phrase "one country, two systems" and the "two sessions" of spring.',
        'The hall was full of "new energy" on both nights.',
    ),
    source="Dictionary glosses: CC-CEDICT; the accepted English: the sources of each entry",
)
