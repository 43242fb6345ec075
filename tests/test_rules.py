"""Every rule is held to its examples and to its duties."""

from __future__ import annotations

import sqlite3

import pytest

from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.rule_tests import run_rule_tests
from policy_glossary.matching.index import TermIndex, build_index
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.rule import Rule
from policy_glossary.termbase.layer import read_layer, read_termbase
from tests.conftest import ROOT

RULES = load_rules()


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    database = sqlite3.connect(":memory:")
    build_index(read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts, database)
    return Matcher(TermIndex(database))


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_examples_of_a_rule_hold(rule: Rule, matcher: Matcher) -> None:
    count, failures = run_rule_tests([rule], matcher)
    assert [f"{f.example!r}: {f.message}" for f in failures] == []
    assert count >= 4


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_says_why_and_whence(rule: Rule) -> None:
    assert rule.reason
    assert rule.source
    assert rule.summary.endswith(".")
