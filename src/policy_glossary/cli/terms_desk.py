"""`glossary terms lint` and `glossary terms format`: a glossary is checked and laid out like code."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS, exit_code, tell
from policy_glossary.cli.options import form
from policy_glossary.model.text import counted

LINT_HELP = """Look for what is doubtful in glossary files.

Contradictions, doublets, circles, terms that cannot be found: docs/glossary-guide.md tells every check. Remarks (info), such as a missing source, are counted, and shown with --all.

\b
Examples:
  glossary terms lint                      the project's glossary, or the shipped one
  glossary terms lint glossary/rural.po    one file
  glossary terms lint --fix                mend what can be mended without a choice
  glossary terms lint --format json

\b
Exit codes: 0 clean, 1 warnings or errors, 2 something could not be read.
"""
FORMAT_HELP = """Write glossary files in their one canonical form. What they say stays as it is.

Entries in the order of their ids, keys in one order, one blank line between entries, terms of a list on lines of up to 110 characters.
A file with a fault is left alone.

\b
Examples:
  glossary terms format                    the project's glossary
  glossary terms format --check            only tell which files would change (for CI)

\b
Exit codes: 0 done or nothing to do, 1 with --check: files would change, 2 a file could not be read or written.
"""

STATS_HELP = """Count the entries by domain.

All of them; those with a source, a definition, tests; proposals; those whose English stands in the texts.

\b
Examples:
  glossary terms stats
  glossary terms stats --in articles/ --names      name what no text shows

\b
Exit codes: 0 done, 2 something could not be read.
"""


def lint_terms(
    path: str | None = typer.Argument(None, metavar="[PATH]", help="A glossary; the project's, or the shipped one, if left out."),
    fix: bool = typer.Option(False, "--fix", help="Mend in the files what can be mended without a choice."),
    everything: bool = typer.Option(False, "--all", help="Show remarks (info) as well."),
    kind: str = form("text", "json"),
) -> None:
    """Print the findings; typer reads the options from the parameters."""
    from policy_glossary.engine.desk import glossary_paths, lint, mend
    from policy_glossary.reports.lint import lint_json, lint_text

    paths = glossary_paths(path)
    mended = mend(paths) if fix else 0
    linted = lint(paths)
    tell(*linted.faults)
    if mended:
        tell(f"{counted(mended, 'line')} mended")
    if kind == "json":
        sys.stdout.write(lint_json(linted.findings, linted.faults, linted.entries))
    else:
        sys.stdout.write(lint_text(linted.findings, linted.entries, everything=everything))
    raise typer.Exit(exit_code(linted.faults, EXIT_FINDINGS if linted.failed else EXIT_CLEAN))


def format_terms(
    paths: list[str] | None = typer.Argument(
        None, metavar="[PATH...]", help="PO files or folders; the project's glossary if left out."
    ),
    check: bool = typer.Option(False, "--check", help="Write nothing; tell which files would change."),
) -> None:
    """Write the files, or tell which would change; typer reads the options from the parameters."""
    from policy_glossary.engine.desk import format_files, glossary_paths

    named = [place for path in paths for place in glossary_paths(path)] if paths else glossary_paths(None)
    done = format_files(named, check=check)
    for name in done.changed:
        typer.echo(f"{name}: would change" if check else f"{name}: written")
    tell(*done.faults, f"{len(done.changed)} of {counted(done.files, 'file')} {'would change' if check else 'changed'}")
    raise typer.Exit(exit_code(done.faults, EXIT_FINDINGS if check and done.changed else EXIT_CLEAN))


def stats(
    path: str | None = typer.Argument(None, metavar="[PATH]", help="A glossary; the project's, or the shipped one, if left out."),
    texts: str = typer.Option("seeds", "--in", metavar="FOLDER", help="Texts in which the entries should occur."),
    names: bool = typer.Option(False, "--names", help="Name the proposals and the entries that no text shows."),
    kind: str = form("text", "json"),
) -> None:
    """Print the numbers; typer reads the options from the parameters."""
    from policy_glossary.engine.desk import glossary_paths
    from policy_glossary.engine.term_stats import term_stats
    from policy_glossary.reports.term_stats import stats_json, stats_text

    counted = term_stats(glossary_paths(path), Path(texts))
    rows = [domain._asdict() for domain in (*counted.domains, counted.total)]
    data = {"domains": rows, "texts": counted.texts, "waiting": [*counted.waiting], "unseen": [*counted.unseen]}
    sys.stdout.write(stats_json(data) if kind == "json" else stats_text(data, names=names))
    raise typer.Exit(EXIT_CLEAN)
