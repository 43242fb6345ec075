"""What `glossary check` does once its options are known; knows nothing of how they were read."""

from __future__ import annotations

import os
import sys
from datetime import date

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS, exit_code, tell, tell_work
from policy_glossary.engine.batch import Conduct, Effort, check_with_effort
from policy_glossary.engine.check import Options
from policy_glossary.engine.discovery import STANDARD_INPUT
from policy_glossary.engine.verdict import verdict_on
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Report, Verdict
from policy_glossary.model.text import counted
from policy_glossary.reports import FORMATS, WITH_RULES, write_report

_BEST_SCORE = 100


class CheckRequest(NamedTuple):
    """The options of `glossary check` as they were typed; the names are those of the options.

    Of those that settings have too, None stands for what the settings say.
    """

    paths: tuple[str, ...]
    format: str = "text"
    min_severity: str | None = None
    fail_on: str | None = None
    glossary: tuple[str, ...] = ()
    shipped: bool | None = None
    encoding: str | None = None
    stdin_filename: str | None = None
    select: tuple[str, ...] = ()
    genre: str = "auto"
    date: str | None = None
    min_score: float | None = None
    max_findings: int = 0
    baseline: str | None = None
    known: bool = False
    changed_since: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
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
    explain: bool = False
    verbose: bool = False
    source: str | None = None
    pairs: bool = True


class OptionError(ValueError):
    """An option has a value that it cannot have."""

    def __init__(self, option: str, told: str) -> None:
        super().__init__(told)
        self.option = option


def run_check(request: CheckRequest) -> int:
    """Check, print, and return the exit code. Raises OptionError before anything is read or printed."""
    if request.format not in FORMATS:
        raise OptionError("--format", f'"{request.format}" is no format; one of: {", ".join(FORMATS)}')
    _refuse_contradictions(request)
    colour = _coloured() if request.colour is None else request.colour
    options = _options(request)
    if request.watch:
        from policy_glossary.cli.watching import watch

        return watch(request.paths, options, colour, brief=request.quiet)
    effort = None
    if request.fix or request.diff:
        from policy_glossary.cli.fixing import correct  # most runs only look

        report, code = correct(request, options)
        if report is None:
            return code
    else:
        report, effort = _check(request, options)
    verdict = verdict_on(report, request.max_findings)
    write_report(report, verdict, request.format, sys.stdout, colour, brief=request.quiet)
    sys.stdout.flush()
    tell_work(() if request.format == "json" or request.quiet else report.notes, report.faults)
    if request.verbose and effort is not None:
        from policy_glossary.cli.effort import tell_effort

        tell_effort(report, effort, sys.stderr)
    _tell_verdict(verdict)
    return exit_code(report.faults, EXIT_CLEAN if verdict.passed else EXIT_FINDINGS)


def _options(request: CheckRequest) -> Options:
    return Options(
        glossary=request.glossary,
        shipped=request.shipped,
        encoding=request.encoding,
        stdin_name=request.stdin_filename,
        min_severity=_severity(request.min_severity, "--min-severity"),
        fail_on=_severity(request.fail_on, "--fail-on"),
        min_score=request.min_score,
        circumstances=Circumstances(_genre(request.genre), _date(request.date)),
        select=request.select,
        all_segments=request.all_segments,
        baseline=request.baseline,
        known=request.known,
        changed_since=request.changed_since,
        with_rules=request.format in WITH_RULES or request.explain,
        exclude=request.exclude,
        force_exclude=request.force_exclude,
        source=request.source,
        beside=request.pairs,
    )


def _refuse_contradictions(request: CheckRequest) -> None:
    corrects = request.fix or request.diff
    if not corrects and (request.suggested or request.rule or request.concept or request.limit is not None):
        raise OptionError("--suggested, --rule, --concept, --limit", "these choose corrections: add --fix or --diff")
    if request.changed_since is not None and corrects:
        raise OptionError("--changed-since", "corrections change lines themselves: leave out --fix and --diff")
    if request.changed_since is not None and STANDARD_INPUT in request.paths:
        raise OptionError("--changed-since", "standard input has no history: name the file")
    if request.min_score is not None and not 0 <= request.min_score <= _BEST_SCORE:
        raise OptionError("--min-score", f"{request.min_score:g} is no score from 0 to {_BEST_SCORE}")
    if request.max_findings < 0:
        raise OptionError("--max-findings", f"{request.max_findings} is no number of findings")
    if request.watch and (corrects or request.format != "text" or STANDARD_INPUT in request.paths):
        raise OptionError("--watch", "watches files and prints text: leave out --fix, --diff, --format and -")


def _check(request: CheckRequest, options: Options) -> tuple[Report, Effort]:
    if not sys.stderr.isatty() or request.quiet:
        return check_with_effort(request.paths, options, Conduct(request.workers, request.cache))
    from policy_glossary.cli.effort import ProgressLine

    with ProgressLine(sys.stderr) as line:
        return check_with_effort(request.paths, options, Conduct(request.workers, request.cache, line.tell))


def _coloured() -> bool:
    """Colours are for terminals that know them and people who want them (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _severity(name: str | None, option: str) -> Severity | None:
    try:
        return Severity(name) if name is not None else None
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


def _tell_verdict(verdict: Verdict) -> None:
    for name, score, least in verdict.poor:
        tell(f"{name}: MQM score {score:.4g} is below {least:g}")
    if verdict.allowed:
        told = f"{counted(verdict.failing, 'finding')} at or above {verdict.threshold}"
        limit = "no more than" if verdict.failing <= verdict.allowed else "more than"
        tell(f"{told}: {limit} the {verdict.allowed:,} that --max-findings allows")
