"""Glossaries to other formats and back: nothing is lost, and other programs read what we write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_glossary.intake.xml import parse_xml
from policy_glossary.termbase.exchange.formats import FORMATS, SUFFIXES, read_records, write_records
from policy_glossary.termbase.exchange.po_text import DEFAULT_HEAD, entry_text, po_text, read_po_text
from policy_glossary.termbase.exchange.record import KEYS, LIST_KEYS, Entry, Frame, Records
from tests.conftest import ROOT, Run

LOSSLESS = {
    "csv": ".csv",
    "tsv": ".tsv",
    "xlsx": ".xlsx",
    "json": ".json",
    "tbx": ".tbx",
    "tbx-dct": ".tbx",
    "tbx-linguist": ".tbx",
    "tbx-linguist-dct": ".tbx",
    "tbx-v2": ".tbx",
}
# Letters, Han of the basic plane and beyond, marks that formats use, and what they cannot hold as it is.
ODD = "ab 链主𠀀𱁬é;；=>|,，\t\"'\\<&>]#_x0041_()?…\u200b\u200f\u202e\u2028\u3000\xa0\v\f\x01\x7f\x85\ufeff\ufffe😀 e\u0301"
text = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12)
string = st.text(st.sampled_from(ODD + "\n\r") | st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
usual = st.sampled_from(["chain master", "bad => good", "a; b", "a; b => c; d", "=1+1", "'=x", "id: x", "extra: {}", "use: x"])
lines = st.lists(
    st.tuples(st.sampled_from(KEYS), usual | text.map(lambda value: " ".join(value.split()) or "x"))
    | st.tuples(
        st.just(""),
        st.sampled_from(["#", "#. extracted", "#: place", "# free text", "# colour: blue", "#, c-format", "#,fuzzy, x"]),
    ),
    max_size=6,
)


@st.composite
def po_files(draw: st.DrawFn) -> str:
    """A PO file of odd entries: with or without a header, blank lines, an obsolete entry, lines that end in CR and LF."""
    parts = [draw(st.sampled_from([DEFAULT_HEAD, "", "# only a comment\n", 'msgid ""\nmsgstr ""\n"X: y\\n"\n']))]
    for number in range(draw(st.integers(1, 4))):
        context = draw(st.sampled_from(["industry", "digital", "", None]))
        entry = Entry("industry", context, f"{number}{draw(string)}", draw(string), tuple(draw(lines)), draw(st.booleans()))
        gap = draw(st.sampled_from(["\n", "\n", "\n\n\n", '\n#~ msgid "old"\n#~ msgstr "alt"\n\n']))
        written = entry_text(entry)
        if draw(st.booleans()) and "\\" not in entry.english and '"' not in entry.english:
            written = written.replace('msgstr "', 'msgstr ""\n"', 1)
        parts.append(gap + written)
    parts.append(draw(st.sampled_from(["", "\n", "\n#~ end\n"])))
    whole = "".join(parts)
    return whole.replace("\n", "\r\n") if draw(st.booleans()) and "\r" not in whole else whole


def through(po: str, form: str, folder: Path) -> str:
    """The PO text after a journey through another format."""
    records = read_po_text(po, "industry", "industry.po")
    assert po_text(records.entries, records.frames["industry"]) == po
    path = folder / f"journey{LOSSLESS[form]}"
    path.write_bytes(write_records(records, form, folder=False).files[""])
    back = read_records(path, path.name)
    assert not back.faults, [str(fault) for fault in back.faults]
    return write_records(back, "po", folder=True).files["industry.po"].decode()


@pytest.mark.parametrize("form", LOSSLESS)
def test_the_whole_glossary_comes_back_to_the_byte(form: str, tmp_path: Path) -> None:
    records = read_records(ROOT / "glossary", "glossary")
    path = tmp_path / f"glossary{LOSSLESS[form]}"
    path.write_bytes(write_records(records, form, folder=False).files[""])
    back = write_records(read_records(path, path.name), "po", folder=True)
    assert back.files == {part.name: part.read_bytes() for part in (ROOT / "glossary").glob("*.po")}


@pytest.mark.parametrize("form", LOSSLESS)
def test_odd_entries_come_back_to_the_byte(form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("journey")

    @settings(max_examples=150, deadline=None)
    @given(po_files())
    def journey(po: str) -> None:
        assert through(po, form, folder) == po

    journey()
