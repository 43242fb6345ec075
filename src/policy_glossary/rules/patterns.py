"""Rules as data: a TOML table with a pattern, a message and examples becomes a Rule.

Patterns of a project's own run on RE2, whose time grows with the text alone, so that nobody's pattern can stall a check;
look-around and back-references do not exist there. Those of the shipped packs are written for it too, but run on Python's engine, which
needs no tenth of a millisecond for each to begin, where text and paragraphs are short and the pattern is not ambiguous (`rules.ambiguity`).
docs/adding-a-rule.md describes the fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.stretches import Around, Reach, Window
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.rule import BadExample, Needs, Rule
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from typing import Any

FOR_PEOPLE = ("summary", "reason", "source", "since", "bad", "good")  # fields without which a rule can check
# Code points of a stretch of text, and of a run of blanks or without one, that a pattern of ours may meet on Python's engine. Within
# them most took less than 0.1 s on texts made of pieces of the pattern itself, and the slowest that look near 0.7 s; beyond them the
# time may grow with their square. Patterns that look no further than a few words (`rules.reach`) take longer with the length alone.
LONGEST, LONGEST_OF_NEAR, LONGEST_RUN = 2_000, 20_000, 120
LONG_TEXT = 200_000  # code points of a text in which RE2 wins back what its compiler takes
_JOINERS = "\u00ad\u200c\u200d"  # within words and emoji
_GROUP = regex.compile(r"\\(\d)")
_CODE_POINT = regex.compile(r"\\x\{([0-9a-fA-F]+)\}")


def standard_pattern(pattern: str, data: dict[str, Any]) -> tuple[str, int]:
    """A pattern of a rule's data as Python's engine has it, with flags: letters, digits and blanks are ASCII's, as they are to RE2."""
    if "\\x{" in pattern:
        pattern = _CODE_POINT.sub(lambda m: rf"\U{int(m[1], 16):08x}", pattern)
    return pattern, int(re.ASCII if data.get("case") or data.get("folds") else re.ASCII | re.IGNORECASE)


def pattern_rule(data: dict[str, Any], family: str, *, shipped: bool = False) -> Rule:
    """The Rule of expanded data, which may lack the fields FOR_PEOPLE. The pattern is compiled when the rule first runs."""
    checker: Callable[[Facts], Iterator[Finding]] | None = None  # most rules never run

    def check(facts: Facts) -> Iterator[Finding]:
        nonlocal checker
        checker = checker or _Check(data, shipped)
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
        needs=Needs.of(data["triggers"], data["joints"]),
    )


class _Check:
    """The check of a pattern rule: hits in scope, not excused by their sentence, as many as the rule asks for."""

    def __init__(self, data: dict[str, Any], shipped: bool) -> None:
        mqm, severity, grade = Mqm(data["mqm"]), Severity(data["severity"]), Grade(data.get("grade", "manual"))
        self._shape = Rule(data["code"], "", "", "", "", mqm, severity, lambda _: (), (), (), grade=grade)
        self._data = data
        self._scope: str = data.get("scope", "text")
        self._backtracks = shipped and not data.get("ambiguous")
        around = data["around"]
        self._around = Around(*(Reach(*reach) for reach in around)) if around else None
        self._begins = self._around is not None and not any(self._around.before)
        self._compiled: dict[tuple[str, bool], Any] = {}

    def __call__(self, facts: Facts) -> Iterator[Finding]:
        data, scope = self._data, self._scope
        hits = []
        for match, base in self._matches(facts):
            span = _span(match, base)
            yields = data.get("yields") and facts.renders(span)
            if not yields and _counts(facts, span, scope) and not self._excused(match, base, span, facts):
                hits.append((match, base, span))
        if len(hits) < data.get("at-least", 1):
            return
        for match, base, span in hits[:1] if data.get("once", False) else hits:
            yield _finding(facts, self._shape, _groups(match, base, facts), span, data, len(hits))

    def _matches(self, facts: Facts) -> Iterator[tuple[Any, int]]:
        """All matches, each with the offset of the text in which its places are counted."""
        text, scope = self._text(facts), self._scope
        longest = LONGEST_OF_NEAR if self._data.get("near") else LONGEST
        linear = self._needs_re2(facts, 0, longest)
        if linear and scope == "text":
            yield from ((match, 0) for match in self._engine(self._data["pattern"], True).finditer(text))
            return
        around = None if linear else self._around
        if around and self._begins:
            yield from self._beginning_with_words(facts, around.behind)
            return
        windows = facts.stretches.windows(scope, around, self._data["triggers"])
        yield from self._in_text(text, windows, longest) if scope == "text" else self._in_pieces(text, windows, longest, linear)

    def _in_text(self, text: str, windows: Iterable[Window], longest: int) -> Iterator[tuple[Any, int]]:
        """The matches of a pattern that may look beyond the paragraph in which they begin."""
        pattern = self._data["pattern"]
        find = self._engine(pattern, False).finditer
        for first, last, (start, end) in windows:
            if last - first > longest:  # RE2 would encode the whole text each time
                base, found = first, self._engine(pattern, True).finditer(text[first:last])
            else:
                base, found = 0, find(text, first, last)
            for match in found:
                if start <= _span(match, base).start < end:
                    yield match, base

    def _in_pieces(self, text: str, windows: Iterable[Window], longest: int, linear: bool) -> Iterator[tuple[Any, int]]:
        """The matches of a pattern that sees nothing but a sentence, a paragraph or a line."""
        pattern = self._data["pattern"]
        find = self._engine(pattern, linear).finditer
        for first, last, (start, end) in windows:
            if linear or last - first > longest:
                found = self._engine(pattern, True).finditer(text[start:end])
            else:
                found = find(text[start:end], first - start, last - start)
            for match in found:
                if first <= start + match.start() < last:
                    yield match, start

    def _beginning_with_words(self, facts: Facts, reach: Reach) -> Iterator[tuple[Any, int]]:
        """All matches of a pattern that begins with one of its triggers, on Python's engine."""
        text, scope = self._text(facts), self._scope
        find = self._engine(self._data["pattern"], False).match
        done = 0
        for at, last, (start, end) in facts.stretches.beginnings(scope, reach, self._data["triggers"][0]):
            if at < done:
                continue
            base = 0 if scope == "text" else start
            match = find(text, at, last) if scope == "text" else find(text[start:end], at - base, last - base)
            if match and start <= _span(match, base).start < end:
                yield match, base
            if match:
                done = base + match.end()

    def _excused(self, match: Any, base: int, span: Span, facts: Facts) -> bool:
        """One of the `unless` patterns stands in the sentence of a hit, or in its line."""
        if not self._data["unless"]:
            return False
        line = Span(base, base + len(match.string))
        start, end = line if self._scope == "line" else facts.sentences.sentence_at(span.start)
        linear = self._needs_re2(facts, end - start, LONGEST)
        sentence = self._text(facts)[start:end]
        return any(self._engine(pattern, linear).search(sentence) for pattern in self._data["unless"])

    def _text(self, facts: Facts) -> str:
        """The text on which the patterns are tried; what they find has the same places in the one that is seen."""
        return facts.folded if self._data.get("folds") else facts.visible

    def _needs_re2(self, facts: Facts, length: int, longest: int) -> bool:
        """True if a stretch of so many code points is one for RE2; the `longest` that Python's engine takes is given."""
        if not self._backtracks or length > longest or len(facts.visible) > LONG_TEXT:
            return True
        return facts.stretches.longest_run > LONGEST_RUN

    def _engine(self, pattern: str, linear: bool) -> Any:
        found = self._compiled.get((pattern, linear))
        if found is None:
            case = self._data.get("case", False)
            found = _for_re2(pattern, case) if linear else regex.compile(*standard_pattern(pattern, self._data))
            self._compiled[pattern, linear] = found
        return found


