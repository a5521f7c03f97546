"""The program's own log: ids and names of acts, never what people typed, are called, or hold.

Only the two functions here write to it; what a library says goes elsewhere. An exception's message may
quote a record or a key, so of an exception nothing is written but its class and where it passed.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from uuid import UUID

from fosterpanel.paths import log_folder

LOG_NAME = "fosterpanel.log"
_MOST_BYTES = 1_000_000
_OLD_FILES_KEPT = 4
_INNERMOST_FRAMES = 40
_LOOKS_LIKE_AN_ID = re.compile(r"(?=.*\d)[A-Za-z0-9:._/-]{1,64}")
_LOOKS_LIKE_AN_ACT = re.compile(r"[a-z][a-z_.]{0,63}")
_WITHHELD = "withheld"

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)
# Without it, Python would print to the terminal whatever is logged before the log is opened.
_log.addHandler(logging.NullHandler())


class _LogFile(RotatingFileHandler):
    """A full disk or a lost folder must not stop the act that was being logged."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Lose the line in silence."""


@contextmanager
def open_log(folder: Path | None = None) -> Iterator[None]:
    """Write the log into ``folder`` (default: the user's log folder) while the block runs.

    Five files of at most a megabyte are kept, times in UTC. A folder that cannot be made means no log,
    never a program that does not start.
    """
    folder = folder or log_folder()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _LogFile(
        folder / LOG_NAME, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES_KEPT, encoding="utf-8", delay=True
    )
    formatter = logging.Formatter("%(asctime)s.%(msecs)03dZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    _log.addHandler(handler)
    try:
        yield
    finally:
        _log.removeHandler(handler)
        handler.close()


def log_act(act: str, *ids: UUID | str | int) -> None:
    """Log that ``act`` was done to the records ``ids``; whatever does not look like either is withheld."""
    named = act if _LOOKS_LIKE_AN_ACT.fullmatch(act) else _WITHHELD
    known = [str(each) if _LOOKS_LIKE_AN_ID.fullmatch(str(each)) else _WITHHELD for each in ids]
    _log.info("%s", " ".join([named, *known]))


def log_unexpected(error: BaseException) -> str:
    """Log where ``error`` came from and return the reference number to give to the user.

    Written are the class of each exception in the chain and the modules and lines it passed, never a
    message, a note or a value: those may carry names.
    """
    reference = secrets.token_hex(4).upper()
    lines = [f"unexpected {reference}", *_chain(error, seen=set())]
    _log.error("%s", "\n  ".join(lines))
    return reference


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield from _places(error)
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for other in (*parts, *([earlier] if earlier else [])):
        yield from _chain(other, seen)


def _places(error: BaseException) -> list[str]:
    """Return module and line of each frame, outermost first; a file's path could name its user."""
    frames = [
        f"  {frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return frames[-_INNERMOST_FRAMES:]
