"""`glossary score`: how far drafts are from a reference."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN
from policy_glossary.cli.options import ENCODING, GLOSSARY, SHIPPED, form
from policy_glossary.intake.files import write_file

HELP = """Measure drafts against an edited reference: BLEU, chrF, TER, terms, MQM score.

\b
Examples:
  glossary score draft.md --reference edited.md           as many paragraphs in both
  glossary score seeds/ --reference reference/            files of the same stem
  glossary score before/ after/ --reference reference/    is the second better than the first?
  glossary score draft.md --reference edited.md --few -f html -o differences.html

\b
A reference in the form of reference/*.po cuts a draft as its original was cut.
Exit codes: 0 scored, 2 something cannot be read, or cannot be compared.
"""


def score(
    versions: list[str] = typer.Argument(
        ..., metavar="DRAFT...", help="Files, or folders; later ones are compared with the first."
    ),
    reference: str = typer.Option(..., "--reference", "-r", metavar="PATH", help="The edited English: a file, or a folder."),
    kind: str = form("text", "json", "html"),
    output: Path | None = typer.Option(None, "--output", "-o", metavar="FILE", help="Write there instead of standard output."),
    source: str | None = typer.Option(
        None, metavar="PATH", help="The Chinese: a file, or a folder. Findings of bilingual rules then count in the MQM score."
    ),
    few: bool = typer.Option(False, "--few", help="Show scores of fewer than 100 segments, which mean little."),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    encoding: str | None = ENCODING,
) -> None:
    """Score and print; typer reads the options from the parameters."""
    from policy_glossary.engine.check import Options
    from policy_glossary.engine.score import score as score_versions
    from policy_glossary.reports.score_html import render_html
    from policy_glossary.reports.score_text import render_json, render_text

    options = Options(tuple(glossary), shipped, encoding=encoding, source=source)
    report = score_versions(versions, reference, options, few=few, rows=kind != "text")
    told = {"text": render_text, "json": render_json, "html": render_html}[kind](report)
    if output is None:
        sys.stdout.write(told)
    else:
        write_file(output, str(output), told.encode("utf-8", "backslashreplace"))
    raise typer.Exit(EXIT_CLEAN)
