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
from policy_glossary.termbase.exchange.record import Entry, Frame, Records
from policy_glossary.termbase.keys import KEYS
from tests.conftest import HEADER, ROOT, Run, entry

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


def pair(*pairs: tuple[str, str], **values: str) -> Records:
    keyed = tuple((key.replace("_", "-"), value) for key, value in values.items())
    return Records(tuple(Entry("a", "a", zh, en, keyed) for zh, en in pairs))


# What the published schema of TBX-Basic allows, as far as a glossary can meet it: RELAX NG for the structure, and rules for values.
CORE = "urn:iso:std:iso:30042:ed-2"
TBX_BASIC = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:iso:std:iso:30042:ed-2"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="tbx">
    <attribute name="style"><choice><value>dca</value><value>dct</value></choice></attribute>
    <attribute name="xml:lang"><data type="language"/></attribute>
    <attribute name="type"><choice><value>TBX-Basic</value><value>TBX-Linguist</value></choice></attribute>
    <element name="tbxHeader"><element name="fileDesc">
      <optional><element name="titleStmt"><element name="title"><text/></element></element></optional>
      <oneOrMore><element name="sourceDesc"><oneOrMore><element name="p"><text/></element></oneOrMore></element></oneOrMore>
    </element></element>
    <element name="text"><element name="body"><oneOrMore>
      <element name="conceptEntry"><optional><attribute name="id"><data type="ID"/></attribute></optional>
        <ref name="auxiliary"/>
        <oneOrMore><element name="langSec"><attribute name="xml:lang"><data type="language"/></attribute>
          <ref name="auxiliary"/>
          <oneOrMore><element name="termSec">
            <element name="term"><text/></element>
            <choice><zeroOrMore><ref name="termNote"/></zeroOrMore><zeroOrMore><ref name="tag"/></zeroOrMore></choice>
            <ref name="auxiliary"/>
          </element></oneOrMore>
        </element></oneOrMore>
      </element>
    </oneOrMore></element></element>
  </element></start>
  <define name="auxiliary"><choice>
    <zeroOrMore><choice>
      <element name="descrip"><attribute name="type"><choice><value>subjectField</value><value>definition</value></choice></attribute>
        <text/></element>
      <element name="admin"><attribute name="type"><value>source</value></attribute><text/></element>
      <ref name="note"/>
    </choice></zeroOrMore>
    <zeroOrMore><choice><ref name="tag"/><ref name="note"/></choice></zeroOrMore>
  </choice></define>
  <define name="note"><element name="note"><text/></element></define>
  <define name="termNote"><choice>
    <element name="termNote"><attribute name="type"><value>administrativeStatus</value></attribute><ref name="status"/></element>
    <element name="termNote"><attribute name="type"><value>partOfSpeech</value></attribute><ref name="speech"/></element>
  </choice></define>
  <define name="status"><choice><value>preferredTerm-admn-sts</value><value>admittedTerm-admn-sts</value>
    <value>deprecatedTerm-admn-sts</value><value>supersededTerm-admn-sts</value></choice></define>
  <define name="speech"><choice><value>noun</value><value>verb</value><value>adjective</value><value>adverb</value>
    <value>other</value></choice></define>
  <define name="tag"><choice>
    <element name="administrativeStatus" ns="http://www.tbxinfo.net/ns/min"><ref name="status"/></element>
    <element name="partOfSpeech" ns="http://www.tbxinfo.net/ns/min"><ref name="speech"/></element>
    <element name="subjectField" ns="http://www.tbxinfo.net/ns/min"><text/></element>
    <element name="definition" ns="http://www.tbxinfo.net/ns/basic"><text/></element>
    <element name="source" ns="http://www.tbxinfo.net/ns/basic"><text/></element>
  </choice></define>
