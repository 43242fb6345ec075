"""Chinese and English in which terms are easily missed, or missed in vain. The rows are those of the list of hostile inputs."""

from __future__ import annotations

from itertools import permutations

import pytest

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules
from policy_glossary.model.finding import Severity
from tests.bilingual import bilingual_findings, claims, paired, verdicts
from tests.conftest import entry, matcher_for

LEADER = entry("id: chain-leader", zh="链主", en="chain leader")
TRADE = entry("id: trade", zh="行业", en="trade")
COUNCIL = entry("id: council", "pos: name", zh="国务院", en="State Council")


def test_row_118_a_term_inside_a_longer_word_is_doubted_but_not_dropped() -> None:
    (inside,) = bilingual_findings(TRADE, ("他在银行业工作。", "He is on the night shift."))
    (alone,) = bilingual_findings(TRADE, ("各个行业都好。", "All is well."))
    assert (inside.severity.rank, alone.severity.rank) == (Severity.INFO.rank, Severity.SUGGESTION.rank)
    exempt = entry("id: trade", "exempt: 银行业", zh="行业", en="trade")
    assert bilingual_findings(exempt, ("他在銀行業工作。", "He works in banking.")) == []
    assert len(bilingual_findings(exempt, ("各个行业都好。", "All is well."))) == 1


def test_row_119_overlapping_terms_do_not_depend_on_the_order_of_the_glossary() -> None:
    entries = [
        entry("id: b-mainland", zh="中国内地", en="Chinese mainland"),
        entry("id: a-lending", zh="内地贷款", en="mainland lending"),
        entry("id: c-growth", zh="内地贷款增长", en="growth in mainland lending"),
        entry("id: d-loans", zh="贷款", en="loan"),
    ]
    found = {
        tuple((claim.concept.id, claim.nested) for claim in claims("".join(order), ("中国内地贷款多。", "Nothing.")))
        for order in permutations(entries)
    }
    assert found == {(("b-mainland", False), ("d-loans", False))}
    longest = {
        tuple((claim.concept.id, claim.nested) for claim in claims("".join(order), ("中国内地贷款增长。", "Nothing.")))
        for order in permutations(entries)
    }
    assert longest == {(("c-growth", False), ("a-lending", True), ("d-loans", True))}


def test_row_119_concepts_that_share_their_chinese_are_one_claim() -> None:
    po = entry("id: b-field", zh="抓手", en="handle") + entry("id: a-field", zh="抓手", en="starting point").replace(
        "industry", "party"
    )
    for english in ("It is the handle.", "It is the starting point."):
        assert verdicts(po, ("这是抓手。", english)) == ["met"]
    assert [claim.concept.id for claim in claims(po, ("这是抓手。", "It rained."))] == ["a-field"]


@pytest.mark.parametrize(
    ("english", "verdict"),
    [
        ("The State Council met, the State Council spoke, and then left.", "met"),
        ("The State Council met, spoke and left.", "met"),
        ("Then all left.", "missing"),
    ],
)
def test_row_120_a_term_that_stands_three_times_need_not_be_repeated(english: str, verdict: str) -> None:
    assert verdicts(COUNCIL, ("国务院开会，国务院讲话，国务院离开。", english)) == [verdict]


def test_row_120_far_too_few_are_counted() -> None:
    chinese = "国务院开会。国务院讲话。国务院离开。国务院回来。国务院又开会。"
    (finding,) = bilingual_findings(COUNCIL, (chinese, "The State Council met. Then there were talks, and more talks."))
    assert finding.severity is Severity.SUGGESTION
    assert "5 times" in finding.message
    assert "once" in finding.message


@pytest.mark.parametrize(
    ("entered", "source"),
    [
        ("金融管理专员", "金融管理專員來了。"),
        ("金融管理專員", "金融管理专员来了。"),
        ("后台", "後臺很大。"),
        ("乾坤", "乾坤很大。"),
        ("著作", "著作很多。"),
        ("干部", "幹部來了。"),
        ("里程碑", "里程碑在此。"),
        ("明了", "大家都明瞭。"),
        ("群众", "羣衆來了。"),
        ("A股", "Ａ股上涨。"),
    ],
)
def test_row_121_one_entry_serves_both_scripts(entered: str, source: str) -> None:
    assert verdicts(entry("id: it", zh=entered, en="the thing"), (source, "The thing is here.")) == ["met"]


@pytest.mark.parametrize(
    "english",
    [
        "Chain leaders came.",
        "The chain leader's firm came.",
        "The chain-leaders came.",
        "The chain\nleaders came.",
        "The “chain” leaders came.",
        "The chain\u2011leader came.",
    ],
)
def test_row_122_ordinary_english_forms_are_no_miss(english: str) -> None:
    assert verdicts(LEADER, ("链主来了。", english)) == ["met"]


def test_row_122_a_line_break_inside_the_chinese_is_no_miss() -> None:
    assert verdicts(LEADER, ("大家都说链\n主来了。", "They say that it rained.")) == ["missing"]
    assert verdicts(entry("id: firm", zh="链主企业", en="chain leader"), ("“链主” 企业来了。", "Chain leaders came.")) == ["met"]


