"""What the glossary asks of the English where the Chinese stands beside it."""

from __future__ import annotations

import pytest

from policy_glossary.language.folding import fold_chinese
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.wordings import Wordings
from policy_glossary.model.finding import Severity
from tests.bilingual import bilingual_findings, claims, paired, verdicts
from tests.conftest import entry, matcher_for, rules_of

RATIO = entry("id: ratio", zh="偿债比率", en="debt servicing ratio")
FIRMS = entry("id: firms", "admitted: SME", zh="中小企业", en="small and medium-sized enterprise")
COUNCIL = entry("id: council", "pos: name", zh="国务院", en="State Council")
SCHEME = entry("id: scheme", "pos: name", zh="绿色债券资助计划", en="Green Bond Grant Scheme")
LICENSEE = entry("id: licensee", zh="储值支付工具持牌人", en="stored value facility (SVF) licensee")
REGION = entry("id: region", "pos: name", zh="香港特别行政区", en="Hong Kong Special Administrative Region")
PLAN = entry("id: plan", zh="三年计划", en="three-year plan")


@pytest.mark.parametrize(
    ("po", "chinese", "english"),
    [
        (RATIO, "偿债比率下降。", "The debt-servicing ratios fell."),
        (RATIO, "偿债比率下降。", "The debt-service ratio fell."),
        (FIRMS, "中小企业来了。", "Small and medium\nsized enterprises came."),
        (LICENSEE, "储值支付工具持牌人来了。", "The stored value facility licensees came."),
        (LICENSEE, "储值支付工具持牌人来了。", "The SVF licensees came."),
        (REGION, "香港特别行政区很热。", "It is hot in the Hong Kong SAR."),
        (REGION, "香港特别行政区很热。", "It is hot in the HKSAR."),
        (PLAN, "三年计划开始了。", "The 3-year plan has begun."),
        (
            entry("id: guide", "pos: name", zh="认可指引", en="Guideline on Authorization"),
            "认可指引已出。",
            "A Guideline on Authorisation is out.",
        ),
        (
            entry("id: rules", "pos: name", zh="吸收亏损规则", en="Loss-absorbing Rules"),
            "吸收亏损规则已出。",
            "The Rules for Loss Absorbing are out.",
        ),
        (
            entry("id: fed", "pos: name", zh="美联储", en="US Federal Reserve"),
            "美联储加息。",
            "The U.S. Federal Reserve raised rates.",
        ),
        (entry("id: it", zh="资讯科技保安", en="IT security"), "加强资讯科技保安。", "Strengthen information technology security."),
        (entry("id: cyber", zh="网络安全", en="cybersecurity"), "加强网络安全。", "Strengthen cyber security."),
    ],
)
def test_an_ordinary_form_of_the_agreed_wording_is_no_miss(po: str, chinese: str, english: str) -> None:
    assert verdicts(po, (chinese, english)) == ["met"]


@pytest.mark.parametrize(
    ("po", "chinese", "english", "verdict"),
    [
        (FIRMS, "中小企业来了。", "SMEs came.", "variant"),
        (RATIO, "偿债比率下降。", "The debt ratio fell.", "missing, in other words"),
        (RATIO, "偿债比率下降。", "It rained all day.", "missing"),
        (
            entry("id: both", zh="发牌制度", en="licensing and supervisory regime"),
            "发牌制度来了。",
            "The licensing regime came.",
            "missing, in other words",
        ),
        (entry("id: ais", zh="认可机构", en="AIs"), "认可机构增加。", "Approved institutions, also increased.", "missing"),
        (entry("id: trade", zh="中美贸易", en="US-China trade"), "中美贸易增长。", "US trade grew.", "missing, in other words"),
        (entry("id: link", zh="互联互通", en="connectivity"), "互联互通好。", "To connect is good.", "missing, in other words"),
        (
            entry("id: chain", "deprecated: chain master", zh="链主", en="chain leader"),
            "链主来了。",
            "Chain masters came.",
            "deprecated",
        ),
        (entry("id: chain", zh="链主", en="chain leader"), "链主来了。", "The 链主 came.", "untranslated"),
    ],
)
def test_what_is_no_form_of_the_agreed_wording_is_told_by_kind(po: str, chinese: str, english: str, verdict: str) -> None:
    (claim,) = claims(po, (chinese, english))
    assert f"{claim.verdict}{', in other words' * claim.reworded}" == verdict


