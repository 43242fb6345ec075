"""Options that several commands have: one name, one help text, one refusal."""

from __future__ import annotations

from typing import Any

import typer

GLOSSARY = typer.Option(
    [], "--glossary", metavar="PATH", help="Use this glossary (a folder of PO files, or one) instead of the project's."
)
SHIPPED = typer.Option(None, "--shipped/--no-shipped", help="Use the shipped glossary as well, or not.", show_default=False)
ENCODING = typer.Option(None, "--encoding", metavar="NAME", help="Encoding of files without a byte-order mark, if not UTF-8.")
EXCLUDE = typer.Option(
    [], "--exclude", metavar="GLOB", help="Pass over these files and folders as well, written as in .gitignore; may be repeated."
)
SELECT = typer.Option(
    [], "--select", metavar="RULE", help="Run only these: a code, a name, a family, or letters such as STY; may be repeated."
)
COLOUR = typer.Option(None, "--colour/--no-colour", help="Force colours on or off.", show_default=False)


def choice(*names: str, among: tuple[str, ...], noun: str, about: str = "", default: str | None = None) -> Any:
    """An option that takes one of some words, by default the first; anything else is a usage error that names them all.

    `noun` is what such a word is called ("format"), `about` what the help says before it lists them.
    """

    def known(value: str) -> str:
        if value not in among:
            raise typer.BadParameter(f'"{value}" is no {noun}; one of: {", ".join(filter(None, among))}')
        return value

    told = f"{about} One of: {', '.join(filter(None, among))}.".lstrip()
    return typer.Option(among[0] if default is None else default, *names, metavar=noun.upper(), help=told, callback=known)


def form(*formats: str) -> Any:
    """The option `--format` of a command that prints one of these, by default the first."""
    return choice("--format", "-f", among=formats, noun="format")
