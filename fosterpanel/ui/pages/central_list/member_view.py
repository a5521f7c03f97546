"""Everything about one member, in cards."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.pages.central_list.member_cards import (
    MemberActs,
    availability_card,
    checks_card,
    independence_card,
    known_card,
    meetings_card,
    notice_card,
)
from fosterpanel.ui.pages.record_stack import RecordStack, keeping_focus, scroll_to_top
from fosterpanel.ui.parts.columns import Columns, scrolled
from fosterpanel.workflow.panels.list_overview import MemberFile


class MemberView(QWidget):
    """Does what its cards offer through ``acts``."""

    def __init__(self, acts: MemberActs) -> None:
        super().__init__()
        self._acts = acts
        self._main, self._aside = RecordStack(), RecordStack()
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Columns(scrolled(self._main), aside=scrolled(self._aside)))

    def show_file(self, file: MemberFile, today: date) -> None:
        """Show a member as they stand."""
        with keeping_focus(self):
            self._main.show_cards(
                independence_card(file, self._acts),
                checks_card(file),
                availability_card(file, self._acts, today),
            )
            self._aside.show_cards(
                known_card(file),
                meetings_card(file, self._acts),
                notice_card(file, self._acts),
            )
        if file.member.id != self._shown:
            self._shown = file.member.id
            scroll_to_top(self)
