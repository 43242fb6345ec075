"""What a translator meets who follows docs/glossary-guide.md: a client's table, proposals, a conflict."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from policy_glossary.cli.app import app
from policy_glossary.engine.desk import lint
from policy_glossary.engine.exchange import Import, import_file
from policy_glossary.termbase.exchange.formats import AsTold
from policy_glossary.termbase.po import read_po
from tests.conftest import HEADER, entry

HEADINGS = ["序号", "中文术语", "英文译名", "错误译法", "领域", "备注"]


def workbook(*rows: list[Any], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def taken(tmp_path: Path, name: str, data: bytes) -> Import:
    (tmp_path / "glossary").mkdir(exist_ok=True)
    (tmp_path / "glossary" / "industry.po").write_text(HEADER + entry("id: chain-leader"), encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    return import_file(tmp_path / name, AsTold(), None, str(tmp_path / "glossary"))


def test_a_list_is_compared_with_the_shipped_glossary_that_the_project_extends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is settled there need not be proposed; what the list says otherwise is told, because approving it replaces an entry."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "industry.po").write_text(HEADER + entry("id: own", zh="自有", en="own"), encoding="utf-8")
    table = (
        "Chinese,English,Deprecated\n链主,chain leader,chain master\n共同富裕,riches for all,\n自有,own,\n新词,brand-new word,\n"
    )
    (tmp_path / "client.csv").write_text(table, encoding="utf-8")
    done = import_file(tmp_path / "client.csv", AsTold(), tmp_path / "glossary", None).imported.done
    assert [item.what for item in done] == ["same", "added", "same", "added"]
    assert "common-prosperity" in done[1].told
    assert "until this is approved" in done[1].told
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "glossary" / "proposals.po").unlink()
    done = import_file(tmp_path / "client.csv", AsTold(), None, None).imported.done
    assert [item.what for item in done] == ["added", "added", "same", "added"]


def test_lists_are_separated_by_the_marks_of_a_chinese_keyboard_too(tmp_path: Path) -> None:
    """One long rendering of several would be found nowhere, and nobody would notice."""
    row = [1, "绿色债券", "green bond", "green debt；bond of green colour、verdant bond", "", "又称：绿债；环保债"]
    done = taken(tmp_path, "client.xlsx", workbook(HEADINGS, row))
    (made,) = done.imported.entries
    assert made.terms("deprecated") == ["green debt", "bond of green colour", "verdant bond"]
    assert "又称：绿债；环保债" in made.values("note")
    (tmp_path / "b.csv").write_text("中文,英文,又称\n三产,three sectors,农业、工业；三次产业\n", encoding="utf-8")
    (made,) = import_file(tmp_path / "b.csv", AsTold(), None, str(tmp_path / "glossary")).imported.entries
    assert made.terms("zh-variants") == ["农业、工业", "三次产业"]


def chinese(done: Import) -> list[str]:
    return [made.chinese for made in done.imported.entries]


def test_row_72_a_clients_workbook_with_a_merged_title_running_numbers_and_blank_rows(tmp_path: Path) -> None:
    data = workbook(
        ["政策术语对照表（2024年）"], [],
        HEADINGS,
        [1, "绿色债券", "green bond", "green debt", "", ""],
        [2, "碳汇", "carbon sink", "", "", "生态"],
        [],
        [3, "数据出境", "=B5", "", "", ""],
        [4, "合作区", 20240101, "", "", ""],
        [5, "", "", "", "", ""],
        [6, "首店经济", "first-store economy", "", "", ""],
        ["合计", 6],
        merged=("A1:F1",),
    )  # fmt: skip
    done = taken(tmp_path, "client.xlsx", data)
    assert chinese(done) == ["绿色债券", "碳汇", "首店经济"]
    assert [fault.line for fault in done.faults] == [7, 8, 11]
    assert ["formula" in str(fault) for fault in done.faults] == [True, False, False]
    assert any("序号" in note for note in done.notes)
    assert done.imported.entries[0].values("deprecated") == ["green debt"]


def test_row_72_cells_merged_over_several_rows_are_told_in_each_of_them(tmp_path: Path) -> None:
    rows = [[n, zh, en, "", "金融", ""] for n, (zh, en) in enumerate([("甲", "first"), ("乙", "second"), ("丙", "third")], 1)]
    data = workbook(HEADINGS, *rows, merged=("E2:E3",))
    done = taken(tmp_path, "client.xlsx", data)
    assert chinese(done) == ["丙"]
    assert [fault.line for fault in done.faults] == [2, 3]
    assert all("merged" in str(fault) and "undo the merge" in str(fault) for fault in done.faults)
    unread = workbook(["组别", "中文", "英文"], ["一组", "甲", "first"], [None, "乙", "second"], merged=("A2:A3",))
    assert chinese(taken(tmp_path, "groups.xlsx", unread)) == ["甲", "乙"]


def test_the_numbers_of_entries_may_be_numbers(tmp_path: Path) -> None:
    (made,) = taken(tmp_path, "a.xlsx", workbook(["ID", "Chinese", "English"], [17, "甲", "first"])).imported.entries
    assert "where its id is 17" in " ".join(made.values("note"))


def test_csv_as_excel_saves_it_in_a_country_of_semicolons(tmp_path: Path) -> None:
    text = (
        "\ufeff序号;中文;英文;备注\r\n1;绿色债券;green bond;\r\n2;合作区;20240101;\r\n;;;\r\n3;数据出境;outbound data transfer\r\n"
    )
    done = taken(tmp_path, "client.csv", text.encode())
    assert chinese(done) == ["绿色债券"]
    assert sorted((fault.line or 0, "no letter" in str(fault)) for fault in done.faults) == [(3, True), (5, False)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "glossary"
    folder.mkdir()
    proposal = entry("id: first", zh="甲", en="first")
    proposals = "".join(
        entry(f"id: {name}", "note: from a.xlsx:3", zh=zh, en=name, flags="#, fuzzy\n").replace('"industry"', '"proposals"')
        for name, zh in [("aardvark", "乙"), ("middle", "丙"), ("zebra", "丁")]
    )
    for file, text in (("industry.po", proposal + entry("id: last", zh="尾", en="last")), ("proposals.po", proposals)):
        (folder / file).write_text((HEADER + text).rstrip("\n") + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("name", ["aardvark", "middle", "zebra"])
def test_a_proposal_moves_to_its_domain_when_it_is_approved(desk: Path, name: str) -> None:
    result = CliRunner().invoke(app, ["terms", "approve", name, "--domain", "industry"])
    assert result.exit_code == 0, result.output
    moved = read_po((desk / "industry.po").read_text(encoding="utf-8"), "industry.po", None)
    left = read_po((desk / "proposals.po").read_text(encoding="utf-8"), "proposals.po", None)
    assert moved.faults == left.faults == []
    assert [c.id for c in moved.concepts] == sorted(["first", "last", name])
    assert [(c.domain, c.proposal, c.note) for c in moved.concepts if c.id == name] == [("industry", False, "from a.xlsx:3")]
    assert [c.id for c in left.concepts] == [c for c in ("aardvark", "middle", "zebra") if c != name]
    assert CliRunner().invoke(app, ["terms", "format", "--check", str(desk)]).exit_code == 0


def test_a_domain_without_a_file_changes_nothing(desk: Path) -> None:
    before = [path.read_bytes() for path in sorted(desk.iterdir())]
    result = CliRunner().invoke(app, ["terms", "approve", "middle", "--domain", "industri"])
    assert result.exit_code == 2
    assert 'did you mean "industry"?' in result.output
    assert [path.read_bytes() for path in sorted(desk.iterdir())] == before


def test_lint_tells_an_unsettled_merge_as_one_fault_and_no_slip_of_the_pen(tmp_path: Path) -> None:
    conflict = entry("id: a", "conflict: English", "conflict-base: x", "conflict-ours: y", "conflict-theirs: z", flags="#, fuzzy\n")
    (tmp_path / "industry.po").write_text(HEADER + conflict, encoding="utf-8")
    linted = lint([tmp_path])
    assert [f.code for f in linted.findings if f.code == "unknown-key"] == []
    assert ["unsettled merge" in fault.message for fault in linted.faults] == [True]


def test_an_entry_whose_chinese_is_not_known_contradicts_nobody(tmp_path: Path) -> None:
    text = entry("id: a", zh="? night economy", en="night economy") + entry(
        "id: b", "deprecated: night economy", zh="夜间经济", en="x y"
    )
    (tmp_path / "industry.po").write_text(HEADER + text, encoding="utf-8")
    assert [f.code for f in lint([tmp_path]).findings if f.code == "contradiction"] == []


def test_a_spreadsheet_of_another_program_is_told_to_be_saved_as_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "client.ods").write_bytes(b"PK")
    result = CliRunner().invoke(app, ["terms", "import", str(tmp_path / "client.ods")])
    assert result.exit_code == 2
    assert "save it as .xlsx" in result.output
