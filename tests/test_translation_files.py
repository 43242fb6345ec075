"""PO, XLIFF and TMX: the English side is read as a text, every place leads into the real file, corrections go back there."""

from __future__ import annotations

import ast
import json
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.document import Document, State
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import Span
from tests.conftest import SEEDS, Run, entry, matcher_for, rules_of
from tests.translation_files import WRITERS, silent_source

CHAIN = matcher_for(entry("id: chain-leader", "deprecated: chain master"))
SHIPPED_PO = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'


def read(text: str, name: str) -> Reading:
    return read_file(RawFile(name, text.encode()))


def document(text: str, name: str = "a.po") -> Document:
    return read(text, name).document


def po(entries: str) -> Document:
    return document(SHIPPED_PO + entries)


def xliff(units: str, attributes: str = "") -> str:
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="zh"'
        f' target-language="en" datatype="x" {attributes}><body>{units}</body></file></xliff>'
    )


def unit(target: str, source: str = "链主") -> str:
    return xliff(f'<trans-unit id="1"><source>{source}</source><target>{target}</target></trans-unit>')


def xliff_2(units: str) -> str:
    start = '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en">'
    return f'{start}<file id="f">{units}</file></xliff>'


def tmx(units: str, srclang: str = "zh") -> str:
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{units}</body></tmx>'


def flagged(read_text: Document) -> list[str]:
    """The words of the file that are reported."""
    report = check_document(read_text, CHAIN, Judgement(rules_of("TERM001"))).report
    assert read_text.origin is not None
    file = read_text.origin.parts[0].text
    places = (read_text.place(finding.span) for finding in report.findings)
    return [file[place.start : place.end] for place in places]


def blocks(read_text: Document) -> list[tuple[str, bool]]:
    return [(read_text.source.slice(b.span), b.heading) for b in read_text.blocks]


def pairs(read_text: Document) -> list[tuple[str, str]]:
    return [(segment.source, read_text.source.slice(segment.span)) for segment in read_text.segments]


def test_an_article_has_the_same_findings_in_every_format(run: Run, tmp_path: Path) -> None:
    (seed,) = SEEDS.glob("000_*.txt")
    article = read_file(RawFile("a.txt", seed.read_bytes())).document
    paragraphs = [article.source.slice(block.span) for block in article.blocks]
    (tmp_path / "a.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    for name, write in WRITERS.items():
        (tmp_path / name).write_text(write([(silent_source(n), p) for n, p in enumerate(paragraphs)]), encoding="utf-8")
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in run("check", "--format", "jsonl", ".").stdout.splitlines():
        record = json.loads(line)
        key = tuple(str(record.get(field)) for field in ("rule", "concept", "severity", "text", "suggestion", "message"))
        found.setdefault(record["file"], []).append(key)
    assert set(found) == {"a.txt", *WRITERS}
    assert len(found["a.txt"]) > 50
    for name in WRITERS:
        assert found[name] == found["a.txt"], name


_WORDS = st.text(st.sampled_from("ab& <>\"'\\;.…中𠀀é%{}#\t"), min_size=1, max_size=12)
_TEXTS = st.lists(_WORDS.filter(lambda words: bool(words.strip())), min_size=1, max_size=4)


@given(_TEXTS, st.sampled_from(sorted(WRITERS)), st.booleans())
def test_every_character_leads_to_its_place_in_the_file(texts: list[str], name: str, crlf: bool) -> None:
    written = WRITERS[name]([("原文", text) for text in texts])
    raw = RawFile(name, (written.replace("\n", "\r\n") if crlf else written).encode())
    reading = read_file(raw).document
    file = raw.data.decode()
    assert reading.origin is not None
    assert not reading.origin.pieces or len(reading.visible) == len(reading.source.text)
    done = 0
    for piece in reading.origin.pieces:
        assert done <= piece.start < piece.end
        done = piece.end
        there, here = file[piece.raw_start : piece.raw_end], reading.source.text[piece.start : piece.end]
        if there != here:
            meant = ast.literal_eval(f'"{there}"') if name == "a.po" else " " if there.isspace() else unescape(there)
            assert here == meant
            assert not piece.divisible or len(here) == 1
    assert rewrite(raw, reading, []) == raw.data


@given(_TEXTS, st.sampled_from(sorted(WRITERS)), st.data())
def test_a_correction_changes_its_words_and_nothing_else(texts: list[str], name: str, data: st.DataObject) -> None:
    raw = RawFile(name, WRITERS[name]([("原文", f"x{text}x") for text in texts]).encode())
    reading = read_file(raw).document
    segment = data.draw(st.sampled_from(reading.segments)).span
    start = data.draw(st.integers(segment.start, segment.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, segment.end)))
    edit = Edit(span, data.draw(st.text(st.sampled_from('ab&<>"\\中'), min_size=1, max_size=6)))
    written = rewrite(raw, reading, [Correction(edit, "")])
    again = read_file(RawFile(name, written)).document
    assert again.source.text == apply_edits(reading.source.text, [edit])
    place = reading.place(span)
    old, new = raw.data.decode(), written.decode()
    assert new.startswith(old[: place.start])
    assert new.endswith(old[place.end :])


