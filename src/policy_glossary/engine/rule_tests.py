"""Run the examples of rules: they are the tests, and what is shown on the rule's page holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.formats import read_document
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Finding
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import SourceText, Span

WRITTEN = date(2024, 6, 1)  # the day on which the examples were written, for rules about tense
_BEFORE, _AFTER = "Prices rose in the spring.\n\n", "\n\nThe old bridge is open again.\n"
_MARK = re.compile(r"\[\[|\]\]")


class Failure(NamedTuple):
    """An example that does not hold, and what happened instead."""

    rule: Rule
    example: str
    message: str


def run_rule_tests(rules: Iterable[Rule], matcher: Matcher) -> tuple[int, list[Failure]]:
    """Test the examples of rules. Returns the number of examples and the failures.

    Every rule needs two bad and two good examples. A bad one is reported exactly at its marks; corrected, it reads as it
    says and is silent; all of that also between other paragraphs and with CRLF line ends. A good one is silent.
    """
    count, failures = 0, []
    for rule in rules:
        if len(rule.bad) < 2 or len(rule.good) < 2:
            failures.append(Failure(rule, "", "a rule needs two bad and two good examples or more"))
        for bad in rule.bad:
            count += 1
            failures += [Failure(rule, bad.marked, message) for message in dict.fromkeys(_bad_failures(rule, bad, matcher))]
        for good in rule.good:
            count += 1
            zh, words = _sides(rule, good)
            found = _findings(rule, words, matcher, zh)
            failures += [Failure(rule, good, f'"{words[f.span.start : f.span.end]}" is reported') for f in found[:1]]
    return count, failures


def _bad_failures(rule: Rule, bad: BadExample, matcher: Matcher) -> Iterator[str]:
    yield from _failures_of_text(rule, bad.marked, bad.fixed, matcher)
    fixed = bad.fixed
    variants = [(bad.marked.replace("\n", "\r\n"), None if fixed is None else fixed.replace("\n", "\r\n"))]
    if not rule.whole_document and not rule.bilingual:
        variants.append((_BEFORE + bad.marked + _AFTER, None if fixed is None else _BEFORE + fixed + _AFTER))
    for marked, expected in variants:
        for message in _failures_of_text(rule, marked, expected, matcher):
            yield f"between other paragraphs or with other line ends: {message}"


def _failures_of_text(rule: Rule, marked: str, fixed: str | None, matcher: Matcher) -> Iterator[str]:
    zh, marked = _sides(rule, marked)
    text, expected = _unmark(marked)
    found = _findings(rule, text, matcher, zh)
    if [f.span for f in found] != expected:
        told = ", ".join(repr(text[f.span.start : f.span.end]) for f in found) or "nothing"
        yield f"{told} is reported"
        return
    suggestions = [f.suggestion for f in found]
    if fixed is None:
        if any(s is not None for s in suggestions):
            yield f"it has a replacement, so say how the text should read: {_apply(text, found)!r}"
        return
    if any(s is None for s in suggestions):
        yield "it offers no replacement"
        return
    corrected = _apply(text, found)
    if corrected != fixed:
        yield f"the corrected text reads: {corrected!r}"
    elif _findings(rule, fixed, matcher, zh):
        yield "the corrected text is reported again"


def _unmark(marked: str) -> tuple[str, list[Span]]:
    parts = _MARK.split(marked)
    text, spans = "", []
    for number, part in enumerate(parts):
        if number % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return text, spans


def _sides(rule: Rule, example: str) -> tuple[str, str]:
    """The Chinese and the English of an example; the Chinese is empty unless the rule is bilingual."""
    zh, arrow, english = example.partition(" => ")
    return (zh, english) if rule.bilingual and arrow else ("", example)


def _findings(rule: Rule, text: str, matcher: Matcher, zh: str) -> list[Finding]:
    document = read_document(SourceText("example.txt", text))
    judgement = Judgement((rule,), circumstances=Circumstances(Genre.POLICY, WRITTEN))
    pairs = (Pair(zh, Span(0, len(text)), "example"),) if zh else ()
    return list(check_document(document, matcher, judgement, pairs).report.findings)


def _apply(text: str, found: list[Finding]) -> str:
    for finding in reversed(found):
        text = text[: finding.span.start] + (finding.suggestion or "") + text[finding.span.end :]
    return text
