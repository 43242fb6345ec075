"""Quantities in Chinese: figures and numerals with their scale, unit, bound and trend; names and idioms with numerals left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.dates_zh import date_parts
from policy_glossary.language.numerals_zh import DIGITS, FIGURE, NUMERAL, SCALES, Value, simplified, values
from policy_glossary.language.quantity import Bound, Found, Kind, Quantity, Reading, Trend, Unit
from policy_glossary.language.units import DISCOUNT, chinese_pattern, chinese_units
from policy_glossary.model.text import Span

_BLANK = "\0"
_ANY = f"[{DIGITS}十百千万亿]"
_COUNTERS = (
    "个家名人项座台件户位处张例条只辆艘架套种类批次届场宗份款颗株头匹棵起篇部支所间幢栋层路间口片幅亩对双桩门岁笔笼轮组站章句枚"
)
# Names and set phrases in which a numeral counts nothing; where one can also count, the second character decides.
_NAMES = (
    "一带一路|两会|三农|三亚|三沙|三门峡|三明|三峡|三星|三菱|三水|三江|四川|四平|五指山|五台山|五粮液|六安|六盘水|七台河|八一|八宝山|"
    "九江|九龙|九寨沟|九三学社|十堰|百色|百度|百胜|百联|千岛湖|千禧|万科|万达|万州|万宁|万象|万里|万盛|万博|亿达|亿纬|兆易|双十一|"
    "双十二|十一黄金周|五一|六一|七一|九一八|五四|一二九|一国两制|两岸|两弹一星|两山|两不愁三保障|三北|三江源|七里河|一线|二线|三线|四线|"
    "一体|一直|一般|一些|一样|一起|一定|一致|一方面|一旦|一切|一律|一时|一度|一边|一流|一贯|一再|一共|一同|一向|一经|一系列|统一|第一时间|"
    "唯一|万一|(?<!分)之一|一是|二是|三是|四是|五是|六是|七是|八是|九是|百姓|百货|百科|百年|百花齐放|千家万户|成千上万|万众|万物|万岁|千里马|"
    "十分(?!之)|十足|十全|二手|二维|三维|三角|四季|四海|四处|四周|五金|五星|五官|六合|七夕|八卦|九州|三甲|二氧化|一氧化|三文鱼|"
    "一?十百千万(?!元)|百千万(?=工程)|"
    '十[一二三四]五(?=规划|时期|期间|末|以来|[”」』"]|开局|收官)|百分百|一百年|百尺竿头|百里挑一|百炼成钢|千禧年|千年'
)
_MASKS = (
    rf"[\d,.{DIGITS}{SCALES}]{{40,}}",  # what is longer is no number, and would take long
    rf"(?<![\d{DIGITS}{SCALES}]){_ANY}(?![{_COUNTERS}{DIGITS}年月日元万亿十百千分成倍折至到、])[一-鿿]不?{_ANY}(?:[一-鿿])(?<![{_COUNTERS}年月日元])",  # 一心一意
    r"百折不[挠回撓]|千方百计|百[发战]百[中胜]|百[炼煉]成|数一数二|三[三五]两两|三番(?:五|两)次|接二连三|一波三折|七折八扣|三折屏|(?:信心|精神|勇气)百倍|百倍(?=努力|信心|警惕|珍惜)|四两拨千斤|半斤八两|丢三落四|颠三倒四|独一无二|说一不二",
    r"(?:电话|热线|传真|手机|邮编|致电|拨打|微信|QQ|QQ群|tel|fax)[号码：:\s]{0,4}[\d\-－—+() ]{3,}",
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-－—]\d{7,8}(?!\d)|(?<!\d)(?:400|800)[-－]?\d{3,4}[-－]?\d{3,4}(?!\d)|(?<!\d)\d{5}(?=热线|平台|市民)",
    r"[〔\[（(](?:19|20)\d\d[〕\]）)]\s?第?\d+号",
    r"https?://[\w./?=&%#-]+|[\w.]+@[\w.]+|www\.[\w./-]+",
    r"(?:GB|ISO|IEC|DB\d\d)(?:/T)?\s?\d+(?:[-—]\d+)?",
    r"(?<![A-Za-z\d])[A-Za-z]++(?:[-－/·]?\d++(?:\.\d++)*+)++[A-Za-z]*+(?![亿万元%\d.,])",  # CR400, COVID-19, GB/T 1234
    r"(?<=[一-鿿])-\d+[A-Z]*(?![\d.%])|(?<![\d.])\d+(?:\.\d+)*[A-Z]+(?![A-Za-z])(?<!\dK)",  # 卡-52M, 5G, 3D
    r"(?:版本|型号|车牌|编号|代码|证号|代号|系列|Ver|v)\s?[:：]?\s?[A-Z]?\d[\d.]*",
    r"(?<![\d.])\d+(?:\.\d+){2,}|(?<!\d)\d{1,2}[·•‧]\d{1,2}(?!\d)|双\d\d",
    r"(?m)^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d))|[（(][一二三四五六七八九十]{1,2}[）)]",
    r"(?<=[。！？”」])\d{1,2}(?=\s)|[①-⑳]",
)
_OVER = r"(?:超过|超出|超|逾|突破|高于|多于|大于|不少于|不低于|至少|起码|达到或超过)(?:了|约|人民币|港币|\s)*$"
_UNDER = r"(?:不足|不到|未到|低于|少于|小于|不超过|未超过|不高于|不多于|不大于|最多|至多|未满|不满|将近|接近|近)(?:了|约|人民币|港币|\s)*$"
_AFTER_OVER, _AFTER_UNDER = r"(?:及|或|，?含)?以上|多(?=[一-鿿])|余(?=[一-鿿])", r"(?:及|或)?(?:以下|以内|之内)"
_HEDGES = r"(?:约|大约|大概|近|逾|超|上|将近|接近)"
_GAP = r"(?:了|不到|不足|不超过|幅度?|约|近|逾|超过?|达到?|至|到|为|有|大约|将近|\s){0,4}$"
_UP, _DOWN = (
    r"增长|增加|上升|提高|上涨|增幅|升幅|涨幅|升高|攀升|[^跌下升]涨|增|提升|升",
    r"下降|减少|降低|下跌|回落|下滑|缩减|跌幅|降幅|减幅|降|跌|减",
)


def chinese_quantities(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, Simplified or Traditional, in text order, none overlapping."""
    plain = simplified(text)
    left = _masked(plain)
    found: list[Found] = []
    for search in (_fractions, _dates, _ordinals, _shares, _plain):
        for item in search(left):
            found.append(item)
            left = left[: item.start] + _BLANK * (item.end - item.start) + left[item.end :]
    found = _ranges(sorted(found), plain)
    return [_quantity(text, plain, item) for item in found if item.readings]


