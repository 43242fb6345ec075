"""XML with offsets: every event stands where it says, whatever the encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.intake.xml_events import Comment, End, Event, Instruction, Start, Text
from policy_glossary.intake.xml_offsets import XmlText, escape_attribute, escape_text


def events(xml: str | bytes) -> list[Event]:
    return list(XmlText.read(xml.encode() if isinstance(xml, str) else xml, "a.xml").events())


def test_names_are_resolved_where_they_stand() -> None:
    found = [
        e
        for e in events('<a xmlns="u" xmlns:p="v"><p:b p:k="1" k="2"/><c xmlns="w" xmlns:p="x"><p:b/></c><p:b/></a>')
        if isinstance(e, Start)
    ]
    assert [(e.name, e.uri) for e in found] == [("a", "u"), ("b", "v"), ("c", "w"), ("b", "x"), ("b", "v")]
    assert found[1].attributes == {"{v}k": "1", "k": "2"}


def test_text_knows_its_entities_and_sections() -> None:
    xml = "<a>专😀 &lt;&#x4e13;\r\n<![CDATA[a<b]]></a>"
    first, second = (e for e in events(xml) if isinstance(e, Text))
    assert first.text == "专😀 <专\n"
    assert second.text == "a<b"
    assert [(p.text, xml[p.start : p.end]) for p in (*first.pieces, *second.pieces)] == [
        ("专😀 ", "专😀 "),
        ("<", "&lt;"),
        ("专", "&#x4e13;"),
        ("\n", "\r\n"),
        ("a<b", "<![CDATA[a<b]]>"),
    ]


def test_what_is_no_text_is_told_apart() -> None:
    xml = '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://example.org/a.dtd" [<!-- ]> --><!ELEMENT a ANY>]>\n<a x=\'>\'><!-- c --><?p d ?><b\n/></a>\n'
    found = [e for e in events(xml) if not isinstance(e, Text)]
    assert [type(e) for e in found] == [Start, Comment, Instruction, Start, End, End]
    assert [xml[e.start : e.end] for e in found] == ["<a x='>'>", "<!-- c -->", "<?p d ?>", "<b\n/>", "<b\n/>", "</a>"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "iso-8859-1"])
def test_row_55_encodings_that_are_declared_or_marked(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    xml = f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'
    text = XmlText.read(xml.encode(encoding), "a.xml")
    (word,) = (e for e in text.events() if isinstance(e, Text))
    assert (word.text, text.source.text[word.start : word.end]) == ("é", "é")
    assert text.encode(xml) == xml.encode(encoding)


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\t\n"), max_size=20)


@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=5))
def test_what_is_escaped_is_read_again(pairs: list[tuple[str, str]]) -> None:
    xml = "<a>" + "".join(f'<b k="{escape_attribute(value)}">{escape_text(words)}</b>' for value, words in pairs) + "</a>"
    found = events(xml)
    starts = [e.attributes["k"] for e in found if isinstance(e, Start) and e.name == "b"]
    assert starts == [value for value, _ in pairs]
    texts = [e for e in found if isinstance(e, Text)]
    assert [e.text for e in texts] == [words for _, words in pairs if words]
    for event in texts:
        for piece in event.pieces:
            if len(piece.text) == piece.end - piece.start:
                assert xml[piece.start : piece.end] == piece.text
