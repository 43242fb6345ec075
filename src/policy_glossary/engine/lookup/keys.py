"""The forms in which the names of a concept are compared with what somebody types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import product

from policy_glossary.language.glosses import Glosses
from policy_glossary.language.inflection import base_forms
from policy_glossary.termbase.keys import HAN, QUOTATION_MARKS

_MAX_READINGS = 12  # of one name: characters with several readings multiply
_QUOTES = re.compile(f"[{QUOTATION_MARKS}]")
_WORD = re.compile(r"\w+")
_TONE = re.compile(r"(?<=[a-zü:])[0-5](?![0-9])")


def chinese_key(text: str, simplify: Callable[[str], str]) -> str:
    """Simplified characters of one width without blanks and quotation marks."""
    return simplify("".join(_QUOTES.sub("", unicodedata.normalize("NFKC", text)).split())).lower()


def english_key(text: str) -> str:
    """Base forms of the words in small letters, without accents, articles and marks."""
    plain = _without_marks(text).lower().replace("’", "'")
    words = _WORD.findall(plain.replace("'s", ""))
    return " ".join(base_forms(word)[-1] for word in words if word not in ("a", "an", "the")) or " ".join(words)


def pinyin_key(text: str) -> str:
    """Letters only: tones as marks or figures, blanks and apostrophes fall away, ü and v are u."""
    plain = _TONE.sub("", unicodedata.normalize("NFC", text).lower()).replace("u:", "u")
    return re.sub("[^a-z]", "", _without_marks(plain)).replace("v", "u")


def readings(chinese: str, glosses: Glosses) -> list[str]:
    """The name in pinyin, once for each way in which it may be read; none if a character is not known."""
    syllables: list[tuple[str, ...]] = []
    for character in _QUOTES.sub("", chinese):
        if HAN.match(character):
            gloss = glosses.gloss(character)
            if gloss is None or not gloss.readings:
                return []
            syllables.append(gloss.readings)
    many = 1
    for number, options in enumerate(syllables):
        if many * len(options) > _MAX_READINGS:
            syllables[number] = options[:1]
        many *= len(syllables[number])
    return ["".join(parts) for parts in product(*syllables)] if syllables else []


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