def _masked(text: str) -> str:
    """The text with blanks for names, idioms, telephone and document numbers."""
    for pattern in (*_MASKS, rf"(?<![\d{DIGITS}{SCALES}])(?:{_NAMES})"):
        text = regex.compile(pattern).sub(lambda match: _BLANK * len(match.group()), text)
    return text


def _readings(kind: Kind, found: tuple[Value, ...], factor: float = 1.0, more: bool = False) -> tuple[Reading, ...]:
    """Readings of a numeral; with `more` (余, 多, 几) it reaches up to the next step of its last place."""
    return tuple(Reading(kind, round(v.low * factor, 9), round((v.high + (v.step if more else 0)) * factor, 9)) for v in found)


def _fractions(text: str) -> Iterator[Found]:
    """百分之五, 三分之一, 5个百分点, 25个基点."""
    for match in regex.finditer(r"(?<![\d/.,])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\d/.,])", text):
        ratio = Reading.exact(Kind.RATIO, round(float(match["part"]) / float(match["whole"]), 9))
        yield Found(*match.span(), Span(*match.span()), (ratio,), firm=False)
    pattern = rf"(?P<whole>百|{NUMERAL})分之(?P<part>{NUMERAL})"
    for match in regex.finditer(pattern, text):
        whole, part = values(match["whole"]), values(match["part"])
        if whole and part and whole[0].low:
            yield Found(*match.span(), Span(*match.span()), _readings(Kind.RATIO, part, 1 / whole[0].low))
    for match in regex.finditer(rf"(?P<n>{NUMERAL})(?P<more>[余多几来])?个?(?P<unit>百分点|基点|点子)", text):
        factor = 0.01 if match["unit"] == "百分点" else 0.0001
        readings = _readings(Kind.POINTS, values(match["n"]), factor, bool(match["more"]))
        yield Found(*match.span(), Span(*match.span("n")), readings)


