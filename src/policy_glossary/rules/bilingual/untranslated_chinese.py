"""Chinese characters of the source stand in the translation as they are.

Behind their translation, in brackets, characters are at home. Elsewhere those that also stand in the Chinese beside them were left
over, also in quotation marks, where a text without its source might only speak about them.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.folding import fold_chinese
from policy_glossary.matching.claims import LEAST_CONFIDENCE, Claim, Verdict
from policy_glossary.matching.facts import Facts
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Edit, Finding, Fix, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.terminology import reference

_HAN = "[\u3400-\u4e27\u4e29-\u9fff\uf900-\ufaff]"
_RUN = rf"{_HAN}(?:[{_HAN[1:-1]}、，。；：“”‘’《》！？\d%]*{_HAN})?"
_SHORTEST = 2  # characters; a single one may be a mark
_WHOLE = 0.6  # share of Chinese among the letters of a piece that was not translated at all


def check(facts: Facts) -> Iterator[Finding]:
    """Each run of characters that the Chinese beside it holds too; a piece that is Chinese on the whole is one finding."""
    if facts.visible.isascii():
        return
    left = {claim.likely.span: claim for claim in facts.claims if claim.verdict is Verdict.UNTRANSLATED and claim.likely}
    for pair in facts.pairs:
        text = facts.visible[slice(*pair.span)]
        if pair.confidence < LEAST_CONFIDENCE or text.isascii():
            continue
        letters, characters = len(regex.findall(r"[A-Za-z]", text)), len(regex.findall(_HAN, text))
        if characters >= _SHORTEST and characters >= _WHOLE * (letters / 2 + characters):
            yield RULE.finding(_trimmed(text, pair.span.start), f"The Chinese ({pair.place}) is not translated.")
            continue
        yield from _runs(text, pair, left)


def _runs(text: str, pair: Pair, left: dict[Span, Claim]) -> Iterator[Finding]:
    source = fold_chinese(pair.zh)
    for match in regex.finditer(_RUN, text):
        before = text[: match.start()]
        in_brackets = before.count("(") + before.count("（") > before.count(")") + before.count("）")
        if len(match[0]) < _SHORTEST or in_brackets or fold_chinese(match[0]) not in source:
            continue
        span = Span(pair.span.start + match.start(), pair.span.start + match.end())
        claim = left.get(span)
        if claim is None:
            yield RULE.finding(span, f'Translate "{match[0]}" ({pair.place}); the characters may follow the English in brackets.')
            continue
        new = claim.concept.preferred
        message = f'Write "{new}" for "{match[0]}" ({pair.place}); the characters may follow it in brackets.'
        fix = Fix((Edit(span, new),), Grade.SUGGESTED)
        yield RULE.finding(span, message)._replace(fix=fix, concept=reference(claim.concept))


def _trimmed(text: str, start: int) -> Span:
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


RULE = Rule(
    code="BIL003",
    name="untranslated-chinese",
    family="bilingual",
    summary="Characters of the Chinese source left in the translation.",
    reason="A reader of English cannot read them. The English comes first; the characters may follow it in brackets.",
    mqm=Mqm.ACCURACY,
    severity=Severity.ERROR,
    grade=Grade.SUGGESTED,
    check=check,
    bilingual=True,
    source="MQM and ISO 5060: untranslated text",
    bad=(
        BadExample("全镇有三家链主。 => The town has three [[链主]].", "The town has three chain leader."),
        BadExample("夜市从七点开到十二点。 => [[夜市从七点开到十二点。]]"),
        BadExample(
            "粤港澳大湾区很热。 => It is hot in the [[粵港澳大灣區]].",
            "It is hot in the Guangdong-Hong Kong-Macao Greater Bay Area.",
        ),
    ),
    good=(
        "梯田需要墙。 => Terraces (梯田) need walls.",
        "全镇有三家链主。 => The town has three chain leaders.",
        "馆里挂着一块匾。 => In the hall hangs a board with the words 天道酬勤.",
    ),
)
