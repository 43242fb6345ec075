"""Bad web pages of RELIABILITY, by row."""

from __future__ import annotations

import pytest

from policy_glossary.formats import html_tree, read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.model.edits import Correction
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import Span
from tests.conftest import Run

CHINESE = "习近平总书记在广东考察时的重要讲话"


def text(data: bytes, encoding: str | None = None, name: str = "a.html") -> str:
    return read_file(RawFile(name, data, encoding)).document.source.text


def fault(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(FaultError) as raised:
        text(data, encoding)
    return str(raised.value)


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("gb2312", "gb18030"),  # as browsers: the label of old pages stands for the larger set
        ("GBK", "gb18030"),
        ("gb18030", "gb18030"),
        ("big5", "big5hkscs"),
        ("utf-8", "utf-8"),
        ("unicode", "utf-8"),
        ("shift_jis", "cp932"),
    ],
)
@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="{}">',
        "<META CHARSET={}/>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}" />',
        "<meta content='text/html;charset={}' http-equiv='content-type'>",
        '<?xml version="1.0" encoding="{}"?>',
        '<!-- <meta charset="iso-8859-1"> --><head><script>x</script><meta charset={}>',
    ],
)
def test_row_55_the_declared_encoding_is_used_and_kept(label: str, encoding: str, declaration: str) -> None:
    data = f"{declaration.format(label)}<p>chain 主".encode(encoding)
    assert text(data) == "chain 主"
    raw = RawFile("a.html", data)
    written = rewrite(raw, read_file(raw).document, [Correction(Edit(Span(0, 5), "links"))])
    assert written == data.replace(b"chain", b"links")


def test_row_55_a_mark_beats_the_declaration() -> None:
    assert text(b"\xff\xfe" + '<meta charset="gb2312"><p>链主'.encode("utf-16-le")) == "链主"
    assert text(b"\xef\xbb\xbf" + '<meta charset="gb2312"><p>链主'.encode()) == "链主"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"<html>\n<meta charset=gb2312><p>{CHINESE}".encode(), "a.html:2: declares gb2312, but its bytes are UTF-8"),
        ("<meta charset=iso-8859-1><p>“chain”".encode(), "a.html:1: declares iso-8859-1, but its bytes are UTF-8"),
        (f"<meta charset=utf-8><p>{CHINESE * 4}".encode("gb18030"), "--encoding gb18030"),
        (b"<meta charset=gbk><p>chain \xff\xff", "not valid gbk at byte 27"),
    ],
)
def test_row_55_a_wrong_declaration_is_a_fault(data: bytes, told: str) -> None:
    assert told in fault(data)


def test_row_55_a_wrong_declaration_yields_to_the_users_word() -> None:
    data = f"<meta charset=gb2312><p>{CHINESE}".encode()
    assert text(data, "utf-8") == CHINESE
    assert text(f"<meta charset=utf-8><p>{CHINESE}".encode("gb18030"), "gb18030") == CHINESE
    assert text(f"<meta charset=utf-8><p>{CHINESE}".encode(), "gb18030") == CHINESE  # a right one does not
    assert text(f"<p>{CHINESE}".encode("gb18030"), "gb18030") == CHINESE


@pytest.mark.parametrize("label", ["klingon", "base64", "punycode", "x-user-defined"])
def test_row_55_an_encoding_that_no_browser_knows_does_not_count(label: str) -> None:
    assert text(f"<meta charset={label}><p>链主".encode()) == "链主"


def test_row_5_invalid_utf8_is_a_fault_with_its_byte() -> None:
    assert "is not valid UTF-8 at byte 9" in fault(b"<p>chain \xff\xfe master")
    assert "declares utf-8 and is not valid UTF-8 at byte 30" in fault(b"<meta charset='utf-8'><p>chain\xff master")


def test_row_17_entities_do_not_smuggle_escape_sequences(run: Run) -> None:
    page = b"<p>&#27;[31mred &#x202e;a number of carry-forward&#7; measures to to</p>"
    done = run("check", "-", "--stdin-filename", "a.html", stdin=page)
    assert done.returncode in (0, 1)
    for byte in (b"\x1b", "\u202e".encode(), b"\x07"):
        assert byte not in done.stdout


@pytest.mark.parametrize(
    ("page", "read_as"),
    [
        ("<p>a<script>chain</p>", "a"),
        ("<p>a<!-- chain", "a"),
        ("<p>a<p class='chain", "a"),
        ("<title>chain", ""),
        ("<style><p>chain</style><p>a", "a"),
        ("<template><p>chain</template>a", "a"),
        ("<noscript><p>chain</noscript>a", "a"),
        ("<head><meta><link>a</head>b", "a\n\nb"),
        ("a<b c", "a"),
        ("1 < 2 & 3 > 2 &#xD800; &#1114112; &amp", "1 < 2 & 3 > 2 \ufffd \ufffd &"),
        ("<table><tr><td>a</div></p></td></b><td>b</table>c", "a\n\nb\n\nc"),
        ("<p>a<textarea>chain<p>chain", "a"),
        ("<![CDATA[chain]]><p>a", "a"),
        ("<plaintext>chain", ""),
        ("<p hidden>chain<p>a", "a"),
    ],
)
def test_row_64_broken_and_invisible_markup(page: str, read_as: str) -> None:
    assert text(page.encode()) == read_as


def test_row_64_xhtml_closes_empty_elements() -> None:
    page = b"<html xmlns='x'><head><title/><script src='a'/></head><body><div hidden=''/><p>a<br/>b</p></body></html>"
    assert text(page, name="a.xhtml") == "a\nb"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000,
        "<b>" * 200_000,
        "<" * 300_000,
        "<a " * 100_000,
        '<p a="' * 100_000,
        "<!--" * 100_000,
        "</p>" * 100_000,
        "<table><tr><td>" * 20_000 + "</div>" * 50_000,
        "<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + ">",
        "<p>x<!-- glossary: ignore -->" * 10_000,
        "<h2>a</h2>" * 20_000,
        "&" * 300_000,
    ],
    ids=lambda page: page[:12],
)
def test_row_64_endless_repetition_is_read_in_due_time(page: str) -> None:
    """What would take a quadratic reader minutes."""
    assert text((page + "<p>The end of it").encode()).count("\0") == 0


def test_row_64_a_page_of_too_many_elements_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_tree, "MAX_ELEMENTS", 1_000)
    monkeypatch.setattr(html_tree, "MAX_EVENTS", 3_000)
    assert "a.html: holds more than 1,000 elements" in fault(b"<p>" * 1_001)
    assert "a.html: holds more than 3,000 pieces of text" in fault(b"<br>" * 3_001)


def test_row_65_reading_aids_are_not_glued_to_words() -> None:
    assert text(b"<p><ruby>chain<rp>(</rp><rt>lian</rt><rp>)</rp></ruby>s of it") == "chains of it"
    assert text("<p><ruby>链<rt>lian<rb>主<rt>zhu</ruby> spoke".encode()) == "链主 spoke"


def test_row_65_a_language_attribute_hides_its_text_but_a_template_does_not() -> None:
    assert text("<html lang=zh-CN><p>One two.<p lang=zh-Hans>一二 chain</p>".encode()) == "One two."
    assert text(b"<html><div lang=zh-CN><p>One two.</div>") == "One two."
