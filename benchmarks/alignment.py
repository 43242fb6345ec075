"""How many paragraphs find their other side when paragraphs were removed, split and merged, and whether strangers are told.

    python benchmarks/alignment.py [--shared ../shared] [--seeds 3]

Of each side of each chapter so many paragraphs, drawn at random and each side by itself, are removed, split at a sentence end or merged
with the next one (a third each; a heading is merged as well, and one sentence cannot be split). A link is a paragraph of one side and
one of the other that hold words of the same original paragraph; precision is the share of the links made that are true, recall that of
the true ones that are made. "kept": without the pairs that the program leaves out as uncertain; "all": with them. Translations that
have not as many lines as the Chinese have no truth to measure by and are left out. "truly lost": of the Chinese paragraphs that are told to
the rules as without English, those that have none.

Chapters with the English of another chapter of the same year are strangers: none may pass for a translation.

The measuring material stands beside the project; without it the script says so and stops with code 0.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from policy_glossary.engine.side_by_side import LEAST_CONFIDENCE, SURELY_MISSING
from policy_glossary.language import chinese_text
from policy_glossary.language.sentences import sentence_spans
from policy_glossary.matching.alignment.align import Alignment, align
from policy_glossary.matching.alignment.units import Piece
from policy_glossary.model.text import Span
from policy_glossary.termbase.layer import read_layer, read_termbase

ROOT = Path(__file__).parent.parent
SHARES = (0.0, 0.1, 0.3)
TEXTS = ("ref.en", "CommandA_MT.proper.en", "Erlendur.proper.en")


class Paragraph(NamedTuple):
    """A paragraph and the numbers of the original ones whose words it holds."""

    text: str
    origins: frozenset[int]

    @property
    def piece(self) -> Piece:
        """What is aligned of it."""
        return Piece(self.text.lstrip("# "), self.text.startswith("#"))


class Count(NamedTuple):
    """Links made, true ones, and those that are both; Chinese paragraphs said to have no English, and those that have none."""

    made: int = 0
    true: int = 0
    right: int = 0
    lost: int = 0
    truly_lost: int = 0

    def plus(self, other: Count) -> Count:
        """Both counts together."""
        return Count(*(a + b for a, b in zip(self, other, strict=True)))


def chapter(folder: Path, name: str) -> tuple[list[str], list[str]]:
    """The paragraphs of both sides, line by line."""
    zh, en = ((folder / file).read_text(encoding="utf-8").split("\n") for file in ("src.zh", name))
    both = [(a.strip(), b.strip()) for a, b in zip(zh, en, strict=False) if a.strip() and b.strip()]
    return [a for a, _ in both], [b for _, b in both]


def english_sentences(text: str) -> list[str]:
    return [text[slice(*span)] for span in sentence_spans(text, Span(0, len(text)))]


def disturbed(
    lines: Sequence[str], cut: Callable[[str], list[str]], blank: str, share: float, chance: random.Random
) -> list[Paragraph]:
    made: list[Paragraph] = []
    merge = False
    for number, line in enumerate(lines):
        paragraph = Paragraph(line, frozenset({number}))
        if merge and made:
            before = made.pop()
            paragraph = Paragraph(before.text + blank + line, before.origins | paragraph.origins)
        merge = False
        what = chance.choice(("remove", "split", "merge")) if chance.random() < share else ""
        sentences = cut(paragraph.text)
        if what == "remove" and len(paragraph.origins) == 1:
            continue
        if what == "split" and len(sentences) > 1 and len(paragraph.origins) == 1:
            at = chance.randrange(1, len(sentences))
            made += [Paragraph(blank.join(part), paragraph.origins) for part in (sentences[:at], sentences[at:])]
            continue
        merge = what == "merge"
        made.append(paragraph)
    return made


def links(alignment: Alignment, least: float) -> set[tuple[int, int]]:
    return {
        (zh, en)
        for step in alignment.steps
        if step.confidence >= least
        for zh in range(step.first, step.last)
        for en in range(step.start, step.end)
    }


def measure(
    folders: Sequence[Path], name: str, share: float, seeds: int, names: dict[str, tuple[str, ...]]
) -> tuple[dict[float, Count], list[float]]:
    counts, confidences = {LEAST_CONFIDENCE: Count(), 0.0: Count()}, []
    for folder in folders:
        lengths = [(folder / file).read_text(encoding="utf-8").count("\n") for file in ("src.zh", name)]
        if lengths[0] != lengths[1]:
            continue
        zh, en = chapter(folder, name)
        for seed in range(seeds if share else 1):
            chance = random.Random(f"{folder.name} {seed}")
            left = disturbed(zh, chinese_text.sentences, "", share, chance)
            right = disturbed(en, english_sentences, " ", share, chance)
            alignment = align([p.piece for p in left], [p.piece for p in right], names)
            true = {(i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a.origins & b.origins}
            lost = [s.first for s in alignment.steps if s.start == s.end and s.confidence >= SURELY_MISSING]
            truly = sum(all(zh != first for zh, _ in true) for first in lost)
            for least, count in counts.items():
                made = links(alignment, least)
                counts[least] = count.plus(Count(len(made), len(true), len(made & true), len(lost), truly))
            confidences.append(alignment.confidence)
    return counts, confidences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seeds", type=int, default=3)
    arguments = parser.parse_args()
    material = arguments.shared / "bench" / "term25"
    if not material.is_dir():
        sys.exit(print(f"{material} is not there: nothing was measured"))
    glossary = read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts
    names = {concept.zh: concept.accepted for concept in glossary}
    years = {year: sorted((material / year).glob("[0-9]*")) for year in ("2016", "2018")}
    print(f"{'text':22} year  disturbed  true links  kept: precision  recall  all: precision  recall  truly lost  least confidence")
    for name in TEXTS:
        for year, folders in years.items():
            for share in SHARES:
                counts, confidences = measure(folders, name, share, arguments.seeds, names)
                shown = "".join(f"{c.right / c.made:17.1%} {c.right / c.true:7.1%}" for c in counts.values())
                lost = f"{counts[0.0].truly_lost} of {counts[0.0].lost}"
                print(f"{name:22} {year} {share:10.0%} {counts[0.0].true:11,} {shown} {lost:>12} {min(confidences):10.2f}")
    strangers = []
    started = time.process_time()
    for folders in years.values():
        sides = [chapter(folder, "ref.en") for folder in folders]
        for number, (zh, _) in enumerate(sides):
            _, en = sides[(number + 1) % len(sides)]
            pieces = [[Paragraph(line, frozenset()).piece for line in lines] for lines in (zh, en)]
            strangers.append(align(pieces[0], pieces[1], names).confidence)
    spent = (time.process_time() - started) / len(strangers)
    taken = sum(confidence >= LEAST_CONFIDENCE for confidence in strangers)
    print(f"\nstrangers: {len(strangers)}, taken for a translation {taken}, highest confidence {max(strangers):.2f}")
    print(f"an alignment: {spent:.2f} s CPU")


if __name__ == "__main__":
    main()
