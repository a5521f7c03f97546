"""A page of the desk: its head (title, one line of context, search, at most three acts) and its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import mark, slug, stops_in
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.sheet import WIDTH as SHEET_WIDTH
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import title as title_words
from fosterpanel.ui.parts.words import words

if TYPE_CHECKING:
    from fosterpanel.workflow.office import Office

MOST_ACTS = 3
_LEAST_TITLE = 300
_LEAST_BESIDE_SHEET = 380


class SearchButton(Button):
    """Looks like a search field and says its keys; pressing it opens the search."""

    def __init__(self) -> None:
        super().__init__("Search everything", "search", "search")
        self.setAccessibleDescription(Shortcuts.SEARCH.shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, sizes.px(sizes.MEDIUM), 0)
        keys = QLabel(Shortcuts.SEARCH.shown)
        keys.setProperty("kind", "key")
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addStretch(1)
        row.addWidget(keys, 0, Qt.AlignmentFlag.AlignVCenter)


class PageHead(QWidget):
    """Title and context at the left, search and acts at the right; below each other when there is little room."""

    search_asked = Signal()

    def __init__(self, title: str, *, has_search: bool = True) -> None:
        super().__init__()
        self._title = title_words(title)
        self._title.setObjectName("page_title")
        self._context = words(tone=Tone.MUTED)
        self._context.setObjectName("page_context")
        self._context.hide()
        for label in (self._title, self._context):
            # One line may be enough: asked for all it could wrap into, it would make small windows too high.
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._right = QWidget()
        self._acts = Flow(self._right, spacing=sizes.MEDIUM)
        self._search = SearchButton() if has_search else None
        if self._search is not None:
            self._search.clicked.connect(self.search_asked)
            self._acts.addWidget(self._search)
        self._buttons: list[QWidget] = []
        self._lay_out()

    def set_title(self, title: str) -> None:
        """Call the page something else."""
        self._title.setText(title)

    def set_context(self, sentence: str, tone: Tone = Tone.MUTED) -> None:
        """Say the one line under the title."""
        self._context.setText(sentence)
        mark(self._context, "tone", tone.value)
        self._context.setVisible(bool(sentence))

    def set_acts(self, *acts: QWidget) -> None:
        """Show at most three acts in place of those there were; the filled one first, which is drawn rightmost."""
        assert len(acts) <= MOST_ACTS, "A page has at most three acts: put others where they belong."
        for button in self._buttons:
            self._acts.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = list(acts)
        before: QWidget = self._search or self._right
        for button in reversed(acts):
            self._acts.addWidget(button)
            # Made later than the rest of the page, they would otherwise come last on the keyboard.
            QWidget.setTabOrder(before, button)
            before = button
        self._arrange()

    @property
    def first_act(self) -> QWidget | None:
        """The filled one, where there is one."""
        return self._buttons[0] if self._buttons else None

    def show_acts(self, *, are_shown: bool) -> None:
        """Put search and acts away, or show them again: where a sheet has all the room, it is what is being done."""
        self._right.setVisible(are_shown)
        # At once, or the page would still ask for room for them when the sheet comes.
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts below the title when there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(sizes.px(sizes.TINY))
        left.addWidget(self._title)
        left.addWidget(self._context)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(sizes.px(sizes.MEDIUM))
        self._row.addLayout(left, 1)
        self._row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignTop)

    def _arrange(self) -> None:
        wanted = self._acts.sizeHint().width()
        beside = self.width() >= wanted + sizes.px(_LEAST_TITLE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._right.setMinimumWidth(wanted if beside else 0)
        if self._row.direction() is not way:
            self._row.setDirection(way)
            self._row.setAlignment(self._right, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))


class Page(QWidget):
    """What every page is: add to ``body``, override ``refresh`` and what else it needs.

    ``asked(Destination)`` asks the window to go somewhere, ``search_asked()`` to open the search, ``edited(Edit)``
    offers to take an edit back, ``idle_chosen(minutes)`` says after how long the store is to lock. ``notice`` says
    what happened or was refused. ``subject_id`` is the record the page shows now, where it shows one, and ``part`` the
    part of it: after a lock they are shown again.
    """

    asked = Signal(object)
    search_asked = Signal()
    edited = Signal(object)
    idle_chosen = Signal(int)

    subject_id = ""
    part = ""

    def __init__(self, office: Office, title: str, *, has_search: bool = True) -> None:
        super().__init__()
        self.office = office
        self.setObjectName(f"page_{slug(title)}")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(title, has_search=has_search)
        self.notice = Notice()
        self._body_widget = QWidget()
        self.body = QVBoxLayout(self._body_widget)
        self._sheet: Sheet | None = None
        self._lay_out()
        self.head.search_asked.connect(self.search_asked)
        bind(Shortcuts.REFRESH, self, self.refresh)

    def refresh(self) -> None:
        """Read the records again and show them; called whenever the page is shown and after every act."""

    def can_leave(self) -> bool:
        """Whether the person may go elsewhere now. What is typed is kept as a draft, so nearly always."""
        return True

    def open_place(self) -> None:
        """Show the page as somebody meets it who goes there without a record in mind."""
        self.refresh()

    def open_subject(self, subject_id: str) -> None:
        """Show one record of the page, by id."""

    def open_part(self, part: str) -> None:
        """Show one part of the record: a paper and its page ("paper:5f3c#12"), or what the page names itself."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what the page shows, unless it is there or on an act already."""
        focused = self.window().focusWidget()
        # The search does not count: the keyboard falls there by itself when what had it is gone.
        if self.isAncestorOf(focused) and not isinstance(focused, SearchButton):
            return
        stops = (
            each for each in stops_in(self._body_widget) if each.isVisibleTo(self) and each.isEnabledTo(self)
        )
        if (first := next(stops, None) or self.head.first_act) is not None:
            first.setFocus()

    def open_form(self, draft_place: str) -> None:
        """Open again the form that keeps its draft at that place; the desk asks so after a lock."""

    def set_title(self, title: str) -> None:
        """Call the page something else."""
        self.head.set_title(title)

    def set_context(self, sentence: str, tone: Tone = Tone.MUTED) -> None:
        """Say the one line under the title."""
        self.head.set_context(sentence, tone)

    def set_acts(self, *acts: QWidget) -> None:
        """Show at most three acts; the filled one first."""
        self.head.set_acts(*acts)

    def show_sheet(self, sheet: Sheet, first: QWidget | None = None) -> None:
        """Open a sheet beside the body; one that was open is closed, with its draft kept."""
        if self._sheet is not None and self._sheet is not sheet and self._sheet.isVisible():
            self._sheet.close_sheet()
        if sheet.parent() is not self:
            self._beside.addWidget(sheet)
            sheet.closed.connect(self._share)
        self._sheet = sheet
        # Shown beside a body that has to go, a sheet would make the window wider than its screen.
        self._body_widget.setVisible(self._is_wide())
        self.head.show_acts(are_shown=self._is_wide())
        sheet.open_sheet(first)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sheet all the room when there is not enough for both."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Share the room again when the text has another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._sheet is not None:
            self._share()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(sizes.px(sizes.MEDIUM))
        self._beside = QHBoxLayout()
        self._beside.setSpacing(sizes.px(18))
        self._beside.addWidget(self._body_widget, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[sizes.px(each) for each in (26, 20, 26, 16)])
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addLayout(self._beside, 1)

    def _is_wide(self) -> bool:
        return self.width() >= sizes.px(SHEET_WIDTH + _LEAST_BESIDE_SHEET)

    def _share(self) -> None:
        is_open = self._sheet is not None and not self._sheet.isHidden()
        wide = self._is_wide()
        self._body_widget.setVisible(wide or not is_open)
        self.head.show_acts(are_shown=wide or not is_open)
        if self._sheet is not None:
            self._sheet.setMaximumWidth(sizes.px(SHEET_WIDTH) if wide else 1 << 20)
            self._beside.setStretchFactor(self._sheet, 0 if wide else 1)
            if wide:
                self._sheet.setMinimumWidth(sizes.px(SHEET_WIDTH))
