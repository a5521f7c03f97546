"""An invented service to look around in: the demonstration's store, made once and opened again after that."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from fosterpanel.workflow.demo import PASSPHRASE, run_demo

__all__ = ["PASSPHRASE", "invented_service"]

FOLDER = "Invented service"
STORE = "service.store"


def invented_service(data_folder: Path, on_progress: Callable[[int, int], None]) -> Path:
    """The store of the invented service in the data folder, made there if it is not yet; takes some ten seconds.

    ``on_progress`` is told how many parts are done of how many; whatever it raises stops the making, and nothing
    is left.

    Raises:
        FosterPanelError: it could not be made.
    """
    place = data_folder / FOLDER
    if (place / STORE).is_file():
        return place / STORE
    data_folder.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".invented-", dir=data_folder))
    try:
        run_demo(workshop / FOLDER, on_progress=lambda _, done, of: on_progress(done, of))
        (workshop / FOLDER).replace(place)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return place / STORE
