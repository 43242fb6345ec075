"""What a run says beside its findings and faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath


def passed_over_notes(reasons: Mapping[str, str]) -> Iterator[str]:
    """A note for each file that is none to be checked, or one for all in a folder for the same reason."""
    together: dict[tuple[str, str], list[str]] = {}
    for name, reason in reasons.items():
        together.setdefault((PurePath(name).parent.as_posix(), reason), []).append(name)
    for (folder, reason), names in together.items():
        subject, told = (f"{names[0]}:", "it") if len(names) == 1 else (f"{folder}: {len(names)} files", "each")
        yield f"{subject} passed over: {told} {reason}"
