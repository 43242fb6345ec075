"""Chinese numerals: one run of figures and numeral characters, and the values that it may have.

The run has simplified characters (`simplified`). A run may mix figures and scale words ("3亿5000万"), leave its last scale out
("三万五"), be vague ("数百万", "三四十"), or give digit by digit ("二〇二三").
"""

from __future__ import annotations

from policy_glossary.language import regex
from policy_glossary.language.quantity import LARGEST
from policy_glossary.model.light_typing import NamedTuple

DIGITS = "〇零一二两三四五六七八九"
SCALES = "十百千万亿兆"
FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
# 千 of 千瓦, 兆 of 兆瓦 and 百 of 百分点 belong to the unit; 点 stands for a decimal point between numerals only.
_SCALE = r"(?:[十万亿]|百(?![分帕])|千(?![瓦克米卡伏])|兆(?![瓦赫]))"
# 数 of 人数 and 总数 is no digit, and 数 and 几 stand before a scale word or what is counted.
_DIGIT = rf"(?:[{DIGITS}]|(?:几|(?<![人总件户次半多少指系参岁度分基倍额字为天点位])数)(?![\d,{DIGITS}]))"
NUMERAL = rf"(?:{FIGURE}|{_DIGIT}|{_SCALE})(?:(?<![\d.]){FIGURE}|{_DIGIT}|{_SCALE}|点(?=[{DIGITS}])|[余多来](?={_SCALE}))*"
_TOKEN = rf"{FIGURE}|."

_TRADITIONAL = "萬億兩餘圓幾數個點過約畝頃噸釐處項條張輛間頭種類戶歲時鐘週號漲減無沒會來應並從嚴達佔貳叁肆柒捌玖佰仟壹兌幣實際歐韓盧鎊臺裏裡華與爭費爾羅馬蘭僅僑較於後將還強環紀農曆臘畢屆級線熱電話國內進漸續擴縮獲難絕許須讓準為"
_SIMPLIFIED = "万亿两余圆几数个点过约亩顷吨厘处项条张辆间头种类户岁时钟周号涨减无没会来应并从严达占二三四七八九百千一兑币实际欧韩卢镑台里里华与争费尔罗马兰仅侨较于后将还强环纪农历腊毕届级线热电话国内进渐续扩缩获难绝许须让准为"
_FULL_WIDTH = "０１２３４５６７８９．％＋－"
_ASCII = "0123456789.%+-"
_TABLE = str.maketrans(_TRADITIONAL + _FULL_WIDTH, _SIMPLIFIED + _ASCII)
_VALUES = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12}
_MYRIAD = 1e4


class Value(NamedTuple):
    """A value or a range of values; `step` is the size of the last place that the words give (10万 in "250万")."""

    low: float
    high: float
    step: float


def simplified(text: str) -> str:
    """The text with the simplified forms of the characters that matter to numbers, and ASCII figures; of the same length."""
    return text.translate(_TABLE)


def values(run: str) -> tuple[Value, ...]:
    """The values that a run of numerals may have, the likeliest first; none for what is no numeral."""
    tokens = regex.findall(_TOKEN, run)
    if len(tokens) > 1 and all(token in _VALUES for token in tokens) and not _neighbours(tokens):
        number = float("".join(str(_VALUES[token]) for token in tokens))
        return (Value(number, number, 1),)
    if "点" in tokens:
        return _decimal(tokens)
    found = _sum(tokens)
    if found is None or found.high > LARGEST:
        return ()
    short = _last_scale_left_out(tokens)
    if short is None:
        return (found,)
    return (Value(found.low + short, found.high + short, found.step), found)


def _neighbours(tokens: list[str]) -> bool:
    """True for "三四", which means three or four."""
    return len(tokens) == 2 and 0 < _VALUES[tokens[1]] - _VALUES[tokens[0]] <= 2 and _VALUES[tokens[0]] > 0


def _decimal(tokens: list[str]) -> tuple[Value, ...]:
    """The value of "三点五", with what scale may follow it."""
    point = tokens.index("点")
    end = next((n for n in range(point + 1, len(tokens)) if tokens[n] not in _VALUES), len(tokens))
    whole, rest = _sum(tokens[:point]), "".join(str(_VALUES[token]) for token in tokens[point + 1 : end])
    if whole is None or not rest:
        return ()
    scale = 1.0
    for token in tokens[end:]:
        scale *= _POWERS.get(token, 1)
    value = round(float(f"{whole.low:.0f}.{rest}") * scale, 6)
    return (Value(value, value, scale / 10 ** len(rest)),)


def _last_scale_left_out(tokens: list[str]) -> float | None:
    """What "三万五" is worth beyond 30,005."""
    if len(tokens) >= 2 and tokens[-1] in _VALUES and (power := _POWERS.get(tokens[-2], 0)) >= 100 and _VALUES[tokens[-1]]:
        return _VALUES[tokens[-1]] * (power / 10 - 1)
    return None


def _sum(tokens: list[str]) -> Value | None:
    """The value of tokens by place: sections below 万, each raised by the scale words behind it."""
    low = high = section_low = section_high = 0.0
    current: tuple[float, float] | None = None
    step, largest = 1.0, 0.0
    for number, token in enumerate(tokens):
        power = _POWERS.get(token)
        if power is None:
            current, step = _next_digit(token, current, step, inside=number > 0)
            continue
        step = power if current is None or power > _MYRIAD else step * power
        step = min(step, power)
        times = current or (0.0, 0.0)
        if power < _MYRIAD:
            section_low, section_high = section_low + (times[0] or 1) * power, section_high + (times[1] or 1) * power
        elif largest and power > largest:  # 万亿
            low, high = (low + section_low + times[0]) * power, (high + section_high + times[1]) * power
            section_low = section_high = 0.0
        else:
            bare = not (section_high or times[1])
            low += (1 if bare else section_low + times[0]) * power
            high += (1 if bare else section_high + times[1]) * power
            section_low = section_high = 0.0
        largest = max(largest, power) if power >= _MYRIAD else largest
        current = None
    last = current or (0.0, 0.0)
    low, high = low + section_low + last[0], high + section_high + last[1]
    if not tokens or (high == 0 and not any(token in _VALUES or token[0].isdigit() for token in tokens)):
        return None
    return Value(round(low, 6), round(high, 6), step)


def _next_digit(
    token: str, current: tuple[float, float] | None, step: float, *, inside: bool
) -> tuple[tuple[float, float] | None, float]:
    """The digit before a scale word, and the size of its place, after one more token."""
    if token in "余多来几" and current is not None:  # 340余万, 20几万
        return (current[0], current[1] + step), step
    read = _one(token)
    if read is None or (token in "零〇" and current is None and inside):  # 一百零一
        return current, step
    return (read if current is None else (current[0], read[1])), _place(token)


def _one(token: str) -> tuple[float, float] | None:
    if token in _VALUES:
        return _VALUES[token], _VALUES[token]
    if token in "数几":
        return 2.0, 9.0
    if token[0].isdigit():
        number = float(token.replace(",", ""))
        return number, number
    return None


def _place(token: str) -> float:
    """The size of the last place of a figure: 0.01 of "4.95", 10 of "340"."""
    if not token[0].isdigit():
        return 1.0
    _, point, decimals = token.partition(".")
    if point:
        return float(f"1e-{len(decimals)}")
    bare = token.replace(",", "")
    return float(10 ** (len(bare) - len(bare.rstrip("0")))) if bare.strip("0") else 1.0
