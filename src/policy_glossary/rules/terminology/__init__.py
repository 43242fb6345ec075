"""Rules on the English of the glossary's concepts."""

from __future__ import annotations

from policy_glossary.matching.alignments import Alignment
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.pattern import WILDCARD
from policy_glossary.matching.replacement import replacement
from policy_glossary.model.concept import Concept
from policy_glossary.model.finding import ConceptReference, Edit, Finding, Fix, Grade, Mqm, Severity


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
    words = " ".join(text[new.span.start : new.span.end].split())
    if severity is Severity.INFO:
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
        fix=None if WILDCARD in new.text or severity is Severity.INFO else Fix((Edit(new.span, new.text),), Grade.SUGGESTED),
        concept=reference(concept),
    )


def _evidence(alignment: Alignment) -> str:
    compared = ", ".join(f"{words} = {chinese}" for words, chinese in alignment.evidence)
    missing = f"; {', '.join(alignment.missing)} missing" if alignment.missing else ""
    return f"Compared: {compared}{missing}."
