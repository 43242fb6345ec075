"""`glossary terms`: work on the glossary itself."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT
from policy_glossary.cli.terms_desk import FORMAT_HELP, LINT_HELP, STATS_HELP, format_terms, lint_terms, stats
from policy_glossary.cli.terms_edit import ADD_HELP, APPROVE_HELP, DEPRECATE_HELP, RENAME_HELP, add, approve, deprecate, rename
from policy_glossary.cli.terms_exchange import EXPORT_HELP, IMPORT_HELP, export, import_terms
from policy_glossary.cli.terms_versions import DIFF_HELP, LOG_HELP, MERGE_HELP, diff, log, merge
from policy_glossary.model.candidate import Kind
from policy_glossary.model.report import FaultError

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

terms = typer.Typer(no_args_is_help=True, help="Work on the glossary itself.")
terms.command(name="merge", help=MERGE_HELP)(merge)
terms.command(name="diff", help=DIFF_HELP)(diff)
terms.command(name="log", help=LOG_HELP)(log)


terms.command(name="lint", help=LINT_HELP)(lint_terms)
terms.command(name="format", help=FORMAT_HELP)(format_terms)
terms.command(help=STATS_HELP)(stats)
terms.command(help=ADD_HELP)(add)
terms.command(help=DEPRECATE_HELP)(deprecate)
terms.command(help=APPROVE_HELP)(approve)
terms.command(help=RENAME_HELP)(rename)
terms.command(name="export", help=EXPORT_HELP)(export)
terms.command(name="import", help=IMPORT_HELP)(import_terms)


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


@terms.command(name="extract", help=EXTRACT_HELP)
def extract_candidates(
    paths: list[str] = typer.Argument(..., metavar="PATH...", help='Files, folders, or "-" for standard input.'),
    output: str | None = typer.Option(None, "--output", "-o", metavar="FILE", help="Write a new PO file instead of printing."),
    min_count: int | None = typer.Option(
        None, min=1, metavar="N", help="Leave out what is rarer (default: 1 for quoted phrases and slogans, otherwise 2)."
    ),
    limit: int = typer.Option(100, min=0, metavar="N", help="The number of proposals for each language; 0 for all."),
    kind: list[str] = typer.Option([], metavar="KIND", help=f"Only this kind: {_KINDS}."),
    glossary: list[str] = typer.Option([], metavar="PATH", help="Use this glossary instead of the project's."),
    shipped: bool | None = typer.Option(
        None, "--shipped/--no-shipped", help="Use the shipped glossary as well, or not.", show_default=False
    ),
    exclude: list[str] = typer.Option(
        [], metavar="GLOB", help="Pass over these files and folders as well, written as in .gitignore; may be repeated."
    ),
    encoding: str | None = typer.Option(None, metavar="NAME", help="Encoding of files without a byte-order mark, if not UTF-8."),
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
    try:
        found = extract(paths, options, selection, limit, Path(output).stem if output else DOMAIN)
        if output is None:
            sys.stdout.write(po_file(found.candidates))
        else:
            write_new(Path(output), output, po_file(found.candidates).encode())
    except FaultError as error:
        sys.stderr.write(f"glossary: {error}\n")
        raise typer.Exit(EXIT_FAULT) from None
    for fault in found.faults:
        sys.stderr.write(f"glossary: {fault}\n")
    files = f"{found.files} file{'s' * (found.files != 1)}"
    sys.stderr.write(f"glossary: {len(found.candidates)} of {found.found} proposals from {files}\n")
    raise typer.Exit(EXIT_FAULT if found.faults else EXIT_CLEAN)
