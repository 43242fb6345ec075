"""The same article in every format that can be checked gives the same findings: same rules, same words, same corrections."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from tests.conftest import ROOT, SEEDS
from tests.translation_files import as_po, as_tmx, as_xliff, as_xliff_2, silent_source
from tests.word_files import paragraph, word_file


def as_html(paragraphs: list[str]) -> str:
    inner = "\n".join(f"<p>{escape(words).replace('chain', '<b>ch</b>ain')}</p>" for words in paragraphs)
    return f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>A page</title></head>\n<body>{inner}</body></html>\n'


def as_word(paragraphs: list[str]) -> bytes:
    """A Word file in which every paragraph is cut into runs of seven characters, as Word itself may do it."""
    return word_file("".join(paragraph(*(escape(words[n : n + 7]) for n in range(0, len(words), 7))) for words in paragraphs))


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_format_has_the_findings_of_the_plain_text(seed: Path, tmp_path: Path) -> None:
    article = read_file(RawFile("a.txt", seed.read_bytes())).document
    paragraphs = [article.source.slice(block.span) for block in article.blocks]
    pairs = [(silent_source(number), words) for number, words in enumerate(paragraphs)]
    texts = {
        "a.txt": "\n\n".join(paragraphs),
        "a.md": "\n\n".join(("## " if b.heading else "") + words for b, words in zip(article.blocks, paragraphs, strict=True)),
        "a.html": as_html(paragraphs),
        "a.po": as_po(pairs),
        "a.xlf": as_xliff(pairs),
        "b.xlf": as_xliff_2(pairs),
        "a.tmx": as_tmx(pairs),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(as_word(paragraphs))
    report = check_paths([str(tmp_path)], Options(glossary=(str(ROOT / "glossary"),), shipped=False, known=True))
    assert report.faults == ()
    found = {
        Path(file.document.source.name).name: [
            (f.rule, " ".join(file.document.source.slice(f.span).split()), f.suggestion) for f in file.findings
        ]
        for file in report.files
    }
    assert set(found) == {*texts, "a.docx"}
    assert len(found["a.txt"]) > 50
    for name, findings in found.items():
        assert findings == found["a.txt"], name
