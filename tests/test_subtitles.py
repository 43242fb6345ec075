"""Subtitles: what is text, which cues belong together, and that every word leads back to its cue."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.document import Document
from policy_glossary.model.edits import Correction
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import Span

FILM = """1
00:00:01,000 --> 00:00:03,500
The <i>county</i> has a {\\an8}chain

2
00:00:03,600 --> 00:00:06,000 X1:40 X2:600
master
县里有“链主”企业

3
00:00:06,000 --> 00:00:07,000
with 3 < 4 mills.
4
00:00:07,000 --> 00:00:09,000
Mr.

5
00:00:09,000 --> 00:00:10,000
Zhao spoke

6
00:00:14,000 --> 00:00:15,000
- Who?
- Zhao, of the mill

2024

7
00:00:15,100 --> 00:00:16,000
by the lake.
"""
WEB = """WEBVTT - a title

STYLE
::cue { color: red }

NOTE glossary: ignore TERM001

intro
00:01.000 --> 00:04.000 line:0
<v Zhao>The <c.loud>chain</c> &amp;

NOTE a chain master

00:04.000 --> 00:05.000
<00:04.500>master&nbsp;spoke.

9
00:06.000 --> 00:07.000
<v Li>And I
"""


def read(text: str, name: str = "a.srt") -> Document:
    return read_file(RawFile(name, text.encode())).document


def texts(text: str, name: str = "a.srt") -> list[str]:
    document = read(text, name)
    return [document.source.slice(block.span) for block in document.blocks]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_cues_that_go_on_with_a_sentence_are_one_text(line_end: str) -> None:
    assert texts(FILM.replace("\n", line_end)) == [
        "The county has a chain master with 3 < 4 mills.",
        "Mr. Zhao spoke",
        "Who?",
        "Zhao, of the mill 2024 by the lake.",
    ]


def test_webvtt() -> None:
    assert texts(WEB, "a.vtt") == ["The chain & master\xa0spoke.", "And I"]
    remark = read(WEB, "a.vtt").remarks[0]
    assert (remark.words.strip(), remark.line, remark.scope) == ("glossary: ignore TERM001", 6, Span(0, 25))


def test_lines_in_chinese_are_told() -> None:
    assert read_file(RawFile("a.srt", FILM.encode())).notes == ("lines in Chinese, read as the source: 1",)


def test_a_place_gives_the_line_of_the_file() -> None:
    document = read(FILM)
    at = document.source.text.index("chain master")
    place = document.place(Span(at, at + 12))
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 31, 7, 7)


def test_a_correction_over_two_cues_stands_in_the_first() -> None:
    raw = RawFile("a.srt", b"\xef\xbb\xbf" + FILM.replace("\n", "\r\n").encode())
    document = read_file(raw).document
    at = document.source.text.index("chain master")
    written = rewrite(raw, document, [Correction(Edit(Span(at, at + 12), "lead firm"))]).decode("utf-8-sig")
    assert written == FILM.replace("}chain\n", "}lead\n").replace("master\n", "firm\n").replace("\n", "\r\n")
    written = rewrite(raw, document, [Correction(Edit(Span(at, at + 12), "leader"))]).decode("utf-8-sig")
    assert written == FILM.replace("}chain\n", "}leader\n").replace("master\n", "\n").replace("\n", "\r\n")


def test_new_words_of_webvtt_are_escaped() -> None:
    raw = RawFile("a.vtt", WEB.encode())
    document = read_file(raw).document
    at = document.source.text.index("&")
    written = rewrite(raw, document, [Correction(Edit(Span(at, at + 1), "& <"))]).decode()
    assert written == WEB.replace("&amp;", "&amp; &lt;")


def test_a_file_without_cues() -> None:
    assert texts("") == []
    assert texts("WEBVTT\n", "a.vtt") == []
    with pytest.raises(FaultError, match="holds no subtitles"):
        read("The chain master.\n")


@pytest.mark.parametrize("times", ["0:1 --> 0:2", "-->", "00:00:aa --> b", "99:99:99,999 --> 00:00:00,000", "00:01 --> 00:02,5"])
def test_odd_times_are_no_text(times: str) -> None:
    assert texts(f"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n{times}\nTwo.\n") == ["One.", "Two."]


def test_machine_subtitles_without_stops_do_not_become_one_endless_sentence() -> None:
    cues = "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\nand so on\n\n" for n in range(1, 50))
    assert len(texts(cues)) == 5


PARTS = st.sampled_from(
    (
        "1\n|2\n|00:00:01,000 --> 00:00:02,000\n|-->|\n|\r\n| |chain |master|é𠀀|<i>|</i>|{\\an8}|<|&amp;|&#65;|"
        "- |.|NOTE |STYLE\n|WEBVTT\n|链主链主|\t|\u3000"
    ).split("|")
)


@settings(deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join), st.sampled_from(["a.srt", "a.vtt"]))
def test_every_piece_leads_back_and_corrections_touch_nothing_else(text: str, name: str) -> None:
    raw = RawFile(name, ("00:00:01,000 --> 00:00:02,000\nThe chain\n\n" + text).encode())
    file, document = raw.data.decode(), read_file(raw).document
    readable, origin = document.source.text, document.origin
    assert origin is not None
    done = raw_done = 0
    for piece in origin.pieces:
        assert done <= piece.start
        assert raw_done <= piece.raw_start
        done, raw_done = piece.end, piece.raw_end
        if piece.divisible:
            assert file[piece.raw_start : piece.raw_end].replace("\t", " ") == readable[piece.start : piece.end]
    assert rewrite(raw, document, []) == raw.data
    written = rewrite(raw, document, [Correction(Edit(Span(4, 9), "links"))])
    assert written == raw.data.replace(b"chain", b"links", 1)
    assert read_file(raw._replace(data=written)).document.source.text == readable.replace("chain", "links", 1)
