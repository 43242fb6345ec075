"""`glossary terms merge`, `diff` and `log`: several people and several versions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT, EXIT_FINDINGS
from policy_glossary.model.report import FaultError

MERGE_HELP = """Merge three versions of a PO glossary by concept, field by field.

What both sides changed differently becomes a conflict: the entry is a proposal with "# conflict" comments, which a person
settles in any editor. Until then check and terms test refuse it.

\b
Examples:
  glossary terms merge --install-driver              have git merge the project's glossary this way
  glossary terms merge --install-driver terms/       or the PO files of this folder
  glossary terms merge old.po mine.po theirs.po -o mine.po

\b
Exit codes: 0 merged, 1 merged with conflicts, 2 a version cannot be read; then lines are merged as git does it.
"""


def merge(
    versions: list[Path] = typer.Argument(
        None, metavar="BASE OURS THEIRS", help="The common version, then the two that came of it."
    ),
    output: Path | None = typer.Option(None, "--output", "-o", metavar="FILE", help="Write this file instead of printing."),
    name: str | None = typer.Option(None, "--name", metavar="NAME", help="What the file is called in messages."),
    install_driver: bool = typer.Option(
        False, "--install-driver", help="Write .gitattributes and this clone's git settings; the only PATH is a folder of PO files."
    ),
) -> None:
    """Merge, or set up git; typer reads the options from the parameters."""
    if install_driver:
        _install(versions or [])
        return
    from policy_glossary.engine.merge import merge_paths
    from policy_glossary.intake.files import write_file
    from policy_glossary.model.text import printable

    if len(versions or []) != 3:
        raise typer.BadParameter("name three files: BASE OURS THEIRS", param_hint="BASE OURS THEIRS")
    base, ours, theirs = versions
    called = name or str(output or ours)
    try:
        done = merge_paths(base, ours, theirs, called)
        if output is None:
            sys.stdout.buffer.write(done.data)
            sys.stdout.flush()
        else:
            write_file(output, str(output), done.data)
    except FaultError as error:
        _fail(error)
    for note in done.notes:
        sys.stderr.write(printable(f"glossary: note: {called}: {note}") + "\n")
    if done.fault:
        sys.stderr.write(
            f"glossary: {done.fault}\nglossary: {printable(called)}: merged by lines, not by concept; look it through\n"
        )
        raise typer.Exit(EXIT_FAULT)
    for unsettled in done.unsettled:
        told = ", ".join(conflict.field for conflict in unsettled.conflicts)
        sys.stderr.write(printable(f"glossary: {called}:{unsettled.line}: {unsettled.concept}: conflict: {told}") + "\n")
    counts = f"{done.taken} taken from theirs, {done.merged} merged, {len(done.unsettled)} with conflicts"
    sys.stderr.write(printable(f"glossary: {called}: {counts}") + "\n")
    raise typer.Exit(EXIT_FINDINGS if done.unsettled else EXIT_CLEAN)


def _install(folders: list[Path]) -> None:
    from policy_glossary.engine.merge import install_driver
    from policy_glossary.engine.settings import find_settings
    from policy_glossary.model.text import printable

    if len(folders) > 1:
        raise typer.BadParameter("name one folder", param_hint="PATH")
    try:
        found = folders or [path for path in find_settings(Path.cwd()).glossary if path.is_dir()] or [Path("glossary")]
        for folder in found:
            done = install_driver(folder)
            typer.echo(printable(f"{done.attributes}: {done.line}"))
            for note in done.notes:
                typer.echo(printable(f"note: {note}"))
    except FaultError as error:
        _fail(error)
    typer.echo("commit .gitattributes; everybody else runs this once in their clone:")
    for key, value in done.settings:
        typer.echo(f"  git config {key} '{value}'")


def _fail(error: FaultError) -> NoReturn:
    sys.stderr.write(f"glossary: {error}\n")
    raise typer.Exit(EXIT_FAULT) from None
