"""A name in pinyin that does not spell the characters beside it, or one person in two forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.claims import LEAST_CONFIDENCE
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.romanized import Difference, Slip, Spelled, read_names
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import SpanSet

_REASONS = {
    Slip.SURNAME: "the surname is another one",
    Slip.SYLLABLE: "a syllable differs",
    Slip.ORDER: "surname and given name have changed places",
    Slip.PLACE: "a syllable differs",
    Slip.GIVEN: "the Chinese gives this form",
}


def check(facts: Facts) -> Iterator[Finding]:
    """Names that differ from their characters; of one person's forms the rarer."""
    forms: defaultdict[str, list[Spelled]] = defaultdict(list)
    agreed = SpanSet(span for claim in facts.claims for span in claim.places)
    for pair in facts.pairs:
        if pair.confidence < LEAST_CONFIDENCE:
            continue
        names = read_names(pair.zh, facts.visible[slice(*pair.span)], pair.span.start)
        for difference in names.differences:
            if not agreed.overlaps(difference.span):
                yield _finding(facts, difference, pair.place)
        for person in names.persons:
            forms[person.chinese].append(person)
    for chinese, persons in forms.items():
        yield from _two_forms(facts, chinese, persons)


def _finding(facts: Facts, difference: Difference, place: str) -> Finding:
    words = " ".join(facts.visible[slice(*difference.span)].split())
    message = f'{difference.chinese} ({place}) is spelled "{difference.spelled}", not "{words}": {_REASONS[difference.slip]}.'
    mild = difference.slip is Slip.ORDER
    return RULE.finding(difference.span, message, difference.spelled, Severity.SUGGESTION if mild else Severity.WARNING)


def _two_forms(facts: Facts, chinese: str, persons: list[Spelled]) -> Iterator[Finding]:
    written = [" ".join(facts.visible[slice(*person.span)].replace("’", "'").split()) for person in persons]
    counts = Counter(written)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for person, form in zip(persons, written, strict=True):
        if form != usual and regex.sub("[^a-z]", "", form.lower()) == regex.sub("[^a-z]", "", usual.lower()):
            yield RULE.finding(person.span, f'{chinese} is "{usual}" elsewhere: one name, one form.', usual, Severity.SUGGESTION)


RULE = Rule(
    code="BIL005",
    name="name-differs",
    family="bilingual",
    summary="A name that does not spell the Chinese characters beside it, or one person in two forms.",
    reason=(
        "Machines transcribe a name anew each time, and a wrong letter makes another person or another place of it. Names in other "
        "spellings than pinyin are left alone unless the Chinese gives them in brackets."
    ),
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bilingual=True,
    source="GB/T 28039-2011, spelling of Chinese names",
    bad=(
        BadExample(
            "王晓明村长开了门。 => Village head [[Wang Xiaomin]] opened the door.", "Village head Wang Xiaoming opened the door."
        ),
        BadExample("花是李建国种的。 => The flowers were planted by [[Liu Jianguo]].", "The flowers were planted by Li Jianguo."),
        BadExample("船开往仙桃市。 => The boat goes to [[Xiantai]] City.", "The boat goes to Xiantao City."),
        BadExample("陈茂波（Paul Chan）来了。 => [[Peter Chan]] has come.", "Paul Chan has come."),
    ),
    good=(
        "王晓明村长开了门。 => Village head Wang Xiaoming opened the door.",
        "陈茂波来了。 => Paul Chan has come.",
        "陝西省很大。 => Shaanxi Province is large.",
        "呂布和劉備見面。 => Lü Bu met Liu Bei.",
    ),
)
