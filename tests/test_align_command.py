"""`glossary align`, and tables as bilingual files."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.document import Document
from policy_glossary.model.edits import Correction
from policy_glossary.model.finding import Edit
from policy_glossary.model.text import Span
from tests.bitexts import CHINESE, ENGLISH, text
from tests.conftest import HEADER, Run, entry


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "z.md").write_text(text(CHINESE), encoding="utf-8")
    (tmp_path / "e.md").write_text(text(ENGLISH), encoding="utf-8")
    return tmp_path


def segments(document: Document) -> list[tuple[str, str]]:
    return [(segment.source, document.source.slice(segment.span)) for segment in document.segments]


@pytest.mark.parametrize("suffix", [".tmx", ".xlf", ".po", ".tsv"])
def test_what_is_written_is_read_back_pair_by_pair(run: Run, files: Path, suffix: str) -> None:
    done = run("align", "e.md", "z.md", "--unit", "paragraph", "-o", f"out{suffix}")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"8 pairs, confidence 1.00" in done.stderr
    first = (files / f"out{suffix}").read_bytes()
    assert segments(read_file(RawFile(f"out{suffix}", first)).document) == list(zip(CHINESE, ENGLISH, strict=True))
    assert run("align", "z.md", "e.md", "--unit", "paragraph", "-o", f"out{suffix}", PYTHONHASHSEED="7").returncode == 0
    assert (files / f"out{suffix}").read_bytes() == first


def test_sentences_are_the_usual_unit(run: Run, files: Path) -> None:
    rows = [line.split("\t") for line in run("align", "z.md", "e.md").stdout.decode().splitlines()]
    assert rows[0] == ["Chinese", "English", "Confidence", "Place"]
    told = {row[0]: (row[1], row[3]) for row in rows[1:]}
    assert told["农民的收入也有了提高。"] == ("The income of farmers has risen as well.", "z.md:9")
    assert "".join(row[0] for row in rows[1:]) == "".join(CHINESE)


def test_what_has_no_other_side_stays_where_the_format_has_a_place_for_it(run: Run, files: Path) -> None:
    (files / "e.md").write_text(text((*ENGLISH[:4], *ENGLISH[5:], "Editor: Li Hua. Source: the website of the city.")), "utf-8")
    for suffix, zh, en in ((".tsv", True, True), (".po", True, False), (".xlf", True, False), (".tmx", False, False)):
        done = run("align", "z.md", "e.md", "--unit", "paragraph", "-o", f"out{suffix}")
        assert b"7 pairs" in done.stderr
        assert b"without English 1, without Chinese 1" in done.stderr
        written = (files / f"out{suffix}").read_text("utf-8")
        assert (CHINESE[4] in written, "Li Hua" in written) == (zh, en)


def test_files_that_do_not_fit_write_nothing(run: Run, files: Path) -> None:
    (files / "other.md").write_text(text(ENGLISH[::-1]), "utf-8")
    for other, words in (
        ("other.md", b"is not aligned with z.md"),
        ("z.md", b"holds the same text as z.md: no Chinese (one of the two files must be Chinese)"),
        ("none.md", b"no such file"),
    ):
        done = run("align", "z.md", other, "-o", "out.tmx")
        assert (done.returncode, done.stdout) == (2, b"")
        assert words in done.stderr
        assert done.stderr.count(b"\n") == 1
    assert not (files / "out.tmx").exists()
    assert run("align", "z.md", "e.md", "-o", "out.doc").returncode == 2
    assert run("align", "z.md", "e.md", "--unit", "word").returncode == 2


TABLE = (
    'No,原文,译文,Note\n1,“链主”企业。,"He said ""chain master"", and left.",x\n2,第二行。,A chain master came.,\n3,没有译文。,,\n'
)


def test_a_table_is_checked_row_by_row_and_its_places_are_those_of_the_file(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(cache))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "g.po").write_text(HEADER + entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    report = check_paths(["t.csv"], Options(("g.po",), shipped=False, select=("TERM001",)))
    found = report.files[0]
    places = [found.document.place(finding.span) for finding in found.findings]
    lines = TABLE.splitlines()
    assert [(place.line, lines[place.line - 1][place.column - 1 :][:12]) for place in places] == [
        (2, "chain master"),
        (3, "chain master"),
    ]
    assert "t.csv: the English of column C is checked beside the Chinese of column B" in report.notes
    assert "t.csv: segments without a translation: 1" in report.notes
    assert segments(found.document) == [("“链主”企业。", 'He said "chain master", and left.'), ("第二行。", "A chain master came.")]


def test_a_table_of_one_row_is_told_by_it_and_not_by_its_headings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("Source (Chinese)\tTarget\n链主来了。\tHe came.\n", encoding="utf-8")
    done = run("check", "-v", "t.tsv")
    assert b"the English of column B is checked beside the Chinese of column A" in done.stderr


def test_corrections_of_a_table_keep_it_a_table() -> None:
    raw = RawFile("t.csv", TABLE.encode())
    document = read_file(raw).document
    text_of = document.source.text
    corrections = []
    for old, new in (('"chain master"', 'the "chain, leader"'), ("chain master came", "leader, of a chain, came")):
        at = text_of.index(old)
        corrections.append(Correction(Edit(Span(at, at + len(old)), new)))
    written = rewrite(raw, document, corrections)
    assert segments(read_file(RawFile("t.csv", written)).document) == [
        ("“链主”企业。", 'He said the "chain, leader", and left.'),
        ("第二行。", "A leader, of a chain, came."),
    ]
    assert written.decode().startswith('No,原文,译文,Note\n1,“链主”企业。,"He said the ""chain')


def test_a_cell_that_only_begins_with_a_quotation_is_not_cut_off_behind_it() -> None:
    rows = '"Chain master" firms met.\t“链主”企业开会。\n"The ""chain"" met."\t链开会。\n"Open and so on.\t开放。\n"Chain master" firms.\t企业。\n'
    raw = RawFile("t.tsv", f"English\tChinese\n{rows}".encode())
    reading = read_file(raw)
    assert [english for _, english in segments(reading.document)] == [
        '"Chain master" firms met.',
        'The "chain" met.',
        '"Open and so on.',
        '"Chain master" firms.',
    ]
    assert reading.faults == ()
    at = reading.document.source.text.index("master")
    written = rewrite(raw, reading.document, [Correction(Edit(Span(at, at + 6), "leader"))])
    assert written == raw.data.replace(b"master", b"leader", 1)


@pytest.mark.parametrize(
    ("above", "read"),
    [
        ("政策新闻对照\t\n\t\n中文\t英文译文\n", 2),  # a title, an empty row, headings that are both Chinese
        ("中文\tEnglish\n", 2),
        ("", 2),
        ("第零行\tA row above.\n中文教育发展\tEnglish education grew.\n", 4),  # two rows of text, of which one begins like headings
    ],
)
def test_headings_may_stand_below_a_title(tmp_path: Path, above: str, read: int) -> None:
    rows = "第一行。\tThe first row.\n第二行。\tThe second row.\n"
    document = read_file(RawFile("t.tsv", (above + rows).encode())).document
    assert len(segments(document)) == read
    assert segments(document)[-2:] == [("第一行。", "The first row."), ("第二行。", "The second row.")]


def test_tables_are_read_if_they_are_named_and_only_with_two_languages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "t.tsv").write_text("中文\tEnglish\n第一行\tThe first row.\n", "utf-8")
    (tmp_path / "d" / "a.txt").write_text("Nothing here.", "utf-8")
    assert b"1 file, 2 words" in run("check", "d").stdout
    assert b"1 file, 3 words" in run("check", "d/t.tsv").stdout
    (tmp_path / "plain.tsv").write_text("a\tThe first row.\nb\tThe second row.\n", "utf-8")
    assert b"1 file, 8 words" in run("check", "plain.tsv").stdout


def test_a_workbook_is_checked_row_by_row(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("python_calamine", reason='workbooks need the extra "exchange"')
    writer = pytest.importorskip("xlsxwriter", reason='workbooks need the extra "exchange"')
    book = writer.Workbook(str(tmp_path / "t.xlsx"))
    sheet = book.add_worksheet("News")
    for number, row in enumerate(
        (("Chinese", "English"), ("“链主”企业。", "A chain master came."), ("第二行。", 12.5), ("第三行。", ""))
    ):
        sheet.write_row(number, 0, row)
    book.close()
    (tmp_path / "g.po").write_text(HEADER + entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    arguments = ("check", "t.xlsx", "--glossary", "g.po", "--no-shipped", "--select", "TERM001")
    done = run(*arguments)
    assert b"t.xlsx:2:3" in done.stdout
    assert b"sheet News: the English of column B is checked beside the Chinese of column A" in done.stderr
    before = (tmp_path / "t.xlsx").read_bytes()
    fixed = run(*arguments, "--fix", "--suggested")
    assert (fixed.returncode, b"corrections are not written into it" in fixed.stderr) == (2, True)
    assert (tmp_path / "t.xlsx").read_bytes() == before
