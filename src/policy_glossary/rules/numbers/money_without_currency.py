"""A sum of money without its currency: "a GDP of 100 billion".

Chinese names a sum without 元 where the noun tells that it is money (千亿GDP, 万亿产业). In English a figure alone counts
things; a sum needs its currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MONEY = (
    r"(?:GDP|gross domestic product|investments?|output value|added value|value-added|revenues?|turnover|tax(?:es| income)?"
    r"|(?:total )?retail sales(?: of consumer goods)?|(?:contract|transaction|sales|intended|intention|order) (?:amount|value|volume|orders)|orders worth|with an? (?:total )?amount of"
    r"|financing|loans?|budgets?|subsid(?:y|ies)|fiscal income|assets|savings|deposits)"
)
# Stems of the words with which it begins.
_MONEY_STEMS = tuple(
    "gdp gross investment output added value revenue turnover tax total retail contract transaction sales intended intention order with"
    " financing loan budget subsid fiscal assets savings deposits".split()
)
_SUM = "(" + regex.begins(r"\d", r"\w.,$€£¥￥") + r"[\d,]*(?:\.\d+)?[ \u00a0-](?:(?:hundred )?(?:million|billion|trillion)))"
_CURRENCY = r"[$€£¥￥]|\b(?:yuan|RMB|CNY|renminbi|dollars?|HKD|USD|US|HK|euros?|EUR|yen|pounds?|won|pataca|rupees?|rubles?|baht|dlrs|marks?|francs?|stg)\b"
# The sum ends its phrase: what follows is no thing that is counted.
_END = r"(?=\s*[.,;:)!?]|\s+(?:in|by|for|this|last|from|within|during|and|or|was|were|is|has|will|to|at|on|through|assigned|over)\b|\s*$)"
_AFTER_NOUN = rf"\b{_MONEY}\b(?:(?! people| tons| cases)[^.;!?\n$€£¥￥0-9]){{0,50}}?{_SUM}\b{_END}"
_AS_NAME = rf"{_SUM} (?:[A-Z]\w+ (?:metropolitan|economic)|(?:industrial |industry |manufacturing )?(?:clusters?|industr(?:y|ies)|parks?)\b)"


def check(facts: Facts) -> Iterator[Finding]:
    """Sums behind a word for money, or used as an epithet, with no currency near them in their sentence."""
    text = facts.visible
    if not regex.search(r"\d[ \u00a0-](?:hundred )?(?:million|billion|trillion)\b", text):
        return
    seen: set[Span] = set()
    behind_noun = facts.places.starting(_MONEY_STEMS, regex.compile(_AFTER_NOUN, re.MULTILINE))
    for matches in (behind_noun, regex.finditer(_AS_NAME, text, re.MULTILINE)):
        for match in matches:
            span = Span(*match.span(1))
            sentence = facts.sentences.sentence_at(span.start)
            around = text[max(sentence.start, span.start - 80) : min(sentence.end, span.end + 40)]
            if span not in seen and not regex.search(_CURRENCY, around):
                seen.add(span)
                words = " ".join(text[span.start : span.end].replace("-", " ").split())
                yield RULE.finding(span, f'"{words}" of what? Name the currency, such as "{words} yuan".')


RULE = Rule(
    code="NUM002",
    name="money-without-currency",
    family="numbers",
    summary="A sum of money without its currency.",
    reason="Chinese leaves out 元 where the noun tells that money is meant; in English a bare figure counts things.",
    source="Measured: 3 of 3 hits true on five machine-translated articles, none in 37,000 words of good English",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    check=check,
    sought=lambda: ("million|billion|trillion",),
    bad=(
        BadExample("The county reached a GDP of [[80 billion]] last year."),
        BadExample("Total investment rose to [[1.5 trillion]], officials said."),
        BadExample("Sixty contracts were signed, with an amount of [[35.8 billion]], in two days."),
        BadExample("It wants to build a [[100 billion]] industrial cluster around batteries."),
    ),
    good=(
        "The county reached a GDP of 80 billion yuan last year.",
        "Investment rose from 3 billion to 4 billion yuan.",
        "Fixed investment drew 8 million people to the towns.",
        "The loan of $3 billion was repaid.",
        "It was built with a total amount of 3 million bricks.",
    ),
)