def test_strings_of_a_catalogue_are_joined_and_unescaped() -> None:
    read_text = po('msgid "x"\nmsgstr ""\n"One \\"chain "\n"master\\" a\\\\b\\tc"\n')
    assert read_text.source.text == 'One "chain master" a\\b\tc'
    assert flagged(read_text) == ['chain "\n"master']
    assert read_text.place(Span(5, 10)).line == 7


def test_a_corrected_catalogue_keeps_its_wrapping() -> None:
    text = SHIPPED_PO + '#: a.c:3\nmsgid "x"\nmsgstr ""\n"the chain "\n"master, \\"so\\""\n\n\n# end'
    raw = RawFile("a.po", text.encode())
    edit = Edit(Span(4, 16), 'chain "leader"')
    assert rewrite(raw, document(text), [Correction(edit, "")]).decode() == text.replace('master, \\"', '\\"leader\\", \\"')


def test_lines_of_a_string_are_paragraphs_as_in_plain_text() -> None:
    read_text = po('msgid "x"\nmsgstr "A heading\\n\\nA sentence.\\n"\n\nmsgid "y"\nmsgstr "Next."\n')
    assert blocks(read_text) == [("A heading", True), ("A sentence.", False), ("Next.", False)]


def test_each_plural_form_is_a_paragraph_with_its_own_source() -> None:
    read_text = po('msgid "一"\nmsgid_plural "多"\nmsgstr[0] "chain master"\nmsgstr[1] "chain masters"\n')
    assert pairs(read_text) == [("一", "chain master"), ("多", "chain masters")]
    assert len(flagged(read_text)) == 2


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("The <g id='1'>chain</g> <x id='2'/>master", ["chain</g> <x id='2'/>master"]),
        ("The cha<x id='2'/>in mas<bx id='3'/>ter<ex id='3'/>.", ["cha<x id='2'/>in mas<bx id='3'/>ter"]),
        ("The <bpt id='1'>&lt;a title='chain master'&gt;</bpt>chain<ept id='1'>&lt;/a&gt;</ept> master", None),
        ("<mrk mtype='seg' mid='1'>The chain master.</mrk>", ["chain master"]),
        ("The chain\n     master", ["chain\n     master"]),
        ("The chain &lt;b&gt;master&lt;/b&gt;", ["chain &lt;b&gt;master"]),
        ("The <![CDATA[chain]]> master", ["chain]]> master"]),
        ("The chain <x id='1'/> master", []),
        ("The chain<x id='1' ctype='lb'/>\nmaster is here. " + "So it goes. " * 20, []),
        ("The <mrk mtype='protected'>chain master</mrk>", []),
        ("The <ph id='1'>chain master</ph> here", []),
        ("Here<ph id='1'>&lt;fn&gt;<sub>A chain master</sub></ph> too", ["chain master"]),
    ],
)
def test_inline_codes_have_no_width(target: str, words: list[str] | None) -> None:
    reported = flagged(document(unit(target), "a.xlf"))
    if words is None:
        assert len(reported) == 1
    else:
        assert reported == words


def test_a_text_inside_of_a_code_is_corrected_beside_its_paragraph() -> None:
    text = unit("Old<ph id='1'>&lt;fn&gt;<sub>inner old</sub></ph> words old")
    raw = RawFile("a.xlf", text.encode())
    reading = document(text, "a.xlf")
    readable = reading.source.text
    spans = [Span(at, at + 3) for at in range(len(readable)) if readable[at : at + 3].lower() == "old"]
    assert len(spans) == 3
    written = rewrite(raw, reading, [Correction(Edit(span, "new"), "") for span in spans]).decode()
    assert written == text.replace("Old", "new").replace("old", "new")


