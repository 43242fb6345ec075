"""Makes `src/policy_glossary/data/han/folding.tsv` from the character tables of OpenCC (Apache-2.0).

    python -m pip install opencc
    python scripts/make_han_folding.py

Each line holds characters, a tab, and as many characters: what each of them becomes when two texts are compared. The table takes
Traditional characters of the mainland's, Hong Kong's and Taiwan's standards to Simplified ones, one by one, whatever stands
beside them. The same input gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from policy_glossary.language.folding import FOLDING  # noqa: E402
from policy_glossary.language.traditional import Converter  # noqa: E402

_WIDTH = 40  # characters a line
_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))


def folded() -> dict[str, str]:
    """Each character that becomes another one."""
    converters = [Converter(name) for name in ("hk2s", "tw2s", "t2s")]
    found = {}
    for start, end in _RANGES:
        for character in map(chr, range(start, end)):
            plain = character
            for converter in converters:
                plain = converter.convert(plain)
            if plain != character and len(plain) == 1:
                found[character] = plain
    return {character: found.get(plain, plain) for character, plain in found.items()}


def main() -> None:
    table = sorted(folded().items())
    lines = []
    for start in range(0, len(table), _WIDTH):
        part = table[start : start + _WIDTH]
        lines.append("".join(c for c, _ in part) + "\t" + "".join(p for _, p in part) + "\n")
    FOLDING.parent.mkdir(parents=True, exist_ok=True)
    FOLDING.write_text("".join(lines), "utf-8")
    print(f"{len(table)} characters")


if __name__ == "__main__":
    main()
