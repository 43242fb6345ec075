"""Corrections: apply those of a grade, look again, and go on until nothing is left to apply.

Every round starts from the file as it lay on disk: the edits of all rounds are put into one list, written, read back and
compared with what was meant, so that a file is either corrected exactly as intended or left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Container, Iterable, Iterator, Sequence

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.kept_patterns import keep_patterns
from policy_glossary.engine.policy import rule_selectors, selectors
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.intake.files import replace_file
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.document import TRANSPARENT, Block, Document, State
from policy_glossary.model.edits import Correction, apply_edits, compose
from policy_glossary.model.finding import Edit, Finding, Grade, Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError, FileReport, Report, did_you_mean
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span

MAX_ROUNDS = 10
_MARKS_AND_BLANKS = f"{TRANSPARENT} \t"  # in front of the words of a heading or a list item
_BLANK_LINES = re.compile(r"[ \t]*(?:(?:\r\n|\n|\r)[ \t]*)*(?:\r\n|\n|\r|\Z)")


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
        if finding.severity is Severity.INFO and finding.fix.grade is not Grade.SAFE:
            return False  # "look at it": the words are often good English
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
    for found in run.discover(paths):
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
    read = [file.report for file in files if file.raw.name not in run.passed_over]
    return FixRun(tuple(files), run.asked_for(run.report(read)))


def fix_file(run: Run, found: Found, choice: Choice) -> FixedFile:
    """One file corrected in memory. Raises FaultError if it cannot be read, does not settle, or would not read as intended."""
    basis = run.basis(found)
    before, matcher, judgement = run.read(basis), run.matcher(basis.settings), basis.judgement
    by_code = {rule.code: rule for rule in judgement.rules}
    _refuse_unknown(choice, judgement.rules, matcher)
    document, base, raw = before, before, basis.raw
    applied: list[Finding] = []
    rounds: list[list[Edit]] = []  # since `base`, which `raw` holds
    reasons: dict[tuple[int, Span], Finding] = {}  # by round and place
    history: list[tuple[str, list[Finding]]] = []
    data = raw.data
    while True:
        checked = run.judge(document, basis)
        left = None if choice.limit is None else choice.limit - len(applied)
        chosen = list(_chosen(checked.report, choice, by_code, base))[:left]
        if not chosen:
            break
        if len(history) == MAX_ROUNDS:
            raise _unsettled(found.name, f"do not settle in {MAX_ROUNDS} rounds", [chosen])
        history.append((document.source.text, chosen))
        applied += chosen
        edits = _edits(chosen, document)
        rounds.append([edit for edit, _ in edits])
        reasons |= {(len(rounds) - 1, edit.span): finding for edit, finding in edits}
        expected = apply_edits(document.source.text, rounds[-1])
        circle = [number for number, (text, _) in enumerate(history) if text == expected]
        if circle:
            raise _unsettled(found.name, "undo each other", [some for _, some in history[circle[0] :]])
        data = rewrite(raw, base, _corrections(base, rounds, reasons))
        document = read_file(raw._replace(data=data)).document
        if document.source.text == expected:
            continue
        if document.source.text.split() != expected.split():  # a format may close the gap that a deletion leaves, but no more
            message = "a bug of ours: the corrected file would not read as intended; nothing was written"
            raise FaultError(Fault(message, found.name, ours=True))
        base, raw, rounds, reasons = document, raw._replace(data=data), [], {}
    return FixedFile(found, basis.raw, data, before, run.keep(checked, basis), tuple(applied))


def _refuse_unknown(choice: Choice, rules: Iterable[Rule], matcher: Matcher) -> None:
    known = {name for rule in rules for name in rule_selectors(rule)}
    ids = {concept.id for concept in matcher.concepts()} if choice.concepts or choice.rules - known else set()
    for name in sorted(choice.rules - known):
        hint = f"it is a concept: --concept {name}" if name in ids else did_you_mean(name, known, "glossary rules lists them")
        raise FaultError(Fault(f'no rule is called "{name}"', hint=hint))
    for name in sorted(choice.concepts - ids):
        hint = did_you_mean(name, ids, "concepts have ids such as chain-leader: glossary lookup finds them")
        hint = f"it is a rule: --rule {name}" if name in known else hint
        raise FaultError(Fault(f'no concept is called "{name}"', hint=hint))


def _corrections(
    document: Document, rounds: Sequence[Sequence[Edit]], reasons: dict[tuple[int, Span], Finding]
) -> list[Correction]:
    """The edits of all rounds as edits of the first text, each with the reasons of the findings behind it."""
    made = []
    for composed in compose(len(document.source.text), rounds):
        findings = (reasons[number, rounds[number][place].span] for number, place in composed.sources)
        told = dict.fromkeys(f"{finding.rule}: {finding.message}" for finding in findings)
        made.append(Correction(composed.edit, "\n".join(told)))
    return made


def _chosen(report: FileReport, choice: Choice, rules: dict[str, Rule], base: Document) -> Iterator[Finding]:
    """Findings whose corrections are made in one round: none touches another, and none is where none may be made.

    A paragraph that only our own tracked changes guard was not guarded in `base`, the document as it was before them.
    """
    guarded = {(block.part, block.number) for block in base.blocks if block.state is State.GUARDED}
    taken: list[Span] = []
    for finding in report.findings:
        if not choice.wants(finding, rules) or finding.fix is None:
            continue
        block = report.document.block_at(finding.span.start)
        spans = [edit.span for edit in finding.fix.edits]
        if any(_touches(span, taken) for span in spans) or not _may_be_mended(block, guarded):
            continue
        for span in spans:
            insort(taken, span)
        yield finding


def _may_be_mended(block: Block | None, guarded: Container[tuple[str, int]]) -> bool:
    if block is None or block.state.mended:
        return True
    return block.state is State.GUARDED and (block.part, block.number) not in guarded


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    """True if a span has an end or more in common with one of those taken, which are in order and apart."""
    index = bisect_right(taken, span)
    return any(other.start <= span.end and span.start <= other.end for other in taken[max(0, index - 1) : index + 1])


def _edits(chosen: Iterable[Finding], document: Document) -> list[tuple[Edit, Finding]]:
    """The edits of findings in text order."""
    edits = sorted((edit, finding) for finding in chosen if finding.fix for edit in finding.fix.edits)
    return [(with_blank_lines(edit, document), finding) for edit, finding in edits]


def with_blank_lines(edit: Edit, document: Document) -> Edit:
    """The edit itself; if it deletes whole lines of a file whose text is the file, with the blank lines behind them."""
    text, span = document.source.text, edit.span
    if edit.text or document.origin is not None:
        return edit
    start = span.start
    while start and document.visible[start - 1] in _MARKS_AND_BLANKS:
        start -= 1
    behind = _BLANK_LINES.match(text, span.end)
    whole = behind and text[max(0, start - 1) : start] in ("", "\n", "\r")
    return Edit(Span(start, behind.end()), "") if behind and whole else edit


def _unsettled(name: str, told: str, rounds: Iterable[Iterable[Finding]]) -> FaultError:
    rules = dict.fromkeys(f"{f.rule} ({f.concept.id})" if f.concept else f.rule for chosen in rounds for f in chosen)
    hint = "leave one of them out with --rule, or disable it"
    return FaultError(Fault(f"the corrections of {', '.join(rules)} {told}; the file was left as it was", name, hint=hint))
