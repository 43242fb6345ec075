"""One person, two spellings: Li Xiaoping and Li Xiaopin, Wang Fang and Fang Wang, Lei Danzhi and Leidan Zhi, Lin yingwu."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from policy_glossary.language import regex
from policy_glossary.language.pinyin import SURNAMES, SYLLABLE, is_pinyin
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_PERSON = "(" + regex.begins("A-Z", r"\w-") + rf"[a-z]+) ((?=[A-Z])(?i:{SYLLABLE}){{1,2}})(?![\w-])"
_PARTS = r"[A-Z][a-z]+[aeiounrg](?: [A-Z][a-z]*[aeiounrg]\b)+"  # a pinyin word ends so
_SHORTEST = 7  # letters of a name that is written apart in two ways; shorter ones may be two names, as Li Ang and Liang are
_LONG = 6  # letters of a given name that differs in one from another by more than chance


def check(facts: Facts) -> Iterator[Finding]:
    """The rarer spelling of two that are one letter, the order or a blank apart."""
    yield from _written_apart(facts)
    names: dict[tuple[str, str], list[Span]] = {}
    for match in regex.finditer(_PERSON, facts.visible):
        if match[1] in SURNAMES or match[2] in SURNAMES:
            names.setdefault((match[1], match[2]), []).append(Span(*match.span()))
    yield from _without_capital(facts, names)
    if len(names) < 2:
        return
    counts = Counter({name: len(spans) for name, spans in names.items()})
    ranked = [name for name, _ in counts.most_common()]
    for number, rarer in enumerate(ranked):
        for common in ranked[:number]:
            swapped = rarer == (common[1], common[0])
            if swapped or (rarer[0] == common[0] and rarer[0] in SURNAMES and _one_apart(rarer[1], common[1])):
                written, other = " ".join(rarer), " ".join(common)
                for span in names[rarer]:
                    yield RULE.finding(
                        span, f'"{written}" here, "{other}" elsewhere: if this is one person, look up which is right.'
                    )


def _without_capital(facts: Facts, names: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """The same names with one of their two capitals: "Lin yingwu" beside "Lin Yingwu"."""
    for first, last in names:
        if first not in SURNAMES or len(last) < _LONG:
            continue
        for written in (f"{first} {last.lower()}", f"{first.lower()} {last}"):
            if written in facts.visible:
                told = f'"{written}" here, "{first} {last}" elsewhere: a name begins with a capital.'
                for match in re.finditer(rf"\b{written}\b", facts.visible):
                    yield RULE.finding(Span(*match.span()), told, f"{first} {last}")


def _written_apart(facts: Facts) -> Iterator[Finding]:
    """The rarer of two ways to part the same letters: "Leidan Zhi" beside "Lei Danzhi"."""
    ways: dict[str, set[str]] = {}
    for phrase in set(regex.findall(_PARTS, facts.visible)):
        parts = phrase.split(" ")
        for count in (2, 3):
            for number in range(len(parts) - count + 1):
                name = parts[number : number + count]
                joined = "".join(name).lower()
                if len(joined) >= _SHORTEST:
                    ways.setdefault(joined, set()).add(" ".join(name))
    for names in ways.values():
        if len(names) > 1 and all(is_pinyin(part) for name in names for part in name.split()):
            spans = {name: [Span(*found.span()) for found in re.finditer(rf"\b{name}\b", facts.visible)] for name in sorted(names)}
            common, *others = sorted(spans, key=lambda name: -len(spans[name]))
            for name in others:
                for span in spans[name]:
                    yield RULE.finding(span, f'"{name}" here, "{common}" elsewhere: one name, parted in two ways.')


def _one_apart(one: str, other: str) -> bool:
    """True if one letter more, less or other turns one name into the other; short names differ by chance."""
    if max(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


RULE = Rule(
    code="NAM012",
    name="name-spelled-two-ways",
    family="names",
    summary="One person seems to be spelled in two ways.",
    reason="Machines transcribe a name anew each time; -n and -ng, or surname and given name, change places.",
    source="Seen in machine translations; none in 178,000 words of good English",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("Li Xiaoping spoke first. Later Li Xiaoping left, and [[Li Xiaopin]] came back."),
        BadExample("Wang Fang opened the fair, said Wang Fang. [[Fang Wang]] sells tea."),
        BadExample("Lei Danzhi makes lamps. The mayor of Nanxi praised [[Leidan Zhi]], and Lei Danzhi thanked him."),
        BadExample("Chen Youyuan spoke. In the evening, Chen Youyuan left the hall with [[Youyuan Chen]]."),
        BadExample(
            "Tao Wenqing opened the fair; the mayor [[Tao wenqing]] had planned it.",
            "Tao Wenqing opened the fair; the mayor Tao Wenqing had planned it.",
        ),
        BadExample(
            "Tao Wenqing opened the fair; [[tao Wenqing]] had planned it.",
            "Tao Wenqing opened the fair; Tao Wenqing had planned it.",
        ),
        BadExample("Zhao Mingliang designed the bridge. Its lamps were drawn by [[Zhao Mingling]]."),
    ),
    good=(
        "Chang Anlin met Chang An.",
        "Li Na and Li Nan met at the fair.",
        "Wang Fang and Fang Li sell tea.",
        "John Smith and Joan Smith came.",
    ),
)
