"""The one canonical form of a PO glossary: what it says stays, how it is written no longer depends on the writer.

Entries stand in the order of their ids with one empty line before each; keys stand in the order of `KEYS`; the terms of a list
share lines up to a width, a term with a replacement of its own has a line of its own; strings stand on one line.
"""

from __future__ import annotations

from policy_glossary.termbase.entry import UNKNOWN_CHINESE
from policy_glossary.termbase.keys import ARROW, LIST_KEYS, RANK, wrap_terms
from policy_glossary.termbase.po_lines import Comment, PoEntry, PoLines
from policy_glossary.termbase.po_syntax import escape

_OTHER_COMMENTS = ("#.", "#:", "#,", "#|")  # in the order of GNU gettext


def canonical(file: PoLines) -> str:
    """The text of a PO file without fault in canonical form, with line feeds. Obsolete entries come last, as they are."""
    head, obsolete = _rest(file)
    entries = sorted(file.entries, key=lambda entry: (entry.id, entry.line))
    parts = [*(["\n".join(head)] if head else []), *(entry_text(entry) for entry in entries)]
    parts += ["\n".join(block) for block in obsolete]
    return "\n\n".join(parts) + "\n"


def entry_text(entry: PoEntry) -> str:
    """One entry in canonical form, without a line end."""
    by_key: dict[str, list[Comment]] = {}
    for comment in entry.comments:
        by_key.setdefault(comment.key, []).append(comment)
    others = by_key.pop("", [])
    lines: list[str] = []
    for key in sorted(by_key, key=lambda key: RANK.get(key, len(RANK))):
        lines += _key_lines(entry, key, by_key[key])
    lines += ["# " + c.text[1:].strip() for c in others if c.text[1:2] in ("", " ") and c.text[1:].strip()]
    for mark in _OTHER_COMMENTS if others else ():
        lines += [_even_flags(c.text) for c in others if c.text.startswith(mark)]
    if "msgctxt" in entry.strings.texts:
        lines.append(f'msgctxt "{escape(entry.domain)}"')
    chinese = entry.strings.texts.get("msgid", "").strip()
    if chinese.startswith(UNKNOWN_CHINESE):
        chinese = f"{UNKNOWN_CHINESE} {chinese[1:].strip()}".strip()
    lines.append(f'msgid "{escape(chinese)}"')
    lines += [
        f'{keyword} "{escape(text.strip())}"'
        for keyword, text in entry.strings.texts.items()
        if keyword not in ("msgctxt", "msgid")
    ]
    return "\n".join(lines)


def _key_lines(entry: PoEntry, key: str, comments: list[Comment]) -> list[str]:
    """The lines of one key."""
    if key not in LIST_KEYS:
        return [f"# {key}: {' '.join(comment.value.split())}" for comment in comments]
    written = [" ".join(term.text.split()) for term in entry.lists.get(key, ())]
    if any(ARROW in comment.value for comment in comments):
        answers = [" ".join(term.replacement.split()) for term in entry.lists.get(key, ())]
        written = [f"{text} {ARROW} {answer}" if answer else text for text, answer in zip(written, answers, strict=True)]
    return [f"# {key}: {value}" for value in wrap_terms(key, dict.fromkeys(written))]


def _even_flags(line: str) -> str:
    if not line.startswith("#,"):
        return line.rstrip()
    return "#, " + ", ".join(dict.fromkeys(flag for part in line[2:].split(",") if (flag := part.strip())))


def _rest(file: PoLines) -> tuple[list[str], list[list[str]]]:
    """The lines before the first entry, and the blocks of obsolete lines, without empty lines around them."""
    owned = {number for entry in file.entries for number in range(entry.first, entry.last + 1)}
    first = min((entry.first for entry in file.entries), default=len(file.lines) + 1)
    head = [line.rstrip() for line in file.lines[: first - 1] if not line.startswith("#~")]
    blocks: list[list[str]] = [[]]
    for number, line in enumerate(file.lines, 1):
        if line.startswith("#~") or (number not in owned and number >= first and line.strip()):
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    while head and not head[0]:
        del head[0]
    while head and not head[-1]:
        del head[-1]
    return head, [block for block in blocks if block]
