"""Rules as data: a TOML table with a pattern, a message and examples becomes a Rule.

Patterns run on RE2, whose time grows with the text alone, so that nobody's pattern can stall a check; look-around and
back-references do not exist there. docs/adding-a-rule.md describes the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import re2

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.rule import BadExample, Needs, Rule
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from typing import Any

FOR_PEOPLE = ("summary", "reason", "source", "since", "bad", "good")  # fields without which a rule can check
_GROUP = regex.compile(r"\\(\d)")


def pattern_rule(data: dict[str, Any], family: str) -> Rule:
    """The Rule of expanded data, which may lack the fields FOR_PEOPLE. The pattern is compiled when the rule first runs."""
    checker: Callable[[Facts], Iterator[Finding]] | None = None  # most rules never run

    def check(facts: Facts) -> Iterator[Finding]:
        nonlocal checker
        checker = checker or _checker(data)
        return checker(facts)

    return Rule(
        code=data["code"],
        name=data["name"],
        family=family,
        summary=data.get("summary", ""),
        reason=data.get("reason", ""),
        mqm=Mqm(data["mqm"]),
        severity=Severity(data["severity"]),
        check=check,
        bad=tuple(BadExample(*example) if isinstance(example, list) else BadExample(example) for example in data.get("bad", ())),
        good=tuple(data.get("good", ())),
        source=data.get("source", ""),
        grade=Grade(data.get("grade", "manual")),
        gated=data.get("gate", False),
        optional=data.get("optional", False),
        since=data.get("since", "0.1"),
        whole_document=data.get("whole-document", False),
        needs=Needs(data["triggers"], data["joints"]),
    )


def _checker(data: dict[str, Any]) -> Callable[[Facts], Iterator[Finding]]:
    """The check of a pattern rule: hits in scope, not excused by their sentence, as many as the rule asks for."""
    mqm, severity, grade = Mqm(data["mqm"]), Severity(data["severity"]), Grade(data.get("grade", "manual"))
    scope, at_least, once = data.get("scope", "text"), data.get("at-least", 1), data.get("once", False)
    replace: str | None = data.get("replace")
    shape = Rule(data["code"], "", "", "", "", mqm, severity, lambda _: (), (), (), grade=grade)

    needed: list[list[str]] = data["triggers"]

    @cache
    def compiled(pattern: str) -> Any:
        options = re2.Options()
        options.case_sensitive = data.get("case", False)
        options.log_errors = False  # RE2 would print that it goes on with its slower engine
        return re2.compile(pattern, options)

    def excused(match: Any, base: int, span: Span, facts: Facts) -> bool:
        """One of the `unless` patterns stands in the sentence of a hit, or in its line."""
        if not data["unless"]:
            return False
        sentence = Span(base, base + len(match.string)) if scope == "line" else facts.sentences.sentence_at(span.start)
        words = facts.visible[sentence.start : sentence.end]
        return any(compiled(pattern).search(words) for pattern in data["unless"])

    def check(facts: Facts) -> Iterator[Finding]:
        hits = []
        for text, base in _texts(facts, scope, needed):
            for match in compiled(data["pattern"]).finditer(text):
                span = _span(match, base)
                if _counts(facts, span, scope) and not excused(match, base, span, facts):
                    hits.append((match, span))
        if len(hits) < at_least:
            return
        for match, span in hits[:1] if once else hits:
            yield _finding(facts, shape, match, span, data["message"], replace, len(hits))

    return check


def _holds(lowered: str, needed: list[list[str]]) -> bool:
    """One text of each set stands there."""
    for texts in needed:  # written out: this is asked of every rule and sentence
        for text in texts:
            if text in lowered:
                break
        else:
            return False
    return True


def _texts(facts: Facts, scope: str, needed: list[list[str]]) -> Iterator[tuple[str, int]]:
    """The stretches on which a pattern runs, with their offsets: those that hold what it needs."""
    if scope == "text":
        yield facts.visible, 0
        return
    for start, text, lowered in facts.stretches(scope):
        if _holds(lowered, needed):
            yield text, start


def _span(match: Any, base: int) -> Span:
    """The group named "span", or the whole match."""
    start, end = match.span(match.re.groupindex.get("span", 0))
    if start < 0:
        start, end = match.span()
    return Span(base + start, base + end)


def _counts(facts: Facts, span: Span, scope: str) -> bool:
    """A hit has words, and lies in one paragraph."""
    blocks = facts.document.blocks
    in_block = scope != "text" or bool(blocks and facts.sentences.block_at(span.start).span.contains(span))
    return span.start < span.end and in_block


def _finding(facts: Facts, rule: Rule, match: Any, span: Span, message: str, replace: str | None, count: int) -> Finding:
    text = facts.document.source.text
    words = text[span.start : span.end]
    new = None
    if replace is not None:
        new = _GROUP.sub(lambda m: match.group(int(m[1])) or "", replace)
        # After a semicolon a capital is a slip, and goes; a word put before a name takes none unless it begins a sentence.
        before = text[max(0, span.start - 12) : span.start].rstrip(" \t\"“‘'(")
        capital = words[:1].isupper() and not before.endswith(";")
        put_before = words.strip() and new.endswith(words) and before[-1:] not in ("", "\n", ".", "!", "?", ":")
        if capital and new[:1].islower() and not put_before:
            new = new[:1].upper() + new[1:]
        elif capital and not new:  # what follows now begins the sentence
            span = Span(span.start, span.end + 1)
            new = text[span.end - 1 : span.end].upper()
    groups = [words, *(match.group(n) or "" for n in range(1, match.re.groups + 1))]
    told = message.format(*(" ".join(group.split()) for group in groups), count=count)
    return rule.finding(span, told, new)
