"""What the English turns round: a bound (超过 and "less than"), a trend (下降 and "rose"), a negation that is lost.

English has many ways to deny without "not", so a lost negation is told only where none of them stands in the whole piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_glossary.language import regex
from policy_glossary.language.numerals_zh import simplified
from policy_glossary.language.quantity import Bound, Quantity, Trend
from policy_glossary.matching.quantities import Comparison, Verdict
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_UP = r"\b(?:increas\w*|ris(?:e|es|en|ing)|rose|grow(?:s|n|th|ing)?|grew|up(?! to)|upward|climb\w*|gain\w*|higher|expan\w+|surg\w+|soar\w*|jump\w*|rais\w+|rebound\w*|more|improv\w+|accelerat\w+|add(?:s|ed|ing)?|appreciat\w+|strengthen\w*|recover\w*|exceed\w*)\b"
_DOWN = r"\b(?:decreas\w*|declin\w*|f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|down|downward|reduc\w+|lower\w*|shr[iau]nk\w*|cut(?:s|ting)?|contract\w*|los[est]\w*|slump\w*|plung\w+|plummet\w*|slid\w*|less|fewer|slow\w*|dip(?:s|ped)?|eas(?:e|ed|es|ing)|narrow\w*|weaken\w*|depreciat\w+|retreat\w*|sav(?:e|ed|es|ings?)|off|discount|negative|minus|dwindl\w+|diminish\w*|slash\w*|trim\w*)\b"
# Words that say the opposite beyond doubt: "growth" is also what slowed.
_PLAIN_UP = r"\b(?:increas(?:e[sd]?|ing)|ris(?:e|es|en|ing)|rose|grew|up(?! to)|climb\w*|surg\w+|soar\w*|jump\w*|raised)\b"
_PLAIN_DOWN = r"\b(?:decreas(?:e[sd]?|ing)|declin\w*|f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|down|reduc\w+|shr[iau]nk\w*|slump\w*|plung\w+|plummet\w*|slid)\b"
_BORDER = r"[.;:](?=\s)|\n\s*\n"  # of sentences and paragraphs
_REACH, _AFTER = 90, 30  # characters before and behind a quantity within which English tells its trend
# Negations of Chinese that English cannot do without. 不断, 不仅, 不少, 无论 and their like deny nothing.
_STRONG = (
    r"(?:并不|并非|并未|并没有|决不|绝不|从不|从未|毫不|毫无|不得|不准|不许|不能|不会|不再|不应|不可以|不予|不存在|不属于|不构成|不适用|不符合|"
    r"没有|未发生|未出现|未发现|未造成|未收到|未能|尚未|仍未|还未|未经|未获|未有|无法|无权|无须|无需|不需要|不必|不愿|不肯|不允许|不是|严禁|禁止)"
)
_HARMLESS = r"[尚还仍]未[^，。]{0,24}(?:时|之?前)|没有[^，。]{0,24}之?前|不得不|不能不|不会不|不可不|无不|不是[^，。]{0,20}(?:而是|就是)|没有[^，。]{0,16}(?:就没有|就不|便没有)|(?:是否|有没有|能不能|会不会)|非[^，。]{0,8}不|不能仅|不仅|不只|不但"
_ANY_NEGATION = r"[不无未没非莫勿别否免禁止难拒防缺少绝仅只尚除停失避反零弱负空废弃脱]"
_DENIAL = (
    r"(?i)\b(?:no|not|none|nor|neither|never|nothing|nobody|nowhere|without|cannot|\w+n['’]t|non|barely|hardly|scarcely|rarely|seldom|little|few|fewer|less|"
    r"lack\w*|absen\w+|fail\w*|refus\w+|reject\w*|den(?:y|ies|ied|ial\w*)|forbid\w*|forbad\w*|prohibit\w*|ban(?:s|ned|ning)?|bar(?:s|red|ring)?|"
    r"prevent\w*|avoid\w*|stop\w*|ceas\w+|exclud\w+|exclusi\w+|except\w*|exempt\w*|unless|until|beyond|instead|rather|only|far from|free (?:of|from)|"
    r"yet to|too|impossib\w+|waiv\w+|withh[eo]ld\w*|restrict\w*|declin\w+|neglect\w*|ignor\w+|miss\w*|zero|nil|outlaw\w*|strictly|save|"
    r"in(?:ability|capable|eligible|valid|sufficient|adequate|applicable|complete|effective|dependent|visible|direct|definite|significant|consistent)\w*|"
    r"un(?!der|it|i[a-z]|til|ct)[a-z]{4,}|dis(?:continu|allow|agree|approv|charg|connect|regard|qualif|satisf|advantag|honest|pens)\w*|"
    r"(?:im(?:possib|proper|perfect|matur|balanc)|ir(?:respect|regular|relevan|reversib|respons)|il(?:licit|legitim)|mis(?:us|conduct|lead))\w*|non-?[a-z]+|[a-z]+less(?:ly|ness)?|[a-z]+-free|shall be void|contrary|illegal\w*|violat\w+|regardless|irrespective|"
    r"remain\w*|pending|outside|out of|short of|short|oppos\w+|against|end(?:s|ed|ing)?|halt\w*|hold back|curb\w*|eliminat\w+|remov\w+)\b"
)
# What is banned unless somebody allows it: there "may … without approval" says the opposite, and its "without" denies nothing.
_WITHOUT_LEAVE = r"(?:不得|不准|不许|不能|严禁|禁止)擅自|未经[^，。；]{1,16}，?[^，。；]{0,12}(?:不得|不准|不许|不能|严禁|禁止)"
_LEAVE_GIVEN = (
    r"(?i)\b(?:may|can|could|(?:is|are) (?:allowed|permitted|free) to)\b[^.;]{0,90}?\bwithout "
    r"(?:(?:any|prior|the|official) ){0,2}(?:approval|permission|consent|authori[sz]ation)\b"
)
_PLAIN_DENIAL = r"(?i)\b(?:not|never|cannot|no longer|\w+n['’]t)\b"
_NOT_DENYING = (
    r"(?i)\bnot (?:only|just|merely|least|to mention)\b|\bwhether or not\b|\bif not\b|\bno (?:more|less|fewer|later) than\b"
)


class Turned(NamedTuple):
    """A remark about the English at `span`: what the Chinese says (`chinese`) and what the English says of it."""

    span: Span
    chinese: str
    english: str
    kind: str  # "bound", "trend" or "negation"


def turned_quantities(zh: str, en: str, comparisons: Sequence[Comparison]) -> Iterator[Turned]:
    """Bounds and trends of quantities that the English gives the other way round."""
    met = [c for c in comparisons if c.verdict is Verdict.MET and c.english is not None]
    for comparison in met:
        source, target = comparison.chinese, comparison.english
        if target is None:
            continue
        if {source.bound, target.bound} == {Bound.OVER, Bound.UNDER}:
            yield Turned(target.span, _around(zh, source), _around_english(en, target), "bound")
        if source.trend is not Trend.NONE and _against(source.trend, target, en):
            yield Turned(target.span, _around(zh, source), _around_english(en, target), "trend")


def _around(zh: str, quantity: Quantity) -> str:
    start = max((zh.rfind(mark, 0, quantity.span.start) + 1 for mark in "，。；：、,"), default=0)
    return zh[max(start, quantity.span.start - 8) : quantity.span.end + 2].strip("，。；： ")


def _around_english(en: str, quantity: Quantity) -> str:
    start = en.rfind(" ", 0, max(0, quantity.span.start - 14)) + 1
    before = regex.split(_BORDER, en[start : quantity.span.start])[-1]
    return " ".join((before + en[quantity.span.start : quantity.span.end]).split())


def _against(trend: Trend, quantity: Quantity, en: str) -> bool:
    """True if all words about trends near an English quantity say the opposite."""
    before = regex.split(_BORDER, en[max(0, quantity.span.start - _REACH) : quantity.span.start])[-1]
    after = regex.split(r"[.;:,](?=\s|$)|\n\s*\n", en[quantity.span.end : quantity.span.end + _AFTER])[0]
    near = f"{before} {after}"
    wanted, opposite = (_UP, _PLAIN_DOWN) if trend is Trend.UP else (_DOWN, _PLAIN_UP)
    return regex.search(f"(?i){wanted}", near) is None and regex.search(f"(?i){opposite}", near) is not None


def lost_negation(zh: str, en: str) -> str | None:
    """The Chinese negation of which nothing is left in the English; None if there is none, or the English denies in any way."""
    plain = regex.compile(_HARMLESS).sub("", simplified(zh))
    match = regex.search(_STRONG, plain)
    if match is not None and regex.search(_WITHOUT_LEAVE, plain):
        en = regex.compile(_LEAVE_GIVEN).sub(lambda given: given.group().replace("without", "_______"), en)
    if match is None or not regex.search(r"[A-Za-z]{3}", en) or regex.search(_DENIAL, en):
        return None
    return match.group()


def added_negation(zh: str, en: str) -> Span | None:
    """A plain denial of the English where the Chinese denies nothing; None if there is none."""
    if regex.search(_ANY_NEGATION, simplified(zh)) or not regex.search(r"[\u4e00-\u9fff]{4}", zh):
        return None
    cleared = regex.compile(_NOT_DENYING).sub(lambda match: "_" * len(match.group()), en)
    match = regex.search(_PLAIN_DENIAL, cleared)
    return None if match is None else Span(*match.span())
