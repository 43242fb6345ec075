"""Bad XML, by the numbers of the list of hostile inputs: each a fault in one line that names the place."""

from __future__ import annotations

import pytest

from policy_glossary.intake import xml_offsets
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.report import Fault, FaultError


def fault(xml: str | bytes) -> Fault:
    with pytest.raises(FaultError) as caught:
        list(XmlText.read(xml.encode() if isinstance(xml, str) else xml, "a.xml").events())
    return caught.value.fault


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x "y">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://example.org/x">',
        '<!-- ]> --><!ENTITY x "y">',
    ],
)
def test_row_49_entities_are_not_declared(declaration: str) -> None:
    told = fault(f"<!DOCTYPE a [{declaration}]>\n<a>&x;</a>")
    assert "declares entities" in told.message
    assert told.line == 1


def test_row_49_an_entity_of_an_unread_type_does_not_vanish() -> None:
    told = fault('<!DOCTYPE a SYSTEM "a.dtd">\n<a>one\n&nbsp;two</a>')
    assert "&nbsp;" in told.message
    assert told.line == 3


def test_row_50_a_type_elsewhere_is_accepted_and_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    xml = b'<!DOCTYPE tmx PUBLIC "-//LISA//DTD" "http://www.lisa.org/tmx14.dtd"><tmx/>'
    assert len(list(XmlText.read(xml, "a.tmx").events())) == 2


def test_row_51_expanding_entities() -> None:
    xml = '<!DOCTYPE a [<!ENTITY x "' + "y" * 50_000 + '">]><a>' + "&x;" * 50_000 + "</a>"
    assert "declares entities" in fault(xml).message


def test_row_52_depth_and_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nested deeper than 256" in fault("<a>" * 257 + "</a>" * 257).message
    assert len(list(XmlText.read(b"<a>" * 256 + b"</a>" * 256, "a.xml").events())) == 512
    assert "without a tag" in fault("<a>\n<b>" + "x" * 10_000_001 + "</b></a>").message
    monkeypatch.setattr(xml_offsets, "MAX_ELEMENTS", 3)
    assert "more than 3 elements" in fault("<a><b/><b/><b/></a>").message


def test_row_53_attributes_are_counted() -> None:
    assert "attributes" in fault("<a " + " ".join(f'x{n}="1"' for n in range(200_000)) + "/>").message


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
        b'\xef\xbb\xbf<?xml version="1.0" encoding="gb18030"?><a/>',
        '<?xml version="1.0" encoding="utf-8"?><a/>'.encode("utf-16"),
        '<?xml version="1.0" encoding="utf-8"?><a>中</a>'.encode("gb18030"),
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b'<?xml version="1.0" encoding="unicode_escape"?><a/>',
        b'<?xml version="1.0" encoding="rot13"?><a/>',
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>我国大力培育链主企业</a>'.encode(),  # as latin letters it would be nonsense
        '<?xml version="1.0" encoding="koi8-r"?><a>我国大力培育链主企业</a>'.encode(),
        '<?xml version="1.0" encoding="GBK"?><a>我国大力培育链主企业和专精</a>'.encode(),
        b'<?xml version="1.0" encoding="cp037"?><a/>',
    ],
)
def test_row_55_a_declaration_that_the_bytes_belie(xml: bytes) -> None:
    assert "declares" in fault(xml).message


def test_row_55_what_programs_call_gb2312_may_hold_characters_of_gbk() -> None:
    data = '<?xml version="1.0" encoding="gb2312"?><a>朱镕基</a>'.encode("gbk")
    assert XmlText.read(data, "a.xml").source.text.endswith("<a>朱镕基</a>")


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "text",
        "<a>",
        "<a></b>",
        "</a>",
        "<a/><b/>",
        "<a b=c/>",
        '<a b="1" b="2"/>',
        '<a b="1"c="2"/>',
        "<a>\0</a>",
        "<a>]]></a>",
        "<a><!-- -- --></a>",
        "<p:a/>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&amp</a>",
        "<a b='<'/>",
        "<a><![CDATA[</a>",
        "<!DOCTYPE a [" + "<!--" * 50_000,
        "<a" + ' b="' * 50_000,
    ],
)
def test_what_is_not_well_formed_is_told(xml: str) -> None:
    assert fault(xml).line == 1
