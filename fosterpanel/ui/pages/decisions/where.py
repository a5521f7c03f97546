"""The line above an item on the desk: back to the lists, how long it has, and where else it is found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.wording import capitalised
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.items.lines import STAGE_ICONS
from fosterpanel.ui.parts.buttons import Button, quiet
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import in_order
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.ui.parts.words import small
from fosterpanel.workflow.deciding.decision_file import DecisionFile

_LEAST = 640


class Where(QWidget):
    """``list_asked()`` to go back to the lists, ``asked(Destination)`` to go elsewhere."""

    list_asked = Signal()
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.back = quiet("All decisions", "arrow-left", on_press=self.list_asked.emit)
        self._flow = Flow(self, spacing=sizes.MEDIUM)
        self._flow.addWidget(self.back)
        self._about: list[QWidget] = []

    def show_file(self, file: DecisionFile) -> None:
        """Say where an item stands."""
        for widget in self._about:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._about = [
            self._standing(file),
            self._going(f"Item {file.item.reference}", "inbox", Place.ITEMS, file.item.id),
            self._going(f"Home {file.home.reference}", "house", Place.HOMES, file.home.id),
        ]
        if file.clock is not None and file.item.stage is ItemStage.WITH_DECISION_MAKER:
            convention = small(capitalised(file.clock.convention))
            convention.setWordWrap(False)
            self._about.append(convention)
        for widget in self._about:
            self._flow.addWidget(widget)
        self._share()
        in_order(self.back, *[widget for widget in self._about if isinstance(widget, Button)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room: the item itself needs it."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        for widget in self._about[1:]:
            widget.setVisible(self.width() >= sizes.px(_LEAST))

    def _standing(self, file: DecisionFile) -> Pill:
        if file.clock is None or file.item.stage is not ItemStage.WITH_DECISION_MAKER:
            return Pill(capitalised(file.item.stage.value), Tone.SOFT, STAGE_ICONS[file.item.stage])
        tone = Tone.BAD if file.clock.left <= 1 else Tone.WARN
        return Pill(file.clock.words, tone, "triangle-alert" if tone is Tone.BAD else "clock")

    def _going(self, words: str, icon: str, place: Place, subject_id: str) -> Button:
        return quiet(words, icon, on_press=lambda: self.asked.emit(Destination(place, subject_id)))
