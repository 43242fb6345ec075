"""Make the report of a corpus and write it into its folder, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from policy_glossary.engine.batch import cores
from policy_glossary.engine.check import Options
from policy_glossary.engine.corpus import Corpus, read_corpus
from policy_glossary.engine.report_changes import with_changes
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, write_file
from policy_glossary.model.consistency import ConsistencyReport
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError

# Format to module of `reports`, whose `render(report)` makes the text.
FORMATS = {"html": "consistency_html", "md": "consistency_markdown", "json": "consistency_json"}
_STEM = "consistency"


class Written(NamedTuple):
    """What was read, and the files that were written."""

    corpus: Corpus
    files: tuple[Path, ...]


def write_corpus_report(
    paths: Iterable[str], options: Options, folder: Path, formats: tuple[str, ...], workers: int | None
) -> Written:
    """Write the report of `paths` into `folder`, with so many processes, None: one for each core.

    Raises FaultError if there is nothing to report, or it cannot be written.
    """
    own = [f"{_STEM}.{kind}" for kind in FORMATS]
    corpus = read_corpus(paths, options, folder, workers or cores(), own)
    if not corpus.report.totals.documents:
        raise FaultError(corpus.faults[0] if corpus.faults else Fault("there is no document to report on"))
    report = with_changes(corpus.report, _last(folder / f"{_STEM}.json"))
    files = []
    for kind, module in FORMATS.items():
        if kind in formats:
            render: Callable[[ConsistencyReport], str] = import_module(f"policy_glossary.reports.{module}").render
            path = folder / f"{_STEM}.{kind}"
            # A file name that is no valid text is shown by its codes, which JSON reads back as they were.
            write_file(path, str(path), render(report).encode("utf-8", "backslashreplace"))
            files.append(path)
    return Written(corpus, tuple(files))


def _last(path: Path) -> str | None:
    try:
        return decode(read_bytes(path, str(path)), str(path))
    except FaultError:
        return None
