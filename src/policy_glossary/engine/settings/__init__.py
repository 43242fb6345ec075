"""Settings of a project: `values` is what the engine asks, `search` finds it, `keys` is the table of all that can be set."""

from __future__ import annotations

from policy_glossary.engine.settings.search import find_settings
from policy_glossary.engine.settings.values import Judging, Settings

__all__ = ["Judging", "Settings", "find_settings"]