@pytest.mark.parametrize(
    ("po", "chinese", "english", "verdict"),
    [
        (LEADER, "链主来了。", "CHAIN LEADERS COME", "met"),
        (LEADER, "链主来了。", "Chain Leaders Come to Town", "met"),
        (entry("id: it", zh="信息技术", en="IT"), "信息技术好。", "IT is good.", "met"),
        (entry("id: it", zh="信息技术", en="IT"), "信息技术好。", "I like it.", "missing"),
        (entry("id: who", "pos: name", zh="世卫组织", en="WHO"), "世卫组织来了。", "Who came?", "missing"),
    ],
)
def test_row_123_capitals_count_for_abbreviations_alone(po: str, chinese: str, english: str, verdict: str) -> None:
    assert verdicts(po, (chinese, english)) == [verdict]


def test_row_123_words_that_a_comma_parts_are_no_abbreviation_spelled_out() -> None:
    po = entry("id: ai", zh="智能战略", en="AI strategy")
    assert verdicts(po, ("智能战略好。", "All areas, including strategy, are good.")) != ["met"]
    assert verdicts(po, ("智能战略好。", "The artificial intelligence strategy is good.")) == ["met"]


def test_row_124_what_stands_in_code_or_an_address_is_no_english() -> None:
    po = entry("id: chain", "deprecated: chain master", zh="链主", en="chain leader")
    sides = ("链主来了。", "The leader (`chain master`) came, see https://example.org/chain-master for more.")
    assert [f.rule for f in bilingual_findings(po, sides, name="draft.md") if f.suggestion] == []


def test_row_124_a_term_inside_an_exempt_name_is_none() -> None:
    po = entry("id: chain", "exempt: 链主大酒店", zh="链主", en="chain leader")
    assert claims(po, ("我住链主大酒店。", "I stay at the Lianzhu Hotel.")) == []
    assert verdicts(po, ("链主住链主大酒店。", "The chain leader stays at the Lianzhu Hotel.")) == ["met"]


def test_row_124_abbreviations_inside_other_words_are_none() -> None:
    po = entry("id: swift", zh="SWIFT", en="SWIFT")
    assert claims(po, ("SWIFTER很快。", "It is swifter.")) == []


def test_row_125_a_free_rendering_is_no_error() -> None:
    (paraphrase,) = bilingual_findings(LEADER, ("链主来了。", "The firm at the head of the chain came."))
    assert paraphrase.severity.rank <= Severity.WARNING.rank
    assert verdicts(LEADER, ("链主来了。", "The chain leader came."), ("链主又走了。", "Then it left.")) == ["met", "short"]


def test_row_125_a_miss_can_be_accepted_in_the_text() -> None:
    sides = ("链主来了。", "The great firm came. <!-- glossary: ignore chain-leader the house style of this series -->")
    assert [f for f in bilingual_findings(LEADER, sides, name="draft.md") if f.concept] == []


def test_row_126_units_and_scales_behind_a_figure_are_no_terms() -> None:
    po = entry("id: mu", "deprecated: acre", zh="亩", en="mu") + entry("id: yi", zh="亿元", en="hundred million yuan")
    assert claims(po, ("三万亩地值2亿元，每亩不少。", "2,000 hectares are worth 200 million yuan, or $5,000 an acre.")) == []
    assert verdicts(po, ("亩是单位。", "The mu is a unit.")) == ["met"]


def test_row_128_words_said_twice_are_one_mention_each() -> None:
    po = entry("id: study", zh="研究", en="study")
    assert verdicts(po, ("我们研究研究。", "We shall study it.")) == ["met"]
    assert verdicts(po, ("天天研究。", "We had had a study every day.")) == ["met"]


@pytest.mark.parametrize("marks", ["「」", "『』", "“”", '""', "《》"])
def test_row_129_quotation_marks_of_either_side_hide_no_term(marks: str) -> None:
    left, right = marks[0], marks[1]
    assert verdicts(LEADER, (f"{left}链主{right}来了。", f"The {left}chain leader{right} came.")) == ["met"]


def test_row_129_a_mark_is_reported_by_one_rule() -> None:
    document, pairs = paired(("“链主”来了。", "The 「chain leader」 came to the old town in May."))
    found = check_document(document, matcher_for(LEADER), Judgement(load_rules()), pairs).report.findings
    places = [place for finding in found for place in range(*finding.span)]
    assert len(places) == len(set(places))


def test_row_130_the_message_blames_neither_side() -> None:
    (finding,) = bilingual_findings(COUNCIL, ("国务院来了。", "The National Council came."))
    assert "国务院" in finding.message
    assert "draft.zh.txt:1" in finding.message
    assert "National Council" in finding.message
    assert not {"wrong", "mistake", "error", "must"} & set(finding.message.lower().split())


def test_a_pair_without_words_or_without_chinese_is_no_claim() -> None:
    assert claims(COUNCIL, ("国务院来了。", ""), ("", "The State Council came."), ("123", "456")) == []


def test_characters_outside_of_the_first_plane_and_lone_marks_do_no_harm() -> None:
    assert verdicts(COUNCIL, ("𠮷国务院\u200b\ufffd\u0301来了。", "The State Council \U0001f600 came.")) == ["met"]
    bilingual_findings(COUNCIL, ("（）（国务院）(( ", ") ( ) State ( Council ) ) ."))
