"""Checks that compare the entries of a whole glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.lint import LintFinding
from policy_glossary.termbase.entry import UNKNOWN_CHINESE
from policy_glossary.termbase.lint.names import SEVERITIES, found
from policy_glossary.termbase.lint.wording import Wordings, plain_chinese
from policy_glossary.termbase.po_lines import ListedTerm, PoEntry

_BAD = ("deprecated", "suspect")


class _Place(NamedTuple):
    entry: PoEntry
    line: int
    role: str
    text: str

    def __str__(self) -> str:
        return f"{self.entry.id or self.entry.chinese} at {self.entry.file}:{self.line}"


class _Reported(NamedTuple):
    """A term that is reported, and its form as `plain_english`."""

    words: str
    entry: PoEntry
    key: str
    term: ListedTerm

    def better(self, plain: Wordings) -> str:
        """The form of what is written in its stead."""
        return plain[self.term.replacement or self.entry.english]


def check_across(entries: Sequence[PoEntry], plain: Wordings, simplify: Callable[[str], str] | None) -> Iterator[LintFinding]:
    """All that is doubtful between entries that take part, in no order.

    `simplify` makes Simplified Chinese of Traditional, line by line; without it the scripts are not compared.
    """
    entries = [entry for entry in entries if entry.english.strip() and not entry.chinese.startswith(UNKNOWN_CHINESE)]
    yield from _same_chinese(entries, simplify)
    yield from _same_english(entries, plain)
    reported = [
        _Reported(plain[term.text], entry, key, term) for entry in entries for key in _BAD for term in entry.lists.get(key, ())
    ]
    yield from _contradictions(entries, reported, plain)
    yield from _replacements(reported, plain)


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
            if form.role == "msgid" and key != plain_chinese(form.text).replace("著", "着"):  # OpenCC makes 显着 of 显著
                message = f"{form.text} is written in Traditional characters; the msgid is Simplified ({key})"
                yield found("traditional", form.entry, form.line, message)
    first: dict[str, _Place] = {}
    for form, key in zip(forms, keys, strict=True):
        other = first.setdefault(key, form)
        if other.entry is form.entry:
            continue
        how = "" if other.text == form.text else f", written {other.text} there: the same but for script, width or marks"
        yield found("same-chinese", form.entry, form.line, f"{form.text} is also the Chinese of {other}{how}")


def _same_english(entries: Sequence[PoEntry], plain: Wordings) -> Iterator[LintFinding]:
    first: dict[str, PoEntry] = {}
    for entry in entries:
        other = first.setdefault(plain[entry.english], entry)
        if other is not entry:
            message = f'"{entry.english}" is also the English of {other.chinese} ({_preferred(other)}): one idea, or two?'
            yield found("same-english", entry, entry.strings.lines["msgstr"], message)


def _preferred(entry: PoEntry) -> _Place:
    return _Place(entry, entry.strings.lines["msgstr"], "preferred", entry.english)


def _accepted(entries: Sequence[PoEntry], plain: Wordings) -> dict[str, tuple[PoEntry, ListedTerm | None]]:
    accepted: dict[str, tuple[PoEntry, ListedTerm | None]] = {}
    for entry in entries:
        accepted.setdefault(plain[entry.english], (entry, None))
        for term in entry.lists.get("admitted", ()):
            accepted.setdefault(plain[term.text], (entry, term))
    return accepted


def _contradictions(entries: Sequence[PoEntry], reported: list[_Reported], plain: Wordings) -> Iterator[LintFinding]:
    accepted = _accepted(entries, plain)
    for words, entry, key, term in reported:
        other, admitted = accepted.get(words, (entry, None))
        if other is not entry:
            place = _Place(other, admitted.comment.line, "admitted", admitted.text) if admitted else _preferred(other)
            code = "contradiction" if key == "deprecated" else "suspect-elsewhere-good"
            message = f'"{term.text}" is {key} here and {place.role} in {place}: it is never reported'
            yield found(code, entry, term.comment.line, message)


def _replacements(reported: list[_Reported], plain: Wordings) -> Iterator[LintFinding]:
    """What is replaced by something that is reported in its turn: a chain, or a cycle in which no correction comes to an end."""
    steps: dict[str, _Reported] = {}
    for item in reported:
        steps.setdefault(item.words, item)
    for bad, step in steps.items():
        better = step.better(plain)
        if better not in steps:
            continue
        path = [bad]
        while path[-1] in steps and path[-1] not in path[:-1]:
            path.append(steps[path[-1]].better(plain))
        line = step.term.comment.line
        if better == bad:
            yield found("cycle", step.entry, line, f'"{step.term.text}" is replaced by itself')
        elif path[-1] == bad:
            told = " => ".join(steps[word].term.text for word in path)
            yield found("cycle", step.entry, line, f"replacements go round in a circle: {told}")
        elif path[-1] not in path[:-1]:
            yield from _replaced_by_bad(step, steps[better])


def _replaced_by_bad(step: _Reported, other: _Reported) -> Iterator[LintFinding]:
    if other.key == "deprecated" or other.entry is step.entry:
        place = _Place(other.entry, other.term.comment.line, other.key, other.term.text)
        message = f'"{step.term.text}" is replaced by "{other.term.text}", which is {other.key} in {place}'
        yield found("replaced-by-bad", step.entry, step.term.comment.line, message)
