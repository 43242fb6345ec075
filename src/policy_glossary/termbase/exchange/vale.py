"""A style for Vale: substitution rules from the listed renderings, and a vocabulary of the accepted English.

Vale knows no inflection, no contexts and no concepts, so this is an extract: what cannot be said there is counted, not guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from policy_glossary.termbase.exchange.record import Entry, Records

STYLE = "PolicyGlossary"
_SPECIAL = re.compile(r"([\\.^$*+?{}\[\]|()#])")
_LEVELS = {"deprecated": "warning", "suspect": "suggestion"}
_FILES = {"deprecated": "Deprecated", "suspect": "Suspect"}


def write_vale(records: Records) -> tuple[dict[str, bytes], list[str]]:
    """The files of the style by path, and remarks on the renderings that it leaves out."""
    files: dict[str, bytes] = {}
    gaps = 0
    for key in ("deprecated", "suspect"):
        swaps: dict[str, str] = {}
        exceptions: set[str] = set()
        for entry in records.entries:
            if key == "suspect" and entry.terms("when"):
                continue  # reported near certain words only, which Vale cannot ask for
            exceptions.update(entry.terms("exempt"))
            for term in entry.terms(key):
                bad, _, good = (part.strip() for part in term.partition("=>"))
                if "…" in bad or "…" in good:
                    gaps += 1
                else:
                    swaps.setdefault(_pattern(bad), good or entry.english)
        files[f"styles/{STYLE}/{_FILES[key]}.yml"] = _rule(_LEVELS[key], swaps, exceptions)
    files[f"styles/config/vocabularies/{STYLE}/accept.txt"] = _vocabulary(records.entries)
    files[f"styles/config/vocabularies/{STYLE}/reject.txt"] = b""
    return files, [f"renderings with a gap (…), which Vale cannot look for: {gaps}"] if gaps else []


def _rule(level: str, swaps: dict[str, str], exceptions: set[str]) -> bytes:
    lines = ["extends: substitution", "message: \"Use '%s' instead of '%s'.\"", f"level: {level}", "ignorecase: true"]
    lines += ["action:", "  name: replace", f"swap:{'' if swaps else ' {}'}"]
    lines += [
        f"  {json.dumps(bad, ensure_ascii=False)}: {json.dumps(good, ensure_ascii=False)}" for bad, good in sorted(swaps.items())
    ]
    if exceptions:
        lines += ["exceptions:", *(f"  - {json.dumps(text, ensure_ascii=False)}" for text in sorted(exceptions))]
    return "".join(f"{line}\n" for line in lines).encode()


def _vocabulary(entries: Iterable[Entry]) -> bytes:
    """Accepted English that a spelling check or a rule on capitals might stumble over: words with capitals or figures inside."""
    odd = {
        word
        for entry in entries
        for term in (entry.english, *entry.terms("admitted"))
        for word in re.findall(r"[^\W_](?:[\w+’'-]*[\w+])?", term)
        if not word.islower() or not word.isalpha()
    }
    return "".join(f"{_SPECIAL.sub(_escaped, word)}\n" for word in sorted(odd)).encode()


def _pattern(text: str) -> str:
    """Words in any spacing, hyphenated or not; everything else stands for itself."""
    return r"[\s-]+".join(_SPECIAL.sub(_escaped, word) for word in text.split())


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
