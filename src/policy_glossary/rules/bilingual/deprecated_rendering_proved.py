"""Words that are often good English stand beside the very Chinese for which the glossary calls them wrong.

From the English alone such a rendering is only suspected: it may be innocent, and its context has to speak for the Chinese sense.
Beside the Chinese there is nothing to suspect. What TERM001 reports anyway is left to it; it then warns too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policy_glossary.matching.facts import Facts
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.replacement import replacement
from policy_glossary.model.concept import Occurrences
from policy_glossary.model.finding import Edit, Finding, Fix, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.terminology import authority, reference

CODE = "BIL002"


def check(facts: Facts) -> Iterator[Finding]:
    """Each rendering that the Chinese proves and that the English alone does not show."""
    text = facts.document.source.text
    shown = sorted((hit for hit in facts.term_hits if hit.term.status.reported), key=lambda hit: hit.span)
    longest = max((hit.span.end - hit.span.start for hit in shown), default=0)
    told: set[str] = set()
    for claim in facts.claims:
        for hit in claim.hits:
            once = hit.concept.occurrences is Occurrences.FIRST
            if (once and hit.concept.id in told) or any(_covers(other, hit) for other in _near(shown, hit.span, longest)):
                continue
            told.add(hit.concept.id)
            new, reason = replacement(hit, facts.words, text), authority(hit.concept)
            words = " ".join(text[new.span.start : new.span.end].split())
            message = (
                f'"{words}" stands for {hit.concept.zh} ({claim.pair.place}), which is said otherwise: write "{new.text}". {reason}'
            )
            yield Finding(
                rule=CODE,
                severity=Severity.INFO if hit.concept.proposal else Severity.WARNING,
                mqm=Mqm.TERMINOLOGY,
                span=new.span,
                message=message.strip(),
                reason=reason,
                fix=Fix((Edit(new.span, new.text),), new.grade),
                concept=reference(hit.concept),
            )


def _near(shown: Sequence[TermHit], span: Span, longest: int) -> Sequence[TermHit]:
    """Those of some hits in text order, none longer than `longest`, that can have something in common with a span."""
    first = bisect_left(shown, span.start - longest, key=lambda hit: hit.span.start)
    return shown[first : bisect_left(shown, span.end, key=lambda hit: hit.span.start)]


def _covers(shown: TermHit, hit: TermHit) -> bool:
    """True if what TERM001 shows settles these words: a longer rendering, or another of the same concept at the same place."""
    return shown.span.contains(hit.span) or (shown.concept.id == hit.concept.id and shown.span.overlaps(hit.span))


RULE = Rule(
    code=CODE,
    name="deprecated-rendering-proved",
    family="bilingual",
    summary="A rendering that is only suspect in English stands beside the Chinese that proves it.",
    reason=(
        "Many bad renderings are good English elsewhere, so a checker of the English alone has to keep silent or hint. Beside the "
        "Chinese of the entry the sense is beyond doubt."
    ),
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bilingual=True,
    source="The sources of each entry, listed in reference/sources.toml",
    bad=(
        BadExample(
            "颜值高了，债券也卖得好。 => The village has more [[facial value]], and its bonds sell well.",
            "The village has more appearance, and its bonds sell well.",
        ),
        BadExample(
            "德国记者问到“一国两制”。 => A German reporter asked about [[one nation, two systems]].",
            "A German reporter asked about one country, two systems.",
        ),
        BadExample(
            "花园里的人也谈小院高墙。 => People in the garden spoke of a [[small courtyard with high wall]] too.",
            "People in the garden spoke of a small yard, high fence too.",
        ),
    ),
    good=(
        "债券的面值没有变。 => The bond and its facial value are what they were.",
        "香港实行一国两制。 => Hong Kong has one country, two systems.",
    ),
)
