"""Duties of the code base that no single rule would notice."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from policy_glossary.engine.packs import load_rules
from tests.conftest import ROOT, SEEDS

HEAVY = {
    "jieba",
    "opencc",
    "python_calamine",
    "xlsxwriter",
    "csv",
    "sacrebleu",
    "lxml",
    "rich",
    "numpy",
    "pydantic",
    "polib",
    "tree_sitter",
    "tomllib",
    "turbohtml",
    "unittest",
    "zipfile",
}


def test_a_check_of_a_text_file_imports_nothing_heavy(tmp_path: Path, own_cache: Path) -> None:
    """The second run, when the glossary is compiled, is the one that people wait for."""
    program = (
        "import sys\n"
        "import os\n"
        "from policy_glossary.cli.main import main\n"
        "def told(code):\n"
        "    assert code == 1, code\n"
        "    raise SystemExit\n"
        "os._exit = told\n"
        "sys.argv = ['glossary', 'check', sys.argv[1], '--glossary', sys.argv[2]]\n"
        "try:\n    main()\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    article = str(next(iter(sorted(SEEDS.glob("*.txt")))))
    loaded: set[str] = set()
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program, article, str(ROOT / "glossary")],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={"GLOSSARY_CACHE_DIR": str(own_cache)},
        )
        loaded = set(done.stderr.split())
    assert "policy_glossary" in loaded
    assert loaded & HEAVY == set()


def test_rule_codes_and_names_are_unique() -> None:
    rules = load_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) > 0


def test_no_module_of_the_program_outgrows_its_idea() -> None:
    long = {str(p.relative_to(ROOT)): n for p in (ROOT / "src").rglob("*.py") if (n := len(p.read_text().splitlines())) > 320}
    assert long == {}


_PASSED_OVER = re.compile(
    r"#\s*(?:noqa(?!: [A-Z0-9, ]+ - \w)|type:\s*ignore(?!\[[a-z, -]+\]  # \w)|(?:mypy|ruff):|pragma: no (?:cover|branch)(?! - \w))"
)
_SKIPS = {"skip", "skipif", "xfail", "importorskip"}


def _unexplained(path: Path) -> Iterator[int]:
    """Lines on which a linter, the types or a test are passed over without a reason beside it."""
    text = path.read_text(encoding="utf-8")
    yield from (number for number, line in enumerate(text.split("\n"), 1) if _PASSED_OVER.search(line))
    if not any(name in text for name in _SKIPS):
        return
    nodes = list(ast.walk(ast.parse(text)))
    explained = {
        id(node.func) for node in nodes if isinstance(node, ast.Call) and any(word.arg == "reason" for word in node.keywords)
    }
    yield from (
        node.lineno
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in _SKIPS and "pytest" in ast.unparse(node) and id(node) not in explained
    )


def test_what_is_passed_over_has_its_reason_beside_it(tmp_path: Path) -> None:
    modules = [path for folder in ("src", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert {str(path.relative_to(ROOT)): lines for path in modules if (lines := list(_unexplained(path)))} == {}
    sample = (
        "import pytest  # NOQA",
        "x = 1  # TYPE[misc]",
        "@pytest.mark.skip\ndef test_it(): pass",
        "pytest.importorskip('lxml')",
        "x = 1  # TYPE[misc]  # a reason",
        "pytest.skip(reason='a reason')",
    )
    text = "\n".join(sample).replace("NOQA", "no" + "qa").replace("TYPE", "type: " + "ignore")  # not to be found here
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert sorted(_unexplained(tmp_path / "a.py")) == [1, 2, 3, 5]
