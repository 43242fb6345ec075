"""Units of measure and money: their Chinese and English names, and how they convert.

Chinese market units are those of the State Council's order of 1959 (1 亩 = 1/15 hectare, 1 里 = 500 m, 1 斤 = 500 g); the
imperial ones are those of the international yard and pound agreement. Text that reaches `chinese_unit` has simplified characters.
"""

from __future__ import annotations

from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.quantity import Unit
from policy_glossary.model.light_typing import NamedTuple

_DOLLARS = "USD HKD AUD CAD SGD TWD NZD"


class _Row(NamedTuple):
    dimension: str
    factor: float  # 0: that of the row above
    name: str
    zh: str  # parted by "|"
    en: str  # a pattern; the end of a word follows


# Areas in m2, lengths in m, masses in kg, volumes in m3, energy in kWh, power in kW, times in minutes.
_ROWS = (
    _Row("area", 10_000 / 15, "mu", "亩", r"mu|mou"),
    _Row("area", 100 * 10_000 / 15, "qing", "顷", r"qing"),
    _Row("area", 10_000, "hectares", "公顷", r"hectares?|ha"),
    _Row("area", 4046.86, "acres", "英亩", r"acres?"),
    _Row("area", 1_000_000, "square kilometres", "平方公里|平方千米", r"(?:square|sq\.?)[ -]?(?:kilomet(?:re|er)s?|km)|km2|km²"),
    _Row("area", 2_589_988, "square miles", "平方英里", r"(?:square|sq\.?)[ -](?:miles?|mi)"),
    _Row("area", 1, "square metres", "平方米|平米", r"(?:square|sq\.?)[ -]?(?:met(?:re|er)s?|m)|sqm|m2|m²"),
    _Row("area", 0.0929, "square feet", "平方呎|平方英尺|平方尺", r"(?:square|sq\.?)[ -]?(?:f(?:ee|oo)t|ft)"),
    _Row("volume", 1, "cubic metres", "立方米|立方", r"cubic[ -]met(?:re|er)s?|m3|m³"),
    _Row("volume", 1e9, "billion cubic metres", "", r"bcm"),
    _Row("volume", 0.001, "litres", "升|公升", r"lit(?:re|er)s?"),
    _Row("length", 1000, "kilometres", "公里|千米", r"kilomet(?:re|er)s?|kms?"),
    _Row("length", 500, "li", "华里|里地|里路|里", r"li"),
    _Row("length", 1852, "nautical miles", "海里", r"nautical[ -]miles?"),
    _Row("length", 1609.34, "miles", "英里", r"miles?"),
    _Row("length", 1, "metres", "米|公尺", r"met(?:re|er)s?|m"),
    _Row("length", 0.01, "centimetres", "厘米|公分", r"centimet(?:re|er)s?|cm"),
    _Row("length", 0.001, "millimetres", "毫米", r"millimet(?:re|er)s?|mm"),
    _Row("length", 0.3048, "feet", "英尺|呎", r"f(?:ee|oo)t|ft"),
    _Row("length", 10 / 3, "zhang", "丈", r"zhang"),
    _Row("length", 1 / 3, "chi", "市尺|尺", r"chi"),
    _Row("length", 0.0254, "inches", "英寸|吋", r"inch(?:es)?"),
    _Row("mass", 0.5, "jin", "市斤|斤", r"jin|catt(?:y|ies)"),
    _Row("mass", 1, "kilograms", "公斤|千克", r"kilogram(?:me)?s?|kilos?|kgs?"),
    _Row("mass", 1000, "tonnes", "吨", r"(?:metric )?ton(?:ne)?s?|t"),
    _Row("mass", 50, "dan", "担", r"dan|piculs?"),
    _Row("mass", 0.001, "grams", "克", r"gram(?:me)?s?|g"),
    _Row("mass", 0.05, "liang", "市两", r"liang|taels?"),
    _Row("mass", 0.4536, "pounds", "磅", r"lbs?"),
    _Row("energy", 1, "kilowatt-hours", "千瓦时|千瓦小时|度电", r"kilowatt[ -]?hours?|kwh|kw·h"),
    _Row("energy", 1000, "megawatt-hours", "兆瓦时", r"megawatt[ -]?hours?|mwh"),
    _Row("energy", 1_000_000, "gigawatt-hours", "吉瓦时", r"gigawatt[ -]?hours?|gwh"),
    _Row("energy", 1e9, "terawatt-hours", "太瓦时", r"terawatt[ -]?hours?|twh"),
    _Row("power", 1, "kilowatts", "千瓦", r"kilowatts?|kw"),
    _Row("power", 1000, "megawatts", "兆瓦", r"megawatts?|mw"),
    _Row("power", 1_000_000, "gigawatts", "吉瓦", r"gigawatts?|gw"),
    _Row("degrees", 1, "degrees", "摄氏度|度", r"degrees?(?: celsius| centigrade)?|°c?"),
    _Row("duration", 1, "minutes", "分钟", r"min(?:ute)?s?"),
    _Row("duration", 60, "hours", "个小时|小时|个钟头", r"h(?:ou)?rs?"),
    _Row("duration", 1440, "days", "个工作日|工作日|天", r"(?:working |business |calendar )?days?"),
    _Row("duration", 10080, "weeks", "个星期|星期|周", r"weeks?"),
    _Row("months", 1, "months", "个月", r"months?"),
    _Row("months", 12, "years", "周年|年|周岁|岁", r"years?|yrs?|th anniversary"),
    _Row("months", 3, "quarters", "个季度", r"quarters?"),
    _Row("months", 120, "decades", "个年代", r"decades?"),
    _Row("months", 1200, "centuries", "个世纪|世纪", r"centur(?:y|ies)"),
)

