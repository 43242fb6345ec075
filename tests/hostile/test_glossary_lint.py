"""Glossaries that contradict themselves or cannot work: `glossary terms lint` names the line, and mends what needs no choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_glossary.engine.desk import format_files, lint, mend
from policy_glossary.model.finding import Severity
from policy_glossary.model.lint import LintFinding
from policy_glossary.termbase.po import read_po
from tests.conftest import HEADER, entry


def folder_with(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "terms"
    folder.mkdir()
    (folder / "industry.po").write_bytes((HEADER + text).encode())
    return folder


def found(tmp_path: Path, text: str, code: str) -> list[LintFinding]:
    return [f for f in lint([folder_with(tmp_path, text)]).findings if f.code == code]


def line_of(text: str, needle: str) -> int:
    whole = HEADER + text
    return whole[: whole.index(needle)].count("\n") + 1


A, B = ("链主", "chain leader"), ("抓手", "focus of work")
TWO = (
    entry("id: a", "deprecated: focus of work", zh=A[0], en=A[1])
    + entry("id: b", zh=B[0], en=B[1])
)  # fmt: skip
CYCLE = (
    entry("id: a", "deprecated: chain master => chain lord", zh=A[0], en=A[1])
    + entry("id: b", "deprecated: chain lord => chain master", zh=B[0], en=B[1])
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "text", "code", "needle", "told"),
    [
        (103, TWO, "contradiction", "# deprecated: focus", "preferred in b at"),
        (103, entry("id: a", "admitted: chief", "deprecated: chief"), "two-roles", "# deprecated", "both admitted and deprecated"),
        (104, CYCLE, "cycle", "# deprecated: chain master", "circle"),
        (104, entry("id: a", "deprecated: chain boss => chain boss"), "cycle", "# deprecated", "by itself"),
        (104, entry("id: a", "deprecated: x boss => y boss", "deprecated: y boss"), "replaced-by-bad", "# deprecated: x", "y boss"),
        (105, entry("id: a", "deprecated: leader"), "inside-own", "# deprecated", "stands inside"),
        (106, entry("id: a", zh="链"), "short", 'msgid "链', "single character"),
        (106, entry("id: a", "deprecated: x"), "short", "# deprecated", "too short"),
        (106, entry("id: a", "admitted: 4 + 4"), "short", "# admitted", "no letter"),
        (107, entry("id: a", "deprecated: chain boss；chain lord"), "separator", "# deprecated", "separates no terms"),
        (107, entry("id: a", "zh-variants: 链主企业；产业链链主"), "separator", "# zh-variants", "separates no terms"),
        (107, entry("id: a", "deprecated: chain  master"), "blanks", "# deprecated", "stray blanks"),
        (107, entry("id: a", "deprecated: chain\u00a0master"), "blanks", "# deprecated", "stray blanks"),
        (107, entry("id: a", en="chain leader "), "blanks", 'msgstr "chain', "stray blanks in the msgstr"),
        (107, entry("id: a", "deprecated: chain master."), "end-mark", "# deprecated", 'ends in "."'),
        (108, entry("id: a", "deprecated: chain .* master"), "pattern", "# deprecated", "looks like a pattern"),
        (108, entry("id: a", "deprecated: chain master(s)"), "pattern", "# deprecated", "word for word"),
        (109, entry("id: a", "deprecated: (a+a+)+$"), "pattern", "# deprecated", "word for word"),
        (110, entry("id: a", zh="链主") + entry("id: b", zh="鏈主", en="other"), "same-chinese", 'msgid "鏈主', "a at"),
        (110, entry("id: a", zh="5G网") + entry("id: b", zh="５Ｇ网", en="other"), "same-chinese", 'msgid "５', "width"),
        (111, entry("id: a", en=""), "incomplete", 'msgstr ""\n\n', "no English yet"),
        (48, entry("id: a", "depreciated: chain master"), "unknown-key", "# depreciated", 'did you mean "deprecated"?'),
        (0, entry("id: a", "risk: high", "suspect: chain boss"), "unguarded", "# risk", "add exempt, when or unless"),
        (0, entry("id: a", "admitted: chief; chief"), "listed-twice", "# admitted", "listed twice"),
    ],
)  # fmt: skip
def test_row_of_the_list_of_bad_inputs_is_found_at_its_line(
    row: int, text: str, code: str, needle: str, told: str, tmp_path: Path
) -> None:
    (finding,) = found(tmp_path, text, code)[:1]
    assert told in finding.message
    assert finding.line == line_of(text, needle)
    assert Path(finding.file).name == "industry.po"


@pytest.mark.parametrize(
    "text",
    [
        entry("id: a", "deprecated: C++ code; A/B test; .NET shop; the U.S."),  # row 108: taken word for word, and found
        entry("id: a", "when: 2013; 5G", "suspect: chain owner", "risk: medium"),
        entry("id: a", "admitted: chiefs and so on, etc."),
        entry("id: a", "deprecated: chain master => chain chief; chain owner => chain chief"),
        entry("id: a", "admitted: chain head", "exempt: hotel chain owner"),
    ],
)
def test_what_is_sound_is_left_in_peace(text: str, tmp_path: Path) -> None:
    linted = lint([folder_with(tmp_path, text)])
    assert [str(f) for f in linted.findings if f.severity.rank > Severity.INFO.rank] == []
    assert not linted.failed


def test_row_104_a_longer_circle_is_told_at_each_of_its_lines(tmp_path: Path) -> None:
    text = entry("id: a", "deprecated: one x => two x", "deprecated: two x => three x", "deprecated: three x => one x")
    assert [f.line for f in found(tmp_path, text, "cycle")] == [
        line_of(text, f"# deprecated: {n} x") for n in ("one", "two", "three")
    ]


def test_an_entry_that_cannot_be_read_is_a_fault_and_its_neighbours_are_looked_at(tmp_path: Path) -> None:
    text = entry("id: a", zh="甲").replace('"chain leader"', '"chain leader') + entry("id: b", "deprecated: chain master.", zh="乙")
    linted = lint([folder_with(tmp_path, text)])
    assert [fault.line for fault in linted.faults] == [line_of(text, 'msgstr "chain')]
    assert [f.concept for f in linted.findings if f.code == "end-mark"] == ["b"]


def test_row_46_mending_touches_only_the_lines_with_a_fix(tmp_path: Path) -> None:
    bad = entry("id: a", "depreciated: chain master.", "admitted: chief;chief", "note:  as it   is", zh="甲")
    good = '#  odd spacing: no\n#, fuzzy\nmsgctxt "industry"\nmsgid ""\n"乙"\nmsgstr ""\n"other"\n'
    folder = folder_with(tmp_path, (bad + "# id: b\n" + good.split("\n", 1)[1]).replace("\n", "\r\n"))
    before = (folder / "industry.po").read_bytes()
    assert mend([folder]) >= 3
    after = (folder / "industry.po").read_bytes()
    assert after.endswith(before[before.index(b"# id: b") :])
    assert after.startswith(HEADER.encode()[:20])
    assert b"# deprecated: chain master\r\n# admitted: chief\r\n" in after
    assert mend([folder]) == 0


def test_dead_sources_are_told_in_their_own_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, entry("id: a", "source: used"))
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "sources.toml").write_text('[used]\ntitle = "U"\n\n[dead]\ntitle = "D"\n', encoding="utf-8")
    (finding,) = [f for f in lint([folder]).findings if f.code == "dead-source"]
    assert (Path(finding.file).name, finding.line) == ("sources.toml", 4)


MESSY = (
    "#, fuzzy\n# note: b\n#   deprecated:chain master =>  chain chief ;chain lord\n# admitted: chief\n# admitted: head; chief\n# id: z\n"
    'msgctxt "industry"\nmsgid ""\n"链"\n"主"\nmsgstr "chain leader"\n\n\n\n'
    '# id: a\nmsgctxt "industry"\nmsgid "甲"\nmsgstr "a \\"b\\""\n\n#~ msgid "old"\n#~ msgstr "gone"\n'
)
TIDY = (
    '# id: a\nmsgctxt "industry"\nmsgid "甲"\nmsgstr "a \\"b\\""\n\n'
    '# id: z\n# admitted: chief; head\n# deprecated: chain master => chain chief\n# deprecated: chain lord\n# note: b\n#, fuzzy\n'
    'msgctxt "industry"\nmsgid "链主"\nmsgstr "chain leader"\n\n#~ msgid "old"\n#~ msgstr "gone"\n'
)  # fmt: skip


@pytest.mark.parametrize("messy", [MESSY, MESSY.replace("\n", "\r\n"), TIDY])
def test_one_canonical_form(messy: str, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, messy)
    assert format_files([folder], check=True).changed == (() if messy == TIDY else (str(folder / "industry.po"),))
    format_files([folder], check=False)
    assert (folder / "industry.po").read_bytes().decode() == HEADER + TIDY
    said = [c._replace(line=0, file="") for c in read_po(HEADER + messy, "", None).concepts]
    assert sorted(c._replace(line=0, file="") for c in read_po(HEADER + TIDY, "", None).concepts) == sorted(said)


def test_a_file_with_a_fault_is_not_formatted(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, entry("id: z") + entry("id: a", "nonsense", zh="甲"))
    before = (folder / "industry.po").read_bytes()
    done = format_files([folder], check=False)
    assert "not formatted" in str(done.faults[0])
    assert (folder / "industry.po").read_bytes() == before


def test_a_character_that_simplified_chinese_keeps_is_not_called_traditional(tmp_path: Path) -> None:
    text = entry("id: results", zh="成效显著", en="remarkable results") + entry(
        "id: cluster", zh="產業集群", en="industrial cluster"
    )
    assert [f.concept for f in found(tmp_path, text, "traditional")] == ["cluster"]
