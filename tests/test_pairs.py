"""English checked beside its Chinese: where the Chinese is found, what rules get of it, what the report says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import pytest

from policy_glossary.engine.batch import Conduct, check_paths
from policy_glossary.engine.check import Options
from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.pairs import pairs_of
from policy_glossary.engine.ruleset import RuleSets
from policy_glossary.engine.side_by_side import align_documents
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.language.wrapping import unwrapped
from policy_glossary.matching.facts import Facts
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.report import Report
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span
from tests.bitexts import CHINESE, ENGLISH, text
from tests.conftest import HEADER, Run, entry, matcher_for

CHAIN = matcher_for(entry("id: chain-leader"))


def _lost_tea(facts: Facts) -> Iterator[Finding]:
    for pair in facts.pairs:
        english = facts.document.source.slice(pair.span)
        if "茶叶" in pair.zh and "tea" not in english:
            yield TEA.finding(pair.span, f"no tea, as in {pair.place}")


TEA = Rule("TST001", "tea", "test", "tea is lost", "", Mqm.ACCURACY, Severity.ERROR, _lost_tea, (), (), bilingual=True)


@pytest.fixture
def tea(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of this test have one bilingual rule and no other."""
    monkeypatch.setattr(RuleSets, "of", lambda *_: (TEA,))


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(cache))
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "g.po", HEADER + entry("id: chain-leader"))
    return tmp_path


def put(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


def told(report: Report) -> list[str]:
    return [finding.message for file in report.files for finding in file.findings]


WITHOUT_TEA = text(ENGLISH).replace("Apples and tea are", "Apples are")


@pytest.mark.usefixtures("tea")
@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a.en.txt", "a.zh.txt"),
        ("a.en.md", "a.zh-CN.md"),
        ("news_en-GB.txt", "news_zh_Hans.txt"),
        ("en.txt", "zh.md"),
        ("x/en/deep/a.txt", "x/zh/deep/a.txt"),
        ("x/en/a.md", "x/zh-Hant/a.txt"),
    ],
)
def test_the_chinese_beside_a_file_is_found_by_its_name(folder: Path, english: str, chinese: str) -> None:
    put(folder / english, WITHOUT_TEA)
    put(folder / chinese, text(CHINESE))
    report = check_paths([english], Options(("g.po",), shipped=False))
    assert told(report) == [f"no tea, as in {chinese}:9"]
    assert any(f"8 of 8 paragraphs paired with {chinese}, confidence 1.00" in note for note in report.notes)
    assert told(check_paths([english], Options(("g.po",), shipped=False, beside=False))) == []


@pytest.mark.usefixtures("tea")
def test_source_names_the_chinese_or_a_folder_of_it(folder: Path) -> None:
    put(folder / "draft.txt", WITHOUT_TEA)
    put(folder / "other" / "draft.md", text(CHINESE))
    put(folder / "texts" / "deep" / "b.en.txt", WITHOUT_TEA)
    put(folder / "other" / "deep" / "b.txt", text(CHINESE))
    put(folder / "other" / "deep" / "b.zh.txt", text(CHINESE))
    one = check_paths(["draft.txt"], Options(("g.po",), shipped=False, source="other/draft.md"))
    assert told(one) == ["no tea, as in other/draft.md:9"]
    assert told(check_paths(["draft.txt"], Options(("g.po",), shipped=False, source="other"))) == told(one)
    many = check_paths(["draft.txt", "texts"], Options(("g.po",), shipped=False, source="other"))
    assert told(many) == [*told(one), "no tea, as in other/deep/b.zh.txt:9"]


@pytest.mark.usefixtures("tea")
def test_chinese_below_a_checked_folder_is_no_text_of_its_own(folder: Path) -> None:
    put(folder / "a.en.txt", text(ENGLISH))
    put(folder / "a.zh.txt", text(CHINESE))
    report = check_paths(["."], Options(("g.po",), shipped=False))
    assert [file.document.source.name for file in report.files] == ["a.en.txt"]
    assert "Chinese files that others are checked against: 1" in report.notes
    alone = check_paths(["a.zh.txt"], Options(("g.po",), shipped=False))
    assert [file.document.source.name for file in alone.files] == ["a.zh.txt"]


