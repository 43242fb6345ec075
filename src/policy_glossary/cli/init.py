"""`glossary init`: the settings file and the glossary with which a project begins."""

from __future__ import annotations

from pathlib import Path

import typer

HELP = """Write a commented settings file, and a small glossary of your own to begin with.

Nothing that exists is overwritten.

\b
Examples:
  glossary init                glossary.toml and glossary/house.po in this folder
  glossary init news/          in another one
  glossary init --pyproject    the settings as a table of pyproject.toml

\b
Exit codes: 0 written, 2 there are settings already, or they cannot be written.
"""


def init(
    folder: Path = typer.Argument(Path(), metavar="[FOLDER]", help="The folder of the project."),
    pyproject: bool = typer.Option(False, "--pyproject", help="Put the settings into pyproject.toml, which must be there."),
) -> None:
    """Write the files and say what was written; typer reads the options from the parameters."""
    from policy_glossary.engine.settings.start import start_project
    from policy_glossary.model.text import printable

    started = start_project(folder, pyproject)
    for name, told in started.written:
        typer.echo(printable(f"written: {name}  ({told})"))
    for note in started.notes:
        typer.echo(printable(f"note: {note}"))
    place = "" if folder == Path() else f" {folder.as_posix()}"
    typer.echo(printable(f"next: glossary check{place or ' .'}  or  glossary config show{place}"))
