"""`glossary terms export` and `glossary terms import`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import typer

from policy_glossary.cli import exit_code, tell, tell_work
from policy_glossary.cli.options import ENCODING, choice
from policy_glossary.model.text import counted

_FORMATS = "po, xlsx, csv, tsv, tbx, tbx-dct, tbx-linguist, tbx-linguist-dct, tbx-v2, json, omegat, weblate-po, weblate-tbx, vale"
EXPORT_HELP = f"""Write the glossary in another format, for another program.

What is written as po, xlsx, csv, tsv, json or a format that begins with tbx comes back whole; the others keep less, and it is told what.

\b
Examples:
  glossary terms export --to terms.xlsx              the project's glossary as a spreadsheet
  glossary terms export glossary --to terms.tbx      for Trados, memoQ and other termbases
  glossary terms export terms.xlsx --to glossary2/   and back: a folder of PO files
  glossary terms export --script tw --to terms.csv   in Traditional characters as in Taiwan
  glossary terms export --format vale -o .           a style for Vale

\b
Formats: {_FORMATS}.
Exit codes: 0 done, 2 something could not be read or written.
"""
IMPORT_HELP = """Take terms from another file as proposals. Nothing in the glossary is overwritten.

What the glossary does not have is added as a proposal (fuzzy). What it has differently becomes a proposed change, an entry of its
own that takes no part in a check until a person has settled it. What the file leaves out changes nothing.

\b
Examples:
  glossary terms import client.xlsx                      show the proposals as PO
  glossary terms import client.xlsx --into glossary      append them to the PO files there
  glossary terms import list.csv --columns chinese,english,note
  glossary terms import list.csv --columns Terminus=english,Zeichen=chinese

\b
Exit codes: 0 done, 2 something was refused or could not be read.
"""


def export(
    glossary: str | None = typer.Argument(
        None, metavar="[GLOSSARY]", help="A glossary in any format; the project's, or the shipped one, if left out."
    ),
    to: str | None = typer.Option(
        None, "--to", "--output", "-o", metavar="PATH", help="A new file or folder; its suffix names the format."
    ),
    form: str | None = typer.Option(None, "--format", "-f", metavar="NAME", help="The format, where the suffix does not tell it."),
    headings: str = choice("--headings", among=("en", "zh"), noun="language", about="The language of a table's headings."),
    script: str = choice(
        "--script", among=("", "hant", "hk", "tw"), noun="script", about="Convert the Chinese to Traditional (needs OpenCC)."
    ),
    encoding: str | None = ENCODING,
    force: bool = typer.Option(False, "--force", help="Replace files that exist."),
) -> None:
    """Write the export; typer reads the options from the parameters."""
    from policy_glossary.engine.exchange import Target, export_glossary

    if to is None and form is None:
        raise typer.BadParameter("say where to, or which format", param_hint="--to")
    target = Target(Path(to) if to else None, form, (to or "").endswith("/"), headings, script, force)
    done = export_glossary(glossary, target, encoding)
    if done.content is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(done.content)
    tell_work(done.notes, done.faults)
    where = f" in {', '.join(done.paths[:3])}{' …' if len(done.paths) > 3 else ''}" if done.paths else ""
    tell(f"{counted(done.entries, 'entry', 'entries')}{where}")
    raise typer.Exit(exit_code(done.faults))


def import_terms(
    file: str = typer.Argument(..., metavar="FILE", help="A glossary in any format that can be read."),
    into: str | None = typer.Option(None, "--into", metavar="FOLDER", help="Append the proposals to the PO files of this folder."),
    glossary: str | None = typer.Option(
        None, "--glossary", metavar="PATH", help="Compare with this glossary instead of the project's."
    ),
    columns: str = typer.Option("", metavar="LIST", help="What the columns of a table hold, if its headings do not say it."),
    form: str | None = typer.Option(None, "--format", "-f", metavar="NAME", help="The format, where the suffix does not tell it."),
    encoding: str | None = ENCODING,
) -> None:
    """Make the proposals; typer reads the options from the parameters."""
    from policy_glossary.engine.exchange import import_file
    from policy_glossary.termbase.exchange.formats import AsTold

    named = tuple(column.strip() for column in columns.split(",")) if columns else ()
    done = import_file(Path(file), AsTold(form, named, encoding), Path(into) if into else None, glossary)
    told = sys.stdout if into else sys.stderr
    for item in done.imported.done:
        if item.what == "same":
            continue
        told.write(f"{item.what:<8} {item.place}: {item.told}\n")
    for note in done.notes:
        told.write(f"note     {note}\n")
    if not into:
        sys.stdout.write(done.text if done.imported.entries else "")
    tell(*done.faults)
    counts = Counter(item.what for item in done.imported.done)
    where = f"; written: {', '.join(done.paths)}" if done.paths else ""
    tell(f"{counts['added']} added, {counts['changed']} changed, {counts['same']} not new, {len(done.faults)} refused{where}")
    raise typer.Exit(exit_code(done.faults))
