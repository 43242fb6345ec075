"""The same words three times or more in one sentence.

Chinese policy prose lists measures by repeating the verb phrase before each ("continue to step up ... , continue to step
up ..."), for weight and rhythm. English says it once and lists what follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.syntax import NECESSARY

_LENGTH, _DIFFERENT, _TIMES = 4, 3, 3  # words of a refrain, different ones among them, how often it stands
# A refrain begins a clause and leaves it open: the words that differ follow.
_CLAUSE_START = r"(?:[,;:.!?…]\s*[\"”’)]*\s*(?:(?:and|but|or|also|we must|we will|we should|will)\s+)?|^)$"
_OPEN_END = frozenset("to for the of in on that with by at from and into a an our its".split())


def check(facts: Facts) -> Iterator[Finding]:
    """The second and each later occurrence of four or more words that a sentence holds three times."""
    for sentence in facts.sentence_spans:
        if sentence.end - sentence.start < 90:
            continue
        text = facts.visible[slice(*sentence)]
        raw = regex.findall(r"[\w'’-]+", text)
        if len(raw) < _LENGTH * _TIMES or len(raw) - len(set(raw)) < _DIFFERENT * (_TIMES - 1):
            continue
        refrains = _refrains(raw)[1:]
        if len(refrains) < _TIMES - 1:
            continue
        words = list(regex.finditer(r"[\w'’-]+", text))
        runs = [
            (words[first].start(), words[last].end())
            for first, last in refrains
            if regex.search(_CLAUSE_START, text[max(0, words[first].start() - 14) : words[first].start()])
            and not _OPEN_END.isdisjoint(raw[last - 1 : last + 1])
        ]
        for start, end in runs if len(runs) >= _TIMES - 1 else []:
            span = Span(sentence.start + start, sentence.start + end)
            said = " ".join(text[start:end].split())
            if regex.fullmatch(NECESSARY, said, re.IGNORECASE) and facts.policy_prose:  # SYN004 tells it once for all sentences
                continue
            yield RULE.finding(span, f'The sentence keeps saying "{said}": say it once and list what follows, or use a plain list.')


def _refrains(words: list[str]) -> list[tuple[int, int]]:
    """First and last word of each stretch that is made of repeated runs of four words."""
    grams = list(zip(*(words[n:] for n in range(_LENGTH)), strict=False))
    if len(grams) - len(set(grams)) < _TIMES - 1:
        return []
    counts = Counter(grams)
    covered: set[int] = set()
    for n, gram in enumerate(grams):
        if counts[gram] >= _TIMES and len(set(gram)) >= _DIFFERENT and all(word.islower() for word in gram):
            covered.update(range(n, n + _LENGTH))
    starts = [n for n in sorted(covered) if n - 1 not in covered]
    ends = [n for n in sorted(covered) if n + 1 not in covered]
    return list(zip(starts, ends, strict=True))


RULE = Rule(
    code="REP001",
    name="sentence-refrain",
    family="repetition",
    summary="The same four words or more three times in one sentence.",
    reason="Parallel clauses that begin alike give weight in Chinese; in English the repetition hides what differs.",
    source="Joan Pinkham, The Translator's Guide to Chinglish, part one (saying the same thing twice). Measured: all hits true on "
    "five machine-translated articles, none in 37,000 words of good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample(
            "The city will go on to put money into roads, [[go on to put money into]] docks, and "
            "[[go on to put money into]] railways in the north."
        ),
        BadExample(
            "We will make sure that the farmers are paid, [[make sure that the]] wells are dug, [[make sure that the]] canals "
            "are clean, and [[make sure that the]] seed is dry."
        ),
        BadExample(
            "The statute says that nobody may fish in the reserve, [[that nobody may fish in the]] harbour, or "
            "[[that nobody may fish in the]] canal."
        ),
    ),
    good=(
        "It is necessary to put money into docks, it is necessary to put nurses into schools, and it is necessary to rest.",
        "By the sea, by the lake and by the river, people dance in the evening until the lamps of the town are put out.",
        "The city will go on to put money into roads, docks and railways, and the county will put money into its schools.",
        "Of the firms in the north of the county, one in ten exports; of those in the south, one in five exports to Asia.",
    ),
)
