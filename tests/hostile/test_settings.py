"""Bad settings, packs and suppressions of RELIABILITY, by row: one line with the file, the line and the key."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Run, entry

GOOD = "The chain master loves synergy.\n"
PACK = """
[[rule]]
code = "OWN001"
name = "no-synergy"
mqm = "style"
severity = "warning"
summary = "No synergy."
reason = "House style."
pattern = '\\bsynergy\\b'
message = 'Not "{0}".'
bad = ["They praised [[synergy]].", "[[Synergy]] grew."]
good = ["They praised work.", "Synergetics is a field."]
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def told(run: Run, *arguments: str) -> list[str]:
    """What a check says that ends with 2, in lines."""
    done = run("check", *(arguments or ("a.txt",)))
    assert done.returncode == 2, done.stderr
    lines = done.stderr.decode().splitlines()
    assert not any("Traceback" in line or "bug of ours" in line for line in lines)
    return [line.removeprefix("glossary: ") for line in lines if not line.startswith("glossary: note:")]


@pytest.mark.parametrize(
    ("row", "settings", "line"),
    [
        (131, "shiped-glossary = true", 'glossary.toml:2: unknown setting "shiped-glossary" (did you mean "shipped-glossary"?)'),
        (
            131,
            "score = { warnings = 1 }",
            'glossary.toml:2: a name in "score" must be one of info, suggestion, warning, error, not "warnings"',
        ),
        (
            131,
            'fail-on = "warnng"',
            'glossary.toml:2: "fail-on" must be one of info, suggestion, warning, error, not "warnng" (did you mean "warning"?)',
        ),
        (
            131,
            '[[per-path]]\npaths = ["x"]\nexclude = ["y"]',
            'glossary.toml:4: unknown setting "exclude" (it holds for all files: put it before the first [[per-path]])',
        ),
        (131, 'disable = ["TERMS"]', 'glossary.toml:2: "TERMS" is no rule and no concept (did you mean "TERM"?)'),
        (
            131,
            'disable = [\n  "STY",\n]\n[[per-path]]\npaths = ["x"]\ndisable = ["chain-leadr"]',
            'glossary.toml:7: "chain-leadr" is no rule and no concept (did you mean "chain-leader"?)',
        ),
        (131, 'severity = { SEG01 = "info" }', 'glossary.toml:2: "SEG01" is no rule and no concept (did you mean "SEG010"?)'),
        (
            131,
            'enable = ["posible-variant"]',
            'glossary.toml:2: "enable" names no rule: posible-variant (did you mean "possible-variant"?)',
        ),
        (132, 'genre = ["policy"]', 'glossary.toml:2: "genre" must be one of auto, policy, other, not a list'),
        (132, "min-score = 101", 'glossary.toml:2: "min-score" must be a number from 0 to 100, not 101'),
        (132, "min-score = nan", 'glossary.toml:2: "min-score" must be a number from 0 to 100, not nan'),
        (132, "min-score = true", 'glossary.toml:2: "min-score" must be a number from 0 to 100, not true'),
        (132, f"min-score = 0x{'f' * 5000}", 'glossary.toml:2: "min-score" must be a number from 0 to 100, not a huge number'),
        (132, "min-score = 1979-05-27", 'glossary.toml:2: "min-score" must be a number from 0 to 100, not 1979-05-27'),
        (132, "[score]\nwarning = -1", 'glossary.toml:3: "score" of "warning" must be a number from 0 to 1000, not -1'),
        (
            132,
            'encoding = "klingon"',
            'glossary.toml:2: "encoding" must be the name of an encoding, not "klingon" (for example: gb18030, big5, utf-16)',
        ),
        (
            132,
            'encoding = "hex"',
            'glossary.toml:2: "encoding" must be the name of an encoding, not "hex" (for example: gb18030, big5, utf-16)',
        ),
        (
            132,
            "exclude = [1]",
            'glossary.toml:2: "exclude" must be a list of texts that are not empty, not a list that holds something else',
        ),
        (132, 'exclude = "x"', 'glossary.toml:2: "exclude" must be a list of texts that are not empty, not "x"'),
        (132, "severity = 3", 'glossary.toml:2: "severity" must be a table of names and words, not 3'),
        (132, "[per-path]\npaths = []", 'glossary.toml:2: "per-path" must be a list of tables, not a table'),
        (132, "[[per-path]]\npaths = []", 'glossary.toml:2: every [[per-path]] needs paths, for example ["drafts/*"]'),
        (132, "per-path = [1]", 'glossary.toml:2: every [[per-path]] needs paths, for example ["drafts/*"]'),
        (
            132,
            '[[per-path]]\npaths = ["a"]\n[[per-path]]\ngenre = "policy"',
            'glossary.toml:4: every [[per-path]] needs paths, for example ["drafts/*"]',
        ),
        (132, "a = 1\na = 2", "glossary.toml:3: is not valid TOML: Cannot overwrite a value"),
        (132, f"min-score = {'9' * 5000}", "glossary.toml: is not valid TOML: Exceeds the limit"),
        (132, f"exclude = {'[' * 5000}", "glossary.toml: is nested too deeply"),
        (132, '"\\u001b[31m" = 1', 'glossary.toml:2: unknown setting "\\u001b[31m"'),
    ],
)
def test_settings_that_cannot_be_followed(run: Run, project: Path, row: int, settings: str, line: str) -> None:
    (project / "glossary.toml").write_text(f"shipped-glossary = false\n{settings}\n", encoding="utf-8")
    (only,) = told(run)
    assert only.startswith(line)


