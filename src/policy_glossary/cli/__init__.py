"""The command line: thin doors, each imported when it is called, and how all of them speak: remarks and exit codes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable

from policy_glossary.model.report import Fault
from policy_glossary.model.text import printable

# A command makes few cycles, and objects that live to its end: looking for garbage seldom is enough, from the first imports on.
gc.set_threshold(200_000, *gc.get_threshold()[1:])

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_FAULT = 2
EXIT_OWN_BUG = 3
EXIT_INTERRUPTED = 130


def tell(*remarks: object) -> None:
    """Write remarks on standard error, each on a line that names the program and cannot steer the terminal."""
    for remark in remarks:
        sys.stderr.write(f"glossary: {printable(str(remark))}\n")


def tell_work(notes: Iterable[str], faults: Iterable[Fault]) -> None:
    """Tell what a reader should know of the work, and what could not be done."""
    tell(*(f"note: {note}" for note in notes), *faults)


def exit_code(faults: Iterable[Fault], otherwise: int = EXIT_CLEAN) -> int:
    """3 if one of the faults is a bug of ours, 2 if there is any, else the code given."""
    ours = [fault.ours for fault in faults]
    return EXIT_OWN_BUG if any(ours) else EXIT_FAULT if ours else otherwise
