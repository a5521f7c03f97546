"""What the window remembers between two days: where the store is, how large it was, how wide its columns were.

Paths and sizes only, in a small file beside the stores: nothing about anybody.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fosterpanel.paths import data_folder

FILE_NAME = "window.json"


@dataclass(slots=True)
class WindowMemory:
    """Read with ``recall``; every change is written at once. ``widths`` are in pixels, by page and column set."""

    path: Path
    store: str = ""
    size: list[int] = field(default_factory=list)
    is_maximised: bool = False
    widths: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def recall(cls, folder: Path | None = None) -> WindowMemory:
        """What was remembered; nothing where the file is missing or unreadable, for nothing in it matters much."""
        path = (folder or data_folder()) / FILE_NAME
        memory = cls(path)
        with suppress(OSError, ValueError, AttributeError):
            kept = json.loads(path.read_text(encoding="utf-8"))
            memory.store = str(kept.get("store", ""))
            memory.size = [int(each) for each in kept.get("size", [])][:2]
            memory.is_maximised = bool(kept.get("is_maximised", False))
            memory.widths = {
                str(key): [int(each) for each in widths] for key, widths in kept["widths"].items()
            }
        return memory

    def keep(self) -> None:
        """Write it down; a disk that refuses only means that the window opens as it did before."""
        kept = asdict(self)
        del kept["path"]
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_name(f"{self.path.name}.tmp")
            draft.write_text(json.dumps(kept), encoding="utf-8")
            draft.replace(self.path)

    def remember_store(self, path: Path) -> None:
        """Open this store next time."""
        self.store = str(path)
        self.keep()

    def remember_widths(self, columns: str, widths: list[int]) -> None:
        """Give these columns the same widths next time."""
        self.widths[columns] = list(widths)
        self.keep()
