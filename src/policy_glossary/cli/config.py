"""`glossary config`: what is set, and where; the schema of the settings."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from policy_glossary.cli import tell_work
from policy_glossary.cli.options import form

SHOW_HELP = """Show the settings that hold for a file or a folder, and where each was set.

\b
Examples:
  glossary config show                     for this folder
  glossary config show speeches/may.md     for one file: sections for its path count
  glossary config show --format json       for other programs

\b
The text is itself a valid glossary.toml. Options of the command line win over all of it.
Exit codes: 0 shown, 2 the settings cannot be read.
"""
_VALUE_WIDTH = 44  # columns behind which the origins stand

config = typer.Typer(no_args_is_help=True, help="Show the settings and where they come from.")


@config.command(help=SHOW_HELP)
def show(
    path: str = typer.Argument(".", metavar="[PATH]", help="A file, which need not exist, or a folder."),
    kind: str = form("text", "json"),
) -> None:
    """Print the settings; typer reads the options from the parameters."""
    from policy_glossary.engine.settings.shown import show_settings
    from policy_glossary.intake.toml import toml_text
    from policy_glossary.model.text import printable

    shown = show_settings(Path(path), path)
    if kind == "json":
        settings = [
            {"name": v.name, "value": v.value, "origins": [{**o._asdict(), "paths": list(o.paths)} for o in v.origins]}
            for v in shown.values
        ]
        data = {"path": shown.path, "file": shown.file, "settings": settings, "notes": list(shown.notes)}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    typer.echo(printable(f"# {shown.path}: {f'settings of {shown.file}' if shown.file else 'no settings file: all as shipped'}"))
    for value in shown.values:
        told = printable(f"{value.name} = {toml_text(value.value)}")
        typer.echo(f"{told:{_VALUE_WIDTH}s}  # {printable(', '.join(map(str, value.origins)))}")
    tell_work(shown.notes, ())


@config.command()
def schema() -> None:
    """Print a JSON schema of glossary.toml, with which editors complete and check it."""
    from policy_glossary.engine.settings.pages import schema as settings_schema

    typer.echo(json.dumps(settings_schema(), ensure_ascii=False, indent=1))
