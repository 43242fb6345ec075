"""Quantities held against each other across the languages: what is right stays silent, what is wrong is told with both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.language.numerals_zh import values
from policy_glossary.language.quantities_en import english_quantities
from policy_glossary.language.quantities_zh import chinese_quantities
from policy_glossary.language.quantity import Bound, Kind, Trend
from policy_glossary.matching.polarity import lost_negation
from policy_glossary.matching.quantities import Comparison, Verdict, compare, compare_pairs
from policy_glossary.model.bitext import Pair
from policy_glossary.model.text import Span
from tests.bilingual import bilingual_findings

RIGHT = """
scale words
全年国内生产总值126万亿元，比上年增长5.2%。 => GDP reached 126 trillion yuan for the year, up 5.2 percent over the previous year.
新增就业1200万人以上 => more than 12 million new urban jobs
約9,200億元人民幣 => about RMB920 billion
3亿5000万元 => 350 million yuan
1万2千公里 => 12,000 kilometers
一万二千人 => twelve thousand people
三万五 => 35,000
几十亿元 => billions of yuan, tens of billions of them
2500元 => twenty-five hundred yuan
1亿多 => more than a hundred million
vague counts
数十万群众 => hundreds of thousands of people
上百家企业 => over a hundred companies
上百亿元 => tens of billions of yuan
十几个省份 => more than a dozen provinces
三四百人 => three to four hundred people
二十来岁 => in their twenties
50多岁 => in his fifties
ranges
5至8亿元 => 500 million to 800 million yuan
5亿至8亿元 => between 500 and 800 million yuan
2至3%之間 => between 2% and 3%
10%—15% => 10-15%
8.1至8.3港元兌1美元 => HK$8.1–8.3 to US$1
shares
近三分之二 => nearly two-thirds
四成以上 => more than 40 percent
三成半 => 35 percent
打八五折 => a 15 percent discount
打八折 => sold at 80 percent of the price
百分之百 => full coverage
万分之五 => 0.05 percent
1.35厘 => 1.35 per cent
25個基點 => 25 basis points
25個基點 => 0.25 percentage points
20% => one in five
每10万人中有3人 => three in every 100,000 people
multiples
比2012年翻一番 => double the 2012 figure
翻两番 => quadruple
增长近两倍 => nearly tripled
增长2倍 => an increase of 200 percent
是2012年的3倍 => three times that of 2012
units
粮食产量1.3万亿斤以上 => grain output of over 650 million tonnes
新建高标准农田8000万亩 => 5.33 million hectares of high-standard farmland were built
占地50亩 => covers 3.3 hectares
占地50亩 => covers 50 mu (12 plots)
占地50亩，投资300万元 => covers 50 mu (3 million yuan)
占地50亩 => covers 50 mu (3.3 hectares)
1顷地 => 6.67 hectares of land
全长80里 => 40 kilometres long
每亩增产100斤 => an increase of 50 kg per mu
每亩增产100斤 => an increase of 110 pounds per mu
8.3港元兌1美元 => HK$8.3 per US dollar
面积960万平方公里 => an area of 9.6 million square kilometers
装机容量1000万千瓦 => 10 GW of installed capacity
340余万千瓦 => more than 3.4 million kilowatts
发电量260亿度 => 26 billion kWh of electricity
90度的弯 => a 90-degree bend
3天 => 72 hours
50年来 => over the past half century
40多年来 => for more than four decades
money
50億元 => HK$5 billion
1000亿美元 => $100 billion
1000日元 => ¥1,000
1.2亿元 => 120 million yuan ($16.5 million)
rounding
36.48亿元 => about 3.6 billion yuan
39218元 => 39,200 yuan
dates
2023年1月至10月 => in the first ten months of 2023
2019至20年度 => 2019/20
上世纪八十年代 => in the 1980s
90后创业者 => entrepreneurs born in the 1990s
08年奥运会 => the 2008 Olympics
7月17和7月22日 => on July 17 and 22
2024-05-06 => May 6, 2024
2023年底 => at the end of last year
ordinals
第四十二条 => Article 42
第19届亚运会 => the 19th Asian Games
第二产业 => the secondary industry
no quantities
“一带一路”倡议、全国两会、“三农”工作 => the Belt and Road, the two sessions, rural work
“十四五”规划 => the 14th Five-Year Plan
一心一意、千方百计、百折不挠、一波三折 => wholeheartedly, by every means, unyielding, with twists and turns
三亚、九江和十堰 => Sanya, Jiujiang and Shiyan
百年未有之大变局 => changes unseen in a century
歼-20、C919和5G基站 => the fighter, the airliner and the base stations
双11购物节 => the Singles' Day shopping festival
上午8:30 => in the morning
“一十百千万”工程 => the project that lifts farm incomes
人数、总数 => numbers and totals
24小时 => around the clock
torn digits
40 000棵树 => 40 000 trees
6月12日，8.7万人 => On June 12,87,000 people
80亿 => 8 billon
80亿港元 => 8billionHKD
250万张 => 2,5 million tickets
"""

WRONG = """
1.2亿元 => 12 million yuan => different value
1200万人 => 1.2 million people => different value
2.1万亿元 => 2.1 billion yuan => different value
2.37万公顷 => 237,000 hectares => different value
70万 => up to 70 visitors. Million. => different value
6.3万台 => 63,00 sets => different value
500多家企业 => more than 5,000 companies => different value
3000亩 => 3,000 mu (2,000 hectares) => wrong conversion
下降2.5% => fell by 25 percent => different value
增长23.8% => grew 28.3% => different value
四成以上 => more than 4 percent => different value
数亿元 => millions of yuan => missing
共有3817户 => a total of 3,871 households => different value
是去年的3倍 => four times that of last year => different value
打八折 => an 80 percent discount => different value
第20条 => Article 12 => missing
三分之一的企业 => the companies => missing
提高1倍 => improved => missing
50亩 => 50 acres => different unit
百万亩 => a million acres => different unit
上百亩 => hundreds of acres => different unit
100斤 => 100 kg => different unit
亩产1200斤 => 1,200 pounds per mu => different unit
50顷 => 50 hectares => different unit
80里 => 80 kilometres => different unit
发电15亿度 => 1.5 billion degrees of power => different unit
5亿美元 => 500 million yuan => different unit
60亿港元 => US$6 billion => different unit
0.5个百分点 => 0.5 percent => different unit
12.5% => 12.5 percentage points => different unit
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if " => " in line]


