"""What happens to findings after the rules: switched off, re-graded, doubles dropped, put in order."""

from __future__ import annotations

from collections.abc import Iterable

from policy_glossary.engine.settings import Judging
from policy_glossary.model.finding import Finding, Mqm
from policy_glossary.model.rule import Rule


def rule_selectors(rule: Rule) -> set[str]:
    """The names by which settings may speak of all findings of a rule."""
    return {rule.code, rule.name, rule.family, rule.code.rstrip("0123456789")}


def selectors(finding: Finding, rules: dict[str, Rule]) -> set[str]:
    """The names by which settings and suppressions may speak of a finding."""
    rule = rules.get(finding.rule)
    names = {finding.rule, finding.rule.rstrip("0123456789")} if rule is None else rule_selectors(rule)
    if finding.concept is not None:
        names.add(finding.concept.id)
    return names


def judge(findings: Iterable[Finding], judging: Judging, rules: dict[str, Rule]) -> list[Finding]:
    """Findings that are not switched off, with the severities that the settings give them."""
    if not judging.disable and not judging.severity:
        return list(findings)
    kept = []
    for finding in findings:
        names = selectors(finding, rules)
        if names & judging.disable:
            continue
        severity = finding.severity
        for selector, changed in judging.severity:
            if selector in names:
                severity = changed
        kept.append(finding._replace(severity=severity))
    return kept


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in text order, each once.

    Of two at exactly one place the one with a concept stays, then the graver, then the one with a replacement. What stands
    in page furniture that is to be deleted needs no other mending, and neither does what lies inside a term that is to be
    replaced, unless it is graver. Apart from that, no finding hides another.
    """
    ordered = sorted(
        findings,
        key=lambda f: (f.span, f.concept is None, -f.severity.rank, f.suggestion is None, f.rule, f.message),
    )
    distinct = [f for f, before in zip(ordered, [None, *ordered], strict=False) if before is None or f.span != before.span]
    moot: set[int] = set()
    covers: list[Finding] = []
    for number, finding in sorted(enumerate(distinct), key=lambda pair: (pair[1].span.start, -pair[1].span.end)):
        covers = [cover for cover in covers if cover.span.end > finding.span.start]
        if any(_moot(finding, cover) for cover in covers):
            moot.add(number)
        if (finding.mqm is Mqm.DESIGN and finding.suggestion == "") or (finding.concept and finding.suggestion is not None):
            covers.append(finding)
    return [finding for number, finding in enumerate(distinct) if number not in moot]


def _moot(finding: Finding, cover: Finding) -> bool:
    if finding.span == cover.span or not cover.span.contains(finding.span):
        return False
    return cover.concept is None or (finding.concept is None and finding.severity.rank <= cover.severity.rank)
