"""PO text as entries and back, byte for byte.

Unlike `termbase.po`, which makes concepts and says what is wrong with them, this reader keeps everything, known or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policy_glossary.model.report import Fault
from policy_glossary.termbase.exchange.record import KEYS, RAW, Entry, Frame, Records

_STRING = r'"((?:[^"\\\n]|\\.)*)"'
_USUAL = re.compile(rf"((?:#(?!~).*\n)*)(?:msgctxt {_STRING}\n)?msgid {_STRING}\nmsgstr {_STRING}\n(?=\n|\Z)")
_COMMENT = re.compile(rf"# ({'|'.join(KEYS)}): (\S(?:.*\S)?)$")
_STRING_LINE = re.compile(rf"\s*(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?{_STRING}\s*$")
_FUZZY_FLAG = re.compile(r"#,(?:.*,)?\s*fuzzy\s*(?:,|$)")
_ESCAPED = re.compile(r'\\([\\"ntrvbf])')
_ESCAPES = {"\\": "\\", '"': '"', "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_UNESCAPED = re.compile("[" + re.escape("".join(_ESCAPES.values())) + "]")
_BACK = {character: f"\\{letter}" for letter, character in _ESCAPES.items()}
DEFAULT_HEAD = """\
# docs/glossary-format.md of policy-glossary explains the keys.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


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
    place = line = counted = 0  # `place`: the end of the last entry; `counted`: up to where lines were counted
    for start, end, entry in _chunks(text, file):
        line += text.count("\n", counted, start)
        counted = start
        if entry is None:
            message = "a text that does not follow the PO format; it was not read"
            faults.append(Fault(message, name, line + 1, "look for an open quotation mark or a missing msgid or msgstr"))
            continue
        if not entries and not entry.chinese and not entry.context:
            head = text[:end]
        else:
            entries.append(entry._replace(gap=text[place:start], place=line + 1))
        place = end
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
    if entry.fuzzy and not any(key == RAW and _FUZZY_FLAG.match(value) for key, value in entry.lines):
        lines.append("#, fuzzy")
    if entry.context is not None:
        lines.append(f'msgctxt "{_escape(entry.context)}"')
    lines += [f'msgid "{_escape(entry.chinese)}"', f'msgstr "{_escape(entry.english)}"', ""]
    return "\n".join(lines)


def parse_entry(text: str, file: str) -> Entry | None:
    """One entry from its text, such as `Entry.raw`; None if it is none."""
    match = _USUAL.fullmatch(text)
    if match:
        comments, context, chinese, english = match.groups()
        return _entry(text, file, comments.split("\n")[:-1], context, chinese, english)
    lines = text.split("\n")
    comments_of = [line for line in lines if line.startswith("#")]
    strings: dict[str, str] = {}
    keyword = ""
    for line in lines:
        match = _STRING_LINE.match(line)
        if match:
            keyword = match[1] or keyword
            if match[1] and match[1] in strings:
                return None
            strings[keyword] = strings.get(keyword, "") + match[2]
        elif line.strip() and not line.startswith("#"):
            return None
    english = strings.get("msgstr", strings.get("msgstr[0]"))
    if "msgid" not in strings or english is None or "" in strings:
        return None
    return _entry(text, file, comments_of, strings.get("msgctxt"), strings["msgid"], english)


def _entry(text: str, file: str, comments: list[str], context: str | None, chinese: str, english: str) -> Entry:
    fuzzy = bool(comments) and comments[-1] == "#, fuzzy"
    lines = tuple(
        (match[1], match[2]) if (match := _COMMENT.match(line)) else (RAW, line) for line in (comments[:-1] if fuzzy else comments)
    )
    fuzzy = fuzzy or any(key == RAW and _FUZZY_FLAG.match(value) is not None for key, value in lines)
    entry = Entry(file, None if context is None else _unescape(context), _unescape(chinese), _unescape(english), lines, fuzzy)
    return entry if entry_text(entry) == text else entry._replace(raw=text)


def _chunks(text: str, file: str) -> Iterator[tuple[int, int, Entry | None]]:
    """Start, end and entry of everything that holds a msgid; None for what looks like one and is not. Comments alone are skipped."""
    place = 0
    while place < len(text):
        if text[place] == "\n":
            place += 1
            continue
        match = _USUAL.match(text, place)
        end = match.end() if match else _end_of_chunk(text, place)
        chunk = text[place:end]
        if match or any(line.strip() and not line.startswith("#") for line in chunk.split("\n")):
            yield place, end, parse_entry(chunk, file)
        place = end


def _end_of_chunk(text: str, start: int) -> int:
    """The end of a run of lines that ends at a blank line, or before the next entry if that follows a msgstr at once."""
    place, finished = start, False
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end + 1
        line = text[place:end].strip()
        if not line or (finished and not line.startswith(('"', "msgstr["))):
            return place
        finished = finished or line.startswith("msgstr")
        place = end
    return place


def _line_end(text: str) -> str:
    """The line end that a whole file uses; where they are mixed, stray carriage returns stay in the text of their entries."""
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    if pairs == text.count("\n") == text.count("\r"):
        return "\r\n"
    return "\r" if "\n" not in text else "\n"


def _escape(text: str) -> str:
    return _UNESCAPED.sub(lambda match: _BACK[match[0]], text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES[match[1]], text) if "\\" in text else text
