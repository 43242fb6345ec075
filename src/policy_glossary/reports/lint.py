"""What lint found in a glossary, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from policy_glossary.model.finding import Severity
from policy_glossary.model.lint import LintFinding
from policy_glossary.model.report import Fault
from policy_glossary.model.text import counted, printable


def lint_text(findings: Sequence[LintFinding], entries: int, *, everything: bool) -> str:
    """One line for a finding and a last line with the counts; remarks only if `everything` is asked for."""
    shown = [f for f in findings if everything or f.severity is not Severity.INFO]
    lines = [
        printable(f"{f.file}:{f.line}: {f.severity} {f.code}: {f.concept + ': ' if f.concept else ''}{f.message}")
        + (" [--fix]" if f.fix else "")
        for f in shown
    ]
    counts = Counter(f.severity for f in findings)
    told = [
        counted(counts[s], name) for s, name in zip(reversed(Severity), ("error", "warning", "suggestion", "remark"), strict=True)
    ]
    hidden = f" (remarks: --all; {_codes(findings)})" if len(shown) < len(findings) else ""
    return "\n".join([*lines, f"{counted(entries, 'entry', 'entries')}: {', '.join(told)}{hidden}"]) + "\n"


def _codes(findings: Sequence[LintFinding]) -> str:
    counts = Counter(f.code for f in findings if f.severity is Severity.INFO)
    return ", ".join(f"{code} {count:,}" for code, count in sorted(counts.items()))


def lint_json(findings: Sequence[LintFinding], faults: Sequence[Fault], entries: int) -> str:
    """All findings as one JSON object; `fix` has the line as it is and as it should be (null: delete it)."""
    data = {
        "entries": entries,
        "findings": [
            {
                "code": f.code,
                "severity": f.severity.value,
                "file": f.file,
                "line": f.line,
                "concept": f.concept,
                "message": f.message,
                "fix": None if f.fix is None else {"old": f.fix.old, "new": f.fix.new},
            }
            for f in findings
        ],
        "faults": [{"file": f.file, "line": f.line, "message": f.message, "hint": f.hint} for f in faults],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
