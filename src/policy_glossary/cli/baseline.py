"""`glossary baseline`: list the findings of today as known, so that checks speak of new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policy_glossary.cli import exit_code, tell
from policy_glossary.cli.options import ENCODING, GLOSSARY, SHIPPED, choice
from policy_glossary.model.finding import Severity
from policy_glossary.model.text import counted

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

\b
Examples:
  glossary baseline show
  glossary baseline show articles/     with the entries that are gone

\b
Exit codes: 0 shown, 2 something could not be read, 3 a bug of ours.
"""
_PRUNE_HELP = """Take out the entries whose findings are gone.

Only entries of the files that are checked are taken out, and those of files that are no longer there. Entries whose
finding has moved to another file follow it.

\b
Example:
  glossary baseline prune articles/

\b
Exit codes: 0 written, 2 something could not be read or written, 3 a bug of ours; then nothing is written.
"""

_PATHS = typer.Argument(..., metavar="PATH...", help="Files and folders.")
_FILE = typer.Option(
    None, "--baseline", metavar="FILE", help="The baseline; that of the settings, or glossary-baseline.json, if left out."
)


@baseline.command(help=_WRITE_HELP)
def write(
    paths: list[str] = _PATHS,
    output: Path | None = typer.Option(
        None,
        "--output",
        "-o",
        metavar="FILE",
        help="The file to write; that of the settings, or glossary-baseline.json, if left out.",
    ),
    min_severity: str = choice("--min-severity", among=tuple(Severity), noun="severity", about="Leave out what is milder."),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    encoding: str | None = ENCODING,
) -> None:
    """Write the list; typer reads the options from the parameters."""
    from policy_glossary.engine.baseline_file import renew_baseline

    options = _options(glossary, shipped, encoding, Severity(min_severity))
    renewed = renew_baseline(paths, options, _named(output))
    _end_if_faulty(renewed.faults)
    kept = f", {renewed.kept:,} of other files kept" if renewed.kept else ""
    typer.echo(f"{renewed.name}: {counted(renewed.listed, 'finding')} listed{kept}")


@baseline.command(help=_SHOW_HELP)
def show(
    paths: list[str] = typer.Argument(None, metavar="[PATH]...", help="Files and folders to check for what is gone."),
    file: Path | None = _FILE,
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    encoding: str | None = ENCODING,
) -> None:
    """Print counts, and entries that are gone; typer reads the options from the parameters."""
    from policy_glossary.engine.baseline_file import look_at_baseline

    seen = look_at_baseline(paths or [], _options(glossary, shipped, encoding), _named(file))
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
    typer.echo(f"{seen.name}: {counted(len(seen.entries), 'finding')} listed, {len(seen.gone):,} gone")
    _end_if_faulty(seen.faults)


@baseline.command(help=_PRUNE_HELP)
def prune(
    paths: list[str] = _PATHS,
    file: Path | None = _FILE,
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    encoding: str | None = ENCODING,
) -> None:
    """Rewrite the list without what is gone; typer reads the options from the parameters."""
    from policy_glossary.engine.baseline_file import prune_baseline

    pruned = prune_baseline(paths, _options(glossary, shipped, encoding), _named(file))
    _end_if_faulty(pruned.faults)
    typer.echo(f"{pruned.name}: {counted(pruned.kept, 'finding')} listed, {len(pruned.gone):,} taken out")


def _options(glossary: list[str], shipped: bool | None, encoding: str | None, minimum: Severity = Severity.INFO) -> Options:
    from policy_glossary.engine.check import Options

    return Options(glossary=tuple(glossary), shipped=shipped, encoding=encoding, min_severity=minimum, known=True)


def _named(file: Path | None) -> Path:
    """The baseline that is meant: the one named, else that of the settings, else glossary-baseline.json in this folder."""
    from policy_glossary.engine.baseline import BASELINE_FILE
    from policy_glossary.engine.settings import find_settings

    if file is not None:
        return file
    return find_settings(Path.cwd()).baseline or Path(BASELINE_FILE)


def _end_if_faulty(faults: Collection[Fault]) -> None:
    tell(*faults)
    if code := exit_code(faults):
        raise typer.Exit(code)
