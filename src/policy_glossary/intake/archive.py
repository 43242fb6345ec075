"""Zip archives from outside: nothing is written to disk, and what is inflated is counted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from policy_glossary.model.report import Fault, FaultError

if TYPE_CHECKING:
    import zipfile

MAX_MEMBERS = 10_000
MAX_INFLATED_BYTES = 512 * 1024 * 1024  # of all members together
MAX_RATIO = 200  # inflated to packed, for members of more than a megabyte
_LARGE = 1024 * 1024


def read_archive(data: bytes, name: str) -> dict[str, bytes]:
    """All members of a zip archive by name.

    Raises FaultError for what is no zip archive or is cut off, for encrypted members, members with the same name or with a
    path that leads out, and for what would inflate beyond the limits, whatever sizes the archive itself claims.
    """
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_names(members, name)
            content: dict[str, bytes] = {}
            room = MAX_INFLATED_BYTES
            for member in members:
                with archive.open(member) as file:
                    limit = min(room, max(_LARGE, member.compress_size * MAX_RATIO))
                    inflated = file.read(limit + 1)
                if len(inflated) > limit:
                    message = f"{member.filename} inflates to more than {limit // _LARGE} MB"
                    raise FaultError(Fault(message, name, hint="it does not look like a document that a person wrote"))
                room -= len(inflated)
                content[member.filename] = inflated
            return content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise FaultError(Fault(f"is damaged or cut off: {error or 'not a whole zip archive'}", name, hint="save it anew")) from None
    except RuntimeError:  # what zipfile raises for encrypted members
        raise FaultError(Fault("holds encrypted parts", name, hint="save it without a password")) from None


def _check_names(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise FaultError(Fault(f"holds more than {MAX_MEMBERS:,} parts", name))
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise FaultError(Fault("holds two parts with the same name", name, hint="save it anew"))
    for part in names:
        if part.startswith(("/", "\\")) or ".." in part.replace("\\", "/").split("/") or ":" in part:
            raise FaultError(Fault("holds a part whose path leads out of it", name, hint="it does not come from an office program"))
