"""Bad translation files, by the numbers of the list of hostile inputs: faults name their line, and reading goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.document import State
from policy_glossary.model.edits import Correction
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BEFORE = 'msgid "甲"\nmsgstr "First."\n\n'
AFTER = 'msgid "乙"\nmsgstr "Last."\n'
TMX = '<?xml version="1.0"?>{}<tmx version="1.4"><header srclang="*all*"/><body>{}</body></tmx>'
TU = '<tu><tuv xml:lang="zh"><seg>链主</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'


def read(data: str | bytes, name: str = "a.po", encoding: str | None = None) -> Reading:
    return read_file(RawFile(name, data.encode() if isinstance(data, str) else data, encoding))


def refused(data: str | bytes, name: str = "a.po") -> Fault:
    with pytest.raises(FaultError) as caught:
        read(data, name)
    return caught.value.fault


def words(reading: Reading) -> list[str]:
    document = reading.document
    return [document.source.slice(segment.span) for segment in document.segments]


def xliff(units: str, languages: str = 'source-language="zh" target-language="en"') -> str:
    return f'<xliff version="1.2"><file original="a" {languages} datatype="x"><body>{units}</body></file></xliff>'


def unit(target: str, attributes: str = "") -> str:
    return f'<trans-unit id="1" {attributes}><source>链主</source>{target}</trans-unit>'


@pytest.mark.parametrize(
    ("row", "middle", "needle", "told"),
    [
        (36, 'msgid "x"\nmsgstr "y\n\n', "msgstr", "not closed"),
        (36, 'msgid "x"\nmsgstr "y\n', "msgstr", "not closed"),  # no empty line behind it
        (36, 'msgid "x\nmsgstr "y"\n\n', "msgid", "not closed"),
        (37, 'msgid "x"\nmsgstr "y "z" y"\n\n', "msgstr", "not closed"),
        (37, 'msgctxt "a"b"\nmsgid "x"\nmsgstr "y"\n\n', "msgctxt", "not closed"),
        (41, 'msgid "x"\n\n', "msgid", "without a msgstr"),
        (41, 'msgid "x"\nmsgstr y\n\n', "msgstr", "without a quoted text"),
        (41, 'msgstr "y"\n\n', "msgstr", "without a msgid"),
        (41, '"y"\n\n', '"y"', "without a keyword"),
        (41, 'msgid "x"\nmsgstr "y"\nmsgstr "z"\n\n', 'msgstr "z"', "twice"),
        (41, "what is this?\n\n", "what", "neither"),
        (45, 'msgid ""\nmsgstr "Language: zh\\n"\n\n', "msgid", "second header"),
    ],
)
def test_a_broken_entry_is_a_fault_and_its_neighbours_are_read(row: int, middle: str, needle: str, told: str) -> None:
    reading = read(HEADER + BEFORE + middle + AFTER)
    (fault,) = reading.faults
    assert told in fault.message, row
    start = len(HEADER + BEFORE)
    assert fault.line == (HEADER + BEFORE + middle).count("\n", 0, (HEADER + BEFORE + middle).index(needle, start)) + 1
    assert words(reading) == ["First.", "Last."]


def test_row_38_an_unknown_escape_is_kept() -> None:
    reading = read(HEADER + 'msgid "x"\nmsgstr "a\\qb"\n')
    assert words(reading) == ["a\\qb"]
    assert any("\\q" in note and "line 7" in note for note in reading.notes)


def test_characters_written_as_bytes_are_read() -> None:
    assert words(read(HEADER + 'msgid "x"\nmsgstr "a\\xe9\\x93\\xbe\\101"\n')) == ["a链A"]


def test_rows_39_and_44_the_same_msgid_is_a_fault_in_one_context_only() -> None:
    twice = 'msgctxt "a"\nmsgid "x"\nmsgstr "One."\n\nmsgctxt "{}"\nmsgid "x"\nmsgstr "Two."\n'
    (fault,) = read(HEADER + twice.format("a")).faults
    assert (fault.line, "line 7" in fault.message) == (11, True)
    assert words(read(HEADER + twice.format("a"))) == ["One.", "Two."]
    assert read(HEADER + twice.format("b")).faults == ()


def test_row_40_merge_markers_stop_the_file() -> None:
    fault = refused(HEADER + "<<<<<<< ours\n" + BEFORE + "=======\n" + AFTER + ">>>>>>> theirs\n")
    assert "unresolved merge conflict" in fault.message
    assert "6, 10, 13" in fault.message
    assert fault.line == 6


def test_row_42_what_is_not_finished_is_told_apart() -> None:
    entries = (
        '#, fuzzy\n#| msgid "old"\nmsgid "a"\nmsgstr "Draft."\n\nmsgid "b"\nmsgstr ""\n\n#~ msgid "c"\n#~ msgstr "Gone."\n\n'
        '#, c-format, read-only\nmsgid "d"\nmsgstr "Locked."\n'
    )
    reading = read(HEADER + entries + AFTER.join(["", "\n"]))
    assert [(s.source, s.state) for s in reading.document.segments] == [
        ("a", State.DRAFT),
        ("d", State.LOCKED),
        ("乙", State.OPEN),
    ]
    assert reading.notes == ("segments without a translation: 1", "segments told only with --all-segments: 1 draft, 1 locked")


@pytest.mark.parametrize("forms", [1, 2, 4])
def test_row_43_any_number_of_plural_forms(forms: int) -> None:
    plural = 'msgid "一"\nmsgid_plural "多"\n' + "".join(f'msgstr[{n}] "form {n}"\n' for n in range(forms))
    reading = read(HEADER + plural)
    assert [s.source for s in reading.document.segments] == ["一", "多", "多", "多"][:forms]
    assert reading.faults == ()


def test_rows_4_and_45_header_and_character_set() -> None:
    odd = read((HEADER + BEFORE).replace("UTF-8", "KOI8-Q"))
    assert ("KOI8-Q" in odd.faults[0].message, odd.faults[0].line) == (True, 4)
    assert words(odd) == ["First."]
    assert words(read((HEADER + BEFORE).replace("UTF-8", "UTF-16"))) == ["First."]
    assert words(read((HEADER + BEFORE).replace("UTF-8", "CHARSET"))) == ["First."]
    assert words(read(BEFORE)) == ["First."]  # Chinese on one side, Latin letters on the other
    (fault,) = read('msgid "a.b"\nmsgstr "Title"\n').faults
    assert "no language" in fault.message
    assert read("").faults == ()


def test_row_4_a_declared_character_set_is_used_and_kept() -> None:
    data = (HEADER + 'msgid "链主"\nmsgstr "The “chain master”"\n').replace("UTF-8", "GB2312").encode("gb2312")
    reading = read(data)
    assert words(reading) == ["The “chain master”"]
    raw = RawFile("a.po", data)
    assert rewrite(raw, reading.document, [Correction(Edit(Span(0, 3), "A"), "")]) == data.replace(b"The", b"A")
    with pytest.raises(FaultError, match="gb2312"):
        rewrite(raw, reading.document, [Correction(Edit(Span(0, 3), "ĉ"), "")])


def test_row_4_a_character_set_that_does_not_exist_is_told_of_a_file_that_cannot_be_read_without_it() -> None:
    data = (HEADER + 'msgid "链主"\nmsgstr "The chain master"\n').replace("UTF-8", "FOO-99").encode("gb18030")
    with pytest.raises(FaultError) as caught:
        read(data)
    fault = caught.value.fault
    assert fault.line == 4
    assert "declares the impossible character set FOO-99, and is not valid UTF-8 at byte" in fault.message
    assert "--encoding" in fault.hint


def test_row_46_an_untouched_file_is_written_byte_for_byte() -> None:
    data = b"\xef\xbb\xbf" + ("#odd comment\n#. x\r\n" + HEADER + 'msgid   "x"\n\n\nmsgstr\t"a "  \n"b"\n#~ msgid "o"').encode()
    reading = read(data)
    assert words(reading) == ["a b"]
    assert rewrite(RawFile("a.po", data), reading.document, []) == data


@pytest.mark.parametrize("name", ["a.xlf", "a.tmx"])
def test_row_49_entities_are_refused_in_translation_files(name: str) -> None:
    assert "entities" in refused('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<xliff>&a;</xliff>', name).message


def test_row_50_a_document_type_is_accepted() -> None:
    assert words(read(TMX.format('<!DOCTYPE tmx SYSTEM "http://example.org/tmx14.dtd">', TU.format("One.")), "a.tmx")) == ["One."]


def test_row_52_codes_in_codes() -> None:
    deep = "<g id='1'>" * 200 + "chain" + "</g>" * 200
    assert words(read(xliff(unit(f"<target>{deep}</target>")), "a.xlf")) == ["chain"]
    assert "nested" in refused(xliff(unit("<target>" + "<g id='1'>" * 300 + "</g>" * 300 + "</target>")), "a.xlf").message


def test_row_55_a_declared_encoding_must_be_that_of_the_bytes() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + xliff(unit("<target>One.</target>"))
    assert "UTF-16" in refused(text, "a.xlf").message
    assert words(read(text.encode("utf-16"), "a.xlf")) == ["One."]
    gbk = text.replace("UTF-16", "GBK").encode("gbk")
    reading = read(gbk, "a.xlf")
    written = rewrite(RawFile("a.xlf", gbk), reading.document, [Correction(Edit(Span(0, 3), "Ünd"), "")])
    assert words(read(written, "a.xlf")) == ["Ünd."]  # a letter that GBK lacks becomes a reference


@pytest.mark.parametrize(
    "text",
    ["<html><body>x</body></html>", "", "no xml", "<xliff><file></xliff>", "<tmx><body>"],
)
@pytest.mark.parametrize("name", ["a.xlf", "a.tmx"])
def test_row_61_what_is_no_such_file_is_a_fault(text: str, name: str) -> None:
    assert refused(text, name).file == name


def test_row_61_skeletons_groups_extensions_and_suggestions_are_no_text() -> None:
    text = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:m="urn:m"><file original="a" source-language="zh"'
        ' target-language="en" datatype="x"><header><skl><internal-file form="base64">AAAA</internal-file></skl><m:trans-unit>'
        "<target>No</target></m:trans-unit></header><body><group><group><trans-unit id='1'><source>x</source><target>Yes"
        "<m:note>no</m:note></target><alt-trans><source>x</source><target>No</target></alt-trans><m:x><target>No</target></m:x>"
        "</trans-unit></group></group></body></file></xliff>"
    )
    assert words(read(text, "a.xlf")) == ["Yes"]


@pytest.mark.parametrize(
    ("target", "attributes", "state"),
    [
        ("<target>x</target>", "", State.OPEN),
        ('<target state="translated">x</target>', "", State.OPEN),
        ('<target state="needs-review-translation">x</target>', "", State.DRAFT),
        ('<target state="new">x</target>', "", State.DRAFT),
        ('<target state="final">x</target>', "", State.LOCKED),
        ("<target>x</target>", 'approved="yes"', State.LOCKED),
        ("<target>x</target>", 'approved="no"', State.OPEN),
        ('<target state="translated">x</target>', 'approved="yes"', State.OPEN),  # all that Translate Toolkit writes
        ("<target>x</target>", 'translate="no"', State.LOCKED),
        ("<target>x</target>", 'xmlns:mq="MQXliff" mq:locked="locked"', State.LOCKED),
        (
            '<target><mrk mtype="seg" mid="4">x</mrk></target><sdl:seg-defs xmlns:sdl="s"><sdl:seg id="4" locked="true"/></sdl:seg-defs>',
            "",
            State.LOCKED,
        ),
        (
            '<target><mrk mtype="seg" mid="4">x</mrk></target><sdl:seg-defs xmlns:sdl="s"><sdl:seg id="4" conf="Draft"/></sdl:seg-defs>',
            "",
            State.DRAFT,
        ),
    ],
)
def test_row_62_states_of_xliff_1(target: str, attributes: str, state: State) -> None:
    document = read(xliff(unit(target, attributes)), "a.xlf").document
    assert [segment.state for segment in document.segments] == [state]
    assert [block.state for block in document.blocks] == [state]


def test_row_62_translate_is_inherited_and_taken_back() -> None:
    inner = unit("<target>a</target>") + unit("<target>b</target>", 'translate="yes"')
    states = [s.state for s in read(xliff(f'<group translate="no">{inner}</group>'), "a.xlf").document.segments]
    assert states == [State.LOCKED, State.OPEN]


def test_row_62_states_of_xliff_2_within_one_unit() -> None:
    states = ['state="initial"', "", 'state="reviewed"', 'state="final"']
    segments = "".join(f"<segment {s}><source>x</source><target>T{n}.</target></segment>" for n, s in enumerate(states))
    text = f'<xliff version="2.1" srcLang="zh" trgLang="en"><file id="f"><unit id="1">{segments}</unit></file></xliff>'
    reading = read(text, "a.xlf")
    found = [(reading.document.source.slice(b.span).strip(), b.state) for b in reading.document.blocks]
    assert found == [("T0.", State.DRAFT), ("T1. T2.", State.OPEN), ("T3.", State.LOCKED)]
    assert reading.notes == ("segments told only with --all-segments: 1 draft, 1 locked",)


def test_row_63_codes_of_a_creation_tool_are_no_text() -> None:
    code = '<bpt i="1">{{\\b chain master }}</bpt>One<ept i="1">{{}}</ept><ut>chain</ut> <hi>two</hi>.'
    assert words(read(TMX.format("", TU.format(code)), "a.tmx")) == ["One two."]


_BITS = ["msgid", "msgstr", '"', "x", "\n", "#", "~", ",", " fuzzy", "\\", "[0]", "msgctxt", "\n\n", "中", ": ", "\r"]


@given(st.lists(st.sampled_from(_BITS), max_size=40).map("".join))
def test_any_catalogue_is_read_or_a_fault(text: str) -> None:
    raw = RawFile("a.po", text.encode())
    reading = read_file(raw)
    assert rewrite(raw, reading.document, []) == raw.data


_TAGS = [
    "<target>",
    "</target>",
    "<g id='1'>",
    "</g>",
    "<x/>",
    "a ",
    "\n",
    "&amp;",
    "<sub>",
    "</sub>",
    "<ph>",
    "</ph>",
    "<![CDATA[b]]>",
]


@given(st.lists(st.sampled_from(_TAGS), max_size=30).map("".join), st.sampled_from(["a.xlf", "a.tmx"]))
def test_any_xml_is_read_or_a_fault(inside: str, name: str) -> None:
    text = xliff(unit(f"<target>{inside}</target>")) if name == "a.xlf" else TMX.format("", TU.format(inside))
    raw = RawFile(name, text.encode())
    try:
        reading = read_file(raw)
    except FaultError:
        return
    assert rewrite(raw, reading.document, []) == raw.data
