"""`glossary build`: compile the glossary ahead of time, for machines that are installed once and check often."""

from __future__ import annotations

from pathlib import Path

import typer

from policy_glossary.cli import exit_code, tell_work
from policy_glossary.cli.options import GLOSSARY, SHIPPED
from policy_glossary.model.text import counted

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
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
) -> None:
    """Compile and say what was compiled; typer reads the options from the parameters."""
    from policy_glossary.engine.check import Options, Run
    from policy_glossary.engine.settings import find_settings

    run = Run(Options(glossary=tuple(glossary), shipped=shipped))
    run.matcher(find_settings(Path.cwd()))
    report = run.report([])
    tell_work(report.notes, report.faults)
    for digest, concepts in report.signature.glossaries:
        typer.echo(f"{counted(concepts, 'concept')} compiled (glossary {digest})")
    raise typer.Exit(exit_code(report.faults))