def told(zh: str, en: str) -> list[Comparison]:
    return [comparison for comparison in compare(zh, en) if comparison.verdict is not Verdict.MET]


@pytest.mark.parametrize("case", lines(RIGHT))
def test_what_is_right_is_silent(case: str) -> None:
    zh, _, en = case.partition(" => ")
    assert [(c.chinese.text, c.verdict, c.english and c.english.text) for c in told(zh, en)] == []


@pytest.mark.parametrize("case", lines(WRONG))
def test_what_is_wrong_is_told(case: str) -> None:
    zh, en, verdict = case.split(" => ")
    assert verdict in [comparison.verdict.value for comparison in told(zh, en)]


_HAN = "零一二三四五六七八九"


def spelled_zh(number: int) -> str:
    """A number below 10**12 in Chinese numerals."""
    if number >= 10**4:
        scale, word = (10**8, "亿") if number >= 10**8 else (10**4, "万")
        high, low = divmod(number, scale)
        gap = "零" if low and low < scale // 10 else ""
        return spelled_zh(high) + word + gap + (spelled_zh(low) if low else "")
    said, zero = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if zero and said else "") + _HAN[digit] + word
            zero = False
        else:
            zero = True
    return said


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled_en(number: int) -> str:
    for scale, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (10**2, "hundred")):
        if number >= scale:
            high, low = divmod(number, scale)
            joint = " and " if word == "hundred" else " "
            return f"{spelled_en(high)} {word}" + (joint + spelled_en(low) if low else "")
    if number >= 20:
        return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    return _ONES[number]


