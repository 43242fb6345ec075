"""`glossary explain`: a rule, a concept, or a place in a file."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from policy_glossary.cli import exit_code, tell
from policy_glossary.model.report import Fault, FaultError

_PLACE = re.compile(r"(.+?):(\d+)(?::(\d+))?$")
_PARAGRAPH = re.compile(r"(.+?):(?:([^:]+):)?paragraph (\d+)(?::(\d+))?$")  # as reports name places in Word documents

HELP = """Explain a rule or a concept, or why a place is reported, or why not.

\b
Examples:
  glossary explain STY001                   a rule: reason, source, examples
  glossary explain chain-leader             a concept of the glossary
  glossary explain --at draft.md:12:40      line 12, column 40 of a file
  glossary explain --at "a.docx:word/document.xml:paragraph 3:40"   a place as reports print it

\b
Exit codes: 0 explained, 2 there is no such name or place, or something could not be read.
"""


def explain(
    name: str | None = typer.Argument(None, metavar="[NAME]", help="Code or name of a rule, or id of a concept."),
    at: str | None = typer.Option(None, "--at", metavar="FILE:LINE[:COLUMN]", help="A place in a file."),
) -> None:
    """Print what is known of a rule, a concept or a place."""
    if (name is None) == (at is None):
        raise typer.BadParameter("give either a NAME or --at FILE:LINE:COLUMN")
    if at is not None:
        typer.echo(_explain_place(at))
        return
    from policy_glossary.engine.explain import explain_name
    from policy_glossary.engine.settings import find_settings

    told = explain_name(name or "", find_settings(Path.cwd()))
    typer.echo(told.text)
    tell(*told.faults)
    raise typer.Exit(exit_code(told.faults))


def _explain_place(at: str) -> str:
    from policy_glossary.engine.explain import explain_place

    if match := _PARAGRAPH.match(at):
        return explain_place(match[1], int(match[3]), int(match[4]) if match[4] else None, match[2] or "")
    match = _PLACE.match(at)
    if not match:
        raise FaultError(Fault(f'"{at}" is no place', hint="FILE:LINE or FILE:LINE:COLUMN, for example draft.md:12:40"))
    return explain_place(match[1], int(match[2]), int(match[3]) if match[3] else None)
