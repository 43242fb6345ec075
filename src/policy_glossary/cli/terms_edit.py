"""`glossary terms add`, `deprecate`, `approve`, `rename`: one change to the glossary, in the right file, and nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from policy_glossary.cli import EXIT_CLEAN, tell

if TYPE_CHECKING:
    from policy_glossary.engine.term_edits import Edited

_GLOSSARY = typer.Option(None, "--glossary", metavar="PATH", help="A folder of PO files, or one; the project's if left out.")
_NAME = typer.Argument(..., metavar="NAME", help="The id of a concept, or its Chinese.")
_EXITS = "\n\n\b\nExit codes: 0 done, 2 refused, and nothing was written.\n"
ADD_HELP = f"""Add an entry. What is left out of Chinese, English and domain is asked for at a terminal.

\b
Examples:
  glossary terms add --chinese 链主 --english "chain leader" --domain industry-innovation
  glossary terms add --chinese 抓手 --english "focus of work" --deprecated "gripper; grasper" --proposal
  glossary terms add                       asks{_EXITS}"""
DEPRECATE_HELP = f"""List an English term as wrong for a concept.

\b
Examples:
  glossary terms deprecate chain-leader "chain captain"
  glossary terms deprecate 链主 "chain lords" --instead "chain leaders"{_EXITS}"""
APPROVE_HELP = f"""Make a proposal (fuzzy) an entry that counts.

\b
Examples:
  glossary terms approve chain-leader
  glossary terms approve green-bond --domain macro-finance     and put it into the file of that domain{_EXITS}"""
RENAME_HELP = f"""Give a concept another preferred term; its id stays.

\b
Examples:
  glossary terms rename chain-leader "industrial chain leader"
  glossary terms rename chain-leader "lead firm" --old deprecated{_EXITS}"""


def add(
    chinese: str = typer.Option("", "--chinese", "--zh", metavar="TEXT", help="The Chinese (Simplified)."),
    english: str = typer.Option("", "--english", "--en", metavar="TEXT", help="The preferred English."),
    domain: str = typer.Option("", metavar="NAME", help="The file it belongs to, without .po."),
    identity: str = typer.Option("", "--id", metavar="ID", help="The id; made of the English if left out."),
    variants: list[str] = typer.Option(
        [], "--zh-variants", metavar="LIST", help="Other Chinese forms, split at ; as in the files."
    ),
    admitted: list[str] = typer.Option([], metavar="LIST", help="Other English that is right."),
    deprecated: list[str] = typer.Option([], metavar="LIST", help="English that is wrong."),
    suspect: list[str] = typer.Option([], metavar="LIST", help="English that is wrong here and often right elsewhere."),
    source: list[str] = typer.Option([], metavar="LIST", help="Ids of reference/sources.toml."),
    definition: str = typer.Option("", metavar="TEXT", help="One sentence."),
    note: str = typer.Option("", metavar="TEXT", help="For people."),
    proposal: bool = typer.Option(False, "--proposal", help="Mark it as a proposal (fuzzy)."),
    glossary: str | None = _GLOSSARY,
) -> None:
    """Add an entry; typer reads the options from the parameters."""
    from policy_glossary.engine.term_edits import add_entry, own_glossaries
    from policy_glossary.termbase.edits import NewEntry

    if sys.stdin.isatty():
        chinese = chinese or typer.prompt("Chinese")
        english = english or typer.prompt("English")
        domain = domain or typer.prompt("Domain (file)", default="")
        deprecated = deprecated or [typer.prompt("Wrong English (; between several)", default="", show_default=False)]
        definition = definition or typer.prompt("Definition (one sentence)", default="", show_default=False)
    if not chinese.strip() or not english.strip():
        raise typer.BadParameter("an entry needs --chinese and --english")
    lists = (
        ("zh-variants", variants),
        ("admitted", admitted),
        ("deprecated", deprecated),
        ("suspect", suspect),
        ("source", source),
    )
    values = [
        (key, tuple(part.strip() for text in texts for part in text.replace("；", ";").split(";") if part.strip()))
        for key, texts in lists
    ]
    values += [("definition", (definition,) if definition else ()), ("note", (note,) if note else ())]
    entry = NewEntry(identity, domain, chinese, english, tuple((key, texts) for key, texts in values if texts), proposal)
    _tell(add_entry(own_glossaries(glossary), entry))


def deprecate(
    name: str = _NAME,
    term: str = typer.Argument(..., metavar="TERM", help="The English that is wrong."),
    instead: str = typer.Option("", metavar="TEXT", help="What to write in its place, if the preferred term would not fit."),
    glossary: str | None = _GLOSSARY,
) -> None:
    """List a term as wrong; typer reads the options from the parameters."""
    from policy_glossary.engine import term_edits

    _tell(term_edits.deprecate(term_edits.own_glossaries(glossary), name, term, instead))


def approve(
    name: str = _NAME,
    domain: str = typer.Option("", metavar="NAME", help="Put it into the file of this domain, for example from proposals.po."),
    glossary: str | None = _GLOSSARY,
) -> None:
    """Approve a proposal; typer reads the options from the parameters."""
    from policy_glossary.engine import term_edits

    _tell(term_edits.approve(term_edits.own_glossaries(glossary), name, domain))


def rename(
    name: str = _NAME,
    english: str = typer.Argument(..., metavar="ENGLISH", help="The term to prefer from now on."),
    old: str = typer.Option("admitted", metavar="WHAT", help="What becomes of the former term: admitted, deprecated or forget."),
    glossary: str | None = _GLOSSARY,
) -> None:
    """Change the preferred term; typer reads the options from the parameters."""
    from policy_glossary.engine import term_edits

    _tell(term_edits.rename(term_edits.own_glossaries(glossary), name, english, old))


def _tell(edited: Edited) -> None:
    typer.echo(f"{edited.file}:{edited.line}: {edited.told}")
    tell(*(f"{doubt.file}:{doubt.line}: {doubt.code}: {doubt.message}" for doubt in edited.doubts))
    if edited.note:
        tell(f"note: {edited.note}")
    raise typer.Exit(EXIT_CLEAN)
