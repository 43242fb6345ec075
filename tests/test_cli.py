"""The command as its users meet it: exit codes, formats, what is printed where."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from policy_glossary.reports.terminal import columns
from tests.conftest import ROOT, Run, entry

SCHEMA = json.loads((ROOT / "src/policy_glossary/reports/report.schema.json").read_text(encoding="utf-8"))


def with_path(folder: Path) -> str:
    """A search path for modules on which a folder comes first."""
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    po = entry("id: chain-leader", "deprecated: chain master", "definition: The firm that leads a chain.", "source: Report 2024")
    po += entry("id: soft", "suspect: main force", zh="主力军", en="mainstay")
    (tmp_path / "glossary" / "a.po").write_text(po, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.glossary]\nshipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes("Über 😀 two “chain masters” met.\n".encode())
    (tmp_path / "soft.txt").write_bytes(b"It is the main force.\n")
    (tmp_path / "clean.txt").write_bytes(b"Nothing to see.\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.txt"], 0),
        (["soft.txt"], 0),
        (["soft.txt", "--fail-on", "info"], 1),
        (["bad.txt"], 1),
        (["bad.txt", "--fail-on", "error"], 0),
        (["bad.txt", "missing.txt"], 2),
        (["bad.txt", "--glossary", "nowhere"], 2),
        (["bad.txt", "--format", "pdf"], 2),
        (["bad.txt", "--fail-on", "awful"], 2),
        (["bad.txt", "--nonsense"], 2),
        ([], 2),
    ],
)
def test_exit_codes(run: Run, arguments: list[str], code: int) -> None:
    done = run("check", *arguments)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_broken_glossary_is_a_fault_and_the_rest_of_it_still_checks(run: Run, project: Path) -> None:
    with (project / "glossary" / "a.po").open("a", encoding="utf-8") as file:
        file.write('# id: broken\nmsgid "坏"\nmsgstr "broken\n')
    done = run("check", "bad.txt")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("glossary: glossary/a.po:17: a quotation mark is not closed")
    assert b"chain leaders" in done.stdout


def test_the_editors_view(run: Run) -> None:
    lines = run("check", "bad.txt").stdout.decode().splitlines()
    assert lines[:5] == [
        "bad.txt:1:13  warning  链主  chain-leader",
        "    Über 😀 two “chain masters” met.",
        "                 ^^^^^^^^^^^^^",
        "    write: chain leaders",
        "    The firm that leads a chain. Source: Report 2024.",
    ]
    assert lines[-1] == "1 file, 5 words read: 1 finding (1 warning); MQM score 0"


def test_the_mark_stands_under_the_words_behind_accents_written_apart_and_wide_characters() -> None:
    assert columns("Cafe\u0301 数据 “a”") == len("Cafe ") + 2 * len("数据") + len(" “a”")


def test_a_deletion_is_said_in_words(run: Run, project: Path) -> None:
    (project / "page.txt").write_bytes(b"Prices rose.\n\nPost a Comment\n")
    shown = run("check", "page.txt").stdout.decode()
    assert "RES001  page-furniture" in shown
    assert "delete these words" in shown


def test_a_concept_is_explained_once_in_each_file(run: Run, project: Path) -> None:
    (project / "two.txt").write_bytes(b"A chain master.\n\nA chain master.\n")
    shown = run("check", "two.txt").stdout
    assert shown.count(b"The firm that leads a chain.") == 1


def test_colours_only_where_asked_for_or_on_a_terminal(run: Run) -> None:
    assert b"\x1b[" not in run("check", "bad.txt").stdout
    assert b"\x1b[33m" in run("check", "--colour", "bad.txt").stdout


def test_json_lines(run: Run) -> None:
    (line,) = run("check", "--format", "jsonl", "bad.txt").stdout.decode().splitlines()
    record = json.loads(line)
    jsonschema.validate(
        record,
        {**SCHEMA, "$ref": "#/$defs/finding", "type": "object", "required": [], "properties": {}, "additionalProperties": True},
    )
    text = "Über 😀 two “chain masters” met.\n"
    assert text[record["start"] : record["end"]] == "chain masters"
    expected = {"file": "bad.txt", "line": 1, "column": 13, "rule": "TERM001", "severity": "warning", "mqm": "terminology"}
    assert expected.items() <= record.items()
    assert record["concept"] == "chain-leader"
    assert record["suggestion"] == "chain leaders"


def test_the_json_report_follows_its_schema(run: Run) -> None:
    done = run("check", "--format", "json", "bad.txt", "soft.txt", "clean.txt", "missing.txt")
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    assert [(f["file"], f["words"], f["findings"]) for f in report["files"]] == [
        ("bad.txt", 5, 1),
        ("soft.txt", 5, 1),
        ("clean.txt", 3, 0),
    ]
    assert report["faults"][0]["file"] == "missing.txt"


def test_severities_below_the_minimum_are_left_out(run: Run) -> None:
    assert run("check", "--min-severity", "warning", "--format", "jsonl", "soft.txt").stdout == b""


def test_a_projects_glossary_extends_or_replaces_the_shipped_one(run: Run, project: Path) -> None:
    (project / "shipped.txt").write_bytes(b"They hold the four beams and eight pillars, said the chain master.\n")

    def concepts() -> list[str]:
        done = run("check", "--format", "jsonl", "shipped.txt")
        assert done.returncode == 1, done.stderr
        return [json.loads(line)["concept"] for line in done.stdout.decode().splitlines()]

    assert concepts() == ["chain-leader"]
    (project / "pyproject.toml").write_text("[tool.glossary]\n", encoding="utf-8")
    assert len(concepts()) == 2
    done = run("check", "--no-shipped", "--format", "jsonl", "shipped.txt")
    assert len(done.stdout.splitlines()) == 1


def test_a_projects_entry_replaces_the_shipped_one_for_the_same_chinese(run: Run, project: Path) -> None:
    (project / "glossary" / "a.po").write_text(entry("id: ours", "admitted: chain master", en="chain captain"), encoding="utf-8")
    (project / "pyproject.toml").unlink()
    assert run("check", "bad.txt").returncode == 0


def test_where_nothing_was_read_nothing_is_called_clean(run: Run) -> None:
    assert run("check", "missing.txt").stdout == b"nothing was read\n"


def test_a_projects_proposal_replaces_no_settled_entry(run: Run, project: Path) -> None:
    """A client's list that was imported must not silence the shipped glossary before somebody approved it."""
    proposal = entry("id: ours", "admitted: chain master", en="chain captain", flags="#, fuzzy\n")
    (project / "glossary" / "a.po").write_text(proposal, encoding="utf-8")
    (project / "pyproject.toml").unlink()
    done = run("check", "bad.txt")
    assert done.returncode == 1
    assert b"glossary/a.po: proposals that wait, because another glossary has settled the concept: 1" in done.stderr


