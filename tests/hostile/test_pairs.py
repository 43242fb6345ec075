"""Chinese and English that do not fit. Numbers are those of the list of faults and bad inputs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.engine.pairs import pairs_of
from policy_glossary.engine.side_by_side import align_documents
from policy_glossary.formats import read_file
from policy_glossary.formats.bitext_writers import WRITERS, Aligned, AlignedRow
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.xml import parse_xml
from policy_glossary.language.chinese_text import joined
from policy_glossary.model.report import FaultError
from tests.bitexts import CHINESE, ENGLISH, text
from tests.conftest import HEADER, Run, entry, matcher_for
from tests.translation_files import as_po

Check = Callable[[str | bytes, str | bytes], tuple[int, int, str]]
GLOSSARY = entry("id: chain-leader", "deprecated: chain master", "risk: low")
CHAIN = matcher_for(GLOSSARY)
SPANISH = (
    "La conferencia sobre la nueva industrialización se celebró en el distrito de Haigang la mañana del 18 de febrero.",
    "El año pasado, el valor añadido industrial de la ciudad alcanzó los 3,2 billones de yuanes, un 6,1 % más que el año anterior.",
    "Los ingresos de los agricultores también han aumentado, y las manzanas viajan en tren hasta Pekín y Shanghái.",
)
JAPANESE = (
    "市は新型工業化の大会を開催した。書記が出席して演説を行った。",
    "昨年の工業付加価値は3.2兆元に達し、前年より6.1%増えました。",
    "農民の収入も増えています。りんごとお茶は北京や上海へ運ばれます。",
)


@pytest.fixture
def checked(run: Run, tmp_path: Path) -> Check:
    """Check one text beside another with a glossary of one term; exit code, findings, and what stands on standard error."""

    def check(english: str | bytes, chinese: str | bytes) -> tuple[int, int, str]:
        (tmp_path / "g.po").write_text(HEADER + GLOSSARY, encoding="utf-8")
        for name, words in (("draft.txt", english), ("source.txt", chinese)):
            (tmp_path / name).write_bytes(words if isinstance(words, bytes) else words.encode())
        arguments = ("--source", "source.txt", "--glossary", "g.po", "--no-shipped", "--select", "TERM", "-f", "jsonl")
        done = run("check", "draft.txt", *arguments)
        return done.returncode, done.stdout.count(b'"rule"'), done.stderr.decode()

    return check


def test_row_85_hard_wrapped_chinese_is_read_across_its_line_ends() -> None:
    """A line end between two Chinese characters is no blank, and a wrapped paragraph is one."""
    words = "".join(CHINESE[1:])
    wrapped = "\n".join(words[at : at + 20] for at in range(0, len(words), 20))
    assert "\n" in wrapped
    english = " ".join(ENGLISH[1:])
    beside = pairs_of(read_file(RawFile("a.txt", english.encode())).document, RawFile("z.txt", wrapped.encode()), CHAIN)
    assert not beside.faults
    assert [pair.zh for pair in beside.pairs] == [words]


def test_row_85_wrapped_paragraphs_of_markdown_and_of_windows_are_read_alike() -> None:
    for name in ("z.md", "z.txt"):
        paragraphs = ["\r\n".join(words[at : at + 18] for at in range(0, len(words), 18)) for words in CHINESE]
        original = RawFile(name, "\r\n\r\n".join(paragraphs).encode())
        beside = pairs_of(read_file(RawFile("a.md", text(ENGLISH).encode())).document, original, CHAIN)
        assert [pair.zh for pair in beside.pairs] == list(CHINESE)


def test_row_85_a_break_between_latin_words_stays_a_blank() -> None:
    assert joined("我们使用\nHTML 和\nhot\npot\n语言") == "我们使用HTML 和hot pot语言"
    assert joined("产业\n链，\n  稳定") == "产业链，稳定"


def test_row_86_other_paragraph_counts_shift_nothing() -> None:
    """Two paragraphs more in front, one less in the middle: no other gets a strange one, and at most one is left out."""
    english = ("Click here to subscribe to our newsletter.", "Photo: archive.", *ENGLISH[:4], *ENGLISH[5:])
    document = read_file(RawFile("a.txt", text(english).encode())).document
    original = read_file(RawFile("z.txt", text(CHINESE).encode())).document
    found = {pair.zh: document.source.slice(pair.span) for pair in align_documents(original, document, CHAIN).pairs}
    right = {zh: "" if en == ENGLISH[4] else en for zh, en in zip(CHINESE, ENGLISH, strict=True)}
    assert found.items() <= right.items()
    assert len(found) >= len(right) - 1


def test_row_86_texts_that_do_not_fit_are_one_fault_and_the_english_is_checked_alone(checked: Check) -> None:
    other = "\n\n".join(f"第{n}章说的是厨房里的事：把土豆切成薄片，放上黄油、盐和胡椒，在烤箱里烤{n + 30}分钟。" for n in range(8))
    code, findings, told = checked(text(ENGLISH), other)
    assert (code, findings) == (2, 1)
    assert told.count("glossary:") == 1
    assert "draft.txt: is not aligned with source.txt" in told
    assert "checked without the Chinese" in told


def test_row_87_swapped_sides_are_one_fault_and_nothing_is_checked(checked: Check) -> None:
    code, findings, told = checked(text(CHINESE) + "chain master", text(ENGLISH))
    assert (code, findings, told.count("glossary:")) == (2, 0, 1)
    assert "the sides are swapped" in told


def test_row_87_the_same_file_twice_is_one_fault(checked: Check, run: Run, tmp_path: Path) -> None:
    code, findings, told = checked(text(ENGLISH), text(ENGLISH))
    assert (code, findings, told.count("glossary:")) == (2, 0, 1)
    assert "holds the same text as source.txt" in told
    done = run("check", "draft.txt", "--source", "./draft.txt", "--glossary", "g.po", "--no-shipped", "-q")
    assert (done.returncode, done.stderr.count(b"glossary:")) == (2, 1)
    assert b"is given twice" in done.stderr
    both = checked(text(CHINESE), text(CHINESE[::-1]))
    assert both[:2] == (2, 0)
    assert "is Chinese, as source.txt is" in both[2]
    (tmp_path / "link.txt").symlink_to("draft.txt")
    done = run("check", "draft.txt", "--source", "link.txt", "--glossary", "g.po", "--no-shipped", "-q")
    assert b"is given twice" in done.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (text(SPANISH), "source.txt: is not Chinese"),
        (text(ENGLISH[::-1]), "source.txt: is not Chinese"),
        (text(JAPANESE), "source.txt: is Japanese, not Chinese"),
        ("", "source.txt: is empty"),
        (b"\x00\x01\x02", "source.txt"),
        ("中文".encode("gb18030") * 40, "source.txt"),
    ],
)
def test_row_88_a_source_that_is_no_chinese_is_one_fault_and_the_english_is_checked_alone(
    checked: Check, source: str | bytes, words: str
) -> None:
    code, findings, told = checked(text(ENGLISH), source)
    assert (code, findings, told.count("glossary:")) == (2, 1, 1)
    assert words in told


def test_row_88_a_draft_in_another_language_is_one_fault(checked: Check) -> None:
    code, findings, told = checked(text(SPANISH), text(CHINESE))
    assert (code, findings, told.count("glossary:")) == (2, 0, 1)
    assert "draft.txt: does not read as English" in told


def test_one_source_for_many_files_and_sources_that_are_not_there(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text(ENGLISH), encoding="utf-8")
    (tmp_path / "z.txt").write_text(text(CHINESE), encoding="utf-8")
    (tmp_path / "zh").mkdir()
    for arguments, words in (
        (("a.txt", "b.txt", "--source", "z.txt"), b"z.txt: is one file, but 2 files are to be checked against it"),
        (("a.txt", "--source", "nowhere.txt"), b"nowhere.txt: no such file or folder"),
        (("a.txt", "--source", "zh"), b"zh: holds no Chinese for a.txt"),
        (("a.txt", "--source", "a\x01.txt"), b"no such file"),
        (("a.txt", "--source", "/dev/zero"), b"is not a regular file"),
    ):
        done = run("check", *arguments, "-q")
        assert (done.returncode, done.stderr.count(b"glossary:")) == (2, 1), done.stderr
        assert words in done.stderr


def test_too_many_paragraphs_are_a_fault_before_any_work() -> None:
    many = read_file(RawFile("z.txt", ("中文段落。\n\n" * 10_001).encode())).document
    few = read_file(RawFile("a.txt", text(ENGLISH).encode())).document
    beside = align_documents(many, few, CHAIN)
    assert not beside.pairs
    assert "too many paragraphs to be aligned: 10,001" in str(beside.faults[0])
    long = read_file(RawFile("z.txt", ("中文" * 2_500_001).encode())).document
    assert "is too long to be aligned: 5,000,002 characters" in str(align_documents(long, few, CHAIN).faults[0])


@pytest.mark.parametrize("side", [0, 1], ids=["Chinese", "English"])
def test_a_segment_beyond_measure_is_a_fault_and_its_english_is_checked_alone(side: int, run: Run, tmp_path: Path) -> None:
    (tmp_path / "g.po").write_text(HEADER + GLOSSARY, encoding="utf-8")
    sides = [["链主来了。", "A chain master came. "], ["4.9万亿元。", "It was 4.9 billion yuan."]]
    sides[0][side] *= 25_000
    (tmp_path / "draft.po").write_text(as_po([(zh, en) for zh, en in sides]), encoding="utf-8")
    done = run(
        "check", "-q", "--no-shipped", "--glossary", "g.po", "--select", "TERM", "--select", "NUM025", "-f", "jsonl", "draft.po"
    )
    told = [json.loads(line)["rule"] for line in done.stdout.splitlines()]
    assert (done.returncode, set(told), told.count("NUM025")) == (2, {"TERM001", "NUM025"}, 1)
    (fault,) = done.stderr.decode().splitlines()
    assert f"has {(125_000, 525_000)[side]:,} characters and was not compared with its other side (split it" in fault


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_pairs_or_a_fault(english: str, chinese: str) -> None:
    document = read_file(RawFile("a.txt", english.encode("utf-8", "replace").replace(b"\0", b""))).document
    original = RawFile("z.txt", chinese.encode("utf-8", "replace").replace(b"\0", b""))
    try:
        beside = pairs_of(document, original, CHAIN)
    except FaultError:
        return
    for pair in beside.pairs:
        assert 0 <= pair.span.start <= pair.span.end <= len(document.source.text)


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4))
def test_whatever_stands_in_a_text_the_written_files_can_be_read(rows: list[tuple[str, str]]) -> None:
    aligned = Aligned([AlignedRow(zh, en, 0.7, "z\x07.txt:1") for zh, en in rows], 'a"<&\x00.txt', "zh-Hans")
    for suffix in (".tmx", ".xlf"):
        parse_xml(WRITERS[suffix](aligned), suffix)
    for suffix in WRITERS:
        assert not read_file(RawFile(f"x{suffix}", WRITERS[suffix](aligned))).faults or suffix == ".po"


@pytest.mark.parametrize("english", ['"Green is gold."', '"', '"Green" is gold.', 'It is 6" wide.', '""'])
def test_quotation_marks_of_a_text_come_back_from_a_table(english: str) -> None:
    written = WRITERS[".tsv"](
        Aligned([AlignedRow("绿水青山。", f"{english} A", 1.0, "z:1"), AlignedRow("好。", english, 1.0, "z:2")], "z", "zh")
    )
    reading = read_file(RawFile("t.tsv", written))
    assert reading.faults == ()
    assert [reading.document.source.slice(segment.span) for segment in reading.document.segments] == [f"{english} A", english]


def test_row_158_formulas_in_a_table_are_kept_from_running() -> None:
    aligned = Aligned([AlignedRow("中文", "=cmd|' /C calc'!A0", 1.0, "z:1"), AlignedRow("英文", "+1", 1.0, "z:2")], "z", "zh")
    written = WRITERS[".tsv"](aligned).decode()
    assert "\t'=cmd" in written
    assert "\t'+1" in written
    segments = read_file(RawFile("t.tsv", written.encode())).document
    assert [segments.source.slice(segment.span) for segment in segments.segments] == ["=cmd|' /C calc'!A0", "+1"]


def test_a_workbook_that_is_none_or_unpacks_to_too_much_is_a_fault() -> None:
    pytest.importorskip("python_calamine", reason='workbooks need the extra "exchange"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 300_000_000)
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for data in (b"not a workbook", b"PK\x03\x04", packed.getvalue(), empty.getvalue()):
        with pytest.raises(FaultError):
            read_file(RawFile("t.xlsx", data))


def test_an_open_quotation_mark_in_a_table_is_a_fault_with_its_line() -> None:
    table = '中文,English\n第一行。,The first row.\n第二行。,"never closed\n第三行。,The third row.\n'
    reading = read_file(RawFile("t.csv", table.encode()))
    assert [(fault.line, "never closed" in fault.message) for fault in reading.faults] == [(3, True)]