</grammar>
"""


@pytest.mark.parametrize("form", ["tbx", "tbx-dct", "tbx-linguist", "tbx-linguist-dct"])
def test_tbx_follows_the_rules_of_its_dialect(form: str) -> None:
    from lxml import etree

    records = read_records(ROOT / "glossary", "glossary")
    odd = pair(("5G 网络", "5G"), ("5G 网络", "5G"), ("", "x"), ("x", ""), id="5g", pos="phrase", deprecated="bad => good; a\x01b")
    root = parse_xml(write_records(Records(records.entries + odd.entries, records.frames), form, folder=False).files[""], "a.tbx")
    schema = etree.RelaxNG(etree.fromstring(TBX_BASIC.encode()))
    assert schema.validate(root), schema.error_log
    dialect, style = ("TBX-Linguist" if "linguist" in form else "TBX-Basic"), ("dct" if form.endswith("dct") else "dca")
    assert (root.get("type"), root.get("style")) == (dialect, style)
    tags = {etree.QName(element).namespace for element in root.iter("*")}
    assert (tags == {CORE}) == (style == "dca")
    levels = [element.getparent() for element in root.iter("{*}descrip", "{*}subjectField", "{*}definition")]
    assert {etree.QName(parent).localname for parent in levels if parent is not None} == {"conceptEntry"}


def test_a_workbook_is_made_for_people(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "a.xlsx"
    records = pair(("链主", "chain leader"), ("=1+1", "http://192.0.2.1/"), id="chain-leader", deprecated="chain master")
    for headings, title, first in (("en", "Chinese", "approved"), ("zh", "中文", "已批准")):
        path.write_bytes(write_records(records, "xlsx", folder=False, headings=headings).files[""])
        assert [(e.chinese, e.english) for e in read_records(path, "a.xlsx").entries] == [
            ("链主", "chain leader"),
            ("=1+1", "http://192.0.2.1/"),
        ]
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert sheet["B1"].value == title
        assert sheet["B3"].data_type == "s"
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D2", "A1:V3")
        assert sheet["D2"].value == first
        lists = [(str(rule.sqref).split(":")[0], rule.formula1) for rule in sheet.data_validations.dataValidation]
        assert ("D2", '"approved,proposal"' if headings == "en" else '"已批准,建议"') in lists
        assert sheet.column_dimensions["J"].width > 40
        assert sheet["F2"].hyperlink is None


def test_a_changed_cell_wins_and_the_rest_of_the_entry_stays_as_it_was(tmp_path: Path) -> None:
    po = (
        f'{DEFAULT_HEAD}\n#. extracted\n# note: first\n# id: chain-leader\n# colour: blue\n# deprecated: a; b\n# deprecated: c\n'
        '#, fuzzy, no-wrap\nmsgctxt "a"\nmsgid "链主"\nmsgstr ""\n"chain "\n"leader"\n'
    )  # fmt: skip
    for form, old, new in (("csv", "a; b", "a; z"), ("tbx", "<term>b</term>", "<term>z</term>"), ("json", '"b"', '"z"')):
        records = read_po_text(po, "a", "a.po")
        text = write_records(records, form, folder=False).files[""].decode()
        assert text.count(old) == 1 or form == "csv"
        path = tmp_path / f"a.{form}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        back = write_records(read_records(path, path.name), "po", folder=True).files["a.po"].decode()
        changed = po.replace("a; b", "a; z").replace('""\n"chain "\n"leader"', '"chain leader"')
        assert back == changed, form


def test_a_status_set_to_approved_takes_the_flag_away(tmp_path: Path) -> None:
    records = read_po_text(f'{DEFAULT_HEAD}\n# id: a\n#, fuzzy, no-wrap\nmsgctxt "a"\nmsgid "甲"\nmsgstr "b"\n', "a", "a.po")
    path = tmp_path / "a.csv"
    path.write_bytes(write_records(records, "csv", folder=False).files[""].replace(b",proposal,", b",approved,"))
    back = write_records(read_records(path, "a.csv"), "po", folder=True).files["a.po"].decode()
    assert back == f'{DEFAULT_HEAD}\n# id: a\n#, no-wrap\nmsgctxt "a"\nmsgid "甲"\nmsgstr "b"\n'


def test_omegat_has_a_line_for_every_accepted_pair() -> None:
    records = pair(
        ("链主", "chain leader"), zh_variants="链主企业", admitted="lead firm", deprecated="chain lord => x", definition="A firm."
    )
    lines = write_records(records, "omegat", folder=False).files[""].decode().splitlines()
    assert lines == [
        "链主\tchain leader\tA firm. Not: chain lord. a",
        "链主\tlead firm\tA firm. Not: chain lord. a",
        "链主企业\tchain leader\tA firm. Not: chain lord. a",
        "链主企业\tlead firm\tA firm. Not: chain lord. a",
    ]


def test_a_style_for_vale() -> None:
    records = pair(
        ("链主", "chain leader"),
        deprecated="chain master; C++ (old) => C#; keep … up",
        suspect="chain owner",
        exempt="food chain master",
    )
    written = write_records(records, "vale", folder=True)
    rule = written.files["styles/PolicyGlossary/Deprecated.yml"].decode().splitlines()
    assert rule == [
        "extends: substitution",
        "message: \"Use '%s' instead of '%s'.\"",
        "level: warning",
        "ignorecase: true",
        "action:",
        "  name: replace",
        "swap:",
        '  "C\\\\+\\\\+[\\\\s-]+\\\\(old\\\\)": "C#"',
        '  "chain[\\\\s-]+master": "chain leader"',
        "exceptions:",
        '  - "food chain master"',
    ]
    assert "chain owner" not in "".join(rule)
    assert written.notes == ("renderings with a gap (…), which Vale cannot look for: 1",)


@pytest.mark.parametrize(
    ("form", "written", "told"),
    [
        ("vale", 1, "entries that are proposals, or without Chinese or English, which were left out: 3"),
        ("omegat", 2, "entries without Chinese or English, which were left out: 2"),
        ("weblate-po", 2, "entries without Chinese or English, which were left out: 2"),
        ("weblate-tbx", 2, "entries without Chinese or English, which were left out: 2"),
        ("json", 4, ""),
    ],
)
def test_only_what_is_written_is_counted_and_the_rest_is_told(run: Run, tmp_path: Path, form: str, written: int, told: str) -> None:
    entries = [
        entry("id: chain-leader"),
        entry("id: tea-hall", zh="茶馆", en="tea hall", flags="#, fuzzy\n"),
        entry("id: bank-president", zh="行长", en="", flags="#, fuzzy\n"),
        entry("id: night-market", zh="?夜市", en="night market", flags="#, fuzzy\n"),
    ]
    (tmp_path / "g.po").write_text(HEADER + "".join(entries), encoding="utf-8")
    done = run("terms", "export", "g.po", "--format", form, "--to", "out")
    lines = done.stderr.decode().splitlines()
    assert lines[-1].startswith(f"glossary: {written} entr")
    assert lines[:-1] == ([f"glossary: note: {told}"] if told else [])


def test_weblate_has_a_string_for_every_term() -> None:
    records = pair(
        ("链主", "chain leader"),
        id="chain-leader",
        admitted="lead firm",
        deprecated="chain lord",
        suspect="chain owner",
        definition="A firm.",
    )
    po = write_records(records, "weblate-po", folder=False).files[""].decode()
    read = read_po_text(po, "a", "a.po")
    assert [(e.context, e.english, [v for k, v in e.lines if not k]) for e in read.entries] == [
        ("chain-leader", "chain leader", ["#. A firm."]),
        ("chain-leader.admitted.1", "lead firm", ["#. A firm."]),
        ("chain-leader.forbidden.1", "chain lord", ['#. Write "chain leader".', "#, forbidden"]),
    ]
    written = write_records(records, "weblate-tbx", folder=False)
    root = parse_xml(written.files[""], "a.tbx")
    assert [e.text for e in root.iter("term")][1::2] == ["chain leader", "lead firm", "chain lord"]
    assert [e.text for e in root.iter("termNote")] == ["forbidden"]
    assert "left out: 1" in written.notes[0]


def test_every_format_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in manual] == []
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in manual] == []


def test_json_is_plain() -> None:
    records = pair(("链主", "chain leader"), id="chain-leader", admitted="lead firm; head firm", note="x")
    content = json.loads(write_records(records, "json", folder=False).files[""])
    assert content["entries"] == [
        {
            "id": "chain-leader", "domain": "a", "chinese": "链主", "english": "chain leader", "status": "approved",
            "admitted": ["lead firm", "head firm"], "note": "x",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(("script", "chinese"), [("hant", "保衛戰着火"), ("hk", "保衞戰着火"), ("tw", "保衛戰著火")])
def test_traditional_characters_with_regional_variants_marked_as_converted(script: str, chinese: str) -> None:
    from policy_glossary.engine.exchange import convert_script

    records = pair(("保卫战着火", "battle"), zh_variants="软件", must_match="保卫战着火 => battle", definition="卫 stays")
    (one,) = convert_script(records, script).entries
    assert one.chinese == chinese
    assert one.values("must-match")[0].startswith("保")
    assert "卫" not in one.chinese + one.values("must-match")[0]
    assert one.values("definition") == ["卫 stays"]
    configurations = {"hant": "s2t", "hk": "s2hk", "tw": "s2tw"}
    assert one.values("note") == [f"Chinese converted to Traditional by OpenCC ({configurations[script]}), checked by nobody"]
    assert one.terms("zh-variants") == ["軟件"]  # the vocabulary of a region is not put in


def test_frames_of_several_files_survive_in_a_folder_and_are_told_in_one_file() -> None:
    records = Records(
        (Entry("a", "a", "甲", "x", ()), Entry("b", "b", "乙", "y", ())),
        {"a": Frame("# A\n" + DEFAULT_HEAD), "b": Frame("# B\n" + DEFAULT_HEAD)},
    )
    folder = write_records(records, "po", folder=True).files
    assert (folder["a.po"][:4], folder["b.po"][:4]) == (b"# A\n", b"# B\n")
    single = write_records(records, "po", folder=False)
    assert "headers" in single.notes[0]
    assert len(read_po_text(single.files[""].decode(), "c", "c.po").entries) == 2


# The commands


def test_export_and_back_through_the_commands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    po = f'{DEFAULT_HEAD}\n# id: chain-leader\nmsgctxt "a"\nmsgid "链主"\nmsgstr "chain leader"\n'
    (tmp_path / "glossary" / "a.po").write_text(po, encoding="utf-8")
    done = run("terms", "export", "--to", "a.xlsx")
    assert (done.returncode, done.stderr) == (0, b"glossary: 1 entry in a.xlsx\n")
    assert run("terms", "export", "a.xlsx", "--to", "back/").returncode == 0
    assert (tmp_path / "back" / "a.po").read_text(encoding="utf-8") == po
    again = run("terms", "export", "--to", "a.xlsx")
    assert (again.returncode, b"exists already" in again.stderr) == (2, True)
    assert run("terms", "export", "--to", "a.xlsx", "--force").returncode == 0
    assert run("terms", "export", "--format", "po").stdout.decode() == po
    assert b'did you mean "tbx"?' in run("terms", "export", "--format", "tbxx").stderr
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "b.po").write_text("mine", encoding="utf-8")
    (tmp_path / "glossary" / "b.po").write_text(po.replace("链主", "绿氢").replace("chain-leader", "b"), encoding="utf-8")
    assert run("terms", "export", "--to", "half/").returncode == 2
    assert [(p.name, p.read_text(encoding="utf-8")) for p in (tmp_path / "half").iterdir()] == [("b.po", "mine")]
    for missing in ("missing.csv", "missing"):
        done = run("terms", "export", missing, "--to", "b.csv")
        assert (done.returncode, done.stderr) == (2, f"glossary: {missing}: no such file or folder\n".encode())


def test_import_tells_what_it_added_changed_and_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(
        f'{DEFAULT_HEAD}\n# id: chain-leader\nmsgctxt "a"\nmsgid "链主"\nmsgstr "chain leader"\n', encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text("中文,英文\n鏈主,chain head\n绿氢,green hydrogen\n,,\n蓝氢\n…,…\n", encoding="utf-8")
    shown = run("terms", "import", "b.csv")
    assert shown.returncode == 2
    assert shown.stdout.decode().count("#, fuzzy") == 2
    assert not (tmp_path / "glossary" / "proposals.po").exists()
    done = run("terms", "import", "b.csv", "--into", "glossary")
    assert done.returncode == 2
    assert done.stdout.decode().splitlines()[:2] == [
        'changed  b.csv:2: chain-leader: prefers "chain head" to "chain leader"',
        "added    b.csv:3: green-hydrogen: 绿氢 = green hydrogen",
    ]
    assert done.stderr.decode().splitlines() == [
        "glossary: b.csv:5: 1 cell where the first row has 2; the row was not read (put a text that holds the separator into quotation marks)",
        'glossary: b.csv:6: refused: …: "…" holds no word that could be looked for',
        "glossary: 1 added, 1 changed, 0 not new, 2 refused; written: glossary/proposals.po",
    ]
    checked = run("check", "--no-shipped", "--glossary", "glossary", "-", stdin=b"The chain leader spoke of green hydrogen.\n")
    assert (checked.returncode, checked.stdout) == (0, b"1 file, 7 words read: nothing found\n")