@given(st.integers(21, 10**12 - 1))
def test_a_spelled_number_is_read_as_its_value(number: int) -> None:
    chinese = [q for q in chinese_quantities(f"{spelled_zh(number)}个") if q.readings]
    assert [number in [r.low for r in q.readings] for q in chinese] == [True]
    english = english_quantities(f"{spelled_en(number)} things")
    assert number in [r.low for q in english for r in q.readings]


@given(st.integers(21, 10**9), st.sampled_from(["个", "元", "吨", "公里"]))
def test_each_way_to_write_a_number_agrees_and_ten_times_as_much_does_not(number: int, counter: str) -> None:
    english = {"个": "things", "元": "yuan", "吨": "tonnes", "公里": "kilometres"}[counter]
    assert told(f"共{number}{counter}", f"{number:,} {english} in all") == []
    assert told(f"共{spelled_zh(number)}{counter}", f"{number:,} {english} in all") == []
    assert [c.verdict for c in told(f"共{number}{counter}", f"{number * 10:,} {english} in all")] == [Verdict.VALUE]


def test_ambiguous_readings_are_kept() -> None:
    (short_year,) = [q for q in chinese_quantities("08年5月") if q.kind is Kind.YEAR]
    assert [r.low for r in short_year.readings] == [2008, 1908, 8]
    (interest,) = chinese_quantities("3厘")
    assert [r.low for r in interest.readings] == [0.03, 0.003]
    first, _ = chinese_quantities("5至8亿元")
    assert [r.low for r in first.readings] == [5e8, 5]


@pytest.mark.parametrize(
    ("era", "first_year"),
    [
        ("康熙", 1662), ("雍正", 1723), ("乾隆", 1736), ("嘉庆", 1796), ("道光", 1821), ("咸丰", 1851), ("同治", 1862), ("光绪", 1875),
        ("宣统", 1909), ("民国", 1912), ("明治", 1868), ("大正", 1912), ("昭和", 1926), ("平成", 1989), ("令和", 2019),
    ],
)  # fmt: skip
def test_the_first_year_of_an_era(era: str, first_year: int) -> None:
    (year,) = chinese_quantities(f"{era}元年")
    assert year.readings[0].low == first_year


@pytest.mark.parametrize(
    ("zh", "decades"),
    [("十九世纪八十年代", [1880]), ("20世纪90年代", [1990]), ("本世纪20年代", [2020]), ("上世纪五十年代", [1950])],
)
def test_the_decade_of_a_named_century(zh: str, decades: list[int]) -> None:
    (decade,) = chinese_quantities(zh)
    assert [reading.low for reading in decade.readings] == decades


@pytest.mark.parametrize(
    ("zh", "readings"),
    [("一百五", [(150, 150), (105, 105)]), ("三五", [(3, 5)]), ("三四", [(3, 4)]), ("五四", [(54, 54)]), ("十五六", [(15, 16)])],
)
def test_figures_side_by_side_and_a_scale_left_out(zh: str, readings: list[tuple[int, int]]) -> None:
    assert [(value.low, value.high) for value in values(zh)] == readings


def test_both_years_of_a_span_of_two_digits() -> None:
    first, second = chinese_quantities("2019—21年")
    assert (first.readings[0].low, second.readings[0].low) == (2019, 2021)
    first, second = chinese_quantities("2019—2021年")
    assert (first.readings[0].low, second.readings[0].low) == (2019, 2021)


def test_years_of_three_calendars() -> None:
    readings = {q.text: [r.low for r in q.readings] for q in chinese_quantities("1949年，民国三十八年，光绪二十四年，农历八月十五")}
    assert readings["1949年"] == [1949]
    assert readings["民国三十八年"][0] == 1949
    assert readings["光绪二十四年"][0] == 1898
    assert not any("八月" in words for words in readings)  # the eighth lunar month is not August


def test_bounds_and_trends_are_read() -> None:
    (zh,) = chinese_quantities("同比下降不到3.5%")
    assert (zh.bound, zh.trend) == (Bound.UNDER, Trend.DOWN)
    bounds = {q.text: q.bound for q in english_quantities("no less than 20 people, no more than 30 people, over 40 people")}
    assert bounds == {"20": Bound.OVER, "30": Bound.UNDER, "40": Bound.OVER}