def test_in_a_cdata_section_nothing_is_escaped() -> None:
    raw = RawFile("a.xlf", unit("<![CDATA[a < old]]> &amp; old").encode())
    reading = read_file(raw).document
    assert reading.source.text == "a < old & old"
    edits = [Edit(Span(4, 7), "R&D ]]>"), Edit(Span(10, 13), "R&D")]
    written = rewrite(raw, reading, [Correction(edit, "") for edit in edits])
    assert b"<![CDATA[a < R&D ]]]]><![CDATA[>]]> &amp; R&amp;D<" in written
    assert read_file(RawFile("a.xlf", written)).document.source.text == "a < R&D ]]> & R&D"


def test_white_space_is_kept_where_the_file_says_so() -> None:
    laid_out = "\n  One\n  two.\n"
    assert document(unit(laid_out), "a.xlf").source.text == "One two."
    kept = xliff(f'<trans-unit id="1" xml:space="preserve"><source>x</source><target>{laid_out}</target></trans-unit>')
    assert document(kept, "a.xlf").source.text == laid_out


def test_sentences_of_a_unit_are_one_paragraph_and_keep_their_source() -> None:
    text = xliff(
        '<trans-unit id="7"><source>一。二。</source><seg-source><mrk mtype="seg" mid="0">一。</mrk><mrk mtype="seg" mid="1">二。</mrk>'
        '</seg-source><target><mrk mtype="seg" mid="0">One.</mrk><g id="1"><mrk mtype="seg" mid="1">Two.</mrk></g></target></trans-unit>'
    )
    read_text = document(text, "a.sdlxliff")
    assert [read_text.source.slice(block.span) for block in read_text.blocks] == ["One. Two."]
    assert pairs(read_text) == [("一。", "One."), ("二。", "Two.")]
    assert [segment.id for segment in read_text.segments] == ["7/0", "7/1"]


def test_a_unit_of_xliff_2_is_cut_where_a_sentence_has_no_translation() -> None:
    segment = '<segment id="{0}"><source>{0}</source><target>{1}</target></segment>'
    ignorable = "<ignorable><source> </source></ignorable>"
    units = ignorable.join(segment.format(*pair) for pair in (("a", "One."), ("b", "Two."), ("c", ""), ("d", "Four.")))
    read_text = document(xliff_2(f'<unit id="u">{units}</unit>'), "a.xlf")
    assert [read_text.source.slice(block.span).strip() for block in read_text.blocks] == ["One. Two.", "Four."]
    assert pairs(read_text) == [("a", "One."), ("b", "Two."), ("d", "Four.")]


def test_comments_put_findings_aside_in_each_format() -> None:
    aside = "glossary: ignore TERM001 our own usage"
    catalogue = f'# {aside}\nmsgid "a"\nmsgstr "chain master"\n\nmsgid "b"\nmsgstr "chain master"\n'
    assert len(flagged(po(catalogue))) == 1
    one = '<trans-unit id="1"><source>a</source><target>chain master</target>{}</trans-unit>'
    assert len(flagged(document(xliff(one.format(f"<note>{aside}</note>") + one.format("")), "a.xlf"))) == 1
    assert len(flagged(document(xliff(f"<!-- {aside} -->" + one.format("") + one.format("")), "a.xlf"))) == 1
    notes = (
        f'<unit id="1"><notes><note>{aside}</note></notes><segment><source>a</source><target>chain master</target></segment></unit>'
    )
    assert flagged(document(xliff_2(notes), "a.xlf")) == []
    memory = '<tu><note>{}</note><tuv xml:lang="zh"><seg>链</seg></tuv><tuv xml:lang="en"><seg>chain master</seg></tuv></tu>'
    assert len(flagged(document(tmx(memory.format(aside) + memory.format("x")), "a.tmx"))) == 1


def test_comments_of_an_obsolete_entry_are_not_those_of_the_next() -> None:
    read_text = po('# glossary: ignore\n#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "b"\nmsgstr "chain master"\n')
    assert len(flagged(read_text)) == 1


def test_a_locked_segment_is_never_corrected() -> None:
    text = xliff('<trans-unit id="1" translate="no"><source>a</source><target>chain master</target></trans-unit>')
    reading = document(text, "a.xlf")
    assert [block.state for block in reading.blocks] == [State.LOCKED]
    with pytest.raises(FaultError, match="locked"):
        rewrite(RawFile("a.xlf", text.encode()), reading, [Correction(Edit(Span(0, 5), "x"), "")])


