"""Chinese dates: years with and without their century, of three calendars, months, days, decades, centuries, quarters.

Whatever can be a span of time as well as a point in it ("08年", "三十年") keeps both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.numerals_zh import DIGITS, values
from policy_glossary.language.quantity import Kind, Reading
from policy_glossary.model.light_typing import NamedTuple

_HAN = f"[{DIGITS}十]"
# The year before the first of each era; a Republican year is that of the calendar used in Taiwan.
_ERAS = {
    "民国": 1911, "康熙": 1661, "雍正": 1722, "乾隆": 1735, "嘉庆": 1795, "道光": 1820, "咸丰": 1850, "同治": 1861,
    "光绪": 1874, "宣统": 1908, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
}  # fmt: skip
_YEAR = rf"(?<![\d.,{DIGITS}])(?P<year>(?:1\d|20)\d\d|[一二][{DIGITS}]{{3}})"
_PATTERNS = (
    ("era", rf"(?P<era>{'|'.join(_ERAS)})(?P<n>\d{{1,3}}|{_HAN}{{1,3}}|元)年"),
    ("years", rf"{_YEAR}(?:年)?[-—–~～至到/](?P<short>(?:20)?\d\d)(?:年度?|(?=财年|财政年度|学年|年))"),
    ("iso", r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?![\d.])"),
    ("year", rf"{_YEAR}(?=年|[-/.]\d\d?[-/.]\d)年?"),
    ("year_alone", r"(?<=[（(〔\[])(?P<year>(?:19|20)\d\d)(?=[）)〕\]])"),
    ("short_year", rf"(?<![\d.,{DIGITS}])(?P<year>\d\d)年(?=\d{{1,2}}月|[初底末中]|上半|下半|第|[一二三四]季|至\d\d年)"),
    ("generation", r"(?<!\d)(?P<n>[0-9]0|[五六七八九]零)后(?!续|期|来|面|的\d)"),
    ("decade", rf"(?P<century>上世纪|上个世纪|本世纪|(?:\d\d|{_HAN}{{1,3}})世纪)?(?P<n>\d0|{_HAN}十|十)年代"),
    ("century", rf"(?P<n>\d\d?|{_HAN}{{1,3}})世纪"),
    ("lunar", r"(?:(?:农历|阴历|夏历)[年正腊冬\d一二三四五六七八九十初廿卅月日]+|(?:正|腊|冬)月(?:初?[一二三四五六七八九十]+|廿.)?|初[一二三四五六七八九十](?!步|中|期))"),
    ("month", rf"(?<![\d.,{DIGITS}十数几个])(?P<n>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?(?!均|息|薪|供|租|费|亮|球|饼|票)|(?=[至到、和及与—–~～-]\d{{1,2}}月))"),
    ("day", r"(?:(?<=月)|(?<![\d.,第前近后均每]))(?P<n>[12]\d|3[01]|0?[1-9])(?:[日号](?!元|均|期|线|楼|令|文|机|院|台|店|内|游)|(?=[至到、和及与—–~～-]\d{1,2}[日号]))"),
    ("day_han", r"(?<=月)(?P<n>[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])(?:日|号)"),
    ("quarter", r"第?(?P<n>[1-4一二三四])季(?:度|$|(?!节|花|稻|茶))"),
    ("time", r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上|晚|午夜)?(?<![\d.])(?:[01]?\d|2[0-4])(?:时|点(?!\d))(?:半|[0-5]?\d分|许|整|左右)?(?!间|代|期|点|以)|(?<!\d)[0-2]?\d:[0-5]\d"),
)  # fmt: skip


class DatePart(NamedTuple):
    """A part of a date: its place, its readings (none: the time of day and the lunar calendar, which are not compared)."""

    start: int
    end: int
    readings: tuple[Reading, ...]


def date_parts(text: str) -> Iterator[DatePart]:
    """Parts of dates in a text of simplified characters, in text order, none overlapping."""
    pattern = "|".join(f"(?:{_numbered(form, n)})" for n, (_, form) in enumerate(_PATTERNS))
    for match in regex.compile(pattern).finditer(text):
        number = next(n for n in range(len(_PATTERNS)) if match[f"m{n}"] is not None)
        yield from _read(_PATTERNS[number][0], number, match)


def _numbered(form: str, number: int) -> str:
    named = re.sub(r"\(\?P<(\w+)>", lambda group: f"(?P<{group[1]}{number}>", form)
    return f"(?P<m{number}>{named})"


def _read(name: str, number: int, match: re.Match[str]) -> Iterator[DatePart]:
    groups = {key.rstrip("0123456789"): value for key, value in match.groupdict().items() if value and key.endswith(str(number))}
    start, end = match.span()
    if name in ("lunar", "time"):
        yield DatePart(start, end, ())
        return
    figure = groups.get("year") or groups.get("n") or ""
    found = values(figure)
    value = found[0].low if found else 1.0  # 元年
    if name == "iso":
        for key, kind in (("year", Kind.YEAR), ("month", Kind.MONTH), ("day", Kind.DAY)):
            yield DatePart(*match.span(f"{key}{number}"), (Reading.exact(kind, float(groups[key])),))
        return
    if name == "years":
        short = groups["short"]
        second = float(short) if len(short) == 4 else value - value % 100 + float(short)
        place = match.start(f"short{number}")
        yield DatePart(start, start + len(figure), (Reading.exact(Kind.YEAR, value),))
        yield DatePart(place, end, (Reading.exact(Kind.YEAR, second), Reading.exact(Kind.NUMBER, float(short))))
        return
    yield DatePart(start, end, tuple(_readings(name, value, groups)))


def _readings(name: str, value: float, groups: dict[str, str]) -> Iterator[Reading]:
    if name == "era":
        yield Reading.exact(Kind.YEAR, value + _ERAS[groups["era"]])
        yield Reading.exact(Kind.NUMBER, value)
    elif name in ("year", "year_alone"):
        yield Reading.exact(Kind.YEAR, value)
    elif name == "short_year":
        for century in (2000.0, 1900.0):
            yield Reading.exact(Kind.YEAR, century + value)
        yield Reading.exact(Kind.NUMBER, value)
    elif name in ("decade", "generation"):
        for century in _centuries(groups.get("century") or ""):
            yield Reading.exact(Kind.DECADE, century + value)
    else:
        kinds = {"month": Kind.MONTH, "day": Kind.DAY, "day_han": Kind.DAY}
        yield Reading.exact(kinds.get(name, Kind.ORDINAL), value)


def _centuries(words: str) -> tuple[float, ...]:
    """The first years of the centuries that are meant: the twentieth first, if none is named."""
    if not words:
        return 1900.0, 2000.0, 1800.0
    if words[0] in "上本":
        return (1900,) if words[0] == "上" else (2000,)
    named = values(words.removesuffix("世纪"))
    return (named[0].low * 100 - 100,) if named else ()
