"""Web pages: what is the text, and that every finding and every correction leads back into the file."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from policy_glossary.formats import read_document, read_file
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import SourceText, Span
from tests.conftest import ROOT, SEEDS, Run, entry
from tests.pages import SKELETONS, Skeleton, google_translate, markdown_rendered, word

ARTICLES = sorted(SEEDS.glob("*.txt"))


def read(page: str | bytes, name: str = "a.html") -> Reading:
    return read_file(RawFile(name, page.encode() if isinstance(page, str) else page))


def texts(page: str | bytes, name: str = "a.html") -> list[str]:
    """The readable text of each block."""
    document = read(page, name).document
    return [document.source.slice(block.span) for block in document.blocks]


def visible(page: str) -> str:
    """The prose, with a dot for each stand-in."""
    return read(page).document.visible.replace("\ufffc", ".")


def paragraphs(article: Path) -> list[str]:
    """The paragraphs of an article, under a title."""
    document = read_document(SourceText(article.name, article.read_text(encoding="utf-8-sig")))
    return ["What the district wants", *(document.source.slice(block.span) for block in document.blocks)]


def as_page(skeleton: Skeleton, article: Path) -> str:
    title, *rest = [escape(words, quote=False).replace("\n", "<br>\n") for words in paragraphs(article)]
    return skeleton(title, rest)


@pytest.mark.parametrize("skeleton", SKELETONS, ids=lambda skeleton: skeleton.__name__)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name[:3])
def test_of_a_saved_page_the_article_is_read_and_no_furniture(skeleton: Skeleton, article: Path) -> None:
    page = as_page(skeleton, article)
    reading = read(page)
    found = [" ".join(reading.document.source.slice(block.span).split()) for block in reading.document.blocks]
    assert found == [" ".join(words.split()) for words in paragraphs(article)]
    assert "zibble" not in reading.document.source.text.lower()
    assert bool(reading.notes) == (skeleton not in (word, markdown_rendered))


@pytest.mark.parametrize(("skeleton", "article"), [(skeleton, ARTICLES[n % 5]) for n, skeleton in enumerate(SKELETONS)])
def test_findings_are_those_of_the_plain_text(skeleton: Skeleton, article: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(paragraphs(article)), encoding="utf-8")
    (tmp_path / "a.html").write_text(as_page(skeleton, article), encoding="utf-8")
    options = Options(glossary=(str(ROOT / "glossary"),), shipped=False)
    report = check_paths([str(tmp_path / "a.txt"), str(tmp_path / "a.html")], options)
    assert report.faults == ()
    plain, page = (
        [(f.rule, " ".join(file.document.source.slice(f.span).split()), f.suggestion) for f in file.findings]
        for file in report.files
    )
    assert len(plain) > 20
    assert page == plain
    raw = (tmp_path / "a.html").read_text(encoding="utf-8")
    document = report.files[1].document
    for finding in report.files[1].findings:
        place = document.place(finding.span)
        there = " ".join(unescape(re.sub(r"<[^<>]*>", "", raw[place.start : place.end])).split())
        assert there == " ".join(document.source.slice(finding.span).split())


@pytest.mark.parametrize(
    ("inside", "read_as"),
    [
        ("The <b>ch</b>ain <i>mas</i>ter.", ["The chain master."]),
        ("The chain\n\t  master.", ["The chain master."]),
        ("The <b>chain </b> <i> master</i>.", ["The chain master."]),
        ("Rice &amp tea &lt; 3&nbsp;t &#8220;x&#x201d; &bogus; A&T", ["Rice & tea < 3\xa0t “x” &bogus; A&T"]),
        ("One<br>two<br/>three", ["One\ntwo\nthree"]),
        ("One<br><br>two<br>\n<br />three", ["One", "two", "three"]),
        (f"{'Long line. ' * 12}<br>Another line.", [("Long line. " * 12).strip(), "Another line."]),
        ("One<p>two<p>three<div>four</div>five", ["One", "two", "three", "four", "five"]),
        ("<ul><li>One<li>two</ul><table><tr><td>three<th>four</table>", ["One", "two", "three", "four"]),
        ("<h1>One<br>two</h2><p>Three", ["One\ntwo", "Three"]),
        ("<dl><dt>One<dd>two</dl><hr>three<pre>four</pre>", ["One", "two", "three"]),
        ("chain<sup class=reference>[1]</sup> chain<a role=doc-noteref>2</a> m<sup>2</sup>", ["chain chain m2"]),
        ("old <del>chain master</del><s>x</s> chain <ins>leader</ins>", ["old chain leader"]),
        ("a <!-- chain --> b <![if !x]>c<![endif]> d</> e", ["a b c d e"]),
        ("a <span hidden>b</span> c <span style='color:red; display: none'>d <span>e</span> f</span> g", ["a c g"]),
        ("<p style='mso-list:l0'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>One", ["One"]),
        ("<img alt='chain master' title='chain'> a <abbr title='chain master'>b</abbr>", ["a b"]),
        ("<select><option>x</select><textarea><p>x</textarea><button>x</button><svg><text>x</text></svg>y", ["y"]),
        ("　　&#12288;Indented.&nbsp;&nbsp;", ["Indented."]),
        ("</p>a</div></table>b", ["ab"]),
        ("<a href=x>a<div>b</div>c</a>d", ["a", "b", "cd"]),
        ("<font><font>One. </font><font>Two.</font></font>", ["One. Two."]),
        ("&#32;&#10;a&#9;b", ["a b"]),
    ],
)
def test_what_a_browser_shows(inside: str, read_as: list[str]) -> None:
    assert texts(f"<body>{inside}</body>") == read_as


def test_code_and_other_languages_are_opaque() -> None:
    assert visible("Say <code>x &lt; y</code>, <kbd>z</kbd> and <span lang=zh-CN>链主</span> <q lang=en-GB>chain</q>.") == (
        "Say ....., . and .. chain."
    )
    assert texts("<p>One two three</p><p lang=zh>一二三 abc</p><div lang=zh>四<p lang=en>four</p></div>") == [
        "One two three",
        "four",
    ]


def test_headings_are_known() -> None:
    page = "<h2>One.</h2><p class=MsoTitle>Two.</p><div role=heading>Three.</div><p>Four</p><p>Five.</p><li>Six</li><td>Seven</td>"
    document = read(page).document
    assert [block.heading for block in document.blocks] == [True, True, True, True, False, False, False]


def test_a_small_page_and_a_page_without_a_clear_text_are_read_whole() -> None:
    assert texts("<article><p>One.</p></article><p>Two.</p>") == ["One.", "Two."]
    prose = "<p>" + "Many words of prose stand in each of these paragraphs, one after the other. " * 2 + "</p>"
    assert len(texts(f"<body>{prose * 9}<div>{prose}</div></body>")) == 10


def test_a_wrapper_called_after_its_sidebar_is_no_sidebar() -> None:
    prose = "<p>" + "Many words of prose stand in each of these paragraphs, one after the other. " * 2 + "</p>"
    page = f"<body class=sidebar><div class='sidebar-right'><h1>Title</h1>{prose * 3}</div></body>"
    assert len(texts(page)) == 4
    assert len(texts(f"<div class=sidebar>{prose * 3}</div><div>{prose}</div>")) == 4


def test_several_posts_of_a_front_page_are_all_read() -> None:
    prose = "Many words of prose stand in each of these posts, one after the other, until the end of all. "
    posts = "".join(f"<article><h2>Post {n}</h2><p>{prose * 2}</p></article>" for n in range(4))
    assert len(texts(f"<main>{posts}</main><div>{prose}</div>")) == 8


def test_a_menu_without_a_name_is_known_by_its_links() -> None:
    prose = "<p>" + "Many words of prose stand in each of these paragraphs, one after the other. " * 2 + "</p>"
    menu = "<ul>" + "<li><a href=x>Go there</a>" * 6 + "</ul>"
    assert len(texts(f"<body>{menu}{prose * 4}<p>Read <a>this</a>.</p></body>")) == 5
    assert len(texts(f"<body>{menu}<p>A short page.</p></body>")) == 7


def test_what_a_browser_saved_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    for name in ("page.html", "page_files/frame.html", "letter.htm", "letter.files/header.htm", "my_files/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>One.", encoding="utf-8")
    report = check_paths([str(tmp_path)], Options(glossary=(str(ROOT / "glossary"),), shipped=False))
    assert [Path(file.document.source.name).name for file in report.files] == ["letter.htm", "a.html", "page.html"]


def test_comments_put_findings_aside(tmp_path: Path) -> None:
    page = (
        "<p>A chain master. <!-- glossary: ignore TERM001 our own usage --></p><p>A chain master.</p>"
        "<!-- glossary: ignore --><p>The <i>chain</i> master.</p>"
        "<!-- glossary: off --><p>A chain master.</p><h2>Chain master</h2><!-- glossary: on --><p>A\n<b>chain</b> master.</p>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    report = check_paths(
        [str(tmp_path / "a.html")], Options(shipped=False, glossary=(str(tmp_path / "glossary"),), select=("TERM001",))
    )
    (file,) = report.files
    places = [file.document.place(finding.span) for finding in file.findings]
    assert [page[place.start : place.end] for place in places] == ["chain master", "chain</b> master"]
    assert [(place.line, place.column) for place in places][1] == (2, 4)


def corrected(page: str, old: str, new: str) -> str:
    raw = RawFile("a.html", page.encode())
    document = read_file(raw).document
    at = document.source.text.index(old)
    return rewrite(raw, document, [Correction(Edit(Span(at, at + len(old)), new))]).decode()


@pytest.mark.parametrize(
    ("page", "old", "new", "written"),
    [
        ("<p>The <b>chain</b>&nbsp;master.", "chain\xa0master", "chain\xa0leader", "<p>The <b>chain</b>&nbsp;leader."),
        ("<p>The ch<b>ain mas</b>ter.", "chain master", "links of it", "<p>The links<b> of it</b>."),
        ("<p>A &amp; B", "&", "and", "<p>A and B"),
        ("<p>A&nbspand B", "and", "or", "<p>A&nbspor B"),
        ("<p>A and B", "and", "& <", "<p>A &amp; &lt; B"),
        ("<p>pre\n   fab", " ", "-", "<p>pre-fab"),
        ("<p>a<br>b c", "b c", "d\xa0e", "<p>a<br>d&nbsp;e"),
        ("<p>x</p>\r\n<p>y z</p>\r\n", "y", "w", "<p>x</p>\r\n<p>w z</p>\r\n"),
    ],
)
def test_a_correction_leaves_markup_alone(page: str, old: str, new: str, written: str) -> None:
    assert corrected(page, old, new) == written


def test_a_corrected_page_reads_like_the_corrected_plain_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(paragraphs(ARTICLES[2])), encoding="utf-8")
    (tmp_path / "a.html").write_text(as_page(google_translate, ARTICLES[2]), encoding="utf-8")
    done = run("check", "--fix", "--suggested", "a.txt", "a.html")
    assert done.returncode == 1, done.stderr
    before, after = paragraphs(ARTICLES[2]), paragraphs(tmp_path / "a.txt")[1:]
    assert before != after
    assert texts((tmp_path / "a.html").read_bytes()) == after


def test_a_correction_that_markup_would_change_is_a_fault() -> None:
    with pytest.raises(FaultError, match="would not read as corrected"):
        corrected("<p>R&D;", "D", "amp")
    with pytest.raises(FaultError, match="would not read as corrected"):
        corrected("<p>a <b> c</b>", " ", "-")


def test_a_character_that_the_encoding_lacks_is_written_as_a_reference() -> None:
    data = "<meta charset=iso-8859-1><p>caf\xe9 – tea".encode("cp1252")
    raw = RawFile("a.html", data)
    document = read_file(raw).document
    at = document.source.text.index("tea")
    assert rewrite(raw, document, [Correction(Edit(Span(at, at + 3), "茶"))]) == data.replace(b"tea", b"&#33590;")


PARTS = st.sampled_from(
    (
        "chain |master|a| |\n|\r\n|é|𠀀|&amp;|&nbsp|&#x4e2d;|&lt;|&|;|<|>|"
        "</|</>|<!--|-->|x-->|<p>|</p>|<br>|<b>|</b>|<i hidden>|</i>|<code>|</code>|<table>|<td>|"
        "</td>|</table>|<li>|<h1>|</h2>|<script>|</script>|<title>|<nav>|</nav>|<a href=x>|</a>|<span lang=zh>|</span>|<textarea>|<svg>|"
        "<![CDATA[|]]>|<?x?>|<p class='share|'>|\f|\u3000|<o:p/>|<rt>|<div>|</div>"
    ).split("|")
)


@settings(deadline=None)
@given(st.lists(PARTS, max_size=25).map("".join), st.sampled_from(["a.html", "a.xhtml"]))
def test_every_piece_leads_back_to_the_file(page: str, name: str) -> None:
    document = read(page, name).document
    text, origin = document.source.text, document.origin
    assert origin is not None
    assert len(document.visible) == len(text)
    done = raw_done = 0
    for piece in origin.pieces:
        assert done <= piece.start < piece.end
        assert raw_done <= piece.raw_start < piece.raw_end <= len(page)
        done, raw_done = piece.end, piece.raw_end
        there, words = page[piece.raw_start : piece.raw_end], text[piece.start : piece.end]
        if piece.divisible:
            assert re.sub(r"[\t\n\f\r]", " ", there) == words
        else:
            assert " ".join(re.split(r"[ \t\n\f\r]+", unescape(there))) == words
    previous = 0
    for block in document.blocks:
        assert previous <= block.span.start < block.span.end <= len(text)
        assert text[previous : block.span.start] == ("\n\n" if previous else "")
        previous = block.span.end
    assert previous == len(text)


@settings(deadline=None)
@given(*[st.lists(PARTS, max_size=12).map("".join)] * 2, st.sampled_from(["leader", "x & y", "<b>", "\xa0"]))
def test_corrections_change_their_words_and_nothing_else(before: str, after: str, new: str) -> None:
    raw = RawFile("a.html", f"{before}chain{after}".encode())
    document = read_file(raw).document
    assert rewrite(raw, document, []) == raw.data
    words = [Span(*m.span()) for m in re.finditer("master|chain", document.visible)]
    edits = [Edit(span, new) for span in words]
    try:
        written = rewrite(raw, document, [Correction(edit) for edit in edits])
    except FaultError:
        return
    again = read_file(raw._replace(data=written)).document
    assert again.source.text.split() == apply_edits(document.source.text, edits).split()
    assert len(written) - len(raw.data) == sum(len(escaped(new).encode()) - len(document.source.slice(span)) for span in words)


def escaped(words: str) -> str:
    return escape(words, quote=False).replace("\xa0", "&nbsp;")
