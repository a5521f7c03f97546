"""The form of what the panel makes of its own business: noted, or an action agreed, with who does it and by when."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.recommendations import AGREE_ACTION, MemberView
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import muted
from fosterpanel.ui.room.minutes import ActionsCard
from fosterpanel.ui.room.part import Part
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.minuting.recommendations import NewRecommendation


class ConcludeForm(QWidget):
    """Stands where a recommendation would; nobody votes."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.outcome, self.form = "", Form()
        self.agreed = ActionsCard(part, "agreed_action")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            muted("By consensus: nobody votes. Who sees it otherwise is written into the discussion.")
        )
        column.addWidget(self.agreed)

    def show_outcome(self, outcome: str) -> None:
        """Ask for actions where one is agreed."""
        self.outcome = outcome
        self.agreed.setVisible(outcome == AGREE_ACTION)

    def show_item(self, item: RoomItem) -> None:
        """Show what was agreed so far."""
        self.agreed.show_actions(item)

    def rename_answers(self, keys: Mapping[str, str]) -> None:
        """Nothing here rests on an answer."""

    def said(self, views: tuple[MemberView, ...]) -> NewRecommendation:
        """What came of it; ``views`` are nobody's."""
        return NewRecommendation(outcome=self.outcome, reasons=(), views=views)
