"""What `glossary check` does once its options are known; knows nothing of how they were read."""

from __future__ import annotations

import sys
from datetime import date
from typing import NamedTuple

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT, EXIT_FINDINGS, EXIT_OWN_BUG
from policy_glossary.engine.batch import Conduct, Effort, check_with_effort
from policy_glossary.engine.check import Options
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.report import Report
from policy_glossary.reports import FORMATS, write_report

_BEST_SCORE = 100


class CheckRequest(NamedTuple):
    """The options of `glossary check` as they were typed; the names are those of the options."""

    paths: tuple[str, ...]
    format: str = "text"
    min_severity: str = "info"
    fail_on: str = "warning"
    glossary: tuple[str, ...] = ()
    shipped: bool | None = None
    encoding: str | None = None
    stdin_filename: str | None = None
    select: tuple[str, ...] = ()
    genre: str = "auto"
    date: str | None = None
    min_score: float | None = None
    colour: bool | None = None
    all_segments: bool = False
    fix: bool = False
    diff: bool = False
    suggested: bool = False
    rule: tuple[str, ...] = ()
    concept: tuple[str, ...] = ()
    limit: int | None = None
    workers: int | None = None
    cache: bool = True
    watch: bool = False
    quiet: bool = False
    verbose: bool = False


class OptionError(ValueError):
    """An option has a value that it cannot have."""

    def __init__(self, option: str, told: str) -> None:
        super().__init__(told)
        self.option = option


def run_check(request: CheckRequest) -> int:
    """Check, print, and return the exit code. Raises OptionError before anything is read or printed."""
    if request.format not in FORMATS:
        raise OptionError("--format", f'"{request.format}" is no format; one of: {", ".join(FORMATS)}')
    threshold = _severity(request.fail_on, "--fail-on")
    corrects = request.fix or request.diff
    colour = sys.stdout.isatty() if request.colour is None else request.colour
    if not corrects and (request.suggested or request.rule or request.concept or request.limit is not None):
        raise OptionError("--suggested, --rule, --concept, --limit", "these choose corrections: add --fix or --diff")
    if request.min_score is not None and not 0 <= request.min_score <= _BEST_SCORE:
        raise OptionError("--min-score", f"{request.min_score:g} is no score from 0 to {_BEST_SCORE}")
    options = Options(
        glossary=request.glossary,
        shipped=request.shipped,
        encoding=request.encoding,
        stdin_name=request.stdin_filename,
        min_severity=_severity(request.min_severity, "--min-severity"),
        circumstances=Circumstances(_genre(request.genre), _date(request.date)),
        select=request.select,
        all_segments=request.all_segments,
    )
    if request.watch:
        if corrects or request.format != "text" or "-" in request.paths:
            raise OptionError("--watch", "watches files and prints text: leave out --fix, --diff, --format and -")
        from policy_glossary.cli.watching import watch

        return watch(request.paths, options, colour, brief=request.quiet)
    effort = None
    if corrects:
        from policy_glossary.cli.fixing import correct  # most runs only look

        report, code = correct(request, options)
        if report is None:
            return code
    else:
        report, effort = _check(request, options)
    write_report(report, request.format, sys.stdout, colour, brief=request.quiet)
    sys.stdout.flush()
    poor = [] if request.min_score is None else [f for f in report.files if f.score is not None and f.score < request.min_score]
    _tell(report, notes=request.format != "json" and not request.quiet)
    if request.verbose and effort is not None:
        from policy_glossary.cli.effort import tell_effort

        tell_effort(report, effort, sys.stderr)
    for file in poor:
        sys.stderr.write(f"glossary: {file.document.source.name}: MQM score {file.score:.4g} is below {request.min_score:g}\n")
    return _exit_code(report, threshold, bool(poor))


def _check(request: CheckRequest, options: Options) -> tuple[Report, Effort]:
    if not sys.stderr.isatty() or request.quiet:
        return check_with_effort(request.paths, options, Conduct(request.workers, request.cache))
    from policy_glossary.cli.effort import ProgressLine

    with ProgressLine(sys.stderr) as line:
        return check_with_effort(request.paths, options, Conduct(request.workers, request.cache, line.tell))


def _severity(name: str, option: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise OptionError(option, f'"{name}" is no severity; one of: {", ".join(Severity)}') from None


def _genre(name: str) -> Genre:
    try:
        return Genre(name)
    except ValueError:
        raise OptionError("--genre", f'"{name}" is no genre; one of: {", ".join(Genre)}') from None


def _date(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise OptionError("--date", f'"{told}" is no date such as 2024-02-19') from None


def _tell(report: Report, notes: bool) -> None:
    for note in report.notes if notes else ():
        sys.stderr.write(f"glossary: note: {note}\n")
    for fault in report.faults:
        sys.stderr.write(f"glossary: {fault}\n")


def _exit_code(report: Report, threshold: Severity, poor: bool) -> int:
    if report.faults:
        return EXIT_OWN_BUG if any(fault.ours for fault in report.faults) else EXIT_FAULT
    if any(f.severity.rank >= threshold.rank for file in report.files for f in file.findings):
        return EXIT_FINDINGS
    return EXIT_FINDINGS if poor else EXIT_CLEAN
