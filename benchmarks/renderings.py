"""What the aligner finds of renderings that nobody listed, how often wrongly, and what it costs.

    python benchmarks/renderings.py [--shared ../shared] [--only recall|good|half|size]

recall: bad renderings of 41 terms in their sentences, with every listed wrong rendering of the glossary removed.
good:   published English (20 annual report chapters of the Hong Kong Monetary Authority); once as it is, once with the document
        gate forced open; every finding is printed.
half:   the share of glossary-class problems of the seeds that the glossary's rules find, with the listed wrong renderings of a
        random half of the concepts removed.
size:   10,000 concepts (the shipped ones and dictionary words as decoys): time to compile, and to check an article of 8 KB.

The measuring material stands beside the project; without it the script says so and stops with code 0.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from policy_glossary.engine.cache import write_database
from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules
from policy_glossary.formats import read_document
from policy_glossary.intake.memory import many_objects
from policy_glossary.language.glosses import Glosses
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.genre import Genre
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.indexing import build_index, extend_index
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.concept import Concept
from policy_glossary.model.finding import Finding
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import SourceText, Span
from policy_glossary.termbase.layer import read_layer, read_termbase

ROOT = Path(__file__).parent.parent
HALF_SEED = 7
FAMILY = "TERM"


class Rendering(NamedTuple):
    """A line of the gold: a term, where the rendering comes from, its sentence and place."""

    chinese: str
    origin: str
    text: str
    span: Span


def shipped() -> tuple[Concept, ...]:
    return read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts


def without_lists(concepts: Iterable[Concept], chosen: set[str] | None = None) -> tuple[Concept, ...]:
    """The concepts without their deprecated and suspect renderings: all, or those with the chosen ids."""
    return tuple(
        c._replace(terms=tuple(t for t in c.terms if not t.status.reported)) if chosen is None or c.id in chosen else c
        for c in concepts
    )


def matcher_of(concepts: Sequence[Concept]) -> Matcher:
    database = sqlite3.connect(":memory:")
    with many_objects():
        build_index(concepts, database)
    return Matcher(TermIndex(database))


@lru_cache(maxsize=1)
def term_rules() -> tuple[Rule, ...]:
    """The rules of the glossary; a check has them from the cache."""
    return tuple(rule for rule in load_rules() if rule.code.startswith(FAMILY))


def findings(text: str, matcher: Matcher, genre: Genre, name: str = "text.txt") -> list[Finding]:
    rules = term_rules()
    document = read_document(SourceText(name, text))
    return list(check_document(document, matcher, Judgement(rules, circumstances=Circumstances(genre=genre))).report.findings)


def gold(shared: Path) -> list[Rendering]:
    rows = []
    for line in (shared / "gold" / "renderings.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        chinese, origin, marked = line.split("\t")
        start, end = marked.index("[["), marked.index("]]") - 2
        rows.append(Rendering(chinese, origin, marked.replace("[[", "").replace("]]", ""), Span(start, end)))
    return rows


def accepted(row: Rendering, matcher: Matcher) -> bool:
    """True if the glossary takes the marked words for good English of some concept."""
    facts = Facts(read_document(SourceText("text.txt", row.text)), matcher, Circumstances())
    return any(hit.span.contains(row.span) and not hit.term.status.reported for hit in facts.term_hits)


def recall(shared: Path) -> None:
    matcher = matcher_of(without_lists(shipped()))
    names = {c.id: (c.zh, *c.zh_variants) for c in shipped()}
    found: Counter[str] = Counter()
    rows = gold(shared)
    for row in rows:
        if accepted(row, matcher):
            found["accepted"] += 1
            print(f"  no fault {row.chinese}: {row.text[slice(*row.span)]!r} is accepted by the glossary itself")
            continue
        hits = [f for f in findings(row.text, matcher, Genre.POLICY) if f.span.overlaps(row.span)]
        if not hits:
            print(f"  missed  {row.chinese}: {row.text[slice(*row.span)]!r}")
            continue
        best = max(hits, key=lambda f: min(f.span.end, row.span.end) - max(f.span.start, row.span.start))
        right = best.concept is not None and any(row.chinese in name for name in names[best.concept.id])
        found.update(["found", row.origin, best.rule, *(["right"] if right else [])])
        if not right:
            print(f"  other   {row.chinese}: {row.text[slice(*row.span)]!r} taken for {best.concept and best.concept.zh}")
    for name, total in (("all", len(rows)), ("those that the glossary does not accept", len(rows) - found["accepted"])):
        print(f"found {found['found']} of {total} ({name}): {100 * found['found'] / total:.0f} %")
    print(dict(found))
    print(f"right concept in {100 * found['right'] / found['found']:.0f} % of them\n")


def good(shared: Path) -> None:
    matcher = matcher_of(shipped())
    for genre in (Genre.AUTO, Genre.POLICY):
        words, listed = 0, []
        for path in sorted((shared / "bench" / "term25").glob("*/*/ref.en")):
            text = path.read_text(encoding="utf-8")
            words += len(text.split())
            listed += [(path, text, f) for f in findings(text, matcher, genre) if f.rule != "TERM001"]
        print(f"genre {genre}: {len(listed)} findings in {words:,} words = {1e5 * len(listed) / words:.1f} per 100,000")
        for path, text, f in listed:
            context = " ".join(text[max(0, f.span.start - 40) : f.span.end + 30].split())
            print(
                f"  {f.rule} {f.severity} {text[slice(*f.span)]!r} -> {f.concept and f.concept.zh} [{context}] {path.parent.name}"
            )
    print()


def half(shared: Path) -> None:
    concepts = shipped()
    chosen = set(random.Random(HALF_SEED).sample(sorted(c.id for c in concepts), len(concepts) // 2))
    for name, kept in (
        ("all lists", concepts),
        (f"half of the lists (seed {HALF_SEED})", without_lists(concepts, chosen)),
        ("no lists", without_lists(concepts)),
    ):
        matcher = matcher_of(kept)
        for codes in (("TERM001",), ("TERM",)):
            lines = []
            for path in sorted((ROOT / "seeds").glob("*.txt")):
                text = path.read_text(encoding="utf-8")
                lines += [
                    json.dumps(
                        {
                            "file": path.name,
                            "start": f.span.start,
                            "end": f.span.end,
                            "rule": f.rule,
                            "severity": f.severity,
                            "suggestion": f.suggestion,
                        }
                    )
                    for f in findings(text, matcher, Genre.AUTO)
                    if f.rule.startswith(codes)
                ]
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
                file.flush()
                scorer = [sys.executable, str(shared / "gold" / "score.py"), file.name, "--json"]
                score = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
            part = score["recall"]["detectable glossary"]
            print(
                f"{name}, {'/'.join(codes)}: {score['findings']} findings, precision {100 * (score['precision'] or 0):.1f} %, "
                f"class glossary found {100 * part['found']:.1f} % (strict {100 * part['strict']:.1f} %)"
            )
    print()


def size(total: int = 10_000) -> None:
    """The shipped concepts and dictionary words of two to four characters, glossed by their first sense."""
    concepts = list(shipped())
    names = {c.zh for c in concepts}
    glosses = Glosses()
    words = sorted(w for w in glosses.words() if 2 <= len(w) <= 4 and w not in names)
    for number, word in enumerate(random.Random(1).sample(words, total - len(concepts))):
        gloss = glosses.gloss(word)
        english = " ".join(gloss.senses[0]) if gloss and gloss.senses else "nothing"
        concepts.append(Concept(id=f"decoy-{number}", zh=word, preferred=english, domain="decoys"))
    with tempfile.TemporaryDirectory() as folder:

        def add_own(new: sqlite3.Connection) -> None:
            with closing(sqlite3.connect(Path(folder) / "shipped.sqlite3")) as below:
                below.backup(new)
            extend_index(concepts[len(shipped()) :], (), new)

        for name, file, build in (
            (f"{len(shipped()):,} shipped concepts", "shipped", partial(build_index, shipped())),
            (f"{total:,} concepts, the shipped ones compiled before, as they are in the wheel", "more", add_own),
            (f"{total:,} concepts", "all", partial(build_index, concepts)),
        ):
            path = Path(folder) / f"{file}.sqlite3"
            before = _cpu()
            with many_objects():
                write_database(path, build)  # as a check does it
            print(f"{name}: compiled in {_cpu() - before:.2f} s CPU, {path.stat().st_size / 1e6:.1f} MB")
            text = (ROOT / "seeds").glob("*.txt")
            article = sorted(text)[1].read_text(encoding="utf-8")[:8000]
            matcher = Matcher(TermIndex(sqlite3.connect(path)))
            term_rules()
            before = _cpu()
            count = len(findings(article, matcher, Genre.AUTO))
            print(f"  8 KB article in a fresh reader: {1000 * (_cpu() - before):.0f} ms CPU, {count} findings")


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", choices=("recall", "good", "half", "size"))
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        print(f"{arguments.shared} is not there: nothing to measure against")
        return
    for name, part in (("recall", recall), ("good", good), ("half", half)):
        if arguments.only in (None, name):
            print(f"## {name}")
            part(arguments.shared)
    if arguments.only in (None, "size"):
        print("## size")
        size()


if __name__ == "__main__":
    main()
