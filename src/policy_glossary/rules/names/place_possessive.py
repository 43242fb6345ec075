"""The apostrophe of a place is lost: "Yanchengs growth", "Chinas economy"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

# Provinces, and the cities that are most in the news.
_PLACES = """
China Anhui Fujian Gansu Guangdong Guangxi Guizhou Hainan Hebei Heilongjiang Henan Hubei Hunan Jiangsu Jiangxi Jilin Liaoning Ningxia
Qinghai Shaanxi Shandong Shanxi Sichuan Xinjiang Yunnan Zhejiang Beijing Shanghai Tianjin Chongqing Guangzhou Shenzhen Chengdu Hangzhou
Wuhan Nanjing Suzhou Changsha Zhengzhou Dongguan Qingdao Shenyang Ningbo Foshan Hefei Kunming Wuxi Xiamen Jinan Dalian Fuzhou Wenzhou
Harbin Changchun Nanning Quanzhou Shijiazhuang Guiyang Nanchang Jinhua Changzhou Jiaxing Nantong Xuzhou Taiyuan Zhuhai Zhongshan Huizhou
Weifang Yantai Lanzhou Shaoxing Taizhou Yangzhou Zhenjiang Yancheng Huaian Lianyungang Suqian Haikou Sanya Luoyang Tangshan Baoding Handan
Langfang Linyi Jining Zibo Weihai Wuhu Zhaoqing Jiangmen Shantou Zhanjiang Maoming Jieyang Meizhou Qingyuan Shaoguan Yangjiang Chaozhou
Huzhou Quzhou Zhoushan Lishui Putian Zhangzhou Longyan Sanming Nanping Ningde Ganzhou Jiujiang Yichang Xiangyang Jingzhou Zhuzhou Xiangtan
Hengyang Yueyang Changde Liuzhou Guilin Mianyang Deyang Yibin Luzhou Zunyi Qujing Baoji Urumqi Yinchuan Xining Hohhot
""".split()


def check(facts: Facts) -> Iterator[Finding]:
    """Such a name with -s before a small letter; two Chinas are two."""
    stems = "|".join(f"{place.lower()}s" for place in _PLACES)
    for match in facts.places.starting(stems, regex.compile(r"(?P<place>[A-Z][a-z]+)s(?=\s+[a-z])")):
        before = facts.visible[max(0, match.start() - 12) : match.start()]
        if match["place"] in _PLACES and not regex.search(
            r"(?:[\w’'-]|\b(?:two|three|both|many|these|those|of|the)\s+)$", before, re.IGNORECASE
        ):
            place = match["place"]
            yield RULE.finding(Span(*match.span()), f'"{place}" has no plural: write "{place}\'s".', f"{place}'s")


RULE = Rule(
    code="NAM015",
    name="place-possessive",
    family="names",
    summary='"Yanchengs growth", "Chinas economy": the apostrophe of a place is lost.',
    reason="A place has no plural. The apostrophe was dropped by a step of the work that could not write it.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: ("|".join(f"{place}s" for place in _PLACES),),
    bad=(
        BadExample("Much is owed to [[Yanchengs]] millers.", "Much is owed to Yancheng's millers."),
        BadExample("[[Chinas]] millers met.", "China's millers met."),
        BadExample("In May, [[Guangdongs]] new ferry sank.", "In May, Guangdong's new ferry sank."),
    ),
    good=("There are not two Chinas in the world.", "Yancheng's millers met.", "The Jinans of Ohio sell flour."),
    source="The Chicago Manual of Style, 7.16 (possessive of names); measured: none in 6.8 million words of good English",
)
