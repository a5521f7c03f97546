"""Terms beside each other: until now, the panel's, and the decision's, with what differs marked in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fosterpanel.domain.terms import TermsOfApproval, compare
from fosterpanel.domain.wording import capitalised
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.ui.parts.words import small, words


class TermsTable(QWidget):
    """A line for each term. Without a decision yet its column is left out; so is any side that is not there."""

    def __init__(
        self,
        *,
        until_now: TermsOfApproval | None,
        panel: TermsOfApproval | None,
        decided: TermsOfApproval | None,
    ) -> None:
        super().__init__()
        sides = (("Until now", until_now), ("Panel", panel), ("Decision", decided))
        shown = [(title, terms) for title, terms in sides if terms is not None]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.px(sizes.LARGE))
        grid.setVerticalSpacing(sizes.px(6))
        for row, change in enumerate(compare(None, None), start=1):
            grid.addWidget(small(change.label), row, 0, Qt.AlignmentFlag.AlignTop)
        for column, (title, terms) in enumerate(shown, start=1):
            grid.addWidget(small(title), 0, column)
            grid.setColumnStretch(column, 1)
            for row, change in enumerate(compare(panel or until_now, terms), start=1):
                is_marked = title == "Decision" and len(shown) > 1 and change.is_changed
                cell = words(capitalised(change.new), "strong" if is_marked else "")
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
                if is_marked:
                    pill = Pill("differs" if panel else "changes", Tone.WARN, "")
                    grid.addWidget(pill, row, len(shown) + 1, Qt.AlignmentFlag.AlignTop)
