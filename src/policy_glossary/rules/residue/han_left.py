"""Chinese characters left standing in an English sentence: "The 链主 firms met".

Characters are at home in brackets or quotation marks, beside their translation, and in a text about words. A run that stands
between English words with nothing around it was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MOST = 10.0  # runs per 1,000 words; a text with more is bilingual, or about Chinese
_AT_EASE = 8  # runs that even a short text may have before it is taken for one


@lru_cache
def _han() -> re.Pattern[str]:
    return regex.compile(r"[\u3400-\u4e27\u4e29-\u9fff\uf900-\ufaff]+")  # without 丨, which is a separator


@lru_cache
def _about_words() -> re.Pattern[str]:
    return regex.compile(
        r"\b(?:characters?|word|words|term|terms|pinyin|Chinese|Mandarin|Cantonese|phrase|called|named|means|meaning|stands for|known as"
        r"|literally|translat\w+|render\w*|becomes?|writes?|written|spelled|for|of|as|is)\W{0,3}$"
    )


def check(facts: Facts) -> Iterator[Finding]:
    """Each run of characters between English words."""
    text = facts.visible
    if text.isascii():
        return
    runs = list(_han().finditer(text))
    if len(runs) > _AT_EASE and len(runs) * 1_000 > _MOST * facts.words.total:
        return
    for match in runs:
        sentence = facts.sentences.sentence_at(match.start())
        if not sentence.contains(Span(*match.span())):
            continue
        before, after = text[sentence.start : match.start()], text[match.end() : sentence.end]
        letters = len(regex.findall(r"[A-Za-z]{2,}", before + after))
        if letters >= 3 and not _excused(before, after):
            yield RULE.finding(Span(*match.span()), f'Translate "{match[0]}"; the characters may follow the English in brackets.')


def _excused(before: str, after: str) -> bool:
    """In brackets or quotation marks, next to more Chinese, explained, or spoken of as words."""
    if before.count("(") > before.count(")") or before.count("（") > before.count("）"):
        return True
    if before.rstrip()[-1:] in tuple("\"“‘'《「『[/|=:：、，·*_`\u2062\ufffc") or after.lstrip()[:1] in tuple(
        "\"”’'》」』]/|=(（、，·`\u2062\ufffc"
    ):
        return True
    return bool(_about_words().search(before[-40:])) or bool(
        regex.match(r"\s*(?:is|are|means?|becomes?|stands?|was|as|and)\b", after)
    )


RULE = Rule(
    code="RES010",
    name="han-left",
    family="residue",
    summary="Chinese characters left in an English sentence.",
    reason="A reader of English cannot read them. The English comes first; the characters may follow it in brackets.",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    check=check,
    bad=(
        BadExample("Farmers in the [[梯田]] area planted early rice."),
        BadExample("The county sent 30 [[农技员]] to the villages in March."),
        BadExample("Anyone who sells [[腊肉]] or [[米酒]] at the fair pays a small fee."),
    ),
    good=(
        "Terraces (梯田) need walls, and walls need people.",
        "The word 梯田 means terraced fields in the hills.",
        'Guests liked the "梯田" brand of rice very much.',
        "梯田 becomes terraced fields, not ladder fields.",
    ),
    source="Measured: none in 178,000 words of good English; ISO 5060 and MQM: untranslated text",
)