def test_row_132_a_key_of_pyproject_has_its_line_there(run: Run, project: Path) -> None:
    text = '[project]\nname = "x"\ndescription = """\n[tool.glossary]\nmin-score = 1\n"""\n\n[tool.glossary]\nfail-on = 3\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    assert told(run) == ['pyproject.toml:9: "fail-on" must be one of info, suggestion, warning, error, not 3']


def test_row_132_settings_that_are_no_text_or_too_large(run: Run, project: Path) -> None:
    (project / "glossary.toml").write_bytes(b'a = "\xff"')
    assert "glossary.toml: is not valid UTF-8 at byte 5" in told(run)[0]
    (project / "glossary.toml").write_bytes(b"# long\n" * 200_000)
    assert told(run)[0].startswith("glossary.toml: is larger than 1 MB")


def test_row_131_a_rule_that_is_selected_and_does_not_exist(run: Run) -> None:
    assert told(run, "a.txt", "--select", "TERM", "--select", "STY999")[-1].startswith('no rule is called "STY999"')


def test_row_133_of_two_settings_files_one_counts_and_show_says_which(run: Run, project: Path) -> None:
    (project / "glossary.toml").write_text('shipped-glossary = false\nfail-on = "error"\n', encoding="utf-8")
    (project / "pyproject.toml").write_text('[tool.glossary]\nfail-on = "info"\n', encoding="utf-8")
    (project / "sub").mkdir()
    (project / "sub" / "a.txt").write_text(GOOD, encoding="utf-8")
    (project / "sub" / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert run("check", "a.txt", "sub/a.txt").returncode == 0
    done = run("config", "show", "sub/a.txt")
    assert b'fail-on = "error"' in done.stdout
    assert b"# glossary.toml:2" in done.stdout
    assert done.stderr == b"glossary: note: pyproject.toml: [tool.glossary] is not read, because glossary.toml lies beside it\n"
    (project / "sub" / "glossary.toml").write_text('glossary = ["../glossary"]\nshipped-glossary = false\n', encoding="utf-8")
    assert run("check", "sub/a.txt").returncode == 1  # the nearest file alone


@pytest.mark.parametrize("settings", ['exclude = ["*"]', 'exclude = ["a.txt", "/glossary"]'])
def test_row_134_settings_that_exclude_every_file(run: Run, project: Path, settings: str) -> None:
    (project / "glossary.toml").write_text(f"{settings}\n", encoding="utf-8")
    (line,) = told(run, ".")
    assert line.startswith(".: all that could be read in it is excluded (by ")
    assert "exclude of glossary.toml" in line
    done = run("check", "a.txt", "--force-exclude")  # as pre-commit calls it: a file that is passed over is no fault
    assert done.returncode == 0
    assert b"note: a.txt: passed over" in done.stderr


def test_row_134_settings_that_exclude_every_rule(run: Run, project: Path) -> None:
    families = sorted({line.split()[0][:-3] for line in run("rules").stdout.decode().splitlines()})
    (project / "glossary.toml").write_text(f"shipped-glossary = false\ndisable = {json.dumps(families)}\n", encoding="utf-8")
    assert told(run) == ["glossary.toml:2: the settings switch off every rule (there is nothing left to check with)"]
    (project / "glossary.toml").write_text('shipped-glossary = false\ndisable = ["TERM"]\n', encoding="utf-8")
    assert run("check", "a.txt").returncode == 0
    assert "switch off every rule" in told(run, "a.txt", "--select", "TERM")[0]


@pytest.mark.parametrize(
    ("row", "pack", "line"),
    [
        (135, PACK.replace("[[rule]]", "[[rule]"), "own.toml:2: is not valid TOML"),
        (135, PACK.replace('"OWN001"', '"TERM001"'), "two rules share a code or a name: TERM001"),
        (135, PACK.replace('"no-synergy"', '"listed-rendering"'), "two rules share a code or a name: TERM001"),
        (135, PACK + 'patern = "x"\n', 'own.toml: OWN001: unknown field "patern" (did you mean "pattern"?)'),
        (135, PACK + "gate = 1\n", 'own.toml: OWN001: "gate" must be a true or false'),
        (135, PACK + "unless = [1]\n", 'own.toml: OWN001: "unless" and "good" hold texts'),
        (135, PACK.replace('"{0}"', "{1}"), "own.toml: OWN001: the message quotes {1}, which the pattern has not"),
        (135, PACK.replace('"{0}"', "{0:>999999999}"), "own.toml: OWN001: the message quotes {0}"),
        (135, PACK.replace('"{0}"', "{"), "own.toml: OWN001: the message: "),
        (135, PACK + "replace = '\\3'\n", "own.toml: OWN001: the replacement quotes a group"),
        (135, "rule = 3\n", 'own.toml: "rule" must be written as [[rule]]'),
        (135, "words = 3\n", 'own.toml: "words" must be written as [words]'),
        (135, "[words]\nA = 1\n", 'own.toml: the word list "A" must be one text'),
        (135, "rule = [1]\n", "own.toml: every rule must be a table"),
        (136, PACK.replace("good = ", "good = []\n# "), "own.toml: OWN001: has no examples"),
        (136, PACK.replace("bad = ", "# "), "own.toml: OWN001: has no examples"),
    ],
)
def test_a_broken_pack_is_a_fault_and_the_other_rules_run(run: Run, project: Path, row: int, pack: str, line: str) -> None:
    (project / "glossary.toml").write_text('shipped-glossary = false\npacks = ["own.toml"]\n', encoding="utf-8")
    (project / "own.toml").write_text(pack, encoding="utf-8")
    (only,) = told(run)
    assert only.startswith(line)
    assert b"chain leader" in run("check", "a.txt").stdout
    assert b"chain leader" in run("check", "a.txt", "--format", "sarif").stdout
    assert run("rules", "test", "own.toml").returncode in (1, 2)


def test_row_135_a_report_goes_on_without_a_pack_that_is_missing(run: Run, project: Path) -> None:
    (project / "glossary.toml").write_text('shipped-glossary = false\npacks = ["own.toml"]\n', encoding="utf-8")
    done = run("report", "a.txt")
    assert done.returncode == 2
    assert done.stderr == b"glossary: own.toml: no such file or folder\n"
    assert b"1 document:" in done.stdout


def test_row_136_failing_examples_are_refused_by_rules_test(run: Run, project: Path) -> None:
    (project / "own.toml").write_text(PACK.replace("They praised work.", "They praised synergy."), encoding="utf-8")
    assert run("rules", "test", "own.toml").returncode == 1


def _broken(project: Path, body: str) -> str:
    """A search path on which OWN-made trouble replaces the check of STY001."""
    (project / "sitecustomize.py").write_text(
        "import policy_glossary.engine.ruleset as ruleset\n"
        "from policy_glossary.engine.packs import load_rules\n"
        "from policy_glossary.model.text import Span\n\n"
        f"def broken(rule): return lambda facts: {body}\n\n"
        "def rules(packs, faults):\n"
        "    return tuple(r._replace(check=broken(r), needs=type(r.needs)(), gated=False) if r.code == 'STY001' else r for r in load_rules(packs))\n\n"
        "ruleset.all_checks = rules\n",
        encoding="utf-8",
    )
    return os.pathsep.join(filter(None, (str(project), os.environ.get("PYTHONPATH"))))


@pytest.mark.parametrize(
    ("row", "body", "line"),
    [
        (137, "1 // 0", "a.txt: a bug of ours: the rule STY001 broke: ZeroDivisionError"),
        (138, "[rule.finding(Span(0, 10**6), 'x')]", "a.txt: a bug of ours: the rule STY001 pointed outside of the text"),
        (138, "[rule.finding(Span(5, 2), 'x')]", "a.txt: a bug of ours: the rule STY001 pointed outside of the text"),
    ],
)
def test_a_rule_that_breaks_is_told_and_the_others_go_on(run: Run, project: Path, row: int, body: str, line: str) -> None:
    done = run("check", "--no-shipped", "--no-cache", "a.txt", PYTHONPATH=_broken(project, body))
    assert done.returncode == 3
    assert done.stderr.decode().startswith(f"glossary: {line}")
    assert b"chain leader" in done.stdout


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("ignore TERM001", "a.md:3: this comment suppresses nothing"),
        ("ignore TERM099 our usage", "a.md:3: TERM099: no such rule runs here"),
        ("ignore term099 our usage", "a.md:3: TERM099: no such rule runs here"),
        ("ignore TERM01 our usage", "a.md:3: TERM01 (did you mean TERM001?): no such rule runs here"),
        ("ignore trem001", "a.md:3: TREM001 (did you mean TERM001?): no such rule runs here"),
        ("ignore TERM001 COVID19 as agreed", "a.md:3: this comment suppresses nothing"),
    ],
)
def test_row_144_a_comment_that_suppresses_nothing(run: Run, project: Path, words: str, line: str) -> None:
    (project / "a.md").write_text(f"The chain master spoke.\n\n<!-- glossary: {words} -->\nThe river rose.\n", encoding="utf-8")
    done = run("check", "a.md", "--format", "jsonl", "--select", "TERM")
    assert done.stderr.decode().splitlines() == [f"glossary: note: {line}"]
    assert len(done.stdout.splitlines()) == 1


