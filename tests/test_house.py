"""Duties of the code base that no single rule would notice."""

from __future__ import annotations

import subprocess
import sys
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


def test_a_check_of_a_text_file_imports_nothing_heavy(tmp_path: Path) -> None:
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
            env={"GLOSSARY_CACHE_DIR": str(tmp_path / "cache")},
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