def _seen(words: str) -> str:
    """Words as a message quotes them: characters that nobody sees by their code points, as in U+200B."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() or sign.isspace() or sign in _JOINERS else f"U+{ord(sign):04X}" for sign in words)


def _for_re2(pattern: str, case: bool) -> Any:
    """The pattern compiled by RE2."""
    import re2  # few checks need it

    options = re2.Options()
    options.case_sensitive = case
    options.log_errors = False  # RE2 would print that it goes on with its slower engine
    return re2.compile(pattern, options)


def _span(match: Any, base: int) -> Span:
    """The group named "span", or that of the alternative which matched (`rules.expansion`), or the whole match."""
    for name, number in match.re.groupindex.items():
        if name.startswith("span") and match.start(number) >= 0:
            return Span(base + match.start(number), base + match.end(number))
    return Span(base + match.start(), base + match.end())


def _counts(facts: Facts, span: Span, scope: str) -> bool:
    """A hit has words, and lies in one paragraph."""
    blocks = facts.document.blocks
    in_block = scope != "text" or bool(blocks and facts.sentences.block_at(span.start).span.contains(span))
    return span.start < span.end and in_block


def _groups(match: Any, base: int, facts: Facts) -> list[str]:
    """The words of all groups of a match, the whole one first, as they stand in the text."""
    text = facts.visible
    return [text[base + start : base + end] if start >= 0 else "" for start, end in map(match.span, range(match.re.groups + 1))]


def _finding(facts: Facts, rule: Rule, groups: list[str], span: Span, data: dict[str, Any], count: int) -> Finding:
    """The finding of a hit: its message and its replacement, with the words of its groups put in."""
    text = facts.document.source.text
    words = text[span.start : span.end]
    new, replace = None, data.get("replace")
    if replace is not None:
        new = _GROUP.sub(lambda m: groups[int(m[1])], replace)
        # After a semicolon a capital is a slip, and goes; a word put before a name takes none unless it begins a sentence.
        before = text[max(0, span.start - 12) : span.start].rstrip(" \t\"“‘'(")
        capital = words[:1].isupper() and not before.endswith(";")
        put_before = words.strip() and new.endswith(words) and before[-1:] not in ("", "\n", ".", "!", "?", ":")
        if capital and new[:1].islower() and not put_before:
            new = new[:1].upper() + new[1:]
        elif capital and not new:  # what follows now begins the sentence
            span = Span(span.start, span.end + 1)
            new = text[span.end - 1 : span.end].upper()
    quoted = [_seen(words), *groups[1:]]
    told = data["message"].format(*(" ".join(group.split()) for group in quoted), count=count)
    return rule.finding(span, told, new)
