"""Taking back edits of this sitting: the last one is offered at the foot of the window and on Ctrl+Z."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import small, words

MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit as a page tells of it: in words ("home BF-101 changed"), the record before it and after it.

    Without a record before, the edit entered it.
    """

    words: str
    before: Any
    after: Any


class UndoLine(QFrame):
    """Says what the last edit was and offers to take it back; not shown while there is nothing to take back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "foot")
        name(self, "Undo")
        self._edits: list[Edit] = []
        self._words = small("")
        self.button = quiet("Undo", "undo-2")
        self.button.setToolTip(f"Undo ({Shortcuts.UNDO.shown})")
        keys = words(Shortcuts.UNDO.shown, "key")
        keys.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[sizes.px(each) for each in (26, 2, 16, 2)])
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(keys)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it offers."""
        return "" if self.isHidden() else self._words.text()

    @property
    def last(self) -> Edit | None:
        """The edit that would be taken back."""
        return self._edits[-1] if self._edits else None

    def add(self, edit: Edit) -> None:
        """An edit was made."""
        self._edits = [*self._edits[1 - MOST_KEPT :], edit]
        self._show()

    def taken_back(self, edit: Edit, restored: Any) -> None:
        """An edit was taken back, which left its record as ``restored``: the edit before it can follow."""
        # The record is as that edit left it, but one version on.
        self._edits = [
            replace(one, after=restored) if one.after == edit.before else one for one in self._edits
        ]

    def drop_last(self) -> None:
        """The last edit was taken back, or can no longer be."""
        self._edits = self._edits[:-1]
        self._show()

    def _show(self) -> None:
        last = self.last
        self.setVisible(last is not None)
        if last is not None:
            self._words.setText(f"{last.words[:1].upper()}{last.words[1:]}.")
            self.button.setAccessibleName(f"Undo: {last.words}")
