"""From files to the report of a corpus: tallies from the cache where nothing changed, from workers where something did.

Documents are named by their path as seen from the report's folder, so that the report holds working links and neither its
names nor its order depend on where it was made from. Batches, workers and the order of paths do not change a byte.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from policy_glossary.engine.cache import cache_folder
from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.extract import DOMAIN, english_candidates
from policy_glossary.engine.keys import Keys
from policy_glossary.engine.many import died, from_job, to_job
from policy_glossary.engine.settings import Settings
from policy_glossary.engine.tally import from_text, tally_document, to_text
from policy_glossary.engine.tally_store import TallyStore
from policy_glossary.engine.workers import Service, Workers
from policy_glossary.formats import read_file
from policy_glossary.model.consistency import ConceptCard, ConsistencyReport
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.scoring.consistency import summarize
from policy_glossary.scoring.fold import CorpusTally
from policy_glossary.termbase.proposals import proposals

CANDIDATES = 40  # for new entries, at most
_BATCH = 32  # files; for fewer no process is worth its start


class Corpus(NamedTuple):
    """The report of a corpus, what went wrong, and how many documents were counted anew or taken from the cache."""

    report: ConsistencyReport
    faults: tuple[Fault, ...]
    computed: int
    reused: int


class _Counted(NamedTuple):
    """What comes back for one file: its key and its tally as text (empty if it cannot be read), and faults."""

    key: str
    text: str
    faults: tuple[Fault, ...]


def read_corpus(paths: Iterable[str], options: Options, folder: Path, workers: int, own: Sequence[str] = ()) -> Corpus:
    """Count the documents below `paths` for a report that will stand in `folder`, whose files named in `own` are left out.

    What cannot be read is a fault; the rest is still counted.
    """
    run = Run(options)
    faults: list[Fault] = []
    mine = {os.path.realpath(folder / name) for name in own}
    found = [file for file in run.discover(paths) if _usable(file, mine, faults)]
    tally, keys = CorpusTally(), Keys()
    glossaries: dict[tuple[str, ...], Settings] = {}
    computed = 0
    with closing(TallyStore(cache_folder())) as store, ExitStack() as stack:
        pool = stack.enter_context(Workers(workers, _service, options)) if workers > 1 else None
        step = 2 * _BATCH * workers  # tallies of so many files are in memory at a time
        for start in range(0, len(found), step):
            part: list[tuple[Found, str]] = []
            for file in found[start : start + step]:
                try:
                    basis = run.basis(file)
                    part.append((file, keys.of(basis)))
                    glossaries.setdefault(basis.layers, basis.settings)
                except FaultError as error:
                    faults.append(error.fault)
            known = store.get(key for _, key in part)
            missing = [file for file, key in part if key not in known]
            counting = _count(missing, run, keys, pool if len(missing) > _BATCH else None)
            anew = dict(zip((file.name for file in missing), counting, strict=True))
            computed += sum(1 for counted in anew.values() if counted.text)
            faults += [fault for counted in anew.values() for fault in counted.faults]
            store.put({c.key: from_text(c.text) for c in anew.values() if c.text and not c.faults})
            for file, key in part:
                counted = anew.get(file.name)
                document = known.get(key) if counted is None else from_text(counted.text) if counted.text else None
                if document is not None:
                    tally.add(_seen_from(folder, file), document)
    cards = {card.id: card for _, settings in sorted(glossaries.items()) for card in _cards(run, settings, tally)}
    told = run.report([])
    signature = told.signature
    report = summarize(tally, cards, signature.version, tuple(sorted(signature.glossaries)))
    candidates = proposals(english_candidates(tally.phrases.total())[:CANDIDATES], DOMAIN)
    report = report._replace(candidates=tuple(candidates))
    return Corpus(report, tuple(dict.fromkeys([*faults, *told.faults])), computed, tally.totals[0] - computed)


def _usable(file: Found, mine: set[str], faults: list[Fault]) -> bool:
    if file.path is None:
        faults.append(Fault("cannot be counted: a report needs files that it can link to", "standard input"))
        return False
    return os.path.realpath(file.path) not in mine


def _seen_from(folder: Path, file: Found) -> str:
    path = file.path or Path(file.name)
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def _count(files: list[Found], run: Run, keys: Keys, pool: Workers | None) -> Iterator[_Counted]:
    """The tallies of files in their order, from this process or from the pool."""
    if pool is None:
        yield from (_count_file(file, run, keys) for file in files)
        return
    for file, answer in zip(files, pool.answers([to_job(file) for file in files]), strict=True):
        if answer is None:
            yield _Counted("", "", (died(file.name),))
        else:
            key, text, faults = json.loads(answer)
            yield _Counted(key, text, tuple(Fault(*fault) for fault in faults))


def _service(options: Options) -> Service:
    """The work of a process: it reads the files itself, so that only names and tallies travel."""
    run, keys = Run(options), Keys()
    return lambda job: json.dumps(_count_file(from_job(job), run, keys)).encode()


def _count_file(file: Found, run: Run, keys: Keys) -> _Counted:
    try:
        basis = run.basis(file)
        reading = read_file(basis.raw)
        if reading.passed_over:
            return _Counted("", "", ())
        checked = run.judge(reading.document, basis)
    except FaultError as error:
        return _Counted("", "", (error.fault,))
    return _Counted(keys.of(basis), to_text(tally_document(checked)), (*reading.faults, *checked.faults))


def _cards(run: Run, settings: Settings, tally: CorpusTally) -> Iterator[ConceptCard]:
    for concept in run.matcher(settings).concepts():
        if concept.id in tally.concepts:
            yield ConceptCard(
                concept.id,
                concept.zh,
                concept.preferred,
                concept.definition,
                concept.sources,
                concept.note,
                concept.proposal,
            )