@pytest.mark.usefixtures("tea")
@pytest.mark.parametrize("conduct", [Conduct(workers=1, cache=True), Conduct(workers=2)])
def test_what_is_kept_of_a_file_depends_on_its_chinese(folder: Path, conduct: Conduct) -> None:
    for number in range(3):
        put(folder / f"{number}.en.txt", WITHOUT_TEA)
        put(folder / f"{number}.zh.txt", text(CHINESE))
    options = Options(("g.po",), shipped=False)
    files = [f"{number}.en.txt" for number in range(3)]
    first = check_paths(files, options, conduct)
    assert told(first) == [f"no tea, as in {number}.zh.txt:9" for number in range(3)]
    assert check_paths(files, options, conduct).notes == first.notes
    put(folder / "1.zh.txt", text(CHINESE).replace("茶叶", "橘子"))
    assert told(check_paths(files, options, conduct)) == [told(first)[0], told(first)[2]]


def test_a_paragraph_that_is_lost_is_a_pair_without_english() -> None:
    read = read_file(RawFile("a.md", text((*ENGLISH[:4], *ENGLISH[5:])).encode())).document
    original = read_file(RawFile("z.md", text(CHINESE).encode())).document
    pairs = align_documents(original, read, CHAIN).pairs
    lost = [pair for pair in pairs if pair.span.start == pair.span.end]
    assert [pair.zh for pair in lost] == [CHINESE[4]]
    assert read.source.text[lost[0].span.start :].startswith(ENGLISH[5])
    assert [pair.zh for pair in pairs] == list(CHINESE)


def test_lines_of_plain_text_are_paragraphs_unless_they_were_cut_because_they_were_full() -> None:
    wrapped = "\n\n".join("\n".join(wrap(paragraph, 60)) for paragraph in ENGLISH)
    for english in ("\n".join(ENGLISH), wrapped):
        document = read_file(RawFile("a.txt", english.encode())).document
        pairs = pairs_of(document, RawFile("z.txt", "\n".join(CHINESE).encode()), CHAIN).pairs
        assert [(pair.zh, " ".join(document.source.slice(pair.span).split())) for pair in pairs] == list(
            zip(CHINESE, ENGLISH, strict=True)
        )
    listed = ["Tea and fruit", "Mines and rivers of the whole city", "Hospitals", "Schools"]
    words = "\n".join(listed)
    assert [words[slice(*span)] for span in unwrapped(words, Span(0, len(words)))] == listed


def test_without_opencc_traditional_chinese_is_aligned_by_what_is_left_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_glossary.engine.side_by_side.has_opencc", lambda: False)
    monkeypatch.setattr("policy_glossary.matching.alignment.units.has_opencc", lambda: False)
    document = read_file(RawFile("a.md", text(ENGLISH).encode())).document
    traditional = text(CHINESE).replace("万", "萬").replace("业", "業").replace("长", "長")
    beside = pairs_of(document, RawFile("z.md", traditional.encode()), CHAIN)
    assert len(beside.pairs) == 8
    assert "aligned without OpenCC" in beside.notes[-1]


def test_pairs_of_a_translation_file_are_its_segments() -> None:
    po = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "茶叶"\nmsgstr "tea leaves"\n\nmsgid "key.title"\nmsgstr "A title"\n'
    document = read_file(RawFile("a.po", po.encode())).document
    pairs = pairs_of(document, None, CHAIN).pairs
    assert [(pair.zh, document.source.slice(pair.span), pair.place) for pair in pairs] == [("茶叶", "tea leaves", "a.po:5")]