def test_a_changed_glossary_counts_at_once(run: Run, project: Path) -> None:
    assert run("check", "bad.txt").returncode == 1
    (project / "glossary" / "a.po").write_text(entry("id: chain-leader", "admitted: chain master"), encoding="utf-8")
    assert run("check", "bad.txt").returncode == 0


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[tool.glossary]\nshiped-glossary = true\n", 'did you mean "shipped-glossary"?'),
        ("[tool.glossary]\nshipped-glossary = 1\n", "must be true or false"),
        ('[tool.glossary]\nglossary = "x"\n', "must be a list"),
        ('[tool.glossary]\nglossary = ["x"]\n', "no such glossary"),
        ("[tool.glossary\n", "not valid TOML"),
    ],
)
def test_settings_that_cannot_be_followed(run: Run, project: Path, settings: str, told: str) -> None:
    (project / "pyproject.toml").write_text(settings, encoding="utf-8")
    done = run("check", "bad.txt")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert told in line


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_is_130_and_says_so_in_a_line(project: Path, cache: Path) -> None:
    environment = {**os.environ, "GLOSSARY_CACHE_DIR": str(cache)}
    process = subprocess.Popen(
        [sys.executable, "-m", "policy_glossary", "check", "-"],
        cwd=project,
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a job in the background ignores interrupts
    )
    time.sleep(1.5)  # it waits for standard input
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert len(told.splitlines()) <= 1


def test_our_own_bug_is_3_and_one_line(run: Run, project: Path) -> None:
    (project / "sitecustomize.py").write_text(
        "import policy_glossary.engine.check as check\n\ndef broken(*_): raise RuntimeError('boom\\nmore')\n\ncheck.check_document = broken\n",
        encoding="utf-8",
    )
    done = run("check", "--no-cache", "bad.txt", PYTHONPATH=with_path(project))
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        "glossary: a bug of ours, not of your text: RuntimeError: boom more (GLOSSARY_DEBUG=1 shows where)"
    ]


