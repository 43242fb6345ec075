"""pre-commit and the GitHub action, each run as its users run it, without the installation of the package.

That the hook installs itself from a checkout is shown by `.ci/run`, which has a package index.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GOOD = "Firms along the chain met.\n"
BAD = "The chain master met its suppliers.\n"


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with the command `glossary`, as an installation would put it on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "glossary"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policy_glossary "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def environment(tools: Path, cache: Path, **more: str) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "PRE_COMMIT"))}
    path = os.pathsep.join((str(tools), inherited["PATH"]))
    return {**inherited, "PATH": path, "GLOSSARY_CACHE_DIR": str(cache), **more}


@pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git and a POSIX shell")
def test_pre_commit_blocks_the_commit_that_adds_a_chain_master(tmp_path: Path, tools: Path, cache: Path) -> None:
    """The hook as we publish it, but taken from the path in place of an environment that pre-commit would install."""
    repository = tmp_path / "articles"
    repository.mkdir()
    variables = environment(tools, cache, PRE_COMMIT_HOME=str(tmp_path / "pre-commit"), HOME=str(tmp_path))

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=repository, env=variables, capture_output=True, text=True, encoding="utf-8", check=False)

    def commit(**texts: str) -> subprocess.CompletedProcess[str]:
        for name, text in texts.items():
            (repository / name.replace("_", ".")).write_text(text, encoding="utf-8")
        call("git", "add", "-A")
        return call(
            "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "-qm", "text"
        )

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert call("git", "init", "-q").returncode == 0
    installed = call(sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stderr

    done = commit(a_md=GOOD, data_csv="chain master\n")
    assert done.returncode == 0, done.stderr
    done = commit(b_md=BAD)
    assert done.returncode != 0
    assert "write: chain leader" in done.stdout + done.stderr
    assert call("git", "log", "--oneline").stdout.count("\n") == 1
    done = commit(b_md=GOOD)
    assert done.returncode == 0, done.stderr


ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def test_the_action_has_what_github_asks_for() -> None:
    assert ACTION["name"]
    assert ACTION["description"]
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "run" not in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")  # inputs come as variables: no text of theirs is run
    assert all(value["description"] for value in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))


def run_check_step(folder: Path, tools: Path, cache: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """Run the step that checks as GitHub's runner does; its output, the job's summary and the step's outputs."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    given = {name.replace("-", "_"): value["default"] for name, value in ACTION["inputs"].items()} | inputs
    variables = {}
    for variable, expression in step["env"].items():
        variables[variable] = given[expression.removeprefix("${{ inputs.").removesuffix(" }}").replace("-", "_")]
    script = folder.parent / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    summary, output = folder.parent / "summary.md", folder.parent / "output"
    for file in (summary, output):
        file.write_text("", encoding="utf-8")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env=environment(tools, cache, GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(output), **variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done, summary.read_text(encoding="utf-8"), output.read_text(encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "my drafts").mkdir(parents=True)
    (folder / "my drafts" / "a.md").write_text(BAD, encoding="utf-8")
    (folder / "b.md").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_action_annotates_sums_up_and_fails(checkout: Path, tools: Path, cache: Path) -> None:
    done, summary, output = run_check_step(checkout, tools, cache)
    assert done.returncode == 1, done.stderr
    assert "::warning file=my drafts/a.md,line=1," in done.stdout
    assert "✗ 1 finding at or above warning" in summary
    assert output.splitlines() == ["sarif-file=glossary.sarif", "exit-code=1"]
    log = json.loads((checkout / "glossary.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == 1


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_action_takes_its_inputs(checkout: Path, tools: Path, cache: Path) -> None:
    done, _, output = run_check_step(checkout, tools, cache, paths="b.md\n\n", sarif_file="")
    assert (done.returncode, output) == (0, "exit-code=0\n")
    assert not (checkout / "glossary.sarif").exists()
    done, _, _ = run_check_step(checkout, tools, cache, paths="my drafts\nb.md", max_findings="1")
    assert done.returncode == 0, done.stderr
    done, summary, _ = run_check_step(checkout, tools, cache, baseline="known.json")
    assert done.returncode == 2
    assert "no such baseline" in summary
    done, _, _ = run_check_step(checkout, tools, cache, min_score="90", fail_on="error", paths="my drafts")
    assert done.returncode == 1


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_no_input_of_the_action_is_run(checkout: Path, tools: Path, cache: Path) -> None:
    done, _, _ = run_check_step(checkout, tools, cache, paths="$(touch run-a)\n`touch run-b`", changed_since="; touch run-c")
    assert done.returncode == 2
    assert not list(checkout.glob("run-*"))


def test_the_recipes_name_options_and_keys_that_there_are(tools: Path, cache: Path) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    recipes = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    inputs = recipes[1]["jobs"]["glossary"]["steps"][1]["with"]
    assert inputs.keys() <= ACTION["inputs"].keys()
    assert (
        recipes[0]["repos"][0]["hooks"][0]["id"]
        == yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]["id"]
    )
    told = ""
    for command in ("check", "baseline write"):
        shown = subprocess.run(
            [sys.executable, "-m", "policy_glossary", *command.split(), "--help"],
            capture_output=True,
            text=True,
            check=True,
            env=environment(tools, cache, COLUMNS="200"),
        )
        told += shown.stdout
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) - {"--max-warnings"}
    assert {option for option in named if option not in told} == set()
