"""One PO entry as a concept: the `# key: value` comments of docs/glossary-format.md."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

import polib

from policy_glossary.model.concept import Concept, Occurrences, PartOfSpeech, Risk, Status, Term, TermTest
from policy_glossary.model.report import Fault, did_you_mean

MAX_TERM_LENGTH = 200  # code points
UNKNOWN_CHINESE = "?"  # begins the msgid of an entry whose Chinese is not known, or only guessed
_LISTS = ("zh-variants", "admitted", "deprecated", "suspect", "exempt", "when", "unless", "source")
_TESTS = ("must-match", "must-not")
_TEXTS = ("id", "zh", "pos", "risk", "occurrences", "definition", "note")
_CONFLICT = "conflict"  # begins the keys that `glossary terms merge` writes for a person to settle
KEYS = (*_TEXTS, *_LISTS, *_TESTS)
_LINE = re.compile(r"#\s*([A-Za-z][\w -]*?)\s*:\s*(.*?)\s*$")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_WORD = re.compile(r"\w")
_Choice = TypeVar("_Choice", bound=StrEnum)


class EntryReader:
    """Turns entries of one file into concepts; what is wrong is appended to `faults`, the rest of the entry kept."""

    def __init__(self, name: str, source_titles: dict[str, str] | None, faults: list[Fault]) -> None:
        self._name = name
        self._titles = source_titles
        self._faults = faults

    def concept(self, entry: polib.POEntry, line: int, comments: list[tuple[int, str]]) -> Concept | None:
        """The concept of an entry: `line` of its msgid, its numbered comment lines. None if it has no usable id."""
        values = self._values(comments)
        ids = values.pop("id", [])
        if not ids or not _ID.match(ids[0][1]):
            message = (
                f"{entry.msgid} has no id; it was not read" if not ids else f'"{ids[0][1]}" is no id; {entry.msgid} was not read'
            )
            self._fault(message, line, "add a line such as: # id: chain-leader")
            return None
        for number, _ in ids[1:]:
            self._fault("a second id in one entry", number)
        return Concept(
            id=ids[0][1],
            zh=self._chinese(entry.msgid, values, line),
            preferred=self._term(line, entry.msgstr) or entry.msgstr,
            domain=entry.msgctxt or "",
            zh_variants=self._list(values, "zh-variants"),
            terms=self._terms(values),
            when=self._list(values, "when"),
            unless=self._list(values, "unless"),
            tests=self._tests(values),
            part_of_speech=self._choice(values, "pos", PartOfSpeech, PartOfSpeech.NOUN),
            risk=self._choice(values, "risk", Risk, Risk.LOW),
            occurrences=self._choice(values, "occurrences", Occurrences, Occurrences.ALL),
            proposal="fuzzy" in entry.flags,
            definition=self._text(values, "definition"),
            sources=tuple(self._source(number, value) for number, value in _split(values.get("source", []))),
            note=self._text(values, "note"),
            file=self._name,
            line=line,
        )

    def _values(self, comments: list[tuple[int, str]]) -> dict[str, list[tuple[int, str]]]:
        values: dict[str, list[tuple[int, str]]] = {}
        for number, comment in comments:
            if not comment[1:].strip():
                continue
            match = _LINE.match(comment)
            if not match:
                self._fault("a comment that is not of the form # key: value", number, "free text goes into # note: …")
            elif match[1].startswith(_CONFLICT):
                if match[1] == _CONFLICT:
                    hint = "decide, then delete the lines with # conflict, and the fuzzy mark if this is no proposal"
                    self._fault(f"an unsettled merge: {match[2]} was changed on both sides", number, hint)
            elif match[1] not in KEYS:
                hint = did_you_mean(match[1].lower(), KEYS, f"keys: {', '.join(KEYS)}")
                self._fault(f'unknown key "{match[1]}"', number, hint)
            elif not match[2]:
                self._fault(f'"{match[1]}" has no value', number)
            else:
                values.setdefault(match[1], []).append((number, match[2]))
        return values

    def _chinese(self, msgid: str, values: dict[str, list[tuple[int, str]]], line: int) -> str:
        """The msgid, or what `zh` says in its place: PO editors let people change comments, but no msgid."""
        told = self._text(values, "zh")
        if told and not msgid.startswith(UNKNOWN_CHINESE):
            self._fault(f"{msgid} stands as msgid, {told} as zh", line, f'zh is for a msgid that begins with "{UNKNOWN_CHINESE}"')
        return told if told and msgid.startswith(UNKNOWN_CHINESE) else msgid

    def _list(self, values: dict[str, list[tuple[int, str]]], key: str) -> tuple[str, ...]:
        return tuple(term for number, value in _split(values.get(key, [])) if (term := self._term(number, value)))

    def _terms(self, values: dict[str, list[tuple[int, str]]]) -> tuple[Term, ...]:
        terms = [Term(text, Status.ADMITTED) for text in self._list(values, "admitted")]
        for key in (Status.DEPRECATED, Status.SUSPECT):
            for number, value in _split(values.get(key.value, [])):
                text, arrow, replacement = (part.strip() for part in value.partition("=>"))
                if arrow and not replacement:
                    self._fault(f'"{value}" has nothing after =>', number)
                elif self._term(number, text):
                    terms.append(Term(text, key, replacement or None))
        terms += [Term(text, Status.EXEMPT) for text in self._list(values, "exempt")]
        return tuple(dict.fromkeys(terms))

    def _term(self, number: int, text: str) -> str | None:
        if not _WORD.search(text):
            self._fault(f'"{text}" holds no word that could be looked for', number)
        elif len(text) > MAX_TERM_LENGTH:
            self._fault(f"a term is longer than {MAX_TERM_LENGTH} characters", number)
        else:
            return text
        return None

    def _tests(self, values: dict[str, list[tuple[int, str]]]) -> tuple[TermTest, ...]:
        tests = []
        for number, value in values.get("must-match", []):
            text, arrow, expected = (part.strip() for part in value.partition("=>"))
            if arrow and text and expected:
                tests.append(TermTest(text, expected, number))
            else:
                self._fault("a must-match line needs two sides", number, "# must-match: TEXT => TEXT")
        tests += [TermTest(value, None, number) for number, value in values.get("must-not", [])]
        return tuple(tests)

    def _choice(self, values: dict[str, list[tuple[int, str]]], key: str, kind: type[_Choice], default: _Choice) -> _Choice:
        for number, value in values.get(key, [])[:1]:
            try:
                return kind(value)
            except ValueError:
                self._fault(f'"{value}" is no {key}', number, f"one of: {', '.join(kind)}")
        return default

    def _text(self, values: dict[str, list[tuple[int, str]]], key: str) -> str:
        return " ".join(value for _, value in values.get(key, []))

    def _source(self, number: int, value: str) -> str:
        if self._titles is None:
            return value
        if value not in self._titles:
            hint = did_you_mean(value, self._titles, "add it to reference/sources.toml")
            self._fault(f'unknown source "{value}"', number, hint)
            return value
        return self._titles[value]

    def _fault(self, message: str, line: int, hint: str = "") -> None:
        self._faults.append(Fault(message, self._name, line, hint))


def _split(values: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(number, part) for number, value in values for raw in value.split(";") if (part := raw.strip())]
