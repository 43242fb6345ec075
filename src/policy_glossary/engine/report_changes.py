"""What changed since the last report in a folder.

The last report is the JSON that lies there. If its texts and counts are those of the new one, the new one takes over what
the last one said of changes: making a report twice gives the same bytes. Otherwise the two are compared.
"""

from __future__ import annotations

import json
from typing import Any

from policy_glossary.model.consistency import Change, ConsistencyReport, Since
from policy_glossary.reports.consistency_json import FORMAT_VERSION, record, since_from, tenths

_SUBSTANCE = ("totals", "concepts", "names", "documents", "months")


def with_changes(report: ConsistencyReport, last: str | None) -> ConsistencyReport:
    """The report with its changes. `last` is the text of the last JSON report, None or unreadable if there is none."""
    if last is None:
        return report
    try:
        before = json.loads(last)
        if before["format"] != FORMAT_VERSION:
            return report
        now = record(report)
        if all(before[part] == now[part] for part in _SUBSTANCE):
            return report._replace(since=since_from(before["since"]))
        return report._replace(since=_compare(before, now))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return report


def _compare(before: dict[str, Any], now: dict[str, Any]) -> Since:
    """Concepts whose wrong renderings or consistency are not what they were, the greatest difference first."""
    old, new = ({concept["id"]: concept for concept in data["concepts"]} for data in (before, now))
    changes = []
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name), new.get(name)
        sides = [(None, None) if side is None else (int(side["wrong"]), float(side["index"])) for side in (one, other)]
        if sides[0] != sides[1]:
            named = other or one or {}
            changes.append(
                Change(name, str(named["zh"]), str(named["preferred"]), sides[0][0], sides[1][0], sides[0][1], sides[1][1])
            )
    changes.sort(key=lambda c: (-abs((c.wrong_now or 0) - (c.wrong_before or 0)), c.id))
    totals = before["totals"]
    return Since(int(totals["documents"]), int(totals["words"]), int(totals["wrong"]), tenths(totals["score"]), tuple(changes))
