"""The consistency report: what is counted, that order and workers change nothing, and that its pages are safe and in step."""

from __future__ import annotations

import html
import json
import random
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policy_glossary.engine.check import Options
from policy_glossary.engine.corpus import Corpus, read_corpus
from policy_glossary.engine.corpus_report import write_corpus_report
from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.tally import from_text, tally_document, to_text
from policy_glossary.formats import read_document
from policy_glossary.matching.occurrences import Unlisted, read_occurrences
from policy_glossary.model.candidate import Candidate, Kind, PhrasePlace
from policy_glossary.model.concept import Use
from policy_glossary.model.consistency import ConceptRow, ConsistencyReport, DocumentTally
from policy_glossary.model.finding import Severity
from policy_glossary.model.text import SourceText, Span
from policy_glossary.reports import consistency_html, consistency_json, consistency_markdown
from policy_glossary.scoring.consistency import consistency_share, entropy, summarize
from policy_glossary.scoring.fold import CorpusTally
from tests.conftest import HEADER, OWN_GLOSSARY, ROOT, SEEDS, Run, entry, matcher_for, rules_of

SCHEMA = json.loads((ROOT / "src/policy_glossary/reports/consistency.schema.json").read_text(encoding="utf-8"))
CHAIN = entry("id: chain-leader", "admitted: lead enterprise of a chain", "deprecated: chain master; chain lord")


def tally(text: str, po: str = CHAIN) -> DocumentTally:
    """The tally of a text under a glossary given as PO text."""
    return tally_document(
        check_document(read_document(SourceText("test.txt", text)), matcher_for(po), Judgement(rules_of("TERM001")))
    )


def counted(text: str, po: str = CHAIN) -> dict[str, int]:
    """Renderings of a text with their counts."""
    return {rendering.rendering: rendering.times for rendering in tally(text, po).renderings}


