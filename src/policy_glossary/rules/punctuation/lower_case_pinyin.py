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
from policy_glossary.rules.punctuation.lower_case_name import NAMES

# English words, and Chinese words that English has as common nouns, that can be read as pinyin of two syllables or more.
_NO_NAME = frozenset(
    """
    abate abide abiding abode abuse academia acute adequate advance agenda aide aiding ailing aiming algae alien alienate alike along alongside alumina
    amending american amiable anger angle animate annexing anti anticipate anticipating anyone apache aquamarine aren arena aria arise arisen arouse aside
    awaiting awake awakening aware balance banana bandage bane banning bare baseline binding biomedicine boolean booming booting bore boxing buying cache
    came candidate cane canoe capita care career case cease cede ceding censure chance change chase cheapen cheating cheese chime china citing citizen
    courier cure damage dance danger dare data database date dating dealing debate debating debian decade decease decide deciding dedicate deeming deepen
    deer defending defense defuse degenerate delaying delegate delegating delete deleting delicate delude demanding dengue denote denoting dense denying
    dependence depending depositing deregulate desire detailing dialing diligence dime dining dioxide dire disease donate ease easier editing educate
    educating eliciting eliminate eliminating elite emailing emanating eminence emulate endanger ending endurance endure engage enhance ensue ensure
    entailing entangling entire equalize eradicate erase erode eroding exile exiting face facilitate facilitating fake fame famine fanning fashioning fate
    female finance fixing footing foresee foreseen futile future gaining gate generate generating genocide genome genuine guano guarantee guidance
    guideline guiding guinea guise handing hanger hate haze heading healing heating hence here heritage hesitate housekeeping human humane humanitarian
    humiliating hunting junta jute kaolin keen keeping laden lading landing language late latitude laying leading league leaning lease leisure license
    lien like lime limiting lingua lining longer machine magazine mailing maize make malaria male manage mandate mandating manganese manger mangle mango
    mania manipulate manipulating manmade manning marijuana marine maritime mate mature maximize maze mean meaning meantime measure median mediate
    medicine meeting mega menace mentioning menu mere meridian meta metadata mica mice mile mileage militia mine miner mingle mini minimize mining minute
    misuse mitigate mitigating mixing mobile mobilize mode module more name naming nano native nature needing nice nine nineteen ocean online open opiate
    orange pace page pagoda palace pale panda patience paying penalize pending piano piece piling pine pinning pioneer pole police policeman policemen
    polite pooling populace pose positioning pumice pure quarantine quasi querying quota quote quoting range ranger reading realize rebate rebooting
    recede rededicate redeeming reduce refueling refuge refugee refuse regaining regulate regulating rehabilitate rehabilitating relate relating relaying
    release reliance remaining reminding remote rename renaming reopen repose repute reshaping reside residence residing residue resilience resume
    resuming retaining retaliate retire rice ride riding rise risen route routine routing rude rule ruling running rutile sabotage sailing sake sale
    salute saluting salvage same sane sauna saying sealing seaman seamen secede secure seeming seen semi senate sending sense sequence sesame sewage shade
    shake shaken shale shame shaping share sharia sharing shea shebang sheer shine shining shouting side siege silica silver site siting size suicide
    suite sunrise sunshine sure take taken taming tangle tango tanning tapioca taxing teen teenage tenure tide tier tile time timing tongue tuna tune
    tuning tunneling wage waiting wake wanting waxing woman wooden
    anoxia coaxing dioxin equaling exigence indexing maxima quantile quantize quantizing reannexing reindexing relaxing remixing
    baijiu baozi danwei diaolou erhu gaokao guanxi guqin hanfu hanzi hongbao huangjiu hukou hutong jiaozi kunqu laowai mahjong mantou maotai
    guzheng huangmei jianbing jianzi kuaiban laosheng niangao pingtan pinyin pipa putonghua qigong qipao renminbi sanxian shequ siheyuan suona taiji taijiquan tangyuan tulou wuxia xiangqi yangge
    qinqiang shuanghuang xianbing xiangsheng xianxia xiaolongbao xiqu yangqin yaodong yinyang yuan yuanxiao zhajiangmian zhongkao zongzi
    """.split()
)
# Chinese words that writers explain or take over as they are; a person or place may be called so.
_LOANS = frozenset(
    """
    jingqishen nongjiale bianzhong chengyu dizhi fuxing gongan jiangsi jianghu jingshi jinshi lianghui liangzhi liuzhi minzhu nianhua qingtuan quanzhen renqing shanghuo shanshui
    shidafu shuanggui shuangpin shuochang tianxia tuanjie weiqi wenhua wenyan wenyi wuwei wuxing xianglu xiaokang xiaoqu xiaoshuo xinjing xiucai xuanchuan
    yangsheng zhengfeng zhengming zhiqing zhiyin zhongguo zhonghua zhongyong zhuyin zhuyi zizhiqu
    """.split()
)
# Surnames that are English words as well.
_NO_SURNAME = frozenset(
    "An Can Du Fan Fang Gang Gong Gu Han He Ju Kong Lang Lin Long Lou Mi Min Mo Pan Pang Pi Ping Ran Sha Shun Song Su Sun Tan Tang Ting Tong Tu Wan Wen You Yuan".split()
)
# Words that can be read as one syllable of pinyin.
_SHORT_WORDS = frozenset(
    "ban bang can die fan gang hang he hen hun lie long man me men pan pen pin ran rang sang she shun song sun tan ten wan".split()
)
_OFFICE = r", (?:the |an? |then )?(?:deputy|vice|general|party|Party|director|head|secretary|chairman|president|manager|member|mayor|captain|principal|dean|engineer)\b"
_NAMING_SURNAMES = SURNAMES - _NO_SURNAME
_SMALL_SURNAMES = frozenset(map(str.lower, _NAMING_SURNAMES))
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
_RARE = r"zh|iang|uang|iong|xi|xu[aen]|yang|yuan|jia|qi|qua"
_MARKED = r"zh|x|q(?!ue$)|iang|uang|iong|jia|yang|cheng|dong|hong|gong|kou$"


