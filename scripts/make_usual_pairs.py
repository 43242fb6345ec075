"""Makes `src/policy_glossary/data/aligner/usual_pairs.bin` from two lists of English word pairs with their counts.

    python -m pip install PyStemmer
    python -m pip download --no-deps symspellpy wordsegment
    unzip symspellpy-*.whl 'symspellpy/*.txt'; unzip wordsegment-*.whl 'wordsegment/bigrams.txt'
    python scripts/make_usual_pairs.py symspellpy/frequency_bigramdictionary_en_243_342.txt wordsegment/bigrams.txt

A line of a list holds two words that follow each other and how often they do. Kept are pairs of content words, by their stems, that
stand together e to the power of two times as often as chance would have it. Written are checksums of the pairs: ascending numbers of
32 bits, little end first. Both packages take their lists from Google's n-grams of web pages; symspellpy is under the MIT licence,
wordsegment under Apache-2.0.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from struct import pack

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from policy_glossary.language.glosses import Glosses  # noqa: E402
from policy_glossary.language.inflection import base_forms  # noqa: E402
from policy_glossary.language.stems import Stemmer  # noqa: E402
from policy_glossary.matching.aligner.align import Kind  # noqa: E402
from policy_glossary.matching.aligner.tokens import token_kind  # noqa: E402
from policy_glossary.matching.aligner.usual import USUAL_PAIRS, checksum  # noqa: E402

WORDS = 1.02e12  # of the web pages that were counted
ATTRACTION = 2.0  # nats over chance
SHORTEST = 3  # letters of a stem
_ARTICLES = frozenset("a an the".split())


def word_pairs(paths: Iterable[Path]) -> Iterator[tuple[str, str, int]]:
    """The pairs of all lists, each with its first count."""
    seen: set[tuple[str, str]] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            first, second, count = line.lower().split()
            if first.isalpha() and second.isalpha() and (first, second) not in seen:
                seen.add((first, second))
                yield first, second, int(count)


def usual(pairs: Iterable[tuple[str, str, int]], surprise: dict[str, float]) -> Iterator[tuple[str, str]]:
    """The pairs of stems that attract each other; `surprise` is the negative log probability of each stem that counts."""
    stemmer = Stemmer()
    counts: Counter[tuple[str, str]] = Counter()
    for first, second, count in pairs:
        keys = base_forms(first), base_forms(second)
        if all(token_kind(key) is Kind.CONTENT and _ARTICLES.isdisjoint(key) for key in keys):
            one, other = (stemmer.stems(key)[-1] for key in keys)
            counts[one, other] += count
    for (one, other), count in counts.items():
        known = one in surprise and other in surprise and min(len(one), len(other)) >= SHORTEST
        if known and math.log(count / WORDS) + surprise[one] + surprise[other] > ATTRACTION:
            yield one, other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=USUAL_PAIRS)
    arguments = parser.parse_args()
    numbers = sorted({checksum(*pair) for pair in usual(word_pairs(arguments.lists), Glosses().surprises())})
    arguments.out.write_bytes(pack(f"<{len(numbers)}I", *numbers))
    print(f"{len(numbers):,} pairs")


if __name__ == "__main__":
    main()