def _dates(text: str) -> Iterator[Found]:
    for part in date_parts(text):
        yield Found(part.start, part.end, Span(part.start, part.end), part.readings, firm=False)


def _ordinals(text: str) -> Iterator[Found]:
    """第三, 第20条: firm where figures are used, because a translator may well drop "second" or "firstly"."""
    for match in regex.finditer(rf"第(?P<n>{NUMERAL})", text):
        found = values(match["n"])
        firm = match["n"][0].isdigit() and bool(found) and found[0].low > 3
        yield Found(*match.span(), Span(*match.span("n")), _readings(Kind.ORDINAL, found), firm=firm)


def _shares(text: str) -> Iterator[Found]:
    """Per cent, 成, 折, 番, 倍, 半, 厘."""
    for match in regex.finditer(rf"(?P<n>{NUMERAL})(?P<more>[余多几])?(?P<sign>[%‰])", text):
        factor = 0.01 if match["sign"] == "%" else 0.001
        yield Found(*match.span(), Span(*match.span("n")), _readings(Kind.RATIO, values(match["n"]), factor, bool(match["more"])))
    pattern = rf"(?P<n>(?<![\d.{DIGITS}])[一二两三四五六七八九1-9]{{1,2}}(?:点[{DIGITS}])?)(?P<more>多|半|[一二三四五六七八九])?"
    for match in regex.finditer(
        pattern + r"成(?P<rest>[一二三四五六七八九半])?(?![为立员功果绩长本就份品交效语群渝都片套型组规批])", text
    ):
        tail = match["rest"] or ""
        half = 0.05 if tail == "半" else 0.01 * values(tail)[0].low if tail else 0.0
        yield Found(*match.span(), Span(*match.span("n")), tuple(
            Reading(Kind.RATIO, round(v.low / 10 + half, 4), round(v.high / 10 + half + (0.09 if match["more"] else 0), 4))
            for v in _tenths(match["n"])
        ), firm=True)  # fmt: skip
    for match in regex.finditer(
        rf"(?P<n>(?<![\d.{DIGITS}十百])(?:\d(?:\.\d)?|[一二三四五六七八九]{{1,2}}))折(?![叠射腾旧磨算合返中线页断])", text
    ):
        shares = [v.low / (100 if v.low >= 10 else 10) for v in values(match["n"])]
        readings = tuple(Reading.exact(Kind.RATIO, round(r, 4)) for share in shares for r in (1 - share, share))
        yield Found(*match.span(), Span(*match.span("n")), readings, DISCOUNT)
    yield from _multiples(text)
    for match in regex.finditer(r"(?P<n>\d+(?:\.\d+)?)厘(?!米|清)", text):
        yield Found(*match.span(), Span(*match.span("n")), tuple(
            Reading.exact(Kind.RATIO, round(float(match["n"]) * factor, 6)) for factor in (0.01, 0.001)
        ))  # fmt: skip


def _tenths(numeral: str) -> tuple[Value, ...]:
    """七 and 六七 of 六七成, 1.5 of 1.5成; two figures in a row are no number of tenths."""
    if numeral.isdigit() and len(numeral) == 2:
        return ()
    return values(numeral)


