from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policy_glossary.cli.app import app
from policy_glossary.termbase.po import read_po
from tests.conftest import HEADER, entry

A = entry("id: alpha", "admitted: first", "deprecated: one x; two x", "definition: A.", zh="甲", en="alpha")
ODD = '#  id:  beta\n# note: odd   spacing\n#, fuzzy, no-wrap\nmsgctxt "industry"\nmsgid ""\n"乙"\nmsgstr ""\n"be"\n"ta"\n\n'
C = entry("id: gamma", "suspect: c x", zh="丙", en="gamma")


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "glossary").mkdir()
    path = tmp_path / "glossary" / "industry.po"
    path.write_bytes((HEADER + A + ODD + C).rstrip("\n").replace("\n", request.param).encode())
    monkeypatch.chdir(tmp_path)
    return path


def changed(file: Path, *arguments: str, code: int = 0) -> list[str]:
    """The lines that a command took away (-) and put in (+)."""
    before = file.read_bytes().decode()
    result = CliRunner().invoke(app, ["terms", *arguments])
    assert result.exit_code == code, result.output
    after = file.read_bytes().decode()
    assert ("\r" in before) == ("\r" in after)
    assert after.count("\r") in (0, after.count("\n"))
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_row_46_deprecate_changes_one_line(file: Path) -> None:
    assert changed(file, "deprecate", "alpha", "three x") == [
        "- # deprecated: one x; two x",
        "+ # deprecated: one x; two x; three x",
    ]


def test_deprecate_with_a_replacement_has_a_line_of_its_own(file: Path) -> None:
    assert changed(file, "deprecate", "甲", "three x", "--instead", "alphas") == ["+ # deprecated: three x => alphas"]


def test_deprecate_what_was_admitted_or_suspect(file: Path) -> None:
    assert changed(file, "deprecate", "gamma", "c x") == ["- # suspect: c x", "+ # deprecated: c x"]
    assert "- # admitted: first" in changed(file, "deprecate", "alpha", "first")


def test_deprecate_what_was_admitted_in_two_spellings_on_one_line(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"admitted: first", b"admitted: first-rate; second; first rate"))
    lines = changed(file, "deprecate", "alpha", "first rate")
    assert lines[:2] == ["- # admitted: first-rate; second; first rate", "+ # admitted: second"]


@pytest.mark.parametrize("command", [("lint", "--fix"), ("deprecate", "alpha", "three x"), ("approve", "beta")])
def test_row_2_a_file_in_utf_16_stays_one(file: Path, command: tuple[str, ...]) -> None:
    text = file.read_bytes().decode().replace("# admitted: first", "# admitted: first.")
    file.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    CliRunner().invoke(app, ["terms", *command])
    data = file.read_bytes()
    after = data[2:].decode("utf-16-le")
    assert data[:2] == b"\xff\xfe"
    assert after != text
    assert not read_po(after, "industry.po", None).faults


