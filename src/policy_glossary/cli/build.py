"""`glossary build`: compile the glossary ahead of time, for machines that are installed once and check often."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT

HELP = """Compile the glossary that holds here.

A check does this by itself when a glossary has changed and keeps the result; the shipped glossary comes compiled.
Build ahead where the first check should be as quick as the others, or to have a glossary's faults told.

\b
Examples:
  glossary build                     the glossary of the project in this folder
  glossary build --glossary terms/   another one

\b
Exit codes: 0 compiled, 2 something in the glossary could not be read.
"""


def build(
    glossary: list[str] = typer.Option(
        [], metavar="PATH", help="Use this glossary (a folder of PO files, or one) instead of the project's."
    ),
    shipped: bool | None = typer.Option(
        None, "--shipped/--no-shipped", help="Use the shipped glossary as well, or not.", show_default=False
    ),
) -> None:
    """Compile and say what was compiled; typer reads the options from the parameters."""
    from policy_glossary.engine.check import Options, Run
    from policy_glossary.engine.settings import find_settings
    from policy_glossary.model.report import FaultError

    run = Run(Options(glossary=tuple(glossary), shipped=shipped))
    try:
        run.matcher(find_settings(Path.cwd()))
    except FaultError as error:
        sys.stderr.write(f"glossary: {error}\n")
        raise typer.Exit(EXIT_FAULT) from None
    report = run.report([])
    for line in (*(f"note: {note}" for note in report.notes), *map(str, report.faults)):
        sys.stderr.write(f"glossary: {line}\n")
    for digest, concepts in report.signature.glossaries:
        typer.echo(f"{concepts:,} concepts compiled (glossary {digest})")
    raise typer.Exit(EXIT_FAULT if report.faults else EXIT_CLEAN)