def _multiples(text: str) -> Iterator[Found]:
    for match in regex.finditer(rf"翻(?:了|两?)?(?P<n>{NUMERAL})番|(?:翻(?:了)?番|翻(?:了)?(?:一)?倍|倍增)", text):
        doubled = values(match["n"])[0].low if match["n"] and values(match["n"]) else 1.0
        times = Reading.exact(Kind.TIMES, 2.0**doubled)
        yield Found(*match.span(), Span(*match.span()), (times,), firm=match["n"] is not None)
    for match in regex.finditer(rf"(?P<n>{NUMERAL})(?P<more>[余多几])?倍(?P<half>半)?", text):
        readings = _readings(Kind.TIMES, values(match["n"]), more=bool(match["more"]))
        half = 0.5 if match["half"] else 0.0
        # 增长3倍 is up by three times, to four times as much; English says it in either way, and often wrongly.
        grown = regex.search(
            r"(?:增|提高|升|涨|扩大|高出?|多出?|超过?)[^，。；]{0,4}$", text[max(0, match.start() - 10) : match.start()]
        )
        bases = (0.0, 1.0) if grown else (0.0,)
        both = tuple(Reading(Kind.TIMES, r.low + half + one, r.high + half + one) for r in readings for one in bases)
        yield Found(*match.span(), Span(*match.span("n")), both)
    for match in regex.finditer(r"一半|过半|大半|近半|半数|减半|半(?=价|额)", text):
        yield Found(*match.span(), Span(*match.span()), (Reading.exact(Kind.RATIO, 0.5),), firm=False)


def _plain(text: str) -> Iterator[Found]:
    """Numerals with a unit, a counter, or nothing behind them."""
    units, pattern = chinese_units(), chinese_pattern()
    form = rf"(?P<n>{NUMERAL})(?P<more>[余多几来])?(?:\s?(?P<unit>{pattern}))?(?P<half>半)?"
    for match in regex.finditer(form, text):
        numeral, unit = match["n"], units.get(match["unit"] or "")
        found = values(numeral)
        if not found or (numeral == "点" or numeral in "余多来"):
            continue
        if match["half"] and unit is not None:
            found = tuple(Value(v.low + 0.5, v.high + 0.5, v.step) for v in found)
        if unit is not None and unit.dimension == "degrees" and _electric(text, match):
            unit = units["千瓦时"]
        unit = unit or _prefixed(text, match.start())
        firm = _is_firm(text, match, unit, found[0])
        if unit is None and not numeral[0].isdigit() and not firm and not _counts(text, match):
            continue
        readings = _readings(Kind.NUMBER, found, more=bool(match["more"]))
        readings += _vague(text, match, found)
        if match["unit"] == "年" and numeral.isdigit() and len(numeral) == 2:
            readings += tuple(Reading.exact(Kind.YEAR, century + found[0].low) for century in (2000, 1900))
        yield Found(*match.span(), Span(*match.span("n")), readings, unit, firm)


def _electric(text: str, match: re.Match[str]) -> bool:
    """True if 度 is a kilowatt-hour there: of current, and neither an angle nor a temperature."""
    before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() : match.end() + 15]
    if regex.match("[直锐钝]?角|[经纬]|[弯坡]|[高低]温", after) or regex.search("(?:[经纬转温]|零[上下])[^，。；]{0,4}$", before):
        return False
    large = regex.search("[万亿]", match["n"])
    return regex.search("电" if large else "[用耗节供省发]电|电[量能]", before + after) is not None


def _vague(text: str, match: re.Match[str], found: tuple[Value, ...]) -> tuple[Reading, ...]:
    """上百 and 数十 reach up to the next power of ten."""
    if regex.fullmatch("[十百千万亿]+", match["n"]) and text[max(0, match.start() - 1) : match.start()] == "上":
        return (Reading(Kind.NUMBER, found[0].low, found[0].low * 10),)
    return ()


def _counts(text: str, match: re.Match[str]) -> bool:
    """True for two and more of something: 一个 is an article."""
    following = text[match.end() : match.end() + 1]
    return match["n"] not in ("一", *"十百千万亿兆") and bool(following) and following in _COUNTERS


