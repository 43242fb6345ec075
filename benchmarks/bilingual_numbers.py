"""How well numbers are held against their Chinese: judged quantities of machine translation, and alarms on published English.

    python benchmarks/bilingual_numbers.py [--shared ../shared] [--alarms]

judged: Chinese quantities of news with one system's English and a person's verdict. Reported are the precision and recall of
"not rendered" (another value, another unit, missing) for the verdict error; verdicts on form only, and arguable ones, count as no
error. The sentences, in the order of their numbers, are parted in two: by every other one the reading of numbers was guided
while it was written, the rest was only measured.
published: 20 chapters of annual reports beside their published English. --alarms lists each one.
planted: the same English with one figure changed: ten times as much, another scale word, two digits exchanged, another last digit,
the quantity left out; and turned bounds and trends.

The measuring material stands beside the project; without it the script says so and stops with code 0.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from policy_glossary.language.quantities_zh import chinese_quantities
from policy_glossary.language.quantity import Bound, Trend
from policy_glossary.matching.polarity import added_negation, lost_negation, turned_quantities
from policy_glossary.matching.quantities import Comparison, Verdict, compare

_SHARED = Path(__file__).parent.parent.parent / "shared"
_BOUNDS = {
    "more than": "less than",
    "over": "under",
    "above": "below",
    "less than": "more than",
    "below": "above",
    "nearly": "over",
}
_TRENDS = {
    "increased": "decreased", "rose": "fell", "grew": "shrank", "increase": "decrease", "growth": "decline", "declined": "grew",
    "fell": "rose", "decreased": "increased", "decline": "growth", "up": "down", "down": "up", "reduced": "raised", "drop": "rise",
}  # fmt: skip


class Counts(NamedTuple):
    """Quantities by verdict of the person (error or not) and of the program (told or not)."""

    hits: int
    false: int
    missed: int
    silent: int

    def __str__(self) -> str:
        precision, recall = self.hits / max(1, self.hits + self.false), self.hits / max(1, self.hits + self.missed)
        total = sum(self)
        return f"{total} quantities, {self.hits + self.missed} errors: precision {precision:.3f}, recall {recall:.3f} ({self.false} false, {self.missed} missed)"


def judged(path: Path) -> tuple[Counts, Counts, Counts]:
    """All judged quantities, those that guided the work, and the others."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    guides = set(sorted({row["line"] for row in rows})[::2])
    parts = [Counter[tuple[bool, bool]](), Counter[tuple[bool, bool]]()]
    for row in rows:
        places = [match.start() for match in re.finditer(re.escape(row["quantity"]), row["src"])]
        length = len(row["quantity"])
        told = any(
            c.verdict is not Verdict.MET and any(c.chinese.span.start < at + length and at < c.chinese.span.end for at in places)
            for c in compare(row["src"], row["hyp"])
        )
        parts[row["line"] not in guides][row["label"] == "error", told] += 1
    both = parts[0] + parts[1]
    counts = [Counts(part[True, True], part[False, True], part[True, False], part[False, False]) for part in (both, *parts)]
    return counts[0], counts[1], counts[2]


def published(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Place, Chinese and English of each line."""
    for chapter in sorted(folder.glob("20??/??")):
        zh, en = ((chapter / name).read_text(encoding="utf-8").split("\n") for name in ("src.zh", "ref.en"))
        for number, (source, target) in enumerate(zip(zh, en, strict=False), 1):
            yield f"{chapter.parent.name}/{chapter.name}:{number}", source, target


def alarms(folder: Path, *, listed: bool) -> None:
    total, firm, told = 0, 0, 0
    turned = 0
    for place, zh, en in published(folder):
        quantities = chinese_quantities(zh)
        total, firm = total + len(quantities), firm + sum(quantity.firm for quantity in quantities)
        comparisons = compare(zh, en)
        for comparison in comparisons:
            if comparison.verdict is not Verdict.MET:
                told += 1
                if listed:
                    words = en[max(0, comparison.place.start - 60) : comparison.place.end + 60]
                    print(f"  {place} {comparison.verdict}: {comparison.chinese.text} ... {words}")
        turned += len(list(turned_quantities(zh, en, comparisons))) + bool(lost_negation(zh, en)) + bool(added_negation(zh, en))
    print(
        f"published: {total} quantities ({firm} that English cannot leave out), {told} alarms: 1 in {total // max(1, told)}; {turned} on polarity"
    )


def _changed(figure: str) -> Iterator[tuple[str, str]]:
    number = re.match(r"[\d,]*\d(?:\.\d+)?", figure)
    if number is None:
        return
    value = float(number[0].replace(",", "")) * 10
    yield "ten times", f"{value:,.10g}" + figure[number.end() :]
    for word, other in (("million", "billion"), ("billion", "million")):
        if word in figure:
            yield "scale word", figure.replace(word, other)
    if (pair := re.search(r"(\d)(\d)", figure)) and pair[1] != pair[2]:
        yield "digits exchanged", figure[: pair.start()] + pair[2] + pair[1] + figure[pair.end() :]
    at = number.end() - 1
    yield "last digit", figure[:at] + str((int(figure[at]) + 3) % 10) + figure[at + 1 :]


def planted(folder: Path) -> None:
    found: Counter[tuple[str, bool]] = Counter()
    for _, zh, en in published(folder):
        for comparison in compare(zh, en):
            english = comparison.english
            if comparison.verdict is not Verdict.MET or english is None:
                continue
            if comparison.chinese.firm:
                start, end = english.figure
                for name, figure in _changed(en[start:end]):
                    found[name, _told(comparison, zh, en[:start] + figure + en[end:])] += 1
                found["left out", _told(comparison, zh, en[: english.span.start] + en[english.span.end :])] += 1
            for name, swaps, applies in (
                ("bound", _BOUNDS, comparison.chinese.bound is not Bound.NONE),
                ("trend", _TRENDS, comparison.chinese.trend is not Trend.NONE),
            ):
                changed = _swapped(en, english.span.start, swaps) if applies else en
                if changed != en:
                    kinds = [turned.kind for turned in turned_quantities(zh, changed, compare(zh, changed))]
                    found[name, name in kinds] += 1
    for name in dict.fromkeys(name for name, _ in found):
        total = found[name, True] + found[name, False]
        print(f"planted, {name}: {found[name, True]} of {total} found ({found[name, True] / total:.0%})")


def _told(comparison: Comparison, zh: str, en: str) -> bool:
    return any(c.chinese.span == comparison.chinese.span and c.verdict is not Verdict.MET for c in compare(zh, en))


def _swapped(en: str, at: int, swaps: dict[str, str]) -> str:
    """The English with the words of `swaps` replaced in the 25 characters before a place, or all over for single words of trend."""
    start = max(0, at - 25) if swaps is _BOUNDS else 0
    end = at if swaps is _BOUNDS else len(en)
    pattern = rf"\b(?:{'|'.join(sorted(swaps, key=len, reverse=True))})\b"
    return en[:start] + re.sub(pattern, lambda match: swaps[match[0]], en[start:end]) + en[end:]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=_SHARED)
    parser.add_argument("--alarms", action="store_true")
    options = parser.parse_args()
    path, folder = options.shared / "bench/numbers/judged.jsonl", options.shared / "bench/term25"
    if not path.is_file() or not folder.is_dir():
        print(f"the measuring material is not there ({path}, {folder}); nothing measured")
        return
    for name, counts in zip(("judged, all", "judged, guiding half", "judged, other half"), judged(path), strict=True):
        print(f"{name}: {counts}")
    alarms(folder, listed=options.alarms)
    planted(folder)


if __name__ == "__main__":
    main()