def test_a_file_of_two_languages_has_no_other_source(folder: Path) -> None:
    put(folder / "a.po", 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "茶叶"\nmsgstr "tea"\n')
    put(folder / "z.txt", text(CHINESE))
    report = check_paths(["a.po"], Options(("g.po",), shipped=False, source="z.txt"))
    assert not report.faults
    assert "a.po: holds its own Chinese, or is Chinese: --source does not count for it" in report.notes


def test_bilingual_subtitles_are_pairs_by_paragraph() -> None:
    film = (
        "1\n00:00:01,000 --> 00:00:02,000\n苹果和茶叶\nApples and tea\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n运往北京。\ngo to Beijing.\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\n河水变清了。\nThe rivers are clear.\n"
    )
    document = read_file(RawFile("a.srt", film.encode())).document
    pairs = pairs_of(document, None, CHAIN).pairs
    assert [(pair.zh, " ".join(document.source.slice(pair.span).split())) for pair in pairs] == [
        ("苹果和茶叶运往北京。", "Apples and tea go to Beijing."),
        ("河水变清了。", "The rivers are clear."),
    ]


def test_subtitles_in_chinese_are_a_source() -> None:
    def film(paragraphs: tuple[str, ...]) -> bytes:
        cues = (
            f"{n + 1}\n00:00:{n * 5:02d},000 --> 00:00:{n * 5 + 1:02d},000\n{words}\n" for n, words in enumerate(paragraphs[1:])
        )
        return "\n".join(cues).encode()

    document = read_file(RawFile("a.en.srt", film(ENGLISH))).document
    beside = pairs_of(document, RawFile("a.zh.srt", film(CHINESE)), CHAIN)
    assert not beside.faults
    assert [pair.zh for pair in beside.pairs] == list(CHINESE[1:])


def test_a_rule_that_needs_the_chinese_is_silent_without_it() -> None:
    document = read_file(RawFile("a.txt", WITHOUT_TEA.encode())).document
    assert not check_document(document, CHAIN, Judgement((TEA,))).report.findings
    pair = Pair("茶叶", document.blocks[4].span, "z:1")
    assert len(check_document(document, CHAIN, Judgement((TEA,)), (pair,)).report.findings) == 1


def test_the_report_says_in_every_format_with_notes_what_was_paired(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "g.po", HEADER + entry("id: chain-leader"))
    put(tmp_path / "a.en.txt", text(ENGLISH))
    put(tmp_path / "b.txt", text(CHINESE))
    words = "a.en.txt: 8 of 8 paragraphs paired with b.txt, confidence 1.00"
    done = run("check", "a.en.txt", "--source", "b.txt", "--no-shipped", "--glossary", "g.po", "--format", "json")
    assert words in json.loads(done.stdout)["notes"]
    assert f"note: {words}".encode() in run("check", "a.en.txt", "--source", "b.txt", "--no-shipped", "--glossary", "g.po").stderr
    assert b"paired" not in run("check", "a.en.txt", "--source", "b.txt", "--no-shipped", "--glossary", "g.po", "--quiet").stderr
    assert (
        words.encode()
        in run("check", "a.en.txt", "--source", "b.txt", "--no-shipped", "--glossary", "g.po", "--format", "sarif").stdout
    )
    assert (
        words.encode()
        in run("check", "a.en.txt", "--source", "b.txt", "--no-shipped", "--glossary", "g.po", "--format", "markdown").stdout
    )


def test_score_counts_what_is_beside_its_chinese(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu", reason='scores need the extra "score"')
    put(tmp_path / "a.txt", text(ENGLISH))
    put(tmp_path / "b.txt", text(CHINESE))
    done = run("score", "a.txt", "--reference", "a.txt", "--few", "--source", "b.txt")
    assert b"8 pieces checked beside their Chinese" in done.stdout
    put(tmp_path / "b.txt", text(CHINESE[::-1]))
    done = run("score", "a.txt", "--reference", "a.txt", "--few", "--source", "b.txt")
    assert (done.returncode, b"is not aligned with b.txt" in done.stderr) == (2, True)
