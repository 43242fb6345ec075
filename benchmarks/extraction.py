"""How many terms of a hidden half of the glossary come back as proposals.

    python benchmarks/extraction.py [--seed 1] [--top 50 200] [--show 50]

Half of the concepts, drawn with a stated seed, are left out of the glossary. What their listed and accepted renderings are
in the five seeds, and which of those words no concept of the other half covers, is known; counted is how many of them stand
among the first N proposals: exactly (the same words but for number, case and hyphens), or nearly (one holds the other, which
has at least half of its words); for all renderings and for those that stand out. `--show` prints the first proposals with what was hidden, to be judged by reading.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from policy_glossary.engine.term_tests import matcher_of
from policy_glossary.formats import read_document
from policy_glossary.language.noun_phrases import counted_form
from policy_glossary.language.words import Vocabulary, split_words
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.families import group_families
from policy_glossary.matching.kinship import read_kinship
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.phrases import document_phrases
from policy_glossary.model.candidate import Candidate, PhraseSum
from policy_glossary.model.document import Document
from policy_glossary.model.text import SourceText, Span
from policy_glossary.scoring.ranking import Selection, rank_english
from policy_glossary.termbase.layer import read_layer, read_termbase

UNKNOWN = Circumstances()
MARKS = '"“”'
ROOT = Path(__file__).parent.parent


def key_of(text: str) -> str:
    return " ".join(counted_form(raw) for raw in split_words(text, [Span(0, len(text))], Vocabulary()).raw)


def hidden_renderings(
    documents: list[Document], hidden: set[str], everything: Matcher, rest: Matcher
) -> tuple[dict[str, set[str]], set[str]]:
    """The renderings of hidden concepts in the documents, each with its concepts; and those that stand out.

    These have several words and recur, or stand between quotation marks: the others nobody could tell from plain words.
    """
    renderings: dict[str, set[str]] = {}
    seen: Counter[str] = Counter()
    for document in documents:
        covered = {n for match in Facts(document, rest, UNKNOWN).known for n in range(match.first, match.last + 1)}
        for hit in Facts(document, everything, UNKNOWN).term_hits:
            if hit.concept.id in hidden and not covered.issuperset(range(hit.match.first, hit.match.last + 1)):
                words = document.visible[slice(*hit.span)].strip(MARKS)
                key = key_of(words)
                renderings.setdefault(key, set()).add(hit.concept.id)
                quoted = any(f"{a}{words}{b}" in document.visible for a in MARKS for b in MARKS)
                seen[key] += 2 if quoted else 1
    return renderings, {key for key, count in seen.items() if count > 1 and " " in key}


def wordings(candidates: list[Candidate]) -> list[str]:
    return [key_of(text) for c in candidates for text in (c.english, *(variant for variant, _ in c.variants))]


def nearly(rendering: str, wording: str) -> bool:
    shorter, longer = sorted((rendering.split(), wording.split()), key=len)
    return len(shorter) * 2 >= len(longer) and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--top", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--show", type=int, default=0, metavar="N")
    arguments = parser.parse_args()

    concepts = list(read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts)
    hidden = {c.id for c in random.Random(arguments.seed).sample(sorted(concepts), len(concepts) // 2)}
    everything, rest = matcher_of(concepts), matcher_of([c for c in concepts if c.id not in hidden])
    documents = [
        read_document(SourceText(path.name, path.read_text(encoding="utf-8"))) for path in sorted((ROOT / "seeds").glob("*.txt"))
    ]
    renderings, standing_out = hidden_renderings(documents, hidden, everything, rest)
    total = PhraseSum()
    for document in documents:
        total.add(document_phrases(Facts(document, rest, UNKNOWN)))
    kinship = read_kinship()
    families = group_families(rank_english(total.total(), Selection(), kinship.surprise), kinship)
    print(
        f"seed {arguments.seed}: {len(hidden)} of {len(concepts)} concepts hidden; in the seeds they have {len(renderings)} renderings"
    )
    ids = {concept for owners in renderings.values() for concept in owners}
    print(f"of {len(ids)} concepts; {len(standing_out)} renderings stand out; {len(families)} proposals\n")
    print("| first proposals | renderings, exactly | nearly | concepts, exactly | nearly | that stand out, exactly | nearly |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for top in (*arguments.top, len(families)):
        told = wordings(families[:top])
        exact = {r for r in renderings if r in told}
        near = exact | {r for r in renderings if any(nearly(r, wording) for wording in told)}
        concepts_of = [{concept for r in found for concept in renderings[r]} for found in (exact, near)]
        shares = [len(exact) / len(renderings), len(near) / len(renderings), *(len(found) / len(ids) for found in concepts_of)]
        shares += [len(found & standing_out) / len(standing_out) for found in (exact, near)]
        print(f"| {top} | " + " | ".join(f"{100 * share:.0f} %" for share in shares) + " |")
    for number, candidate in enumerate(families[: arguments.show], 1):
        told = wordings([candidate])
        owners = {concept for r, found in renderings.items() if r in told for concept in found}
        near = {concept for r, found in renderings.items() if any(nearly(r, wording) for wording in told) for concept in found}
        variants = "; ".join(variant for variant, _ in candidate.variants)
        mark = f"= {', '.join(sorted(owners))}" if owners else f"~ {', '.join(sorted(near))}" if near else ""
        print(f"{number}\t{candidate.kind}\t{candidate.occurrences}\t{candidate.english}\t{variants}\t{mark}")


if __name__ == "__main__":
    main()
