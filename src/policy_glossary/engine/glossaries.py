"""The glossaries of a run: which count for given settings, each read and compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policy_glossary.engine.compiled import compile_glossary
from policy_glossary.engine.known_layers import known_layer
from policy_glossary.engine.settings import Settings
from policy_glossary.intake.files import shown_path
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.concept import Concept
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.layer import Layer, shipped_folder


class Glossaries:
    """Glossaries by settings. `named` are used in place of those that settings name, `shipped` overrides the setting of that name.

    What is wrong with their files goes into `faults`, remarks into `notes`.
    """

    def __init__(self, named: tuple[str, ...], shipped: bool | None, faults: list[Fault], notes: list[str]) -> None:
        self._named = tuple(Path(name) for name in named)
        self._shipped = shipped
        self._faults = faults
        self._notes = notes
        self._layers: dict[Path, Layer] = {}
        self._matchers: dict[tuple[str, ...], Matcher] = {}
        self._signatures: dict[tuple[str, ...], tuple[str, int]] = {}

    def matcher(self, settings: Settings) -> Matcher:
        """The matcher of the glossaries that count. Raises FaultError if there is none."""
        layers = self.layers(settings)
        key = tuple(layer.digest for layer in layers)
        if key not in self._matchers:
            compiled = compile_glossary(layers)
            self._faults.extend(compiled.faults)
            self._notes.extend(compiled.notes)
            self._matchers[key] = Matcher(compiled.terms)
            self._signatures[key] = ("+".join(digest[:12] for digest in key), compiled.concepts)
        return self._matchers[key]

    def layers(self, settings: Settings) -> tuple[Layer, ...]:
        """The shipped glossary, if it counts, and the project's; a copy of the shipped one counts once.

        Raises FaultError if none counts, or if one that is named is not there or holds no PO file.
        """
        shipped = settings.shipped if self._shipped is None else self._shipped
        paths = ([shipped_folder()] if shipped else []) + list(self._named or settings.glossary)
        layers = {layer.digest: layer for layer in map(self._layer, paths)}
        if not layers:
            hint = "name a glossary, or let the shipped one count"
            raise FaultError(Fault("no glossary to check with: the shipped one is switched off", hint=hint))
        return tuple(layers.values())

    def signatures(self) -> tuple[tuple[str, int], ...]:
        """Digest and number of concepts of all glossaries that were used."""
        return tuple(self._signatures.values())

    def concepts(self) -> Iterator[Concept]:
        """The concepts of all glossaries that were used."""
        for matcher in self._matchers.values():
            yield from matcher.concepts()

    def files(self) -> list[Path]:
        """The glossaries that were read: folders, and the files in them."""
        files = [file for path in self._layers if path.is_dir() for file in sorted(path.glob("*.po"))]
        return [*self._layers, *files]

    def _layer(self, path: Path) -> Layer:
        if path not in self._layers:
            self._layers[path] = known_layer(path, "glossary" if path == shipped_folder() else shown_path(path))
        return self._layers[path]
