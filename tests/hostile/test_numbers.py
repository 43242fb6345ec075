"""Numbers that mislead, by the numbers of the list of hostile inputs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.formats import read_document
from policy_glossary.language.quantities_en import english_quantities
from policy_glossary.language.quantities_zh import chinese_quantities
from policy_glossary.language.quantity import Kind
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.indexing import build_index
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.quantities import LONGEST, Verdict, compare, compare_pairs
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Finding
from policy_glossary.model.text import SourceText, Span
from tests.conftest import rules_of

CODES = ("NUM001", "NUM025", "NUM026", "NUM027", "POL001")
Check = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def check() -> Check:
    database = sqlite3.connect(":memory:")
    build_index([], database)
    matcher = Matcher(TermIndex(database))

    def run(zh: str, english: str, name: str = "draft.txt") -> list[Finding]:
        document = read_document(SourceText(name, english))
        pairs = (Pair(zh, Span(0, len(english)), "draft.zh.txt:1"),) if zh else ()
        return list(check_document(document, matcher, Judgement(rules_of(*CODES)), pairs).report.findings)

    return run


def told(zh: str, english: str) -> list[str]:
    return [f"{c.chinese.text} {c.verdict}" for c in compare(zh, english) if c.verdict is not Verdict.MET]


@pytest.mark.parametrize(
    ("zh", "value"),
    [
        ("90亿", 9e9),
        ("1.5万", 15_000),
        ("三十二", 32),
        ("５８万", 580_000),
        ("3亿5000万", 3.5e8),
        ("兩萬億元", 2e12),
        ("1,024", 1024),
    ],
)
def test_row_126_values_by_ten_thousands_and_hundred_millions(zh: str, value: float) -> None:
    (quantity,) = chinese_quantities(f"{zh}个")
    assert quantity.value == value


def test_row_126_shares_ranges_and_full_width_figures() -> None:
    ratios = [(q.text, q.value) for q in chinese_quantities("５％，三成半，三分之二，2/3，百分之五十，一半")]
    values = [round(value or 0, 3) for _, value in ratios]
    assert values == [0.05, 0.35, 0.667, 0.667, 0.5, 0.5]
    assert [q.kind for q in chinese_quantities("2至3%")] == [Kind.RATIO, Kind.RATIO]


@pytest.mark.parametrize(
    "zh",
    [
        "联系电话010-88886666，手机13800138000，热线12345。",
        "国发〔2022〕3号文件",
        "工程(二)包括：\n一、道路\n2. 桥梁",
        "一带一路、两会、三农、十四五规划、五湖四海、百折不挠",
        "三亚、九江、十堰、六安、万州、万科、三星",
        "C919、歼-20、CR400AF、5G、PM2.5、GB/T 19001",
        "见 https://example.org/2023/45678 。",
        "农历八月十五上午9时30分",
    ],
)
def test_row_126_phone_numbers_names_lists_and_slogans_ask_for_nothing(zh: str) -> None:
    assert told(zh, "The English says it without any figure.") == []


def test_row_127_numbers_in_words() -> None:
    assert (
        told("1.2万名教师，350所学校，3000万元", "twelve thousand teachers, three hundred and fifty schools, thirty million yuan")
        == []
    )
    assert told("一百多家企业", "a hundred or so companies") == []
    assert told("两个村、12条路", "both villages and a dozen roads") == []
    assert told("三分之二", "two out of three") == []


def test_row_120_a_number_that_occurs_three_times_may_be_given_once() -> None:
    zh = "该项目投资5000万元。5000万元已到位，5000万元全部来自财政。"
    assert told(zh, "The 50 million yuan of the project has arrived, all of it from the budget.") == []


def test_row_121_traditional_characters() -> None:
    assert told("總額5,132億港元，較上年增長3成，佔地20公頃", "HK$513.2 billion in all, up 30% on the year, on 20 hectares") == []
    assert told("總額5,132億港元", "HK$5,132 billion in all") == ["5,132億港元 different value"]


def test_row_124_figures_in_code_and_addresses_render_nothing(check: Check) -> None:
    english = "See `port 3600` and https://example.org/36000 for the greenhouses.\n"
    assert [f.rule for f in check("大棚3.6万座。", english, "draft.md")] == ["NUM026"]


def test_row_130_the_source_can_be_wrong_and_both_sides_are_shown(check: Check) -> None:
    (finding,) = check("人均收入25亿元。", "Income per head came to 25,000 yuan.")
    assert "25亿元 = 2.5 billion yuan" in finding.message
    assert "25,000 yuan" in finding.message
    assert "draft.zh.txt:1" in finding.message
    assert "wrong" not in finding.message


def test_where_the_chinese_says_acres_mu_is_not_guessed(check: Check) -> None:
    policy = "It is necessary to deepen reform, strive to do a good job in it, and vigorously promote industry. " * 20
    english = f"{policy}The ranch covers 6,000 acres."
    assert "NUM001" in [f.rule for f in check("", english)]
    assert [f for f in check("牧场面积6000英亩。", english) if f.rule in ("NUM001", "NUM027")] == []


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "1," * 2500,
        "万" * 5000,
        "A" + "1" * 5000 + "万",
        "三分之" * 1500,
        "亿" * 39 + "元",
        "9" * 39 + " billion billion billion",
        "one in " * 1000,
        "hundred and " * 1000,
        "²³½٤٥٦ ① Ⅷ",
        "\x00" * 100,
    ],
)
def test_row_126_hopeless_figures_are_read_to_the_end(text: str) -> None:
    for quantity in [*chinese_quantities(text), *english_quantities(text)]:
        assert all(reading.high <= 1e24 for reading in quantity.readings)
    compare(text, text)


def test_row_126_a_piece_that_is_no_paragraph_is_passed_over() -> None:
    english = "The county built 12 roads. " * (LONGEST // 20)
    assert compare_pairs(english, (Pair("修路13条。", Span(0, len(english)), ""),)) == []
