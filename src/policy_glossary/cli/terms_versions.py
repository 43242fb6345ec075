"""`glossary terms merge`, `diff` and `log`: several people and several versions."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS, exit_code, tell
from policy_glossary.cli.options import form

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
DIFF_HELP = """Show what differs between two versions of a glossary, concept by concept.

\b
Examples:
  glossary terms diff HEAD:glossary                      what you changed since the last commit
  glossary terms diff main:glossary feature:glossary     two branches
  glossary terms diff --format markdown old/ new/        for a pull request
  glossary terms diff old.po new.po

\b
Exit codes: 0 shown, 1 shown and different (with --exit-code), 2 something could not be read.
"""
LOG_HELP = """Show what commits did to one concept, the last first, in whichever file it stood.

\b
Examples:
  glossary terms log chain-leader
  glossary terms log chain-leader terms/ --format json

\b
Exit codes: 0 shown, 2 no commit knows the concept, or there is no repository.
"""
_FORMAT = form("text", "markdown", "json")


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

    if len(versions or []) != 3:
        raise typer.BadParameter("name three files: BASE OURS THEIRS", param_hint="BASE OURS THEIRS")
    base, ours, theirs = versions
    called = name or str(output or ours)
    done = merge_paths(base, ours, theirs, called)
    if output is None:
        sys.stdout.buffer.write(done.data)
        sys.stdout.flush()
    else:
        write_file(output, str(output), done.data)
    tell(*(f"note: {called}: {note}" for note in done.notes))
    if done.fault:
        tell(done.fault, f"{called}: merged by lines, not by concept; look it through")
        raise typer.Exit(exit_code((done.fault,)))
    for unsettled in done.unsettled:
        told = ", ".join(conflict.field for conflict in unsettled.conflicts)
        tell(f"{called}:{unsettled.line}: {unsettled.concept}: conflict: {told}")
    tell(f"{called}: {done.taken} taken from theirs, {done.merged} merged, {len(done.unsettled)} with conflicts")
    raise typer.Exit(EXIT_FINDINGS if done.unsettled else EXIT_CLEAN)


def diff(
    old: str = typer.Argument(..., metavar="OLD", help="A PO file, a folder of them, or REVISION:PATH of git."),
    new: str | None = typer.Argument(None, metavar="[NEW]", help="The same; if left out, PATH as it lies here."),
    kind: str = _FORMAT,
    strict: bool = typer.Option(False, "--exit-code", help="End with 1 if something differs."),
) -> None:
    """Print the differences; typer reads the options from the parameters."""
    from policy_glossary.engine.versions import compare_glossaries
    from policy_glossary.reports.comparison import render_changes, summary

    found = compare_glossaries(old, new)
    sys.stdout.write(render_changes(found.changes, kind))
    tell(*found.faults, summary(found.changes))
    raise typer.Exit(exit_code(found.faults, EXIT_FINDINGS if strict and found.changes else EXIT_CLEAN))


def log(
    concept: str = typer.Argument(..., metavar="ID", help="The id of a concept."),
    folder: Path | None = typer.Argument(None, metavar="[FOLDER]", help="The folder of PO files; the project's, if left out."),
    kind: str = _FORMAT,
) -> None:
    """Print the history; typer reads the options from the parameters."""
    from policy_glossary.engine.history import history
    from policy_glossary.reports.comparison import render_steps

    steps = history(concept, folder or _folders()[0])
    sys.stdout.write(render_steps(steps, kind))


def _folders() -> list[Path]:
    """The project's glossary folders."""
    from policy_glossary.engine.settings import find_settings

    return [path for path in find_settings(Path.cwd()).glossary if path.is_dir()] or [Path("glossary")]


def _install(folders: list[Path]) -> None:
    from policy_glossary.engine.merge import install_driver
    from policy_glossary.model.text import printable

    if len(folders) > 1:
        raise typer.BadParameter("name one folder", param_hint="PATH")
    for folder in folders or _folders():
        done = install_driver(folder)
        typer.echo(printable(f"{done.attributes}: {done.line}"))
        for note in done.notes:
            typer.echo(printable(f"note: {note}"))
    typer.echo("commit .gitattributes; everybody else runs this once in their clone:")
    for key, value in done.settings:
        typer.echo(f"  git config {key} '{value}'")
