"""Candidates for the glossary out of files: a map over the files, a sum, a ranking for each language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policy_glossary.engine.check import Options, Run
from policy_glossary.language.chinese import Segmenter
from policy_glossary.language.scripts import mostly_han
from policy_glossary.matching.chinese_phrases import chinese_phrases
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.families import group_families
from policy_glossary.matching.kinship import read_kinship
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.phrases import document_phrases
from policy_glossary.model.candidate import Candidate, Phrases, PhraseSum
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.scoring.ranking import Selection, rank_chinese, rank_english
from policy_glossary.termbase.proposals import proposals

DOMAIN = "proposals"
_CHINESE_NAMES = (".zh.txt", ".zh.md")
_MANY = 500  # files from which on a recurring term must recur within one of them: the others are too many to remember
_ALL = Selection()


class Extract(NamedTuple):
    """The best candidates with their PO entries, how many there were, and what could not be read."""

    candidates: tuple[Candidate, ...]
    found: int
    files: int
    faults: tuple[Fault, ...]


def extract(paths: Iterable[str], options: Options, selection: Selection = _ALL, limit: int = 100, domain: str = DOMAIN) -> Extract:
    """The candidates of all files, best first, English before Chinese. `limit` is for each language; 0 takes all."""
    run = Run(options)
    files = run.discover(paths)
    english, chinese, reader = PhraseSum(), PhraseSum(), _ChineseReader()
    read = 0
    for found in files:
        try:
            document, matcher, _ = run.prepare(found)
            if document.source.name in run.passed_over:
                continue
            read += 1
            if document.source.name.lower().endswith(_CHINESE_NAMES) or mostly_han(document.source.text):
                chinese.add(reader.phrases(document, matcher))
            else:
                english.add(document_phrases(Facts(document, matcher, options.circumstances), once=len(files) < _MANY))
        except FaultError as error:
            run.faults.append(error.fault)
    if not read and not run.faults:
        run.faults.append(Fault("there is no text to read", hint="glossaries and files in other languages were passed over"))
    families = english_candidates(english.total(), selection)
    ranked = rank_chinese(chinese.total(), selection)
    kept = [_without_folders(c) for c in (*families[: limit or None], *ranked[: limit or None])]
    return Extract(tuple(proposals(kept, domain)), len(families) + len(ranked), read, tuple(dict.fromkeys(run.faults)))


def english_candidates(phrases: Phrases, selection: Selection = _ALL) -> list[Candidate]:
    """The candidates among the phrases of English texts, wordings of one idea together, best first; without entries."""
    kinship = read_kinship()
    return group_families(rank_english(phrases, selection, kinship.surprise), kinship)


def _without_folders(candidate: Candidate) -> Candidate:
    """An entry names its text as seen from here, and never by the folders of one machine."""
    path = Path(candidate.first.document)
    if path.is_absolute():
        path = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else Path(path.name)
    return candidate._replace(first=candidate.first._replace(document=path.as_posix()))


class _ChineseReader:
    """Reads Chinese documents; the dictionary of words is loaded for the first."""

    def __init__(self) -> None:
        self._segmenter: Segmenter | None = None
        self._known: dict[Matcher, frozenset[str]] = {}

    def phrases(self, document: Document, matcher: Matcher) -> Phrases:
        if self._segmenter is None:
            self._segmenter = Segmenter()
        if matcher not in self._known:
            self._known[matcher] = frozenset(zh for concept in matcher.concepts() for zh in (concept.zh, *concept.zh_variants))
        return chinese_phrases(document, self._segmenter.words, self._segmenter.knows, self._known[matcher])
