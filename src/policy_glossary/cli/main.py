"""`glossary`: choose the door, and what becomes of an interrupt or of a fault of our own."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from contextlib import suppress

from policy_glossary.cli import EXIT_FAULT, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_OWN_BUG
from policy_glossary.engine.cache import drop_databases
from policy_glossary.engine.kept_patterns import recall_patterns
from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.text import printable

if TYPE_CHECKING:
    from typing import NoReturn

_NO_ROOM = frozenset((errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)))


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 a fault, 3 our own bug, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes whatever the locale, but what a terminal cannot show as escapes
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace", newline="\n")
    try:
        _run()
    except KeyboardInterrupt:
        _leave("glossary: interrupted", EXIT_INTERRUPTED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FINDINGS)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            _leave(f"glossary: the report cannot be written: {error.strerror}; make room, or write it elsewhere", EXIT_FAULT)
        if os.environ.get("GLOSSARY_DEBUG"):
            raise
        if isinstance(error, sqlite3.DatabaseError):
            _leave(
                f"glossary: a compiled glossary in {drop_databases()} was damaged and is deleted: run the command again", EXIT_FAULT
            )
        if isinstance(error, OSError):
            _leave(f"glossary: {_told(error)}", EXIT_FAULT)
        told = " ".join(f"{type(error).__name__}: {error}".split())
        _leave(f"glossary: a bug of ours, not of your text: {told} (GLOSSARY_DEBUG=1 shows where)", EXIT_OWN_BUG)


def _run() -> None:
    recall_patterns()
    from policy_glossary.cli.checking import OptionError, run_check  # after the patterns of what it imports were recalled
    from policy_glossary.cli.quick import quick_request

    request = quick_request(sys.argv[1:])
    if request is not None:
        with suppress(OptionError):  # typer tells it with the usage
            _end(run_check(request))
    from policy_glossary.cli.app import app

    app(prog_name="glossary")


def _end(code: int) -> NoReturn:
    """End the process without taking its memory apart piece by piece, which costs a tenth of a short run.

    All files are closed by now and all workers have ended; only what was printed may still wait.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _told(error: OSError) -> str:
    """What the system would not do, and with what."""
    if error.filename is None and isinstance(error, FileNotFoundError):
        return "the current folder is not there any more: go to another one"
    name = "" if error.filename is None else f"{printable(os.fsdecode(error.filename))}: "
    return f"{name}cannot be used: {error.strerror or error}"


def _leave(message: str, code: int) -> None:
    sys.stderr.write(message + "\n")
    sys.exit(code)
