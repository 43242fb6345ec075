"""One unit of XLIFF: its segments with their source, their state, and the comments on them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from policy_glossary.formats.segments import Comment, Part, Run
from policy_glossary.formats.xml_inline import Piece, Words, read_words
from policy_glossary.formats.xml_units import Node, keeps_space, language
from policy_glossary.model.document import State
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import SourceText

_DRAFTS = ("new", "needs-", "initial")
_DONE = {"final", "signed-off"}
_YES = {"yes", "true", "locked", "1"}
_DRAFTS_OF_TRADOS = {"Draft", "RejectedTranslation", "RejectedSignOff"}


class Surroundings(NamedTuple):
    """What holds around a unit: whether it is to be translated ("yes" or "no"), whether line ends count, languages."""

    translate: str = "yes"
    preserve: bool = False
    source: str = ""
    target: str = ""


class Unit(NamedTuple):
    """What a unit gives: paragraphs, how many of its segments have no translation, comments, the language of its target."""

    paragraphs: list[list[Part]]
    untranslated: int
    comments: list[Comment]
    language: str


def read_unit(node: Node, file: SourceText, around: Surroundings) -> Unit:
    """A <trans-unit> of XLIFF 1."""
    locked = node.attributes.get("translate", around.translate) == "no" or _is_locked(node)
    comments = _comments(node, node.all("note"), file)
    target = node.first("target")
    preserve = keeps_space(node.attributes, around.preserve)
    words = _words(target, file, preserve)
    if target is None or not any(text.strip() for text in (words.text, *map(_text, words.inner))):
        return Unit([], 0 if locked else 1, comments, "")
    source = _words(node.first("source"), file, preserve)
    sources = {mid: _text(pieces) for mid, pieces in _by_mid(_words(node.first("seg-source"), file, preserve).pieces)}
    name = node.attributes.get("id", "")
    state = State.LOCKED if locked else _state(target.attributes.get("state", ""), node.attributes.get("approved") == "yes")
    states = _states_of_trados(node)
    segmented = any(piece.mid is not None for piece in words.pieces)
    parts: list[Part] = []
    for mid, pieces in _by_mid(words.pieces):
        runs = [piece.run for piece in pieces]
        if not segmented:
            parts.append(Part(runs, source.text, name, max([state, *states.values()]) if len(states) == 1 else state))
        elif mid is None:
            parts.append(Part(runs))
        else:
            parts.append(Part(runs, sources.get(mid, ""), f"{name}/{mid}", max(state, states.get(mid, State.OPEN))))
    missing = 0
    if segmented and not locked:
        missing = len(sources.keys() - {None} - {mid for mid, pieces in _by_mid(words.pieces) if _text(pieces).strip()})
    inner = [
        [Part([piece.run for piece in text], _text(source.inner[n]) if n < len(source.inner) else "", name, state)]
        for n, text in enumerate(words.inner)
    ]
    return Unit([_spaced(parts), *inner], missing, comments, language(target.attributes))


def read_unit_of_2(node: Node, file: SourceText, around: Surroundings) -> Unit:
    """A <unit> of XLIFF 2: a paragraph, cut where a segment has no translation."""
    locked = node.attributes.get("translate", around.translate) == "no" or _is_locked(node)
    preserve = keeps_space(node.attributes, around.preserve)
    notes = node.first("notes")
    paragraphs: list[list[Part]] = [[]]
    untranslated = 0
    for child in node.all("segment", "ignorable"):
        inside = keeps_space(child.attributes, preserve)
        source, target = _words(child.first("source"), file, inside), _words(child.first("target"), file, inside)
        runs = [piece.run for piece in target.pieces]
        if child.name == "ignorable":
            runs = runs or [Run(piece.run.text) for piece in source.pieces]
            paragraphs[-1] += [Part(runs)] if paragraphs[-1] else []
        elif target.text.strip():
            state = State.LOCKED if locked else _state(child.attributes.get("state", ""))
            name = "/".join(filter(None, (node.attributes.get("id"), child.attributes.get("id"))))
            paragraphs[-1].append(Part(runs, source.text, name, state))
        else:
            untranslated += 0 if locked or not source.text.strip() else 1
            paragraphs.append([])
    found = [_spaced(paragraph) for paragraph in paragraphs if paragraph]
    return Unit(found, untranslated, _comments(node, notes.all("note") if notes else (), file), "")


def _words(node: Node | None, file: SourceText, preserve: bool) -> Words:
    return read_words(node, file, keeps_space(node.attributes, preserve)) if node is not None else Words([], [])


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.run.text for piece in pieces)


def _by_mid(pieces: Iterable[Piece]) -> list[tuple[str | None, list[Piece]]]:
    """The pieces of each marked sentence, and those between sentences under None."""
    return [(mid, list(group)) for mid, group in groupby(pieces, key=lambda piece: piece.mid)]


def _state(told: str, approved: bool = False) -> State:
    """What a state of XLIFF 1 or 2 means; without one a translation counts as done.

    `approved` counts only where no state is told: Translate Toolkit, Pootle and others approve whatever is "translated".
    """
    if told.startswith(_DRAFTS):
        return State.DRAFT
    return State.LOCKED if told in _DONE or (approved and not told) else State.OPEN


def _is_locked(node: Node) -> bool:
    """True if a program of translators locked a unit, in an attribute of its own (memoQ, Phrase)."""
    return any(key.startswith("{") and key.endswith("}locked") and told in _YES for key, told in node.attributes.items())


def _states_of_trados(node: Node) -> dict[str, State]:
    """States of sentences by their number, from Trados's own element <sdl:seg-defs>."""
    states: dict[str, State] = {}
    for child in node.children:
        if isinstance(child, Node) and child.foreign and child.name == "seg-defs":
            for told in child.children:
                if isinstance(told, Node) and told.name == "seg":
                    state = State.DRAFT if told.attributes.get("conf") in _DRAFTS_OF_TRADOS else State.OPEN
                    locked = told.attributes.get("locked") in _YES
                    states[told.attributes.get("id", "")] = State.LOCKED if locked else state
    return states


def _comments(node: Node, notes: Iterable[Node], file: SourceText) -> list[Comment]:
    """Notes and XML comments of a unit, in the order of the file."""
    found = [(note.start, note.words()) for note in notes] + [(comment.start, comment.text) for comment in node.comments()]
    return [Comment(words, file.position(start).line) for start, words in sorted(found)]


def _spaced(parts: list[Part]) -> list[Part]:
    """The parts of a paragraph with a blank between two sentences that have none, as their Chinese has none."""
    spaced: list[Part] = []
    for part in parts:
        if spaced and not spaced[-1].text[-1:].isspace() and not part.text[:1].isspace() and part.text:
            spaced.append(Part([Run(" ")]))
        spaced.append(part)
    return spaced
