"""Entries of the usual form are read without polib: nothing may depend on who has read an entry."""

from __future__ import annotations

from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.termbase.po import PoFile, read_concepts, read_po
from policy_glossary.termbase.po_lines import PoLines, read_po_lines
from tests.conftest import HEADER, ROOT, entry


def by_polib(text: str) -> PoFile:
    """The file as it is read if no entry passes for usual."""
    read = read_po_lines(text, "a.po")
    return read_concepts(PoLines("a.po", read.lines, read.newline, ()), None)


@pytest.mark.parametrize("path", sorted((ROOT / "glossary").glob("*.po")), ids=lambda path: path.stem)
def test_the_shipped_glossary_is_the_same_to_both(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    read = read_po(text, "a.po", None)
    assert read.concepts
    assert read == by_polib(text)


PIECES = (
    "# id: a\n", "# id: b\n", "# admitted: c; d\n", "# deprecated: e => f\n", "#, fuzzy\n", "#, c-format, fuzzy\n", "#. made\n", "#: a.txt:1\n",
    '#| msgid "old"\n', "# note: a\\q \\\\\n", "#\n", '#~ msgid "x"\n', '#~ msgstr "y"\n', "\n", "\n\n", "   \n",
    'msgctxt "industry"\n', 'msgid "甲"\n', 'msgid "乙"\n', 'msgid ""\n', 'msgstr "first"\n', 'msgstr "sec\\"ond\\n"\n', 'msgstr ""\n', '"more"\n',
    'msgid_plural "甲们"\n', 'msgstr[0] "one"\n', 'msgstr "open\n', 'msgstr "a\\\\"\n', 'msgstr "a\\q"\n', "nonsense\n", "<<<<<<< ours\n", "# note: a\u2028b\n",
    entry("id: x"), entry("id: y", "suspect: z", zh="丙"), entry("id: w", zh="丁").replace("\n\n", "\n"), HEADER,
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans())
def test_rows_36_to_48_random_pieces_are_the_same_to_both(pieces: list[str], head: bool) -> None:
    text = (HEADER if head else "") + "".join(pieces)
    one, other = read_po(text, "a.po", None), by_polib(text)
    if not other.faults:
        assert one == other
    else:
        assert one.faults
        kept = {
            (concept.id, concept.zh, concept.preferred) for concept in one.concepts
        }  # marks of a broken neighbour may fall on it
        assert {(concept.id, concept.zh, concept.preferred) for concept in other.concepts} <= kept


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans())
def test_rows_36_to_48_nothing_is_lost_in_silence(pieces: list[str], head: bool) -> None:
    text = (HEADER if head else "") + "".join(pieces)
    read = read_po(text, "a.po", None)
    lines = text.split("\n")
    told = {fault.line for fault in read.faults} | {int(note.split(":")[1]) for note in read.notes if "no English" in note}
    told |= {concept.line for concept in read.concepts}
    whole = any("merge conflict" in fault.message for fault in read.faults)
    for number, line in enumerate(lines, 1):
        if line.startswith('msgid "') and line != 'msgid ""' and not whole:
            first, last = number, number
            while first > 1 and lines[first - 2].strip():
                first -= 1
            while last < len(lines) and lines[last].strip():
                last += 1
            assert told & set(range(first, last + 1)), (number, line, text, read)


def test_a_glossary_in_the_usual_form_needs_polib_for_its_header_only(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def pofile(text: str, **_: object) -> list[polib.POEntry]:
        parsed.append(text)
        return []

    monkeypatch.setattr(polib, "pofile", pofile)
    read = read_po(HEADER + entry("id: x") + entry("id: y", zh="丙"), "a.po", None)
    assert [concept.id for concept in read.concepts] == ["x", "y"]
    assert ["chain leader" in text for text in parsed] == [False]
