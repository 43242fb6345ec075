"""Settings: where they are found, what they do, where each came from, how a project begins."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policy_glossary.engine.settings.lines import key_lines
from policy_glossary.engine.settings.pages import BEGIN, END, reference, schema
from policy_glossary.engine.settings.search import find_settings
from policy_glossary.intake.toml import toml_text
from policy_glossary.model.report import FaultError
from tests.conftest import ROOT, Run, entry

SCHEMA = schema()
LINES = '''\
# a comment with = and [brackets]
plain = 1
text = """
[no.table]
no-key = 2
""" # behind
list = [
  "a ] # b", # [
  { inner = 1 },
]
inline = { a = 1, b = "}" }
dotted.key = 1
"quoted key" = 'x'

[table]
key = [ ["nested"],
 [] ]

[[array]]
key = 1
[[array]]
key = 2
  [array.sub]
  key = 3

[ spaced . "name" ]
key = 1
'''


def show(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("config", "show", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def values(shown: dict[str, Any]) -> dict[str, Any]:
    return {setting["name"]: setting["value"] for setting in shown["settings"]}


def origins(shown: dict[str, Any], name: str) -> list[tuple[str, str | None, int | None]]:
    (setting,) = (s for s in shown["settings"] if s["name"] == name)
    return [(origin["kind"], origin["file"], origin["line"]) for origin in setting["origins"]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_of_a_key(end: str) -> None:
    tomllib.loads(LINES)
    lines = key_lines(LINES.replace("\n", end))
    assert lines == {
        ("plain",): 2,
        ("text",): 3,
        ("list",): 7,
        ("inline",): 11,
        ("dotted", "key"): 12,
        ("quoted key",): 13,
        ("table",): 15,
        ("table", "key"): 16,
        ("array", 0): 19,
        ("array", 0, "key"): 20,
        ("array", 1): 21,
        ("array", 1, "key"): 22,
        ("array", 1, "sub"): 23,
        ("array", 1, "sub", "key"): 24,
        ("spaced", "name"): 26,
        ("spaced", "name", "key"): 27,
    }


@pytest.mark.parametrize(
    "value", ["", 'a "b" \\ \t\n\x7f 链主', 0, 1.0, 0.5, True, [], ["a", ["b"]], {}, {"a b": 1, "é": {"c-d": "x"}}]
)
def test_values_are_written_as_toml_reads_them(value: Any) -> None:
    assert tomllib.loads(f"x = {toml_text(value)}")["x"] == value


def test_without_settings_all_is_as_shipped(run: Run) -> None:
    shown = show(run)
    assert shown["file"] is None
    assert {origin[0] for setting in shown["settings"] for origin in origins(shown, setting["name"])} == {"default"}


def test_show_says_where_each_value_comes_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "glossary.toml").write_text(
        'disable = ["STY"]\nseverity = { SEG001 = "info" }\nfail-on = "error"\nscore.suggestion = 0.5\n\n'
        '[[per-path]]\npaths = ["speeches/*"]\ndisable = ["PUN004"]\nfail-on = "info"\n\n'
        '[[per-path]]\npaths = ["speeches/old*", "x"]\nseverity = { SEG001 = "error", STY = "info" }\nencoding = "gb18030"\n',
        encoding="utf-8",
    )
    general, speech, old = show(run), show(run, "speeches/a.md"), show(run, "speeches/old.md")
    assert values(general)["disable"] == ["STY"]
    assert origins(general, "fail-on") == [("file", "glossary.toml", 3)]
    assert values(speech)["disable"] == ["STY", "PUN004"]
    assert origins(speech, "disable") == [("file", "glossary.toml", 1), ("per-path", "glossary.toml", 8)]
    assert values(speech)["fail-on"] == "info"
    assert origins(speech, "fail-on") == [("per-path", "glossary.toml", 9)]
    assert origins(speech, "encoding") == [("default", None, None)]
    assert values(old)["severity"] == {"SEG001": "error", "STY": "info"}
    assert values(old)["score"] == {"info": 0, "suggestion": 0.5, "warning": 5, "error": 25}
    text = run("config", "show", "speeches/old.md").stdout.decode()
    assert 'encoding = "gb18030"' in text
    assert '# glossary.toml:14 (per-path ["speeches/old*", "x"])' in text
    assert tomllib.loads(text) == values(old)


def test_the_nearest_glossary_is_shown_as_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: x"), encoding="utf-8")
    assert origins(show(run), "glossary") == [("found", None, None)]
    assert values(show(run))["glossary"] == ["glossary"]


def test_the_search_passes_a_pyproject_without_the_table_and_ends_at_the_top_of_a_work_tree(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('genre = "policy"\n', encoding="utf-8")
    inner = tmp_path / "inner" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "inner" / "pyproject.toml").write_text(
        '[project]\ndependencies = ["glossary"]\n[tool]\nx.y = 1\n', encoding="utf-8"
    )
    assert find_settings(inner).file == tmp_path / "glossary.toml"
    (tmp_path / "inner" / ".git").mkdir()
    assert find_settings(inner).file is None


@pytest.mark.parametrize(
    "text",
    [
        '[tool.glossary]\ngenre = "policy"\n',
        '[ tool . "glossary" ]\ngenre = "policy"\n',
        '[tool]\nglossary.genre = "policy"\n',
        'tool.glossary = { genre = "policy" }\n',
        'tool = { glossary = { genre = "policy" } }\n',
        '[[tool.glossary.per-path]]\npaths = ["*"]\ngenre = "policy"\n',
    ],
)
def test_the_table_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert find_settings(tmp_path).judging_of(tmp_path / "a.md").genre == "policy"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    po = entry("id: chain-leader", "deprecated: chain master") + entry(
        "id: soft", "suspect: main force", zh="主力军", en="mainstay"
    )
    (tmp_path / "glossary" / "a.po").write_text(po, encoding="utf-8")
    (tmp_path / "bad.txt").write_text("A chain master of the main force.\n", encoding="utf-8")
    (tmp_path / "soft.txt").write_text("It is the main force.\n", encoding="utf-8")
    return tmp_path


def code(run: Run, project: Path, settings: str, *arguments: str) -> int:
    (project / "glossary.toml").write_text(f"shipped-glossary = false\n{settings}\n", encoding="utf-8")
    done = run("check", *arguments)
    assert b"bug" not in done.stderr
    return done.returncode


def test_what_fails_a_build_is_a_setting_and_the_command_line_wins(run: Run, project: Path) -> None:
    assert code(run, project, 'fail-on = "error"', "bad.txt") == 0
    assert code(run, project, 'fail-on = "error"', "bad.txt", "--fail-on", "warning") == 1
    assert code(run, project, 'fail-on = "info"', "soft.txt") == 1
    assert code(run, project, 'fail-on = "error"\nmin-score = 90', "bad.txt") == 1
    assert code(run, project, 'fail-on = "error"\nmin-score = 90', "bad.txt", "--min-score", "0") == 0
    section = '[[per-path]]\npaths = ["soft*"]\n'
    assert code(run, project, f'fail-on = "error"\n{section}fail-on = "info"', "bad.txt") == 0
    assert code(run, project, f'fail-on = "error"\n{section}fail-on = "info"', "bad.txt", "soft.txt") == 1


def test_sections_for_paths_add_to_lists_and_replace_single_values(run: Run, project: Path) -> None:
    settings = 'disable = ["chain-leader"]\nfail-on = "info"\n[[per-path]]\npaths = ["bad*"]\ndisable = ["soft"]\n'
    assert code(run, project, settings, "soft.txt") == 1
    assert code(run, project, settings, "bad.txt") == 0
    assert code(run, project, f'{settings}[[per-path]]\npaths = ["soft*"]\nfail-on = "warning"\n', "soft.txt") == 0


def test_junit_counts_by_the_threshold_of_each_file(run: Run, project: Path) -> None:
    settings = 'shipped-glossary = false\nfail-on = "error"\n[[per-path]]\npaths = ["soft*"]\nfail-on = "info"\n'
    (project / "glossary.toml").write_text(settings, encoding="utf-8")
    report = run("check", "bad.txt", "soft.txt", "--format", "junit").stdout.decode()
    assert '<testsuites name="glossary" tests="3" failures="1"' in report
    assert '<testsuite name="bad.txt" tests="2" failures="0" errors="0" skipped="2">' in report
    assert '<testsuite name="soft.txt" tests="1" failures="1"' in report


def test_mild_findings_are_left_out_by_setting(run: Run, project: Path) -> None:
    (project / "glossary.toml").write_text('shipped-glossary = false\nmin-severity = "warning"\n', encoding="utf-8")
    assert run("check", "soft.txt", "--format", "jsonl").stdout == b""
    assert run("check", "soft.txt", "--format", "jsonl", "--min-severity", "info").stdout != b""


def test_an_encoding_for_some_paths(run: Run, project: Path) -> None:
    (project / "old").mkdir()
    (project / "old" / "a.txt").write_bytes("链主 chain master".encode("gb18030"))
    settings = '[[per-path]]\npaths = ["old/*"]\nencoding = "gb18030"'
    assert code(run, project, settings, "old/a.txt", "bad.txt") == 1
    assert code(run, project, settings, "old/a.txt", "--encoding", "utf-8") == 2


def test_report_and_extract_pass_over_what_is_excluded(run: Run, project: Path) -> None:
    (project / "glossary.toml").write_text('shipped-glossary = false\nexclude = ["bad.txt"]\n', encoding="utf-8")
    assert run("report", ".", "--workers", "1").stdout.splitlines()[-1].startswith(b"1 document:")
    assert run("terms", "extract", ".", "--exclude", "soft.txt", "--exclude", "reports/", "--exclude", "*.po").returncode == 2


def uncommented(text: str) -> str:
    return re.sub(r"^#(?=[^ #\n])", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("arguments", [(), ("--pyproject",)])
def test_init_writes_defaults_that_may_all_be_uncommented(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    before = b'[project]\r\nname = "x"' if arguments else b""
    name = "pyproject.toml" if arguments else "glossary.toml"
    if arguments:
        (tmp_path / name).write_bytes(before)
    done = run("init", *arguments)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / name).read_bytes()
    assert written.startswith(before)
    assert (b"\r\n" in written) == (written.count(b"\r\n") == written.count(b"\n")) == bool(arguments)
    untouched = values(show(run, "speeches/a.md"))
    assert {kind for s in show(run, "speeches/a.md")["settings"] for kind in (s["origins"][0]["kind"],)} == {"default", "found"}
    (tmp_path / name).write_bytes(uncommented(written.decode()).encode())
    shown = show(run, "speeches/a.md")
    assert values(shown) == untouched
    assert {s["origins"][0]["kind"] for s in shown["settings"]} == {"file", "per-path"}
    (tmp_path / "a.txt").write_text("The river rose.\n", encoding="utf-8")
    assert run("check", ".").returncode == 0


def test_init_writes_a_glossary_that_holds(run: Run, tmp_path: Path) -> None:
    run("init", "news", cwd=tmp_path)
    done = run("terms", "test", cwd=tmp_path / "news")
    assert done.returncode == 0
    assert done.stdout == b"1 concept, 2 tests: 0 failed\n"
    assert done.stderr == b""


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "own.po").write_text(entry("id: x"), encoding="utf-8")
    assert run("init").returncode == 0
    assert [path.name for path in (tmp_path / "glossary").iterdir()] == ["own.po"]
    before = (tmp_path / "glossary.toml").read_bytes()
    for arguments in ((), ("--pyproject",)):
        done = run("init", *arguments)
        assert done.returncode == 2
        assert b"holds settings already" in done.stderr
    assert (tmp_path / "glossary.toml").read_bytes() == before


def test_init_writes_nothing_where_a_file_is_in_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").write_bytes(b"")
    assert b"glossary: glossary: is no folder" in run("init").stderr
    assert not (tmp_path / "glossary.toml").exists()
    assert run("init", "glossary").returncode == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "no such file"),
        ("tool = { x = 1 }\n", "leave no room"),
        ("[project\n", "is not valid TOML"),
        ("[tool.glossary]\n", "holds settings already"),
    ],
)
def test_init_leaves_a_pyproject_alone_that_it_cannot_extend(run: Run, tmp_path: Path, text: str | None, told: str) -> None:
    path = tmp_path / "pyproject.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = run("init", "--pyproject")
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert not (tmp_path / "glossary").exists()
    assert text is None or path.read_text(encoding="utf-8") == text


def examples() -> list[tuple[str, dict[str, Any]]]:
    """The settings in README and docs: fenced TOML with the table, and that of the page on settings."""
    found = []
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for text in re.findall(r"^```toml\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            table = tomllib.loads(text)
            if "glossary" in table.get("tool", {}):
                found.append((f"{path.name}: {text[:40]}", table["tool"]["glossary"]))
            elif path.name == "settings.md":
                found.append((f"{path.name}: {text[:40]}", table))
    return found


@pytest.mark.parametrize(("name", "table"), examples())
def test_every_example_of_the_docs_follows_the_schema_and_is_read(name: str, table: dict[str, Any], tmp_path: Path) -> None:
    jsonschema.validate(table, SCHEMA)
    (tmp_path / "glossary.toml").write_text(
        "\n".join(f"{key} = {toml_text(value)}" for key, value in table.items()), encoding="utf-8"
    )
    assert find_settings(tmp_path).file is not None


def test_the_docs_have_examples() -> None:
    assert len(examples()) >= 4


def test_the_schema_is_a_schema_and_refuses_what_is_refused(run: Run) -> None:
    printed = json.loads(run("config", "schema").stdout)
    assert printed == SCHEMA
    validator = jsonschema.Draft202012Validator
    validator.check_schema(SCHEMA)
    refused: list[dict[str, Any]] = [{"shiped": 1}, {"min-score": 101}, {"per-path": [{}]}, {"exclude": "x"}, {"score": {"x": 1}}]
    for bad in refused:
        assert not validator(SCHEMA).is_valid(bad), bad


def test_the_page_is_in_step_with_the_table_of_settings() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page.split(BEGIN)[1].split(END)[0].strip() == reference().strip(), "run scripts/make_settings_page.py"


def test_all_that_is_wrong_in_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = 'disabel = ["STY"]\nfail-on = "warn"\n[[per-path]]\npaths = ["x/*"]\ngenre = "polcy"\n[[per-path]]\ngenre = "other"\n'
    (tmp_path / "glossary.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        find_settings(tmp_path)
    fault = caught.value.fault
    assert (fault.line, fault.message) == (1, 'unknown setting "disabel"')
    assert fault.hint == 'did you mean "disable"?; wrong as well: line 2, line 5, line 6'
