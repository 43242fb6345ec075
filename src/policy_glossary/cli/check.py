"""`glossary check`: read files, print findings, choose the exit code."""

from __future__ import annotations

import sys
from datetime import date

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT, EXIT_FINDINGS, EXIT_OWN_BUG
from policy_glossary.engine.check import Options, check_paths
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.report import Report
from policy_glossary.reports import FORMATS, write_report

HELP = """Find renderings that are not how a Chinese policy term is said in English.

\b
Examples:
  glossary check draft.md                 one article, for the eye
  glossary check seeds/                   every .txt and .md below a folder
  pbpaste | glossary check -              what is on the clipboard
  glossary check --format jsonl seeds/    one finding a line, for other programs
  glossary check --min-severity warning draft.md      only what fails a build
  glossary check --select TERM draft.md               only the glossary's terms
  glossary check --encoding gb18030 old.txt           a file that is not UTF-8
  glossary check --glossary our-terms/ draft.md       with a glossary of your own

\b
Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be read,
3 a bug of ours, 130 interrupted.
"""


def check(
    paths: list[str] = typer.Argument(..., metavar="PATH...", help='Files, folders, or "-" for standard input.'),
    kind: str = typer.Option("text", "--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    min_severity: str = typer.Option("info", metavar="LEVEL", help="Leave out what is milder: info, suggestion, warning, error."),
    fail_on: str = typer.Option("warning", metavar="LEVEL", help="The mildest severity that makes the exit code 1."),
    glossary: list[str] = typer.Option(
        [], metavar="PATH", help="Use this glossary (a folder of PO files, or one) instead of the project's."
    ),
    shipped: bool | None = typer.Option(
        None, "--shipped/--no-shipped", help="Use the shipped glossary as well, or not.", show_default=False
    ),
    encoding: str | None = typer.Option(None, metavar="NAME", help="Encoding of files without a byte-order mark, if not UTF-8."),
    stdin_filename: str | None = typer.Option(None, metavar="NAME", help="Name, and so the format, of standard input."),
    select: list[str] = typer.Option([], metavar="RULE", help="Run only these: a code, a name, a family, or letters such as STY."),
    genre: str = typer.Option(
        "auto", metavar="GENRE", help="policy: soft rules speak; other: they are silent; auto: the text decides."
    ),
    written: str | None = typer.Option(
        None, "--date", metavar="YYYY-MM-DD", help="The day of writing, if the text does not say it."
    ),
    min_score: float | None = typer.Option(None, metavar="0-100", help="Exit with 1 if a file's MQM score is below this."),
    colour: bool | None = typer.Option(None, "--colour/--no-colour", help="Force colours on or off.", show_default=False),
) -> None:
    """Check files and print what was found; typer reads the options from the parameters."""
    if kind not in FORMATS:
        raise typer.BadParameter(f'"{kind}" is no format; one of: {", ".join(FORMATS)}', param_hint="--format")
    options = Options(
        glossary=tuple(glossary),
        shipped=shipped,
        encoding=encoding,
        stdin_name=stdin_filename,
        min_severity=_severity(min_severity, "--min-severity"),
        circumstances=Circumstances(_genre(genre), _date(written)),
        select=tuple(select),
    )
    threshold = _severity(fail_on, "--fail-on")
    report = check_paths(paths, options)
    write_report(report, kind, sys.stdout, sys.stdout.isatty() if colour is None else colour)
    sys.stdout.flush()
    _tell_faults(report, notes=kind != "json")
    raise typer.Exit(_exit_code(report, threshold, min_score))


def _severity(name: str, option: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise typer.BadParameter(f'"{name}" is no severity; one of: {", ".join(Severity)}', param_hint=option) from None


def _genre(name: str) -> Genre:
    try:
        return Genre(name)
    except ValueError:
        raise typer.BadParameter(f'"{name}" is no genre; one of: {", ".join(Genre)}', param_hint="--genre") from None


def _date(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise typer.BadParameter(f'"{told}" is no date such as 2024-02-19', param_hint="--date") from None


def _tell_faults(report: Report, notes: bool) -> None:
    for note in report.notes if notes else ():
        sys.stderr.write(f"glossary: note: {note}\n")
    for fault in report.faults:
        sys.stderr.write(f"glossary: {fault}\n")


def _exit_code(report: Report, threshold: Severity, min_score: float | None) -> int:
    if report.faults:
        return EXIT_OWN_BUG if any(fault.ours for fault in report.faults) else EXIT_FAULT
    if any(f.severity.rank >= threshold.rank for file in report.files for f in file.findings):
        return EXIT_FINDINGS
    poor = min_score is not None and any(file.score is not None and file.score < min_score for file in report.files)
    return EXIT_FINDINGS if poor else EXIT_CLEAN
