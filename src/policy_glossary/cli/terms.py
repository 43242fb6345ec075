"""`glossary terms`: work on the glossary itself."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS, exit_code, tell
from policy_glossary.cli.options import ENCODING, EXCLUDE, GLOSSARY, SHIPPED
from policy_glossary.cli.terms_desk import FORMAT_HELP, LINT_HELP, STATS_HELP, format_terms, lint_terms, stats
from policy_glossary.cli.terms_edit import ADD_HELP, APPROVE_HELP, DEPRECATE_HELP, RENAME_HELP, add, approve, deprecate, rename
from policy_glossary.cli.terms_exchange import EXPORT_HELP, IMPORT_HELP, export, import_terms
from policy_glossary.cli.terms_versions import DIFF_HELP, LOG_HELP, MERGE_HELP, diff, log, merge
from policy_glossary.model.candidate import Kind
from policy_glossary.model.text import counted

_KINDS = ", ".join(Kind)
EXTRACT_HELP = """Find what recurs in texts and is in no glossary, as proposals for new entries.

\b
Examples:
  glossary terms extract seeds/                           the 100 best, as PO entries
  glossary terms extract -o proposals.po seeds/           into a new file
  glossary terms extract --kind quoted --kind slogan seeds/
  glossary terms extract --min-count 3 --limit 0 seeds/   all that stand at least three times
  glossary terms extract originals/*.zh.txt               from Chinese texts (needs jieba)

\b
Exit codes: 0 done, 2 something could not be read or written.
"""

TEST_HELP = """Run the must-match and must-not lines of every entry.

\b
Examples:
  glossary terms test                      the project's glossary, or the shipped one
  glossary terms test glossary/rural.po    one file

\b
Exit codes: 0 all hold, 1 some do not, 2 the glossary cannot be read.
"""

terms = typer.Typer(no_args_is_help=True, help="Work on the glossary itself.")


def run_tests(
    path: str | None = typer.Argument(None, metavar="[PATH]", help="A glossary; the project's, or the shipped one, if left out."),
) -> None:
    """Run the lines and print what does not hold; typer reads the options from the parameters."""
    from policy_glossary.engine.compiled import compile_glossary
    from policy_glossary.engine.desk import glossary_paths
    from policy_glossary.engine.term_tests import run_term_tests
    from policy_glossary.matching.matcher import Matcher
    from policy_glossary.termbase.layer import read_layer, read_termbase

    layers = tuple(read_layer(p, p.name) for p in glossary_paths(path))
    termbase = read_termbase(layers)
    tell(*termbase.faults)
    count, failures = run_term_tests(termbase.concepts, Matcher(compile_glossary(layers).terms))
    for failure in failures:
        typer.echo(f"{failure.concept.file}:{failure.line}: {failure.concept.id}: {failure.message}")
    typer.echo(f"{counted(len(termbase.concepts), 'concept')}, {counted(count, 'test')}: {len(failures)} failed")
    raise typer.Exit(exit_code(termbase.faults, EXIT_FINDINGS if failures else EXIT_CLEAN))


def extract_candidates(
    paths: list[str] = typer.Argument(..., metavar="PATH...", help='Files, folders, or "-" for standard input.'),
    output: str | None = typer.Option(None, "--output", "-o", metavar="FILE", help="Write a new PO file instead of printing."),
    min_count: int | None = typer.Option(
        None, min=1, metavar="N", help="Leave out what is rarer (default: 1 for quoted phrases and slogans, otherwise 2)."
    ),
    limit: int = typer.Option(100, min=0, metavar="N", help="The number of proposals for each language; 0 for all."),
    kind: list[str] = typer.Option([], metavar="KIND", help=f"Only this kind: {_KINDS}."),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    exclude: list[str] = EXCLUDE,
    encoding: str | None = ENCODING,
) -> None:
    """Print or write the proposals; typer reads the options from the parameters."""
    from policy_glossary.engine.check import Options
    from policy_glossary.engine.extract import DOMAIN, extract
    from policy_glossary.intake.files import write_new
    from policy_glossary.scoring.ranking import Selection
    from policy_glossary.termbase.proposals import po_file

    for name in kind:
        if name not in list(Kind):
            raise typer.BadParameter(f'"{name}" is no kind; one of: {_KINDS}', param_hint="--kind")
    selection = Selection(min_count, frozenset(map(Kind, kind)))
    options = Options(glossary=tuple(glossary), shipped=shipped, encoding=encoding, exclude=tuple(exclude))
    found = extract(paths, options, selection, limit, Path(output).stem if output else DOMAIN)
    if output is None:
        sys.stdout.write(po_file(found.candidates))
    else:
        write_new(Path(output), output, po_file(found.candidates).encode())
    tell(*found.faults, f"{len(found.candidates)} of {counted(found.found, 'proposal')} from {counted(found.files, 'file')}")
    raise typer.Exit(exit_code(found.faults))


for name, command, told in (  # as they are listed: one entry, the files, other programs, other versions
    ("add", add, ADD_HELP),
    ("deprecate", deprecate, DEPRECATE_HELP),
    ("approve", approve, APPROVE_HELP),
    ("rename", rename, RENAME_HELP),
    ("lint", lint_terms, LINT_HELP),
    ("format", format_terms, FORMAT_HELP),
    ("test", run_tests, TEST_HELP),
    ("stats", stats, STATS_HELP),
    ("extract", extract_candidates, EXTRACT_HELP),
    ("export", export, EXPORT_HELP),
    ("import", import_terms, IMPORT_HELP),
    ("diff", diff, DIFF_HELP),
    ("log", log, LOG_HELP),
    ("merge", merge, MERGE_HELP),
):
    terms.command(name=name, help=told)(command)