def test_row_144_half_a_code_puts_nothing_aside(run: Run, project: Path) -> None:
    """Taken for a word of the reason, it would leave a comment that puts everything aside."""
    (project / "a.md").write_text("<!-- glossary: ignore term01 -->\nThe chain master spoke.\n", encoding="utf-8")
    done = run("check", "a.md")
    assert done.returncode == 1
    assert b"a.md:1: TERM01 (did you mean TERM001?): no such rule runs here" in done.stderr


def test_row_144_a_code_in_small_letters_is_that_code_and_not_everything(run: Run, project: Path) -> None:
    (project / "a.md").write_text("<!-- glossary: ignore sty001 -->\nThe chain master spoke.\n", encoding="utf-8")
    assert run("check", "a.md").returncode == 1
    (project / "a.md").write_text("<!-- glossary: ignore term001 -->\nThe chain master spoke.\n", encoding="utf-8")
    assert run("check", "a.md").returncode == 0


def test_bad_patterns_are_told_with_their_line(run: Run, project: Path) -> None:
    (project / ".git").mkdir()
    (project / ".glossaryignore").write_text("# fine\n!\n", encoding="utf-8")
    assert '.glossaryignore:2: "!" is no pattern (patterns are written as in .gitignore)' in told(run, ".")
    (project / ".glossaryignore").write_bytes(b"a\xff")
    assert any(".glossaryignore: is not valid" in line for line in told(run, "."))
    (project / ".glossaryignore").unlink()
    (project / ".gitignore").write_text("!\n", encoding="utf-8")  # git itself says nothing of it
    done = run("check", ".")
    assert done.returncode == 1
    assert b"glossary: note: .gitignore:1: " in done.stderr


def test_patterns_that_would_stall_other_engines_end_at_once(run: Run, project: Path) -> None:
    (project / ".glossaryignore").write_text(f"{'*a' * 60}b\n{'**/' * 200}x\n", encoding="utf-8")
    (project / ("a" * 200 + ".txt")).write_text(GOOD, encoding="utf-8")
    assert run("check", ".").returncode == 1