def test_a_value_that_the_chinese_repeats_may_stand_once() -> None:
    assert told("投资5000万元，其中5000万元来自银行", "The 50 million yuan came from a bank") == []
    assert len(told("投资5000万元，其中3000万元来自银行", "The 50 million yuan came from a bank")) == 1


@pytest.mark.parametrize(
    ("zh", "en"), [("三个村通车", "Four villages can be reached"), ("截至2019年", "as of 2009"), ("7月26日", "on June 26")]
)
def test_what_english_may_leave_out_is_told_with_doubt_where_it_says_another_thing(zh: str, en: str) -> None:
    (found,) = told(zh, en)
    assert (found.verdict, found.sure) == (Verdict.VALUE, False)
    assert told(zh, "") == []


def test_what_stands_in_the_neighbouring_piece_is_not_missing() -> None:
    english = "The county built roads. They cost 30 million yuan, and 12 villages use them."
    border = english.index("They")
    pairs = (Pair("全县投资3000万元修路。", Span(0, border), ""), Pair("12个村受益。", Span(border, len(english)), ""))
    assert [c.verdict for _, c in compare_pairs(english, pairs)] == [Verdict.MET]
    pairs = (Pair("全县投资4000万元修路。", Span(0, border), ""), Pair("12个村受益。", Span(border, len(english)), ""))
    assert Verdict.MISSING in [c.verdict for _, c in compare_pairs(english, pairs)]


def test_pairs_that_are_hardly_aligned_and_english_that_is_not_there_are_passed_over() -> None:
    english = "The county built roads."
    assert compare_pairs(english, (Pair("投资3000万元。", Span(0, len(english)), "", 0.3),)) == []
    assert compare_pairs(english, (Pair("投资3000万元。", Span(5, 5), ""),)) == []


def test_places_are_those_of_the_document() -> None:
    english = "First paragraph.\n\nIt cost 12 million yuan."
    start = english.index("It")
    ((_, found),) = compare_pairs(english, (Pair("耗资1.2亿元。", Span(start, len(english)), "a.zh:3"),))
    assert english[slice(*found.place)] == "12 million yuan"
    assert found.english is not None
    assert english[slice(*found.english.figure)] == "12 million"


def test_a_trend_is_read_and_quoted_within_its_sentence_and_paragraph() -> None:
    sides = ("差距缩小", "Gaps of all kinds widened."), ("出口下降5.2%", "Exports rose 5.2 percent.")
    (found,) = bilingual_findings("", *sides, code="POL001")
    assert 'the English says "Exports rose 5.2 percent"' in found.message
    assert not bilingual_findings("", ("价格上涨", "Prices rose again"), ("下降5.2%", "5.2 percent"), code="POL001")
    assert not bilingual_findings("", ("下降5.2%", "5.2 percent"), ("价格上涨", "Prices rose again"), code="POL001")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("不得擅自改变土地用途。", "The use of land may be changed without approval."),
        ("未经批准，任何单位不得占用耕地。", "Any organization may occupy farmland without prior approval."),
        ("严禁擅自开工。", "Plants can start work without permission."),
    ],
)
def test_a_ban_on_acting_without_leave_is_lost_where_the_english_gives_the_leave(zh: str, en: str) -> None:
    assert lost_negation(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("不得擅自改变土地用途。", "The use of land may not be changed without approval."),
        ("不得擅自改变土地用途。", "No one may change the use of land without approval."),
        ("不得擅自改变土地用途。", "It is an offence to change the use of land without permission."),
        ("未经批准不得占用耕地。", "Farmland can be occupied only with approval."),
        ("没有通知也可以检查。", "Inspections may be carried out without permission or notice."),
    ],
)
def test_a_ban_on_acting_without_leave_may_be_said_in_many_ways(zh: str, en: str) -> None:
    assert lost_negation(zh, en) is None
