"""`glossary report`: how consistently a corpus renders its concepts, written as HTML, Markdown and JSON."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT, EXIT_OWN_BUG

HELP = """Write a report on the consistency of terms in files and folders.

\b
Examples:
  glossary report seeds/                    reports/consistency.html, .md and .json
  glossary report -o out drafts/ news/      into another folder
  glossary report --format md drafts/       one format only

\b
The report says what changed since the one whose JSON lies in the same folder.
Exit codes: 0 written, 2 something could not be read or written, 3 a bug of ours.
"""


def report(
    paths: list[str] = typer.Argument(..., metavar="PATH...", help="Files and folders."),
    folder: Path = typer.Option(Path("reports"), "--output", "-o", metavar="DIR", help="Where the report is written."),
    kinds: list[str] = typer.Option([], "--format", "-f", metavar="FORMAT", help="html, md or json; all if left out."),
    glossary: list[str] = typer.Option(
        [], metavar="PATH", help="Use this glossary (a folder of PO files, or one) instead of the project's."
    ),
    shipped: bool | None = typer.Option(
        None, "--shipped/--no-shipped", help="Use the shipped glossary as well, or not.", show_default=False
    ),
    exclude: list[str] = typer.Option(
        [], metavar="GLOB", help="Pass over these files and folders as well, written as in .gitignore; may be repeated."
    ),
    encoding: str | None = typer.Option(None, metavar="NAME", help="Encoding of files without a byte-order mark, if not UTF-8."),
    workers: int = typer.Option(0, "--workers", min=0, metavar="N", help="Processes; 0: one for each core."),
) -> None:
    """Write the report; typer reads the options from the parameters."""
    from policy_glossary.engine.check import Options
    from policy_glossary.engine.corpus_report import FORMATS, write_corpus_report
    from policy_glossary.model.report import FaultError

    for kind in kinds:
        if kind not in FORMATS:
            raise typer.BadParameter(f'"{kind}" is no format; one of: {", ".join(FORMATS)}', param_hint="--format")
    options = Options(glossary=tuple(glossary), shipped=shipped, encoding=encoding, exclude=tuple(exclude))
    try:
        written = write_corpus_report(paths, options, folder, tuple(kinds) or tuple(FORMATS), workers or os.cpu_count() or 1)
    except FaultError as error:
        sys.stderr.write(f"glossary: {error}\n")
        raise typer.Exit(EXIT_FAULT) from None
    for fault in written.corpus.faults:
        sys.stderr.write(f"glossary: {fault}\n")
    for path in written.files:
        typer.echo(path.as_posix())
    corpus = written.corpus
    typer.echo(f"{corpus.report.totals.documents:,} documents: {corpus.computed:,} read anew, {corpus.reused:,} as they were")
    if corpus.faults:
        raise typer.Exit(EXIT_OWN_BUG if any(fault.ours for fault in corpus.faults) else EXIT_FAULT)
    raise typer.Exit(EXIT_CLEAN)
