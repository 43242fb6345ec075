"""The encoding of an XML file: its byte-order mark, or what it declares, and both must agree with its bytes."""

from __future__ import annotations

import codecs
import re

from policy_glossary.intake.encoding import NO_TEXT, Decoded
from policy_glossary.model.report import Fault, FaultError

# By the first bytes, as in appendix F of XML 1.0; the longer mark first.
_STARTS = (
    (codecs.BOM_UTF8, codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", b"", "utf-16-le"),
    (b"\0<\0?", b"", "utf-16-be"),
)
_DECLARED = re.compile(r"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")
_REFUSED = NO_TEXT | {"charmap", "mbcs", "oem"}  # the last three read anything as anything


def decode_xml(data: bytes, name: str) -> Decoded:
    """Decode an XML file. Raises FaultError if its bytes are not in the encoding that it declares."""
    mark, found = next(((mark, encoding) for start, mark, encoding in _STARTS if data.startswith(start)), (b"", ""))
    body = data[len(mark) :]
    match = _DECLARED.match(body[:1024].decode(found or "latin-1", "ignore"))
    declared = match[1].lower() if match else ""
    encoding = found or declared or "utf-8"
    if found and declared and not _same(declared, found):
        raise _differs(name, declared, found.upper())
    if not found and declared.startswith(("utf-16", "utf-32", "ucs-", "iso-10646-ucs")):
        raise _differs(name, declared, "single ones")
    try:
        text = None if codecs.lookup(encoding).name in _REFUSED else body.decode(encoding)
    except LookupError:
        text = None
    except UnicodeDecodeError as error:
        claim = "declares" if declared else "is taken for"
        message = f"{claim} {encoding.upper()}, but byte {len(mark) + error.start} is none"
        raise FaultError(Fault(message, name, hint="save it as UTF-8")) from None
    if text is None:
        raise FaultError(Fault(f'declares the encoding "{encoding}", which is not known', name, 1, "save it as UTF-8"))
    return Decoded(text, mark, encoding)


def _same(declared: str, found: str) -> bool:
    """True if a declared name is the encoding found, which says its byte order as well."""
    try:
        known = codecs.lookup(declared).name
    except LookupError:
        return False
    return known == found or (found[:-3] == known and found.endswith(("-le", "-be")))


def _differs(name: str, declared: str, found: str) -> FaultError:
    return FaultError(Fault(f"declares {declared.upper()}, but its bytes are {found}", name, 1, "save it as UTF-8"))
