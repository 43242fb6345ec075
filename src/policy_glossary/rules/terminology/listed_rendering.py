"""A rendering that the glossary lists as wrong stands in the text.

Machine translation renders policy terms word for word: 链主 becomes "chain master", 专班 "special class". The glossary
says what the term is in English and on whose authority. The rule reports what the entry lists, in any ordinary form, and
is only as strict as the entry: a proposal or an entry of high risk informs, one of medium risk suggests, and a suspect
rendering informs, or suggests where the entry names the context that speaks for the Chinese sense. Where the Chinese is at hand
and holds the term, nothing is left to guess: all but proposals warn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policy_glossary.matching.facts import Facts
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.replacement import Replacement, replacement
from policy_glossary.model.concept import Occurrences, Risk, Status
from policy_glossary.model.finding import Edit, Finding, Fix, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.terminology import authority, reference

CODE = "TERM001"
_SEVERITY = {Risk.LOW: Severity.WARNING, Risk.MEDIUM: Severity.SUGGESTION, Risk.HIGH: Severity.INFO}


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each listed rendering in force; of a concept that is told once, for the first.

    None where the words before and behind make the rendering the accepted English: "law" before "enforcement inspection".
    """
    text = facts.document.source.text
    all_of: defaultdict[str, list[Replacement]] = defaultdict(list)
    replaced = [(hit, replacement(hit, facts.words, text)) for hit in facts.term_hits if hit.term.status.reported]
    reported = [(hit, new) for hit, new in replaced if new.text != " ".join(text[new.span.start : new.span.end].split())]
    for hit, new in reported:
        if hit.concept.occurrences is Occurrences.FIRST:
            all_of[hit.concept.id].append(new)
    told: set[str] = set()
    for hit, new in reported:
        if hit.concept.id in told:
            continue
        together = all_of.get(hit.concept.id, [new])
        if hit.concept.id in all_of:
            told.add(hit.concept.id)
        severity = _severity(hit, proved=(hit.concept.id, hit.span) in facts.proved)
        reason = authority(hit.concept)
        verdict = _verdict(hit, severity, text[new.span.start : new.span.end], new.text)
        if len(together) > 1:
            verdict += f" It stands here {len(together)} times."
        yield Finding(
            rule=CODE,
            severity=severity,
            mqm=Mqm.TERMINOLOGY,
            span=new.span,
            message=f"{verdict} {reason}".strip(),
            reason=reason,
            fix=_fix(together),
            concept=reference(hit.concept),
        )


def _fix(together: list[Replacement]) -> Fix:
    """The first replacement and those of the others whose form is known; only as safe as the least safe of them."""
    kept = [together[0], *(new for new in together[1:] if new.grade is not Grade.MANUAL)]
    grades = [new.grade for new in kept]
    grade = next(grade for grade in (Grade.MANUAL, Grade.SUGGESTED, Grade.SAFE) if grade in grades)
    return Fix(tuple(Edit(new.span, new.text) for new in kept), grade)


def _severity(hit: TermHit, *, proved: bool) -> Severity:
    """As the entry says; a warning where the Chinese of the entry stands beside the words, whose sense is then beyond doubt."""
    if proved and not hit.concept.proposal:
        return Severity.WARNING
    risk = _SEVERITY[hit.concept.risk]
    if hit.concept.proposal or risk is Severity.INFO:
        return Severity.INFO
    if hit.term.status is Status.SUSPECT:  # with a context that speaks for the Chinese sense, a little more than a hint
        return Severity.SUGGESTION if hit.concept.when else Severity.INFO
    return risk


def _verdict(hit: TermHit, severity: Severity, words: str, new: str) -> str:
    words = " ".join(words.split())
    if severity is Severity.INFO:
        return f'If "{words}" stands for {hit.concept.zh}, write "{new}".'
    return f'"{words}" is not how {hit.concept.zh} is said in English: write "{new}".'


RULE = Rule(
    code=CODE,
    name="listed-rendering",
    family="terminology",
    summary="A rendering that the glossary lists as wrong for a Chinese term.",
    reason=(
        "Machine translation renders policy terms word for word. The glossary says what each term is in English and on whose "
        "authority; the finding carries the entry's definition and sources, and is only as strict as the entry."
    ),
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("The port handed over 60 mu of [[cooked land]].", "The port handed over 60 mu of serviced land."),
        BadExample("[[Chain masters]] met in the port.", "Chain leaders met in the port."),
        BadExample(
            "On long hauls the young crew is [[showing greater actions]] than its captain.",
            "On long hauls the young crew is accomplishing more than its captain.",
        ),
    ),
    good=(
        "The hotel chain owner sold two stores.",
        "The rice was cooked; land prices rose.",
    ),
    source="The sources of each entry, listed in reference/sources.toml",
)
