"""What happens to findings after the rules: doubles are dropped and the order is fixed."""

from __future__ import annotations

from collections.abc import Iterable

from policy_glossary.model.finding import Finding


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in text order, each once; at one place the graver comes first, then by rule and concept."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (f.span, -f.severity.rank, f.rule, f.concept.id if f.concept else "", f.message),
    )
