"""The sections of the HTML report that look at the whole corpus: changes, names, documents, matrix, months, candidates."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.model.consistency import Cell, ConsistencyReport
from policy_glossary.model.text import counted
from policy_glossary.reports.consistency_words import NAMES, link, percent, place, score, shown
from policy_glossary.reports.markup import anchor, attribute, chinese, text

_CHANGES = 20  # of the list of changes
_MATRIX = 30  # concepts of the matrix
_COLUMNS = 20  # documents of the matrix
_BAD = 3  # wrong renderings from which on a cell is dark


def since(report: ConsistencyReport) -> Iterator[str]:
    """What changed since the last report."""
    yield '<section aria-labelledby="since">\n<h2 id="since">Since the last report</h2>'
    last, totals = report.since, report.totals
    if last is None:
        yield "<p>There was none in this folder.</p>\n</section>"
        return
    yield (
        f"<p>Then {counted(last.documents_before, 'document')}, {last.wrong_before:,} wrong renderings, mean MQM score "
        f"{score(last.score_before)}; now {counted(totals.documents, 'document')}, {totals.wrong:,} wrong, "
        f"{score(totals.score)}.</p>"
    )
    if last.changes:
        yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="since">'
        yield '<table class="plain"><caption>Concepts that are not what they were</caption><thead><tr>'
        yield '<th scope="col">Concept</th><th scope="col" class="n">Wrong</th><th scope="col" class="n">Consistency</th></tr></thead><tbody>'
        for change in last.changes[:_CHANGES]:
            wrong = f"{_side(change.wrong_before)} → {_side(change.wrong_now)}"
            index = " → ".join("–" if s is None else percent(s) for s in (change.index_before, change.index_now))
            yield f'<tr><th scope="row">{chinese(change.zh)} {text(change.preferred)}</th>'
            yield f'<td class="n">{wrong}</td><td class="n">{index}</td></tr>'
        yield "</tbody></table></div>"
        if len(last.changes) > _CHANGES:
            yield f"<p>and {counted(len(last.changes) - _CHANGES, 'more concept')}.</p>"
    yield "</section>"


def names(report: ConsistencyReport) -> Iterator[str]:
    """Names and slogans that stand in several forms."""
    yield '<section aria-labelledby="names">\n<h2 id="names">Names and slogans in several forms</h2>'
    yield "<p class='soft'>Outside of the glossary: forms that seem to name one thing. If they do, keep to one.</p>"
    if not report.names:
        yield "<p>None were found.</p>"
    else:
        yield "<ul>"
        for row in report.names[:NAMES]:
            forms = []
            for form in row.forms:
                example = form.examples[0]
                address = attribute(link(example.document, example.place.line))
                forms.append(f'{form.times} × {text(form.rendering)} (<a href="{address}">{text(place(example))}</a>)')
            yield f"<li>{row.kind.value}: {'; '.join(forms)}</li>"
        yield "</ul>"
        if len(report.names) > NAMES:
            yield f"<p>and {len(report.names) - NAMES:,} more.</p>"
    yield "</section>"


def documents(report: ConsistencyReport) -> Iterator[str]:
    """The documents with the lowest MQM scores."""
    yield '<section aria-labelledby="documents">\n<h2 id="documents">Worst documents</h2>'
    yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="documents">'
    yield '<table class="plain">\n<caption>By MQM score, 100 is best. Findings of all rules.</caption><thead><tr>'
    yield '<th scope="col">No.</th><th scope="col">Document</th><th scope="col" class="n">MQM</th><th scope="col" class="n">Words</th>'
    yield '<th scope="col" class="n">Errors</th><th scope="col" class="n">Warnings</th>'
    yield '<th scope="col" class="n optional">Suggestions</th><th scope="col" class="optional">Date</th></tr></thead><tbody>'
    for number, row in enumerate(report.documents, 1):
        errors, warnings, suggestions, _ = row.severities
        yield f'<tr><td class="n">{number}</td><th scope="row"><a href="{attribute(link(row.document))}">{text(shown(row.document))}</a></th>'
        yield f'<td class="n">{score(row.score)}</td><td class="n">{row.words:,}</td><td class="n">{errors}</td>'
        yield f'<td class="n">{warnings}</td><td class="n optional">{suggestions}</td><td class="optional">{row.written}</td></tr>'
    yield "</tbody></table></div>"
    if len(report.documents) < report.totals.documents:
        yield f"<p class='soft'>The worst {len(report.documents)} of {counted(report.totals.documents, 'document')}.</p>"
    yield "</section>"


def matrix(report: ConsistencyReport) -> Iterator[str]:
    """Concepts by document."""
    yield '<section aria-labelledby="matrix">\n<h2 id="matrix">Concepts by document</h2>'
    rows = [row for row in report.concepts if row.wrong][:_MATRIX]
    columns = report.documents[:_COLUMNS]
    if not rows:
        yield "<p>No wrong rendering was found.</p>\n</section>"
        return
    cells = [{cell.concept: cell for cell in column.cells} for column in columns]
    yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="matrix">'
    yield '<table class="matrix">\n<caption>Wrong of all renderings; the columns are the worst documents by number.</caption>'
    yield '<thead><tr><th scope="col">Concept</th>'
    for number, column in enumerate(columns, 1):
        yield f'<th scope="col"><a href="{attribute(link(column.document))}" title="{attribute(shown(column.document))}">{number}</a></th>'
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f'<tr><th scope="row"><a href="#c-{anchor(row.card.id)}">{chinese(row.card.zh)}</a> {text(row.card.preferred)}</th>'
        yield "".join(_cell(column.get(row.card.id)) for column in cells) + "</tr>"
    yield "</tbody></table></div>\n</section>"


def trend(report: ConsistencyReport) -> Iterator[str]:
    """Wrong renderings per 1,000 words by month, as a chart and as a table."""
    yield '<section aria-labelledby="trend">\n<h2 id="trend">By month</h2>'
    yield f"<p>{report.totals.dated:,} of {counted(report.totals.documents, 'document')} say when they were written.</p>"
    if report.months:
        if len(report.months) > 1:
            yield "<p class='small soft'>Wrong renderings per 1,000 words</p>"
            yield _chart(report)
        yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="trend">'
        yield '<table class="plain">\n<caption>Renderings and scores by month of writing</caption><thead><tr><th scope="col">Month</th>'
        for told in ("Documents", "Words", "Right", "Wrong", "per 1,000 words", "MQM"):
            yield f'<th scope="col" class="n">{told}</th>'
        yield "</tr></thead><tbody>"
        for m in report.months:
            figures = (
                f"{m.documents:,}",
                f"{m.words:,}",
                f"{m.accepted:,}",
                f"{m.wrong:,}",
                _rate(m.wrong, m.words),
                score(m.score),
            )
            cells = "".join(f'<td class="n">{figure}</td>' for figure in figures)
            yield f'<tr><th scope="row">{text(m.month)}</th>{cells}</tr>'
        yield "</tbody></table></div>"
    yield "</section>"


def candidates(report: ConsistencyReport) -> Iterator[str]:
    """Terms that the glossary might take in."""
    yield '<section aria-labelledby="candidates">\n<h2 id="candidates">Candidates for new entries</h2>'
    if not report.candidates:
        yield "<p>None.</p>"
    for candidate in report.candidates:
        guess = f" {chinese(candidate.chinese)}?" if candidate.chinese else ""
        counts = f"{candidate.occurrences:,} × in {counted(candidate.documents, 'document')}"
        yield f"<details><summary>{text(candidate.english)}{guess} ({text(candidate.kind)}, {counts})</summary>"
        yield f"<pre>{text(candidate.entry)}</pre></details>"
    yield "</section>"


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "<td></td>"
    total = cell.accepted + cell.wrong + cell.unsure
    kind = "bad2" if cell.wrong >= _BAD else "bad1" if cell.wrong else "good"
    return f'<td class="{kind}" aria-label="{cell.wrong} wrong of {total}">{cell.wrong}/{total}</td>'


def _chart(report: ConsistencyReport) -> str:
    """Bars of wrong renderings per 1,000 words; months without texts keep their place empty."""
    months = {month.month: month for month in report.months}
    names = _every_month(min(months), max(months))
    rates = [10_000 * m.wrong // m.words if (m := months.get(name)) and m.words else 0 for name in names]
    width, top = 640, max(*rates, 1)
    step = width // len(names) or 1
    parts = [f'<line class="axis" x1="0" y1="140" x2="{width}" y2="140"/>']
    for number, (name, rate) in enumerate(zip(names, rates, strict=True)):
        height, x = 110 * rate // top, number * width // len(names)
        if rate:
            parts.append(
                f'<rect class="w" x="{x + step // 8}" y="{140 - height}" width="{max(1, step * 3 // 4)}" height="{height}"/>'
            )
        if len(names) <= 12 or number % (len(names) // 6) == 0:
            parts.append(f'<text x="{x + step // 8}" y="156">{name}</text>')
            if rate:
                parts.append(f'<text x="{x + step // 8}" y="{134 - height}">{score(rate)}</text>')
    told = f"Wrong renderings per 1,000 words by month, {names[0]} to {names[-1]}; the table below has the figures."
    return f'<svg class="trend" viewBox="0 0 {width} 160" role="img" aria-label="{told}">{"".join(parts)}</svg>'


def _every_month(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def _rate(part: int, words: int) -> str:
    return score(10_000 * part // words) if words else ""


def _side(number: int | None) -> str:
    return "–" if number is None else str(number)
