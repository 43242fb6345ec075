"""A small Chinese text and its English, written for tests: eight paragraphs that no alignment should confuse."""

from __future__ import annotations

CHINESE = (
    "全市推进新型工业化大会召开",
    "2月18日上午，全市推进新型工业化大会在海港区召开。市委书记王建国出席会议并讲话。",
    "去年，全市工业增加值达到3.2万亿元，比上年增长6.1%，其中高技术制造业占三成。企业家们普遍认为市场正在恢复。",
    "会议强调，要培育更多“链主”企业，带动中小企业共同发展，让产业链更加稳定。",
    "农民的收入也有了提高。苹果和茶叶通过铁路运往北京、上海，最远的到了新加坡。",
    "会议指出，科技创新是关键。大学和研究院要与工厂合作，把实验室里的成果变成产品。",
    "在环境保护方面，全市关闭了47家污染严重的矿山，种树1200万棵，河水变清了。",
    "下一步，全市将改善医院和学校的条件，让老年人和儿童得到更好的照顾。",
)
ENGLISH = (
    "City holds conference on new industrialization",
    (
        "The conference on new industrialization was held in Haigang District on the morning of February 18. Wang Jianguo, "
        "secretary of the municipal Party committee, attended and delivered a speech."
    ),
    (
        "Last year, the city's industrial value added reached 3.2 trillion yuan, an increase of 6.1% over the previous year, and "
        "high-tech manufacturing accounted for 30% of it. Entrepreneurs generally believe that the market is recovering."
    ),
    (
        'The conference stressed the need to cultivate more "chain master" enterprises, so that small and medium-sized companies '
        "develop together and the industrial chain becomes more stable."
    ),
    (
        "The income of farmers has risen as well. Apples and tea are carried by rail to Beijing and Shanghai, and the farthest went "
        "to Singapore."
    ),
    (
        "The conference pointed out that innovation in science and technology is the key. Universities and institutes should "
        "cooperate with factories and turn what laboratories achieve into products."
    ),
    (
        "To protect the environment, the city closed 47 mines with heavy pollution and planted 12 million trees, and the rivers have "
        "become clear."
    ),
    (
        "As a next step, the city will improve the conditions of hospitals and schools, so that the elderly and children are better "
        "cared for."
    ),
)


def text(paragraphs: tuple[str, ...]) -> str:
    """The paragraphs as plain text."""
    return "\n\n".join(paragraphs) + "\n"
