"""One PO entry as a concept: the `# key: value` comments of docs/glossary-format.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from policy_glossary.model.concept import Concept, Occurrences, PartOfSpeech, Risk, Status, Term, TermTest
from policy_glossary.model.report import Fault, did_you_mean
from policy_glossary.termbase.keys import ARROW, CONFLICT, ID, KEYS, LIST_KEYS
from policy_glossary.termbase.po_lines import Comment, ListedTerm, PoEntry

MAX_TERM_LENGTH = 200  # code points
UNKNOWN_CHINESE = "?"  # begins the msgid of an entry whose Chinese is not known, or only guessed
_KNOWN = frozenset(KEYS)
_LISTS = frozenset(LIST_KEYS)
_ANSWERED = frozenset({"deprecated", "suspect"})  # the lists in which a term may have a replacement of its own
_WORD = re.compile(r"\w")
_Choice = TypeVar("_Choice", bound=StrEnum)


class EntryReader:
    """Turns entries of one file into concepts; what is wrong is appended to `faults`, the rest of the entry kept."""

    def __init__(self, name: str, source_titles: dict[str, str] | None, faults: list[Fault]) -> None:
        self._name = name
        self._titles = source_titles
        self._faults = faults

    def concept(self, entry: PoEntry) -> Concept | None:
        """The concept of an entry; None if it has no usable id."""
        line, msgid = entry.line, entry.strings.texts["msgid"]
        values = self._values(entry)
        ids = values.pop("id", [])
        if not ids or not ID.match(ids[0].value):
            message = f"{msgid} has no id; it was not read" if not ids else f'"{ids[0].value}" is no id; {msgid} was not read'
            self._fault(message, line, "add a line such as: # id: chain-leader")
            return None
        for comment in ids[1:]:
            self._fault("a second id in one entry", comment.line)
        lists = entry.lists
        return Concept(
            id=ids[0].value,
            zh=self._chinese(msgid, values, line),
            preferred=self._term(line, entry.english) or entry.english,
            domain=entry.domain,
            zh_variants=self._list(lists, "zh-variants"),
            terms=self._terms(lists),
            when=self._list(lists, "when"),
            unless=self._list(lists, "unless"),
            tests=self._tests(values) if "must-match" in values or "must-not" in values else (),
            part_of_speech=self._choice(values, "pos", PartOfSpeech, PartOfSpeech.NOUN),
            risk=self._choice(values, "risk", Risk, Risk.LOW),
            occurrences=self._choice(values, "occurrences", Occurrences, Occurrences.ALL),
            proposal=entry.proposal,
            definition=_text(values, "definition"),
            sources=tuple([self._source(term) for term in lists.get("source", ())]),
            note=_text(values, "note"),
            file=self._name,
            line=line,
        )

    def _values(self, entry: PoEntry) -> dict[str, list[Comment]]:
        """The comments by key; what is none of the format's is a fault."""
        values: dict[str, list[Comment]] = {}
        for comment in entry.comments:
            key = comment.key
            if key in _KNOWN:
                if not comment.value:
                    self._fault(f'"{key}" has no value', comment.line)
                elif key not in _LISTS:
                    values.setdefault(key, []).append(comment)
                elif ARROW in comment.value:
                    self._arrows(comment)
            elif not key:
                if comment.text.startswith("# ") and comment.text[1:].strip():
                    self._fault("a comment that is not of the form # key: value", comment.line, "free text goes into # note: …")
            elif not key.startswith(CONFLICT):
                hint = did_you_mean(key.lower(), KEYS, f"keys: {', '.join(KEYS)}")
                self._fault(f'unknown key "{key}"', comment.line, hint)
            elif key == CONFLICT:
                hint = "decide, then delete the lines with # conflict, and the fuzzy mark if this is no proposal"
                self._fault(f"an unsettled merge: {comment.value} was changed on both sides", comment.line, hint)
        return values

    def _arrows(self, comment: Comment) -> None:
        for part in comment.value.split(";"):
            text, arrow, replacement = (side.strip() for side in part.partition(ARROW))
            if arrow and comment.key not in _ANSWERED:
                message = f'"{text}" has an answer after =>, which {comment.key} does not take'
                self._fault(message, comment.line, "=> stands in deprecated, suspect and must-match")
            elif arrow and not replacement:
                self._fault(f'"{part.strip()}" has nothing after =>', comment.line)
            elif arrow:
                self._term(comment.line, text)

    def _chinese(self, msgid: str, values: dict[str, list[Comment]], line: int) -> str:
        """The msgid, or what `zh` says in its place: PO editors let people change comments, but no msgid."""
        told = _text(values, "zh")
        if told and not msgid.startswith(UNKNOWN_CHINESE):
            self._fault(f"{msgid} stands as msgid, {told} as zh", line, f'zh is for a msgid that begins with "{UNKNOWN_CHINESE}"')
        return told if told and msgid.startswith(UNKNOWN_CHINESE) else msgid

    def _list(self, lists: Mapping[str, list[ListedTerm]], key: str) -> tuple[str, ...]:
        if key not in lists:
            return ()
        return tuple([text for term in lists[key] if (text := self._term(term.comment.line, term.text))])

    def _terms(self, lists: Mapping[str, list[ListedTerm]]) -> tuple[Term, ...]:
        terms: list[Term] = []
        for status in (Status.ADMITTED, Status.DEPRECATED, Status.SUSPECT, Status.EXEMPT):
            listed = lists.get(status.value, ())
            terms += [Term(t.text, status, t.replacement or None) for t in listed if self._term(t.comment.line, t.text)]
        return tuple(dict.fromkeys(terms))

    def _term(self, number: int, text: str) -> str | None:
        if len(text) > MAX_TERM_LENGTH:
            self._fault(f"a term is longer than {MAX_TERM_LENGTH} characters", number)
        elif text[:1].isalnum() or _WORD.search(text):
            return text
        else:
            self._fault(f'"{text}" holds no word that could be looked for', number)
        return None

    def _tests(self, values: dict[str, list[Comment]]) -> tuple[TermTest, ...]:
        tests = []
        for comment in values.get("must-match", ()):
            text, arrow, expected = (part.strip() for part in comment.value.partition(ARROW))
            if arrow and text and expected:
                tests.append(TermTest(text, expected, comment.line))
            else:
                self._fault("a must-match line needs two sides", comment.line, "# must-match: TEXT => TEXT")
        tests += [TermTest(comment.value, None, comment.line) for comment in values.get("must-not", ())]
        return tuple(tests)

    def _choice(self, values: dict[str, list[Comment]], key: str, kind: type[_Choice], default: _Choice) -> _Choice:
        if key not in values:
            return default
        comment, *others = values[key]
        for other in others:
            if other.value != comment.value:
                message = f"two values of {key} that exclude one another, {comment.value} and {other.value}"
                self._fault(message, other.line, f"keep one of them; {comment.value} at line {comment.line} was taken")
        try:
            return kind(comment.value)
        except ValueError:
            self._fault(f'"{comment.value}" is no {key}', comment.line, f"one of: {', '.join(kind)}")
        return default

    def _source(self, term: ListedTerm) -> str:
        if self._titles is None:
            return term.text
        if term.text not in self._titles:
            hint = did_you_mean(term.text, self._titles, "add it to reference/sources.toml")
            self._fault(f'unknown source "{term.text}"', term.comment.line, hint)
            return term.text
        return self._titles[term.text]

    def _fault(self, message: str, line: int, hint: str = "") -> None:
        self._faults.append(Fault(message, self._name, line, hint))


def _text(values: Mapping[str, list[Comment]], key: str) -> str:
    return " ".join([comment.value for comment in values[key]]) if key in values else ""
