"""Words without quotation marks render a glossary term word for word, in words that the glossary does not list.

Ordinary English may agree with the glosses of a term by chance. So the rule speaks only in Chinese policy prose, and only of
terms whose threshold was measured on native text, or which the same text has been found to use; and never of words which
are all at home in policy prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language.inflection import base_forms
from policy_glossary.matching.alignments import Alignment
from policy_glossary.matching.facts import Facts
from policy_glossary.model.concept import Risk
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.terminology import calque

CODE = "TERM003"
# Words that policy prose says of everything: runs of nothing else agree with some term in every other paragraph by chance.
_AT_HOME = """a above accelerate according account achieve across action actively activity add added adhere adjust administration adopt
    advance advanced advantage affair agency aim all always and anchor appropriate area arrange article aspect association at attract
    base basic be bear become begin benefit between body both branch break brief bring build bureau business by call capital carry
    catch center central change city close collective combine come commercial commission committee common community company complete
    comprehensive concentrate concept concrete condition consolidate construction content continue control cooperation coordinate
    coordinated core cost county create cultivate current deep deepen department deploy deputy determine determined develop
    development different director discuss distinguish district drive each economic economy effect effective effort enhance enter
    enterprise environment establish every example existing expand expansion explore expression extend factor few field firm first fix
    fixed focus follow for force form forward foundation freely from full function fund further general get give go goal good
    government grasp great group grow growth guarantee guide have head high higher hold home human idea implement important improve in include
    increase industrial industry influence information innovate innovation institution integrate introduce invest investment issue job join
    journey joint key land large layout lead leader leading legal level life light local look main major make manage management manager
    manner many market mean measure mechanism meet meeting member mode model modern modernize more move movement municipal nature
    necessary new next number of office official on one only open operation organize other our overall own part party passive pattern
    people person place plan policy political position power practice present pressure private problem process produce product
    production program project promote property protect provide province provincial public pull push put quality quickly raise rate
    reach receive red reform relevant rely require research resource responsibility revitalize rise road role rule run same scale science scope
    secretary sector seek sell send serve service set several share show small social society sole solve special speed stage standard
    state step still strategy strengthen strong structure study subscribe successful support system take task technology term the
    thing think thorough three to together tourism town trade train two under union unit upgrade use valid value various view village
    way well whole with within work worker working world year
    situation firmly strictly vigorously ask condition feel find know need point say seem talk tell try want circumstance trend
    opportunity challenge problem task requirement difficulty experience result achievement service zone
    benefit farmer agriculture greeting festive dividend division"""


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each run of words that aligns with a term. Where a part of the term is left over, it informs."""
    for alignment in facts.unquoted_alignments:
        if _ordinary(alignment):
            continue
        informs = alignment.missing or alignment.concept.proposal or alignment.concept.risk is Risk.HIGH
        yield calque(CODE, alignment, Severity.INFO if informs else Severity.SUGGESTION, facts)


@lru_cache(maxsize=1)
def _at_home() -> frozenset[str]:
    return frozenset(form for word in _AT_HOME.split() for form in base_forms(word))


def _ordinary(alignment: Alignment) -> bool:
    """True if none of the words that render the Chinese would strike a reader of policy prose."""
    words = (word for evidence in alignment.evidence for word in evidence.words.split())
    return all(not _at_home().isdisjoint(base_forms(word)) for word in words)


RULE = Rule(
    code=CODE,
    name="unquoted-calque",
    family="terminology",
    summary="Words that render a Chinese term of the glossary word for word.",
    reason=(
        "Machine translation renders policy terms character by character, each time in other words. These words agree with the "
        "dictionary glosses of a glossary term, more closely than native text does by chance, and are none of its accepted "
        "renderings; the message shows word by word what was compared."
    ),
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    bad=(
        BadExample("The port serves [[faucet firms]] first.", "The port serves leading enterprises first."),
        BadExample("The port opened a [[double circle]] of markets.", "The port opened a dual circulation of markets."),
        BadExample("The port held on to the [[nose of the ox]].", "The port held on to the key issue."),
    ),
    good=(
        "The county is determined to catch up with its port.",
        "The board introduced the situation and reached a new level.",
        "The circle line runs at double the old speed.",
        "The firm at the head of the list builds dragon boats.",
        "The ox broke its nose ring.",
    ),
    source="Dictionary glosses: CC-CEDICT; thresholds: measured on native English; the accepted English: the sources of each entry",
)
