"""An item that a list names twice: "roads, ports, schools and ports".

Machines lose their place in long Chinese lists and render one item twice, mostly in place of another, which is then missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_CLAUSE = r"[^;:.!?()\"“”—\n]+"
_LONG, _SHORT, _RUN = 5, 3, 4  # words that are no chance when they return; words of a short item; items of a list


def check(facts: Facts) -> Iterator[Finding]:
    """Second occurrences: of five words or more between commas, or of one to three words in a list of four short items."""
    for sentence in facts.body_sentences:
        text = facts.visible[slice(*sentence)]
        if text.count(",") < 2:
            continue
        for clause in regex.finditer(_CLAUSE, text):
            for start, end in _repeated(clause.group()) if "," in clause.group() else ():
                base = sentence.start + clause.start()
                span = Span(base + start, base + end)
                words = " ".join(facts.visible[slice(*span)].split())
                yield RULE.finding(span, f'The list names "{words}" twice: leave it out here, or look up what is missing.')


def _repeated(clause: str) -> Iterator[tuple[int, int]]:
    """Places of items that the clause has named before."""
    items = _items(clause)
    words = [tuple(clause[start:end].lower().split()) for start, end in items]
    run, named = 0, set[tuple[str, ...]]()  # short items without a longer one between them
    long = set[tuple[str, ...]]()
    for number, (item, (start, end)) in enumerate(zip(words, items, strict=True)):
        again = item in named
        if len(item) <= _SHORT:
            run += 1
            named.add(item)
        else:
            run, named = 0, set()
        if len(item) >= _LONG:
            if item in long:
                yield start, end
            long.add(item)
        elif again and run + sum(len(other) <= _SHORT for other in words[number + 1 : number + _RUN]) >= _RUN:
            plain = all(regex.fullmatch(r"[a-z][a-z-]{2,}", w) and not w.endswith("ly") for w in clause[start:end].split())
            if plain:
                yield start, end


def _items(clause: str) -> list[tuple[int, int]]:
    """Places of the items between commas; "b and c" of few words are two."""
    items = []
    start = 0
    parts = regex.split(r"(,)", clause)
    for number, part in enumerate(parts):
        if part != "," and part.strip():
            closes = number + 2 >= len(parts) or regex.match(r"\s+(?:and|or|but|which|who)\s", parts[number + 2])
            pieces = regex.split(r"(?<=\s)(?=(?:and|or)\s)", part) if closes and len(part.split()) <= 2 * _SHORT else [part]
            at = start
            for piece in pieces:
                lead = regex.match(r"\s*(?:(?:and|or|as well as|but also)\s+)?(?:the\s+)?", piece)
                first, last = lead.end() if lead else 0, len(piece.rstrip())
                if first < last:
                    items.append((at + first, at + last))
                at += len(piece)
        start += len(part)
    return items


RULE = Rule(
    code="REP002",
    name="item-twice",
    family="repetition",
    summary="A list names the same item twice.",
    reason="Machines lose their place in long lists; often the second mention stands for an item that is now missing.",
    source="Measured on five machine-translated articles and 178,000 words of good English; any editor would mend it",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    check=check,
    bad=(
        BadExample(
            "The county lives on tea, bamboo, timber, hemp, [[bamboo]] and fish, and in good years its farmers sell what is left over."
        ),
        BadExample(
            "The plan is simple, to dig new wells for the hill farms, to pave the road along the river, [[to dig new wells for the "
            "hill farms]], and to train nurses."
        ),
        BadExample(
            "At the fair one can buy plums, combs, paper kites, lanterns and [[paper kites]], and on the last day the stalls "
            "give away whatever is left."
        ),
    ),
    good=(
        "The county lives on tea, bamboo, timber and fish, and in good years its farmers sell bamboo in the city as well.",
        "The boats will be back by dusk, hopefully, dry and, hopefully, full, and then the fair can begin on the old pier of the town.",
        "They came by road, by rail, by ship and by road again, and in the evening the whole town sang until the lamps were out.",
    ),
)
