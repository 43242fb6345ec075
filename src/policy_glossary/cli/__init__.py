"""The command line: thin doors, each imported when it is called."""

from __future__ import annotations

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_FAULT = 2
EXIT_OWN_BUG = 3
EXIT_INTERRUPTED = 130
