"""Word documents: what is read, where it stands, and that a corrected file differs in the corrected words only."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.formats.word.paragraphs import View
from policy_glossary.formats.word.reader import read_word
from policy_glossary.model.document import State
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.finding import Edit
from policy_glossary.model.text import Span
from tests.conftest import Run, entry
from tests.word_files import W, paragraph, read, run, texts, unpacked, word_file

RAISED = '<w:vertAlign w:val="superscript"/>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="Kapitel"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="lvl"><w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="none"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
)


def blocks(data: bytes) -> list[str]:
    document = read(data)
    return [document.source.slice(block.span) for block in document.blocks]


def fixed(data: bytes, old: str, new: str, reason: str = "") -> bytes:
    """The file with all occurrences of some words replaced."""
    document = read(data)
    found = re.finditer(re.escape(old), document.source.text)
    return rewrite(RawFile("a.docx", data), document, [Correction(Edit(Span(*m.span()), new), reason) for m in found])


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + code + mark.format("separate") + result + mark.format("end")


def box(words: str) -> str:
    """A text box as Word writes it: once for itself, once for programs before 2010."""
    inner = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("mas") + run("ter", "<w:b/>"), "master"),
        ("<w:proofErr/>" + run("a") + '<w:bookmarkStart w:id="1"/>' + run("b"), "ab"),
        (f"<w:hyperlink>{run('link')}</w:hyperlink>", "link"),
        (f"<w:smartTag>{run('tag')}</w:smartTag>", "tag"),
        (f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>", "control"),
        (field(" HYPERLINK &quot;x&quot; ", run("shown")), "shown"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3"),
        (field("IF " + "x", run("a") + field("PAGE", run("b")) + run("c")), "abc"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a b c"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "a\u00adb"),
        ("<w:r><w:t> a </w:t></w:r>" + run(" b"), "a b"),
        (run("a") + run("gone", "<w:vanish/>") + run("b", '<w:vanish w:val="0"/>'), "ab"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>guide</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "base",
        ),
        (run("a &amp; &lt;b&gt; &#x4E13;"), "a & <b> 专"),
        ("<w:r><w:t><![CDATA[a<b]]></w:t></w:r>", "a<b"),
        (run("a ") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + run(" b"), "a \ufffc b"),
        (run("note") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("."), "note."),
        (run("policy") + run("3", RAISED) + run(" of it.") + run("[12]", RAISED) + run("*", RAISED), "policy of it."),
        (
            run("9 km") + run("2", RAISED) + run(" on the 4") + run("th", RAISED) + run("at 10") + run("8", RAISED),
            "9 km2 on the 4that 108",
        ),
        (
            run("policy")
            + run("3", '<w:vertAlign w:val="baseline"/>')
            + run("policy")
            + run("3", '<w:vertAlign w:val="subscript"/>'),
            "policy3policy3",
        ),
    ],
)
def test_row_76_and_77_what_a_paragraph_reads_as(inside: str, text: str) -> None:
    assert blocks(word_file(f"<w:p>{inside}</w:p>")) == [text]


def test_row_76_text_of_all_stories() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    data = word_file(
        paragraph("body") + cell + paragraph("before", box("box"), "after") + paragraph(),
        {
            "footnotes": f'<w:footnote w:id="2">{paragraph("foot")}</w:footnote>',
            "endnotes": f'<w:endnote w:id="2">{paragraph("end")}</w:endnote>',
            "header1": paragraph("head"),
            "footer1": paragraph("foot of the page"),
            "comments": f'<w:comment w:id="1" w:author="x">{paragraph("unread")}</w:comment>',
        },
    )
    assert blocks(data) == ["body", "cell", "beforeafter", "box", "foot", "end", "head", "foot of the page"]
    document = read(data)
    assert [(block.part, block.number) for block in document.blocks[2:5]] == [
        ("word/document.xml", 3),
        ("word/document.xml", 4),
        ("word/footnotes.xml", 1),
    ]
    assert any("1 comment not read" in note for note in read_file(RawFile("a.docx", data)).notes)


def test_headings_are_known_by_style_base_and_outline_level() -> None:
    style = '<w:pStyle w:val="{}"/>'.format
    body = "".join(paragraph(id_, properties=style(id_)) for id_ in ("1", "mine", "lvl", "none", "loop"))
    body += paragraph("direct", properties='<w:outlineLvl w:val="0"/>') + paragraph("plain")
    document = read(word_file(body, {"styles": STYLES}))
    assert [document.source.slice(b.span) for b in document.blocks if b.heading] == ["1", "mine", "lvl", "direct"]


def test_without_styles_headings_are_known_by_their_look() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    listed = paragraph("item", properties="<w:numPr/>")
    document = read(word_file(paragraph("Title") + paragraph("A sentence.") + cell + listed))
    assert [document.source.slice(b.span) for b in document.blocks if b.heading] == ["Title"]


def test_a_place_is_part_paragraph_and_characters() -> None:
    document = read(word_file(paragraph() + paragraph("The ", run("chain"), " &amp; master")))
    place = document.place(Span(4, 9))
    assert (place.part, place.line, place.start, place.end, place.paragraph) == ("word/document.xml", 2, 4, 9, True)


def test_a_comment_to_the_glossary_is_a_remark_on_its_paragraph() -> None:
    body = paragraph("one") + paragraph("two", '<w:r><w:commentReference w:id="7"/></w:r>')
    comments = f'<w:comment w:id="7">{paragraph("glossary: ignore")}</w:comment>'
    comments += f'<w:comment w:id="8" w:author="glossary">{paragraph("TERM001: why")}</w:comment>'  # of a correction
    data = word_file(body, {"comments": comments})
    assert not read_file(RawFile("a.docx", data)).notes
    document = read(data)
    (remark,) = document.remarks
    assert remark.words == "glossary: ignore"
    assert remark.scope is not None
    assert document.source.slice(remark.scope) == "two"


def test_a_table_of_contents_is_a_copy_that_is_not_told() -> None:
    first, last = field("TOC \\o", "|").split("|")
    body = paragraph(first, run("Title\t1")) + paragraph(run("More\t2"), last) + paragraph("Title")
    assert [block.state for block in read(word_file(body)).blocks] == [State.LOCKED, State.LOCKED, State.OPEN]


def test_a_correction_is_a_tracked_change_in_the_formatting_of_its_run() -> None:
    body = paragraph("The chain ", run("mas", "<w:b/>"), run("ter", "<w:i/>"), " spoke.")
    out = fixed(word_file(body), "chain master", "chain leader", "say leader")
    assert read(out).source.text == "The chain leader spoke."
    assert texts(out, accepted=True) == ["The chain leader spoke."]
    assert texts(out, accepted=False) == ["The chain master spoke."]
    xml = unpacked(out)["word/document.xml"].decode()
    assert re.findall(r"<w:del [^>]*><w:r><w:rPr>(.*?)</w:rPr>.*?>(\w+)</w:delText>", xml) == [("<w:b/>", "mas"), ("<w:i/>", "ter")]
    assert re.findall(r"<w:ins [^>]*><w:r><w:rPr>(.*?)</w:rPr>.*?>(\w+)</w:t>", xml) == [("<w:b/>", "leader")]
    assert set(re.findall(r'w:author="(.*?)"', xml)) == {"glossary"}
    assert "w:date" not in xml


def test_the_reason_is_a_comment_behind_those_of_others() -> None:
    old = '<w:comment w:id="0" w:author="Li"><w:p/></w:comment>'
    body = paragraph("A chain master.", '<w:r><w:commentReference w:id="0"/></w:r>')
    for parts in ({"comments": old}, {}):
        out = unpacked(fixed(word_file(body, parts), "master", "leader", 'why: "<&>"'))
        comments = out["word/comments.xml"].decode()
        assert (old in comments) == bool(parts)
        id_ = "1" if parts else "0"
        assert f'<w:comment w:id="{id_}" w:author="glossary"' in comments
        assert 'why: "&lt;&amp;&gt;"' in comments
        xml = out["word/document.xml"].decode()
        order = [f'<w:commentRangeStart w:id="{id_}"/>', "<w:del ", "<w:ins ", f'<w:commentRangeEnd w:id="{id_}"/>']
        assert [xml.index(mark) for mark in order] == sorted(xml.index(mark) for mark in order)
        assert out["[Content_Types].xml"].decode().count("/word/comments.xml") == 1
        assert out["word/_rels/document.xml.rels"].decode().count("comments.xml") == 1


def test_comments_on_notes_and_text_boxes_are_tied_to_the_main_text() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = {"footnotes": f'<w:footnote w:id="2">{paragraph("foot master")}</w:footnote>', "header1": paragraph("head master")}
    out = fixed(word_file(paragraph("text", reference) + paragraph(box("box master")), notes), "master", "leader", "why")
    main, foot, head = (unpacked(out)[f"word/{name}.xml"].decode() for name in ("document", "footnotes", "header1"))
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    assert f"{start.format(1)}{reference}{end.format(1)}" in main
    assert main.index(start.format(0)) < main.index("<mc:AlternateContent>") < main.index("<w:del ") < main.index(end.format(0))
    assert "comment" not in foot + head
    assert read(out).source.text == "text\n\nbox leader\n\nfoot leader\n\nhead leader"


def test_everything_else_keeps_its_bytes() -> None:
    untouched = '<w:p w:rsidR="00A1"><!-- kept --><w:r ><w:t>Same\r\n </w:t></w:r></w:p>'
    data = word_file(
        untouched + paragraph("A chain master.") + untouched, {"styles": STYLES, "header1": paragraph("x")}, {"b.bin": b"\0\1"}
    )
    out = fixed(data, "master", "leader", "why")
    before, after = unpacked(data), unpacked(out)
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert list(after) == [*before, "word/comments.xml"]
    assert {name for name in before if before[name] != after[name]} == changed
    assert after["word/document.xml"].decode().count(untouched) == 2
    for name in set(before) - changed:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry_of = archive.getinfo(name)
        at = entry_of.header_offset
        assert out.count(data[at : at + 30 + len(name) + entry_of.compress_size]) == 1  # dates and flags in the local record too


def test_only_what_may_be_corrected_is_corrected() -> None:
    data = word_file(paragraph("one master") + paragraph("two"))
    document = read(data)
    with pytest.raises(Exception, match="border of a paragraph"):
        rewrite(RawFile("a.docx", data), document, [Correction(Edit(Span(4, 14), "x"))])
    assert rewrite(RawFile("a.docx", data), document, []) == data


def test_a_default_name_space_and_the_strict_one() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = word_file(paragraph("A chain master."))
    files = {name: content.replace(W.encode(), strict.encode()) for name, content in unpacked(data).items()}
    plain = f'<document xmlns="{W}"><body><p><r><rPr><b/></rPr><t>A chain master.</t></r></p></body></document>'
    for main in (files["word/document.xml"], plain.encode()):
        again = word_file("", extra={"word/document.xml": main})
        out = fixed(again, "master", "leader", "why")
        assert read(out).source.text == "A chain leader."
        if main == plain.encode():
            assert texts(out, accepted=False) == ["A chain master."]


_RUNS = st.lists(
    st.tuples(
        st.text("ab &<中😀", min_size=1, max_size=6), st.sampled_from(["", "<w:b/>"]), st.sampled_from(["", "<w:tab/>", "<w:br/>"])
    ),
    max_size=4,
)
_CHOICES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.text("xy<& ", max_size=4)), max_size=6)


def _edits(spans: Sequence[Span], choices: Sequence[tuple[int, int, str]]) -> list[Edit]:
    """Edits within paragraphs, in order and apart."""
    edits: list[Edit] = []
    done = 0
    for gap, length, new in choices:
        start = done + gap
        span = next((span for span in spans if span.start <= start <= span.end), None)
        end = min(start + length, span.end) if span else start
        if span and (new or end > start):
            edits.append(Edit(Span(start, end), new))
        done = end + 1
    return edits


@settings(deadline=None)
@given(st.lists(_RUNS, min_size=1, max_size=3), _CHOICES)
def test_any_correction_reads_as_it_was_meant(
    paragraphs: list[list[tuple[str, str, str]]], choices: list[tuple[int, int, str]]
) -> None:
    body = "".join(
        paragraph(*(run(f"{escape(words)}</w:t>{mark}<w:t>", properties) for words, properties, mark in runs))
        for runs in paragraphs
    )
    data = word_file(body, {"header1": paragraph("chain")})
    document = read(data)
    text = document.source.text
    assert document.origin is not None
    for piece in document.origin.pieces:
        if piece.divisible:
            assert text[piece.start : piece.end] == document.origin.parts[piece.part].text[piece.raw_start : piece.raw_end]
    for before, after in zip(document.origin.pieces, document.origin.pieces[1:], strict=False):
        assert before.end <= after.start
    edits = _edits([block.span for block in document.blocks], choices)
    corrections = [Correction(edit, "why") for edit in edits]
    out = rewrite(RawFile("a.docx", data), document, corrections)
    wanted = apply_edits(text, edits)
    if all(words.strip() for words in wanted.split("\n\n")):
        assert read(out).source.text == wanted
    assert texts(out, accepted=False) == texts(data, accepted=True)
    assert out == rewrite(RawFile("a.docx", data), document, corrections)


def test_original_view_of_tracked_changes() -> None:
    change = f'<w:ins w:id="1">{run("new")}</w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>'
    raw = RawFile("a.docx", word_file(paragraph(change, run(" words"))))
    assert read_word(raw).document.source.text == "new words"
    assert read_word(raw, View.ORIGINAL).document.source.text == "old words"


def test_check_tells_part_and_paragraph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(word_file(paragraph("Text.") + paragraph("The chain mas", "ter spoke.")))
    (tmp_path / "~$a.docx").write_bytes(b"\5someone")  # Word's mark that the file is open
    done = run("check", ".")
    assert done.returncode == 1, done.stderr
    assert b"a.docx:word/document.xml:paragraph 2:5" in done.stdout
    assert b"~$a" not in done.stderr


def test_explain_takes_a_place_as_the_report_prints_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file(paragraph("The river rose.") + paragraph("The chain master met.")))
    printed = run("check", "a.docx").stdout.decode().splitlines()[0].split("  ")[0]
    assert printed == "a.docx:word/document.xml:paragraph 2:5"
    assert b"'chain master'" in run("explain", "--at", printed).stdout
    assert b"'chain master'" in run("explain", "--at", "a.docx:paragraph 2").stdout
    missing = run("explain", "--at", "a.docx:word/header1.xml:paragraph 2:5").stderr
    assert missing == b"glossary: a.docx: has no paragraph 2 in word/header1.xml\n"


def test_fix_writes_tracked_changes_and_leaves_those_of_others_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    others = '<w:p><w:ins w:id="1" w:author="Li"><w:r><w:t>The chain master came.</w:t></w:r></w:ins></w:p>'
    (tmp_path / "a.docx").write_bytes(word_file(paragraph("The chain master spoke.") + others + paragraph("A chain master.")))
    done = run("check", "--fix", "--suggested", "--select", "TERM001", "a.docx")
    assert done.returncode == 1, done.stderr
    assert b"paragraph 2" in done.stdout
    out = (tmp_path / "a.docx").read_bytes()
    assert texts(out, accepted=True) == ["The chain leader spoke.", "The chain master came.", "A chain leader."]
    assert others in unpacked(out)["word/document.xml"].decode()
    assert "TERM001: " in unpacked(out)["word/comments.xml"].decode()
    again = run("check", "--fix", "--suggested", "--select", "TERM001", "a.docx")
    assert again.returncode == 1
    assert (tmp_path / "a.docx").read_bytes() == out


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice, which CI does not install")
def test_libreoffice_reads_the_tracked_changes(tmp_path: Path) -> None:
    out = fixed(word_file(paragraph("The chain ", run("mas", "<w:b/>"), "ter spoke.")), "master", "leader", "why")
    (tmp_path / "a.docx").write_bytes(out)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    converted = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert converted.count("<dc:creator>glossary</dc:creator>") >= 3
    body = converted[converted.index("</text:tracked-changes>") :]
    marked = re.findall(r"<text:change-start [^>]*>(.*?)<text:change-end", body, re.DOTALL)
    gone, new = (re.sub(r"<office:annotation .*?</office:annotation>|<[^>]*>|\s", "", w, flags=re.DOTALL) for w in marked)
    assert (gone, new) == ("master", "leader")
