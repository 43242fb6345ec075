"""`glossary rules`: list the rules, test them, write their pages."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_FAULT
from policy_glossary.model.report import FaultError

rules = typer.Typer(help="List the rules, test their examples, write their pages.")


@rules.callback(invoke_without_command=True)
def list_rules(context: typer.Context) -> None:
    """List all rules: code, name, severity, and what they find."""
    if context.invoked_subcommand is not None:
        return
    from policy_glossary.engine.packs import load_rules
    from policy_glossary.engine.settings import find_settings

    try:
        for rule in load_rules(find_settings(Path.cwd()).packs):
            gate = (" (policy prose)" if rule.gated else "") + (" (off unless enabled)" if rule.optional else "")
            typer.echo(f"{rule.code}  {rule.severity:10s}  {rule.name}: {rule.summary}{gate}")
    except FaultError as error:
        _fail(error)


@rules.command(name="test")
def run_examples(
    packs: list[Path] = typer.Argument(None, metavar="[PACK]...", help="TOML packs; all rules of the program if left out."),
) -> None:
    """Run the examples of rules, in a pack of your own or in the program.

    Exit codes: 0 all hold, 1 some do not, 2 a pack cannot be read.
    """
    import sqlite3

    from policy_glossary.engine.packs import load_rules, read_pack
    from policy_glossary.engine.rule_tests import run_rule_tests
    from policy_glossary.matching.index import TermIndex, build_index
    from policy_glossary.matching.matcher import Matcher
    from policy_glossary.termbase.layer import read_layer, read_termbase, shipped_folder

    try:
        everything = load_rules(packs or ())  # a code or a name that is taken shows here
        tested = [rule for path in packs for rule in read_pack(path)] if packs else list(everything)
        termbase = read_termbase((read_layer(shipped_folder(), "glossary"),))
    except FaultError as error:
        _fail(error)
    database = sqlite3.connect(":memory:")
    build_index(termbase.concepts, database)
    count, failures = run_rule_tests(tested, Matcher(TermIndex(database)))
    for failure in failures:
        typer.echo(f"{failure.rule.code} {failure.rule.name}: {failure.example!r}: {failure.message}")
    typer.echo(f"{len(tested)} rules, {count} examples: {len(failures)} failed")
    raise typer.Exit(int(bool(failures)))


@rules.command()
def pages(
    folder: Path = typer.Argument(..., help="Where the pages are."),
    check: bool = typer.Option(False, "--check", help="Write nothing; exit with 1 if a page is not in step with its rule."),
) -> None:
    """Write one Markdown page for each rule, and an index."""
    from policy_glossary.engine.packs import load_rules
    from policy_glossary.engine.pages import stale_pages, write_pages

    loaded = load_rules()
    if not check:
        try:
            typer.echo(f"{write_pages(loaded, folder)} pages written to {folder}")
        except FaultError as error:
            _fail(error)
        return
    stale = stale_pages(loaded, folder)
    for name in stale:
        typer.echo(f"{folder / name} is not in step with its rule: run glossary rules pages {folder}")
    raise typer.Exit(int(bool(stale)))


def _fail(error: FaultError) -> None:
    sys.stderr.write(f"glossary: {error}\n")
    raise typer.Exit(EXIT_FAULT) from None
