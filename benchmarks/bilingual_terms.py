"""How well terminology is judged where the Chinese is at hand.

    python benchmarks/bilingual_terms.py [--shared ../shared] [--list]

judged:    32 misses that the official rule of the WMT25 terminology task alleges, judged by hand (wrong, variant, surface, context):
           verdicts and severities against that judgement.
published: the published English of the same documents: how many of its term occurrences raise an error. `--list` prints them.
formula:   the task's own success rate from our counts, beside the figures that it published.
shipped:   findings with the shipped glossary in the published English, most of which are false alarms.

The glossary of the first three is made in memory from the task's dictionary. The measuring material stands beside the project;
without it the script says so and stops with code 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.term_tests import matcher_of
from policy_glossary.formats import read_document
from policy_glossary.language.folding import fold_chinese
from policy_glossary.matching.claims import Claim, Verdict
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.bitext import Pair
from policy_glossary.model.concept import Concept, Status, Term
from policy_glossary.model.finding import Severity
from policy_glossary.model.text import SourceText, Span
from policy_glossary.rules.bilingual.term_not_as_agreed import severity_of
from policy_glossary.termbase.layer import read_layer, read_termbase

ROOT = Path(__file__).parent.parent
YEARS = ("2016", "2018")
REFERENCE = "ref"
# Proper-term success rate, Chinese to English, terms given; 2016 to 2024 by even years: track2_score_dict.json of the task's repository.
PUBLISHED = {"CommandA_MT.proper": 0.8826, "Erlendur.proper": 0.7188}


class Side(NamedTuple):
    """A document of the task under one system: its lines in both languages and the published English."""

    year: str
    name: str
    chinese: list[str]
    english: list[str]
    reference: str


class Bench:
    """The task's documents, and matchers over its dictionaries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.terms = {year: _dictionary(folder / year / "terms.tsv") for year in YEARS}
        self.matchers = {year: matcher_of(_concepts(terms)) for year, terms in self.terms.items()}

    def sides(self, system: str, *, aligned: bool = True) -> Iterator[Side]:
        """The documents of a system; if `aligned` those whose lines are as many as the lines of the Chinese."""
        for year in YEARS:
            for path in sorted(p for p in (self.folder / year).iterdir() if p.is_dir()):
                chinese, english = (_lines(path / name) for name in ("src.zh", f"{system}.en"))
                if not aligned or len(chinese) == len(english):
                    yield Side(year, path.name, chinese, english, "\n".join(_lines(path / "ref.en")).lower())


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")


def _dictionary(path: Path) -> dict[str, list[str]]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip())
    return {zh.strip(): [form.strip() for form in english.split("|||")] for zh, english in rows}


def _concepts(terms: dict[str, list[str]]) -> Iterator[Concept]:
    for number, (zh, forms) in enumerate(terms.items()):
        admitted = tuple(Term(form, Status.ADMITTED) for form in forms[1:])
        yield Concept(f"t{number:04}", zh, forms[0], "task", terms=admitted)


def _paired(chinese: Sequence[str], english: Sequence[str]) -> tuple[str, tuple[Pair, ...]]:
    text, pairs = "", []
    for number, (zh, line) in enumerate(zip(chinese, english, strict=True), 1):
        pairs.append(Pair(zh, Span(len(text), len(text) + len(line)), f"line {number}"))
        text += line + "\n\n"
    return text, tuple(pairs)


def claims_of(matcher: Matcher, chinese: Sequence[str], english: Sequence[str]) -> tuple[str, list[Claim]]:
    text, pairs = _paired(chinese, english)
    return text, Facts(read_document(SourceText("document.txt", text)), matcher, Circumstances(), pairs).claims


def _plain(chinese: str) -> str:
    return "".join(c for c in fold_chinese(chinese) if c.isalnum())


def judged(bench: Bench) -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in _lines(bench.folder / "judged_misses.jsonl") if line]
    verdicts: Counter[tuple[str, str]] = Counter()
    errors: Counter[str] = Counter()
    labels: Counter[str] = Counter(row["label"] for row in rows)
    alarms: Counter[str] = Counter()
    for row in rows:
        _, claims = claims_of(bench.matchers[str(row["year"])], [row["zh"]], [row["hyp"]])
        claim = next((c for c in claims if _plain(c.mentions[0].zh) == _plain(row["term"])), None)
        verdicts[row["label"], str(claim.verdict) if claim else "not found"] += 1
        if claim is not None and claim.verdict in (Verdict.MISSING, Verdict.DEPRECATED):
            alarms[row["label"]] += 1
        if claim is not None:
            errors[row["label"]] += severity_of(claim) is Severity.ERROR
    print("judged misses: label, verdict")
    for (label, verdict), count in sorted(verdicts.items()):
        print(f"  {label:8} {verdict:10} {count}")
    bad = labels["wrong"] + labels["variant"]
    caught = alarms["wrong"] + alarms["variant"]
    print(f"  missing or deprecated, for wrong + variant: precision {_share(caught, alarms.total())}, recall {_share(caught, bad)}")
    print(
        f"  severity error for wrong alone: precision {_share(errors['wrong'], errors.total())}, recall {_share(errors['wrong'], labels['wrong'])}"
    )


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.3f} ({part:g} of {whole:g})" if whole else "-"


