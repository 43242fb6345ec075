"""Rules on the English of the glossary's concepts."""

from __future__ import annotations

from policy_glossary.language.inflection import base_forms, is_plural
from policy_glossary.language.verb_phrases import Lead, base_of, is_verb, lead, may_be_verb, split_verb
from policy_glossary.language.words import Gap
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.pattern import WILDCARD
from policy_glossary.matching.replacement import replacement
from policy_glossary.matching.unlisted import Alignment
from policy_glossary.model.concept import Concept
from policy_glossary.model.finding import ConceptReference, Edit, Finding, Fix, Grade, Mqm, Severity

_AUXILIARIES = frozenset("is are was were has have had will".split())
# Words after which a verb follows.
_BEFORE_VERBS = frozenset("to must should shall will would can could may cannot".split())
# Words after which a noun must follow.
_MODIFIERS = frozenset("a all an both each entire every its more most new our several such the their this total whole".split())


def authority(concept: Concept) -> str:
    """What a concept is and who says so, in sentences; may be empty."""
    parts = [concept.definition]
    if concept.sources:
        parts.append(f"Source: {'; '.join(concept.sources)}.")
    elif concept.proposal:
        parts.append("A proposal of the glossary, not yet confirmed by a published source.")
    return " ".join(part for part in parts if part)


def reference(concept: Concept) -> ConceptReference:
    """What a finding tells of its concept."""
    return ConceptReference(
        id=concept.id,
        zh=concept.zh,
        preferred=concept.preferred,
        definition=concept.definition,
        sources=concept.sources,
        proposal=concept.proposal,
    )


def calque(rule: str, alignment: Alignment, severity: Severity, facts: Facts) -> Finding:
    """The finding of an unlisted rendering: its evidence in words, the preferred term, the authority."""
    text, concept = facts.document.source.text, alignment.concept
    new = replacement(alignment.hit, facts.words, text)
    reason = f"{_evidence(alignment)} {authority(concept)}".strip()
    grade = Grade.MANUAL if new.grade is Grade.MANUAL or _is_of_another_kind(alignment, facts) else Grade.SUGGESTED
    words = " ".join(text[new.span.start : new.span.end].split())
    if alignment.of_variant:
        verdict = f'If "{words}" stands for {alignment.chinese}, compare {concept.zh}: "{concept.preferred}".'
    elif severity is Severity.INFO:
        verdict = f'If "{words}" stands for {concept.zh}, write "{new.text}".'
    else:
        verdict = f'"{words}" reads like a word-for-word rendering of {concept.zh}: write "{new.text}".'
    return Finding(
        rule=rule,
        severity=severity,
        mqm=Mqm.TERMINOLOGY,
        span=new.span,
        message=f"{verdict} {reason}",
        reason=reason,
        fix=None
        if WILDCARD in new.text or severity is Severity.INFO or _open_end(alignment, facts)
        else Fix((Edit(new.span, new.text),), grade),
        concept=reference(concept),
    )


def _open_end(alignment: Alignment, facts: Facts) -> bool:
    """True if the words end in one that belongs to the next: "the power of the whole" before "party"."""
    last = alignment.hit.match.last
    joined = last + 1 < len(facts.words.raw) and facts.words.gaps[last + 1] is Gap.JOIN
    return joined and facts.words.raw[last].lower() in _MODIFIERS


def _is_of_another_kind(alignment: Alignment, facts: Facts) -> bool:
    """True if the words are a clause and the term is none, or if a verb opens one of both and hardly the other."""
    match, words = alignment.hit.match, facts.words
    spoken = [word.lower() for word in words.raw[match.first : match.last + 1]]
    preferred = alignment.concept.preferred
    if not _AUXILIARIES.isdisjoint(spoken[1:]):
        return _AUXILIARIES.isdisjoint(preferred.split(" "))
    _, leading, _ = split_verb(" ".join(spoken))
    verbal = base_of(leading) is not None or may_be_verb(leading)
    before = words.raw[match.first - 1].lower() if match.first and words.gaps[match.first] is Gap.JOIN else ""
    nominal = lead(preferred) in (Lead.OTHER, Lead.UNKNOWN)
    if before in _BEFORE_VERBS and lead(" ".join(spoken)) in (Lead.VERB, Lead.EITHER):
        return nominal
    if lead(preferred) is Lead.VERB:  # "old and difficult" for "resolve difficult problems", "plans" for "plan"
        return not verbal or (is_plural(leading) and not any(is_verb(base) for base in base_forms(leading)))
    # "adjust the system" for "system of control", "conforms to realities" for "in light of realities"
    return nominal and words.articles[match.first] < 0 and any(is_verb(base) for base in base_forms(leading))


def _evidence(alignment: Alignment) -> str:
    compared = ", ".join(f"{words} = {chinese}" for words, chinese in alignment.evidence)
    missing = f"; {', '.join(alignment.missing)} missing" if alignment.missing else ""
    return f"Compared: {compared}{missing}."
