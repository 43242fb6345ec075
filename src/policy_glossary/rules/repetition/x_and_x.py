"""One word on both sides of "and": "tangible and tangible".

Two near-synonyms of a four-character phrase (可感可及) fall together in English. The second word has to come from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_PAIR = r"(?<![\w-])([a-z][a-z-]{3,}) and \1(?![\w-])"
# The first of a list of three again: "clean, comfortable and clean".
_LIST_OF_THREE = r"(?<![\w-])([a-z]{4,}), (?!and |or |but |not |then )[a-z-]+(?: [a-z-]+)? and \1(?![\w'’-])"
# Two words on both sides: "poverty alleviation and poverty alleviation".
_TWO_WORDS = r"(?<![\w-])([a-z]{4,} [a-z-]{4,}) and \1(?![\w'’-])"
_FOLLOWING = "and ([a-z][a-z-]{3,})(?: [a-z-]{4,})?"
_LIST_LENGTH = 120  # characters of a list of three up to its "and"
# Repeated for emphasis or measure, or words that take the same place in two clauses.
_IDIOM = frozenset(
    """again over more less many much years hours days weeks months miles round around through further farther better worse
    faster slower higher lower deeper closer longer bigger stronger louder thousands millions hundreds dozens billions trillions scores tens
    rose grew fell kept went came sank soared waited talked tried spend
    some this that they them these those there here have will would could should been were being what which when where with
    from than very only just also such each both side hand face back step time down upon""".split()
)

_NO_COMPARATIVE = frozenset("danger labour laughter leader order power water wonder".split())
_PLAIN_ADJECTIVES = frozenset(  # no nouns: "small and small firms"
    "small large clean clear strong safe rich fair great micro medium major minor modern strict correct direct important urgent convenient".split()
)
_DETERMINERS = (
    "have|has|had|the|a|an|its|their|our|his|her|more|most|very|is|are|was|were|be|both|all|of|with|in|for|to|and|by|new|as"
)

# What follows begins neither a phrase nor a clause: the noun that the second word belongs to.
_NEXT_NOUN = (
    r"\s+(?!(?:in|on|at|of|to|for|by|with|from|the|and|that|which|will|were|was|are|has|have|had|should|must|can|could|may|would|shall|through|as|into|when|who|is|between|among|across|within|during|after|before|under|over|against|about|towards?)\b)"
    r"[a-z]{3,}"
)


def check(facts: Facts) -> Iterator[Finding]:
    """Pairs that no idiom, comparative, range or compound explains."""
    text = facts.visible
    pairs, lists, two_words = _said_again(facts)
    for match in facts.places.at(pairs, regex.compile(_PAIR)):
        word = match[1]
        before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 20]
        if (
            word in _IDIOM
            or after.startswith(("'", "’"))  # veterans and veterans' families
            or regex.search(r"\b[Tt]here\s+(?:are|is|were|was)\s$", before)
            or (word.endswith("er") and word not in _NO_COMPARATIVE)
            or regex.search(r"\b(?:between|among|difference\w*)\s+(?:\w+\s+)?$|\bfrom\s$", before)
        ):
            continue
        if (
            regex.match(_NEXT_NOUN, after)  # "property and property rights" names two things
            and not word.endswith(("ing", "ed", "ible", "able", "ive", "ous", "ful", "al", "ic"))
            and word not in _PLAIN_ADJECTIVES
            and not regex.match(r"\s+levels\b", after)
        ):
            continue
        if regex.match(r"\s+(?:from|of|in|for|on|to|by)\b", after) and regex.search(
            rf"(?<![\w'’-])(?!(?i:{_DETERMINERS})\s)[A-Za-z-]+\s$", before
        ):
            continue  # "dividend income and income from rents"
        yield _found(match)
    for match in facts.places.at(lists, regex.compile(_LIST_OF_THREE)):
        word, after = match[1], text[match.end() : match.end() + 20]
        ends = regex.match(r"\s*[.,;:!?)\"”]|\s*$", after)  # what goes on tells it from the first: "and industries of the future"
        if word not in _IDIOM and (word in _PLAIN_ADJECTIVES or ends) and " than" not in after[:6]:
            yield RULE.finding(Span(*match.span()), f'"{match.group()}" names one thing twice: leave one out or look it up.')
    for match in facts.places.at(two_words, regex.compile(_TWO_WORDS)):
        if not regex.match(_NEXT_NOUN, text[match.end() : match.end() + 20]) and not _IDIOM & set(match[1].split()):
            yield _found(match)


def _said_again(facts: Facts) -> tuple[list[int], list[int], list[int]]:
    """Where a match of each of the three patterns may begin: at what stands behind an "and" and before it as well.

    That is the word just before it, the first word of a list of three, and the two words just before it.
    """
    text = facts.visible
    pairs, lists, two_words = [], [], []
    following = regex.compile(_FOLLOWING)
    for at in facts.places.get("and", ()):
        again = following.match(text, at)
        if again is None:
            continue
        word, both, end = again[1], again[0][len("and ") :], at - 1
        if text.endswith(word, 0, end):
            pairs.append(end - len(word))
        if text.endswith(both, 0, end):
            two_words.append(end - len(both))
        first = text.rfind(f"{word}, ", max(0, end - _LIST_LENGTH), end)
        if first >= 0:
            lists.append(first)
    return pairs, lists, two_words


def _found(match: re.Match[str]) -> Finding:
    return RULE.finding(
        Span(*match.span()), f'"{match.group()}": two Chinese near-synonyms fell together; leave one out or look up the second.'
    )


RULE = Rule(
    code="REP003",
    name="x-and-x",
    family="repetition",
    summary='The same word on both sides of "and".',
    reason="Paired near-synonyms of Chinese end as one English word; the second half is lost or says nothing.",
    source="Measured: 3 of 3 hits true on five machine-translated articles, none in 37,000 words of good English",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    check=check,
    bad=(
        BadExample("The new rules are [[clear and clear]]."),
        BadExample("The streets are [[clean, comfortable and clean]]."),
        BadExample("They built wells at [[township and township]] levels."),
        BadExample("Loans go to [[micro and micro]] firms."),
        BadExample("We saw the [[hopes and hopes]] of the fishermen."),
        BadExample("The [[laughter and laughter]] of the pickers is heard from far away."),
        BadExample("The show was [[moving and moving]] to the last."),
        BadExample("Loans go to [[small and small]] private mills."),
        BadExample("We have [[confidence and confidence]] to feed the city."),
        BadExample("All [[bureaus and bureaus]] should take part."),
        BadExample("It is a means of [[flood relief and flood relief]] in the hills."),
    ),
    good=(
        "They tried again and again.",
        "The line between class and class is thin.",
        "The law covers property and property rights.",
        "It grew for years and years.",
        "He calls for food, water and food security.",
        "They tried, failed and tried again.",
        "The plan names old industries, emerging industries and industries of the future.",
        "She is ready, more fit and ready than ever.",
        "Both province and provincial levels count.",
        "Prices rose and rose, and the law helps fishers and fishers' widows.",
        "There are inns and inns.",
        "It is spent on flood relief and flood relief boats.",
        "Health care and care for the old are offered together.",
    ),
)
