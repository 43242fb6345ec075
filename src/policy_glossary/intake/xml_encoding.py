"""The encoding of an XML file: its byte-order mark, or what it declares, and both must agree with its bytes."""

from __future__ import annotations

import codecs
import re

from policy_glossary.intake.encoding import Decoded, is_encoding
from policy_glossary.model.report import Fault, FaultError

# By the first bytes, as in appendix F of XML 1.0; the longer mark first.
_STARTS = (
    (codecs.BOM_UTF8, codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", b"", "utf-32-le"),
    (b"\0\0\0<", b"", "utf-32-be"),
    (b"<\0?\0", b"", "utf-16-le"),
    (b"\0<\0?", b"", "utf-16-be"),
)
_DECLARED = re.compile(r"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"']")
_HEAD = 4_096  # bytes in which the declaration stands
_ANY = frozenset({"charmap", "mbcs", "oem"})  # codecs that read anything as anything
_WIDE = ("utf-16", "utf-32")
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030"}  # what programs write under those names
_SAMPLE = 100_000  # characters
_ENOUGH = 8  # letters beyond ASCII that are valid UTF-8: so many are no accident of another encoding
_ADVICE = "save it as UTF-8"


def decode_xml(data: bytes, name: str) -> Decoded:
    """Decode an XML file. Raises FaultError if its bytes are not in the encoding that it declares, or if that is unknown."""
    mark, found = next(((mark, encoding) for start, mark, encoding in _STARTS if data.startswith(start)), (b"", ""))
    body = data[len(mark) :]
    match = _DECLARED.match(body[:_HEAD].decode(found or "latin-1", "ignore"))
    declared = _codec(match[1], name) if match else ""
    if declared and not found:
        found = _contradiction(body, declared)
    if match and found and declared not in (found, found.removesuffix("-le").removesuffix("-be")):
        raise FaultError(Fault(f"declares {match[1].upper()}, but its bytes are {found.upper()}", name, 1, _ADVICE))
    encoding = found or declared or "utf-8"
    for codec in filter(None, (encoding, _SUPERSETS.get(encoding))):
        try:
            return Decoded(body.decode(codec), mark, codec)
        except UnicodeDecodeError as error:
            place = len(mark) + error.start
    told = f"declares {match[1].upper()}, but is" if match else "is"
    raise FaultError(Fault(f"{told} not valid {encoding.upper()} at byte {place}", name, hint=_ADVICE))


def _codec(declared: str, name: str) -> str:
    """Python's name of a declared encoding. Raises FaultError for what is no encoding in which XML can declare itself."""
    codec = codecs.lookup(declared).name if is_encoding(declared) else ""
    if codec.startswith(_WIDE) or (codec and codec not in _ANY and b"<?xml".decode(codec) == "<?xml"):
        return codec
    raise FaultError(Fault(f'declares the unknown encoding "{declared}"', name, 1, _ADVICE))


def _contradiction(body: bytes, declared: str) -> str:
    """The encoding that unmarked bytes certainly are in although their XML declaration tells another one, or nothing."""
    if declared.startswith(_WIDE):
        return "utf-8"  # or the declaration itself could not have been read
    if declared == "utf-8":
        return ""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8" if sum(map(str.isalpha, re.findall(r"[^\x00-\x7f]", text[:_SAMPLE]))) >= _ENOUGH else ""
