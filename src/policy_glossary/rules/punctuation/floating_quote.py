"""A quotation mark floats between blanks: `the "green port " plan`, `the " green port " plan`, `innovation " to promote`.

Machine translation sets the marks as separate tokens, and where it moves words a mark stays behind. The marks of a paragraph
are paired; a floating one closes the quotation that is open, opens one that is closed later, or belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.document import TRANSPARENT
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MARK = regex.compile('["“”]')
_BLANK = " \t\xa0\r\n"
_LEFT = _BLANK + "([{—–-/=:“‘'"
_WITHIN = regex.compile(r"[ \t\xa0]+((?:[^\s.!?;:]+[ \t\xa0]+){1,12})")  # what stands between two marks that both float
_RIGHT = _BLANK + ")]}—–-/,.;:!?…”’'"


class Fault(Enum):
    """What is wrong with a double quotation mark."""

    BLANK_BEFORE = auto()  # it closes, after a blank
    BLANK_AFTER = auto()  # it opens, before a blank
    BLANK_WITHIN = auto()  # it opens before a blank, and the next one closes after one
    STRAY = auto()  # it floats, and nothing is open
    REOPENED = auto()  # it opens while another is open
    LONE = auto()  # it closes, and nothing is open
    OPEN = auto()  # nothing closes it


def misplaced_quotes(text: str, block: Span) -> Iterator[tuple[int, Fault]]:
    """The faulty double quotation marks of a paragraph with their offsets, in order."""
    sides = [(m.start(), _side(text, m.start(), block)) for m in _MARK.finditer(text, block.start, block.end)]
    opened: int | None = None
    told = -1  # the number of a mark that was told with the one before
    for number, (at, seen) in enumerate(sides):
        side = seen if seen != "both" else "opens" if opened is None else "closes"
        if number == told:
            continue
        if side == "floats":
            fault = Fault.BLANK_BEFORE if opened is not None else _of_floating(text, at, *sides[number + 1 : number + 2])
            yield at, fault
            opened = at if fault is Fault.BLANK_AFTER else None
            told = number + 1 if fault is Fault.BLANK_WITHIN else -1
        elif side == "opens":
            if opened is not None:
                yield at, Fault.REOPENED
            opened = at
        elif opened is None and text[max(0, at - 1) : at].isdigit():
            continue  # inches
        elif opened is None:
            yield at, Fault.LONE
        else:
            opened = None
    if opened is not None:
        yield opened, Fault.OPEN


def _of_floating(text: str, at: int, following: tuple[int, str] | None = None) -> Fault:
    """What is wrong with a mark that floats while nothing is open, by the mark behind it."""
    if following is None:
        return Fault.STRAY
    other, seen = following
    if seen in ("closes", "both"):
        return Fault.BLANK_AFTER
    inches = text[max(0, at - 3) : at].rstrip()[-1:].isdigit()
    directed = text[at] != "”" and text[other] != "“" and not inches
    return Fault.BLANK_WITHIN if seen == "floats" and directed and _WITHIN.fullmatch(text, at + 1, other) else Fault.STRAY


def _side(text: str, at: int, block: Span) -> str:
    before = (text[max(block.start, at - 3) : at].replace(TRANSPARENT, "") or " ")[-1]  # marks of emphasis do not count
    rest = text[at + 1 : min(block.end, at + 5)].replace(TRANSPARENT, "") + "  "
    after, beyond = rest[0], rest[1]
    if before in _BLANK and (after in _BLANK or (after in ",.;:!?" and beyond in _BLANK)):
        return "floats"
    if text[at] != '"':
        return "opens" if text[at] == "“" else "closes"
    if before in _LEFT and after in _RIGHT:
        return "both"
    if before in _LEFT:
        return "opens"
    return "closes" if after in _RIGHT else "both"


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each floating mark, with the word at its side."""
    text = facts.visible
    for block in facts.document.blocks:
        for at, fault in misplaced_quotes(text, block.span):
            if fault is Fault.BLANK_WITHIN:
                if (second := _MARK.search(text, at + 1)) is not None:
                    new = text[at] + facts.document.source.text[at + 1 : second.start()].strip() + second[0]
                    yield RULE.finding(Span(at, second.end()), f"Close up the quotation marks: {new}", new)
            elif fault is Fault.BLANK_AFTER:
                if word := regex.compile(r"[ \t\xa0]+(\w[\w'’-]{0,60})").match(text, at + 1, block.span.end):
                    new = text[at] + word[1]
                    yield RULE.finding(Span(at, word.end()), f"Close up the quotation mark: {new}", new)
            elif fault in (Fault.BLANK_BEFORE, Fault.STRAY):
                start = max(block.span.start, at - 80)
                if word := regex.compile(r"(?:^|(?<=\s))([^\s(=+/:]*[^\W\d][\])]?[.,!?”]{0,2})\s+$").search(text[start:at]):
                    new = word[1] + (text[at] if fault is Fault.BLANK_BEFORE else "")
                    said = "Close up the quotation mark" if fault is Fault.BLANK_BEFORE else "The quotation mark is left over"
                    yield RULE.finding(Span(start + word.start(1), at + 1), f"{said}: {new}", new)


RULE = Rule(
    code="PUN009",
    name="floating-quote",
    family="punctuation",
    summary="A quotation mark floats between blanks.",
    reason="Machine translation handles marks as separate tokens: a closing mark keeps the blank before it, or a mark stays behind alone.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample('Its "green [[lanes "]] plan was praised.', 'Its "green lanes" plan was praised.'),
        BadExample('The "night buses" run for markets and [[mills "]] too.', 'The "night buses" run for markets and mills too.'),
        BadExample('They call it [[" the]] long table".', 'They call it "the long table".'),
        BadExample("The “four [[wells” ”]] were dug.", "The “four wells” were dug."),
        BadExample('It outlived the storm [[" Mangosteen "]], they said.', 'It outlived the storm "Mangosteen", they said.'),
        BadExample("This is the [[“ one lake and two bays ”]] plan.", "This is the “one lake and two bays” plan."),
    ),
    good=('She said "yes" twice and "no" once.', 'A board of 6 feet 2 " was cut.', '"All roads," he said, "lead home."'),
    source="Measured: 3 of 3 hits true on five machine-translated articles, none in 178,000 words of good English",
)
