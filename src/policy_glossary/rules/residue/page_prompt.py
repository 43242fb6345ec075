"""Prompts and notices of a Chinese page: QR codes, font sizes, notes on translation and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.residue.page_furniture import line_findings

_LINES = (
    r"(?:scan|long press|press and hold|identify)(?: (?:or|and) (?:scan|identify|press))? the (?:qr|two-dimensional|picture|image)?\s?code.{0,80}",
    r"fonts?(?: size)?\s*[:：\[【]?\s*(?:(?:extra |super )?(?:large|big|medium|middle|small|default)[\s|/,\]】]*){2,4}",
    r"(?:click|tap|long press) (?:on )?(?:\"?read the original|the (?:blue (?:words?|text|font)|title|card|picture)).{0,100}",
    r"(?:read|view|see) the original(?: text| article| link)?\.?",
    r"(?:this (?:article|page|text|content) (?:was|is|has been) )?(?:machine|automatically|auto-)[- ]?translated(?: by .{1,60})?\.?",
    r"(?:translated (?:by|with) (?:google|deepl|bing|baidu|youdao)\b.{0,60}|(?:the )?(?:above|following) (?:content|text|article) is (?:machine|automatically) translated.{0,60})",
    r"(?:the )?(?:above|following|this) (?:content|article|picture|information) (?:is|comes) (?:from|reproduced from) (?:the )?(?:internet|network).{0,200}",
    r"(?:data|file|information|network) (?:map|picture|photo)\.?|(?:pictures?|photos?) (?:from|source)[:：] ?(?:the )?(?:internet|network)\.?",
    r"(?:statement|disclaimer)[:：].{0,60}(?:reproduced|reprint|copyright|infring|does not represent).{0,200}",
    r"(?:follow|pay attention to) (?:our|the|us)\b.{0,30}\b(?:wechat|official account|public account|weibo|video account).{0,60}",
    r"original (?:title|headline)[:：].{1,200}",
    r"please (?:indicate|credit) the source.{0,60}|reprint(?:ed|ing)? (?:please|is|from).{0,80}",
)


@lru_cache
def _pattern() -> re.Pattern[str]:
    return regex.compile("|".join(rf"[\[(【]?(?:{line})[\])】]?" for line in _LINES), re.IGNORECASE)


def check(facts: Facts) -> Iterator[Finding]:
    """Each prompt or notice."""
    yield from line_findings(RULE, facts, _pattern(), 'Delete "{0}": it is a notice of the page, not a part of the article.')


RULE = Rule(
    code="RES004",
    name="page-prompt",
    family="residue",
    summary="A prompt or notice of the page: QR code, font size, machine-translation note, reprint notice.",
    reason="Such lines speak to the visitor of the Chinese page; in a saved or translated text there is nothing to press or scan.",
    mqm=Mqm.DESIGN,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("[[Scan the QR code to follow the county library]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
        BadExample("The weir was rebuilt.\n\n[[Font size: Large Medium Small]]", "The weir was rebuilt.\n\n"),
        BadExample("The weir was rebuilt.\n\n[[(Original title: Weir rebuilt in one season)]]", "The weir was rebuilt.\n\n"),
        BadExample(
            "[[(This article was machine translated by a third party.)]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."
        ),
    ),
    good=(
        "The menu has a code that guests scan before they order tea.",
        "The font size was small, medium or large.",
        "Read the original contract with care before you sign.",
    ),
    source="Measured: none in 178,000 words of good English; the wordings are those of Chinese portals (扫码关注, 字号：大 中 小)",
)
