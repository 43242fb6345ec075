"""Keys of what is stored for a file: digests of all that decides over it, so that it is used only where it still holds."""

from __future__ import annotations

from pathlib import Path, PurePath

from policy_glossary.engine.check import Basis
from policy_glossary.engine.outcome import meaning
from policy_glossary.engine.program import program_digest
from policy_glossary.formats.languages import language_in_name
from policy_glossary.intake.files import read_bytes
from policy_glossary.model.digest import blake2b
from policy_glossary.model.report import FaultError


class Keys:
    """Makes the keys of one run: the program and the rule packs are looked at once."""

    def __init__(self) -> None:
        self._program = program_digest()
        self._packs: dict[tuple[Path, ...], str] = {}

    def of(self, basis: Basis, *, named: bool = False) -> str:
        """The key of one file.

        Of its name counts the suffix, which chooses the reader, and a language told in it; all of it, and the places of lines of
        side files, if what is stored may name them (`named`).
        """
        packs = basis.settings.packs
        if packs not in self._packs:
            digest = blake2b(digest_size=16)
            for path in packs:
                try:
                    digest.update(blake2b(read_bytes(path, str(path))).digest())
                except FaultError:  # told by who reads the rules
                    digest.update(b"not read")
            self._packs[packs] = digest.hexdigest()
        judgement = basis.judgement
        judging = judgement.judging
        parts = (
            self._program,
            self._packs[packs],
            (basis.raw.name,) if named else (PurePath(basis.raw.name).suffix.lower(), language_in_name(basis.raw.name)),
            basis.raw.encoding,
            basis.layers,
            sorted(judging.disable),
            judging.severity,
            judging.genre,
            sorted({(*meaning(s), s.place if named else "") for s in judgement.suppressions}),
            judgement.circumstances,
            judgement.minimum,
            judgement.weights,
            judgement.all_segments,
            sorted(judgement.left_out),
            sorted(rule.code for rule in judgement.rules),
            basis.original and (basis.original.name, basis.original.encoding, blake2b(basis.original.data).hexdigest()),
        )
        digest = blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16)
        digest.update(basis.raw.data)
        return digest.hexdigest()
