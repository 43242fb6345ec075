"""Two short cuts of a check, which must never change what it says: options read without typer, patterns kept in the cache."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer.testing

from policy_glossary.cli import check
from policy_glossary.cli.app import app
from policy_glossary.cli.checking import CheckRequest
from policy_glossary.cli.quick import quick_request
from policy_glossary.engine.kept_rows import read_rows, write_rows
from policy_glossary.language import regex
from tests.conftest import SEEDS

ARTICLE = str(min(SEEDS.glob("*.txt")))


def _check(cache: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "policy_glossary", "check", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"GLOSSARY_CACHE_DIR": str(cache)},
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "jsonl"],
        ["-f", "json", "--min-severity", "warning", "--genre", "policy"],
        ["--select", "TERM", "--select", "PUN", "--fail-on", "error", "--date", "2024-02-19"],
        ["--exclude", "a", "--exclude", "b"],
        ["--no-cache", "-q", "--workers", "1", "--explain"],
    ],
)
def test_both_readers_of_the_command_line_understand_the_same(cache: Path, options: list[str]) -> None:
    arguments = [ARTICLE, *options]
    assert quick_request(["check", *arguments]) is not None
    slow = typer.testing.CliRunner().invoke(app, ["check", *arguments])
    assert _check(cache, *arguments) == (slow.exit_code, slow.stdout)


def _switches() -> list[str]:
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    options = [option for option in command.commands["check"].params if getattr(option, "is_flag", False) and option.name != "help"]
    return [name for option in options for name in (*option.opts, *option.secondary_opts)]


@pytest.mark.parametrize("switch", _switches())
def test_both_readers_know_all_switches(switch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[CheckRequest] = []
    monkeypatch.setattr(check, "run_check", asked.append)
    typer.testing.CliRunner().invoke(app, ["check", ARTICLE, switch])
    assert [quick_request(["check", ARTICLE, switch])] == asked


@pytest.mark.parametrize(
    "arguments",
    [
        ["rules", "list"],
        ["check"],
        ["check", "--help"],
        ["check", "a.md", "--format=json"],
        ["check", "a.md", "--format"],
        ["check", "a.md", "--select", "--genre"],
        ["check", "a.md", "--no-fix"],
        ["check", "a.md", "-qv"],
        ["check", "a.md", "--workers", "0"],
        ["check", "a.md", "--limit", "many"],
        ["check", "a.md", "--limit", "1" * 5000],  # more digits than Python reads
        ["check", "a.md", "--min-score", "80"],
        ["check", "--no-cache"],
        ["check", "a.md", "--unheard-of", "x"],
    ],
)
def test_whatever_is_not_plain_is_left_to_typer(arguments: list[str]) -> None:
    assert quick_request(arguments) is None


def test_a_value_that_cannot_be_is_told_with_the_usage(cache: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policy_glossary", "check", ARTICLE, "--format", "papyrus"],
        capture_output=True,
        text=True,
        check=False,
        env={"GLOSSARY_CACHE_DIR": str(cache)},
    )
    assert done.returncode == 2
    assert "Usage: " in done.stderr
    assert '"papyrus" is no format' in done.stderr


def test_kept_patterns_change_nothing(own_cache: Path) -> None:
    """Compiled, then taken from the cache, then with the cache spoilt: the same report each time."""
    (kept,) = own_cache.glob("*.patterns")
    kept.unlink()
    first = _check(own_cache, "--format", "json", ARTICLE)
    described, read = read_rows(kept)
    assert len(described) > 50
    assert _check(own_cache, "--format", "json", ARTICLE) == first
    numbers = kept.stat().st_size - 2 * 8 - len(json.dumps(described))
    spoilt = kept.with_suffix(".spoilt")
    write_rows(spoilt, described, b"\xff" * numbers)  # no longer what the engine takes
    write_rows(spoilt.with_suffix(".other"), [[1, 2], 3], read(0, numbers))
    write_rows(spoilt.with_suffix(".less"), dict.fromkeys(described, "0"), read(0, numbers))
    write_rows(spoilt.with_suffix(".figures"), dict.fromkeys(described, 5), read(0, numbers))
    for data in (
        spoilt.read_bytes(),
        spoilt.with_suffix(".other").read_bytes(),
        spoilt.with_suffix(".less").read_bytes(),
        spoilt.with_suffix(".figures").read_bytes(),
        kept.read_bytes()[:-1001],  # cut off
        b"\xff" * 40,
        b"3",
        b"",
    ):
        kept.write_bytes(data)
        assert _check(own_cache, "--format", "json", ARTICLE) == first, data[:40]


def test_words_of_a_text_are_no_patterns_to_keep(own_cache: Path, tmp_path: Path) -> None:
    """What is kept would else grow with each text, and be begun anew again and again."""
    kept = []
    for word in ("kite", "lamp", "rope"):
        sentences = (
            f"In the old port are {word}s, sold by boys; {word.capitalize()}s sold by girls are new.",
            f"All the boats {word.capitalize()}s bring are new, and {word}s sell well.",
            f"The flower {word}, tea {word} and fish {word} grew.",
        )
        text = tmp_path / "text.txt"
        text.write_text(" ".join(sentences), encoding="utf-8")
        code, _ = _check(own_cache, "--no-cache", "--genre", "policy", str(text))
        assert code == 1, "a warning, for which the words of the text were compared"
        kept += [path.read_bytes() for path in own_cache.glob("*.patterns")]
    assert kept[1] == kept[2]


def test_kept_rules_change_nothing(own_cache: Path) -> None:
    """The list of rules made, then taken from the cache, then with the cache spoilt: the same report each time."""
    first = _check(own_cache, "--no-cache", "--format", "json", ARTICLE)
    (kept,) = own_cache.glob("*.rules")
    described, _ = read_rows(kept)
    whole = kept.read_bytes()
    rows = whole[2 * 8 + len(json.dumps(described)) :]
    for data in (whole[: -len(rows)] + b"[" * len(rows), whole[:-7], whole[:1], whole[:16] + b"[" * (len(whole) - 16)):
        kept.write_bytes(data)
        assert _check(own_cache, "--no-cache", "--format", "json", ARTICLE) == first, data[:40]


def test_a_pattern_that_is_remembered_matches_as_before() -> None:
    pattern, text = r"(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d\d?)", "2024年5 and 2023-11"
    before = [match.groupdict() for match in regex.finditer(pattern, text)]
    kept = {name: [list(made.numbers), *made[1:]] for name, made in regex.all_compiled().items()}
    program = (
        "import json, re, sys\n"
        "from policy_glossary.language import regex\n"
        "pattern, text, kept = json.load(sys.stdin)\n"
        "regex.remember(kept, lambda row: regex.Compiled(bytes(row[0]), *row[1:]))\n"
        "re.compile = None\n"
        "print(json.dumps([match.groupdict() for match in regex.finditer(pattern, text)]))\n"
        "print(regex.all_compiled() == {})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps([pattern, text, kept]), capture_output=True, text=True, check=True
    )
    after, nothing_new = done.stdout.splitlines()
    assert json.loads(after) == before == [{"year": "2024", "month": "5"}, {"year": "2023", "month": "11"}]
    assert nothing_new == "True"
