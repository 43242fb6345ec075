"""Bad glossaries from outside, by row of RELIABILITY: nothing is dropped in silence, no entity is read, no formula is run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from policy_glossary.engine.exchange import Import, import_file
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.model.report import FaultError
from policy_glossary.termbase.exchange.formats import AsTold, read_records, write_records
from policy_glossary.termbase.exchange.record import Entry, Records
from tests.conftest import HEADER, Run, entry

TBX = '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{}</body></text></tbx>'
ZH = '<langSec xml:lang="{}"><termSec><term>{}</term></termSec></langSec>'


def tbx(body: str) -> str:
    return TBX.format(body)


def concept(chinese: str = "链主", english: str = "chain leader", more: str = "") -> str:
    return f"<conceptEntry>{more}{ZH.format('zh', chinese)}{ZH.format('en', english)}</conceptEntry>"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Records]:
    def call(name: str, content: str | bytes, *columns: str) -> Records:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_records(path, name, AsTold(columns=columns))

    return call


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Import]:
    """Import a file into a glossary with one entry."""
    folder = tmp_path / "glossary"
    folder.mkdir()
    po = entry(
        "id: chain-leader", "admitted: lead enterprise", "deprecated: chain master", "definition: The firm that leads a chain."
    )
    (folder / "industry.po").write_text(HEADER + po.rstrip("\n") + "\n", encoding="utf-8")

    def call(name: str, content: str | bytes, into: bool = True) -> Import:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_file(path, AsTold(), folder if into else None, str(folder))

    return call


def pairs(records: Records) -> list[tuple[str, str]]:
    return [(e.chinese, e.english) for e in records.entries]


def told(records: Records) -> str:
    return "\n".join([*map(str, records.faults), *records.notes])


def refused(call: Callable[..., Any], *arguments: Any) -> str:
    with pytest.raises(FaultError) as caught:
        call(*arguments)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# TBX


def test_row_49_no_entity_of_a_termbase_is_read(read: Callable[..., Records], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE tbx [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    assert "entity" in refused(read, "a.tbx", entity + tbx(concept("&x;")))


def test_row_50_a_termbase_with_an_external_document_type(read: Callable[..., Records]) -> None:
    old = concept().replace("conceptEntry", "termEntry").replace("langSec", "langSet").replace("termSec", "tig")
    text = f'<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body>{old}</body></text></martif>'
    assert pairs(read("a.tbx", text)) == [("链主", "chain leader")]


@pytest.mark.parametrize("space", ["", ' xmlns="urn:iso:std:iso:30042:ed-2"', ' xmlns="urn:iso:std:iso:30042:ed:3.0"'])
def test_row_56_all_forms_of_tbx(read: Callable[..., Records], space: str) -> None:
    def term(text: str, status: str, form: str) -> str:
        by_attribute = f'<term>{text}</term><termNote type="administrativeStatus">{status}</termNote>'
        return {
            "direct": f"<tig>{by_attribute}</tig>",
            "grouped": f"<ntig><termGrp>{by_attribute}</termGrp></ntig>",
            "dca": f"<termSec>{by_attribute}</termSec>",
            "dct": f'<termSec><term>{text}</term><m:administrativeStatus xmlns:m="min">{status}</m:administrativeStatus></termSec>',
        }[form]

    for form in ("direct", "grouped", "dca", "dct"):
        root, item, language = (
            ("martif", "termEntry", "langSet") if form in ("direct", "grouped") else ("tbx", "conceptEntry", "langSec")
        )
        english = term("chain master", "deprecatedTerm-admn-sts", form) + term("chain leader", "preferredTerm", form)
        text = (
            f"<{root}{space}><text><body><{item}>"
            f'<{language} xml:lang="zh">{term("链主", "preferred", form)}</{language}>'
            f'<{language} xml:lang="en">{english}</{language}></{item}></body></text></{root}>'
        )
        records = read(f"{form}.tbx", text)
        assert pairs(records) == [("链主", "chain leader")], form
        assert records.entries[0].terms("deprecated") == ["chain master"], form


@pytest.mark.parametrize(
    ("item", "language", "term"),
    [("entry", "langGroup", "termGroup"), ("termEntry", "langSet", "tig"), ("conceptEntry", "langSec", "termSec")],
)
def test_row_56_the_generations_of_tbx_min(read: Callable[..., Records], item: str, language: str, term: str) -> None:
    def made(text: str, status: str) -> str:
        return f"<{term}><term>{text}</term><termStatus>{status}</termStatus><partOfSpeech>noun</partOfSpeech></{term}>"

    english = made("chain master", "notRecommended") + made("chain leader", "preferred") + made("lead firm", "admitted")
    text = (
        '<TBX dialect="TBX-Min"><header><id>a</id><languages source="zh-CN" target="en-GB"/></header><body>'
        f'<{item} id="C1"><subjectField>industry</subjectField><{language} xml:lang="zh-CN">{made("链主", "preferred")}</{language}>'
        f'<{language} xml:lang="en-GB">{english}{made("chain lord", "obsolete")}</{language}></{item}></body></TBX>'
    )
    records = read("a.tbx", text)
    assert pairs(records) == [("链主", "chain leader")]
    (one,) = records.entries
    assert (one.terms("deprecated"), one.terms("admitted")) == (["chain master", "chain lord"], ["lead firm"])
    assert not one.values("note")


def test_row_56_a_termbase_of_an_unknown_kind_is_not_taken_for_an_empty_one(read: Callable[..., Records]) -> None:
    strange = "<tbx><text><body><idea><word>链主</word></idea></body></text></tbx>"
    assert "holds no concept" in refused(read, "a.tbx", strange)
    assert read("a.tbx", "<tbx><text><body></body></text></tbx>").entries == ()


def test_row_57_languages_in_any_order_with_regions_and_one_missing(read: Callable[..., Records]) -> None:
    other = ZH.format("de-AT", "Leitfirma")
    swapped = f"<conceptEntry>{ZH.format('EN_gb', 'chain leader')}{other}{ZH.format('zh-Hant-TW', '鏈主')}</conceptEntry>"
    alone = f"<conceptEntry>{ZH.format('cmn-Hans', '绿氢')}</conceptEntry>"
    neither = f"<conceptEntry>{other}</conceptEntry>"
    records = read("a.tbx", tbx(swapped + alone + neither))
    assert pairs(records) == [("鏈主", "chain leader"), ("绿氢", "")]
    assert "no term in Chinese or English" in told(records)
    assert "de-at (2)" in told(records)


def test_row_57_simplified_comes_before_traditional(read: Callable[..., Records]) -> None:
    both = f"<conceptEntry>{ZH.format('zh-TW', '鏈主')}{ZH.format('zh-CN', '链主')}{ZH.format('en', 'x')}</conceptEntry>"
    (one,) = read("a.tbx", tbx(both)).entries
    assert (one.chinese, one.terms("zh-variants")) == ("链主", ["鏈主"])


def test_row_58_concept_language_and_term_are_kept_apart(read: Callable[..., Records]) -> None:
    body = (
        '<conceptEntry><note>of the concept</note><langSec xml:lang="zh"><note>of the Chinese</note><termSec><term>链主</term></termSec>'
        '</langSec><langSec xml:lang="en"><descrip type="definition">A firm.</descrip>'
        '<termSec><term>chain leader</term></termSec><termSec><term>chain head</term><descrip type="context">The head spoke.</descrip>'
        "<note>of the term</note></termSec></langSec></conceptEntry>"
    )
    (one,) = read("a.tbx", tbx(body)).entries
    assert one.values("note") == [
        "of the concept", "Chinese: of the Chinese", "chain head: context: The head spoke.", "chain head: of the term",
    ]  # fmt: skip
    assert one.values("definition") == ["A firm."]
    assert (one.english, one.terms("admitted")) == ("chain leader", ["chain head"])


def test_row_59_ids_missing_repeated_and_odd(take: Callable[..., Import]) -> None:
    odd = "".join(
        concept(zh, en).replace("<conceptEntry>", f"<conceptEntry{identifier}>")
        for zh, en, identifier in [("绿氢", "green hydrogen", ' id="c1"'), ("蓝氢", "blue hydrogen", ' id="c1"'), ("灰氢", "grey hydrogen", ""), ("粉氢", "pink hydrogen", ' id="Ä x/y"')]
    )  # fmt: skip
    done = take("a.tbx", tbx(odd))
    assert done.faults == ()
    assert [e.id for e in done.imported.entries] == ["green-hydrogen", "blue-hydrogen", "grey-hydrogen", "pink-hydrogen"]
    assert ["c1" in "".join(e.values("note")) for e in done.imported.entries] == [True, True, False, False]
    assert "Ä x/y" in "".join(done.imported.entries[3].values("note"))


def test_row_60_an_empty_term_and_one_with_markup(read: Callable[..., Records]) -> None:
    empty = '<conceptEntry><langSec xml:lang="zh"><termSec><term> </term></termSec></langSec></conceptEntry>'
    marked = concept(english="the <hi>chain</hi><!-- a comment --> leader")
    records = read("a.tbx", tbx(empty + marked))
    assert pairs(records) == [("链主", "the chain leader")]
    assert "a term is empty" in told(records)
    assert "markup was taken away: 1" in told(records)


def test_xml_that_is_no_termbase(read: Callable[..., Records]) -> None:
    assert "no TBX" in refused(read, "a.tbx", "<html/>")


# CSV and TSV


def test_row_66_an_unclosed_quote_swallows_no_row_in_silence(read: Callable[..., Records]) -> None:
    records = read("a.csv", 'zh,en,note\n甲,first,\n乙,"second,\n丙,third,\n丁,fourth,\n')
    assert pairs(records) == [("甲", "first")]
    assert [f.line for f in records.faults] == [3]
    assert "never closed" in told(records)


def test_row_66_the_line_is_right_below_cells_of_several_lines(read: Callable[..., Records]) -> None:
    records = read("a.csv", 'zh,en,note\n甲,first,"one\ntwo\nthree"\n乙,"sec"ond,\n')
    assert [f.line for f in records.faults] == [5]


@pytest.mark.parametrize("separator", [",", ";", "\t", "，", "|"])
def test_row_67_the_separator_is_read_from_the_headings(read: Callable[..., Records], separator: str) -> None:
    rows = [["中文", "英文", "备注"], ["甲", "first, second; third", '一，二；"三"']]
    text = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    records = read("a.csv", text)
    assert pairs(records) == [("甲", "first, second; third")]
    assert records.entries[0].values("note") == ['一，二；"三"']


def test_row_67_another_separator_is_a_fault(read: Callable[..., Records]) -> None:
    assert "first row" in refused(read, "a.csv", "中文~英文\n甲~first\n")


@pytest.mark.parametrize(
    "header",
    [
        "Chinese,English",
        "ENGLISH ,\ufeffChinese",
        "中文,英文",
        "zh-CN,en",
        "译文,原文",
        "source,target",
        "Term,Translation",
        "术语,译名",
    ],
)
def test_row_68_headings_in_both_languages_and_any_order(read: Callable[..., Records], header: str) -> None:
    row = "first,甲" if header.startswith(("ENGLISH", "译文")) else "甲,first"
    assert pairs(read("a.csv", f"{header}\n{row}\n")) == [("甲", "first")]


def test_row_68_no_header_unknown_header_repeated_header(read: Callable[..., Records]) -> None:
    assert "--columns" in refused(read, "a.csv", "甲,first\n乙,second\n")
    assert pairs(read("b.csv", "甲,first\n乙,second\n", "chinese", "english")) == [("甲", "first"), ("乙", "second")]
    assert pairs(read("c.csv", "Zeichen,Wort\n甲,first\n", "Zeichen=chinese", "Wort=english")) == [("甲", "first")]
    named = ("Zeichen=chinese", "Wort=english")
    for separator in ",;\t":  # of three columns two are named
        table = separator.join(("Nr", "Zeichen", "Wort")) + "\n" + separator.join(("1", "甲", "first, or second")) + "\n"
        table = table.replace("first, or second", '"first, or second"') if separator == "," else table
        assert pairs(read(f"{ord(separator)}.csv", table, *named)) == [("甲", "first, or second")]
    assert "mean the same" in refused(read, "d.csv", "中文,Chinese,English\n甲,乙,first\n")
    assert "Colour" in told(read("e.csv", "中文,English,Colour\n甲,first,red\n"))
    assert "no column" in refused(read, "f.csv", "甲,first\n", "chinese", "englsh")


@pytest.mark.parametrize("columns", [("chinese", "english"), ("chinese", "definition")])
def test_row_68_headings_are_no_entry_though_the_columns_are_told(read: Callable[..., Records], columns: tuple[str, ...]) -> None:
    records = read("a.csv", "中文,English\n甲,first\n", *columns)
    assert [entry.chinese for entry in records.entries] == ["甲"]
    assert "a.csv: the first row holds headings and was not read as an entry" in told(records)
    assert pairs(read("b.csv", "中文,Chinese\n甲,first\n", "chinese", "english"))[0] == (
        "中文",
        "Chinese",
    )  # a term may be called so


def test_row_111_english_without_chinese_is_told(take: Callable[..., Import]) -> None:
    done = take("a.csv", "Chinese,English\n,green hydrogen\n绿氨,\n")
    assert [item.told for item in done.imported.done] == [
        "green-hydrogen: ? green hydrogen = green hydrogen (no Chinese yet)",
        f"{done.imported.entries[1].id}: 绿氨 =  (no English yet)",
    ]


def test_row_69_a_cell_beyond_measure(read: Callable[..., Records]) -> None:
    records = read("a.csv", f"zh,en\n甲,first\n乙,{'x' * 140_000}\n")
    assert pairs(records) == [("甲", "first")]
    assert [f.line for f in records.faults] == [3]
    assert "131,072" in told(records)


def test_row_70_rows_with_more_or_fewer_cells(read: Callable[..., Records]) -> None:
    records = read("a.csv", "zh,en,note\n甲,first,\n乙,second\n\n丙,third,a,b\n丁,fourth,\n")
    assert pairs(records) == [("甲", "first"), ("丁", "fourth")]
    assert [f.line for f in records.faults] == [3, 5]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''@x", "＝1", "'plain", "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_row_71_a_cell_that_would_run_is_guarded_and_comes_back(read: Callable[..., Records], cell: str, form: str) -> None:
    records = Records((Entry("a", "a", cell, cell, ()),))
    data = write_records(records, form, folder=False).files[""]
    written = data.decode("utf-8-sig").split("\r\n")[1].split("," if form == "csv" else "\t")[1].strip('"')
    assert written[0] not in "=+-@\t＝"
    assert pairs(read(f"a.{form}", data)) == [(cell, cell)]


# Workbooks


def workbook(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADINGS = ["中文", "English", "Note"]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=1+1", "cell B3 holds a formula"),
        ('=HYPERLINK("http://192.0.2.1/","x")', "cell B3 holds a formula"),
        (45231, "cell B3 holds a number"),
        (date(2024, 1, 1), "cell B3 holds a date"),
        (True, "cell B3 holds true or false"),
        ("#N/A", "cell B3 holds an error"),
    ],
)
def test_row_72_only_text_cells_count(read: Callable[..., Records], cell: Any, message: str) -> None:
    records = read("a.xlsx", workbook(HEADINGS, ["甲", "first"], ["乙", cell], ["丙", "third"]))
    assert pairs(records) == [("甲", "first"), ("丙", "third")]
    assert [f.line for f in records.faults] == [3]
    assert message in told(records)


def test_row_72_merged_cells(read: Callable[..., Records]) -> None:
    data = workbook(HEADINGS, ["甲", "first"], ["乙", "second"], change=lambda book: book.active.merge_cells("A2:A3"))
    assert "cell A2 is merged, from A2 to A3" in told(read("a.xlsx", data))


def test_row_72_hidden_rows_and_sheets_are_read_and_marked(read: Callable[..., Records]) -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[2].hidden = True
        sheet = book.create_sheet("Old")
        sheet.append(HEADINGS)
        sheet.append(["乙", "second"])
        sheet.sheet_state = "hidden"
        book.create_sheet("Accounts").append(["a", "b"])

    records = read("a.xlsx", workbook(HEADINGS, ["甲", "first"], change=hide))
    assert pairs(records) == [("甲", "first"), ("乙", "second")]
    assert "hidden rows that were read: 1, the first is row 2" in told(records)
    assert "a.xlsx[Old]: the sheet is hidden; it was read" in told(records)
    assert "a.xlsx[Accounts]: not read" in told(records)


def test_row_72_a_title_above_the_headings(read: Callable[..., Records]) -> None:
    assert pairs(read("a.xlsx", workbook(["Terms of 2024"], [], HEADINGS, ["甲", "first", None]))) == [("甲", "first")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"<html><table><tr><td>a", "web page"),
        ("中文,英文\n".encode(), ".csv"),
        (b"%PDF-1.7", "PDF"),
        (b"", "no .xlsx workbook"),
        (b"PK\x03\x04" + bytes(50), "not a whole zip archive"),
    ],
)
def test_row_73_what_is_called_a_workbook_and_is_none(read: Callable[..., Records], data: bytes, message: str) -> None:
    assert message in refused(read, "a.xlsx", data)


def test_row_73_a_workbook_cut_off_and_a_zip_of_something_else(read: Callable[..., Records]) -> None:
    data = workbook(HEADINGS, ["甲", "first"])
    assert "not a whole zip archive" in refused(read, "a.xlsx", data[: len(data) // 2])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "no .xlsx workbook" in refused(read, "b.xlsx", out.getvalue())


def test_row_78_a_workbook_that_inflates_beyond_measure(read: Callable[..., Records]) -> None:
    out = io.BytesIO(workbook(HEADINGS, ["甲", "first"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bytes(300 * 2**20))
    assert "unpacks" in refused(read, "a.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('r="B2"', "r='XFD1048576'"),
        ('r="B2"', "r='xfd1048576'"),
        ('r="B2"', "r='ALL500000'"),
        ('r="B2"', 'r="B4294967295"'),
        ('r="B2"', """x='>"' r='B4294967295'"""),
        ('r="B2"', 'x="<" r="B4294967295"'),
        ('uniqueCount="4"', 'uniqueCount="4294967295"'),
    ],
)
def test_row_78_a_workbook_with_a_cell_far_outside_or_very_many_texts(read: Callable[..., Records], old: str, new: str) -> None:
    """Of these the library asks for hundreds of gigabytes, and ends the process if it does not get them."""
    small, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(small) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Chinese", "English"])
        sheet.write_row(1, 0, ["甲", "first"])
    with zipfile.ZipFile(small) as before, zipfile.ZipFile(out, "w") as after:
        parts = {name: before.read(name) for name in before.namelist()}
        assert sum(old.encode() in part for part in parts.values()) == 1
        for name, part in parts.items():
            after.writestr(name, part.replace(old.encode(), new.encode()))
    assert "has sheets of more than 5,000,000 cells" in refused(read, "a.xlsx", out.getvalue())
    with pytest.raises(FaultError, match="has sheets of more than"):
        read_file(RawFile("a.xlsx", out.getvalue()))
    assert len(read("b.xlsx", small.getvalue()).entries) == 1


def test_row_79_a_workbook_with_paths_that_lead_out(read: Callable[..., Records]) -> None:
    out = io.BytesIO(workbook(HEADINGS, ["甲", "first"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../evil", "x")
    assert "unsafe name" in refused(read, "a.xlsx", out.getvalue())


def test_row_74_many_rows_in_a_workbook_of_another_program(read: Callable[..., Records]) -> None:
    records = read("a.xlsx", workbook(HEADINGS, *([f"词{n}", f"term {n}", None] for n in range(5000))))
    assert len(records.entries) == 5000
    assert records.faults == ()


def test_row_99_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch, read: Callable[..., Records]) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert "policy-glossary[exchange]" in refused(read, "a.xlsx", workbook(HEADINGS, ["甲", "first"]))
    assert "policy-glossary[exchange]" in refused(lambda: write_records(Records(()), "xlsx", folder=False))


# JSON


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "not valid JSON"),
        ("[]", "no glossary of this program"),
        ('{"format": "policy-glossary", "version": 2, "entries": []}', "version"),
        ('{"format": "policy-glossary", "version": 1, "entries": [{"id": "a", "id": "b"}]}', "twice"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_json_that_is_none_of_ours(read: Callable[..., Records], text: str, message: str) -> None:
    assert message in refused(read, "a.json", text)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ('{"colour": "x"}', "unknown key"),
        ('{"chinese": 1}', "something else than text"),
        ('{"chinese": "\\ud800"}', "half a character"),
        ("3", "no object"),
        ('{"chinese": "甲", "extra": {"raw": 1}}', "damaged"),
    ],
)
def test_row_7_a_broken_entry_in_json(read: Callable[..., Records], item: str, message: str) -> None:
    records = read(
        "a.json", f'{{"format": "policy-glossary", "version": 1, "entries": [{item}, {{"chinese": "乙", "english": "b"}}]}}'
    )
    assert pairs(records) == [("乙", "b")]
    assert message in told(records)


# The residue, which a hand may have changed


@pytest.mark.parametrize(
    "extra", ['{"file":1}', "{", "[]", '{"lines":["msgid x"]}', '{"frame":{}}', '{"wrap":{"a":[0]}}', '{"what":1}', "by hand"]
)
def test_a_damaged_residue_is_told_and_the_entry_is_kept(read: Callable[..., Records], extra: str) -> None:
    quoted = extra.replace('"', '""')
    records = read("a.csv", f'zh,en,extra\n甲,first,"{quoted}"\n')
    assert pairs(records) == [("甲", "first")]
    assert [f.line for f in records.faults] == [2]


def test_a_residue_names_no_file_outside_of_the_folder(read: Callable[..., Records]) -> None:
    records = read("a.csv", 'zh,en,extra\n甲,first,"{""file"":""../evil""}"\n')
    assert "cannot be the name" in refused(lambda: write_records(records, "po", folder=True))


# Import


def test_row_117_what_is_absent_changes_nothing(take: Callable[..., Import], tmp_path: Path) -> None:
    before = (tmp_path / "glossary" / "industry.po").read_bytes()
    done = take("a.csv", "中文,英文,定义,禁用译法\n链主,chain leader,,\n")
    assert [d.what for d in done.imported.done] == ["same"]
    assert done.imported.entries == ()
    done = take("b.csv", "中文,英文,禁用译法\n链主,Chain Leader,Chain  Master => chain leader\n链主,,chain master\n")
    assert [d.what for d in done.imported.done] == ["same", "same"]
    assert (tmp_path / "glossary" / "industry.po").read_bytes() == before
    assert list((tmp_path / "glossary").iterdir()) == [tmp_path / "glossary" / "industry.po"]


def test_row_117_what_differs_is_proposed_beside_the_entry(take: Callable[..., Import], tmp_path: Path) -> None:
    before = (tmp_path / "glossary" / "industry.po").read_bytes()
    done = take("a.csv", "中文,英文,禁用译法,定义\n链主,chain head,chain lord; chain master,\n绿氢,green hydrogen,,\n")
    assert [d.what for d in done.imported.done] == ["changed", "added"]
    assert (tmp_path / "glossary" / "industry.po").read_bytes() == before
    written = read_records(tmp_path / "glossary" / "proposals.po", "proposals.po")
    change, new = written.entries
    assert (change.chinese, change.english, change.terms("deprecated"), change.fuzzy) == (
        "? 链主",
        "chain head",
        ["chain lord"],
        True,
    )
    assert change.values("definition") == []
    assert (new.chinese, new.english, new.fuzzy) == ("绿氢", "green hydrogen", True)
    again = take("a.csv", "中文,英文,禁用译法,定义\n链主,chain head,chain lord; chain master,\n绿氢,green hydrogen,,\n")
    assert [d.what for d in again.imported.done] == ["same", "same"]


def test_row_107_blanks_and_invisible_characters_are_taken_away(take: Callable[..., Import]) -> None:
    (new,) = take("a.csv", "中文,英文\n 绿\u200b氢 ,\u00a0green \u3000 hydrogen\n").imported.entries
    assert (new.chinese, new.english) == ("绿氢", "green hydrogen")


def test_row_110_one_entry_is_found_in_both_scripts(take: Callable[..., Import]) -> None:
    done = take("a.csv", "中文,英文\n鏈主,chain leader\n綠氫,green hydrogen\n绿氢,green hydrogen\n")
    assert [d.what for d in done.imported.done] == ["same", "added", "same"]
    assert done.imported.entries[0].chinese == "绿氢"
    assert any("Traditional" in note for note in done.notes)


@pytest.mark.parametrize(
    ("row", "line", "message"),
    [
        (106, ",,x", "neither Chinese nor English"),
        (106, "绿氢,…,", "no word"),
        (115, "绿氢,green hydrogen,bad =>", "nothing after =>"),
        (106, f"绿氢,{'very ' * 60}long,", "longer than 200"),
    ],
)
def test_a_row_that_the_glossary_could_not_hold_is_refused(take: Callable[..., Import], row: int, line: str, message: str) -> None:
    done = take("a.csv", f"中文,英文,禁用译法\n{line}\n蓝氢,blue hydrogen,\n")
    assert [e.english for e in done.imported.entries] == ["blue hydrogen"], row
    (fault,) = done.faults
    assert (message in fault.message, fault.line) == (True, 2)


def test_row_111_a_side_that_is_missing(take: Callable[..., Import]) -> None:
    done = take("a.csv", "中文,英文\n绿氢,\n,blue hydrogen\n")
    assert [(e.chinese, e.english) for e in done.imported.entries] == [("绿氢", ""), ("? blue hydrogen", "blue hydrogen")]


def test_values_that_the_glossary_does_not_know_become_notes(take: Callable[..., Import]) -> None:
    (new,) = take("a.csv", "中文,英文,词性,风险\n绿氢,green hydrogen,名词词组,高\n").imported.entries
    assert (new.values("pos"), new.values("risk"), new.values("note")[0]) == ([], ["high"], "pos: 名词词组")


def test_nothing_is_added_to_a_glossary_with_a_merge_conflict(take: Callable[..., Import], tmp_path: Path) -> None:
    broken = (tmp_path / "glossary" / "industry.po").read_text(encoding="utf-8") + "\n<<<<<<< ours\n"
    (tmp_path / "glossary" / "industry.po").write_text(broken, encoding="utf-8")
    assert "nothing was imported" in refused(take, "a.csv", "中文,英文\n绿氢,green hydrogen\n")
    assert not (tmp_path / "glossary" / "proposals.po").exists()


def test_row_3_each_command_that_names_an_encoding_as_a_way_out_takes_it(run: Run, tmp_path: Path) -> None:
    rows = "中文,英文\n" + "".join(
        f"{zh},{en}\n" for zh, en in (("我们的中国", "our China"), ("人民和国家是一个整体", "one whole"))
    )
    (tmp_path / "a.csv").write_bytes(rows.encode("gb18030"))
    (tmp_path / "ours.csv").write_text("中文,英文\n绿氢,green hydrogen\n", encoding="utf-8")
    for command in (("export", "a.csv", "--format", "json"), ("import", "a.csv", "--glossary", "ours.csv")):
        done = run("terms", *command)
        assert (done.returncode, b"try --encoding gb18030" in done.stderr) == (2, True)
        done = run("terms", *command, "--encoding", "gb18030")
        assert (done.returncode, "our China" in done.stdout.decode()) == (0, True), done.stderr.decode()
    done = run("terms", "import", "ours.csv", "--glossary", "a.csv")
    assert done.stderr.decode() == "glossary: a.csv: is not valid UTF-8 at byte 0 (it looks like gb18030: save it as UTF-8)\n"


def test_row_36_a_broken_entry_of_a_po_file_is_told_and_its_neighbours_are_exported(read: Callable[..., Records]) -> None:
    broken = entry("id: x").replace('msgstr "chain leader"', 'msgstr "chain leader')
    records = read("a.po", HEADER + entry("id: first", zh="甲") + broken + entry("id: last", zh="乙"))
    assert [e.id for e in records.entries] == ["first", "last"]
    assert [f.line for f in records.faults] == [11]


def test_a_residue_that_would_fill_the_memory_is_left_out(read: Callable[..., Records]) -> None:
    order = ",".join(['["note",9999]'] * 2_000)
    table = f'Chinese,English,Extra\n甲,first,"{{""order"":[{order.replace(chr(34), chr(34) * 2)}]}}"\n'
    records = read("a.csv", table)
    assert [entry.english for entry in records.entries] == ["first"]
    assert 'holds an unknown or damaged "order"' in str(records.faults[0])


def test_a_json_object_with_very_many_keys_and_one_twice(read: Callable[..., Records]) -> None:
    keys = ",".join(f'"k{n}": ""' for n in range(50_000))
    assert 'has the key "k49999" twice' in refused(read, "a.json", f'{{{keys}, "k49999": ""}}')
