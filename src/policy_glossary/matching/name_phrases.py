"""Names of organisations, projects, meetings and documents: runs of capitals in running text.

Persons, their titles and plain places are left out, as far as pinyin and lists of titles tell them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_glossary.language.noun_phrases import is_adjective, is_empty, may_begin
from policy_glossary.language.pinyin import SURNAMES, is_pinyin
from policy_glossary.language.words import Gap, Words

_CONNECTORS = frozenset({"of", "for", "and"})
_TITLES = frozenset(
    """Academician Ambassador Captain Chair Chairman Chairperson Chairwoman Chief Commander Commissioner Comrade Councillor
    Counselor Deputy Director Dr Editor Executive First General Governor Head Leader Mayor Member Minister Mr Mrs Ms Officer
    Permanent Premier President Principal Prof Professor Reporter Secretary Vice""".split()
)
_PLACE_HEADS = frozenset(
    """Autonomous Bay City County District East Eastern Island Lake Mountain North Northern Prefecture Province Region River Road
    South Southern Special Street Subdistrict Town Township Village West Western New Middle China Chinese Hong Kong Macao Macau
    Taiwan""".split()
)
_CALENDAR = frozenset(
    """January February March April May June July August September October November December Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday""".split()
)


def name_runs(words: Words, joined: Sequence[bool], hyphen: Sequence[bool], first: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last word of each name between two word numbers.

    `joined` marks words that follow plainly on the one before, `hyphen` those with a hyphen before them.
    """
    number = first
    while number < end:
        if not _is_capital(words, number):
            number += 1
            continue
        last = _run_end(words, joined, hyphen, number, end)
        run = _trim(words, number, last)
        if run and not hyphen[run[1] + 1] and _is_name(words, *run):
            yield run
        number = last + 1


def _is_capital(words: Words, number: int) -> bool:
    return words.raw[number][0].isupper() and words.raw[number] not in _CALENDAR


def _run_end(words: Words, joined: Sequence[bool], hyphen: Sequence[bool], first: int, end: int) -> int:
    """The last word of the run of capitals that begins at `first`; "of", "for" and "and" may stand within it."""
    last = part = first
    while last + 1 < end and joined[last + 1]:
        following = last + 1
        if _is_capital(words, following) or hyphen[following]:
            last = following
            continue
        word = words.raw[following]
        if word not in _CONNECTORS or following + 1 >= end or words.gaps[following + 1] is not Gap.JOIN:
            break
        # "Planning and Construction Bureau" is one name; "the Municipal Committee and the Municipal Government" are two.
        two = word == "and" and last > part and not is_adjective(words.raw[last].lower())
        if two or not _is_capital(words, following + 1):
            break
        last = part = following + 1
    return last


def _trim(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """The run without titles, persons, and words that have their capital only from the start of a sentence."""
    raw = words.raw
    for number in range(first, last):
        if raw[number] in SURNAMES and is_pinyin(raw[number + 1]) and (number + 2 > last or not is_pinyin(raw[number + 2])):
            last = number - 1
            break
    if words.gaps[first] is Gap.BREAK and first <= last and not may_begin(raw[first].lower()):
        first += 1
    while first <= last and (raw[first] in _TITLES or raw[first] in _CONNECTORS or is_empty(raw[first].lower())):
        first += 1
    while first <= last and (raw[last] in _TITLES or raw[last] in ("Co", "No")):
        last -= 1
    return (first, last) if last > first else None


def _is_name(words: Words, first: int, last: int) -> bool:
    content = [raw for raw in words.raw[first : last + 1] if raw not in _CONNECTORS]
    return len(content) > 1 and any(raw not in _PLACE_HEADS and not is_pinyin(raw) and len(raw) > 2 for raw in content)
