"""An area in acres where the Chinese probably said mu.

Dictionaries and machines render 亩 (mu, 1/15 of a hectare) as "acre", which is six times as large (1 acre = 6.07 mu), and
every total is wrong by that factor. Chinese sources count land in mu, hardly ever in acres, so the figure is doubtful in
translated policy prose unless the text itself gives hectares beside it. Both readings are worked out in the message; which
is right only the source can tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span, SpanSet

MU_OF_HECTARE, MU_OF_ACRE = 15, 6.07
FIGURE = r"\d[\d,]*(?:\.\d+)?"
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMBER = rf"(?<![\w.,])({FIGURE})[ \u00a0-](?:(thousand|million)[ \u00a0-])?"
_AREA = rf"{_NUMBER}acres?\b(?! feet| foot)"
_GIVEN = r"hectare|\bha\b|square (?:kilo)?met|\bmu\b|hm2"

_LONGEST = 60  # characters of a figure before its unit
_REACH = 200  # characters of its sentence before and behind a figure
# Where land is measured in acres.
_ABROAD = (
    r"\b(?:U\.?S\.?A?\b|United States|America|Brit(?:ain|ish)|UK\b|U\.K\.|England|Scotland|Ireland|Irish|Australia|Canad|India\b|Texas|Iowa"
    r"|California|Nebraska|Illinois|Ohio|Oregon|Florida|Vermont|Hawaii|Alaska|North Carolina|(?:North|South) Dakota|Federal lands?)"
)


def check(facts: Facts) -> Iterator[Finding]:
    """Each figure in acres with no other unit within 40 characters, in a sentence that names no country of acres."""
    text = facts.visible
    known = SpanSet(
        comparison.english.span for _, comparison in facts.quantities if comparison.english
    )  # the Chinese tells which it is
    before = regex.compile(f"{_NUMBER}$")
    units = (at for unit in ("acre", "acres") for at in facts.places.get(unit, ()))
    numbers = (before.search(text, max(0, at - _LONGEST), at) for at in units)
    for match in facts.places.at((number.start() for number in numbers if number), regex.compile(_AREA)):
        span = Span(*match.span())
        if known.overlaps(span) or regex.search(_GIVEN, text[max(0, span.start - 40) : span.end + 40]):
            continue
        sentence = facts.sentences.sentence_at(span.start)
        if regex.search(_ABROAD, text[max(sentence.start, span.start - _REACH) : min(sentence.end, span.end + _REACH)]):
            continue
        acres = amount(match[1], match[2])
        words = " ".join(match.group().split())
        yield RULE.finding(
            span,
            f'If the Chinese says 亩, "{words}" is mu: write "{match[1]} {match[2] + " " if match[2] else ""}mu '
            f'({spoken(acres / MU_OF_HECTARE)} hectares)"; real acres would be {spoken(acres * MU_OF_ACRE)} mu '
            "(1 mu = 1/15 hectare; 1 acre = 6.07 mu).",
        )


def amount(figure: str, scale: str | None) -> float:
    """The value of a figure such as "1,200.5" with "million" or nothing behind it."""
    return float(figure.replace(",", "")) * SCALES.get(scale or "", 1)


def spoken(value: float) -> str:
    """A value as a text gives it: three digits that count, in millions if it is large."""
    for scale in ("billion", "million"):
        if value >= SCALES[scale]:
            return f"{float(f'{value / SCALES[scale]:.3g}'):g} {scale}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


RULE = Rule(
    code="NUM001",
    name="acres-for-mu",
    family="numbers",
    summary="An area in acres in translated policy prose: probably 亩, which is a sixth of an acre.",
    reason="亩 (mu) is 1/15 hectare, an acre 6.07 mu: rendered as acres, every land figure is six times too large.",
    source="1 mu = 1/15 hectare, 1 acre = 0.4047 hectare. Measured: 3 of 3 hits true on five machine-translated "
    "articles, none behind the gate in 178,000 words of good English",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    gated=True,
    check=check,
    sought=lambda: (_AREA,),
    bad=(
        BadExample("The township set aside [[6,000 acres]] for tea gardens."),
        BadExample("Some [[1.2 million acres]] of saline land were improved."),
        BadExample("A [[300-acre]] orchard was planted above the village."),
    ),
    good=(
        "The township set aside 6,000 mu (400 hectares) for tea gardens.",
        "A ranch of 247 acres (100 hectares) was sold.",
        "They left behind acres of paper.",
        "The firm from Linwu bought 380,000 acres in Texas.",
        "In Britain, a 90-acre farm was sold.",
    ),
)
