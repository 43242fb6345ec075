"""In which script a text is written, and whether in another language than English."""

from __future__ import annotations

from policy_glossary.language import regex

_SAMPLE = 4_000  # code points
_LETTER = r"[^\W\d_]"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_KANA = r"[\u3041-\u30fa\u30fd-\u30ff]"

# Small words that make up a third of English prose, and a third of that in the languages which a desk is likeliest to mix up with it.
_ENGLISH = frozenset("the of and to is that for it with by are this from which have has will its not been their was were".split())
_OTHERS = frozenset(
    """
    le la les des du et une dans que qui pour est pas sur au der die das und ist den dem mit von zu nicht ein eine für auf el los
    las y del se por con una su il di che non per un gli della dei em para com uma os dos não een het van en dat voor niet
    """.split()
)
_FEWEST = 40  # words; fewer do not tell a language


def mostly_han(text: str) -> bool:
    """True if more than half of the letters at the beginning of a text are Chinese characters."""
    letters = regex.findall(_LETTER, text[:_SAMPLE])
    return sum(map("\u3400".__le__, letters)) > len(letters) * 0.5


def han_share(text: str) -> float:
    """The share of Chinese characters among the letters of a text; 0 if it has no letters."""
    letters = regex.findall(_LETTER, text)
    return len(regex.findall(_HAN, text)) / len(letters) if letters else 0.0


def kana_share(text: str) -> float:
    """The share of Japanese syllable signs among the letters of a text; 0 if it has no letters."""
    letters = regex.findall(_LETTER, text)
    return len(regex.findall(_KANA, text)) / len(letters) if letters else 0.0


def reads_as_another_language(text: str) -> bool:
    """True if small words of other European languages are at least a tenth of the words at the beginning of a text, and English ones fewer."""
    words = text[:_SAMPLE].lower().split()
    others = sum(map(_OTHERS.__contains__, words))
    return len(words) >= _FEWEST and others >= len(words) / 10 and others > 2 * sum(map(_ENGLISH.__contains__, words))
