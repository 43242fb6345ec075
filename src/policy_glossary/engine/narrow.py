"""From all findings of a run to those that were asked for: new ones, and ones on changed lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from policy_glossary.engine.baseline import claim, exists_from, file_key, found_in, read_baseline
from policy_glossary.engine.changed_lines import Changes, changes_since
from policy_glossary.engine.check import Options
from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.places import top_of
from policy_glossary.intake.files import shown_path
from policy_glossary.model.finding import Finding
from policy_glossary.model.report import Fault, FaultError, FileReport, Report
from policy_glossary.model.text import counted


def narrowed(report: Report, options: Options, packs: tuple[Path, ...]) -> Report:
    """The report without known findings, only with those on changed lines if the options want that, and with rules if they do.

    What stands in the way (a broken baseline, an unknown revision) is a fault of the report, and the findings stay. `packs`
    are the rules of the settings.
    """
    report = _without_known(report, frozenset(code for code, _ in report.signature.rules) if options.select else None)
    if options.changed_since is not None:
        try:
            report = _only_changed(report, options.changed_since)
        except FaultError as error:
            report = report._replace(faults=(*report.faults, error.fault))
    if not options.with_rules:
        return report
    found = {finding.rule for file in report.files for finding in file.findings}
    return report._replace(rules=tuple(rule for rule in load_rules(packs, faults=[]) if rule.code in found))


def _without_known(report: Report, ran: frozenset[str] | None) -> Report:
    """The report without the findings that its files' baselines list, with a note for each baseline.

    `ran`: codes of the rules that ran, None for all. A baseline that cannot be read is a fault, and all its findings stay.
    """
    files, notes, faults = list(report.files), list(report.notes), list(report.faults)
    for baseline in sorted({file.baseline for file in files if file.baseline is not None}):
        name = shown_path(baseline)
        try:
            entries = read_baseline(baseline, name)
        except FaultError as error:
            faults.append(error.fault)
            continue
        covered = [file for file in files if file.baseline == baseline]
        claims = claim(entries, found_in(covered, baseline), exists_from(baseline), ran)
        left_out = 0
        for number, file in enumerate(files):
            if file.baseline == baseline:
                key = file_key(file.document.source.name, baseline)
                files[number] = kept = _only(file, (f for f in file.findings if (key, f.fingerprint) not in claims.known))
                left_out += len(file.findings) - len(kept.findings)
        notes.append(_note(name, left_out, len(claims.gone)))
    return report._replace(files=tuple(files), notes=tuple(notes), faults=tuple(faults))


def _note(name: str, left_out: int, gone: int) -> str:
    told = f"{name}: {counted(left_out, 'known finding')} left out"
    if gone:
        told += f"; {gone:,} listed in it {'are' if gone != 1 else 'is'} gone (glossary baseline prune)"
    return told


def _only_changed(report: Report, revision: str) -> Report:
    """The report with only those findings that touch lines which differ from a revision of git.

    Raises FaultError if git cannot tell: without a repository, or if it does not know the revision.
    """
    trees: dict[Path, Changes] = {}
    files = []
    for file in report.files:
        path = Path(file.document.source.name).resolve()
        top = top_of(path.parent) if path.exists() else None
        if top is None:
            told = "is in no git work tree: --changed-since cannot tell which lines are new"
            raise FaultError(Fault(told, file.document.source.name, hint="leave the option out, or name files of a repository"))
        if top not in trees:
            trees[top] = changes_since(revision, top)
        tree = trees[top]
        feeds = _line_feeds(file)
        files.append(_only(file, (f for f in file.findings if tree.touch(path, *_git_lines(file, f, feeds)))))
    return report._replace(files=tuple(files))


def _line_feeds(file: FileReport) -> list[int]:
    """Where the file has line feeds, which alone end lines for git."""
    document = file.document
    text = (document.origin.parts[0] if document.origin else document.source).text
    return [match.start() for match in re.finditer("\n", text)]


def _git_lines(file: FileReport, finding: Finding, feeds: list[int]) -> tuple[int, int]:
    """The first and the last line of a finding as git counts them."""
    place = file.document.place(finding.span)
    return bisect_left(feeds, place.start) + 1, bisect_left(feeds, max(place.start, place.end - 1)) + 1


def _only(file: FileReport, findings: Iterable[Finding]) -> FileReport:
    sentences = dict(zip(file.findings, file.sentences, strict=True))
    kept = tuple(findings)
    return file._replace(findings=kept, sentences=tuple(sentences[finding] for finding in kept))
