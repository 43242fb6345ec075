"""A replacement stands in the form its sentence needs, or says that it is not certain."""

from __future__ import annotations

import pytest

from policy_glossary.model.finding import Grade
from tests.conftest import corrected, entry, findings


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
        (["deprecated: in-place fund => fund received"], "x", "in-place funds", "fund received"),
        (["deprecated: oil mood => awareness"], "x", "their oil moods", "their awareness"),
        # the rendering that differs in its form alone from the text is not asked if another one stands as the text does
        (["deprecated: well carried it => held it", "deprecated: well carry it => hold it"], "x", "to well carry it", "to hold it"),
        (["deprecated: well carried it => held it", "deprecated: well carry it => hold it"], "x", "he well carried it", "he held it"),
        # verb forms
        (["deprecated: beat the drum", "pos: verb"], "answer the call", "beating the drum", "answering the call"),
        (["deprecated: beat the drum", "pos: verb"], "make a start", "they beat the drum", "they make a start"),
        (["deprecated: grasp the ox", "pos: verb"], "set the course", "he grasps the ox", "he sets the course"),
        (["deprecated: grasp the ox", "pos: verb"], "set the course", "he grasped the ox", "he set the course"),
        (["deprecated: link chains", "pos: verb"], "fill gaps and build clusters", "by linking chains", "by filling gaps and building clusters"),
        (["deprecated: deeply grasp => understand", "pos: verb"], "understand", "they deeply grasped it", "they understood it"),
        (["deprecated: deeply grasp => fully carry out", "pos: verb"], "x", "they deeply grasped it", "they fully carried out it"),
        (["deprecated: deeply grasp => fully carry out", "pos: verb"], "x", "is deeply grasping it", "is fully carrying out it"),
        (["deprecated: deeply grasp", "pos: verb"], "further advance", "he deeply grasps it", "he further advances it"),
        (["deprecated: deeply grasp", "pos: verb"], "rely on", "he deeply grasps it", "he relies on it"),
        (["deprecated: help mill => village mill"], "x", "it is helping mills sell", "it is village mills sell"),
        (["deprecated: help mill => job-creating mill"], "x", "it is helping mills sell", "it is job-creating mills sell"),
        (["deprecated: grasp the plan => draw up, check the plan", "pos: verb"], "x", "it has grasped the plan", "it has drawn up, check the plan"),
        # possessives
        (["deprecated: my land's => China's"], "x", "my land's hills", "China's hills"),
        (["deprecated: my land's => China's"], "x", "so my land must", "so China must"),
        (["deprecated: old land => China's"], "x", "the old land’s hills", "the China’s hills"),
        (["deprecated: own-land => China's"], "x", "its own-land hills", "its China's hills"),
        # capitals
        (["deprecated: R&D money"], "total spending on R&D", "its R&D money", "its total spending on R&D"),
        (["deprecated: chain master"], "chain leader", "Chain masters met.", "Chain leaders met."),
        (["deprecated: chain master"], "chain leader", "to the firms Chain masters met", "to the firms chain leaders met"),
        (["deprecated: chain master"], "leader of a chain", "Ten Chain Masters Met", "Ten Leaders of a Chain Met"),
        (["deprecated: chain master"], "secretary-general", "The Chain Master met", "The Secretary-General met"),
        (["deprecated: chain master"], "chain leader", "TEN CHAIN MASTERS", "TEN CHAIN LEADERS"),
        (["deprecated: Long Way", "pos: name"], "Tam Yiu-chung", "The man is Long Way", "The man is Tam Yiu-chung"),
        (["deprecated: long way"], "Belt and Road", "the long way", "the Belt and Road"),
        # articles
        (["deprecated: chain master"], "industrial chain leader", "a chain master", "an industrial chain leader"),
        (["deprecated: old thing"], "chain leader", "An old thing came.", "A chain leader came."),
        (["deprecated: chain master"], "SME", "a chain master", "an SME"),
        (["deprecated: chain master"], "unit leader", "a chain master", "a unit leader"),
        (["deprecated: special thing"], "technology finance", "a special thing", "technology finance"),
        (["deprecated: the trade as the master => trade first"], "x", "keep the trade as the master", "keep trade first"),
        # what stands around
        (["deprecated: special new"], "SRDI enterprises", "special new enterprises", "SRDI enterprises"),
        (["deprecated: choke technology"], "bottleneck technology", 'the "choke" technology', "the bottleneck technology"),
        (["deprecated: adhere to … as the base => take … as the basis"], "x", "adhere to the real economy as the base", "take the real economy as the basis"),
    ],
)  # fmt: skip
def test_form_of_a_replacement(lines: list[str], en: str, text: str, expected: str) -> None:
    assert corrected(text, entry("id: x", *lines, en=en)) == expected


def test_only_a_certain_form_is_safe() -> None:
    def grade(text: str, *lines: str, flags: str = "") -> Grade:
        fix = findings(text, entry("id: x", "deprecated: chain master", *lines, en="industrial leader", flags=flags))[0].fix
        assert fix is not None
        return fix.grade

    assert grade("the chain master") is Grade.SAFE
    assert grade("a chain master") is Grade.SUGGESTED  # the article changes too
    assert grade("the chain master", flags="#, fuzzy\n") is Grade.SUGGESTED
    assert grade("the chain master", "risk: medium") is Grade.SUGGESTED  # the entry itself has its doubts