def test_the_likely_words_are_shown_where_another_wording_stands() -> None:
    finding = bilingual_findings(
        SCHEME, ("政府的绿色债券资助计划开始了。", "The Green Bond Subsidy Scheme has begun, says the mayor.")
    )[0]
    _, english = "", "The Green Bond Subsidy Scheme has begun, says the mayor."
    assert english[slice(*finding.span)] == "Green Bond Subsidy Scheme"
    assert "绿色债券资助计划" in finding.message
    assert "draft.zh.txt:1" in finding.message


def test_names_are_held_strictly_and_common_terms_leniently() -> None:
    strict = bilingual_findings(COUNCIL, ("国务院来了。", "The National Council came."))
    lenient = bilingual_findings(RATIO, ("偿债比率下降。", "The debt ratio fell."))
    lost = bilingual_findings(RATIO, ("偿债比率下降。", "It rained all day."))
    assert [f.severity for f in (*strict, *lenient, *lost)] == [Severity.ERROR, Severity.SUGGESTION, Severity.WARNING]


def test_a_term_that_the_text_defines_is_held_strictly() -> None:
    definition = ("债务与收入的偿债比率（以下简称“偿债比率”）下降。", "The debt servicing ratio fell.")
    found = bilingual_findings(RATIO, definition, ("偿债比率又下降。", "The burden ratio fell again."))
    assert [f.severity for f in found] == [Severity.ERROR]


def test_verbs_and_phrases_have_many_good_renderings() -> None:
    po = entry("id: push", "pos: verb", "deprecated: push forward", zh="推进", en="advance")
    assert bilingual_findings(po, ("推进工作。", "Carry on the work."), code="BIL001") == []
    assert verdicts(po, ("推进工作。", "Push forward the work.")) == ["deprecated"]


def test_a_term_inside_a_longer_one_is_settled_with_it() -> None:
    po = entry("id: market", zh="金融市场", en="financial market") + entry("id: reform", zh="金融市场改革", en="markets reform")
    assert bilingual_findings(po, ("金融市场改革好。", "The markets reform is good.")) == []
    (lost,) = bilingual_findings(po, ("金融市场改革好。", "It rained."))
    assert lost.concept is not None
    assert lost.concept.id == "reform"
    verb = entry("id: market", zh="金融市场", en="financial market") + entry(
        "id: open", "pos: verb", zh="开放金融市场", en="open up"
    )
    (inside,) = bilingual_findings(verb, ("开放金融市场。", "Let in the wind."))
    assert inside.concept is not None
    assert inside.concept.id == "market"


def test_a_short_form_that_the_text_introduces_counts_from_then_on() -> None:
    fund = entry("id: fund", "pos: name", zh="外汇基金", en="Exchange Fund")
    first = ("外汇基金增长。", "The Exchange Fund (the “EXF”) grew.")
    later = [("天晴。", "It was sunny.")] * 6
    assert verdicts(fund, first, *later, ("外汇基金下降。", "EXF fell.")) == ["met", "met"]
    assert verdicts(fund, ("外汇基金下降。", "EXF fell.")) == ["missing"]


def test_a_pronoun_close_behind_the_full_form_is_no_miss() -> None:
    full = ("国务院来了。", "The State Council came.")
    assert verdicts(COUNCIL, full, ("国务院走了。", "It left.")) == ["met", "short"]
    far = [("天晴。", "The sun shone.")] * 4
    assert verdicts(COUNCIL, full, *far, ("国务院走了。", "It left.")) == ["met", "missing"]


