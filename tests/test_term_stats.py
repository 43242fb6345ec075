from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policy_glossary.cli.app import app
from tests.conftest import HEADER, entry

ENTRIES = (
    entry("id: a", "deprecated: chain master", "source: x", "definition: A.", zh="甲", en="chain leader")
    + entry("id: b", "source: x", "must-not: nothing", zh="乙", en="take the lead", flags="#, fuzzy\n")
    + entry("id: c", zh="丙", en="never said").replace('msgctxt "industry"', 'msgctxt "rural"')
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "g.po").write_text(HEADER + ENTRIES, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text("Chain masters took the lead.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_numbers_by_domain(project: None) -> None:
    told = json.loads(CliRunner().invoke(app, ["terms", "stats", "g.po", "--in", "texts", "--format", "json"]).stdout)
    assert [tuple(row.values()) for row in told["domains"]] == [
        ("industry", 2, 1, 1, 1, 1, 2),
        ("rural", 1, 0, 0, 0, 0, 0),
        ("all", 3, 1, 1, 1, 1, 2),
    ]
    assert (told["texts"], told["waiting"], told["unseen"]) == (1, ["b"], ["c"])


def test_the_table_names_what_no_text_shows(project: None) -> None:
    shown = CliRunner().invoke(app, ["terms", "stats", "g.po", "--in", "texts", "--names"]).stdout
    assert "never seen: c\n" in shown
    assert "proposal: b\n" in shown
    assert "2  67%" in shown


def test_without_texts_nothing_is_called_unseen(project: None) -> None:
    shown = CliRunner().invoke(app, ["terms", "stats", "g.po", "--in", "nowhere", "--names"]).stdout
    assert "never seen" not in shown
