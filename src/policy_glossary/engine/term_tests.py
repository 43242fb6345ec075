"""Run the `must-match` and `must-not` lines of glossary entries: a glossary is tested like code."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules
from policy_glossary.formats import read_document
from policy_glossary.language.traditional import SIMPLIFIED, Converter, has_opencc
from policy_glossary.language.words import Vocabulary, split_words
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.indexing import build_index
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.pattern import compile_pattern, match_at
from policy_glossary.model.concept import Concept, Status, Term, TermTest
from policy_glossary.model.finding import Finding
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import SourceText, Span
from policy_glossary.termbase.keys import HAN

_QUOTES = re.compile("[“”\"'‘’《》「」『』]")
_ZH_WILDCARD = re.compile(r"…+|X")  # what stands for other characters in a canonical Chinese form


class Failure(NamedTuple):
    """A test line that does not hold, and what happened instead."""

    concept: Concept
    line: int
    message: str


def matcher_of(concepts: Iterable[Concept]) -> Matcher:
    """A matcher over these concepts alone, compiled in memory."""
    database = sqlite3.connect(":memory:")
    build_index(concepts, database)
    return Matcher(TermIndex(database))


def run_term_tests(concepts: Iterable[Concept], matcher: Matcher | None = None) -> tuple[int, list[Failure]]:
    """Test the entries of one glossary against all of it; `matcher`, if it is at hand, is the one over them. Returns the number of tests and the failures."""
    concepts = list(concepts)
    rules = _rules()
    matcher = matcher or matcher_of(concepts)
    count, failures = 0, []
    for concept in concepts:
        for test in concept.tests:
            count += 1
            message = _failure(concept, test, matcher, rules)
            if message:
                failures.append(Failure(concept, test.line, message))
    return count, failures


def renamed_tests(concept: Concept, former: str) -> dict[int, TermTest]:
    """The must-match lines of a concept, by line, that hold only if its preferred term stands there instead of the `former` one.

    The concept is tested alone, as it is after the change.
    """
    _, failures = run_term_tests([concept])
    failed = {failure.line for failure in failures}
    plain = concept._replace(terms=(Term(former, Status.DEPRECATED),), when=(), unless=(), tests=())
    database = sqlite3.connect(":memory:")
    build_index([plain], database)
    matcher = Matcher(TermIndex(database))
    rules = _rules()
    renamed = {}
    for test in concept.tests:
        if test.line in failed and test.expected is not None:
            new = test._replace(expected=_apply(test.expected, list(_findings(plain, test.expected, matcher, rules))))
            if not run_term_tests([concept._replace(tests=(new,))])[1]:
                renamed[test.line] = new
    return renamed


def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.family == "terminology")


def _failure(concept: Concept, test: TermTest, matcher: Matcher, rules: tuple[Rule, ...]) -> str | None:
    if test.expected is not None and HAN.search(test.text):
        return _bilingual_failure(concept, test)
    findings = list(_findings(concept, test.text, matcher, rules))
    if test.expected is None:
        return f'"{test.text[findings[0].span.start : findings[0].span.end]}" is reported' if findings else None
    if not findings:
        return "nothing is reported"
    fixed = _apply(test.text, findings)
    return None if fixed == test.expected else f"the corrected text reads: {fixed}"


def _findings(concept: Concept, text: str, matcher: Matcher, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    document = read_document(SourceText("test.txt", text))
    for finding in check_document(document, matcher, Judgement(rules)).report.findings:
        if finding.concept and finding.concept.id == concept.id:
            yield finding


def _apply(text: str, findings: list[Finding]) -> str:
    for finding in reversed(findings):
        if finding.suggestion is not None:
            text = text[: finding.span.start] + finding.suggestion + text[finding.span.end :]
    return text


def _bilingual_failure(concept: Concept, test: TermTest) -> str | None:
    if not _holds_chinese(concept, _QUOTES.sub("", test.text)):
        return f"the Chinese holds neither {concept.zh} nor a variant"
    vocabulary = Vocabulary()
    expected = test.expected or ""
    words = split_words(expected, [Span(0, len(expected))], vocabulary)
    for term in concept.accepted:
        pattern = compile_pattern(term, vocabulary)
        if pattern and any(match_at(pattern, words, 0, number) for number in range(len(words.starts))):
            return None
    return f'the English holds no accepted term; preferred: "{concept.preferred}"'


def _holds_chinese(concept: Concept, text: str) -> bool:
    """True if a text holds the Chinese of a concept in either script; Traditional characters need OpenCC."""
    if any(_zh_pattern(zh).search(text) for zh in (concept.zh, *concept.zh_variants)):
        return True
    if not has_opencc():
        return False
    convert = Converter(*SIMPLIFIED).convert
    simplified = convert(text)
    return any(_zh_pattern(convert(zh)).search(simplified) for zh in (concept.zh, *concept.zh_variants))


def _zh_pattern(zh: str) -> re.Pattern[str]:
    parts = _ZH_WILDCARD.split(_QUOTES.sub("", zh))
    return re.compile(".{1,20}?".join(re.escape(part) for part in parts))
