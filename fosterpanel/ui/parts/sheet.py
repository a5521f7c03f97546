"""A sheet: a panel beside the work for a form or details, instead of a dialog in front of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import icon_only
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import in_order, slug, stops_in
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import heading

WIDTH = 420


class Sheet(QFrame):
    """A title, a body that scrolls, acts at the foot. Esc closes it; what was typed stays in it and in its draft.

    Add to ``body``; say refusals in ``notice``, which scrolls with what it is about: however long a question is, the
    window stays as high as its screen. ``closed`` when the person closed it or ``close_sheet`` was called.
    """

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self.setObjectName(f"sheet_{slug(title)}")
        self.setAccessibleName(title)
        self._title = heading(title)
        self.notice = Notice()
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self._acts = Flow()
        self._buttons: tuple[QWidget, ...] = ()
        self._came_from: QWidget | None = None
        self._lay_out()
        self.hide()

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add(self, *parts: QWidget) -> Sheet:
        """Add parts below what is there."""
        for part in parts:
            self.body.insertWidget(self.body.count() - 1, part)
        return self

    def set_acts(self, *buttons: QWidget) -> None:
        """Put buttons at the foot, the main one first."""
        self._buttons = buttons
        for button in buttons:
            self._acts.addWidget(button)

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it and put the cursor in ``first``, or in its first field."""
        self._came_from = QApplication.focusWidget()
        self._put_acts_last()
        self.show()
        target = first or self._first_stop()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Put it away and go back to where the person came from."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setMinimumWidth(sizes.px(300))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(icon_only("Close", "x", on_press=self.close_sheet), 0, Qt.AlignmentFlag.AlignTop)
        self.body.setContentsMargins(0, 0, sizes.px(sizes.SMALL), 0)
        self.body.setSpacing(sizes.px(sizes.LARGE))
        self.body.addStretch(1)
        foot = QWidget()
        foot.setLayout(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[sizes.px(each) for each in (16, 10, 10, 16)])
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addLayout(head)
        self.body.insertWidget(0, self.notice)
        self._scrolls = scrolled(self.content)
        self.notice.said.connect(self._show_notice)
        column.addWidget(self._scrolls, 1)
        column.addWidget(foot)

    def _show_notice(self) -> None:
        self._scrolls.verticalScrollBar().setValue(0)

    def _put_acts_last(self) -> None:
        """Have Tab come to the acts after what was added above them, whenever that was."""
        if stops := stops_in(self.content):
            in_order(stops[-1], *self._buttons)

    def _first_stop(self) -> QWidget | None:
        # What is said above the fields is read out, and no place to begin in. Without a field to begin in, the
        # keyboard waits on the last act: the one that does nothing.
        stops = [*self.content.findChildren(QWidget), *self._buttons[::-1]]
        return next(
            (
                each
                for each in stops
                if each.focusPolicy() & Qt.FocusPolicy.TabFocus
                and each.isVisibleTo(self)
                and not self.notice.isAncestorOf(each)
            ),
            None,
        )
