"""One document judged: make its facts, run the rules, settle what they say."""

from __future__ import annotations

import os
import sqlite3

from policy_glossary.engine.fingerprint import with_fingerprints
from policy_glossary.engine.policy import judge, settle
from policy_glossary.engine.settings import Judging
from policy_glossary.engine.suppress import Suppression, apply_suppressions
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.genre import Genre
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.presence import Index, holds
from policy_glossary.model.bitext import Pair
from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FileReport
from policy_glossary.model.rule import Rule
from policy_glossary.scoring.mqm import WEIGHTS, mqm_score

UNKNOWN = Circumstances()
_AS_SHIPPED = Judging()


class Judgement(NamedTuple):
    """What decides over the findings of one document, apart from its glossary. `needs` spares the time to look through those of the rules.

    `left_out` names rules that this run was not asked for: of suppressions for them nobody can tell whether they are of use.
    """

    rules: tuple[Rule, ...]
    judging: Judging = _AS_SHIPPED
    suppressions: tuple[Suppression, ...] = ()
    circumstances: Circumstances = UNKNOWN
    minimum: Severity = Severity.INFO
    weights: tuple[tuple[Severity, float], ...] = ()
    all_segments: bool = False
    needs: Index | None = None
    left_out: frozenset[str] = frozenset()


class Recalled(NamedTuple):
    """What is known of a checked document: its report, the suppressions of side files that were of use, remarks, rules that broke."""

    report: FileReport
    used: frozenset[Suppression]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


class Checked(NamedTuple):
    """The same of a document that was checked just now, with its facts."""

    report: FileReport
    used: frozenset[Suppression]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    facts: Facts


def check_document(document: Document, matcher: Matcher, judgement: Judgement, pairs: tuple[Pair, ...] = ()) -> Checked:
    """The findings of one document. Pure: the same document, glossary, judgement and Chinese give the same report."""
    rules, judging = judgement.rules, judgement.judging
    circumstances = judgement.circumstances
    if judging.genre and circumstances.genre is Genre.AUTO:
        circumstances = circumstances._replace(genre=judging.genre)
    facts = Facts(document, matcher, circumstances, pairs)
    found: list[Finding] = []
    faults: list[Fault] = []
    facts.present = present = matcher.presence(rules, judgement.needs).of(facts.lowered, facts.places)
    for rule in rules:
        wanted = (pairs or not rule.bilingual) and holds(rule.needs, present.texts)
        if wanted and (not rule.gated or facts.policy_prose):
            found += _run_rule(rule, facts, faults)
    by_code = {rule.code: rule for rule in rules}
    judged = settle(judge(found, judging, by_code))
    if not judgement.all_segments:
        judged = _in_open_segments(judged, document)
    kept, used, notes = apply_suppressions(judged, document, judgement.suppressions, by_code, judgement.left_out)
    places = [facts.sentences.sentence_at(finding.span.start) for finding in kept]
    kept = with_fingerprints(document.source.text, kept, places)
    asked = [(f, s) for f, s in zip(kept, places, strict=True) if f.severity.rank >= judgement.minimum.rank]
    findings, sentences = tuple(f for f, _ in asked), tuple(s for _, s in asked)
    milder = tuple(f.fingerprint for f in kept if f.severity.rank < judgement.minimum.rank)
    words = facts.words.total
    score = mqm_score(kept, words, {**WEIGHTS, **dict(judgement.weights)})
    silent = 0 if not any(rule.gated for rule in rules) or facts.policy_prose else sum(rule.gated for rule in rules)
    report = FileReport(document, words, findings, sentences, score, milder, silent=silent)
    return Checked(report, frozenset(used), tuple(notes), tuple(faults), facts)


def _in_open_segments(findings: list[Finding], document: Document) -> list[Finding]:
    """Findings that somebody may act on: none in drafts and in locked segments."""
    if all(block.state.told for block in document.blocks):
        return findings
    blocks = ((finding, document.block_at(finding.span.start)) for finding in findings)
    return [finding for finding, block in blocks if block is None or block.state.told]


def _run_rule(rule: Rule, facts: Facts, faults: list[Fault]) -> list[Finding]:
    """The findings of one rule; a rule that breaks is a fault of ours, and the others go on."""
    source = facts.document.source
    try:
        found = list(rule.check(facts))
    except sqlite3.DatabaseError:  # of the compiled glossary, not of the rule
        raise
    except Exception as error:
        if os.environ.get("GLOSSARY_DEBUG"):
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        faults.append(Fault(f"a bug of ours: the rule {rule.code} broke: {told}", source.name, ours=True))
        return []
    outside = [f for f in found if not 0 <= f.span.start <= f.span.end <= len(source.text)]
    faults += [Fault(f"a bug of ours: the rule {f.rule} pointed outside of the text", source.name, ours=True) for f in outside[:1]]
    return [f for f in found if f not in outside] if outside else found
