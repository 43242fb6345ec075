"""`glossary baseline`: list the findings of today as known, so that checks speak of new ones."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from policy_glossary.cli import EXIT_FAULT, EXIT_OWN_BUG
from policy_glossary.model.finding import Severity
from policy_glossary.model.report import FaultError

if TYPE_CHECKING:
    from policy_glossary.engine.check import Options
    from policy_glossary.model.report import Fault

baseline = typer.Typer(help="List the findings of today as known, so that checks speak of new ones only.")

_WRITE_HELP = """List the findings in files and folders as known.

Entries of files that are not named stay as they are, so that one article can be taken up into a list of many.
The settings' key "baseline", or check --baseline FILE, then leaves these findings out.

\b
Examples:
  glossary baseline write articles/                      writes glossary-baseline.json
  glossary baseline write articles/ --min-severity warning   only what fails a build
  glossary baseline write articles/ -o ci/known.json

\b
Exit codes: 0 written, 2 something could not be read or written, 3 a bug of ours; then nothing is written.
"""
_SHOW_HELP = """Say what a baseline holds, by rule and by file, and which files are gone.

With PATHs these are checked, and entries are listed whose findings are no longer there.
"""
_PRUNE_HELP = """Take out the entries whose findings are gone.

Only entries of the files that are checked are taken out, and those of files that are no longer there. Entries whose
finding has moved to another file follow it.
"""

_PATHS = typer.Argument(..., metavar="PATH...", help="Files and folders.")
_GLOSSARY = typer.Option([], "--glossary", metavar="PATH", help="As for glossary check.")
_SHIPPED = typer.Option(None, "--shipped/--no-shipped", help="As for glossary check.", show_default=False)
_ENCODING = typer.Option(None, "--encoding", metavar="NAME", help="As for glossary check.")


@baseline.command(help=_WRITE_HELP)
def write(
    paths: list[str] = _PATHS,
    output: Path | None = typer.Option(None, "--output", "-o", metavar="FILE", help="The file to write."),
    min_severity: str = typer.Option("info", metavar="LEVEL", help="Leave out what is milder: info, suggestion, warning, error."),
    glossary: list[str] = _GLOSSARY,
    shipped: bool | None = _SHIPPED,
    encoding: str | None = _ENCODING,
) -> None:
    """Write the list; typer reads the options from the parameters."""
    from policy_glossary.engine.baseline_file import renew_baseline

    if min_severity not in list(Severity):
        raise typer.BadParameter(f'"{min_severity}" is no severity; one of: {", ".join(Severity)}', param_hint="--min-severity")
    options = _options(glossary, shipped, encoding, Severity(min_severity))
    try:
        renewed = renew_baseline(paths, options, _named(output))
    except FaultError as error:
        _fail([error.fault])
    if renewed.faults:
        _fail(renewed.faults)
    kept = f", {renewed.kept:,} of other files kept" if renewed.kept else ""
    typer.echo(f"{renewed.name}: {_count(renewed.listed)} listed{kept}")


@baseline.command(help=_SHOW_HELP)
def show(
    paths: list[str] = typer.Argument(None, metavar="[PATH]...", help="Files and folders to check for what is gone."),
    file: Path | None = typer.Option(None, "--baseline", metavar="FILE", help="The baseline."),
    glossary: list[str] = _GLOSSARY,
    shipped: bool | None = _SHIPPED,
    encoding: str | None = _ENCODING,
) -> None:
    """Print counts, and entries that are gone; typer reads the options from the parameters."""
    from policy_glossary.engine.baseline_file import look_at_baseline

    try:
        seen = look_at_baseline(paths or [], _options(glossary, shipped, encoding), _named(file))
    except FaultError as error:
        _fail([error.fault])
    for title, counts in (
        ("By rule", Counter(f"{entry.rule} {entry.concept}".rstrip() for entry in seen.entries)),
        ("By file", Counter(entry.file for entry in seen.entries)),
        ("Gone", Counter(f'{entry.file}: {entry.rule} "{entry.words}"' for entry in seen.gone)),
    ):
        if counts:
            typer.echo(title)
            for subject, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
                typer.echo(f"{count:6d}  {subject}")
            typer.echo("")
    typer.echo(f"{seen.name}: {_count(len(seen.entries))} listed, {len(seen.gone):,} gone")
    if seen.faults:
        _fail(seen.faults)


@baseline.command(help=_PRUNE_HELP)
def prune(
    paths: list[str] = _PATHS,
    file: Path | None = typer.Option(None, "--baseline", metavar="FILE", help="The baseline."),
    glossary: list[str] = _GLOSSARY,
    shipped: bool | None = _SHIPPED,
    encoding: str | None = _ENCODING,
) -> None:
    """Rewrite the list without what is gone; typer reads the options from the parameters."""
    from policy_glossary.engine.baseline_file import prune_baseline

    try:
        pruned = prune_baseline(paths, _options(glossary, shipped, encoding), _named(file))
    except FaultError as error:
        _fail([error.fault])
    if pruned.faults:
        _fail(pruned.faults)
    typer.echo(f"{pruned.name}: {_count(pruned.kept)} listed, {len(pruned.gone):,} taken out")


def _options(glossary: list[str], shipped: bool | None, encoding: str | None, minimum: Severity = Severity.INFO) -> Options:
    from policy_glossary.engine.check import Options

    return Options(glossary=tuple(glossary), shipped=shipped, encoding=encoding, min_severity=minimum, known=True)


def _named(file: Path | None) -> Path:
    """The baseline that is meant: the one named, else that of the settings, else glossary-baseline.json in this folder."""
    from policy_glossary.engine.baseline import BASELINE_FILE
    from policy_glossary.engine.settings import find_settings

    if file is not None:
        return file
    try:
        return find_settings(Path.cwd()).baseline or Path(BASELINE_FILE)
    except FaultError as error:
        _fail([error.fault])


def _count(number: int) -> str:
    return f"{number:,} finding{'s' * (number != 1)}"


def _fail(faults: list[Fault] | tuple[Fault, ...]) -> NoReturn:
    for fault in faults:
        sys.stderr.write(f"glossary: {fault}\n")
    raise typer.Exit(EXIT_OWN_BUG if any(fault.ours for fault in faults) else EXIT_FAULT)
