"""Whatever goes wrong in a command: one plain line on the standard error and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from fosterpanel.cli.terminal import complain
from fosterpanel.errors import FosterPanelError

REFUSED = 1
FAULT = 70
STOPPED = 130
NOBODY_READS = 141

STOPPED_WORDS = "Stopped; nothing was left half-done."
DISK_FULL = "The disk is full. Nothing was left half-written; make room and try again."

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PLACE_REFUSES = {
    errno.EACCES: "you may not read or write there",
    errno.EPERM: "you may not read or write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOENT: "there is nothing of that name",
    errno.ENOTDIR: "part of that name is not a folder",
    errno.EISDIR: "that is a folder, not a file",
    errno.EEXIST: "there is something of that name already",
    errno.ENOTEMPTY: "that folder is not empty",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "the links in that name go round in a circle",
    errno.EBUSY: "something else is using it",
    errno.EXDEV: "it is on another disk",
    errno.EIO: "the disk did not answer",
}


def exit_code_of(command: Callable[[], int]) -> int:
    """Run a command to its exit code, whatever it raises."""
    code = _attempt(command)
    _settle_output()
    return code


def _attempt(command: Callable[[], int]) -> int:
    try:
        code = _asked_code(command)
        sys.stdout.flush()
    except FosterPanelError as refusal:
        return _refused(str(refusal), refusal.exit_code)
    except KeyboardInterrupt:
        return _refused(STOPPED_WORDS, STOPPED)
    except OSError as failure:
        return _computer_refused(failure)
    except Exception as fault:  # noqa: BLE001 - the last net: nobody should have to read a traceback
        return _apologise(fault)
    return code


def _asked_code(command: Callable[[], int]) -> int:
    try:
        return command()
    except SystemExit as asked:  # argparse has shown the help or the version
        return int(asked.code or 0)


def _computer_refused(failure: OSError) -> int:
    if isinstance(failure, BrokenPipeError):
        return NOBODY_READS
    if failure.errno in _NO_ROOM:
        return _refused(DISK_FULL, REFUSED)
    reason = _PLACE_REFUSES.get(failure.errno or 0)
    if reason is None:
        return _apologise(failure)
    place = failure.filename2 or failure.filename
    named = os.fsdecode(place) if isinstance(place, str | bytes) else "A file or folder"
    return _refused(f"{named} cannot be used: {reason}. Choose another, or put that right.", REFUSED)


def _apologise(fault: BaseException) -> int:
    from fosterpanel.logs import log_unexpected, open_log

    with open_log():
        reference = log_unexpected(fault)
    return _refused(
        f"Sorry, that is a fault of the program. The log keeps it under {reference}; quote that number when you "
        "report it. Nothing was left half-written.",
        FAULT,
    )


def _refused(sentence: str, code: int) -> int:
    complain(sentence)
    return code


def _settle_output() -> None:
    """Say what is still to be said; where nobody reads it, say it to nobody, or Python's last flush would complain."""
    try:
        sys.stdout.flush()
    except OSError:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
