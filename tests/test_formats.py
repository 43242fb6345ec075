"""Reading: what is prose, where its blocks are, and that every offset stays exact."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.formats import read_document, read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import raw_edits, rewrite
from policy_glossary.model.document import Block, Document, Origin, Piece
from policy_glossary.model.edits import Correction, apply_edits, compose, narrow
from policy_glossary.model.finding import Edit
from policy_glossary.model.text import SourceText, Span
from tests.conftest import ROOT, entry, findings, flagged

CHAIN = entry("id: chain-leader", "deprecated: chain master")


def read(text: str, name: str) -> Document:
    return read_document(SourceText(name, text))


def blocks(text: str, name: str) -> list[tuple[str, bool]]:
    document = read(text, name)
    return [(document.source.slice(b.span), b.heading) for b in document.blocks]


def test_plain_text_paragraphs_and_headings() -> None:
    text = "A title\n\nFirst line of a wrapped\nparagraph.\n\n" + "Long. " * 30 + "\nNext.\n"
    assert blocks(text, "a.txt") == [
        ("A title", True),
        ("First line of a wrapped\nparagraph.", False),
        (("Long. " * 30), False),
        ("Next.", False),
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "```\nchain master\n```\n",
        "    chain master\n",
        "Use `chain master` here.\n",
        "[text](https://example.org/chain-master)\n",
        "<https://example.org/chain-master>\n",
        "See https://example.org/chain-master now.\n",
        "[ref]: https://example.org/chain-master\n",
        "---\ntitle: chain master\n---\n\nText.\n",
        "<!-- chain master -->\n",
        '<img alt="chain master">\n',
        "Mail chain-master@example.org now.\n",
        "```\nchain master",  # a fence that is never closed
    ],
)
def test_what_markdown_masks(markdown: str) -> None:
    assert flagged(markdown, CHAIN, "a.md") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "# The chain master\n",
        "The **chain** master.\n",
        "The *chain master*.\n",
        "The [chain master](https://example.org).\n",
        "![A chain master](x.png)\n",
        "> The chain\n> master spoke.\n",
        "- item\n- chain\n  master\n",
        "| a | b |\n|---|---|\n| chain master | x |\n",
        "<div>\nThe chain master.\n</div>\n",
        "The “chain master” spoke, 专精特新 😀 chain.\n",
        "\ufeff".strip("\ufeff") + "Setext chain master\n===\n",
    ],
)
def test_what_markdown_leaves_open(markdown: str) -> None:
    assert len(flagged(markdown, CHAIN, "a.md")) == 1


def test_markdown_headings_are_known() -> None:
    assert blocks("# One\n\nTwo.\n", "a.md") == [("One", True), ("Two.", False)]


def test_offsets_count_code_points_after_characters_outside_the_basic_plane() -> None:
    text = "# 𠀀😀 专精特新 é\n\nThe 😀 chain master.\n"
    for name in ("a.md", "a.txt"):
        (finding,) = findings(text, CHAIN, name)
        assert text[finding.span.start : finding.span.end] == "chain master"


def test_lines_end_at_line_feed_and_carriage_return_only() -> None:
    source = SourceText("a.txt", "a\u2028b\x0bc\r\nd\re\nf")
    assert [source.position(source.text.index(c)) for c in "cdef"] == [(1, 5), (2, 1), (3, 1), (4, 1)]


@given(st.text(st.sampled_from('ab* `_[]()<>!#>-|\\"“”\r\n\t&;:/.中😀é\u00a0'), max_size=60), st.sampled_from(["a.md", "a.txt"]))
def test_any_text_is_read_with_offsets_kept(text: str, name: str) -> None:
    document = read(text, name)
    assert len(document.visible) == len(text)
    previous = 0
    for block in document.blocks:
        assert previous <= block.span.start < block.span.end <= len(text)
        previous = block.span.end
    for a, b in zip(text, document.visible, strict=True):
        assert a == b or b in "\ufffc\u2062"
        assert (a in "\r\n") == (b in "\r\n")


@given(st.sampled_from(["chain master", "The chain masters met."]), st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_what_stands_around_a_rendering_does_not_matter(middle: str, before: str, after: str, crlf: bool) -> None:
    text = f"{before}\n\n{middle}\n\n{after}"
    if crlf:
        text = text.replace("\n", "\r\n")
    assert len(flagged(text, CHAIN)) == 1


def test_markup_in_an_enormous_paragraph_is_known_to_its_end() -> None:
    text = "链 word **strong** and `chain master` here. " * 1_000
    visible = read(text, "a.md").visible
    assert len(visible) == len(text)
    assert visible.count("**") == 0
    assert visible.count("chain master") == 0
    assert visible.count("strong") == 1_000


def _edits(text: str, choices: list[tuple[int, int, str]]) -> list[Edit]:
    """Edits without overlaps out of arbitrary numbers."""
    edits: list[Edit] = []
    done = 0
    for gap, length, new in choices:
        start = min(len(text), done + gap)
        end = min(len(text), start + length)
        if (new or end > start) and not (edits and start == end == edits[-1].span.end):
            edits.append(Edit(Span(start, end), new))
        done = end
    return edits


_CHOICES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.text("xyz ", max_size=4)), max_size=6)


@given(st.text("abc ", max_size=30), _CHOICES, _CHOICES)
def test_rounds_of_edits_become_one(text: str, first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]) -> None:
    one = _edits(text, first)
    between = apply_edits(text, one)
    two = _edits(between, second)
    composed = compose(len(text), [one, two])
    assert apply_edits(text, [c.edit for c in composed]) == apply_edits(between, two)
    assert {source for c in composed for source in c.sources} == {(0, n) for n in range(len(one))} | {
        (1, n) for n in range(len(two))
    }


@given(st.text("abc .", max_size=30), _CHOICES)
def test_narrowed_edits_give_the_same_text(text: str, choices: list[tuple[int, int, str]]) -> None:
    edits = _edits(text, choices)
    assert apply_edits(text, narrow(text, edits)) == apply_edits(text, edits)


def test_an_edit_leaves_words_alone_that_stay() -> None:
    text = "the chain master of it"
    assert narrow(text, [Edit(Span(4, 16), "chain leader")]) == [Edit(Span(10, 16), "leader")]


def test_a_corrected_file_keeps_mark_encoding_and_line_ends() -> None:
    data = b"\xff\xfe" + "A chain master.\r\nB\r".encode("utf-16-le")
    raw = RawFile("a.txt", data)
    document = read_file(raw).document
    written = rewrite(raw, document, [Correction(Edit(Span(2, 14), "chain leader"))])
    assert written == b"\xff\xfe" + "A chain leader.\r\nB\r".encode("utf-16-le")


def test_places_and_edits_lead_back_through_pieces() -> None:
    file = SourceText("a.html", "<p>The <b>chain</b> &amp; master</p>")
    origin = Origin(
        (file,), (Piece(0, 4, 3, 7), Piece(4, 9, 10, 15), Piece(9, 10, 19, 20), Piece(10, 11, 20, 25), Piece(11, 18, 25, 32))
    )
    text = "The chain & master"
    document = Document(SourceText("a.html", text), text, (Block(Span(0, 18)),), origin)
    place = document.place(Span(4, 18))
    assert file.text[place.start : place.end] == "chain</b> &amp; master"
    assert (place.line, place.column) == (1, 11)
    edits = raw_edits(text, origin, [Edit(Span(4, 18), "links < leader")], escape, "a.html")
    assert apply_edits(file.text, edits) == "<p>The <b>links</b> &lt; leader</p>"


@pytest.mark.parametrize("page", ["reports/consistency.html", "reports/consistency.md", "docs/rules/STY001.md"])
def test_pages_that_glossary_wrote_are_no_drafts(page: str, tmp_path: Path) -> None:
    """A report quotes every fault of the articles: `glossary check .` must not count them twice."""
    (tmp_path / "draft.md").write_text("Chain masters met.\n", encoding="utf-8")
    (tmp_path / Path(page).name).write_bytes((ROOT / page).read_bytes())
    report = check_paths([str(tmp_path)], Options())
    assert [Path(file.document.source.name).name for file in report.files] == ["draft.md"]
    assert len(report.files[0].findings) == 1
    assert [note for note in report.notes if "passed over: it is a page of glossary itself" in note]


@pytest.mark.parametrize(
    "text",
    [
        "Chain masters met. Write `<!-- glossary: ignore TERM001 -->` beside it.\n",
        "```html\n<!-- glossary: off TERM001 -->\n```\n\nChain masters met.\n",
        "    <!-- glossary: off TERM001 -->\n\nChain masters met.\n",
    ],
)
def test_a_comment_shown_as_code_puts_nothing_aside(text: str, tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text(text, encoding="utf-8")
    report = check_paths([str(tmp_path / "guide.md")], Options(select=("TERM001",)))
    assert len(report.files[0].findings) == 1
    assert report.notes == ()
