"""A Chinese place or person in lower case: "in zhenjiang city", "Liu zhonghua visited", "manager zhu dongxiang"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.pinyin import SURNAMES, SYLLABLE, is_pinyin
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

# English words, and Chinese words that English has as common nouns, that can be read as pinyin of two syllables or more.
_NO_NAME = frozenset(
    """
    advance algae amiable bandage banana banning boxing change chance china dance damage danger delegate dining donate engage entire exiting female finance fixing
    genuine genome guinea hanger language league lining longer machine manage mandate manger mango mega menu mining minute mixing naming nine native
    online panda pagoda piano range ranger route ruling running sailing same sauna senate sequence sewage shame sharing shining shine suite taming
    tango tanning taxing timing tongue tuning waxing
    baijiu baozi danwei diaolou erhu gaokao guanxi guqin hanfu hanzi hongbao huangjiu hukou hutong jiaozi kunqu laowai mahjong mantou maotai
    guzheng huangmei jianbing jianzi kuaiban laosheng niangao pingtan pinyin pipa putonghua qigong qipao renminbi sanxian shequ siheyuan suona taiji taijiquan tangyuan tulou wuxia xiangqi yangge
    qinqiang shuanghuang xianbing xiangsheng xianxia xiaolongbao xiqu yangqin yaodong yinyang yuan yuanxiao zhajiangmian zhongkao zongzi
    """.split()
)
# Surnames that are English words as well.
_NO_SURNAME = frozenset(
    "An Can Du Fan Fang Gang Gong Gu Han He Ju Kong Lang Lin Long Lou Mi Min Mo Pan Pang Pi Ping Ran Sha Shun Song Su Sun Tan Tang Ting Tong Tu Wan Wen You Yuan".split()
)
_PLACES = (
    "city|province|county|district|town|township|prefecture|village|City|Province|County|District|Town|Township|Prefecture|Village"
    "|Expressway|River|Bridge|Railway|Port"
)
_TITLES = (
    "[Mm]ayor|[Ss]ecretary|[Dd]irector|[Mm]anager|[Cc]hairman|[Cc]hairwoman|[Pp]resident|[Gg]overnor|[Mm]inister|[Pp]rincipal|[Mm]agistrate"
    "|[Ee]ngineer|[Cc]omrade|[Hh]ead|[Ll]eader"
)
# What follows a person who acts.
_ACTS = (
    r"(?=[,;)]|[ ](?:said|says|went|came|led|read|made|gave|pointed|stressed|emphasi[sz]ed|affirmed|heard|listened|visited|inspected|introduced"
    r"|accompanied|attended|presided|chaired|hosted|hoped|expressed|delivered|reported|announced|and|also|has|have|is|was|were)\b)"
)


# Letters that hardly an English word has, and those that none has.
_RARE = r"zh|iang|uang|iong|x[iu]a|yang|jia|q[iu]an"
_MARKED = r"zh|x|q(?!ue$)|iang|uang|iong|jia|yang|cheng|dong|hong|gong|kou$"


@lru_cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A word before a kind of place; a surname and a word; both behind a title or in a list; a capital in a sentence; a word behind a preposition."""
    return (
        regex.compile(rf"(?<![\w.@/’'-])([a-z]{{4,}}[aeioungr]) (?:{_PLACES})\b"),
        regex.compile(rf"(?<![\w.’'-])([A-Z][a-z]{{1,6}}) ([a-z]{{4,12}}){_ACTS}"),
        regex.compile(rf"\b(?:{_TITLES}|,|with|by|and) ([a-z]{{2,6}}) ([A-Za-z][a-z]{{1,11}}){_ACTS}"),
        regex.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}[aeioungr](?![\w’'-])"),
        regex.compile(r"\b(?:in|from|of|to|for|near) ([a-z]{5,}[aeioungr])(?![\w’'-])"),
    )


def _is_name(word: str) -> bool:
    return word not in _NO_NAME and is_pinyin(word) and regex.search(rf"^(?:{SYLLABLE})$", word) is None


def _is_given(word: str) -> bool:
    return regex.search(rf"^(?:{SYLLABLE}){{1,2}}$", word) is not None


def _persons(text: str) -> Iterator[tuple[Span, str]]:
    """A given name behind a surname, and both behind a title or in a list."""
    _, person, behind_title, *_ = _patterns()
    for match in regex.finditer(person.pattern, text):
        if match[1] in SURNAMES and match[1] not in _NO_SURNAME and _is_name(match[2]) and _is_given(match[2]):
            yield Span(*match.span(2)), match[2].capitalize()
    for match in regex.finditer(behind_title.pattern, text):
        surname, given = match[1].capitalize(), match[2].lower()
        listed = text[match.start() : match.start(1)].strip().lower() in {",", "with", "by", "and"}
        if (
            surname in SURNAMES - _NO_SURNAME
            and given not in _NO_NAME
            and _is_given(given)
            and (_is_name if listed else is_pinyin)(given)
        ):
            yield Span(match.start(1), match.end(2)), f"{surname} {given.capitalize()}"


def _places(text: str) -> Iterator[tuple[Span, str]]:
    """A word before a kind of place, one that has its capital elsewhere in the text, and one of rare letters behind a preposition."""
    place, _, _, capital, behind = _patterns()
    for match in regex.finditer(place.pattern, text):
        if _is_name(match[1]):
            yield Span(*match.span(1)), match[1].capitalize()
    for word in {match.group().lower() for match in regex.finditer(capital.pattern, text)}:
        if f" {word}" in text and regex.search(_MARKED, word) and _is_name(word):
            for match in re.finditer(rf"(?<= ){word}(?![\w’'-])", text):
                yield Span(*match.span()), word.capitalize()
    for match in regex.finditer(behind.pattern, text):
        if regex.search(_RARE, match[1]) and _is_name(match[1]):
            yield Span(*match.span(1)), match[1].capitalize()


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each name; none in a line that is in lower case throughout."""
    text = facts.visible
    found = {span.start: (span, new) for names in (_persons(text), _places(text)) for span, new in names}
    for start in sorted(found):
        around = text[max(0, start - 250) : start + 250]
        if not (around.islower() and len(around) > 60):
            span, new = found[start]
            yield RULE.finding(span, f'A name: write "{new}".', new)


RULE = Rule(
    code="PUN540",
    name="lower-case-pinyin",
    family="punctuation",
    summary='A Chinese place or person in lower case: "linwu city", "Liu zhonghua visited".',
    reason=(
        "Chinese has no capitals, and machines that do not know a name leave it small. A word of pinyin before a kind of place, behind a "
        "surname or behind a title is a name."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("The mills of [[linwu]] county make rope.", "The mills of Linwu county make rope."),
        BadExample("Liu [[zhonghua]] visited the lock in May.", "Liu Zhonghua visited the lock in May."),
        BadExample(
            "The report was read by manager [[zhu dongxiang]], who lives in Hull.",
            "The report was read by manager Zhu Dongxiang, who lives in Hull.",
        ),
        BadExample("The [[nanxi]] River Bridge was closed.", "The Nanxi River Bridge was closed."),
        BadExample(
            "Rope from Zhenjiang is best, as all of [[zhenjiang]] knows.", "Rope from Zhenjiang is best, as all of Zhenjiang knows."
        ),
        BadExample("Ten mills in [[danyang]] make rope.", "Ten mills in Danyang make rope."),
        BadExample("They were led by director [[zhou Lianbing]], a pilot.", "They were led by director Zhou Lianbing, a pilot."),
    ),
    good=(
        "A mining town, a machine village and an entire county voted.",
        "He can change, and you have time.",
        "The hutong village is old; Li danced, and Wang manages it.",
        "See www.linwu.gov.cn for the county.",
    ),
    source="Chicago Manual of Style (8, names of persons and places)",
)