def test_placeholders_and_markup_in_strings_are_no_words() -> None:
    flag = "#, python-format\n"
    assert len(flagged(po('msgid "x"\nmsgstr "<b>chain</b> master"\n'))) == 1
    assert flagged(po(f'{flag}msgid "x"\nmsgstr "chain %(kind)s master"\n')) == []
    visible = po(f'{flag}msgid "x"\nmsgstr "%d of {{name}}: 5% of %s"\n').visible
    assert visible == "\ufffc\ufffc of \ufffc\ufffc\ufffc\ufffc\ufffc\ufffc: 5% of \ufffc\ufffc"


@pytest.mark.parametrize(
    ("header", "name", "source", "target", "told"),
    [
        ("Language: zh_CN", "a.po", "chain", "链主", "into Chinese"),
        ("Language: fr", "a.po", "链主", "maître", "read as English"),  # letters do not tell French from English
        ("Language: fr", "a.po", "chain", "maître", "language fr"),
        ("X: y", "a.po", "chain", "链主", "into Chinese"),
        ("X: y", "locale/zh_CN/LC_MESSAGES/a.po", "page.title", "Title", "into Chinese"),
    ],
)
def test_the_side_to_be_checked_is_found(header: str, name: str, source: str, target: str, told: str) -> None:
    text = f'msgid ""\nmsgstr "{header}\\n"\n\nmsgid "{source}"\nmsgstr "{target}"\n'
    reading = read(text, name)
    assert told in f"{reading.passed_over} {reading.notes}"
    assert bool(reading.passed_over) == (not reading.document.blocks)


@pytest.mark.parametrize("name", ["en.po", "locale/en_GB/LC_MESSAGES/a.po", "news.en.po", "zh/news-en-US.po"])
def test_the_name_tells_the_language_if_nothing_else_does(name: str) -> None:
    reading = read('msgid "page.title"\nmsgstr "The chain master"\n', name)
    assert len(flagged(reading.document)) == 1


def test_files_of_other_languages_are_left_out_of_an_xliff() -> None:
    text = unit("The chain master").replace(
        "<file ",
        '<file original="b" source-language="en" target-language="zh-CN"><body><trans-unit id="9"><source>Chain master'
        "</source><target>链主</target></trans-unit></body></file><file ",
        1,
    )
    reading = read(text, "a.xlf")
    assert reading.document.source.text == "The chain master"
    assert any("1 of 2" in note for note in reading.notes)


def test_a_memory_is_paired_by_language() -> None:
    others = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
    tu = (
        "<tu>"
        + others.format("fr", "maître")
        + others.format("EN-US", "chain master")
        + others.format("zh-Hans-CN", "链主")
        + "</tu>"
    )
    reading = read(tmx(tu), "a.tmx")
    assert pairs(reading.document) == [("链主", "chain master")]
    assert any("fr 1" in note for note in reading.notes)
    assert "into Chinese" in read(tmx(tu, "en-US"), "a.tmx").passed_over


def test_a_glossary_is_passed_over_when_a_folder_is_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    for name in "ab":
        (tmp_path / "glossary" / f"{name}.po").write_text(SHIPPED_PO + entry("id: chain-leader"), encoding="utf-8")
    (tmp_path / "c.po").write_text(SHIPPED_PO + 'msgid "x"\nmsgstr "A word."\n', encoding="utf-8")
    result = run("check", ".", "--no-shipped", "--glossary", "glossary/a.po")
    assert result.returncode == 0
    assert b"1 file, 2 words" in result.stdout
    assert b"glossary: 2 files passed over" in result.stderr


TRADOS = """\ufeff<?xml version="1.0" encoding="utf-8"?><xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"
 xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><file original="D:\\新闻.docx"
 datatype="x-sdlfilterframework2" source-language="zh-CN" target-language="en-US"><header><reference><internal-file form="base64"
>UEsDBBQ=</internal-file></reference><sdl:ref-files><sdl:ref-file uid="1" id="x"/></sdl:ref-files><tag-defs
 xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><tag id="0"><bpt name="cf">&lt;cf bold="True"&gt;</bpt></tag></tag-defs></header><body>
<trans-unit id="a" translate="no"><source><x id="7"/></source></trans-unit><group><sdl:cxts><sdl:cxt id="1"/></sdl:cxts>
<trans-unit id="b"><source><g id="0">链主</g>来了。他们走了。</source><seg-source><g id="0"><mrk mtype="seg" mid="1">链主来了。</mrk></g>
<mrk mtype="seg" mid="2">他们走了。</mrk></seg-source><target><g id="0"><mrk mtype="seg" mid="1">The chain <mrk mtype="x-sdl-deleted"
 sdl:revid="1">boss</mrk><mrk mtype="x-sdl-added" sdl:revid="2">master</mrk> came.</mrk></g> <mrk mtype="seg" mid="2">They <x id="3"/>left.</mrk>
</target><sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="mt"><sdl:value key="SegmentHash">1</sdl:value></sdl:seg><sdl:seg id="2"
 conf="ApprovedSignOff" locked="true"/></sdl:seg-defs></trans-unit></group></body></file></xliff>"""