@pytest.fixture(scope="module", autouse=True)
def _cache_of_this_file(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLOSSARY_CACHE_DIR", str(shutil.copytree(compiled, tmp_path_factory.mktemp("report") / "cache")))
        yield


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return read_corpus([str(SEEDS)], OWN_GLOSSARY, ROOT / "reports", 1)


def concept(report: ConsistencyReport, zh: str) -> ConceptRow:
    return next(row for row in report.concepts if row.card.zh == zh)


# What is counted


def test_case_number_hyphens_and_quotes_make_no_second_rendering() -> None:
    text = "Chain masters met. The “chain master” left. A chain-master paid. The chain leader and Chain Leaders agreed."
    assert counted(text) == {"chain master": 3, "chain leader": 2}


def test_words_that_several_concepts_accept_are_counted_for_none() -> None:
    po = entry("id: one-thing", "admitted: key task", zh="一", en="first idea")
    po += entry("id: other-thing", "admitted: key task", zh="二", en="second idea")
    assert counted("The key task is done, the first idea and the second idea too.", po) == {"first idea": 1, "second idea": 1}


def test_the_longer_accepted_words_are_counted_and_not_those_inside_them() -> None:
    po = entry("id: chain", zh="产业链", en="industrial chain") + entry("id: big-chain", zh="全产业链", en="whole industrial chain")
    assert counted("The whole industrial chain moved, then one industrial chain.", po) == {
        "whole industrial chain": 1,
        "industrial chain": 1,
    }


def test_a_broad_word_that_is_only_admitted_is_not_counted() -> None:
    po = entry("id: worth", "admitted: quality", "deprecated: gold content", zh="含金量", en="real value")
    assert counted("The quality of the gold content.", po) == {"gold content": 1}


def test_what_people_put_aside_is_not_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.po").write_text(HEADER + CHAIN, encoding="utf-8")
    (tmp_path / "a.txt").write_text("A chain master met a chain lord.\n", encoding="utf-8")
    (tmp_path / "glossary-ignore.txt").write_text('chain-leader "chain master"\n', encoding="utf-8")
    assert run("report", "--glossary", "terms.po", "--no-shipped", "a.txt").returncode == 0
    data = json.loads((tmp_path / "reports/consistency.json").read_text(encoding="utf-8"))
    assert [r["text"] for r in data["concepts"][0]["renderings"]] == ["chain lord"]


def test_an_unlisted_rendering_is_counted_by_its_base_forms_unless_a_listed_one_stands_there() -> None:
    text = "Chain bosses met. A chain boss left. A chain master came."
    document = read_document(SourceText("test.txt", text))
    checked = check_document(document, matcher_for(CHAIN), Judgement(()))
    hits = checked.facts.term_hits
    unlisted = [Unlisted(hits[0].concept, Span(*m.span())) for m in re.finditer(r"[Cc]hain (boss(es)?|master)", text)]
    found = read_occurrences(checked.facts.words, hits, unlisted)
    assert [(o.use, o.rendering) for o in found] == [
        (Use.UNLISTED, "chain boss"),
        (Use.UNLISTED, "chain boss"),
        (Use.DEPRECATED, "chain master"),
    ]


def test_names_and_slogans_with_several_forms_come_together_across_documents() -> None:
    fold = CorpusTally()
    fold.add("a.txt", tally("The Linwu Tea Zone opened under “two wheels, one drive”. Linwu Tea Zone is new."))
    fold.add("b.txt", tally("The Linwu Tea Area sold tea. “Two-wheel one drive” is the word. Nanxi Tea Zone closed."))
    names = summarize(fold, {}, "1", ()).names
    assert [[(form.rendering, form.times) for form in row.forms] for row in names] == [
        [("Linwu Tea Zone", 2), ("Linwu Tea Area", 1)],
        [("two wheels, one drive", 1), ("two-wheel one drive", 1)],
    ]


def test_share_and_entropy() -> None:
    assert consistency_share([6, 1], 10) == 0.6
    assert consistency_share([], 10) == 0
    assert entropy([5]) == 0
    assert entropy([1, 1, 1, 1]) == 2
    assert entropy([3, 1]) == pytest.approx(0.811)


# Order, workers, cache


def _texts(number: int) -> list[str]:
    draw = random.Random(7)  # noqa: S311 - a repeatable draw
    phrases = "chain master|chain leader|chain lord|lead enterprise of a chain|the port|Linwu Tea Zone|Linwu Tea Area".split("|")
    return [
        f"1 March 202{draw.randint(0, 4)}\n\n"
        + " ".join(f"We saw {draw.choice(phrases)} again." for _ in range(draw.randint(0, 9)))
        for _ in range(number)
    ]


def test_documents_in_any_order_and_any_grouping_give_the_same_report() -> None:
    tallies = {f"{n:03d}.txt": tally(text) for n, text in enumerate(_texts(60))}
    cards = {c.id: c for c in _cards()}

    def fold(names: list[str]) -> CorpusTally:
        total = CorpusTally()
        for name in names:
            total.add(name, tallies[name])
        return total

    expected = summarize(fold(sorted(tallies)), cards, "1", ())
    assert expected.totals.wrong > 20
    draw = random.Random(3)  # noqa: S311 - a repeatable draw
    for _ in range(5):
        names = sorted(tallies)
        draw.shuffle(names)
        cut, other = sorted(draw.sample(range(60), 2))
        parts = [fold(names[:cut]), fold(names[cut:other]), fold(names[other:])]
        draw.shuffle(parts)
        parts[1].merge(parts[2])
        parts[0].merge(parts[1])
        assert summarize(parts[0], cards, "1", ()) == expected


def _cards() -> list[Any]:
    from policy_glossary.model.consistency import ConceptCard

    return [ConceptCard(c.id, c.zh, c.preferred, "", (), "", proposal=False) for c in matcher_for(CHAIN).concepts()]


def test_a_tally_survives_the_cache() -> None:
    before = tally("2 May 2024\n\nThe “chain master” left the Linwu Tea Zone.\r\n")
    assert before.renderings
    assert before.names
    assert before.written == "2024-05-02"
    assert from_text(to_text(before)) == before


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of 70 texts with a glossary of its own."""
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary/terms.po").write_text(HEADER + CHAIN, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    for number, text in enumerate(_texts(70)):
        (tmp_path / f"texts/{number:02d}.txt").write_text(f"{text}\n\nNo. {number}\n", encoding="utf-8")
    return tmp_path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_workers_paths_and_place_do_not_change_a_byte(run: Run, corpus: Path, compiled: Path) -> None:
    for name in ("c1", "c2"):
        shutil.copytree(compiled, corpus / name)
    texts = [f"texts/{n:02d}.txt" for n in range(70)]
    assert run("report", "texts", "-o", "one", "--workers", "1", cwd=corpus, GLOSSARY_CACHE_DIR=str(corpus / "c1")).returncode == 0
    assert run("report", "texts", "-o", "two", "--workers", "2", cwd=corpus, GLOSSARY_CACHE_DIR=str(corpus / "c2")).returncode == 0
    assert run("report", *reversed(texts), "-o", "three", cwd=corpus).returncode == 0
    above = run("report", str(corpus / "texts"), "-o", str(corpus / "four"), cwd=corpus.parent)
    assert above.returncode == 0
    assert _bytes(corpus / "one") == _bytes(corpus / "two") == _bytes(corpus / "three") == _bytes(corpus / "four")
    assert sorted(_bytes(corpus / "one")) == ["consistency.html", "consistency.json", "consistency.md"]


def test_only_what_changed_is_counted_anew(corpus: Path) -> None:
    def read() -> Corpus:
        return read_corpus([str(corpus / "texts")], Options(), corpus / "reports", 1)

    first = read()
    assert (first.computed, first.reused) == (70, 0)
    (corpus / "texts/07.txt").write_text("A chain master.\n", encoding="utf-8")
    second = read()
    assert (second.computed, second.reused) == (1, 69)
    assert second.report != first.report
    (corpus / "glossary/terms.po").write_text(HEADER + CHAIN + entry("id: port", zh="港", en="sea port"), encoding="utf-8")
    assert read().computed == 70


def test_a_damaged_cache_is_made_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cache = tmp_path / "damaged"
    cache.mkdir()
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(cache))
    first = read_corpus([str(corpus / "texts")], Options(), corpus, 1)
    assert (first.computed, first.faults) == (70, ())
    kept = sorted((cache / "tallies").glob("*/*"))
    kept[0].write_bytes(b"no text at all" * 99)
    again = read_corpus([str(corpus / "texts")], Options(), corpus, 1)
    assert (again.computed, again.faults, again.report) == (1, (), first.report)
    assert read_corpus([str(corpus / "texts")], Options(), corpus, 1).computed == 0


def test_a_file_that_cannot_be_read_is_a_fault_and_the_others_count(run: Run, corpus: Path) -> None:
    (corpus / "texts/bad.txt").write_bytes(b"\xff\xfe\xfd")
    done = run("report", "texts", "missing.txt", cwd=corpus)
    assert done.returncode == 2
    assert b"bad.txt" in done.stderr
    assert b"missing.txt" in done.stderr
    data = json.loads((corpus / "reports/consistency.json").read_text(encoding="utf-8"))
    assert data["totals"]["documents"] == 70


def test_the_report_does_not_report_on_itself(run: Run, corpus: Path) -> None:
    for _ in range(2):
        assert run("report", ".", "-o", ".", cwd=corpus).returncode == 0
    data = json.loads((corpus / "consistency.json").read_text(encoding="utf-8"))
    assert data["totals"]["documents"] == 70


# What changed


def test_changes_are_told_once_and_stay_until_something_changes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.po").write_text(HEADER + CHAIN, encoding="utf-8")
    text = tmp_path / "a.txt"

    def report(words: str) -> dict[str, Any]:
        text.write_text(words, encoding="utf-8")
        assert run("report", "--glossary", "terms.po", "--no-shipped", "a.txt").returncode == 0
        data: dict[str, Any] = json.loads((tmp_path / "reports/consistency.json").read_text(encoding="utf-8"))
        jsonschema.validate(data, SCHEMA)
        return data

    assert report("A chain master met a chain lord.")["since"] is None
    since = report("A chain leader met a chain lord.")["since"]
    assert since["wrong_before"] == 2
    change = since["changes"][0]
    assert (change["id"], change["wrong_before"], change["wrong_now"]) == ("chain-leader", 2, 1)
    assert (change["index_before"], change["index_now"]) == (0, 0.5)
    before = _bytes(tmp_path / "reports")
    report("A chain leader met a chain lord.")
    assert _bytes(tmp_path / "reports") == before
    assert report("Nothing of the kind.")["since"]["changes"][0]["wrong_now"] is None


@pytest.mark.parametrize("last", ["", "null", "[]", "{", '{"format": 1}', '{"format": 1, "totals": {}, "concepts": 3}', "[" * 9999])
def test_a_last_report_that_cannot_be_read_is_none(corpus: Path, last: str) -> None:
    (corpus / "reports").mkdir()
    (corpus / "reports/consistency.json").write_text(last, encoding="utf-8")
    written = write_corpus_report([str(corpus / "texts")], Options(), corpus / "reports", ("json",), 1)
    assert written.corpus.faults == ()
    assert json.loads((corpus / "reports/consistency.json").read_text(encoding="utf-8"))["since"] is None


# The pages


class _Page(HTMLParser):
    """Collects what a browser would act on, and checks that elements are closed in order."""

    VOID = frozenset({"meta", "input", "br", "link", "img", "rect", "line"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name in ("href", "src"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


HOSTILE = "<img src=x onerror=alert(1)>\"'`|[x](javascript:alert(1))</script><script>alert(2)</script>&amp;\u202e"


def _hostile() -> ConsistencyReport:
    """A report in which everything that can come from outside is hostile."""
    fold = CorpusTally()
    fold.add(f"javascript:alert(1)//{HOSTILE}.txt", tally("A chain master met.\n\n<script>alert(3)</script> chain lords | `x`"))
    cards = [c._replace(zh=HOSTILE, preferred=HOSTILE, definition=HOSTILE, sources=(HOSTILE,), note=HOSTILE) for c in _cards()]
    report = summarize(fold, {c.id: c for c in cards}, "1", ())
    row = report.concepts[0]
    renderings = tuple(
        r._replace(
            rendering=HOSTILE,
            write=HOSTILE + "!",
            examples=tuple(e._replace(place=e.place._replace(before=HOSTILE, words=HOSTILE)) for e in r.examples),
        )
        for r in row.renderings
    )
    entry = HOSTILE + "\n```\n# heading"
    candidate = Candidate(HOSTILE, HOSTILE, Kind.QUOTED, 1, 1, 0.5, PhrasePlace(HOSTILE, 1, HOSTILE), chinese=HOSTILE, entry=entry)
    return report._replace(concepts=(row._replace(renderings=renderings),), candidates=(candidate,))


def test_a_table_wider_than_a_phone_scrolls_by_itself_and_not_the_page(seeds: Corpus) -> None:
    page = consistency_html.render(seeds.report)
    plain = re.findall(r'(?s)(<div class="scroll"[^>]*>)?\s*<table class="plain">\s*<caption>([^<]*)', page)
    assert "Renderings and scores by month of writing" in [caption for _, caption in plain]
    assert [caption for scroll, caption in plain if not scroll] == []
    assert page.count("<div") == page.count("</div>")


def test_row_156_hostile_names_and_texts_stay_text_in_html() -> None:
    page = _Page(consistency_html.render(_hostile()))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert all(address.startswith("#") or re.match(r"[^:?]*(#L\d+)?$", address) for address in page.addresses)
    assert "<img src=x onerror=alert(1)>" in page.words
    assert "\u202e" not in page.words


def test_row_156_a_page_allows_its_own_style_and_script_alone(seeds: Corpus, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text("A chain master came.\n", encoding="utf-8")
    done = run("score", "a.txt", "--reference", "a.txt", "--few", "--format", "html")
    for page, kinds in ((consistency_html.render(seeds.report), ("style", "script")), (done.stdout.decode(), ("style",))):
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
        contents = {kind: re.findall(rf"(?s)<{kind}>(.*?)</{kind}>", page) for kind in ("style", "script")}
        assert {kind: len(found) for kind, found in contents.items()} == {kind: kind in kinds for kind in contents}
        allowed = {f"{kind}-src 'sha256-{b64encode(sha256(contents[kind][0].encode()).digest()).decode()}'" for kind in kinds}
        assert set(html.unescape(policy).split("; ")) == {"default-src 'none'", "base-uri 'none'", "form-action 'none'", *allowed}


def test_row_156_hostile_names_and_texts_stay_text_in_markdown() -> None:
    page = consistency_markdown.render(_hostile())
    outside = re.sub(r"(?ms)^(````*)po\n.*?^\1$", "", page)
    assert not re.search(r"(?<!\\)<(?!br>|!-- Generated)", outside)
    assert not re.search(r"(?<!\\)\]\((?![^():]*\))", outside)
    assert not re.search(r"(?<!\\)://|www\.", outside)
    head, row = re.findall(r"(?m)^\|.*\|$", outside.partition("## All concepts")[2])[0:3:2]
    assert len(re.findall(r"(?<!\\)\|", row)) == len(re.findall(r"(?<!\\)\|", head))


def test_a_line_with_the_same_words_several_times_is_linked_once(tmp_path: Path) -> None:
    (tmp_path / "terms.po").write_text(HEADER + CHAIN, encoding="utf-8")
    (tmp_path / "a.txt").write_text("One chain leader met a chain leader.\n\nThe chain leader left.\n", encoding="utf-8")
    options = Options(glossary=(str(tmp_path / "terms.po"),), shipped=False)
    report = read_corpus([str(tmp_path / "a.txt")], options, tmp_path, 1).report
    for page in (consistency_markdown.render(report), consistency_html.render(report)):
        assert [page.count(f"a.txt, line {line}") for line in (1, 3)] == [1, 1]


def test_the_page_needs_nothing_else_and_can_be_read_aloud(seeds: Corpus) -> None:
    text = consistency_html.render(seeds.report)
    page = _Page(text)
    assert len(page.ids) == len(set(page.ids))
    inner = {address[1:] for address in page.addresses if address.startswith("#")}
    assert inner <= set(page.ids)
    files = {address.partition("#")[0] for address in page.addresses if not address.startswith("#")}
    assert files == {f"../seeds/{path.name}" for path in SEEDS.glob("*.txt")}
    assert not re.search(r"@import|url\(|https?://", text)
    assert text.count("<table") == text.count("<caption")
    assert all("scope=" in head for head in re.findall(r"<th\b[^>]*>", text))
    assert all("aria-label=" in picture for picture in re.findall(r"<svg\b[^>]*>", text))
    assert not [
        part for part in re.split(r'<span lang="zh-Hans"[^>]*>.*?</span>', text) if "专精特新" in part and "Entry" not in part
    ]


def test_the_json_follows_its_schema(seeds: Corpus) -> None:
    jsonschema.validate(json.loads(consistency_json.render(seeds.report)), SCHEMA)
    jsonschema.validate(json.loads(consistency_json.render(_hostile())), SCHEMA)


# The seeds


@pytest.mark.parametrize(
    ("zh", "renderings"),
    [
        ("新质生产力", {"new quality productivity", "develop new productive forces", "give birth to new productivity"}),
        ("大型产业集聚区", {"large-scale industrial cluster", "Zhaoqing agglomeration area", "Zhaoqing Cluster District"}),
        ("百县千镇万村高质量发展工程", {"Hundreds and Thousands of Projects", "Millions of Projects"}),
        ("链主", {"chain master", "chain owner"}),
        ("专精特新", {"specialized, special and new", "specialized new enterprise"}),
    ],
)
def test_a_concept_of_the_seeds_stands_there_once_with_all_its_renderings(seeds: Corpus, zh: str, renderings: set[str]) -> None:
    assert [row.card.zh for row in seeds.report.concepts].count(zh) == 1
    row = concept(seeds.report, zh)
    assert {text.lower() for text in renderings} <= {r.rendering.lower() for r in row.renderings if r.wrong}
    assert row.consistency < 0.2


def test_what_comes_first_is_wrong_in_several_texts(seeds: Corpus) -> None:
    first = seeds.report.first
    assert [row.card.zh for row in first[:3]] == ["新质生产力", "大型产业集聚区", "专精特新"]
    assert all(row.documents_wrong >= 2 for row in first)
    assert all(r.severity is not Severity.INFO for row in first for r in row.renderings if r.wrong)


def test_the_committed_report_of_the_seeds_is_in_step(run: Run, tmp_path: Path) -> None:
    """Made anew beside a copy of the seeds; if this fails, run `glossary report seeds` at the top of the project."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "reports", tmp_path / "reports")
    assert run("report", "seeds", "--no-shipped", "--glossary", str(ROOT / "glossary")).returncode == 0
    assert _bytes(tmp_path / "reports") == _bytes(ROOT / "reports")
