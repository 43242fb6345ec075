"""What is known of a rule, of a concept, or of a place in a text: why it is reported, or why not."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.glossaries import Glossaries
from policy_glossary.engine.judgement import Checked
from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.policy import rule_selectors
from policy_glossary.engine.settings import Settings
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.concept import Concept, Occurrences, Status
from policy_glossary.model.document import OPAQUE, Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span, counted
from policy_glossary.reports.rule_pages import rule_help
from policy_glossary.termbase.layer import read_termbase

_ACCEPTED = "accepted"  # as the matcher says of a rendering that is right
_FEW = 8  # so many of them are told one by one for a whole line


def concept_card(concept: Concept) -> str:
    """All that the glossary knows of a concept, for reading."""
    lines = [f"{concept.zh}  =  {concept.preferred}", f"id: {concept.id}   domain: {concept.domain}   risk: {concept.risk}"]
    if concept.proposal:
        lines.append("a proposal: it informs and never fails a build")
    if concept.occurrences is Occurrences.FIRST:
        lines.append("told once: only the first rendering in a document is reported")
    lists = [("also in Chinese", concept.zh_variants), ("also right", concept.accepted[1:])]
    lists += [(f"{status}", tuple(_listed(concept, status))) for status in (Status.DEPRECATED, Status.SUSPECT, Status.EXEMPT)]
    lists += [("when", concept.when), ("unless", concept.unless), ("sources", concept.sources)]
    lines += [f"{label}: {'; '.join(values)}" for label, values in lists if values]
    lines += [f"{label}: {text}" for label, text in (("definition", concept.definition), ("note", concept.note)) if text]
    return "\n".join(lines)


def _listed(concept: Concept, status: Status) -> list[str]:
    return [f"{t.text} => {t.replacement}" if t.replacement else t.text for t in concept.terms if t.status is status]


class Explained(NamedTuple):
    """What is known, as text to read, and what of the glossaries could not be read."""

    text: str
    faults: tuple[Fault, ...] = ()


def explain_name(name: str, settings: Settings) -> Explained:
    """A rule, by code or name, a family of rules, or else a concept of the glossaries that count, by id or Chinese.

    Raises FaultError if neither is called so.
    """
    rules = load_rules(settings.packs)
    for rule in rules:
        if name.upper() == rule.code or name.lower() == rule.name:
            return Explained(rule_help(rule))
    members = [rule for rule in rules if name.lower() in map(str.lower, rule_selectors(rule))]
    if members:
        lines = (f"{rule.code}  {rule.severity:10s}  {rule.name}: {rule.summary}" for rule in members)
        return Explained(
            "\n".join((*lines, f"{counted(len(members), 'rule')}; each has a page: glossary explain {members[0].code}"))
        )
    termbase = read_termbase(Glossaries((), None, [], []).layers(settings))
    concepts = termbase.concepts
    named = [c for c in concepts if name in (c.id, c.zh)] or [c for c in concepts if name in c.zh_variants]
    if named:
        return Explained("\n".join(map(concept_card, named)), termbase.faults)
    near = get_close_matches(name, [*(c.id for c in concepts), *(r.name for r in rules), *(r.code for r in rules)], 3)
    otherwise = "glossary rules lists the rules"
    message = f'no rule and no concept is called "{name}"'
    hint = f"near: {', '.join(near)}" if near else otherwise
    raise FaultError(Fault(message, hint=f'{hint}; glossary lookup "{name}" looks in all that is known of the concepts'))


def explain_place(name: str, line: int, column: int | None, part: str = "") -> str:
    """What is reported at a line and column (or on a whole line), and what was considered there and let pass.

    In a Word document the line is a paragraph, of this `part` of the file or else of any.

    Raises FaultError if there is no such file or place.
    """
    run = Run(Options())
    found = run.discover([name])
    if run.faults:
        raise FaultError(run.faults[0])
    if [(file.path is not None, file.name) for file in found] != [(True, name)]:
        raise FaultError(Fault("is not one file", name, hint="FILE:LINE or FILE:LINE:COLUMN, for example draft.md:12:40"))
    basis = run.basis(found[0])
    document, matcher = run.read(basis), run.matcher(basis.settings)
    if name in run.passed_over:
        raise FaultError(Fault(f"is passed over: it {run.passed_over[name]}", name))
    checked = run.judge(document, basis)
    places = document.spans_at(line, column, part)
    if places is None:
        known = column is not None and document.spans_at(line, None, part) is not None
        unit = "paragraph" if document.blocks and document.blocks[0].number else "line"
        where = f"{unit} {line}" + (f" in {part}" if part else "")
        raise FaultError(Fault(f"{where} has no column {column}" if known else f"has no {where}", name))

    def here(span: Span) -> bool:
        return any(span.overlaps(place) for place in places)

    told = [
        f"{f.rule} {f.severity} {document.source.slice(f.span)!r}: {f.message}"
        + (f" Write: {f.suggestion}" if f.suggestion else "")
        for f in checked.report.findings
        if here(f.span)
    ]
    told += _let_pass(checked, document, matcher, here, brief=column is None)
    if set("".join(document.visible[place.start : place.end] for place in places).strip()) == {OPAQUE}:
        told.append("this is code, an address or markup: it is not read as prose")
    if any(not block.state.told and here(block.span) for block in document.blocks):
        told.append("this segment is a draft or locked: what would be reported in it is told with --all-segments")
    if not checked.facts.policy_prose:
        told.append(
            "rules for Chinese policy prose are silent here: the text does not read as such (--genre policy lets them speak)"
        )
    reported = any(here(f.span) for f in checked.report.findings)
    return "\n".join(told if reported else ["nothing is reported here", *told])


def _let_pass(
    checked: Checked, document: Document, matcher: Matcher, here: Callable[[Span], bool], brief: bool = False
) -> list[str]:
    """Why renderings at a place are not reported, or not again; `brief` counts those that are simply right, if they are many."""
    facts = checked.facts
    considered = list(matcher.considered(document, facts.words, facts.sentences, facts.policy_prose))
    right = [hit for hit, why in considered if why == _ACCEPTED and here(hit.span)] if brief else []
    hide = len(right) > _FEW
    told = [
        f"let pass: {document.source.slice(hit.span)!r} ({hit.concept.zh}, {hit.term.status}): {why}"
        for hit, why in considered
        if here(hit.span) and not (hide and why == _ACCEPTED)
    ]
    if hide:
        told.append(f"let pass: {len(right)} renderings that are accepted (name a column to see them)")
    reported = {f.concept.id for f in checked.report.findings if f.concept and here(f.span)}
    told += [
        f"let pass: {document.source.slice(hit.span)!r} ({hit.concept.zh}): told once, at the first rendering in the document"
        for hit in facts.term_hits
        if hit.term.status.reported and hit.concept.occurrences is Occurrences.FIRST and here(hit.span)
        if hit.concept.id not in reported
    ]
    return told