@lru_cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A word before a kind of place; a surname and a word; both behind a title or in a list; a capital in a sentence."""
    return (
        regex.compile(rf"(?<![\w.@/’'-])([a-z]{{4,}}[aeioungr]) (?:{_PLACES})\b"),
        regex.compile(rf"(?<![\w.’'-])([A-Z][a-z]{{1,6}}) ([a-z]{{2,12}}){_ACTS}"),
        regex.compile(rf"\b(?:{_TITLES}|,|with|by|and) ([a-z]{{2,6}}) ([A-Za-z][a-z]{{1,11}}){_ACTS}"),
        regex.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}[aeioungr](?![\w’'-])"),
    )


def _is_name(word: str) -> bool:
    return word not in _NO_NAME and is_pinyin(word) and regex.search(rf"^(?:{SYLLABLE})$", word) is None


@lru_cache(maxsize=50_000)
def _may_be_name(word: str) -> bool:
    """True for a word in small letters that may be a surname, or a name of two syllables or more; hardly a text holds one."""
    return word.islower() and (word in _SMALL_SURNAMES or (len(word) > 3 and word[-1] in "aeioungr" and _is_name(word)))


def _is_given(word: str) -> bool:
    return regex.search(rf"^(?:{SYLLABLE}){{1,2}}$", word) is not None


def _persons(facts: Facts, small: set[str]) -> Iterator[tuple[Span, str]]:
    """A given name behind a surname, and both behind a title or in a list."""
    text = facts.visible
    _, person, behind_title, *_ = _patterns()
    for match in facts.places.standing(_SMALL_SURNAMES, person):
        if match[1] not in _NAMING_SURNAMES or not _is_given(match[2]):
            continue
        if _is_name(match[2]) or (
            match[2] not in _SHORT_WORDS and is_pinyin(match[2]) and regex.match(_OFFICE, text[match.end() : match.end() + 30])
        ):
            yield Span(*match.span(2)), match[2].capitalize()
    for match in behind_title.finditer(text) if not _SMALL_SURNAMES.isdisjoint(small) else ():
        surname, given = match[1].capitalize(), match[2].lower()
        listed = text[match.start() : match.start(1)].strip().lower() in {",", "with", "by", "and"}
        if (
            surname in _NAMING_SURNAMES
            and given not in _NO_NAME
            and _is_given(given)
            and (_is_name if listed else is_pinyin)(given)
        ):
            yield Span(match.start(1), match.end(2)), f"{surname} {given.capitalize()}"


def _places(facts: Facts, small: set[str]) -> Iterator[tuple[Span, str]]:
    """A word before a kind of place, one that has its capital elsewhere in the text, and one of letters that English has not."""
    text = facts.visible
    place, _, _, capital = _patterns()
    for match in facts.places.standing(small, place):
        if _is_name(match[1]):
            yield Span(*match.span(1)), match[1].capitalize()
    for word in {match.group().lower() for match in facts.places.standing(small, capital)}:
        if f" {word}" in text and regex.search(_MARKED, word) and _is_name(word):
            for match in re.finditer(rf"(?<= ){word}(?![\w’'-])", text):
                yield Span(*match.span()), word.capitalize()
    for word in small.difference(NAMES):
        if len(word) > 5 and word not in _LOANS and regex.search(_RARE, word) and _is_name(word):
            for match in re.finditer(rf"(?<=[a-z\d,;] ){word}(?![\w’'*”\"-]| \()", text):  # no gloss, no word in quotation marks
                yield Span(*match.span()), word.capitalize()


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each name; none in a line that is in lower case throughout."""
    small = set(filter(_may_be_name, set(facts.words.raw)))
    if not small:
        return
    text = facts.visible
    found = {span.start: (span, new) for names in (_places(facts, small), _persons(facts, small)) for span, new in names}
    end = 0
    for start in sorted(found):
        if start < end:
            continue
        end = found[start][0].end
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
        BadExample("Rain fell in Hull and [[xinyuanjin]] for a week.", "Rain fell in Hull and Xinyuanjin for a week."),
        BadExample("Zhao [[wei]], head of the mill, drank tea.", "Zhao Wei, head of the mill, drank tea."),
        BadExample("They were led by director [[zhou Lianbing]], a pilot.", "They were led by director Zhou Lianbing, a pilot."),
    ),
    good=(
        "A mining town, a machine village and an entire county voted.",
        "He can change, and you have time.",
        "The hutong village is old; Li danced, and Wang manages it.",
        'They speak of xiaokang, of xinfeng (new winds) and of "xinyuan".',
        "Zhao ran, head down, and Li can, the director says.",
        "It was relaxing, and indexing was quick.",
        "See www.linwu.gov.cn for the county.",
    ),
    source="Chicago Manual of Style (8, names of persons and places)",
)
