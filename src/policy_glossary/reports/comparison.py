"""Differences of glossaries and the history of a concept: for the eye, for a review, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from policy_glossary.model.comparison import ConceptChange, FieldChange, Happened, Step
from policy_glossary.model.text import printable
from policy_glossary.reports.consistency_markdown import escape

FORMATS = ("text", "markdown", "json")
_SIGNS = {Happened.ADDED: "+", Happened.REMOVED: "-", Happened.CHANGED: "~"}
NOTHING = "(nothing)"


def render_changes(changes: Sequence[ConceptChange], kind: str) -> str:
    """All changes in one of FORMATS."""
    if kind == "json":
        return _json({"format": 1, "counts": _counts(changes), "concepts": [_data(change) for change in changes]})
    if kind == "markdown":
        return "\n".join([f"**Glossary: {summary(changes)}**", "", *(line for c in changes for line in _markdown(c))]) + "\n"
    return "".join(f"{line}\n" for change in changes for line in _text(change))


def render_steps(steps: Sequence[Step], kind: str) -> str:
    """The history of a concept in one of FORMATS."""
    if kind == "json":
        return _json({"format": 1, "steps": [{"commit": step.commit._asdict(), **_data(step.change)} for step in steps]})
    lines: list[str] = []
    for step in steps:
        commit = step.commit
        told = f"{commit.date}  {commit.hash[:10]}  {commit.author}  {commit.subject}{'  (merge)' if commit.merge else ''}"
        if kind == "markdown":
            lines += [f"### {_shown(told)}", "", *_markdown(step.change), ""]
        else:
            lines += [printable(told), *(f"    {line}" for line in _text(step.change)), ""]
    return "".join(f"{line}\n" for line in lines[:-1])


def summary(changes: Iterable[ConceptChange]) -> str:
    """How many concepts were added, removed and changed."""
    counts = _counts(changes)
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in Happened) if any(counts.values()) else "no differences"


def _counts(changes: Iterable[ConceptChange]) -> dict[str, int]:
    kinds = [change.happened for change in changes]
    return {kind: kinds.count(kind) for kind in Happened}


def _data(change: ConceptChange) -> dict[str, Any]:
    return {**change._asdict(), "fields": [field._asdict() for field in change.fields]}


def _text(change: ConceptChange) -> list[str]:
    place = f"{change.file}:{change.line}" if change.file else f"line {change.line}"
    lines = [f"{_SIGNS[change.happened]} {change.id}  {change.chinese} = {change.english}  ({place})"]
    for field in _shown_fields(change):
        if field.listed and change.happened is Happened.CHANGED:
            lines += [f"    {field.field}: {value}" for value in _signed(field, str, str)]
        else:
            lines.append(f"    {field.field}: {_told(change, field, str, str)}")
    return list(map(printable, lines))


def _markdown(change: ConceptChange) -> list[str]:
    head = f"{change.happened}: **{_shown(change.id)}** {_shown(change.chinese)} = {_shown(change.english)}"
    return [f"- {head}", *(f"  - {_shown(f.field)}: {_told(change, f, _struck, _bold)}" for f in _shown_fields(change))]


def _shown_fields(change: ConceptChange) -> list[FieldChange]:
    """What the line of the concept does not say already. Of a removed concept nothing else is told."""
    if change.happened is Happened.REMOVED:
        return []
    return [f for f in change.fields if change.happened is Happened.CHANGED or f.field not in ("id", "Chinese", "English")]


def _told(change: ConceptChange, field: FieldChange, old: Callable[[str], str], new: Callable[[str], str]) -> str:
    if change.happened is Happened.ADDED:
        return "; ".join(map(new, field.added))
    if field.listed:
        return "; ".join(_signed(field, old, new))
    return f"{old(field.removed[0]) if field.removed else NOTHING} → {new(field.added[0]) if field.added else NOTHING}"


def _signed(field: FieldChange, old: Callable[[str], str], new: Callable[[str], str]) -> list[str]:
    return [*(f"- {old(value)}" for value in field.removed), *(f"+ {new(value)}" for value in field.added)]


def _struck(value: str) -> str:
    return f"~~{_shown(value)}~~"


def _bold(value: str) -> str:
    return f"**{_shown(value)}**"


def _shown(value: str) -> str:
    return escape(printable(value))


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
