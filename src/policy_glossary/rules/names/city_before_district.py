"""City straight before its district: Hengyang Nanyue District, for 衡阳市南岳区.

English goes from the smaller place to the larger, with a comma: Nanyue District, Hengyang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.pinyin import SYLLABLE
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_PLACE = rf"((?=[A-Z])(?i:{SYLLABLE}){{2,4}})"
_PAIR = rf"(?<![\w-]){_PLACE}(?: City)? {_PLACE} (District|County|Town|Township)(?= Committee)?\b"
_KNOWN = frozenset(
    """Beijing Shanghai Tianjin Chongqing Guangzhou Shenzhen Nanjing Suzhou Hangzhou Wuhan Chengdu Xian Zhengzhou Changsha Qingdao
    Jinan Dalian Shenyang Harbin Changchun Hefei Fuzhou Xiamen Nanchang Kunming Guiyang Nanning Ningbo Wuxi Foshan Dongguan Zhuhai
    Zhongshan Jiangmen Zhaoqing Huizhou Shantou Zhanjiang Maoming Taiyuan Lanzhou Haikou Wenzhou Changzhou Nantong Xuzhou""".split()
)
# A court or procuratorate bears the city in its name, in this order.
_COURT = r" (?:Primary |Intermediate |Higher )?People's (?:Court|Procuratorate)"
_HEADS = frozenset("New North South East West Central Development Pilot".split())


def check(facts: Facts) -> Iterator[Finding]:
    """Two pinyin names before District, County or Town, of which the first is a city by itself or by the text."""
    text = facts.visible
    for words in regex.finditer(
        r"[A-Z][A-Za-z]{0,40}(?: City)? [A-Z][A-Za-z]{0,40} (?:District|County|Town)", text
    ):  # many times quicker
        match = regex.compile(_PAIR).match(text, words.start())
        if match is None:
            continue
        city, place, kind = match[1], match[2], match[3]
        if city == place or place in _HEADS or not (city in _KNOWN or re.search(rf"\b{city} (?:City|Municip)", text)):
            continue
        if regex.compile(_COURT).match(text, match.end()):
            continue
        yield RULE.finding(
            Span(*match.span()),
            f'The smaller place comes first in English: "{place} {kind}, {city}", or "{city}\'s {place} {kind}".',
        )


RULE = Rule(
    code="NAM009",
    name="city-before-district",
    family="names",
    summary="The city straight before its district or county.",
    reason="Chinese goes from large to small (衡阳市南岳区); English from small to large, with a comma.",
    source="Usage of English news agencies. Measured: all hits true on five machine-translated articles, none in 178,000 words of good English",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    check=check,
    sought=lambda: (_PAIR,),
    bad=(
        BadExample("The office praised Hengyang City. [[Hengyang Nanyue District]] won the prize."),
        BadExample("Tea is grown in [[Hangzhou City Yuhang District]]."),
        BadExample("Boats from [[Wenzhou Pingyang County]] were late."),
    ),
    good=(
        "Nanyue District, Hengyang, won the prize.",
        "Tea is grown in Yuhang District of Hangzhou.",
        "New Taipei District is far.",
        "The Beijing Fangshan District People's Court heard the case.",
    ),
)
