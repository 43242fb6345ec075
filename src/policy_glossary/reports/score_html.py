"""The segments of versions beside their reference as one HTML page, words that differ marked; worst segments first."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from difflib import SequenceMatcher

from policy_glossary.model.score import ScoreReport, SegmentRow, VersionScore
from policy_glossary.reports.markup import attribute, text

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #8886;padding:.4rem;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}
section{border-top:2px solid #8886;margin-top:1.2rem}
del{background:#f5b7b155;text-decoration:line-through}
ins{background:#a9dfbf77;text-decoration:none;font-weight:600}
dt{font-weight:600;margin-top:.5rem}
dd{margin:0 0 .3rem 0}
.wide{overflow-x:auto}
small{font-weight:normal}
@media print{section{break-inside:avoid}}
"""


def render_html(report: ScoreReport) -> str:
    """The report as one page that needs nothing else."""
    return "\n".join(_page(report)) + "\n"


def _page(report: ScoreReport) -> Iterator[str]:
    digest = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{attribute(policy)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    title = f"{text(report.versions[-1].name)} against {text(report.reference)}"
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
    yield from _table(report)
    yield "<p>Segments, worst first (TER of the last version). Marked: <del>words to leave out</del> and <ins>words to put in</ins> to arrive at the reference.</p>"
    for row in sorted(report.rows, key=lambda row: (-row.versions[-1][2], row.place)):
        yield from _segment(row, report.versions)
    yield "</main>\n</body>\n</html>"


def _table(report: ScoreReport) -> Iterator[str]:
    names = "".join(f'<th class="n" scope="col">{text(metric.name)}</th>' for metric in report.versions[0].metrics)
    yield f'<div class="wide"><table>\n<tr><th scope="col">Version</th>{names}<th class="n" scope="col">MQM</th><th class="n" scope="col">Findings</th></tr>'
    for version in report.versions:
        cells = "".join(f'<td class="n">{metric.score:.1f} ± {metric.interval:.1f}</td>' for metric in version.metrics)
        mqm = "-" if version.mqm is None else f"{version.mqm:.1f}"
        yield f'<tr><th scope="row">{text(version.name)}</th>{cells}<td class="n">{mqm}</td><td class="n">{version.findings:,}</td></tr>'
    yield "</table></div>"
    yield "<p><small>" + "<br>".join(f"{text(m.name)}|{text(m.signature)}" for m in report.versions[0].metrics) + "</small></p>"


def _segment(row: SegmentRow, versions: tuple[VersionScore, ...]) -> Iterator[str]:
    yield f"<section>\n<h2>{text(row.place)}</h2>\n<dl>\n<dt>Reference</dt><dd>{text(row.reference)}</dd>"
    for version, (words, chrf, ter) in zip(versions, row.versions, strict=True):
        yield f"<dt>{text(version.name)} <small>chrF {chrf:.0f}, TER {ter:.0f}</small></dt><dd>{_marked(words, row.reference)}</dd>"
    yield "</dl>\n</section>"


def _marked(words: str, reference: str) -> str:
    old, new = _WORD.findall(words), _WORD.findall(reference)
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(text("".join(old[a:b])))
            continue
        if a < b:
            parts.append(f"<del>{text(''.join(old[a:b]))}</del>")
        if c < d:
            parts.append(f"<ins>{text(''.join(new[c:d]))}</ins>")
    return "".join(parts)
