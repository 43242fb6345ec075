"""Which side of a translation file is English that was translated: by what the file declares, its letters, its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault

ENGLISH, CHINESE = "en", "zh"
_ALIASES = {"eng": "en", "english": "en", "zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh", "chinese": "zh"}
_IN_NAME = re.compile(r"(?:^|[._-])(en|zh)(?:[_-](?:[a-z]{2}|hans|hant|[0-9]{3}))*(?=[._-]|$)")
INTO_CHINESE = "translates into Chinese: what is English in it is the source"
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 4_000  # code points of each side


class Side(NamedTuple):
    """What is known of the target side: why it is not checked, what to tell the user, what is wrong. All empty: check it."""

    passed_over: str = ""
    note: str = ""
    fault: Fault | None = None


def primary(tag: str) -> str:
    """The primary subtag of a language tag in its shortest form: "en" of en_US.UTF-8 and ENG, "zh" of cmn-Hans; "" of ""."""
    first = re.split(r"[^A-Za-z]", tag.strip(), maxsplit=1)[0].lower()
    return _ALIASES.get(first, first)


def language_in_name(name: str) -> str:
    """The language that the path of a file tells ("en/LC_MESSAGES/news.po", "news.zh-CN.po"), "" if it tells none."""
    for part in reversed(PurePath(name.lower()).parts):
        told = _IN_NAME.findall(part)
        if told:
            return str(told[-1])
    return ""


def judge_side(source: str, target: str, pairs: Iterable[tuple[str, str]], name: str) -> Side:
    """Whether the target side is to be checked.

    `source` and `target` are the languages as the file declares them, empty if it does not; `pairs` are source words and
    their translations, of which a sample is looked at where the declaration is missing or speaks against a check.
    """
    source, target = primary(source), primary(target)
    if target == ENGLISH:
        expected = source in ("", ENGLISH, CHINESE)
        return Side(note="" if expected else f"is translated from the language {source}, not from Chinese")
    from_han, to_han = _han_shares(pairs)
    if from_han > 0.5 > to_han:
        odd = f"declares the language {target}, but translates Chinese into Latin letters: read as English"
        return Side(note=odd if target else "")
    target = target or (CHINESE if to_han > 0.5 > from_han else language_in_name(name))
    if not target:
        hint = "put the language into the file's header, or en into its name"
        return Side(fault=Fault("tells no language, so that nothing in it was checked", name, hint=hint))
    if target == CHINESE:
        return Side(INTO_CHINESE)
    return Side() if target == ENGLISH else Side(f"translates into the language {target}, not into English")


def _han_shares(pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """The share of Chinese characters among the letters of a sample of both sides; 0.5 where no letter stands."""
    sides = ["", ""]
    for source, target in pairs:
        if target.strip():
            sides = [sides[0] + source[:_SAMPLE], sides[1] + target[:_SAMPLE]]
        if min(map(len, sides)) >= _SAMPLE:
            break
    return _han_share(sides[0]), _han_share(sides[1])


def _han_share(text: str) -> float:
    letters = _LETTER.findall(text)
    return sum(map("\u3400".__le__, letters)) / len(letters) if letters else 0.5
