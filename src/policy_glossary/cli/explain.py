"""`glossary explain`: a rule, a concept, or a place in a file."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

import typer

from policy_glossary.model.report import FaultError

_PLACE = re.compile(r"(.+?):(\d+)(?::(\d+))?$")

HELP = """Explain a rule or a concept, or why a place is reported, or why not.

\b
Examples:
  glossary explain STY001                   a rule: reason, source, examples
  glossary explain chain-leader             a concept of the glossary
  glossary explain --at draft.md:12:40      line 12, column 40 of a file
"""


def explain(
    name: str | None = typer.Argument(None, metavar="[NAME]", help="Code or name of a rule, or id of a concept."),
    at: str | None = typer.Option(None, "--at", metavar="FILE:LINE[:COLUMN]", help="A place in a file."),
) -> None:
    """Print what is known of a rule, a concept or a place."""
    if (name is None) == (at is None):
        raise typer.BadParameter("give either a NAME or --at FILE:LINE:COLUMN")
    told = _explain_place(at) if at else _explain_name(name or "")
    typer.echo(told)


def _explain_name(name: str) -> str:
    from policy_glossary.engine.explain import concept_card
    from policy_glossary.engine.packs import load_rules
    from policy_glossary.engine.settings import find_settings
    from policy_glossary.model.report import Fault
    from policy_glossary.reports.rule_pages import rule_page
    from policy_glossary.termbase.layer import read_layer, read_termbase, shipped_folder

    settings = find_settings(Path.cwd())
    rules = load_rules(settings.packs)
    for rule in rules:
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule_page(rule)
    layers = [read_layer(path, path.name) for path in (shipped_folder(), *settings.glossary)]
    concepts = {concept.id: concept for concept in read_termbase(tuple(layers)).concepts}
    named = [c for c in concepts.values() if name in (c.id, c.zh)] or [c for c in concepts.values() if name in c.zh_variants]
    if named:
        return "\n".join(map(concept_card, named))
    near = get_close_matches(name, [*concepts, *(r.name for r in rules), *(r.code for r in rules)], 3)
    raise FaultError(
        Fault(
            f'no rule and no concept is called "{name}"',
            hint=f"near: {', '.join(near)}"
            if near
            else "glossary rules lists the rules; concepts have ids such as chain-leader, or ask by their Chinese",
        )
    )


def _explain_place(at: str) -> str:
    from policy_glossary.engine.explain import explain_place
    from policy_glossary.model.report import Fault

    match = _PLACE.match(at)
    if not match:
        raise FaultError(Fault(f'"{at}" is no place', hint="FILE:LINE or FILE:LINE:COLUMN, for example draft.md:12:40"))
    return explain_place(match[1], int(match[2]), int(match[3]) if match[3] else None)