_MONEY = (  # name, codes, Chinese, English behind the figure, English before it
    (
        "yuan",
        "CNY",
        "元人民币|圆人民币|人民币",
        r"yuan(?: \(?rmb\)?)?|renminbi|rmb|cny|chinese yuan",
        r"rmb|cny|renminbi|yuan|cn¥",
    ),
    ("yuan", "CNY JPY", "", "(?!)", r"¥|￥"),
    ("Hong Kong dollars", "HKD", "港元|港币|元港币", r"hong kong dollars?|hk dollars?|hkd|hk\$", r"hk\$|hkd"),
    ("US dollars", "USD", "美元|美金", r"us dollars?|u\.s\. dollars?|american dollars?|usd|us\$", r"us\$|usd|u\.s\.\$"),
    ("dollars", _DOLLARS, "", r"dollars?", r"\$"),
    ("euros", "EUR", "欧元", r"euros?|eur", r"€|eur|euro"),
    ("pounds", "GBP", "英镑", r"pounds?(?: sterling)?|gbp", r"£|gbp"),
    ("yen", "JPY", "日元|日圆", r"(?:japanese )?yen|jpy", r"jpy|jp¥"),
    ("won", "KRW", "韩元|韩圆", r"(?:south korean |korean )?won|krw", r"krw|₩"),
    ("rubles", "RUB", "卢布", r"r(?:o)?ubles?|rub", r"rub|₽"),
    ("New Taiwan dollars", "TWD", "新台币|台币", r"new taiwan dollars?|nt dollars?|twd|nt\$", r"nt\$|twd"),
    ("Australian dollars", "AUD", "澳元", r"australian dollars?|aud", r"a\$|au\$|aud"),
    ("Canadian dollars", "CAD", "加元", r"canadian dollars?|cad", r"c\$|ca\$|cad"),
    ("Singapore dollars", "SGD", "新加坡元|新元", r"singapore dollars?|sgd", r"s\$|sgd"),
    ("Macao patacas", "MOP", "澳门元|澳门币", r"(?:macao |macau )?patacas?|mop", r"mop"),
    ("Swiss francs", "CHF", "瑞士法郎", r"swiss francs?|chf|francs?", r"chf"),
    ("rupees", "INR", "卢比", r"(?:indian )?rupees?|inr", r"₹|rs\.?|inr"),
)
_LONGER = {  # characters behind a unit that make another word of it: 升至, 担任, 里程
    "升": "至到级高幅为温值学任", "担": "任当保心负忧", "里": "程面约", "克": "服拉隆里斯", "丈": "夫", "顷": "刻", "度": "假过",
    "天": "津然气空猫河", "米": "其兰饭粉", "尺": "寸码度", "周": "边围口",
}  # fmt: skip
_ANY_YUAN = frozenset({"CNY", "HKD", "TWD", "MOP"})  # what 元 alone may be, by where the text was written
POUNDS = Unit("pounds", "mass", 0.4536)
DISCOUNT = Unit("discount", "discount", 1)
YUAN = Unit("yuan", "money", 1, _ANY_YUAN)


@lru_cache(maxsize=1)
def chinese_units() -> dict[str, Unit]:
    """Units by their Chinese names."""
    units = {zh: Unit(row.name, row.dimension, row.factor) for row in _ROWS for zh in row.zh.split("|") if zh}
    for name, codes, chinese, _, _ in _MONEY:
        units |= {zh: Unit(name, "money", 1, frozenset(codes.split())) for zh in chinese.split("|") if zh}
    units |= {"元": YUAN, "块钱": YUAN}
    units["元人民币"] = units["人民币"]
    return units


@lru_cache(maxsize=1)
def chinese_pattern() -> str:
    """A pattern of the names of all Chinese units, longest first."""
    names = sorted(chinese_units(), key=lambda name: (-len(name), name))
    return "|".join(f"{name}(?![{_LONGER[name]}])" if name in _LONGER else name for name in names)


@lru_cache(maxsize=1)
def _english() -> tuple[list[tuple[str, Unit]], list[tuple[str, Unit]]]:
    money = [(Unit(name, "money", 1, frozenset(codes.split())), behind, before) for name, codes, _, behind, before in _MONEY]
    behind = [(text, unit) for unit, text, _ in money]
    behind += [(row.en, Unit(row.name, row.dimension, row.factor)) for row in _ROWS]
    return behind, [(text, unit) for unit, _, text in money]


def _joined(rows: list[tuple[str, Unit]]) -> str:
    return "|".join(f"(?P<u{number}>{pattern})" for number, (pattern, _) in enumerate(rows))


def english_unit(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit whose name begins at `end` or behind a blank or hyphen there, and where its name ends."""
    rows, _ = _english()
    match = regex.compile(rf"(?i)[ \u00a0\u202f-]{{0,2}}(?:{_joined(rows)})(?![\w²³])").match(text, end)
    return None if match is None or match.lastgroup is None else (rows[int(match.lastgroup[1:])][1], match.end())


def english_currency(text: str, start: int) -> tuple[Unit, int] | None:
    """The currency that stands before the figure at `start`, and where its name or sign begins."""
    _, rows = _english()
    before = text[max(0, start - 10) : start]
    match = regex.search(rf"(?i)(?<![A-Za-z$])(?:{_joined(rows)})[ \u00a0\u202f]?$", before)
    if match is None or match.lastgroup is None:
        return None
    return rows[int(match.lastgroup[1:])][1], start - len(before) + match.start()
