"""The consistency report as one HTML file that needs nothing else: readable, searchable, printable.

All text of documents and glossaries passes through `markup.text`; the page's own policy lets no script run but the one that
it carries, and loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policy_glossary.model.consistency import ConceptRow, ConsistencyReport, Example, RenderingRow
from policy_glossary.model.text import counted
from policy_glossary.reports import consistency_html_corpus as corpus
from policy_glossary.reports.consistency_markdown import NOTICE
from policy_glossary.reports.consistency_words import link, percent, place, score, to_write, why, wrong_renderings
from policy_glossary.reports.markup import anchor, attribute, chinese, content_policy, stacked_bar, text

_SHOWN = 3  # renderings of a concept that are shown unopened


def render(report: ConsistencyReport) -> str:
    """The report as one page."""
    return "\n".join(_page(report)) + "\n"


def _page(report: ConsistencyReport) -> Iterator[str]:
    folder = Path(__file__).parent
    style = (folder / "consistency.css").read_text(encoding="utf-8")
    script = (folder / "consistency.js").read_text(encoding="utf-8")
    yield f"<!doctype html>\n{NOTICE}"
    yield '<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield content_policy(style, script)
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Consistency of terms: {text(_read(report))}</title>\n<style>{style}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#concepts">Skip to all concepts</a>'
    yield from _head(report)
    yield "<main>"
    yield from _first(report)
    yield from corpus.since(report)
    yield from _concepts(report)
    yield from corpus.names(report)
    yield from corpus.documents(report)
    yield from corpus.matrix(report)
    yield from corpus.trend(report)
    yield from corpus.candidates(report)
    yield "</main>"
    yield from _foot(report)
    yield f"<script>{script}</script>\n</body>\n</html>"


def _read(report: ConsistencyReport) -> str:
    return f"{counted(report.totals.documents, 'document')}, {counted(report.totals.words, 'word')}"


def _head(report: ConsistencyReport) -> Iterator[str]:
    totals = report.totals
    yield "<header>\n<h1>Are the same Chinese terms said the same way in English?</h1>"
    yield f"<p>{text(_read(report))} read; {counted(len(report.concepts), 'concept')} of the glossary found in them.</p>"
    yield '<ul class="figures">'
    yield f'<li><b class="wrong">{totals.wrong:,}</b> wrong renderings</li>'
    yield f'<li><b class="unsure">{totals.unsure:,}</b> to look at</li>'
    yield f'<li><b class="right">{totals.accepted:,}</b> right</li>'
    yield f"<li><b>{score(totals.score)}</b> mean MQM score, of 100</li>\n</ul>"
    yield '<nav aria-label="Sections"><ul>'
    for name, told in (
        ("first", "Fix these first"),
        ("since", "Since the last report"),
        ("concepts", "All concepts"),
        ("names", "Names and slogans"),
        ("documents", "Worst documents"),
        ("matrix", "Concepts by document"),
        ("trend", "By month"),
        ("candidates", "Candidates"),
    ):
        yield f'<li><a href="#{name}">{told}</a></li>'
    yield "</ul></nav>\n</header>"


def _first(report: ConsistencyReport) -> Iterator[str]:
    yield '<section aria-labelledby="first">\n<h2 id="first">Fix these first</h2>'
    if not report.first:
        yield "<p>Nothing: no wrong rendering was found.</p>\n</section>"
        return
    yield "<p class='soft'>Ranked by penalty points × documents × kinds of wrong renderings.</p>"
    yield '<ol class="first">'
    for number, row in enumerate(report.first, 1):
        yield f'<li>\n<h3>{number}. {chinese(row.card.zh)} <span class="write">write “{text(row.card.preferred)}”</span></h3>'
        yield f"<p>{text(why(row, report.totals.documents))} {_meaning(row)}</p>"
        yield stacked_bar(row)
        wrong = wrong_renderings(row)
        yield "<ul>"
        for rendering in wrong[:_SHOWN]:
            instead = to_write(rendering, row.card.preferred)
            here = f' → <span class="right">{text(instead)}</span>' if instead else ""
            yield f'<li>{rendering.times} × <span class="wrong">{text(rendering.rendering)}</span>{here}</li>'
        yield "</ul>"
        more = f"{len(wrong) - _SHOWN} more, and " if len(wrong) > _SHOWN else ""
        yield f'<p class="small"><a href="#c-{anchor(row.card.id)}">{more}all places of {chinese(row.card.zh)}</a></p>\n</li>'
    yield "</ol>\n</section>"


def _meaning(row: ConceptRow) -> str:
    sources = f' <span class="soft">Source: {text("; ".join(row.card.sources))}.</span>' if row.card.sources else ""
    return f"{text(row.card.definition)}{sources}"


def _concepts(report: ConsistencyReport) -> Iterator[str]:
    yield '<section aria-labelledby="concepts">\n<h2 id="concepts">All concepts</h2>'
    yield (
        '<p class="key small"><span><i class="r"></i>right</span><span><i class="u"></i>to look at</span>'
        '<span><i class="w"></i>wrong</span></p>'
    )
    yield (
        '<div class="search" hidden><label for="search">Search</label> '
        '<input id="search" type="search" placeholder="Chinese, English, a wrong rendering, a file" autocomplete="off"> '
        '<span id="told" role="status" class="soft"></span></div>'
    )
    yield '<table class="cards" role="table">\n<caption>Consistency is the share of the commonest accepted rendering among all.'
    yield "Entropy tells how scattered the renderings are, in bits: 0 for one, 1 for two alike.</caption>"
    yield '<thead><tr><th scope="col">Chinese, and what to write</th><th scope="col">Consistency</th>'
    for told in ("Entropy", "Right", "Look at", "Wrong", "Documents"):
        yield f'<th scope="col" class="n">{told}</th>'
    yield "</tr></thead>"
    for row in report.concepts:
        yield from _concept(row)
    yield "</table>\n</section>"


def _concept(row: ConceptRow) -> Iterator[str]:
    # Roles are named because a phone shows the table as blocks, which would hide from screen readers that it is one.
    proposal = ' <span class="soft small">(proposal)</span>' if row.card.proposal else ""
    yield f'<tbody class="concept" role="rowgroup" id="c-{anchor(row.card.id)}"><tr class="head" role="row">'
    yield f'<th scope="row" role="rowheader">{chinese(row.card.zh)} {text(row.card.preferred)}{proposal}</th>'
    yield f'<td class="wide" role="cell">{percent(row.consistency)}{stacked_bar(row)}</td>'
    yield f'<td class="n" role="cell" data-label="entropy">{row.entropy:.2f}</td>'
    yield f'<td class="n" role="cell" data-label="right">{row.accepted}</td>'
    yield f'<td class="n" role="cell" data-label="look at">{row.unsure}</td>'
    yield f'<td class="n" role="cell" data-label="wrong">{row.wrong}</td>'
    yield f'<td class="n" role="cell" data-label="documents">{row.documents}</td></tr>'
    yield f'<tr class="more" role="row"><td colspan="7" role="cell"><details><summary>{_renderings_told(row)}</summary><ul>'
    for rendering in row.renderings:
        yield from _rendering(rendering, row.card.preferred)
    yield "</ul>"
    if row.card.definition or row.card.sources:
        yield f"<p>{_meaning(row)}</p>"
    if len(row.months) > 1:
        told = "; ".join(f"{month.month}: {month.accepted} right, {month.wrong} wrong" for month in row.months)
        yield f'<p class="small soft">By month: {text(told)}.</p>'
    yield f'<p class="small soft">Entry: {text(row.card.id)}. {text(row.card.note)}</p>'
    yield "</details></td></tr></tbody>"


def _renderings_told(row: ConceptRow) -> str:
    """The commonest renderings, so that most rows need not be opened."""
    told = ", ".join(f"{text(rendering.rendering)} ({rendering.times})" for rendering in row.renderings[:_SHOWN])
    more = f" and {len(row.renderings) - _SHOWN} more" if len(row.renderings) > _SHOWN else ""
    mixed = f"; mixed in {counted(row.documents_mixed, 'document')}" if row.documents_mixed else ""
    return f"{told}{more}{mixed}"


def _rendering(row: RenderingRow, preferred: str) -> Iterator[str]:
    kind = "right" if row.use.accepted else "wrong" if row.wrong else "unsure"
    told = {"right": row.use.value, "wrong": f"wrong, {row.use.value}", "unsure": f"look at it, {row.use.value}"}[kind]
    where = f"; {row.documents} documents" if row.documents > 1 else ""
    yield f'<li>{row.times} × <b class="{kind}">{text(row.rendering)}</b> <span class="soft">({told}{where})</span>'
    instead = to_write(row, preferred)
    if instead:
        yield f' → <span class="right">{text(instead)}</span>'
    if kind == "right":
        yield from (f"<br>{address}" for address in dict.fromkeys(map(_address, row.examples)))
    else:
        for example in row.examples:
            found = example.place
            quoted = f"{text(found.before)}<mark>{text(found.words)}</mark>{text(found.after)}"
            yield f"<blockquote>{quoted} {_address(example)}</blockquote>"
    yield "</li>"


def _address(example: Example) -> str:
    return f'<a href="{attribute(link(example.document, example.place.line))}">{text(place(example))}</a>'


def _foot(report: ConsistencyReport) -> Iterator[str]:
    glossaries = "; ".join(f"{digest}, {counted(size, 'concept')}" for digest, size in report.glossaries)
    yield '<footer class="small soft"><h2>How this was counted</h2>'
    yield (
        "<p>Counted are renderings that the glossary lists as wrong, and accepted words that can only stand for one concept: "
        "broad words such as “quality” are not. Right: preferred or admitted. Wrong: a finding of the check. To look at: words "
        "that are often good English. The MQM score is 100 less the penalty points per 100 words (suggestion 1, warning 5, "
        "error 25).</p>"
    )
    yield f"<p>policy-glossary {text(report.version)}, glossary {text(glossaries)}.</p></footer>"
