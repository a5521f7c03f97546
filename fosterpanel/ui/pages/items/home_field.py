"""A field for one of the service's foster homes, found by reference, name or address while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QVBoxLayout, QWidget

from fosterpanel.domain.search import Found
from fosterpanel.domain.wording import capitalised
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.parts.naming import name

SEARCH_DELAY_MS = 150
_KEPT = "\n"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Finder = Callable[[str], Sequence[Found]]


class HomeField(Field[str]):
    """Its value is the home's id. Type, go down into what was found, Enter chooses. ``find`` looks typed words up."""

    def __init__(self, label: str, find: Finder, *, help: str = "") -> None:
        self._find = find
        self._found: Sequence[Found] = ()
        self._chosen: Found | None = None
        self._chosen_id = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText("Reference, name or address")
        self.list = _Found()
        self._pause = QTimer()
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_DELAY_MS)
        super().__init__(label, self._stacked(), help=help)
        name(self.list, f"{label}: found", f"{self.name}_found")
        self._pause.timeout.connect(self.look_up)
        self.line.textEdited.connect(self._type)
        self.list.itemActivated.connect(lambda _: self._choose_current())
        self.list.itemClicked.connect(lambda _: self._choose_current())

    def value(self) -> str:
        """The id of the home chosen. Raises InvalidInput while none is."""
        if self._chosen_id:
            return self._chosen_id
        if not self.line.text().strip():
            raise self._missing()
        raise InvalidInput(
            f"“{self.line.text().strip()}” is not one home yet. Go down into the list and choose it, "
            "or say that it is new to the service."
        )

    def set_value(self, value: str) -> None:
        """Choose a home by id alone; ``set_home`` says also what it is called."""
        self._chosen_id = value

    def set_home(self, home_id: str, title: str) -> None:
        """Show a home as chosen."""
        self._chosen_id = home_id
        self.line.setText(title)
        self.line.setCursorPosition(0)
        self.list.hide()

    def text(self) -> str:
        """What a draft keeps: what stands in the line, and the home chosen."""
        return f"{self.line.text()}{_KEPT}{self._chosen_id}"

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        shown, _, home_id = text.partition(_KEPT)
        self.set_home(home_id, shown)

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def look_up(self) -> None:
        """Show what the typed words find, at once."""
        self._pause.stop()
        typed = self.line.text().strip()
        self._found = self._find(typed) if typed else ()
        self.list.show_found(self._found)
        self.setAccessibleDescription(f"{len(self._found)} found")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list; Enter chooses there, or the only one found."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self._takes(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, watched: QObject, event: QKeyEvent) -> bool:
        if watched is self.line and event.key() in (Qt.Key.Key_Down, *_ENTER) and not self._chosen_id:
            self.look_up()
            if event.key() in _ENTER and len(self._found) == 1:
                self._choose(self._found[0])
            elif self._found:
                self.list.setCurrentRow(0)
                self.list.setFocus()
            return True
        if watched is self.list and event.key() in _ENTER:
            self._choose_current()
            return True
        return False

    def _type(self) -> None:
        self._chosen_id = ""
        self._pause.start()
        self._edit()

    def _choose_current(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._found):
            self._choose(self._found[place])

    def _choose(self, found: Found) -> None:
        self.line.setFocus()
        self.set_home(found.subject_id, found.title)
        self._edit()

    def _stacked(self) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.TINY))
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.list.hide()
        return both


class _Found(QListWidget):
    """Up to half a dozen homes, as high as they are many."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "found")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_found(self, found: Sequence[Found]) -> None:
        """Show these, or nothing when there are none."""
        self.clear()
        for one in found:
            self.addItem(f"{one.title}\n{capitalised(one.line)}")
        self.setVisible(bool(found))
        self.updateGeometry()
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """All rows."""
        rows = sum(self.sizeHintForRow(place) for place in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth() + sizes.px(4))
