"""`glossary rules`: list the rules, test them, write their pages."""

from __future__ import annotations

from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS
from policy_glossary.model.text import counted

LIST_HELP = """List the rules; its commands test their examples and write their pages.

\b
Examples:
  glossary rules                           code, severity, name and summary of each
  glossary rules test house-rules.toml     the examples of a pack of your own
  glossary rules pages docs/rules          a page for each rule
"""

rules = typer.Typer()


@rules.callback(invoke_without_command=True, help=LIST_HELP)
def list_rules(context: typer.Context) -> None:
    """Print a line for each rule, unless one of the commands below is to run."""
    if context.invoked_subcommand is not None:
        return
    from policy_glossary.engine.packs import load_rules
    from policy_glossary.engine.settings import find_settings

    for rule in load_rules(find_settings(Path.cwd()).packs):
        gate = (" (policy prose)" if rule.gated else "") + (" (off unless enabled)" if rule.optional else "")
        typer.echo(f"{rule.code}  {rule.severity:10s}  {rule.name}: {rule.summary}{gate}")


@rules.command(name="test")
def run_examples(
    packs: list[Path] = typer.Argument(None, metavar="[PACK]...", help="TOML packs; all rules of the program if left out."),
) -> None:
    """Run the examples of rules, in a pack of your own or in the program.

    Exit codes: 0 all hold, 1 some do not, 2 a pack cannot be read.
    """
    from policy_glossary.engine.compiled import compile_glossary
    from policy_glossary.engine.packs import load_rules, read_pack
    from policy_glossary.engine.rule_tests import run_rule_tests
    from policy_glossary.matching.matcher import Matcher
    from policy_glossary.termbase.layer import read_layer, shipped_folder

    everything = load_rules(packs or ())  # a code or a name that is taken shows here
    tested = [rule for path in packs for rule in read_pack(path)] if packs else list(everything)
    shipped = compile_glossary((read_layer(shipped_folder(), "glossary"),))
    count, failures = run_rule_tests(tested, Matcher(shipped.terms))
    for failure in failures:
        typer.echo(f"{failure.rule.code} {failure.rule.name}: {failure.example!r}: {failure.message}")
    typer.echo(f"{counted(len(tested), 'rule')}, {counted(count, 'example')}: {len(failures)} failed")
    raise typer.Exit(EXIT_FINDINGS if failures else EXIT_CLEAN)


@rules.command()
def pages(
    folder: Path = typer.Argument(..., metavar="FOLDER", help="Where the pages are."),
    check: bool = typer.Option(False, "--check", help="Write nothing; exit with 1 if a page is not in step with its rule."),
) -> None:
    """Write one Markdown page for each rule, and an index.

    Exit codes: 0 written or in step, 1 with --check: a page is not, 2 a page cannot be written.
    """
    from policy_glossary.engine.packs import load_rules
    from policy_glossary.engine.pages import stale_pages, write_pages

    loaded = load_rules()
    if not check:
        typer.echo(f"{counted(write_pages(loaded, folder), 'page')} written to {folder}")
        return
    stale = stale_pages(loaded, folder)
    for name in stale:
        typer.echo(f"{folder / name} is not in step with its rule: run glossary rules pages {folder}")
    raise typer.Exit(EXIT_FINDINGS if stale else EXIT_CLEAN)
