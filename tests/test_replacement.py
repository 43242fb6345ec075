"""A replacement stands in the form its sentence needs, or says that it is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_glossary.model.finding import Grade
from tests.conftest import HEADER, Run, corrected, entry, findings


@pytest.mark.parametrize(
    ("lines", "en", "text", "expected"),
    [
        # number
        (["deprecated: chain master"], "chain leader", "two chain masters", "two chain leaders"),
        (["deprecated: chain master"], "lead firm of a chain", "two chain masters", "two lead firms of a chain"),
        (["deprecated: chain master"], "chain leader", "the chain master's role", "the chain leader's role"),
        (["deprecated: science money"], "technology finance", "new science moneys", "new technology finance"),
        (["deprecated: firm above scale => firm above designated size"], "x", "40 firms above scale", "40 firms above designated size"),
        (["deprecated: four beams"], "main framework", "build four beams", "build main framework"),
        (["deprecated: old-for-new program"], "trade-in program", "two old-for-new programs", "two trade-in programs"),
        (["deprecated: ten thousand house => every house"], "x", "ten thousand houses", "every house"),
        (["deprecated: in-place fund => fund received"], "x", "in-place funds", "funds received"),
        (["deprecated: oil mood => awareness"], "x", "their oil moods", "their awareness"),
        # the rendering that differs in its form alone from the text is not asked if another one stands as the text does
        (["deprecated: well carried it => held it", "deprecated: well carry it => hold it"], "x", "to well carry it", "to hold it"),
        (["deprecated: well carried it => held it", "deprecated: well carry it => hold it"], "x", "he well carried it", "he held it"),
        # a thing that can be counted stands with an article where a mass stood without one
        (["deprecated: theme education"], "study campaign", "gains of theme education", "gains of the study campaign"),
        (["deprecated: theme education"], "study campaign", "carrying out theme education", "carrying out a study campaign"),
        (["deprecated: theme education"], "study campaign", "launched theme education", "launched a study campaign"),
        (["deprecated: combine teaching with fun", "pos: verb"], "entertain and educate", "combining teaching with fun", "entertaining and educating"),
        (["deprecated: theme education => the study campaign"], "x", "gains of theme education", "gains of the study campaign"),
        (["deprecated: study and education"], "study campaign", "to carry on with study and education", "to carry on with the study campaign"),
        (["deprecated: theme education"], "study campaign", "of theme education halls", "of study campaign halls"),
        (["deprecated: theme education"], "study campaign", "its theme education", "its study campaign"),
        (["deprecated: theme school"], "study campaign", "gains of theme school", "gains of study campaign"),
        # capitals of a title that is listed as one
        (["deprecated: Opinions on Promoting => Guidelines on Promoting"], "guidelines", "its opinions on promoting tea", "its guidelines on promoting tea"),
        (["deprecated: Opinions on Promoting => Guidelines on Promoting"], "guidelines", "The Opinions on Promoting Tea", "The Guidelines on Promoting Tea"),
        (["deprecated: Party group meeting => meeting of the leading Party group"], "leading Party group", "a party group meeting", "a meeting of the leading Party group"),
        (["deprecated: Beijing Side => Chinese side"], "Chinese side", "the beijing side", "the Chinese side"),
        # verb forms
        (["deprecated: beat the drum", "pos: verb"], "answer the call", "beating the drum", "answering the call"),
        (["deprecated: beat the drum", "pos: verb"], "make a start", "they beat the drum", "they make a start"),
        (["deprecated: grasp the ox", "pos: verb"], "set the course", "he grasps the ox", "he sets the course"),
        (["deprecated: grasp the ox", "pos: verb"], "set the course", "he grasped the ox", "he set the course"),
        # a verb that is not in our lists tells of the past too, if an object follows
        (["deprecated: put forward demands", "pos: verb"], "give orders", "Li praised the mill, and put forward demands", "Li praised the mill, and gave orders"),
        (["deprecated: put forward demands", "pos: verb"], "give orders", "she lauded their mill and put forward demands", "she lauded their mill and gave orders"),
        (["deprecated: put forward demands", "pos: verb"], "give orders", "they like the crowded mill and put forward demands", "they like the crowded mill and give orders"),
        # such a verb behind "have" goes on as a participle; "exceed" and "need" are no past
        (["deprecated: put forward demands", "pos: verb"], "give orders", "they have lauded their mill and put forward demands", "they have lauded their mill and given orders"),
        (["deprecated: put forward demands", "pos: verb"], "give orders", "they exceed the plan and put forward demands", "they exceed the plan and give orders"),
        (["deprecated: put forward demands", "pos: verb"], "give orders", "they need their mill, and put forward demands", "they need their mill, and give orders"),
        (["deprecated: put forward demands", "pos: verb"], "give orders", "they shed their coats and put forward demands", "they shed their coats and give orders"),
        (["deprecated: link chains", "pos: verb"], "fill gaps and build clusters", "by linking chains", "by filling gaps and building clusters"),
        (["deprecated: deeply grasp => understand", "pos: verb"], "understand", "they deeply grasped it", "they understood it"),
        (["deprecated: deeply grasp => fully carry out", "pos: verb"], "x", "they deeply grasped it", "they fully carried out it"),
        (["deprecated: deeply grasp => fully carry out", "pos: verb"], "x", "is deeply grasping it", "is fully carrying out it"),
        (["deprecated: deeply grasp", "pos: verb"], "further advance", "he deeply grasps it", "he further advances it"),
        (["deprecated: deeply grasp", "pos: verb"], "rely on", "he deeply grasps it", "he relies on it"),
        (["deprecated: grasp the plan => draw up and check the plan", "pos: verb"], "x", "it has grasped the plan", "it has drawn up and checked the plan"),
        (["deprecated: beat the drum", "pos: verb"], "provide guidance and support", "they all beat the drum; he beats the drum", "they all provide guidance and support; he provides guidance and support"),
        (["deprecated: beat the drum", "pos: verb"], "take root and flourish", "it beats the drum", "it takes root and flourishes"),
        (["deprecated: beat the drum", "pos: verb"], "uphold the rule and admit all", "he has beaten the drum", "he has upheld the rule and admitted all"),
        (["deprecated: beat the drum", "pos: verb"], "overcome it", "he has beaten the drum", "he has overcome it"),
        (["deprecated: grasp the ox", "pos: verb"], "be at the front", "the counties grasped the ox", "the counties were at the front"),
        (["deprecated: grasp the ox", "pos: verb"], "be at the front", "the county grasped the ox", "the county was at the front"),
        (["deprecated: grasping the ox => training talent"], "x", "they grasp the ox", "they train talent"),
        (["deprecated: grasping the ox => develop talent"], "x", "by grasping the ox", "by developing talent"),
        (["deprecated: deeply grasped => fully carried out"], "x", "he deeply grasps it", "he fully carries out it"),
        (["deprecated: grasp the ox => foot the bill"], "x", "he grasps the ox", "he foots the bill"),
        (["deprecated: grasped land => serviced land"], "x", "it achieved grasped lands", "it achieved serviced land"),
        (["deprecated: help mill => village mill"], "x", "it is helping mills sell", "it is village mills sell"),
        (["deprecated: help mill => job-creating mill"], "x", "it is helping mills sell", "it is job-creating mills sell"),
        (["deprecated: my land's => China's"], "x", "my land's hills", "China's hills"),
        (["deprecated: my land's => China's"], "x", "so my land must", "so China must"),
        (["deprecated: old land => China's"], "x", "the old land’s hills", "the China’s hills"),
        (["deprecated: own-land => China's"], "x", "its own-land hills", "its China's hills"),
        (["deprecated: Long Way", "pos: name"], "Tam Yiu-chung", "The man is Long Way", "The man is Tam Yiu-chung"),
        (["deprecated: grasp the ox", "pos: verb"], "be at the front", "it has always grasped the ox", "it has always been at the front"),
        (["deprecated: put the ox => give an order", "pos: verb"], "x", "the mayor, Li Hua, put the ox", "the mayor, Li Hua, gave an order"),
        (["deprecated: put the ox => give an order", "pos: verb"], "x", "the meeting put the ox", "the meeting gave an order"),
        (["deprecated: put the ox => give an order", "pos: verb"], "x", "he came to town and put the ox", "he came to town and gave an order"),
        (["deprecated: put the ox => give an order", "pos: verb"], "x", "it has put the ox", "it has given an order"),
        (["deprecated: put the ox => give an order", "pos: verb"], "x", "funds helped the county put the ox", "funds helped the county give an order"),
        (["deprecated: hit the ox => strike early", "pos: verb"], "x", "the meeting hit the ox", "the meeting struck early"),
        (["deprecated: increase loan investment => increase lending"], "x", "the bank increases the loan investment", "the bank increases lending"),
        (["deprecated: released dividends => delivered benefits"], "x", "the bank released the dividends", "the bank delivered benefits"),
        (["deprecated: raise the sum of loans => increase lending"], "x", "the bank raises the sum of loans", "the bank increases lending"),
        (["deprecated: put the ox => give an order", "pos: verb"], "x", "they want to come and put the ox", "they want to come and give an order"),
        # the noun that carries the number
        (["deprecated: person subject to execution"], "judgment debtor", "47 persons subject to execution", "47 judgment debtors"),
        (["deprecated: random piling"], "clutter", "the random pilings", "the clutter"),
        # a noun that is kept and does not lead keeps its number too
        (["deprecated: spirit of the important speech => gist of the important speech"], "x", "the spirit of the important speeches", "the gist of the important speeches"),
        (["deprecated: listen to a report => hear a report", "pos: verb"], "x", "they listened to reports", "they heard reports"),
        (["deprecated: listen to reports => hear reports", "pos: verb"], "x", "by listening to reports", "by hearing reports"),
        (["deprecated: cooked base"], "premises", "two cooked bases", "two premises"),
        (["deprecated: cooked land"], "farmland not used for grain", "cooked lands", "farmland not used for grain"),
        (["deprecated: chain master"], "enterprise funded by two towns", "chain masters", "enterprises funded by two towns"),
        (["deprecated: chain master"], "team sent", "chain masters", "teams sent"),
        (["deprecated: chain master"], "skilled craftsman", "chain masters", "skilled craftsmen"),
        (["deprecated: chain master"], "single veto", "chain masters", "single vetoes"),
        (["deprecated: chain master"], "small and medium-sized firm", "chain masters", "small and medium-sized firms"),
        (["deprecated: chain office"], "market regulation bureau", "many chain offices", "many market regulation bureaus"),
        (["deprecated: added value"], "value added", "two added values", "two value added"),
        (["deprecated: chain layout"], "building of chains", "chain layouts", "building of chains"),
        (["deprecated: five risks and one fund"], "insurance schemes and the housing fund", "five risks and one funds", "insurance schemes and the housing fund"),
        (["deprecated: chain base"], "district strong in industry", "two chain bases", "two districts strong in industry"),
        # possessives
        (["deprecated: chain masters"], "chain leaders", "the chain masters' role", "the chain leaders' role"),
        (["deprecated: linkage of levels"], "coordination of levels", "a linkage", "a linkage"),
        (["deprecated: level linkage"], "key firms", "the level linkage's role", "the key firms' role"),
        (["deprecated: old machines"], "new equipment", "the old machines' price", "the new equipment's price"),
        (["deprecated: old machines"], "new equipment", "the ‘old machines’ of the mill", "the ‘new equipment’ of the mill"),
        # capitals
        (["deprecated: R&D money"], "total spending on R&D", "its R&D money", "its total spending on R&D"),
        (["deprecated: chain master"], "chain leader", "Chain masters met.", "Chain leaders met."),
        (["deprecated: chain master"], "chain leader", "to the firms Chain masters met", "to the firms chain leaders met"),
        (["deprecated: chain master"], "leader of a chain", "Ten Chain Masters Met", "Ten Leaders of a Chain Met"),
        (["deprecated: chain master"], "secretary-general", "The Chain Master met", "The Secretary-General met"),
        (["deprecated: chain master"], "chain leader", "TEN CHAIN MASTERS", "TEN CHAIN LEADERS"),
        (["deprecated: long way"], "Belt and Road", "the long way", "the Belt and Road"),
        (["deprecated: internet red place"], "popular spot", "The Internet red place grew.", "The popular spot grew."),
        # articles
        (["deprecated: chain master"], "industrial chain leader", "a chain master", "an industrial chain leader"),
        (["deprecated: old thing"], "chain leader", "An old thing came.", "A chain leader came."),
        (["deprecated: chain master"], "SME", "a chain master", "an SME"),
        (["deprecated: chain master"], "unit leader", "a chain master", "a unit leader"),
        (["deprecated: special thing"], "technology finance", "a special thing", "technology finance"),
        (["deprecated: the trade as the master => trade first"], "x", "keep the trade as the master", "keep trade first"),
        (["deprecated: a two-way thing => the two markets"], "x", "open the two-way thing", "open the two markets"),
        (["deprecated: special thing"], "the whole chain", "open a special thing", "open the whole chain"),
        (["deprecated: special thing"], "the whole chain", "A special thing came.", "The whole chain came."),
        (["deprecated: green building"], "Beautiful China Initiative", "a green building of ours", "the Beautiful China Initiative of ours"),
        (["deprecated: special thing"], "technology finance", "a special thing zone", "a technology finance zone"),
        (["deprecated: special thing"], "testing of samples", "a special thing", "testing of samples"),
        (["deprecated: gorgeous turn"], "remarkable transformation", "a gorgeous turn", "a remarkable transformation"),
        (["deprecated: special thing"], "workplace safety", "a special thing and fire meeting", "a workplace safety and fire meeting"),
        (["deprecated: release a … signal => send a … signal", "pos: verb"], "x", "it releases a clear signal", "it sends a clear signal"),
        (["deprecated: release a … signal => send a … signal", "pos: verb"], "x", "it releases the clear signal", "it sends the clear signal"),
        (["deprecated: special thing"], "public hearing", "a special thing", "a public hearing"),
        # what stands around
        (["deprecated: put out", "pos: verb"], "give", "it has drawn the line and put out a plan", "it has drawn the line and given a plan"),
        (["deprecated: put out", "pos: verb"], "give", "it drew the line and put out a plan", "it drew the line and gave a plan"),
        (["deprecated: grasp the ox", "pos: verb"], "see that rules are kept", "they grasped the ox", "they saw that rules were kept"),
        (["deprecated: chain first"], "putting chains first", "the idea of the chain first", "the idea of putting chains first"),
        (["deprecated: ring and drive", "pos: verb"], "spread the word", "they ring and drive in May", "they spread the word in May"),
        (["deprecated: quickly and orderly", "pos: adverb"], "in an orderly way", "they left quickly and orderly", "they left in an orderly way"),
        (["deprecated: issue a letter to the => appeal to the", "pos: verb"], "x", "they issue a letter to the citizens", "they appeal to the citizens"),
        (["deprecated: deeply grasp => fully implement", "pos: verb"], "x", "they fully deeply grasp it", "they fully implement it"),
        (["deprecated: special new"], "SRDI enterprises", "special new enterprises", "SRDI enterprises"),
        (["deprecated: choke technology"], "bottleneck technology", 'the "choke" technology', "the bottleneck technology"),
        (["deprecated: adhere to … as the base => take … as the basis"], "x", "adhere to the real economy as the base", "take the real economy as the basis"),
        (["deprecated: cases of theft … cases of theft => thefts … burglaries"], "x", "90 cases of theft, 4 cases of theft", "90 thefts, 4 burglaries"),
        (["deprecated: board of the party, … city => party board of …"], "x", "the board of the party, Wuhan city", "the party board of Wuhan"),
        (["deprecated: cases of theft … cases of theft => thefts … burglaries"], "x", "cases of theft and cases of theft", "thefts and burglaries"),
        # the comma of the text is left out where the replacement has a joint of its own, and behind a preposition
        (["deprecated: cases of theft … cases of theft => thefts, … burglaries"], "x", "90 cases of theft, 4 cases of theft", "90 thefts, 4 burglaries"),
        (["deprecated: cases of theft … cases of theft => thefts and … burglaries"], "x", "90 cases of theft, 4 cases of theft", "90 thefts and 4 burglaries"),
        (["deprecated: board of … party … city => … and … board"], "x", "the board of rope, party, Wuhan city", "the rope and Wuhan board"),
        (["deprecated: adhere to … as the base => take … as the basis"], "x", "adhere to, the real economy as the base", "take the real economy as the basis"),
    ],
)  # fmt: skip
def test_form_of_a_replacement(lines: list[str], en: str, text: str, expected: str) -> None:
    assert corrected(text, entry("id: x", *lines, en=en)) == expected


@pytest.mark.parametrize(
    ("lines", "en", "text"),
    [
        (["deprecated: beat the drum => quick response"], "x", "they beat the drum, then he beats the drum"),  # no verb to be conjugated
        (["deprecated: link chains => tailor-made policies", "pos: verb"], "x", "they linked chains"),
        (["deprecated: link chains", "pos: verb"], "seem ready to build and work", "they linked chains and more"),  # which verbs depend on "to"?
        (["deprecated: chain master"], "cordial and clean", "two chain masters"),  # no noun
        (["deprecated: chain master"], "build a modern system", "two chain masters"),
        (["deprecated: chain master"], "build a modern system", "the chain master"),
        (["deprecated: chain master"], "across levels", "a chain master"),
        (["deprecated: chain master"], "Greater Bay Area", "two chain masters"),
        (["deprecated: chain master"], "crime prevention and control", "many chain masters"),
        (["deprecated: chain master"], "technology finance", "many chain masters came"),
        (["deprecated: chain master"], "technology finance", "chain masters are here"),
        (["deprecated: chain master"], "half-year targets", "the chain master is here"),
        (["deprecated: chain master"], "leader of a chain", "the chain master system grew"),
        (["deprecated: chain master"], "leader of a chain", "the chain master's role"),
        (["deprecated: chain master"], "leader of a chain", "the chain-master-led reform"),
        (["deprecated: green building"], "rural civility", "the city will green building"),
        (["deprecated: old ways"], "united at all levels", "an old ways"),
        (["deprecated: spring up => sprung up", "pos: verb"], "x", "a spring-up policy"),
        (["deprecated: taking … as the lead => guided by …", "pos: phrase"], "x", "the village decided to take tea as the lead"),
        (["deprecated: clear the four messes => kind of abuse"], "x", "the town clears the four messes"),
        (["deprecated: trouble met in construction => trouble"], "x", "the trouble met in construction work"),
        (["deprecated: compressed time => shorter time"], "x", "the port compressed the time"),
        (["deprecated: Chain Committee Secretary"], "secretary of the chain committee", "they met Wuxi Chain Committee Secretary Li"),
        # what follows belongs to the words that go
        (["deprecated: carry out propaganda => spread the word", "pos: verb"], "x", "they carry out propaganda activities"),
        (["deprecated: fully affirm and => praise and", "pos: verb"], "x", "they fully affirm and praise it"),
        (["deprecated: fully affirm => speak highly of", "pos: verb"], "x", "the work that they fully affirmed."),
        (["deprecated: fast button => speed up"], "x", 'the "fast button"'),
        (["deprecated: start full horsepower", "pos: verb"], "press ahead", "they start full horsepower construction"),
        (["deprecated: ring and drive", "pos: verb"], "spread the word", "they ring and drive the news"),
        (["deprecated: quickly and orderly", "pos: adverb"], "in an orderly way", "they quickly and orderly carry out the plan"),
        (["deprecated: beat the drum", "pos: verb"], "spread the word", 'they beat the "drum" and they beat "the drum again"'),
    ],
)  # fmt: skip
def test_where_no_form_is_right_the_replacement_is_told_and_not_applied(lines: list[str], en: str, text: str) -> None:
    told = findings(text, entry("id: x", *lines, en=en))
    assert [finding.fix.grade for finding in told[-1:] if finding.fix] == [Grade.MANUAL]


def test_what_its_neighbours_make_accepted_english_is_not_reported() -> None:
    law = entry("id: x", "deprecated: enforcement inspection team", en="law enforcement inspection team")
    assert not findings("a law enforcement inspection team", law)
    assert findings("an enforcement inspection team", law)


def test_an_object_that_is_whole_may_be_followed_by_anything() -> None:
    told = entry("id: x", "deprecated: carry out propaganda => spread the word", "pos: verb")
    for text in (
        "they carry out propaganda in May",
        "they carry out propaganda, activities and talks",
        "they carry out propaganda well",
    ):
        (finding,) = findings(text, told)
        assert finding.fix is not None
        assert finding.fix.grade is not Grade.MANUAL


@pytest.mark.parametrize(
    ("en", "text"),
    [
        ("leader of a chain", "the chain master plays a role"),
        ("leader of a chain", "the chain master of the town"),
        ("leader of a chain", "the chain master recently left"),
        ("leader of a chain", "the chain master Li Hua"),
        ("technology finance", "both sides oppose chain masters there"),
    ],
)
def test_a_form_that_fits_is_applied(en: str, text: str) -> None:
    fix = findings(text, entry("id: x", "deprecated: chain master", en=en))[0].fix
    assert fix is not None
    assert fix.grade is not Grade.MANUAL


def test_only_a_certain_form_is_safe() -> None:
    def grade(text: str, *lines: str, flags: str = "") -> Grade:
        fix = findings(text, entry("id: x", "deprecated: chain master", *lines, en="industrial leader", flags=flags))[0].fix
        assert fix is not None
        return fix.grade

    assert grade("the chain master") is Grade.SAFE
    assert grade("a chain master") is Grade.SUGGESTED  # the article changes too
    assert grade("the chain master", flags="#, fuzzy\n") is Grade.SUGGESTED
    assert grade("the chain master", "risk: medium") is Grade.SUGGESTED  # the entry itself has its doubts


def test_a_replacement_of_no_known_form_is_told_and_never_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.po").write_text(
        HEADER + entry("id: x", "deprecated: chain master", en="leader of a chain"), encoding="utf-8"
    )
    draft = tmp_path / "draft.txt"
    draft.write_text("The chain master system grew.\n", encoding="utf-8")
    result = run("check", "--fix", "--suggested", "--no-shipped", "--glossary", "terms.po", "draft.txt")
    assert draft.read_text(encoding="utf-8") == "The chain master system grew.\n"
    assert "leader of a chain   (adapt it by hand)" in result.stdout.decode()
