"""The key of a tally: a digest of all that decides over it, so that a stored one is used only where it still holds."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePath

from policy_glossary import __version__
from policy_glossary.engine.check import Basis, Options
from policy_glossary.engine.suppress import Suppression
from policy_glossary.formats.languages import language_in_name
from policy_glossary.intake.files import read_bytes
from policy_glossary.model.report import FaultError


class Keys:
    """Makes the keys of one run: the program and the rule packs are looked at once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._program = _program()
        self._packs: dict[tuple[Path, ...], str] = {}

    def of(self, basis: Basis) -> str:
        """The key of one file's tally. Of its name counts the suffix, which chooses the reader, and a language told in it."""
        packs = basis.settings.packs
        if packs not in self._packs:
            digest = hashlib.blake2b(digest_size=16)
            for path in packs:
                try:
                    digest.update(hashlib.blake2b(read_bytes(path, str(path))).digest())
                except FaultError:  # told by who reads the rules
                    digest.update(b"not read")
            self._packs[packs] = digest.hexdigest()
        judgement = basis.judgement
        judging = judgement.judging
        parts = (
            self._program,
            self._packs[packs],
            PurePath(basis.raw.name).suffix.lower(),
            language_in_name(basis.raw.name),
            basis.raw.encoding,
            basis.layers,
            sorted(judging.disable),
            judging.severity,
            judging.genre,
            sorted(_meaning(s) for s in judgement.suppressions),
            judgement.circumstances,
            judgement.minimum,
            judgement.weights,
            judgement.all_segments,
            sorted(self._options.select),
            sorted(basis.settings.enable),
        )
        digest = hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16)
        digest.update(basis.raw.data)
        return digest.hexdigest()


def _meaning(suppression: Suppression) -> tuple[list[str], str]:
    return sorted(suppression.selectors), suppression.words or ""


def _program() -> str:
    """Version of the program, with sizes and times of its modules: a change of a rule makes old tallies strangers."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".toml"):
            status = os.stat(path)  # noqa: PTH116 - one call
            digest.update(f"{path.relative_to(package)} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
