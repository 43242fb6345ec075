"""The shipped glossary is held to its own tests and to the duties of docs/glossary-format.md."""

from __future__ import annotations

import re
import tomllib

import pytest

from policy_glossary.engine.desk import format_files, lint
from policy_glossary.engine.term_tests import run_term_tests
from policy_glossary.matching.aligner.compile import read_everyday
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.concept import Concept, Risk, Status
from policy_glossary.model.finding import Severity
from policy_glossary.termbase.layer import read_layer, read_termbase
from tests.conftest import ROOT, SHARED


@pytest.fixture(scope="module")
def concepts() -> tuple[Concept, ...]:
    termbase = read_termbase((read_layer(ROOT / "glossary", "glossary"),))
    assert [str(fault) for fault in termbase.faults] == []
    assert termbase.notes == ()
    return termbase.concepts


def named(concepts: list[Concept]) -> list[str]:
    return [f"{c.file}:{c.line}: {c.id}" for c in concepts]


def test_every_must_match_and_must_not_line_holds(concepts: tuple[Concept, ...], matcher: Matcher) -> None:
    count, failures = run_term_tests(concepts, matcher)
    assert [f"{f.concept.file}:{f.line}: {f.concept.id}: {f.message}" for f in failures] == []
    assert count > 1000


def test_no_two_entries_have_the_same_chinese(concepts: tuple[Concept, ...]) -> None:
    owners: dict[str, set[str]] = {}
    for concept in concepts:
        for form in (concept.zh, *concept.zh_variants):
            owners.setdefault(re.sub("[“”\"'‘’]", "", form), set()).add(concept.id)
    assert {zh: ids for zh, ids in owners.items() if len(ids) > 1} == {}


def test_risky_entries_name_the_innocent_english(concepts: tuple[Concept, ...]) -> None:
    def guarded(c: Concept) -> bool:
        return any(t.status is Status.EXEMPT for t in c.terms) or any(t.expected is None for t in c.tests)

    assert named([c for c in concepts if c.risk is not Risk.LOW and not guarded(c)]) == []


def test_every_entry_says_what_it_is(concepts: tuple[Concept, ...]) -> None:
    assert named([c for c in concepts if not c.definition or not c.domain]) == []
    assert named([c for c in concepts if not c.file.endswith(f"{c.domain}.po")]) == []


def test_no_reported_rendering_is_a_single_short_word(concepts: tuple[Concept, ...]) -> None:
    short = [(c.id, t.text) for c in concepts for t in c.terms if t.status.reported and len(t.text) < 4]
    assert short == []


def test_no_concept_reports_its_own_accepted_english(concepts: tuple[Concept, ...]) -> None:
    own = [
        (c.id, t.text) for c in concepts for t in c.terms if t.status.reported and t.text.lower() in {a.lower() for a in c.accepted}
    ]
    assert own == []


def test_every_source_is_cited_and_has_a_title_and_a_year() -> None:
    sources = tomllib.loads((ROOT / "reference" / "sources.toml").read_text(encoding="utf-8"))
    entries = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "glossary").glob("*.po")))
    cited = {i.strip() for line in re.findall(r"^# source: (.*)$", entries, re.MULTILINE) for i in line.split(";")}
    assert set(sources) - cited == set()
    assert [key for key, value in sources.items() if not value.get("title") or not value.get("year")] == []


def test_the_files_have_no_stray_blanks_or_byte_order_marks() -> None:
    for path in sorted((ROOT / "glossary").glob("*.po")):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert [n for n, line in enumerate(data.decode().split("\n"), 1) if line != line.rstrip()] == [], path.name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seeds' originals are not beside the project")
def test_the_seeds_are_unchanged() -> None:
    for original in sorted((SHARED / "seeds").glob("*.txt")):
        assert (ROOT / "seeds" / original.name).read_bytes() == original.read_bytes()


def test_the_shipped_glossary_passes_lint_and_stands_in_canonical_form() -> None:
    linted = lint([ROOT / "glossary"])
    assert [f"{f.file}:{f.line}: {f.code}: {f.message}" for f in linted.findings if f.severity.rank >= Severity.WARNING.rank] == []
    assert format_files([ROOT / "glossary"], check=True).changed == ()


def test_the_list_of_everyday_concepts_names_entries_that_are_there(concepts: tuple[Concept, ...]) -> None:
    assert sorted(read_everyday() - {(concept.zh, concept.id) for concept in concepts}) == []
