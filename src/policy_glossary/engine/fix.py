"""Corrections: apply those of a grade, look again, and go on until nothing is left to apply.

Every round starts from the file as it lay on disk: the edits of all rounds are put into one list, written, read back and
compared with what was meant, so that a file is either corrected exactly as intended or left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policy_glossary.engine.check import Options, Run, check_document
from policy_glossary.engine.discovery import Found, discover
from policy_glossary.engine.packs import keep_patterns
from policy_glossary.engine.policy import selectors
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.intake.files import replace_file
from policy_glossary.model.document import Document, State
from policy_glossary.model.edits import Correction, apply_edits, compose
from policy_glossary.model.finding import Edit, Finding, Grade
from policy_glossary.model.report import Fault, FaultError, FileReport, Report
from policy_glossary.model.rule import Rule

MAX_ROUNDS = 10


class Choice(NamedTuple):
    """Which corrections are wanted: `suggested` ones beside the safe ones, of these selectors only, at most `limit` a run."""

    suggested: bool = False
    rules: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    limit: int | None = None

    def wants(self, finding: Finding, rules: dict[str, Rule]) -> bool:
        """True if the finding has a correction of a wanted grade, rule and concept."""
        if finding.fix is None or not finding.fix.edits or finding.fix.grade is Grade.MANUAL:
            return False
        if finding.fix.grade is Grade.SUGGESTED and not self.suggested:
            return False
        names = selectors(finding, rules)
        if self.concepts and (finding.concept is None or finding.concept.id not in self.concepts):
            return False
        return not self.rules or bool(self.rules & names)


class FixedFile(NamedTuple):
    """One file before and after: as bytes and as documents, the findings whose corrections were applied, and what is left."""

    found: Found
    raw: RawFile
    data: bytes
    before: Document
    report: FileReport
    applied: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        """True if the bytes differ."""
        return self.data != self.raw.data


class FixRun(NamedTuple):
    """What a run corrected, and the report of what is left."""

    files: tuple[FixedFile, ...]
    report: Report


def fix_paths(paths: Iterable[str], options: Options, choice: Choice, write: bool) -> FixRun:
    """Correct files, folders and standard input; with `write` the files on disk are replaced, each whole or not at all.

    What cannot be read, does not settle or changed meanwhile is a fault; the other files are still corrected.
    """
    run = Run(options)
    files: list[FixedFile] = []
    left = choice.limit
    for found in discover(paths, run.faults):
        try:
            fixed = fix_file(run, found, choice._replace(limit=left))
            if write and fixed.changed and found.path is not None:
                replace_file(found.path, found.name, fixed.raw.data, fixed.data)
        except FaultError as error:
            run.faults.append(error.fault)
            continue
        files.append(fixed)
        left = None if left is None else left - len(fixed.applied)
    keep_patterns()
    return FixRun(tuple(files), run.report([file.report for file in files]))


def fix_file(run: Run, found: Found, choice: Choice) -> FixedFile:
    """One file corrected in memory. Raises FaultError if it cannot be read, does not settle, or would not read as intended."""
    basis = run.basis(found)
    before, matcher, judgement = run.read(basis), run.matcher(basis.settings), basis.judgement
    by_code = {rule.code: rule for rule in judgement.rules}
    document, base, raw = before, before, basis.raw
    applied: list[list[Finding]] = []
    rounds: list[list[Finding]] = []  # since `base`, which `raw` holds
    data, seen = raw.data, [before.source.text]
    while True:
        checked = check_document(document, matcher, judgement)
        left = None if choice.limit is None else choice.limit - sum(map(len, applied))
        chosen = list(_chosen(checked.report, choice, by_code))[:left]
        if not chosen:
            break
        if len(applied) == MAX_ROUNDS:
            raise _unsettled(found.name, f"do not settle in {MAX_ROUNDS} rounds", [chosen])
        applied.append(chosen)
        rounds.append(chosen)
        expected = apply_edits(document.source.text, _edits(chosen))
        if expected in seen:
            raise _unsettled(found.name, "undo each other", applied[seen.index(expected) :])
        seen.append(expected)
        data = rewrite(raw, base, corrections(base, rounds))
        document = read_file(raw._replace(data=data)).document
        if document.source.text != expected:  # a format may close the gap that a deletion leaves, but no more
            if document.source.text.split() != expected.split():
                message = "a bug of ours: the corrected file would not read as intended; nothing was written"
                raise FaultError(Fault(message, found.name, ours=True))
            base, raw, rounds = document, raw._replace(data=data), []
    report = run.keep(checked, basis)
    return FixedFile(found, basis.raw, data, before, report, tuple(finding for chosen in applied for finding in chosen))


def corrections(document: Document, rounds: Sequence[Sequence[Finding]]) -> list[Correction]:
    """The corrections of all rounds as edits of the first text, each with the reasons of the findings behind it."""
    edits = [_edits(chosen) for chosen in rounds]
    owners = [[finding for finding in chosen if finding.fix for _ in finding.fix.edits] for chosen in rounds]
    made = []
    for composed in compose(len(document.source.text), edits):
        reasons = dict.fromkeys(_reason(owners[number][place]) for number, place in composed.sources)
        made.append(Correction(composed.edit, "\n".join(reasons)))
    return made


def _chosen(report: FileReport, choice: Choice, rules: dict[str, Rule]) -> Iterator[Finding]:
    """Findings whose corrections are made in one round: none touches another, and none is in a locked segment."""
    done = -1
    for finding in report.findings:
        if not choice.wants(finding, rules) or finding.fix is None:
            continue
        block = report.document.block_at(finding.span.start)
        edits = sorted(finding.fix.edits)
        if edits[0].span.start <= done or (block is not None and block.state is State.LOCKED):
            continue
        done = edits[-1].span.end
        yield finding


def _edits(chosen: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in chosen if finding.fix for edit in sorted(finding.fix.edits)]


def _reason(finding: Finding) -> str:
    return f"{finding.rule}: {finding.message}"


def _unsettled(name: str, told: str, rounds: Iterable[Iterable[Finding]]) -> FaultError:
    rules = dict.fromkeys(f"{f.rule} ({f.concept.id})" if f.concept else f.rule for chosen in rounds for f in chosen)
    hint = "leave one of them out with --rule, or disable it"
    return FaultError(Fault(f"the corrections of {', '.join(rules)} {told}; the file was left as it was", name, hint=hint))
