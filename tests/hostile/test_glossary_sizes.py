"""Glossaries that are large, slow or at odds with themselves: rows 47, 109 and 112 to 114 of the list of bad inputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policy_glossary.engine import compiled
from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.engine.desk import lint
from policy_glossary.engine.exchange import import_file
from policy_glossary.termbase import layer
from policy_glossary.termbase.exchange.formats import AsTold, read_records
from policy_glossary.termbase.layer import Addition, read_layer
from policy_glossary.termbase.po import read_po
from tests.conftest import HEADER, entry, flagged

MANY = 20_000  # a reader that looks at all entries for each of them would take minutes


@pytest.mark.parametrize("wrapped", [False, True])
def test_row_47_many_entries_are_all_read_and_the_last_is_compared_with_the_first(wrapped: bool) -> None:
    entries = [entry(f"id: c-{n}", zh=f"概念{n}", en=f"term {n}") for n in range(MANY)]
    if wrapped:  # as PO editors write long strings
        entries = [text.replace('msgstr "', 'msgstr ""\n"') for text in entries]
    read = read_po(HEADER + "".join([*entries, entry("id: again", zh="概念0")]), "a.po", None)
    assert [concept.id for concept in read.concepts] == [f"c-{n}" for n in range(MANY)]
    (fault,) = read.faults
    lines = entries[0].count("\n")
    assert "概念0 stands twice in the same context, first at line 8;" in fault.message
    assert fault.line == 6 + lines * MANY + 2


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("(a+a+)+$", "a" * 20_000 + "!"),  # as a pattern it would never come to an end
        ("a … a … a … a … a … a … a … b", "a " * 3_000 + "."),
        ("(.*)*x", "y " * 5_000 + "."),
    ],
)
def test_row_109_a_term_like_a_slow_pattern_is_searched_for_to_the_end(term: str, text: str) -> None:
    assert flagged(f"{text} A wrong word.\n", entry("id: a", f"deprecated: {term}; wrong word")) == ["wrong word"]


def test_row_109_lint_names_the_entry_with_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "industry.po").write_text(HEADER + entry("id: slow", "deprecated: (a+a+)+$"), encoding="utf-8")
    assert [(f.concept, f.line) for f in lint([tmp_path]).findings if f.code == "pattern"] == [("slow", 7)]


def test_more_terms_than_a_glossary_may_have_are_one_fault_and_those_before_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layer, "MAX_TERMS", 5)
    (tmp_path / "glossary").mkdir()
    texts = [str(tmp_path / name) for name in ("one.txt", "two.txt")]
    for text in texts:
        Path(text).write_text("A chain master came.\n", encoding="utf-8")
    options = Options(glossary=(str(tmp_path / "glossary"),), shipped=False, select=("TERM001",))

    def checked(*second: str) -> tuple[int, list[str]]:
        one = entry("id: a", "deprecated: chain master; chain owner")
        for name, text in (("a", one), ("b", entry("id: b", *second, zh="链长", en="boss"))):
            (tmp_path / "glossary" / f"{name}.po").write_text(HEADER + text, encoding="utf-8")
        report = check_paths(texts, options)
        return sum(len(file.findings) for file in report.files), [f"{fault.message}; {fault.hint}" for fault in report.faults]

    assert checked("admitted: chief") == (2, [])
    told = "with this file there are more than 5 terms; it was not read; name fewer or smaller glossaries"
    assert checked("admitted: chief; head") == (2, [told])


NAME = entry("id: huawei", "zh-variants: 华为公司", "pos: name", zh="华为", en="Huawei")


def test_row_112_a_name_that_stays_as_it_is_is_no_error_in_either_language() -> None:
    assert flagged("Huawei opened a plant. 华为 (Huawei) did.\n", NAME + entry("id: x", "deprecated: chain master")) == []


def test_row_112_a_mark_on_the_chinese_term_says_nothing_of_the_english(tmp_path: Path) -> None:
    note = '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
    term = "<termSec><term>{}</term>{}</termSec>"
    chinese = f'<langSec xml:lang="zh">{term.format("华为", "")}{term.format("花为", note)}</langSec>'
    english = f'<langSec xml:lang="en">{term.format("Huawei", "")}</langSec>'
    tbx = f'<tbx type="TBX-Basic"><text><body><conceptEntry id="h">{chinese}{english}</conceptEntry></body></text></tbx>'
    (tmp_path / "a.tbx").write_text(tbx, encoding="utf-8")
    (read,) = read_records(tmp_path / "a.tbx", "a.tbx").entries
    assert (read.chinese, read.english) == ("华为", "Huawei")
    assert read.values("deprecated") == []
    assert read.values("note") == ["Chinese: 花为 is deprecated there"]
    assert read.values("zh-variants") == ["花为"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("risk: low", "risk: high"), ("pos: noun", "pos: verb"), ("occurrences: all", "occurrences: first")],
)
def test_row_113_values_that_exclude_one_another_are_refused_with_a_hint(first: str, second: str) -> None:
    read = read_po(HEADER + entry("id: a", first, second), "a.po", None)
    (fault,) = read.faults
    assert fault.line == 8
    assert "exclude one another" in fault.message
    assert "keep one of them" in fault.hint
    assert read_po(HEADER + entry("id: a", first, first), "a.po", None).faults == []


def test_row_113_an_answer_where_none_is_taken() -> None:
    (fault,) = read_po(HEADER + entry("id: a", "admitted: chain boss => chain leader"), "a.po", None).faults
    assert fault.line == 7
    assert "admitted does not take" in fault.message


def test_row_114_a_large_glossary_is_compiled_once_and_anew_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(tmp_path / "cache"))
    file = tmp_path / "industry.po"
    text = HEADER + "".join(entry(f"id: c-{n}", zh=f"概念{n}", en=f"term {n}") for n in range(5_000))
    file.write_text(text, encoding="utf-8")
    assert compiled.compile_glossary((read_layer(file, "a"),)).concepts == 5_000

    def refuse(*_: object) -> Addition:
        raise AssertionError("parsed a second time")

    with monkeypatch.context() as later:
        later.setattr(compiled, "read_above", refuse)
        assert compiled.compile_glossary((read_layer(file, "a"),)).concepts == 5_000
    file.write_text(text + entry("id: new", zh="新"), encoding="utf-8")
    assert compiled.compile_glossary((read_layer(file, "a"),)).concepts == 5_001


def test_row_114_a_glossary_with_remarks_is_compiled_once_and_they_are_told_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "a.po").write_text(HEADER + entry("id: one"), encoding="utf-8")
    (folder / "proposals.po").write_text(HEADER + entry("id: two", zh="? 链主", flags="#, fuzzy\n"), encoding="utf-8")
    (told,) = compiled.compile_glossary((read_layer(folder, "glossary"),)).notes
    assert told.startswith("glossary/proposals.po: ")

    def refuse(*_: object) -> Addition:
        raise AssertionError("parsed a second time")

    monkeypatch.setattr(compiled, "read_above", refuse)
    assert compiled.compile_glossary((read_layer(folder, "glossary"),)).notes == (told,)
    assert compiled.compile_glossary((read_layer(folder, "../glossary"),)).notes == (f"../{told}",)  # from another folder


def test_row_113_an_import_with_a_value_that_is_none_keeps_it_as_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Chinese,English,Risk,Part of speech\n绿氢,green hydrogen,huge,gerund\n", encoding="utf-8")
    (tmp_path / "industry.po").write_text(HEADER + entry("id: x"), encoding="utf-8")
    done = import_file(tmp_path / "a.csv", AsTold(), None, str(tmp_path / "industry.po"))
    (made,) = done.imported.entries
    assert made.values("risk") == made.values("pos") == []
    assert "huge" in " ".join(made.values("note"))
    assert "gerund" in " ".join(made.values("note"))


def test_a_compiled_glossary_that_is_in_use_stays_while_others_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that each check asks for is not made anew because someone changed his own glossary often."""
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "own.po"

    def compile_one(number: int) -> set[Path]:
        path.write_text(entry(f"id: x{number}", zh="甲乙", en="first"), encoding="utf-8")
        compiled.compile_glossary((read_layer(path, "own.po"),))
        return set((tmp_path / "cache").glob("*.sqlite3"))

    (first,) = compile_one(0)
    for number in range(1, 30):
        os.utime(first, (1, 1))  # of all the one written longest ago
        compile_one(0)
        assert first in compile_one(number), number
