"""A small number of things as a figure: 8 cases, every 6 days."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_THINGS = (
    r"(?:cases?|projects?|enterprises?|companies|firms|factories|measures|policies|platforms?|parks?|clusters?|bases?|days?"
    r"|months|years|villages?|towns?|counties|districts?|cit(?:y|ies)|provinces|departments?|teams?|centers?|schools?|hospitals?"
    r"|events?|meetings?|items?|aspects|categories|fields|areas|zones?|chains?|brands?|roads?|bridges?|lines|stations?|people"
    r"|workers|experts|officials|industries|laboratories|agreements|contracts|tasks?|actions?|goals|problems|issues)"
)
_DIGIT = regex.begins("1-9", r"\w.,/+:$€£¥\"'“‘(-")
_FIGURE = rf"({_DIGIT})(?= (?:[a-z][a-z-]* ){{0,3}}?{_THINGS}\b)(?! (?:million|billion|trillion|percent|per|to|of|and|or|out|thousand|hundred)\b)( [\w-]+)"
_LABEL = (
    r"(?:\b(?i:table|figure|fig|no|phase|chapter|step|stage|page|article|part|section|level|type|class|grade|line|annex|box"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december|version|model|size|rule|route|tier|category|group|top|day|unit)\.?|\d|\d (?:to|and|or|-|–)|[A-Z]) $"
)
_LARGER = r"\b\d{2,}\b|\d[.,]\d"


def check(facts: Facts) -> Iterator[Finding]:
    """Figures below ten before a thing that is counted, in running text and with no larger figure next to them."""
    text = facts.visible
    for sentence in facts.body_sentences:
        for match in regex.finditer(_FIGURE, text[slice(*sentence)]):
            start = sentence.start + match.start()
            near = text[max(sentence.start, start - 30) : start] + text[start + 1 : min(sentence.end, start + 30)]
            if regex.search(_LABEL, text[max(0, start - 14) : start]) or regex.search(_LARGER, near):
                continue
            new = _WORDS[int(match[1]) - 1]
            new = new.capitalize() if start == sentence.start else new
            span = Span(start, start + len(match.group()))
            yield RULE.finding(span, f'Numbers below ten are written in words in running text: "{new}".', new + match[2])


RULE = Rule(
    code="NUM017",
    name="figure-below-ten",
    family="numbers",
    summary="A count below ten as a figure in running text.",
    reason="Chinese prints all counts as figures; in English prose counts below ten are words.",
    source="UN Editorial Manual and the EU's English Style Guide: one to nine in words",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    sought=lambda: (_FIGURE,),
    bad=(
        BadExample(
            "So far [[8 cases]] have been settled by the court, and the rest will be heard before the end of the summer, it said.",
            "So far eight cases have been settled by the court, and the rest will be heard before the end of the summer, it said.",
        ),
        BadExample(
            "In that valley [[3 new]] mountain villages were joined to the power grid, and a bus now runs there every [[5 days]].",
            "In that valley three new mountain villages were joined to the power grid, and a bus now runs there every five days.",
        ),
        BadExample(
            "[[6 stations]] on the lake line were closed for the winter, and their crews were sent to mend boats in the old yard.",
            "Six stations on the lake line were closed for the winter, and their crews were sent to mend boats in the old yard.",
        ),
    ),
    good=(
        "So far eight cases have been settled by the court, and the rest will be heard before the end of the summer, it said.",
        "The road took 3.5 years to build, and the tunnel under the hill, which is 7 percent longer than planned, took even more.",
        "The court heard 12 cases and settled 8 cases of them in the first week of a spring that was otherwise slow, as it said.",
        "The police of the county took the chance of its no. 1 action of the year to speak of fraud in each of the ten towns there.",
        "On March 6 projects worth 30 million yuan were signed in the hall of the new harbour, where the mayor spoke to guests.",
    ),
)