def test_a_rule_that_breaks_is_a_fault_of_ours_and_the_others_go_on(run: Run, project: Path) -> None:
    (project / "sitecustomize.py").write_text(
        "import policy_glossary.engine.ruleset as ruleset\n"
        "from policy_glossary.engine.packs import load_rules\n\n"
        "def broken(facts): raise ValueError('boom')\n\n"
        "def rules(packs, faults): return tuple(r._replace(check=broken, needs=type(r.needs)(), gated=False) if r.code == 'STY001' else r for r in load_rules(packs))\n\n"
        "ruleset.all_checks = rules\n",
        encoding="utf-8",
    )
    done = run("check", "--no-cache", "bad.txt", PYTHONPATH=with_path(project))
    assert done.returncode == 3
    assert b"the rule STY001 broke: ValueError: boom" in done.stderr
    assert b"chain leaders" in done.stdout


def test_an_optional_rule_runs_only_where_it_is_asked_for(run: Run, project: Path) -> None:
    text = 'The "owners of the dyke" met in May. In June the "masters of the dyke" paid for the sluice.\n'
    (project / "variants.txt").write_text(text, encoding="utf-8")
    assert b"CON002" not in run("check", "variants.txt").stdout
    assert b"CON002" in run("check", "variants.txt", "--select", "possible-variant").stdout
    assert b"CON002" not in run("check", "variants.txt", "--select", "CON").stdout
    settings = project / "pyproject.toml"
    settings.write_text('[tool.glossary]\nshipped-glossary = false\nenable = ["CON002"]\n', encoding="utf-8")
    assert b"CON002" in run("check", "variants.txt").stdout
    settings.write_text('[tool.glossary]\nenable = ["CON999"]\n', encoding="utf-8")
    done = run("check", "variants.txt")
    assert done.returncode == 2
    assert b'"enable" names no rule: CON999' in done.stderr


def test_an_empty_path_is_a_fault_and_not_the_current_folder(run: Run) -> None:
    done = run("check", "")
    assert done.returncode == 2
    assert b"is no path" in done.stderr


def test_a_score_below_the_minimum_is_told(run: Run) -> None:
    done = run("check", "bad.txt", "--min-score", "99", "--fail-on", "error")
    assert done.returncode == 1
    assert b"bad.txt: MQM score" in done.stderr
    assert b"is below 99" in done.stderr
    assert run("check", "bad.txt", "--min-score", "101").returncode == 2


def test_a_concept_is_explained_by_its_chinese_and_a_rule_in_small_letters(run: Run) -> None:
    assert b"chain-leader" in run("explain", "链主").stdout
    assert b"TERM002" in run("explain", "term002").stdout


def test_build_compiles_ahead_and_tells_faults(run: Run, project: Path) -> None:
    done = run("build")
    assert done.returncode == 0
    assert done.stdout.startswith(b"2 concepts compiled")
    (project / "glossary" / "b.po").write_text("broken", encoding="utf-8")
    done = run("build")
    assert done.returncode == 2
    assert b"b.po" in done.stderr


def test_help_teaches_by_example(run: Run) -> None:
    shown = run("check", "--help").stdout.decode()
    assert "glossary check draft.md" in shown
    assert "Exit codes" in shown


def test_terms_test_runs_the_tests_of_the_entries(run: Run, project: Path) -> None:
    good = entry("id: x", "deprecated: chain master", "must-match: A chain master. => A chain leader.", "must-not: A hotel chain.")
    (project / "glossary" / "a.po").write_text(good, encoding="utf-8")
    assert run("terms", "test").returncode == 0
    bad = good.replace("must-not: A hotel chain.", "must-not: Our chain master.")
    (project / "glossary" / "a.po").write_text(bad, encoding="utf-8")
    done = run("terms", "test")
    assert done.returncode == 1
    assert b'a.po:4: x: "chain master" is reported' in done.stdout


def test_explain_tells_each_rule_once_with_its_source(run: Run, project: Path) -> None:
    (project / "a.txt").write_text("The port grew , and so did the town .\n", encoding="utf-8")
    plain, told = run("check", "a.txt").stdout.decode(), run("check", "--explain", "a.txt").stdout.decode()
    reason = "space-before-mark: "
    assert plain.count("a.txt:1:") == told.count("a.txt:1:") == 2
    assert reason not in plain
    assert told.count(reason) == 1


def test_the_shell_can_complete_commands(run: Run) -> None:
    done = run(_GLOSSARY_COMPLETE="complete_bash", COMP_WORDS="glossary ch", COMP_CWORD="1")
    assert done.stdout.split() == [b"check"]
    assert b"--install-completion" in run("--help").stdout
