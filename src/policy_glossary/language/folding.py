"""Chinese in the form in which it is compared: one script, one width, small letters; never to be shown.

Each character is folded by itself, so that lengths and places stay. Both sides of a comparison are folded, hence a character of
many meanings (乾 is 干 in 饼干 and stays in 乾坤) can only match too much, never be missed. The table is derived from OpenCC
(Apache-2.0) by `scripts/make_han_folding.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDING = Path(__file__).parent.parent / "data" / "han" / "folding.tsv"
_ALSO = str.maketrans("瞭藉餘馀徵夥祇衹鍾锺摺覆剋麼", "了借余余征伙只只钟钟折复克么")  # OpenCC leaves them to the words around them
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold_chinese(text: str) -> str:
    """The text in Simplified characters, half-width letters and small letters; it has the same length."""
    return text.translate(_table())


@cache
def _table() -> dict[int, int]:
    table = dict(_FULL_WIDTH)
    for line in FOLDING.read_text("utf-8").splitlines():
        characters, _, plain = line.partition("\t")
        table.update(zip(map(ord, characters), map(ord, plain), strict=True))
    table.update(_ALSO)
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = table[code + 0xFEE0] = code + 32
    return table