def published(bench: Bench, *, listed: bool) -> None:
    mentions = missed = errors = 0
    for side in bench.sides(REFERENCE):
        matcher = bench.matchers[side.year]
        text, claims = claims_of(matcher, side.chinese, side.english)
        for claim in claims:
            if claim.nested or not any(form.lower() in side.reference for form in _forms(matcher, claim)):
                continue
            count = len(claim.mentions)
            mentions += count
            missed += 0 if claim.verdict.agreed else count
            if severity_of(claim) is Severity.ERROR:
                errors += count
                if listed:
                    likely = text[slice(*claim.likely.span)] if claim.likely else ""
                    print(
                        f"  {side.year}/{side.name} {claim.pair.place}: {claim.mentions[0].zh} = {claim.concept.preferred} | {claim.verdict} | {likely}"
                    )
    print(f"published English: {mentions} term occurrences; not met {_share(missed, mentions)}; errors {_share(errors, mentions)}")


def _forms(matcher: Matcher, claim: Claim) -> list[str]:
    return [term.text for number in claim.mentions[0].concepts for term in matcher.index.terms(number)]


def formula(bench: Bench) -> None:
    """Mean over documents and terms of min(1, renderings / mentions), for terms whose English the published text has."""
    print(
        "success rate: by strings as in the task, from our mentions and strings, from our mentions and places; published (5 years)"
    )
    for system in (*PUBLISHED, "organizers_gpt-4.1-nano.proper", REFERENCE):
        by_string, by_mention, by_place = [], [], []
        for side in bench.sides(system, aligned=False):
            source, target = "\n".join(side.chinese).lower(), "\n".join(side.english).lower()
            ours, met = _counts(bench.matchers[side.year], side)
            for zh, forms in bench.terms[side.year].items():
                lowered = [form.lower() for form in forms]
                if zh.lower() not in source or not any(form in side.reference for form in lowered):
                    continue
                found = sum(target.count(form) for form in lowered)
                by_string.append(min(1.0, found / source.count(zh.lower())))
                key = _plain(zh)
                if ours[key]:
                    by_mention.append(min(1.0, found / ours[key]))
                    if len(side.chinese) == len(side.english):
                        by_place.append(min(1.0, met[key] / ours[key]))
        told = f"{PUBLISHED[system]:.4f}" if system in PUBLISHED else "-"
        rates = "  ".join(f"{sum(values) / len(values):.4f} ({len(values)})" for values in (by_string, by_mention, by_place))
        print(f"  {system:32} {rates}  {told}")


def _counts(matcher: Matcher, side: Side) -> tuple[Counter[str], Counter[str]]:
    ours: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for line in side.chinese:
        ours.update(_plain(term.zh) for term in matcher.source_terms.find(line))
    claims = claims_of(matcher, side.chinese, side.english)[1] if len(side.chinese) == len(side.english) else []
    for claim in claims:
        met[_plain(claim.mentions[0].zh)] += len(claim.places)
    return ours, met


def shipped(bench: Bench) -> None:
    matcher = matcher_of(read_termbase((read_layer(ROOT / "glossary", "glossary"),)).concepts)
    rules = tuple(rule for rule in load_rules() if rule.family == "bilingual")
    counts: Counter[tuple[str, str]] = Counter()
    words = 0
    for side in bench.sides(REFERENCE):
        text, pairs = _paired(side.chinese, side.english)
        checked = check_document(read_document(SourceText("document.txt", text)), matcher, Judgement(rules), pairs)
        counts.update((finding.rule, str(finding.severity)) for finding in checked.report.findings)
        words += checked.report.words
    print(f"shipped glossary, published English, {words} words:")
    for (rule, severity), count in sorted(counts.items()):
        print(f"  {rule} {severity:10} {count}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.shared / "bench" / "term25"
    if not folder.is_dir():
        print(f"skipped: the measuring material is not at {folder}")
        return 0
    bench = Bench(folder)
    judged(bench)
    published(bench, listed=arguments.list)
    formula(bench)
    shipped(bench)
    return 0


if __name__ == "__main__":
    sys.exit(main())
