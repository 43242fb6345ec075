"""`glossary report`: how consistently a corpus renders its concepts, written as HTML, Markdown and JSON."""

from __future__ import annotations

from pathlib import Path

import typer

from policy_glossary.cli import exit_code, tell
from policy_glossary.cli.options import ENCODING, EXCLUDE, GLOSSARY, SHIPPED
from policy_glossary.model.text import counted

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
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    exclude: list[str] = EXCLUDE,
    encoding: str | None = ENCODING,
    workers: int | None = typer.Option(
        None, min=1, metavar="N", help="Processes to share the work among; by default one for each core.", show_default=False
    ),
) -> None:
    """Write the report; typer reads the options from the parameters."""
    from policy_glossary.engine.check import Options
    from policy_glossary.engine.corpus_report import FORMATS, write_corpus_report

    for kind in kinds:
        if kind not in FORMATS:
            raise typer.BadParameter(f'"{kind}" is no format; one of: {", ".join(FORMATS)}', param_hint="--format")
    options = Options(glossary=tuple(glossary), shipped=shipped, encoding=encoding, exclude=tuple(exclude))
    written = write_corpus_report(paths, options, folder, tuple(kinds) or tuple(FORMATS), workers)
    tell(*written.corpus.faults)
    for path in written.files:
        typer.echo(path.as_posix())
    corpus = written.corpus
    documents = counted(corpus.report.totals.documents, "document")
    typer.echo(f"{documents}: {corpus.computed:,} read anew, {corpus.reused:,} as they were")
    raise typer.Exit(exit_code(corpus.faults))
