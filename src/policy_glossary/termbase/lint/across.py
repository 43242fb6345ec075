"""Checks that compare the entries of a whole glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from policy_glossary.model.lint import LintFinding
from policy_glossary.termbase.lint.names import SEVERITIES, found
from policy_glossary.termbase.lint.wording import plain_chinese, plain_english
from policy_glossary.termbase.po_lines import PoEntry

_BAD = ("deprecated", "suspect")


class _Place(NamedTuple):
    entry: PoEntry
    line: int
    role: str
    text: str

    def __str__(self) -> str:
        return f"{self.entry.id or self.entry.chinese} at {self.entry.file}:{self.line}"


class _Step(NamedTuple):
    """A replacement: `place` is reported, `better` is written in its stead; both compared as `plain_english`."""

    place: _Place
    better: str


def check_across(entries: Sequence[PoEntry], simplify: Callable[[str], str] | None) -> Iterator[LintFinding]:
    """All that is doubtful between entries, in no order.

    `simplify` makes Simplified Chinese of Traditional, line by line; without it the scripts are not compared.
    """
    entries = [entry for entry in entries if entry.english.strip()]
    yield from _same_chinese(entries, simplify)
    yield from _same_english(entries)
    yield from _contradictions(entries)
    yield from _replacements(entries)


def dead_sources(entries: Iterable[PoEntry], sources: dict[str, int], file: str) -> Iterator[LintFinding]:
    """Sources (id to line) of the file `file` that no entry cites."""
    cited = {term.text for entry in entries for term in entry.terms("source")}
    for source, line in sources.items():
        if source not in cited:
            message = f'the source "{source}" is cited by no entry'
            yield LintFinding("dead-source", SEVERITIES["dead-source"], file, line, "", message)


def _same_chinese(entries: Sequence[PoEntry], simplify: Callable[[str], str] | None) -> Iterator[LintFinding]:
    forms = [
        _Place(entry, line, role, text)
        for entry in entries
        if not entry.chinese.startswith("?")
        for line, role, text in [
            (entry.line, "msgid", entry.chinese),
            *((term.comment.line, "zh-variants", term.text) for term in entry.terms("zh-variants")),
        ]
    ]
    keys = [plain_chinese(form.text) for form in forms]
    if simplify is not None:
        simple = simplify("\n".join(keys)).split("\n")
        keys = simple if len(simple) == len(keys) else keys
        for form, key in zip(forms, keys, strict=True):
            if form.role == "msgid" and key != plain_chinese(form.text):
                message = f"{form.text} is written in Traditional characters; the msgid is Simplified ({key})"
                yield found("traditional", form.entry, form.line, message)
    first: dict[str, _Place] = {}
    for form, key in zip(forms, keys, strict=True):
        other = first.setdefault(key, form)
        if other.entry is form.entry:
            continue
        how = "" if other.text == form.text else f", written {other.text} there: the same but for script, width or marks"
        yield found("same-chinese", form.entry, form.line, f"{form.text} is also the Chinese of {other}{how}")


def _same_english(entries: Sequence[PoEntry]) -> Iterator[LintFinding]:
    first: dict[str, _Place] = {}
    for entry in entries:
        place = _Place(entry, entry.strings.lines["msgstr"], "preferred", entry.english)
        other = first.setdefault(plain_english(entry.english), place)
        if other is not place:
            message = f'"{entry.english}" is also the English of {other.entry.chinese} ({other}): one idea, or two?'
            yield found("same-english", entry, place.line, message)


def _accepted(entries: Sequence[PoEntry]) -> dict[str, _Place]:
    accepted: dict[str, _Place] = {}
    for entry in entries:
        accepted.setdefault(plain_english(entry.english), _Place(entry, entry.strings.lines["msgstr"], "preferred", entry.english))
        for term in entry.terms("admitted"):
            accepted.setdefault(plain_english(term.text), _Place(entry, term.comment.line, "admitted", term.text))
    return accepted


def _contradictions(entries: Sequence[PoEntry]) -> Iterator[LintFinding]:
    accepted = _accepted(entries)
    for entry in entries:
        for key in _BAD:
            for term in entry.terms(key):
                other = accepted.get(plain_english(term.text))
                if other is None or other.entry is entry:
                    continue
                code = "contradiction" if key == "deprecated" else "suspect-elsewhere-good"
                message = f'"{term.text}" is {key} here and {other.role} in {other}: it is never reported'
                yield found(code, entry, term.comment.line, message)


def _replacements(entries: Sequence[PoEntry]) -> Iterator[LintFinding]:
    """What is replaced by something that is reported in its turn: a chain, or a cycle in which no correction comes to an end."""
    steps: dict[str, _Step] = {}
    for entry in entries:
        for key in _BAD:
            for term in entry.terms(key):
                place = _Place(entry, term.comment.line, key, term.text)
                steps.setdefault(plain_english(term.text), _Step(place, plain_english(term.replacement or entry.english)))
    for bad, step in steps.items():
        if step.better not in steps:
            continue
        path = [bad]
        while path[-1] in steps and path[-1] not in path[:-1]:
            path.append(steps[path[-1]].better)
        if step.better == bad:
            yield found("cycle", step.place.entry, step.place.line, f'"{step.place.text}" is replaced by itself')
        elif path[-1] == bad:
            told = " => ".join(steps[word].place.text for word in path)
            yield found("cycle", step.place.entry, step.place.line, f"replacements go round in a circle: {told}")
        elif path[-1] not in path[:-1]:
            yield from _replaced_by_bad(step, steps[step.better].place)


def _replaced_by_bad(step: _Step, other: _Place) -> Iterator[LintFinding]:
    if other.role == "deprecated" or other.entry is step.place.entry:
        message = f'"{step.place.text}" is replaced by "{other.text}", which is {other.role} in {other}'
        yield found("replaced-by-bad", step.place.entry, step.place.line, message)
