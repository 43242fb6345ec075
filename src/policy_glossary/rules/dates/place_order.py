"""Places from big to small, without commas: "Hunan Province Linwu County". English names the small one first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_RANKS = {"Province": 5, "Prefecture": 4, "City": 4, "County": 3, "District": 3, "Township": 2, "Town": 2, "Village": 1}


@lru_cache(maxsize=1)
def _chain() -> re.Pattern[str]:
    first = regex.begins("A-Z", r"\w")
    unit = rf"[a-z’']+\s+(?:{'|'.join(_RANKS)})\b"
    return regex.compile(
        rf"{first}{unit}(?:,?\s+[A-Z]{unit})+(?![\w-]|\s+[A-Z]|['’]s|,?\s+(?:and|or)\s+[A-Z]|,\s+[A-Z]|\s+(?:of|in|under)\s+[A-Z])"
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each chain of places that goes from big to small."""
    for block in facts.document.blocks:
        for match in _chain().finditer(facts.visible, *block.span):
            places = regex.findall(rf"[A-Z][a-z’']+\s+(?:{'|'.join(_RANKS)})\b", match[0])
            ranks = [_RANKS[place.split()[1]] for place in places]
            if all(bigger > smaller for bigger, smaller in pairwise(ranks)):
                new = ", ".join(reversed(places))
                if regex.match(r"\s+[a-z]", facts.visible[match.end() : block.span.end]):
                    new += ","  # the bigger place is an aside: it is closed off where the sentence goes on
                yield RULE.finding(Span(*match.span()), f'English goes from the small place to the big one: write "{new}".', new)


RULE = Rule(
    code="DAT003",
    name="place-order",
    family="dates",
    summary="Places named from big to small.",
    reason="Chinese goes from the province to the village, English from the village to the province, with commas between.",
    mqm=Mqm.LOCALE,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: (_chain().pattern,),
    bad=(
        BadExample("He was born in [[Hunan Province Linwu County]].", "He was born in Linwu County, Hunan Province."),
        BadExample(
            "The dam is in [[Anhui Province, Suzhou City, Si County]] and was built in May.",
            "The dam is in Si County, Suzhou City, Anhui Province, and was built in May.",
        ),
        BadExample(
            "[[Fujian Province, Nanping City, Shunchang County]] has 12 cooperatives of mushroom growers.",
            "Shunchang County, Nanping City, Fujian Province, has 12 cooperatives of mushroom growers.",
        ),
    ),
    good=(
        "He was born in Nanxi Town, Linwu County.",
        "The rain hit Hunan Province, Linwu County and Nanxi Town hardest.",
        "Hunan Province and Linwu County share the cost.",
        "The team went to Nanxi Village of Wanshi Town, Beixi Village of Fuyang Township and Dongxi Village of Hehua Town.",
    ),
    source="Common usage of Chinese agencies in English (Xinhua, China Daily): the smaller place first",
)
