"""`glossary align`: a Chinese and an English file into pairs."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import exit_code, tell_work
from policy_glossary.cli.options import ENCODING, GLOSSARY, SHIPPED, choice
from policy_glossary.model.text import counted

HELP = """Put a Chinese text and its English side by side, sentence by sentence.

\b
Examples:
  glossary align article.zh.md article.en.md -o article.tmx      a translation memory
  glossary align zh.docx en.docx -o article.xlf                  XLIFF 2.0; also .po and .tsv
  glossary align zh.txt en.txt --unit paragraph                  a table on standard output

\b
Exit codes: 0 aligned, 2 a file cannot be read, or they are no translation of each other.
"""


def align(
    one: str = typer.Argument(..., metavar="FILE", help="One side."),
    other: str = typer.Argument(..., metavar="FILE", help="The other; which of them is Chinese is read from the text."),
    output: Path | None = typer.Option(
        None, "--output", "-o", metavar="FILE", help="Write there, as its suffix says: .tmx, .xlf, .po, .tsv (default: a table)."
    ),
    unit: str = choice("--unit", among=("sentence", "paragraph"), noun="unit"),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    encoding: str | None = ENCODING,
) -> None:
    """Align and write; typer reads the options from the parameters."""
    from policy_glossary.engine.align import align_files
    from policy_glossary.engine.check import Options
    from policy_glossary.formats.bitext_writers import WRITERS
    from policy_glossary.intake.files import write_file

    writer = WRITERS.get(output.suffix.lower() if output else ".tsv")
    if writer is None:
        raise typer.BadParameter(f'"{output}" has no suffix of these: {", ".join(WRITERS)}', param_hint="--output")
    found = align_files(one, other, Options(tuple(glossary), shipped, encoding=encoding), sentences=unit == "sentence")
    data = writer(found.aligned)
    if output is None:
        sys.stdout.write(data.decode())
    else:
        write_file(output, str(output), data)
    rows = found.aligned.rows
    lone = [sum(1 for row in rows if not row.en), sum(1 for row in rows if not row.zh)]
    told = f"{counted(len(rows) - sum(lone), 'pair')}, confidence {found.confidence:.2f}"
    told += f"; without English {lone[0]:,}, without Chinese {lone[1]:,}" if any(lone) else ""
    tell_work((*found.notes, told), found.faults)
    raise typer.Exit(exit_code(found.faults))
