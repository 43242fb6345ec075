"""Files in the shapes that other programs give them: a workbook saved by a free office suite, a termbase of a translation toolkit."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from policy_glossary.termbase.exchange.formats import read_records
from tests.conftest import Run

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId3" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId4" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="false"/>'
    '<sheets><sheet name="术语" sheetId="1" state="visible" r:id="rId3"/></sheets>'
    '<definedNames><definedName function="false" hidden="true" localSheetId="0" name="_xlnm._FilterDatabase" vbProcedure="false">'
    "术语!$A$1:$D$4</definedName></definedNames></workbook>",
}
ROW = '<row r="{0}" customFormat="false" ht="15" hidden="{1}" customHeight="false" outlineLevel="0" collapsed="false">{2}</row>'


def office_workbook(rows: list[tuple[bool, list[str | int]]]) -> bytes:
    """A workbook with the attributes that the suite writes out in full; texts are shared, numbers have the type n."""
    strings: list[str] = []
    lines = []
    for number, (hidden, cells) in enumerate(rows, 1):
        written = ""
        for column, cell in zip("ABCD", cells, strict=False):
            if isinstance(cell, int):
                written += f'<c r="{column}{number}" s="0" t="n"><v>{cell}</v></c>'
            elif cell.startswith("="):
                written += f'<c r="{column}{number}" s="0" t="n"><f aca="false">{cell[1:]}</f><v>2</v></c>'
            elif cell:
                written += f'<c r="{column}{number}" s="1" t="s"><v>{len(strings)}</v></c>'
                strings.append(f'<si><t xml:space="preserve">{cell}</t></si>')
            else:
                written += f'<c r="{column}{number}" s="1"/>'
        lines.append(ROW.format(number, "true" if hidden else "false", written))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetPr filterMode="false"/><sheetData>{"".join(lines)}</sheetData></worksheet>'
    shared = f'<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{"".join(strings)}</sst>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in (PARTS | {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared}).items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return stream.getvalue()


def test_a_workbook_saved_by_an_office_suite(tmp_path: Path) -> None:
    rows: list[tuple[bool, list[str | int]]] = [
        (False, ["序号", "中文", "英文", "备注"]),
        (False, [1, "绿色债券", "green bond", ""]),
        (True, [2, "碳汇", "carbon sink", "生态"]),
        (False, [3, "合计", "=1+1", ""]),
    ]
    path = tmp_path / "client.xlsx"
    path.write_bytes(office_workbook(rows))
    read = read_records(path, "client.xlsx")
    assert [(e.chinese, e.english, e.values("note")) for e in read.entries] == [
        ("绿色债券", "green bond", []),
        ("碳汇", "carbon sink", ["生态"]),
    ]
    assert ["C4 holds a formula" in str(fault) for fault in read.faults] == [True]
    assert "hidden rows that were read: 1, the first is row 3" in "\n".join(read.notes)


def test_a_termbase_written_by_a_translation_toolkit(tmp_path: Path, run: Run) -> None:
    entries = "".join(
        f'<termEntry>\n  <langSet xml:lang="zh"><tig><term>{zh}</term></tig></langSet>\n'
        f'  <langSet xml:lang="en"><tig><term>{en}</term></tig></langSet>\n  <note from="translator">{note}</note>\n</termEntry>\n'
        for zh, en, note in [("绿氢", "green hydrogen", "an energy"), ("𠀀字", 'x "y" &amp; &lt;z&gt;', "")]
    )
    (tmp_path / "terms.tbx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXcdv04.dtd">\n<martif type="TBX" xml:lang="zh">\n'
        "<martifHeader><fileDesc><sourceDesc><p>a toolkit</p></sourceDesc></fileDesc></martifHeader>\n"
        f"<text><body>\n{entries}</body></text>\n</martif>\n",
        encoding="utf-8",
    )
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text('# id: x\nmsgctxt "a"\nmsgid "甲"\nmsgstr "first"\n', encoding="utf-8")
    done = run("terms", "import", "terms.tbx", "--into", "glossary")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "added    terms.tbx:6: green-hydrogen: 绿氢 = green hydrogen",
        'added    terms.tbx:11: x-y-z: 𠀀字 = x "y" & <z>',
    ]
    read = read_records(tmp_path / "glossary" / "proposals.po", "proposals.po")
    assert [entry.values("note")[0] for entry in read.entries] == ["an energy", "from terms.tbx:11"]
