"""Puts the compiled glossary into the wheel, so that the first check after an installation is as quick as the others."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileGlossary(BuildHookInterface[Any]):
    """Build hook of the wheel; an editable installation compiles into the user's cache instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `glossary/` and add the file to the wheel. A faulty glossary fails the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from policy_glossary.matching.indexing import build_index
        from policy_glossary.termbase.layer import read_layer, read_termbase

        layer = read_layer(root / "glossary", "glossary")
        termbase = read_termbase((layer,))
        if termbase.faults:
            raise SystemExit("\n".join(map(str, termbase.faults)))
        target = Path(self.directory) / "glossary.sqlite3"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        database = sqlite3.connect(target)
        build_index(termbase.concepts, database, layer.digest)
        database.close()
        build_data["force_include"][str(target)] = "policy_glossary/data/glossary.sqlite3"
