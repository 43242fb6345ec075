"""Score versions of a text against a reference: find the pairs, cut them alike, count terms and findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.tally import tally_document
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.files import read_bytes
from policy_glossary.matching.claims import Claim, Verdict
from policy_glossary.matching.kinds import Kind
from policy_glossary.model.concept import Concept
from policy_glossary.model.consistency import DocumentTally
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.score import ScoreReport, SegmentRow, TermScore, VersionScore
from policy_glossary.model.text import counted
from policy_glossary.scoring.metrics import score_versions, segment_scores, wilson
from policy_glossary.scoring.reference import read_reference
from policy_glossary.scoring.segmentation import scored_pairs, segment_like

REFERENCE_SUFFIX = ".po"


class _Pairs(NamedTuple):
    """The segments of one article: their places, references and words, and how many of the reference were dropped."""

    places: list[str]
    references: list[str]
    words: list[str]
    dropped: int = 0


class _Claimed(NamedTuple):
    """What the Chinese asks of a text, and the text."""

    claim: Claim
    text: str


def score(versions: Sequence[str], reference: str, options: Options, *, few: bool = False, rows: bool = True) -> ScoreReport:
    """Score files against a reference file, or folders of files against a folder of references with the same stems.

    Later versions are compared with the first. `rows`: the segments one by one as well, which takes as long again. Raises FaultError for what cannot be read, paired or scored.
    """
    run = Run(options)
    read = [_read_version(run, name, Path(reference)) for name in versions]
    places, references = read[0][0].places, read[0][0].references
    metrics = score_versions(references, [pairs.words for pairs, *_ in read], versions[0], few=few)
    if run.faults:
        raise FaultError(run.faults[0])
    scored = []
    for name, (pairs, tallies, findings, claims, beside), values in zip(versions, read, metrics, strict=True):
        words = sum(tally.words for tally in tallies)
        mqm = sum((tally.score or 0) / 10 * tally.words for tally in tallies) / words if words else None
        empty = sum(1 for segment in pairs.words if not segment.strip())
        terms = tuple(_claimed_terms(claims) if beside else _terms(run, tallies))
        scored.append(VersionScore(name, empty, values, words, findings, mqm, terms, beside))
    columns = [segment_scores(pairs.words, references) for pairs, *_ in read] if rows else []
    segments = [
        SegmentRow(
            place, references[n], tuple((pairs.words[n], *column[n]) for (pairs, *_), column in zip(read, columns, strict=True))
        )
        for n, place in enumerate(places if rows else ())
    ]
    return ScoreReport(reference, len(references), read[0][0].dropped, tuple(scored), tuple(segments))


def _read_version(run: Run, name: str, reference: Path) -> tuple[_Pairs, list[DocumentTally], int, list[_Claimed], int]:
    """The segments of all files of a version, their tallies, the number of findings, what their Chinese asks of how many pieces."""
    whole, tallies, findings, beside = _Pairs([], [], []), [], 0, 0
    claimed: list[_Claimed] = []
    for found, authority in _paired_files(run, name, reference):
        basis = run.basis(found)
        document = run.read(basis)
        checked = run.judge(document, basis)
        run.keep(checked, basis)
        tallies.append(tally_document(checked))
        findings += len(checked.report.findings)
        beside += len(checked.facts.pairs)
        claimed += [_Claimed(claim, checked.facts.visible) for claim in checked.facts.claims] if checked.facts.pairs else []
        pairs = _pairs(document, authority)
        prefix = f"{Path(found.name).stem} " if Path(name).is_dir() else ""
        whole.places.extend(prefix + place for place in pairs.places)
        whole.references.extend(pairs.references)
        whole.words.extend(pairs.words)
        whole = whole._replace(dropped=whole.dropped + pairs.dropped)
    return whole, tallies, findings, claimed, beside


def _paired_files(run: Run, name: str, reference: Path) -> Iterator[tuple[Found, Path]]:
    before = len(run.faults)
    found = run.discover([name])
    if len(run.faults) > before:
        raise FaultError(run.faults[before])
    if not reference.is_dir():
        if len(found) != 1 or Path(name).is_dir():
            raise FaultError(Fault("is one file, but the text is a folder", str(reference), hint="name a folder of references"))
        yield found[0], reference
        return
    references = {path.stem: path for path in sorted(reference.iterdir()) if path.is_file() and path.suffix != ".toml"}
    for file in found:
        stem = Path(file.name).stem
        if stem not in references:
            raise FaultError(
                Fault(f"holds no reference for {file.name}", str(reference), hint=f"looked for {stem}.po, .txt, .md …")
            )
        yield file, references[stem]


def _pairs(document: Document, reference: Path) -> _Pairs:
    """The segments of a document beside those of its reference: a reference of this form, or one with as many paragraphs."""
    if reference.suffix == REFERENCE_SUFFIX:
        segments = read_reference(reference)
        parts = segment_like(document.source.text, [segment.source for segment in segments])
        words, references = scored_pairs(parts, segments)
        places = [f"{segment.paragraph}.{segment.number}" for segment in segments if segment.english]
        return _Pairs(places, references, words, sum(1 for segment in segments if segment.dropped))
    other = read_file(RawFile(str(reference), read_bytes(reference, str(reference)))).document
    left, right = _paragraphs(document), _paragraphs(other)
    if len(left) != len(right):
        message = f"has {counted(len(left), 'paragraph')}, its reference {reference} has {len(right):,}"
        raise FaultError(Fault(message, document.source.name, hint="both must hold the same paragraphs in the same order"))
    return _Pairs([str(n) for n in range(1, len(right) + 1)], right, left)


def _paragraphs(document: Document) -> list[str]:
    """The paragraphs of a document; lines where it is plain text without empty lines between them."""
    text = document.source.text
    if document.origin is None and document.source.name.endswith(".txt") and "\n\n" not in text.strip().replace("\r", ""):
        return [line.strip() for line in text.splitlines()]
    return [" ".join(document.source.slice(block.span).split()) for block in document.blocks]


def _claimed_terms(claimed: Sequence[_Claimed]) -> Iterator[TermScore]:
    """Of each concept in the Chinese how often its English was agreed.

    A term inside of a longer one is counted with that; verbs and phrases, which have many good renderings, where they can be judged.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    met: Counter[str] = Counter()
    cards: dict[str, Concept] = {}
    for claim, text in claimed:
        if claim.nested or (claim.kind is Kind.WORDING and (claim.verdict is Verdict.MISSING or claim.reworded)):
            continue
        cards[claim.concept.id] = claim.concept
        mentions = len(claim.mentions)
        agreed = mentions if claim.verdict.agreed else min(len(claim.places), mentions)
        met[claim.concept.id] += agreed
        words = [" ".join(text[slice(*span)].lower().split()) for span in claim.places[:agreed]]
        counts[claim.concept.id].update(words + [words[-1] if words else claim.concept.preferred] * (agreed - len(words)))
        if agreed < mentions:
            other = " ".join(text[slice(*claim.likely.span)].lower().split()) if claim.likely else ""
            counts[claim.concept.id][other] += mentions - agreed
    for concept, renderings in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])):
        card, total = cards[concept], renderings.total()
        low, high = wilson(met[concept], total)
        yield TermScore(concept, card.zh, card.preferred, met[concept], total, low, high, max(renderings.values()) / total)


def _terms(run: Run, tallies: Sequence[DocumentTally]) -> list[TermScore]:
    counts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    met: defaultdict[str, int] = defaultdict(int)
    for tally in tallies:
        for rendering in tally.renderings:
            counts[rendering.concept][rendering.rendering] += rendering.times
            met[rendering.concept] += rendering.times if rendering.use.accepted else 0
    concepts = {concept.id: concept for concept in run.known_concepts()}
    terms = []
    for concept, renderings in counts.items():
        total = sum(renderings.values())
        card = concepts[concept]
        low, high = wilson(met[concept], total)
        terms.append(TermScore(concept, card.zh, card.preferred, met[concept], total, low, high, max(renderings.values()) / total))
    return sorted(terms, key=lambda term: (-term.total, term.concept))
