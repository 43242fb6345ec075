"""A place in brackets inside a name: Hunan Province (Linwu) Tea Park, for 湖南（临武）茶叶园."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.pinyin import SYLLABLE
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_HEAD = r"(?:Zone|Base|Park|Area|Cluster|District|Center|Centre|Corridor|Port|Belt)"
_PROVINCE = (
    r"(?:Guangdong|Jiangsu|Zhejiang|Shandong|Henan|Hebei|Hunan|Hubei|Sichuan|Fujian|Anhui|Liaoning|Shaanxi|Shanxi|Jiangxi|Guangxi"
    r"|Yunnan|Guizhou|Heilongjiang|Jilin|Gansu|Hainan|Qinghai|Ningxia|Xinjiang|Tibet|Inner Mongolia|Beijing|Shanghai|Tianjin|Chongqing)"
)
_NAME = rf"(?:{_PROVINCE}(?P<level> Province| City)?|\b(?:[A-Z][a-z]+ ){{1,8}}{_HEAD})$"
_NAME_LENGTH = 200  # code points in which it ends
_BRACKET = rf" \((?P<place>(?i:{SYLLABLE}){{2,4}})\)(?= [A-Z]| [a-z]|[,.;])"


def check(facts: Facts) -> Iterator[Finding]:
    """Brackets that hold nothing but a pinyin place, behind a province or the head of a name.

    "China (Place)" is left alone: the free trade zones are called so in official English.
    """
    text = facts.visible
    for match in regex.finditer(_BRACKET, text):
        place = match["place"]
        name = regex.search(_NAME, text[max(0, match.start() - _NAME_LENGTH) : match.start()])
        if name is None or not place[0].isupper() or not place[1:].islower():
            continue
        span = Span(match.start("place") - 1, match.end("place") + 1)
        found = RULE.finding(span, f'English names do not hold the place in brackets: write "in {place}", or put "{place}" first.')
        # Zones are registered as "Guangdong (Zhaoqing) ..."; only "Guangdong Province (Zhaoqing)" is no English anywhere.
        yield found if name["level"] else found._replace(severity=Severity.INFO)


RULE = Rule(
    code="NAM004",
    name="bracketed-place",
    family="names",
    summary="The place in brackets inside the name of a zone, park or base.",
    reason='广东省（肇庆）… puts the place in brackets; in English it stands before the name or behind it with "in".',
    source="Measured: 4 of 4 hits true on five machine-translated articles, none in 178,000 words of good English",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    check=check,
    sought=lambda: (_NAME,),
    bad=(
        BadExample("The Hunan Province [[(Linwu)]] Tea Park opened."),
        BadExample("The Bamboo Pilot Zone [[(Nanxi)]] grew fast."),
        BadExample("Pilots train at the Sichuan Glider Base [[(Zigong)]], which has two runways."),
    ),
    good=(
        "HSBC Bank (China) Limited reported its results.",
        "The China (Shanghai) Pilot Free Trade Zone is growing.",
        "The Banking (Amendment) Bill was passed.",
        "The Linwu Tea Park in Hunan opened.",
        "He moved to Hunan Province (South) in spring.",
    ),
)