def _is_firm(text: str, match: re.Match[str], unit: Unit | None, value: Value) -> bool:
    """True if a careful translator gives this number: not a small numeral, not a bare 百 or 千 as in 百姓."""
    numeral = match["n"]
    if numeral[0].isdigit():
        return value.low != 1 or (unit is not None and unit.dimension not in ("duration", "months", "money"))
    before = text[max(0, match.start() - 2) : match.start()]
    following = text[match.end() : match.end() + 1]
    named = unit is not None or bool(match["more"]) or (bool(following) and following in _COUNTERS)
    if all(character in "十百千万亿兆" for character in numeral):
        return named and (bool(match["more"]) or before.endswith(("上", "近", "逾", "超", "超过", "约", "过")))
    if numeral[0] in "数几":
        return named and value.low >= 200
    return (named and value.low > 20) or bool(regex.search(r"[一二两三四五六七八九十百千][万亿]", numeral))


def _prefixed(text: str, start: int) -> Unit | None:
    """The currency whose sign stands before a figure."""
    from policy_glossary.language.units import english_currency  # the signs are the same

    found = english_currency(text, start)
    return found[0] if found else None


def _ranges(found: list[Found], text: str) -> list[Found]:
    """The first of "5至8亿元" may be 5 or 500 million: it takes a second reading with the scale and the kind of the second."""
    spread = list(found)
    for number in range(len(found) - 2, -1, -1):
        first, second = spread[number], spread[number + 1]
        between = text[first.end : second.start]
        alone = regex.fullmatch(rf"{FIGURE}|[{DIGITS}]", text[first.start : first.end])
        if not alone or not regex.fullmatch(r"\s?(?:[-—–~～至到或])\s?", between) or not second.readings:
            continue
        head = regex.match(rf"{FIGURE}|[{DIGITS}]", text[second.figure.start : second.figure.end])
        named = values(head.group()) if head else ()
        if first.unit is not None or not named or not named[0].low or first.readings[0].kind is not Kind.NUMBER:
            continue
        kind, factor = second.readings[0].kind, second.readings[0].low / named[0].low
        other = Reading(kind, round(first.readings[0].low * factor, 9), round(first.readings[0].high * factor, 9))
        if other != first.readings[0]:
            spread[number] = first._replace(readings=(other, *first.readings), unit=second.unit)
        elif second.unit is not None:
            spread[number] = first._replace(unit=second.unit)
    return spread


def _quantity(text: str, plain: str, found: Found) -> Quantity:
    before, after = plain[max(0, found.start - 14) : found.start], plain[found.end : found.end + 4]
    bound = Bound.NONE
    if regex.search(_UNDER, before) or regex.match(_AFTER_UNDER, after):
        bound = Bound.UNDER
    elif (
        regex.search(_OVER, before)
        or regex.match(_AFTER_OVER, after)
        or regex.search(r"[余多]", plain[found.figure.end : found.end])
    ):
        bound = Bound.OVER
    trend = Trend.NONE
    spell = found.unit is not None and found.unit.dimension in ("duration", "months")  # 连升两年
    if found.readings and found.readings[0].kind in (Kind.RATIO, Kind.POINTS, Kind.TIMES, Kind.NUMBER) and not spell:
        clause = regex.split(r"[，。；、：,;]", before)[-1]
        if regex.search(rf"(?:{_DOWN}){_GAP}", clause):
            trend = Trend.DOWN
        elif regex.search(rf"(?:{_UP}){_GAP}", clause):
            trend = Trend.UP
    own = plain[found.start : found.end]
    hedged = bound is not Bound.NONE or bool(regex.search(rf"{_HEDGES}(?:了|\s)?$", before) or regex.search(r"[余多几来数]", own))
    hedged = hedged or bool(regex.match(r"左右|上下|前后|许(?!可)", after))
    place = Span(found.start, found.end)
    return Quantity(place, found.figure, text[slice(*place)], found.readings, found.unit, found.firm, bound, trend, hedged)
