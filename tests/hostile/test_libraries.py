"""Libraries that break, print, warn or believe what others put in their way: rows 96, 97 and 100 to 102 of the list of hostile inputs."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest
import python_calamine
import xlsxwriter

from policy_glossary.engine import program
from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.formats import read_document
from policy_glossary.language.chinese import Segmenter
from policy_glossary.language.glosses import Glosses
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.traditional import SCRIPTS, SIMPLIFIED, Converter, has_opencc
from policy_glossary.model.text import SourceText
from tests.conftest import HEADER, Run, entry

needs_jieba = pytest.mark.skipif(find_spec("jieba") is None, reason="jieba is not installed")


class PanicException(BaseException):
    """Compiled libraries that panic raise one of this name, which is no `Exception`."""


def test_row_96_a_library_that_panics_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Chinese", "English"])
        sheet.write_row(1, 0, ["链主来了", "A chain master came."])
    (tmp_path / "b.txt").write_text("A chain master came.\n", encoding="utf-8")
    (tmp_path / "g.po").write_text(HEADER + entry("id: a", "deprecated: chain master"), encoding="utf-8")
    options = Options((str(tmp_path / "g.po"),), shipped=False, select=("TERM001",))
    texts = [str(tmp_path / "a.xlsx"), str(tmp_path / "b.txt")]
    assert [len(file.findings) for file in check_paths(texts, options).files] == [1, 1]

    class Book:
        @staticmethod
        def from_filelike(_: Any) -> NoReturn:
            raise PanicException("index out of bounds")

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Book)
    report = check_paths(texts, options)
    assert [len(file.findings) for file in report.files] == [1]
    (fault,) = report.faults
    assert (Path(fault.file or "").name, fault.message) == ("a.xlsx", "is a damaged workbook: the library that reads it broke")


@needs_jieba
def test_row_97_a_planted_cache_of_jieba_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"村": 1}, 1)))
    assert Segmenter().words("发展集体经济") == ["发展", "集体经济"]
    assert [p.name for p in tmp_path.iterdir()] == ["jieba.cache"]


def test_row_102_the_stems_are_those_with_which_the_gloss_data_were_made() -> None:
    """With other stems no word of a text would be found in the data, and nothing would tell."""
    stemmer = Stemmer()
    found = {word: stemmer.stems((word,)) for word in "modernization industry policy villager carry revitalize".split()}
    expected = {"modernization": "modern", "industry": "industri", "policy": "polici", "villager": "villag", "carry": "carri"}
    assert found == {word: (stem,) for word, stem in {**expected, "revitalize": "revit"}.items()}
    glosses = Glosses()
    assert all(glosses.surprise(stem) < glosses.surprise("no such stem") for (stem,) in found.values())
    glosses.close()


def test_row_102_markdown_is_cut_into_the_same_blocks() -> None:
    text = "# A *head*\n\n- one `code`\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\nSetext\n===\n\n> quoted [link](http://a.b)\n"
    blocks = read_document(SourceText("a.md", text)).blocks
    told = [(text[slice(*block.span)].strip(), block.heading) for block in blocks]
    cells = [(cell, False) for cell in "abcd"]
    listed = [("one `code`", False), ("two", False)]
    assert told == [("A *head*", True), *listed, *cells, ("Setext", True), ("quoted [link](http://a.b)", False)]


@needs_jieba
def test_row_102_chinese_is_cut_into_the_same_words() -> None:
    assert Segmenter().words("全面推进乡村振兴，发展生产力") == ["全面", "推进", "乡村", "振兴", "，", "发展", "生产力"]


@pytest.mark.skipif(not has_opencc(), reason="OpenCC is not installed")
def test_row_102_both_scripts_are_converted_alike() -> None:
    assert Converter(*SIMPLIFIED).convert("國務院發展研究中心裡的頭髮與臺灣") == "国务院发展研究中心里的头发与台湾"
    assert Converter(SCRIPTS["hant"]).convert("发展头发，里程在这里") == "發展頭髮，里程在這裏"


COMMANDS = [
    ("check", "--no-cache", "--source", "a.zh.txt", "a.en.txt"),
    ("check", "--no-cache", "a.md", "a.html", "a.po"),
    ("lookup", "集体经济"),
    ("terms", "export", "--script", "tw", "--format", "json"),
    pytest.param(("terms", "extract", "a.zh.txt"), marks=needs_jieba),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    po = entry("id: economy", "deprecated: group economy", zh="集体经济", en="collective economy")
    (tmp_path / "glossary" / "a.po").write_text(HEADER + po, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    english = "The town develops the collective economy.\n"
    for name in ("a.md", "a.html", "a.en.txt"):
        (tmp_path / name).write_text(english, encoding="utf-8")
    (tmp_path / "a.zh.txt").write_text("全镇发展“集体经济”，茶叶产业带动农户。\n", encoding="utf-8")
    (tmp_path / "a.po").write_text(HEADER + 'msgid "发展集体经济"\nmsgstr "Develop the collective economy"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_rows_100_and_101_libraries_neither_print_nor_break_where_warnings_are_errors(
    run: Run, project: Path, cache: Path, arguments: tuple[str, ...]
) -> None:
    plain = run(*arguments)
    assert plain.returncode == 0
    assert all(line.startswith(b"glossary: ") for line in plain.stderr.splitlines()), plain.stderr
    command = [sys.executable, "-W", "error", "-m", "policy_glossary", *arguments]
    environment = {**os.environ, "GLOSSARY_CACHE_DIR": str(cache)}
    strict = subprocess.run(command, cwd=project, capture_output=True, env=environment, check=False)
    assert (strict.returncode, strict.stdout, strict.stderr) == (0, plain.stdout, plain.stderr)


def test_what_is_kept_is_not_used_any_more_with_another_version_of_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stems decide over findings: those of another version of PyStemmer are no answer."""

    def digest(version: str) -> str:
        folder = tmp_path / version / "site-packages"
        (folder / f"PyStemmer-{version}.dist-info").mkdir(parents=True)
        with monkeypatch.context() as other:
            other.setattr(sys, "path", [str(folder), str(tmp_path / "not-there-packages")])
            program._libraries.cache_clear()
            return program.program_digest.__wrapped__("matching/")

    assert digest("3.0.0") != digest("3.1.0")
    program._libraries.cache_clear()
