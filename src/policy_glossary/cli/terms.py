"""`glossary terms`: work on the glossary itself."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_FAULT
from policy_glossary.model.report import FaultError

terms = typer.Typer(no_args_is_help=True, help="Work on the glossary itself.")


@terms.callback()
def _group() -> None:
    pass


@terms.command(name="test")
def run_tests(
    path: str | None = typer.Argument(None, metavar="[PATH]", help="A glossary; the project's, or the shipped one, if left out."),
) -> None:
    """Run the must-match and must-not lines of every entry.

    Exit codes: 0 all hold, 1 some do not, 2 the glossary cannot be read.
    """
    from policy_glossary.engine.settings import find_settings
    from policy_glossary.engine.term_tests import run_term_tests
    from policy_glossary.termbase.layer import read_layer, read_termbase, shipped_folder

    try:
        paths = [Path(path)] if path else [*find_settings(Path.cwd()).glossary] or [shipped_folder()]
        termbase = read_termbase(tuple(read_layer(p, p.name) for p in paths))
    except FaultError as error:
        sys.stderr.write(f"glossary: {error}\n")
        raise typer.Exit(EXIT_FAULT) from None
    for fault in termbase.faults:
        sys.stderr.write(f"glossary: {fault}\n")
    count, failures = run_term_tests(termbase.concepts)
    for failure in failures:
        typer.echo(f"{failure.concept.file}:{failure.line}: {failure.concept.id}: {failure.message}")
    typer.echo(f"{len(termbase.concepts):,} concepts, {count:,} tests: {len(failures)} failed")
    raise typer.Exit(EXIT_FAULT if termbase.faults else int(bool(failures)))
