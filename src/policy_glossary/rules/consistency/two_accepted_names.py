"""One concept under two accepted names in one text: technological upgrading here, technical upgrading there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.words import Vocabulary, split_phrase
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.occurrences import Occurrence
from policy_glossary.model.concept import PartOfSpeech, Use
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule

_SHARED = 4  # letters with which two words begin that differ in derivation only: industry, industrial
_COMPOUND = 5  # letters by which a word is longer than another that begins it: work, workplace
_AGENT = ("or", "er")  # inspector, worker
_BESIDE = 10  # characters between a name and the other that explains it
_APPOSITION = regex.compile(r"\s*(?:,|\(|–|—|-)?\s*(?:or\s+)?(?:the\s+)?")
_SMALL = frozenset("and of for in on to with or".split())


def check(facts: Facts) -> Iterator[Finding]:
    """The rarer of two accepted names, at its first place; the preferred term is never the one reported."""
    by_concept: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in facts.occurrences:
        if occurrence.use.accepted and occurrence.concept.part_of_speech in (PartOfSpeech.NAME, PartOfSpeech.NOUN):
            by_concept[occurrence.concept.id].append(occurrence)
    for occurrences in by_concept.values():
        names: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in occurrences:
            names[occurrence.rendering].append(occurrence)
        if len(names) < 2:
            continue
        ranked = sorted(names, key=lambda n: (names[n][0].use is not Use.PREFERRED, -len(names[n]), names[n][0].span))
        for rarer in reversed(ranked[1:]):
            if _clash(rarer, ranked[0], occurrences[0].concept.part_of_speech) and not _explained(
                names[rarer], names[ranked[0]], facts.visible
            ):
                first, concept = names[rarer][0], occurrences[0].concept
                here = " ".join(facts.visible[slice(*first.span)].split())
                yield RULE.finding(
                    first.span, f'"{here}" here, "{ranked[0]}" elsewhere, both for {concept.zh}: keep to one name in a text.'
                )
                break


def _explained(ones: list[Occurrence], others: list[Occurrence], text: str) -> bool:
    """True if one name explains the other somewhere: "the State Council, China's cabinet, …"."""
    for one in ones:
        for other in others:
            first, second = sorted((one.span, other.span))
            if first.end <= second.start <= first.end + _BESIDE and _APPOSITION.fullmatch(text, first.end, second.start):
                return True
    return False


def _clash(one: str, other: str, part_of_speech: PartOfSpeech) -> bool:
    """True for two full names of a named thing, and for two forms of a noun that differ only in how words are derived."""
    first, second = _words(one), _words(other)
    if min(len(first), len(second)) < 2 or _shortened(one, other):
        return False
    if regex.findall(r"\d+", one) != regex.findall(r"\d+", other):  # the 19th and the 20th congress
        return False
    if _within(first, second) or _within(second, first):
        return False
    if part_of_speech is PartOfSpeech.NAME:
        return not (one.islower() or other.islower())
    if len(first) != len(second):
        return False
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a.isdisjoint(b)]
    return all(min(a)[:_SHARED] == min(b)[:_SHARED] and not _apart(min(a), min(b)) for a, b in pairs)


def _apart(one: str, other: str) -> bool:
    """True for words of one stem that mean two things: the inspector and the inspection, work and workplace."""
    short, long = sorted((one, other), key=len)
    compound = long.startswith(short) and len(long) - len(short) >= _COMPOUND
    return compound or one.endswith(_AGENT) is not other.endswith(_AGENT)


def _words(name: str) -> list[frozenset[str]]:
    _, words, _ = split_phrase(name, Vocabulary())
    return [frozenset(keys) for keys in words if not _SMALL & set(keys)]


def _within(short: list[frozenset[str]], long: list[frozenset[str]]) -> bool:
    """True if every word of the short name is one of the long name's, whatever their order."""
    return all(any(word & other for other in long) for word in short)


def _shortened(one: str, other: str) -> bool:
    """True if a word of either name is an abbreviation."""
    return any(word.isupper() and len(word) > 1 for word in (*one.split(), *other.split()))


RULE = Rule(
    code="CON001",
    name="two-accepted-names",
    family="consistency",
    summary="One concept under two names in one text, each of which is right.",
    reason=(
        "A reader takes two names for two things. Machines choose anew in each sentence. Short forms, abbreviations, plurals and "
        "hyphens are no second name, and common nouns may vary in everything but derivation."
    ),
    source="Measured: 1 of 1 hit true on five machine-translated articles, none in 37,000 words of good English",
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample("The mill finished its technological upgrading. [[Technical upgrading]] of the port comes next."),
        BadExample("The Digital China Initiative began in May. Two ports joined the [[Digital China strategy]]."),
        BadExample(
            "The administrative committee met twice. On Monday the [[administrative commission]] opened a park, and the "
            "administrative committee paid."
        ),
    ),
    good=(
        "The mill finished its technological upgrading. Later technological upgrades cost less.",
        "The Guangdong-Hong Kong-Macao Greater Bay Area has two airports more. The Greater Bay Area is growing.",
        "The 20th National Congress of the Communist Party of China met after the 19th National Congress of the Communist Party of China.",
        "The State Council, China's Cabinet, met on Friday. The State Council sent inspectors.",
        "The environmental inspectors came in May. The environmental inspection took a week.",
        "The work safety agency sent teams. They are to improve workplace safety.",
        "The small and medium-sized enterprises (SMEs) borrowed more. SMEs paid back less.",
    ),
)