def test_a_short_form_is_not_another_name() -> None:
    full = ("国务院来了。", "The State Council came.")
    assert verdicts(COUNCIL, full, ("国务院走了。", "Then the Council left.")) == ["met", "short"]
    assert verdicts(COUNCIL, full, ("国务院走了。", "Then the National Council left, and it rained.")) == ["met", "missing"]


def test_two_wordings_of_one_term_in_one_pair_are_told_mildly() -> None:
    market = entry("id: market", zh="股票市场", en="stock market")
    found = bilingual_findings(market, ("股票市场好，股票市场大。", "The stock market is good, the equity market is large."))
    assert [(f.rule, f.severity) for f in found] == [("BIL001", Severity.SUGGESTION)]


def test_a_suspect_rendering_beside_its_chinese_is_proved() -> None:
    po = entry("id: chain", "suspect: chain owner", "when: zinc", zh="链主", en="chain leader")
    english = "The chain owner came."
    assert bilingual_findings(po, ("店主来了。", english)) == []
    (finding,) = bilingual_findings(po, ("链主来了。", english))
    assert (finding.rule, finding.severity, finding.suggestion) == ("BIL002", Severity.WARNING, "chain leader")


def test_the_chinese_raises_what_the_english_rule_reports_anyway() -> None:
    po = entry("id: chain", "deprecated: chain owner", "risk: high", zh="链主", en="chain leader")
    english = "The chain owner came."
    (alone,) = bilingual_findings(po, ("店主来了。", english))
    (proved,) = bilingual_findings(po, ("链主来了。", english))
    assert (alone.rule, alone.severity) == ("TERM001", Severity.INFO)
    assert (proved.rule, proved.severity) == ("TERM001", Severity.WARNING)


def test_an_accepted_wording_around_a_deprecated_one_shields_it() -> None:
    po = entry("id: chain", "deprecated: chain owner", "admitted: supply chain owner", zh="链主", en="chain leader")
    assert verdicts(po, ("链主来了，链主走了。", "The supply chain owner came and went.")) == ["variant"]
    assert verdicts(po, ("链主来了，链主走了。", "The chain leader came and the chain owner went.")) == ["deprecated"]


def test_a_name_of_no_official_kind_may_be_described_in_small_letters() -> None:
    zone = entry("id: zone", "pos: name", zh="兑换范围", en="Convertibility Zone")
    described, renamed = (
        bilingual_findings(zone, ("在兑换范围内。", f"It is in the {words}."))
        for words in ("convertibility range", "Convertibility Range")
    )
    assert [f.severity for f in (*described, *renamed)] == [Severity.WARNING, Severity.ERROR]
    official = bilingual_findings(SCHEME, ("绿色债券资助计划。", "It is the green bond subsidy scheme."))
    assert [f.severity for f in official] == [Severity.ERROR]


def test_the_same_other_wording_of_a_common_term_is_told_once_and_of_a_name_each_time() -> None:
    sides = [("偿债比率下降。", "The debt ratio fell."), ("偿债比率上升。", "The debt ratio rose.")]
    assert len(bilingual_findings(RATIO, *sides)) == 1
    assert len(bilingual_findings(COUNCIL, *[("国务院来了。", "The National Council came.")] * 2)) == 2


def test_a_name_in_the_glossary_goes_before_its_pinyin() -> None:
    po = entry("id: person", "pos: name", zh="陈茂波", en="Chen Mopo")
    assert bilingual_findings(po, ("陈茂波来了。", "Chen Mopo came."), code="BIL005") == []


