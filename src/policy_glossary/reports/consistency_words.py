"""What the Markdown and the HTML of a consistency report say alike: names, links, figures, and why a concept comes first."""

from __future__ import annotations

from urllib.parse import quote

from policy_glossary.model.consistency import ConceptRow, Example, RenderingRow
from policy_glossary.model.text import counted

NAMES = 100  # names and slogans that the pages show; the JSON holds all


def shown(document: str) -> str:
    """A document's name for the eye: its path without the steps that lead out of the report's folder."""
    while document.startswith("../"):
        document = document[3:]
    return document


def link(document: str, line: int | None = None) -> str:
    """A relative address, safe in any attribute; `#L12` is a line where the texts are shown by a code host."""
    return quote(document.encode("utf-8", "surrogateescape"), safe="/") + (f"#L{line}" if line else "")


def place(example: Example) -> str:
    """A place in a few words: file and line."""
    return f"{shown(example.document).rpartition('/')[2]}, line {example.place.line}"


def percent(share: float) -> str:
    """A share as a whole percentage, rounded half up."""
    return f"{int(share * 1000 + 5) // 10} %"


def score(tenths: int | None) -> str:
    """An MQM score with one digit after the point."""
    return "none" if tenths is None else f"{tenths // 10}.{tenths % 10}"


def to_write(row: RenderingRow, preferred: str) -> str:
    """What to write for a rendering, if that is not simply the preferred term."""
    return row.write if row.write != preferred else ""


def wrong_renderings(row: ConceptRow) -> list[RenderingRow]:
    """The wrong renderings of a concept, the commonest first."""
    return [rendering for rendering in row.renderings if rendering.wrong]


def why(row: ConceptRow, documents: int) -> str:
    """Why a concept is worth mending, in one sentence."""
    kinds = len(wrong_renderings(row))
    wrong = f"{counted(row.wrong, 'wrong rendering')}{f' of {kinds} kinds' if kinds > 1 else ''}"
    where = f"in {row.documents_wrong} of {counted(documents, 'document')}"
    if not row.accepted:
        return f"Never said right: {wrong} {where}."
    return f"{wrong} {where}, against {row.accepted} right."