MEMOQ = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff"><file original="a.docx" source-language="zh-CN"
 target-language="en" datatype="x-memoq" xml:space="preserve"><header><skl><external-file href="x"/></skl></header><body>
<mq:docinformation><mq:trans-unit/></mq:docinformation><trans-unit id="1" mq:status="ManuallyConfirmed" mq:locked="locked"><source
 xml:space="preserve">一</source><target xml:space="preserve">One chain master.</target></trans-unit>
<trans-unit id="2" mq:status="Pretranslated"><source xml:space="preserve">二</source><target xml:space="preserve">Two <bpt id="1" rid="1"
>&lt;b&gt;</bpt>chain<ept id="1" rid="1">&lt;/b&gt;</ept> <ph id="4">&lt;mq:nt displaytext="chain master"/&gt;</ph>masters.</target>
<mq:minorversions><mq:historical-unit><target>Old chain master.</target></mq:historical-unit></mq:minorversions></trans-unit></body></file>
</xliff>"""

OKAPI = """<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"
 version="2.1" srcLang="zh-CN" trgLang="en-GB"><file id="f1" canResegment="no"><skeleton href="a.skl"/><group id="g"><unit id="u1">
 <mtc:matches><mtc:match ref="#1"><source>链主</source><target>A chain master</target></mtc:match></mtc:matches>
 <originalData><data id="d1">&lt;b title="chain master"&gt;</data></originalData>
 <segment id="s1" canResegment="yes"><source>链主<ph id="1" dataRef="d1"/></source><target>The <pc id="1" dataRefStart="d1">chain</pc>
 <sc id="2"/>master<ec startRef="2"/> and <mrk id="m1" type="term" translate="no">chain master</mrk>.</target></segment>
 <ignorable><source> </source></ignorable><segment state="initial"><source>x</source><target>A chain master.</target></segment></unit>
 </group></file></xliff>"""

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="5.7"
 segtype="sentence" srclang="ZH-CN"/><body><!-- Default translations --><tu><tuv xml:lang="ZH-CN"><seg>链主<bpt i="0" x="0">&lt;a0&gt;</bpt>
</seg></tuv><tuv xml:lang="EN-GB" changeid="x"><seg>The <bpt i="0" x="0">&lt;a0&gt;</bpt>chain<ept i="0">&lt;/a0&gt;</ept> master</seg></tuv>
</tu><!-- Alternative translations --><tu><prop type="file">a.txt</prop><tuv lang="zh"><seg>二</seg></tuv><tuv lang="en"><seg>Two.</seg></tuv>
</tu></body></tmx>"""


@pytest.mark.parametrize(
    ("name", "text", "reported", "states"),
    [
        (
            "a.sdlxliff",
            TRADOS,
            ['chain <mrk mtype="x-sdl-deleted"\n sdl:revid="1">boss</mrk><mrk mtype="x-sdl-added" sdl:revid="2">master'],
            "02",
        ),
        ("a.mqxliff", MEMOQ, ["chain<ept", "<ph"], "20"),
        ("a.xlf", OKAPI, ['chain</pc>\n <sc id="2"/>master'], "01"),
        ("a.tmx", OMEGAT, ['chain<ept i="0">&lt;/a0&gt;</ept> master'], "00"),
    ],
)
def test_files_as_programs_of_translators_write_them(name: str, text: str, reported: list[str], states: str) -> None:
    reading = read_file(RawFile(name, text.encode()))
    assert reading.faults == ()
    assert "".join(str(int(segment.state)) for segment in reading.document.segments) == states
    found = flagged(reading.document)
    assert len(found) == 1
    assert all(words in found[0] for words in reported)
    if name != "a.mqxliff":
        assert found == reported


def test_a_place_in_the_file_can_be_explained(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(SHIPPED_PO + 'msgid "链主"\nmsgstr ""\n"The \\"chain "\n"master\\" came."\n', encoding="utf-8")
    told = run("explain", "--at", "a.po:8:3").stdout.decode()
    assert "TERM001" in told
    assert run("explain", "--at", "a.po:6:3").stdout.decode().startswith("nothing is reported here")
    assert b"has no line 99" in run("explain", "--at", "a.po:99:1").stderr