@pytest.mark.parametrize(
    ("chinese", "english", "flagged"),
    [
        ("王晓明说。", "Wang Xiaoming said so.", []),
        ("王晓明说。", "Wang Xiao-ming said so.", []),
        ("王晓明说。", "Wang Xiaomin said so.", ["Wang Xiaomin"]),
        ("王晓明说。", "Xiaoming Wang said so.", ["Xiaoming Wang"]),
        ("王晓明说。", "Zhang Xiaoming said so.", ["Zhang Xiaoming"]),
        ("王晓明和李建国说。", "Li Jianguo and Wang Xiaoming said so.", []),
        ("曾国藩写信。", "Zeng Guofan wrote letters.", []),
        ("陳茂波說。", "Chan Mo-po said so.", []),
        ("吕建国说。", "Lyu Jianguo said so.", []),
        ("西安市很热。", "Xi'an City is hot.", []),
        ("陕西省很热。", "Shaanxi Province is hot.", []),
        ("天门市很热。", "Tianmeng City is hot.", ["Tianmeng"]),
        ("李四在京。", "Zhao Liu lives in the capital.", []),
    ],
)
def test_names_are_compared_with_what_the_characters_spell(chinese: str, english: str, flagged: list[str]) -> None:
    found = bilingual_findings(COUNCIL, (chinese, english), code="BIL005")
    assert [english[slice(*finding.span)] for finding in found] == flagged


def test_one_person_has_one_form() -> None:
    sides = [
        ("王晓明来了。", "Wang Xiaoming came."),
        ("王晓明坐下。", "Wang Xiaoming sat down."),
        ("王晓明走了。", "Wang Xiao-ming left."),
    ]
    document, _ = paired(*sides)
    (finding,) = bilingual_findings(COUNCIL, *sides, code="BIL005")
    assert (document.visible[slice(*finding.span)], finding.suggestion) == ("Wang Xiao-ming", "Wang Xiaoming")


def test_lost_pieces_at_one_place_are_one_finding() -> None:
    lost = [("渔民们清晨出海，傍晚回到港口。", ""), ("孩子们在岸边等着他们回来。", "")]
    document, pairs = paired(("天晴。", "It was sunny."), *lost)
    pairs = (pairs[0], *(pair._replace(span=pairs[0].span._replace(start=pairs[0].span.end)) for pair in pairs[1:]))
    from policy_glossary.engine.judgement import Judgement, check_document

    (finding,) = check_document(document, matcher_for(COUNCIL), Judgement(rules_of("BIL004")), pairs).report.findings
    assert "draft.zh.txt:2" in finding.message
    assert "draft.zh.txt:3" in finding.message


def test_without_a_sure_alignment_nothing_is_claimed() -> None:
    assert claims(COUNCIL, ("国务院来了。", "The National Council came."), confidence=0.3) == []
    (mild,) = bilingual_findings(COUNCIL, ("国务院来了。", "The National Council came."), confidence=0.6)
    assert mild.severity is Severity.WARNING


def test_a_proposal_only_informs() -> None:
    po = entry("id: council", "pos: name", zh="国务院", en="State Council", flags="#, fuzzy\n")
    assert {f.severity for f in bilingual_findings(po, ("国务院来了。", "The National Council came."))} == {Severity.INFO}


def test_the_folded_text_keeps_every_place() -> None:
    text = "金融管理專員２０２６ＡＢ裏面𠀀e\u0301"
    assert len(fold_chinese(text)) == len(text)
    assert fold_chinese("後臺的電腦") == "后台的电脑"


def test_a_wording_with_a_gap_is_left_to_the_index() -> None:
    assert list(Wordings().places("CPC … Committee", [])) == []
    assert isinstance(matcher_for(COUNCIL).index, TermIndex)


def test_what_was_agreed_for_a_variant_is_told_of_the_term_under_which_it_is_filed() -> None:
    """市委书记 is a municipal secretary, 县委书记 no municipal one; a traditional form is the term itself."""
    po = entry("id: secretary", "zh-variants: 县委书记", zh="市委书记", en="municipal Party secretary")
    told = [f.message for zh in ("县委书记来了。", "市委書記來了。") for f in bilingual_findings(po, (zh, "The visitors came."))]
    assert "The English agreed for 市委书记, under which 县委书记 (" in told[0]
    assert "The English agreed for 市委書記 (" in told[1]
