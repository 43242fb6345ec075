from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache as kept
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings

from policy_glossary.engine import check
from policy_glossary.engine.cache import CACHE_VARIABLE
from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.settings import find_settings
from policy_glossary.formats import read_document
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.indexing import build_index
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.finding import Finding
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import SourceText
from policy_glossary.termbase.po import read_po
from tests.repositories import Git, repository

# Time is measured in benchmarks, not in tests; and a build fails for what was changed, not for what chance drew this time.
# To look for what no draw has met yet: pytest --hypothesis-profile=search tests/test_promises.py
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", UNHURRIED, derandomize=True)
settings.register_profile("search", UNHURRIED, derandomize=False, max_examples=1000)
settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"  # measuring material that the project itself does not need

OWN_GLOSSARY = check.Options(glossary=(str(ROOT / "glossary"),), shipped=False)
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


CACHES = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """A cache of its own for the session, before modules of tests are imported, some of which load the rules."""
    folder = mkdtemp(prefix="glossary-tests-")
    config.stash[CACHES] = Path(folder)
    os.environ[CACHE_VARIABLE] = str(Path(folder) / "compiled")
    config.add_cleanup(partial(shutil.rmtree, folder, ignore_errors=True))


def entry(*lines: str, zh: str = "链主", en: str = "chain leader", flags: str = "") -> str:
    """The text of one PO entry with the given `key: value` lines."""
    comments = "".join(f"# {line}\n" for line in lines)
    return f'{comments}{flags}msgctxt "industry"\nmsgid "{zh}"\nmsgstr "{en}"\n\n'


@kept
def matcher_for(po: str) -> Matcher:
    """A matcher over the concepts of a PO text, which must be without fault."""
    read = read_po(HEADER + po, "test.po", None)
    assert not read.faults, [str(fault) for fault in read.faults]
    database = sqlite3.connect(":memory:")
    build_index(read.concepts, database)
    return Matcher(TermIndex(database))


@kept
def rules_of(*codes: str, bilingual: bool = False) -> tuple[Rule, ...]:
    """The shipped rules with these codes, and all bilingual ones if that is asked for."""
    return tuple(rule for rule in load_rules() if rule.code in codes or (bilingual and rule.bilingual))


def findings(text: str, po: str, name: str = "test.txt") -> list[Finding]:
    """All findings in a text under a glossary given as PO text."""
    document = read_document(SourceText(name, text))
    return list(check_document(document, matcher_for(po), Judgement(rules_of("TERM001"))).report.findings)


def flagged(text: str, po: str, name: str = "test.txt") -> list[str]:
    """The words that are reported."""
    return [text[f.span.start : f.span.end] for f in findings(text, po, name)]


def corrected(text: str, po: str) -> str:
    """The text with every suggestion applied."""
    for finding in reversed(findings(text, po)):
        assert finding.suggestion is not None
        text = text[: finding.span.start] + finding.suggestion + text[finding.span.end :]
    return text


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def compiled(pytestconfig: pytest.Config) -> Path:
    """A cache in which nothing is kept but what takes seconds to make: the compiled glossary of the project, and the rules."""
    folder = pytestconfig.stash[CACHES] / "compiled"
    article = str(min(SEEDS.glob("*.txt")))
    command = [sys.executable, "-m", "policy_glossary", "check", "--no-cache", "--no-shipped", "--glossary", str(ROOT / "glossary")]
    done = subprocess.run([*command, article], capture_output=True, env={**os.environ, CACHE_VARIABLE: str(folder)}, check=False)
    assert done.returncode == 1, done.stderr
    return folder


@pytest.fixture(scope="session")
def cache(compiled: Path) -> Path:
    """One cache for all runs."""
    return Path(shutil.copytree(compiled, compiled.parent / "shared", dirs_exist_ok=True))


@pytest.fixture(scope="session", autouse=True)
def no_cache_of_the_user(pytestconfig: pytest.Config) -> Iterator[None]:
    """What runs in this process neither finds nor leaves anything in the cache of whoever runs the tests.

    Its cache is that of `cache`, which is filled for tests that ask for it: the tests of many a module need no compiled glossary.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(pytestconfig.stash[CACHES] / "shared"))
        yield


@pytest.fixture(scope="session")
def matcher(compiled: Path) -> Matcher:
    """A matcher over the glossary of the project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(compiled))
        return check.Run(OWN_GLOSSARY).matcher(find_settings(ROOT))


@pytest.fixture
def own_cache(tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for this test alone, with what is compiled; what runs in this process uses it."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return Path(shutil.copytree(compiled, tmp_path / "cache"))


@pytest.fixture
def run(tmp_path: Path, cache: Path, compiled: Path) -> Run:
    """Run `glossary` in a fresh folder; output as bytes."""

    def call(
        *arguments: str, cwd: Path | None = None, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        for made in compiled.iterdir():  # which the glossaries of other tests may have driven out
            if not (cache / made.name).exists():
                shutil.copy2(made, cache / made.name)
        variables = {**os.environ, CACHE_VARIABLE: str(cache), **environment}
        command = [sys.executable, "-m", "policy_glossary", *arguments]
        return subprocess.run(command, cwd=cwd or tmp_path, input=stdin, capture_output=True, env=variables, check=False)

    return call


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Git in a fresh repository in the folder `repository`."""
    return repository(tmp_path)
