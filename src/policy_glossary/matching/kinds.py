"""What kind of term a concept is, which decides how strictly its English is held to what was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from policy_glossary.language.folding import fold_chinese
from policy_glossary.matching.source_terms import SourceTerm
from policy_glossary.model.concept import Concept, PartOfSpeech

_DEFINED = re.compile(r"(?:简称|统称|下称|合称|简称为|统称为)[:：]?[“\"「『]([^”\"」』]{2,20})[”\"」』]")
_WORD = re.compile(r"[A-Za-z][\w’'&.]*")
_SMALL = frozenset("a an the of for to by and or in with at on from as its under".split())


# What official names end in, or have before "of" and "for"; and what they end in in Chinese.
_OFFICIAL = frozenset(
    """act agency agreement alliance arrangement association authority award bank bill board bureau campaign centre center code
    commission committee conference congress consultation convention corporation council department division federation forum
    foundation framework fund government group guideline guidelines index initiative institute institution law meeting ministry
    office opinions ordinance outline plan platform policy prize program programme project regulations report rules scheme society
    standard statement strategy summit system taskforce thought treaty unit university""".split()
)
_OFFICIAL_CHINESE = re.compile(
    "(?:法|条例|规则|规定|办法|守则|指引|标准|公约|协定|协议|宣言|声明|总结|报告|白皮书|纲要|规划|计划|方案|工程|行动|倡议|战略|思想|制度|框架|架构|平台|系统|指数"
    "|局|署|处|部|厅|院|会|委|科|组|办|行|公司|集团|中心|基金|基金会|银行|大学|学院|研究所|政府|法院|会议|大会|峰会|论坛|研讨会|奖|讲座|安排|公署)》?$"
)


class Kind(StrEnum):
    """Kinds of terms. Names, titles and defined terms are strict: one English each."""

    NAME = "name"
    TITLE = "title"
    DEFINED = "defined term"
    ABBREVIATION = "abbreviation"
    COMMON = "term"
    WORDING = "wording"  # verbs, adjectives, phrases: good English has many

    @property
    def strict(self) -> bool:
        """True if another wording is wrong however good its English is."""
        return self in (Kind.NAME, Kind.TITLE, Kind.DEFINED)


def defined_terms(texts: Iterable[str]) -> frozenset[str]:
    """The Chinese, folded, that a text says it will use: 以下简称“……”."""
    return frozenset(match[1] for text in texts for match in _DEFINED.finditer(fold_chinese(text)))


def kind_of(concept: Concept, accepted: Sequence[str], defined: frozenset[str], mentions: Sequence[SourceTerm]) -> Kind:
    """The kind of a concept with this accepted English in a text that defines terms and mentions it so."""
    written_small = any(wording == wording.lower() for wording in accepted)
    if any("《" in mention.zh for mention in mentions):
        kind = Kind.TITLE
    elif concept.part_of_speech is PartOfSpeech.NAME or (accepted and _is_name(accepted[0]) and not written_small):
        kind = Kind.NAME
    elif any(fold_chinese(mention.zh) in defined for mention in mentions):
        kind = Kind.DEFINED
    elif concept.part_of_speech is not PartOfSpeech.NOUN:
        kind = Kind.WORDING
    elif accepted and all(" " not in wording and _capitals(wording) for wording in accepted):
        kind = Kind.ABBREVIATION
    else:
        kind = Kind.NAME if any(map(_is_name, accepted)) and not written_small else Kind.COMMON
    return kind


def is_official(wordings: Iterable[str], chinese: str) -> bool:
    """True for names of bodies, laws, programmes and the like, as against names that a text may also describe in its own words."""
    if "《" in chinese or _OFFICIAL_CHINESE.search(fold_chinese(chinese)):
        return True
    return any(not _OFFICIAL.isdisjoint(word.lower() for word in _WORD.findall(wording)) for wording in wordings)


def _capitals(word: str) -> bool:
    return len(word) > 1 and word.rstrip("s").isupper()


def _is_name(wording: str) -> bool:
    """True for two words or more that all begin with a capital, small words apart."""
    words = [word for word in _WORD.findall(wording) if word.lower() not in _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words) and not all(_capitals(word) for word in words)
