"""Bad XML of RELIABILITY, by row: refused with its line before it costs memory, nothing fetched, no entity read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policy_glossary.intake.xml import parse_xml
from policy_glossary.model.report import Fault, FaultError

CHINESE = "我国大力培育链主企业和专精特新企业"


def refused(data: bytes | str) -> Fault:
    with pytest.raises(FaultError) as caught:
        parse_xml(data.encode() if isinstance(data, str) else data, "a.xml")
    assert "\n" not in str(caught.value)
    return caught.value.fault


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x "chain">',
        '<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;',
        '<!-- ]> --><!ELEMENT r ANY>\n<!ENTITY x "]>">',
        "<?p <!ENTITY ?><!ENTITY\tx 'y'>",
    ],
)
def test_row_49_an_entity_declaration_is_a_fault_even_if_unused(declaration: str) -> None:
    assert "entity" in str(refused(f"<!DOCTYPE r [\n{declaration}]>\n<r>a</r>"))
    assert refused(f"<!DOCTYPE r [\n{declaration}]>\n<r>&x;</r>").line in (2, 3)


def test_row_49_the_word_entity_in_a_text_is_no_declaration() -> None:
    root = parse_xml(b"<!-- <!ENTITY a> --><r><!-- <!ENTITY b> --><![CDATA[<!DOCTYPE r [<!ENTITY x 'y'>]>]]></r>", "a.xml")
    assert "<!ENTITY x" in str(root.xpath("string()"))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">',
        '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "http://192.0.2.1/tmx14.dtd">',
        '<!DOCTYPE r SYSTEM "missing.dtd" [<!ELEMENT r ANY> <!ATTLIST r a CDATA #IMPLIED>]>',
    ],
)
def test_row_50_an_external_document_type_is_accepted_and_never_fetched(doctype: str) -> None:
    name = doctype.split()[1]
    assert parse_xml(f'<?xml version="1.0"?>\n{doctype}\n<{name}>a</{name}>'.encode(), "a.xml").text == "a"


def test_row_50_no_file_is_opened_for_a_document_type(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ELEMENT r ANY><!ATTLIST r fetched CDATA "yes">', encoding="utf-8")
    data = f'<!DOCTYPE r SYSTEM "{(tmp_path / "x.dtd").as_uri()}"><r/>'.encode()
    assert dict(parse_xml(data, "a.xml").attrib) == {}


def test_row_51_expanding_entities_and_default_values() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert "entity" in str(refused(f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]><r>&l9;</r>'))
    defaults = "".join(f'<!ATTLIST a b{n} CDATA "{"x" * 1000}">' for n in range(9))
    assert "default values" in str(refused(f"<!DOCTYPE r [{defaults}]><r>{'<a/>' * 1000}</r>"))


def test_row_52_nesting_and_text_without_measure() -> None:
    assert parse_xml(b"<a>\n" * 256 + b"</a>" * 256, "a.xml").tag == "a"
    deep = refused(b"<a>\n" * 257 + b"</a>" * 257)
    assert ("256" in deep.message, deep.line) == (True, 257)
    long = refused(b"<a>\n<b>" + b"x" * 10_000_001 + b"</b></a>")
    assert ("10 MB" in long.message, long.line) == (True, 2)


def test_row_53_attributes_and_elements_without_number() -> None:
    def element(count: int) -> bytes:
        return b"<a>\n<b" + b"".join(b' a%d="=>"' % n for n in range(count)) + b"/></a>"

    assert len(parse_xml(element(1000), "a.xml")[0].attrib) == 1000
    many = refused(element(1001))
    assert ("1,000 attributes" in many.message, many.line) == (True, 2)
    assert parse_xml(b"<a>" + b'x="y" ' * 2000 + b"</a>", "a.xml").tag == "a"
    assert "5,000,000 elements" in refused(b"<a>" + b"<b/>" * 5_000_001 + b"</a>").message


def test_row_54_a_parser_set_for_the_whole_process_changes_nothing() -> None:
    program = (
        "from lxml import etree\n"
        "etree.set_default_parser(etree.XMLParser(resolve_entities=True, load_dtd=True, huge_tree=True))\n"
        "from policy_glossary.intake.xml import parse_xml\n"
        "from policy_glossary.model.report import FaultError\n"
        "for data in (b'<!DOCTYPE r [<!ENTITY x \"y\">]><r>&x;</r>', b'<a>' * 257 + b'</a>' * 257):\n"
        "    try:\n        parse_xml(data, 'a.xml')\n"
        "    except FaultError:\n        continue\n"
        "    raise SystemExit(1)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "gb18030"),
        ("GBK", "utf-8"),
        ("ISO-8859-1", "utf-8"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("GBK", "utf-8-sig"),
        ("klingon", "utf-8"),
        ("zip", "utf-8"),
        ("us-ascii", "utf-8"),
    ],
)
def test_row_55_a_declaration_that_does_not_fit_the_bytes(declared: str, actual: str) -> None:
    fault = refused(f'<?xml version="1.0" encoding="{declared}"?>\n<r>{CHINESE}</r>'.encode(actual))
    assert declared.lower() in fault.message.lower()


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("gb2312", "gbk"),
        ("GB18030", "gb18030"),
    ],
)
def test_row_55_encodings_that_are_what_they_say(declared: str, actual: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?>\n<r>{CHINESE}</r>'.encode(actual)
    assert parse_xml(data, "a.xml").text == CHINESE


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"text", b"<a>", b"<a></b>", b"<a/><b/>", b"<a>\0</a>", b"\xff\xfe<", b"<!DOCTYPE a ["]
)
def test_what_is_no_xml_is_a_fault_in_one_line(data: bytes) -> None:
    refused(data)


def test_a_fault_names_the_line_and_elements_know_theirs() -> None:
    assert refused("<a>\n<b>\n</a>").line == 3
    assert [e.sourceline for e in parse_xml(b"<a>\n<b/>\n\n<c/></a>", "a.xml")] == [2, 4]
