"""PO text as entries and back, byte for byte.

Unlike `termbase.po`, which makes concepts and says what is wrong with them, this reader keeps everything, known or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policy_glossary.model.report import Fault
from policy_glossary.termbase.exchange.record import RAW, Entry, Frame, Records
from policy_glossary.termbase.keys import KEYS
from policy_glossary.termbase.po_syntax import FUZZY, HEADER, USUAL, Chunk, chunks, escape, read_strings, unescape

_COMMENT = re.compile(rf"# ({'|'.join(KEYS)}): (\S(?:.*\S)?)$")
DEFAULT_HEAD = f"# docs/glossary-format.md of policy-glossary explains the keys.\n{HEADER}"


def read_po_text(text: str, file: str, name: str) -> Records:
    """All entries of one PO file. `file` is its name without `.po`; `name` stands in faults.

    `text` may begin with a byte-order mark. What does not follow the PO format is a fault with its line; the entries
    around it are read, and the text itself stays in the gap before the next one.
    """
    mark = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    newline = _line_end(text)
    if newline != "\n":
        text = text.replace(newline, "\n")
    entries: list[Entry] = []
    faults: list[Fault] = []
    head = ""
    place = 0  # the end of the last entry
    for chunk, entry in _entries(text, file):
        if entry is None:
            message = "a text that does not follow the PO format; it was not read"
            faults.append(Fault(message, name, chunk.line, "look for an open quotation mark or a missing msgid or msgstr"))
            continue
        if not entries and not entry.chinese and not entry.context:
            head = text[: chunk.end]
        else:
            entries.append(entry._replace(gap=text[place : chunk.start], place=chunk.line))
        place = chunk.end
    return Records(tuple(entries), {file: Frame(head, text[place:], newline, mark)}, tuple(faults))


def po_text(entries: Iterable[Entry], frame: Frame | None = None) -> str:
    """The text of one PO file. Without a frame it gets the usual header."""
    frame = frame or Frame(DEFAULT_HEAD)
    text = frame.head + "".join(entry.gap + (entry.raw or entry_text(entry)) for entry in entries) + frame.tail
    if frame.newline != "\n":
        text = text.replace("\n", frame.newline)
    return "\ufeff" + text if frame.mark else text


def entry_text(entry: Entry) -> str:
    """An entry in its usual form, without what stands before it."""
    lines = [value if key == RAW else f"# {key}: {value}" for key, value in entry.lines]
    if entry.fuzzy and not any(key == RAW and FUZZY.match(value) for key, value in entry.lines):
        lines.append("#, fuzzy")
    if entry.context is not None:
        lines.append(f'msgctxt "{escape(entry.context)}"')
    lines += [f'msgid "{escape(entry.chinese)}"', f'msgstr "{escape(entry.english)}"', ""]
    return "\n".join(lines)


def parse_entry(text: str, file: str) -> Entry | None:
    """One entry from its text, such as `Entry.raw`; None if it is none."""
    match = USUAL.fullmatch(text)
    return _usual(match, file) if match else _unusual(text, file)


def _usual(match: re.Match[str], file: str) -> Entry:
    comments, context, chinese, english = match.groups()
    return _entry(match[0], file, comments.split("\n")[:-1], context and unescape(context), unescape(chinese), unescape(english))


def _unusual(text: str, file: str) -> Entry | None:
    lines = text.split("\n")
    strings = read_strings(lines)
    texts = strings.texts
    english = texts.get("msgstr", texts.get("msgstr[0]"))
    if "msgid" not in texts or english is None or not strings.sound:
        return None
    return _entry(text, file, [line for line in lines if line.startswith("#")], texts.get("msgctxt"), texts["msgid"], english)


def _entry(text: str, file: str, comments: list[str], context: str | None, chinese: str, english: str) -> Entry:
    fuzzy = bool(comments) and comments[-1] == "#, fuzzy"
    lines = tuple(
        (match[1], match[2]) if (match := _COMMENT.match(line)) else (RAW, line) for line in (comments[:-1] if fuzzy else comments)
    )
    fuzzy = fuzzy or any(key == RAW and FUZZY.match(value) is not None for key, value in lines)
    entry = Entry(file, context, chinese, english, lines, fuzzy)
    return entry if entry_text(entry) == text else entry._replace(raw=text)


def _entries(text: str, file: str) -> Iterator[tuple[Chunk, Entry | None]]:
    """All runs of lines with their entries; None for what is no entry. Comments alone are skipped."""
    for chunk in chunks(text):
        if chunk.usual is not None:
            yield chunk, _usual(chunk.usual, file)
            continue
        own = text[chunk.start : chunk.end]
        if any(line.strip() and not line.startswith("#") for line in own.split("\n")):
            yield chunk, _unusual(own, file)


def _line_end(text: str) -> str:
    """The line end that a whole file uses; where they are mixed, stray carriage returns stay in the text of their entries."""
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    if pairs == text.count("\n") == text.count("\r"):
        return "\r\n"
    return "\r" if "\n" not in text else "\n"