@pytest.mark.parametrize(
    "arguments",
    [
        ("deprecate", "alpha", "alpha"),
        ("deprecate", "alpha", "one x"),
        ("deprecate", "alpha", "…"),
        ("deprecate", "nobody", "x y"),
        ("approve", "alpha"),
        ("rename", "alpha", "alpha"),
        ("rename", "alpha", "new", "--old", "burnt"),
        ("rename", "beta", "new"),
        ("add", "--chinese", "甲", "--english", "other", "--domain", "industry"),
        ("add", "--chinese", "丁", "--english", "alpha", "--domain", "industry"),
        ("add", "--chinese", "丁", "--english", "delta", "--domain", "industri"),
        ("add", "--chinese", "丁", "--english", "delta", "--domain", "industry", "--id", "Not An Id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(file: Path, arguments: tuple[str, ...]) -> None:
    assert changed(file, *arguments, code=2) == []


def test_an_entry_that_takes_the_place_of_a_shipped_one_is_told(file: Path) -> None:
    """All renderings that the shipped entry lists are not looked for any more: nobody should learn that from a clean report."""

    def told(*arguments: str) -> str:
        return CliRunner().invoke(app, ["terms", *arguments]).stderr

    other = told("add", "--chinese", "链主", "--english", "chain captain", "--domain", "industry")
    assert 'takes the place of the shipped chain-leader = "chain leader"' in other
    assert "shipped" not in told("add", "--chinese", "未有之词", "--english", "brand-new word", "--domain", "industry")
    waits = told("add", "--chinese", "共同富裕", "--english", "riches for all", "--domain", "industry", "--proposal")
    assert 'the shipped common-prosperity = "common prosperity" counts until this is approved' in waits
    assert "takes the place of the shipped common-prosperity" in told("approve", "riches-for-all")
    (file.parent.parent / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    assert "shipped" not in told("add", "--chinese", "抓手", "--english", "lever", "--domain", "industry")


def test_a_new_domain_is_a_new_file_which_is_told(file: Path) -> None:
    arguments = ["terms", "add", "--chinese", "丁", "--english", "delta", "--domain", "water"]
    refused = CliRunner().invoke(app, arguments)
    assert refused.exit_code == 2
    assert "make an empty file" in refused.stderr
    (file.parent / "water.po").touch()
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert not read_po((file.parent / "water.po").read_text(encoding="utf-8"), "water.po", None).faults


def test_approve_takes_the_mark_of_a_proposal_off_and_leaves_other_flags(file: Path) -> None:
    assert changed(file, "approve", "beta") == ["- #, fuzzy, no-wrap", "+ #, no-wrap"]


def test_rename_keeps_the_old_term_as_admitted_or_deprecated(file: Path) -> None:
    assert changed(file, "rename", "alpha", "first") == [
        "- # admitted: first", "+ # admitted: alpha", '- msgstr "alpha"', '+ msgstr "first"',
    ]  # fmt: skip
    assert changed(file, "rename", "gamma", "new", "--old", "deprecated") == [
        "+ # deprecated: gamma", '- msgstr "gamma"', '+ msgstr "new"',
    ]  # fmt: skip


TESTED = entry(
    "id: chain-leader",
    "deprecated: chain master",
    "deprecated: lord of the chain => chain leader",
    "must-match: Two chain masters came. => Two chain leaders came.",
    "must-match: A lord of the chain came. => A chain leader came.",
    "must-match: 三家“链主”企业 => three chain leaders",
    "must-match: 链主来了 => A leading firm came.",
    "must-not: The chain leader of the choir sang.",
)


def hold(file: Path, text: str) -> None:
    """Let the file hold these entries, with the line ends that it has."""
    end = "\r\n" if b"\r" in file.read_bytes() else "\n"
    file.write_bytes((HEADER + text).replace("\n", end).encode())


@pytest.mark.parametrize(
    ("old", "also"),
    [
        ("admitted", {"+ # admitted: chain leader"}),
        (
            "deprecated",
            {
                "+ # deprecated: chain leader",
                "- # must-match: 三家“链主”企业 => three chain leaders",
                "+ # must-match: 三家“链主”企业 => three anchor firms",
            },
        ),
    ],
)
def test_a_new_term_stands_in_the_tests_and_in_what_is_to_be_written_instead(file: Path, old: str, also: set[str]) -> None:
    """Lines that hold stay as they are, and so do those that do not hold with the new term either; these are told."""
    hold(file, TESTED)
    assert set(changed(file, "rename", "chain-leader", "anchor firm", "--old", old)) == also | {
        "- # deprecated: lord of the chain => chain leader",
        "+ # deprecated: lord of the chain => anchor firm",
        "- # must-match: Two chain masters came. => Two chain leaders came.",
        "+ # must-match: Two chain masters came. => Two anchor firms came.",
        "- # must-match: A lord of the chain came. => A chain leader came.",
        "+ # must-match: A lord of the chain came. => An anchor firm came.",
        '- msgstr "chain leader"',
        '+ msgstr "anchor firm"',
    }


def test_tests_that_no_longer_hold_are_told(file: Path) -> None:
    hold(file, TESTED)
    result = CliRunner().invoke(app, ["terms", "rename", "chain-leader", "anchor firm", "--old", "deprecated"])
    assert "3 must-match lines say it now" in result.stdout
    assert [line.partition(": must-")[2] for line in result.stderr.splitlines() if ": must-" in line] == [
        'match: the English holds no accepted term; preferred: "anchor firm"',
        'not: "chain leader" is reported',
    ]


def test_several_terms_of_one_line_are_taken_out(file: Path) -> None:
    hold(file, entry("id: alpha", "admitted: One x; first; one X", en="alpha"))
    assert changed(file, "deprecate", "alpha", "one x") == [
        "- # admitted: One x; first; one X", "+ # admitted: first", "+ # deprecated: one x",
    ]  # fmt: skip


def test_add_puts_the_entry_where_its_id_belongs(file: Path) -> None:
    lines = changed(
        file,
        "add",
        "--zh",
        "丁",
        "--en",
        'an "odd" \\ thing',
        "--id",
        "b-odd",
        "--domain",
        "industry",
        "--deprecated",
        "x y; y z",
        "--proposal",
    )
    assert [line for line in lines if line != "+ "] == [
        "+ # id: b-odd", "+ # deprecated: x y; y z", "+ #, fuzzy", '+ msgctxt "industry"', '+ msgid "丁"',
        '+ msgstr "an \\"odd\\" \\\\ thing"',
    ]  # fmt: skip
    text = file.read_bytes().decode()
    assert text.index("id: alpha") < text.index("id: b-odd") < text.index("beta")


def test_add_at_the_end_of_a_file_without_a_last_line_end(file: Path) -> None:
    assert changed(file, "add", "--zh", "丁", "--en", "zeta thing", "--domain", "industry")[-3:] == [
        '+ msgctxt "industry"', '+ msgid "丁"', '+ msgstr "zeta thing"',
    ]  # fmt: skip
    assert [c.id for c in read_po(file.read_text(encoding="utf-8"), "", None).concepts] == ["alpha", "beta", "gamma", "zeta-thing"]


def test_an_edit_tells_what_is_doubtful_now(file: Path) -> None:
    result = CliRunner().invoke(app, ["terms", "deprecate", "gamma", "first"])
    assert "contradiction" in result.output
    assert "alpha at" in result.output


def test_without_a_glossary_of_ones_own_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["terms", "approve", "chain-leader"])
    assert result.exit_code == 2
    assert "--glossary" in result.output
