"""CPU seconds of a Word document of 40 pages: read, checked, corrected with tracked changes; opened by LibreOffice if it is there.

    python benchmarks/word.py [--runs 5] [--pages 40] [--texts FOLDER] [--keep FOLDER]

The document holds the paragraphs of the texts (by default the seeds), again and again until there are 500 words a page, in the markup of Word: a run
every six words with its own formatting and revision marks, spell-checker marks between them, styled headings. "check" is the
whole process of `glossary check`, all rules, with a warm cache; "read" and "write" are the reader and the writer alone, in one
process. Every figure is the median of the runs after one that is not counted. With `--keep`, the file before and after stays.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.judgement import check_document
from policy_glossary.formats import read_document, read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.edits import Correction
from policy_glossary.model.finding import Edit
from policy_glossary.model.text import SourceText

ROOT = Path(__file__).parent.parent
WORDS_A_PAGE = 500
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FORMAT = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/></w:rPr>'


def paragraphs(words: int, texts: Path) -> Iterator[tuple[str, bool]]:
    """Paragraphs of the texts in a folder with at least so many words together, and whether each is a heading."""
    seeds = [SourceText(path.name, path.read_text(encoding="utf-8")) for path in sorted(texts.glob("*.txt"))]
    blocks = [(source.slice(block.span), block.heading) for source in seeds for block in read_document(source).blocks]
    for text, heading in itertools.cycle(blocks):
        yield text, heading
        words -= len(text.split())
        if words <= 0:
            return


def document(pages: int, texts: Path) -> bytes:
    """The Word file."""
    body = []
    for number, (text, heading) in enumerate(paragraphs(pages * WORDS_A_PAGE, texts)):
        words = text.split()
        runs = [" ".join(words[at : at + 6]) + (" " if at + 6 < len(words) else "") for at in range(0, len(words), 6)]
        marks = '<w:proofErr w:type="spellStart"/>'
        inner = marks.join(
            f'<w:r w:rsidR="00{number:06X}">{FORMAT}<w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs
        )
        style = '<w:pStyle w:val="1"/>' if heading else ""
        body.append(f'<w:p w:rsidR="00{number:06X}" w:rsidRDefault="00{number:06X}"><w:pPr>{style}</w:pPr>{inner}</w:p>')
    style = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{KINDS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{KINDS}/styles" '
        'Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{style}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def corrections(path: Path) -> tuple[list[Correction], int]:
    """What the findings of a file offer as one text each, without overlaps; and how many findings there are."""
    checked = check_document(*Run(Options()).prepare(Found(path, path.name)))
    found: list[Correction] = []
    for finding in checked.report.findings:
        if finding.suggestion is not None and (not found or finding.span.start > found[-1].edit.span.end):
            found.append(Correction(Edit(finding.span, finding.suggestion), f"{finding.rule}: {finding.message}"))
    return found, len(checked.report.findings)


def median(work: Callable[[], object], runs: int, clock: Callable[[], float]) -> float:
    """The median cost of some work by a clock, after one run that is not counted."""
    work()
    costs = []
    for _ in range(runs):
        before = clock()
        work()
        costs.append(clock() - before)
    return statistics.median(costs)


def children() -> float:
    """CPU seconds of all processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--texts", type=Path, default=ROOT / "seeds")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path, after = folder / "before.docx", folder / "after.docx"
        data = document(arguments.pages, arguments.texts)
        path.write_bytes(data)
        raw = RawFile(path.name, data)
        read = read_file(raw).document
        size = sum(len(part.text) for part in read.origin.parts) if read.origin else 0
        words = len(read.source.text.split())
        print(
            f"{arguments.pages} pages, {words:,} words, {len(read.blocks)} paragraphs, {len(data):,} bytes, {size:,} characters of XML"
        )
        command = [sys.executable, "-m", "policy_glossary", "check", "--no-cache", "--format", "jsonl", str(path)]
        check = median(lambda: subprocess.run(command, check=False, capture_output=True), arguments.runs, children)
        mended, findings = corrections(path)
        print(f"check: {check:.2f} s CPU, {findings} findings")
        print(f"read: {median(lambda: read_file(raw), arguments.runs, time.process_time):.2f} s CPU")
        write = median(lambda: rewrite(raw, read, mended), arguments.runs, time.process_time)
        print(f"write: {write:.2f} s CPU, {len(mended)} corrections")
        after.write_bytes(rewrite(raw, read, mended))
        office = shutil.which("soffice")
        for file in (path, after) if office else ():
            profile = f"-env:UserInstallation=file://{temporary}/profile"
            convert = [office or "", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(file)]
            done = subprocess.run(convert, check=False, capture_output=True, env={**os.environ, "LC_ALL": "C"})
            pages = file.with_suffix(".pdf").read_bytes().count(b"/Type/Page\n") if done.returncode == 0 else 0
            print(
                f"LibreOffice: {file.name}: {'converted' if done.returncode == 0 else 'failed'}, {pages} pages, {done.stderr.decode()!r}"
            )


if __name__ == "__main__":
    main()
