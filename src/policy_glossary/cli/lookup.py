"""`glossary lookup`: what the glossary knows of a word."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS, exit_code, tell
from policy_glossary.cli.options import GLOSSARY, SHIPPED, form

if TYPE_CHECKING:
    from policy_glossary.engine.lookup.places import Use
    from policy_glossary.engine.lookup.search import Hit

_CARDS = 3  # more hits than these are only named
_USES = 5

HELP = """Look up a word in the glossary: Chinese, pinyin, or English, right or wrong.

\b
Examples:
  glossary lookup 链主                  Chinese, Simplified or Traditional
  glossary lookup lianzhu               pinyin, with or without tones: liàn zhǔ, lian4zhu3
  glossary lookup "chain master"        English; a wrong rendering is found as well
  glossary lookup "chain leeder"        nearly right is near enough
  glossary lookup --in articles/ 抓手   where it occurs in other texts than seeds/

\b
Exit codes: 0 found, 1 nothing found, 2 the glossary cannot be read.
"""


def lookup(
    words: list[str] = typer.Argument(..., metavar="WORD...", help="What to look up; several words are one phrase."),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    texts: str = typer.Option("seeds", "--in", metavar="FOLDER", help="Texts in which to show the places of the terms."),
    limit: int = typer.Option(10, min=1, metavar="N", help="The number of concepts."),
    kind: str = form("text", "json"),
) -> None:
    """Print concept cards; typer reads the options from the parameters."""
    from policy_glossary.engine.glossaries import Glossaries
    from policy_glossary.engine.lookup.places import Terms, text_files
    from policy_glossary.engine.lookup.search import search
    from policy_glossary.engine.lookup.store import open_store, simplifier
    from policy_glossary.engine.settings import find_settings
    from policy_glossary.language.traditional import has_opencc
    from policy_glossary.termbase.keys import HAN

    query = " ".join(words)
    layers = Glossaries(tuple(glossary), shipped, [], []).layers(find_settings(Path.cwd()))
    database, faults = open_store(layers)
    hits = search(database, query, simplifier(), limit)
    tell(*faults)
    if not hits and HAN.search(query) and not has_opencc():
        tell('note: Traditional characters are found with OpenCC only: pip install "policy-glossary[zh]"')
    files = text_files(Path(texts))
    carded = hits[:_CARDS]
    terms = Terms((hit.id, text, status) for hit in carded for text, status in hit.terms)
    found = list(terms.uses(files)) if carded else []
    shown = [(hit, [use for use in found if use.concept == hit.id]) for hit in hits]
    sys.stdout.write(_json(shown) if kind == "json" else _text(query, shown))
    raise typer.Exit(exit_code(faults, EXIT_CLEAN if hits else EXIT_FINDINGS))


def _text(query: str, hits: list[tuple[Hit, list[Use]]]) -> str:
    if not hits:
        return f'nothing is known of "{query}"\n'
    parts = []
    for hit, places in hits[:_CARDS]:
        how = (
            ""
            if hit.role in ("id", "Chinese") and not hit.rank
            else f"found by: {hit.name} ({hit.role}{', near' if hit.rank == 2 else ''})\n"
        )
        parts.append(f"{hit.card}\n{how}at: {hit.place}\n{_places(places)}")
    rest = [f"{hit.id}: {hit.chinese} = {hit.preferred} (found by {hit.name}, {hit.role})\n" for hit, _ in hits[_CARDS:]]
    return "\n".join([*parts, *(["".join(rest)] if rest else [])])


def _places(places: list[Use]) -> str:
    lines = [f"  {use.file}:{use.line}: {use.words} ({use.status})\n" for use in places[:_USES]]
    more = f"  and {len(places) - _USES} more\n" if len(places) > _USES else ""
    return f"occurs:\n{''.join(lines)}{more}" if places else ""


def _json(hits: list[tuple[Hit, list[Use]]]) -> str:
    data = [
        {
            "id": hit.id,
            "chinese": hit.chinese,
            "preferred": hit.preferred,
            "match": ("exact", "part", "near")[hit.rank],
            "found_by": {"role": hit.role, "name": hit.name},
            "place": hit.place,
            "terms": [{"text": text, "status": status} for text, status in hit.terms],
            "card": hit.card,
            "occurs": [{"file": use.file, "line": use.line, "words": use.words, "status": use.status} for use in places],
        }
        for hit, places in hits
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
