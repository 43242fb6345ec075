"""PO catalogues whose English side is a translation. Strings are joined and unescaped; every character knows its place.

A broken entry is a fault with its line, and reading goes on behind it. Fuzzy entries are drafts, those with the flag
read-only are locked; obsolete and untranslated ones are no text. A PO file that is a glossary is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.formats.languages import Side, judge_side
from policy_glossary.formats.po_entries import Message, PoReader, header_values, joined
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.segments import Entry, Part, segment_notes, weave
from policy_glossary.intake.encoding import Decoded, decode_file, is_encoding
from policy_glossary.model.document import State
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText

_CHARACTER_SET = re.compile(rb"^[ \t]*\"Content-Type:[^\"\r\n]*?charset=([A-Za-z0-9._:-]+)", re.IGNORECASE | re.MULTILINE)
_PLACEHOLDER_OF_TEMPLATES = "charset"
_ENTRY_OF_A_GLOSSARY = re.compile(r"\s*(?:id:\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*$|deprecated:)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
A_GLOSSARY = "is a glossary, no text"


def read_bytes(raw: RawFile) -> Reading:
    """The translations of a PO file. Raises FaultError if its bytes are no text, or if a merge is unresolved."""
    decoded, charset = _decode(raw)
    file = SourceText(raw.name, decoded.text)
    reader = PoReader(file, raw.name)
    messages, header = _without_header(list(reader.messages()), reader.faults, raw.name)
    nothing = weave(raw.name, file, ())
    if _is_glossary(messages):
        return Reading(nothing, passed_over=A_GLOSSARY)
    told = header_values(header) if header else {}
    pairs = ((message.source, joined(message.targets[0])) for message in messages)
    side = judge_side(told.get("x-source-language", ""), told.get("language", ""), pairs, raw.name) if messages else Side()
    faults = (*(fault for fault in (charset, side.fault) if fault), *reader.faults)
    if side.passed_over or side.fault:
        return Reading(nothing, (), faults, side.passed_over)
    of_header = [Entry((), header.comments)] if header else []
    document = weave(raw.name, file, [*of_header, *map(_entry, messages)])
    untranslated = sum(not joined(target).strip() for message in messages for target in message.targets)
    notes = (*filter(None, (side.note,)), *reader.notes, *segment_notes(document, untranslated))
    faults = (*faults, *_duplicates(messages, raw.name))
    return Reading(document, notes, tuple(sorted(faults, key=lambda fault: fault.line or 0)))


def escape(words: str) -> str:
    """Words as they stand in a quoted string."""
    return words.translate(_ESCAPES)


def decode(raw: RawFile) -> Decoded:
    """The text of the file in the encoding that it tells."""
    return _decode(raw)[0]


def _decode(raw: RawFile) -> tuple[Decoded, Fault | None]:
    """The text: a byte-order mark or the user tells the encoding, or else the header. An impossible header is a fault."""
    match = _CHARACTER_SET.search(raw.data)
    if raw.encoding is not None or match is None:
        return decode_file(raw.data, raw.name, raw.encoding), None
    declared = match[1].decode("ascii")
    if declared.lower() == _PLACEHOLDER_OF_TEMPLATES:
        return decode_file(raw.data, raw.name), None
    if is_encoding(declared) and "msgid".encode(declared) == b"msgid":  # the header itself was found in ASCII
        return decode_file(raw.data, raw.name, declared.lower()), None
    line = raw.data.count(b"\n", 0, match.start()) + 1
    message = f"declares the impossible character set {declared}"
    try:
        decoded = decode_file(raw.data, raw.name)
    except FaultError as error:
        raise FaultError(error.fault._replace(message=f"{message}, and {error.fault.message}", line=line)) from None
    return decoded, Fault(message, raw.name, line, "if the file is UTF-8, say charset=UTF-8 in its header")


def _without_header(messages: list[Message], faults: list[Fault], name: str) -> tuple[list[Message], Message | None]:
    """The messages and the header; a second header is a fault."""
    headers = [message for message in messages if not message.source and message.context is None]
    faults += [
        Fault(f"a second header, the first stands at line {headers[0].line}; it was not read", name, header.line)
        for header in headers[1:]
    ]
    return [message for message in messages if message.source or message.context is not None], headers[0] if headers else None


def _is_glossary(messages: list[Message]) -> bool:
    """True if most entries carry the comments that only entries of a glossary have."""
    marked = sum(any(_ENTRY_OF_A_GLOSSARY.match(comment.words) for comment in message.comments) for message in messages)
    return marked * 2 > len(messages)


def _duplicates(messages: list[Message], name: str) -> Iterator[Fault]:
    first: dict[tuple[str | None, str], int] = {}
    for message in messages:
        line = first.setdefault((message.context, message.source), message.line)
        if line != message.line:
            told = f"the same msgid stands in the same context at line {line}; both were checked"
            yield Fault(told, name, message.line, "keep one of them, or give them different msgctxt")


def _entry(message: Message) -> Entry:
    state = State.LOCKED if "read-only" in message.flags else State.DRAFT if "fuzzy" in message.flags else State.OPEN
    return Entry(list(_paragraphs(message, state)), message.comments, _has_placeholders(message))


def _paragraphs(message: Message, state: State) -> Iterator[list[Part]]:
    key = str(message.line) if message.context is None else message.context
    for form, target in enumerate(message.targets):
        if joined(target).strip():
            yield [Part(target, message.source_of(form), key, state)]


def _has_placeholders(message: Message) -> bool:
    return any(flag.endswith("-format") and not flag.startswith("no-") for flag in message.flags)
