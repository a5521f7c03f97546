"""The form of a recommendation: terms old beside new, and reasons tied to what was said or to a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.domain.recommendations import MemberView, PanelReason, asks_terms
from fosterpanel.domain.terms import TermsOfApproval, compare
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.terms_fields import TermsFields
from fosterpanel.ui.parts.buttons import icon_only, quiet
from fosterpanel.ui.parts.fields import LineField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import heading
from fosterpanel.ui.room.growing import GrowingRow, GrowingRows, RowsForm
from fosterpanel.ui.room.part import beside
from fosterpanel.ui.room.terms_table import TermsTable
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.minuting.recommendations import NewRecommendation

_SHOWN = 46
_ANSWER = re.compile(r"(Q\d+)\b")


class ReasonRow(GrowingRow):
    """One reason, and what it rests on."""

    def __init__(self, number: int, offered: Callable[[], list[str]]) -> None:
        super().__init__()
        self._offered = offered
        first = number == 1
        label = "Reasons" if first else f"Reason {number}"
        self.reason = TextField(
            label, name=f"reason_{number}", optional=not first, lines=1, most_lines=6
        ).unmarked()
        self.rests_on = LineField("Rests on", name=f"rests_on_{number}", optional=True).unmarked()
        self._choose = icon_only(f"Choose what reason {number} rests on", "link", on_press=self._offer)
        self.fields = (self.reason, self.rests_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addWidget(self.reason, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.rests_on, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._below_label(), 0, Qt.AlignmentFlag.AlignTop)

    def _below_label(self) -> QWidget:
        """The button level with the line it writes into, however high the reason grows."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        label = self.rests_on.sizeHint().height() - self.rests_on.control.sizeHint().height()
        column.setContentsMargins(0, label, 0, 0)
        column.addWidget(self._choose)
        return whole

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.reason.text().strip()

    def said(self, key: str) -> PanelReason:
        """The reason."""
        answers, evidence = links_in(self.rests_on.value())
        return PanelReason(key=key, words=self.reason.value(), evidence=evidence, answers=answers)

    def rename(self, keys: Mapping[str, str]) -> None:
        """Rest on the same answers under other keys; on those that have none any more, not at all."""
        parts = [part.strip() for part in self.rests_on.text().split(";") if part.strip()]
        kept = (_renamed(part, keys) for part in parts)
        self.rests_on.set_value("; ".join(filter(None, kept)))

    def _offer(self) -> None:
        menu = QMenu(self)
        for words in self._offered():
            menu.addAction(words, partial(self._take, words))
        menu.popup(self._choose.mapToGlobal(self._choose.rect().bottomLeft()))

    def _take(self, words: str) -> None:
        held = self.rests_on.text().strip()
        self.rests_on.set_value(f"{held}; {words}" if held else words)
        self.rests_on.edited.emit()


class RecommendForm(QWidget):
    """What the panel recommends beside the outcome itself."""

    def __init__(
        self, item: RoomItem, page: Callable[[], str], contents: Callable[[], MinutesContents]
    ) -> None:
        super().__init__()
        self._item, self._page, self._contents = item, page, contents
        self.outcome = ""
        self.form = RowsForm()
        self.table = TermsTable()
        self.terms = TermsFields()
        self._change = quiet("Change these terms", "pencil", on_press=self._open_terms)
        self.reasons = GrowingRows(lambda number: ReasonRow(number, self._said), self.form.watch)
        self.advice = TextField(
            "Support or training the panel suggests",
            name="support",
            optional=True,
            lines=1,
            help="Advice only: the recommendation does not depend on it.",
        ).unmarked()
        self._lay_out()
        proposed = item.item.proposed_terms or item.old_terms
        if proposed is not None:
            self.terms.set_terms(proposed)
        self.form.edited.connect(self.settle)

    def show_outcome(self, outcome: str) -> None:
        """Ask for what that outcome needs."""
        self.outcome = outcome
        self.settle()

    def settle(self) -> None:
        """Show the terms as they would stand, and one empty reason more than there are."""
        has_terms = asks_terms(self._item.item_type, self.outcome)
        shows = has_terms or (self._item.item_type.has_terms and self._item.old_terms is not None)
        for part in (self._title, self.table):
            part.setVisible(shows)
        self._change.setVisible(has_terms)
        if not has_terms:
            self._fields.hide()
        if shows:
            new = self._typed_terms() if has_terms else self._item.old_terms
            self.table.show_terms(compare(self._item.old_terms, new))
        self.reasons.settle()

    def said(self, views: tuple[MemberView, ...]) -> NewRecommendation:
        """The recommendation. Raises InvalidInput as the fields do."""
        terms = self.terms.terms() if asks_terms(self._item.item_type, self.outcome) else None
        return NewRecommendation(
            outcome=self.outcome,
            reasons=tuple(row.said(f"R{number}") for number, row in enumerate(self.reasons.filled, start=1)),
            views=views,
            terms=terms,
            advice=self.advice.value(),
        )

    def focus_first(self) -> None:
        """Put the cursor into the reasons."""
        self.reasons.rows[0].reason.focus()

    def rename_answers(self, keys: Mapping[str, str]) -> None:
        """Have the reasons rest on the same answers, which have other keys now."""
        for row in self.reasons.filled:
            row.rename(keys)
        self.form.edited.emit()

    def _typed_terms(self) -> TermsOfApproval | None:
        try:
            return self.terms.terms()
        except InvalidInput:
            return self._item.item.proposed_terms

    def _open_terms(self) -> None:
        self._fields.setVisible(self._fields.isHidden())
        if not self._fields.isHidden():
            self.terms.number.focus()

    def _said(self) -> list[str]:
        """What a reason may rest on: the page shown, and every answer."""
        answers = [
            f"{one.key}: {_short(one.answer or one.question)}"
            for one in self._contents().exchanges
            if one.key
        ]
        page = self._page()
        return [*([f"p. {page}"] if page else []), *answers, "the discussion"]

    def _lay_out(self) -> None:
        self._title = heading("Terms of approval")
        self._fields = Form(*self.terms.fields)
        self._fields.hide()
        self.form.watch(*self.terms.fields)
        for part in (self._title, self.table, beside(self._change), self._fields):
            self.form.add_part(part)
        self.form.add_rows(self.reasons)
        self.form.add(self.advice)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.form)


def links_in(typed: str) -> tuple[tuple[str, ...], str]:
    """The keys of answers among what a reason rests on ("Q2; p. 214"), and the rest in words."""
    parts = [part.strip() for part in typed.split(";") if part.strip()]
    keys = {part: found[1] for part in parts if (found := _ANSWER.match(part))}
    return tuple(dict.fromkeys(keys.values())), "; ".join(part for part in parts if part not in keys)


def _renamed(part: str, keys: Mapping[str, str]) -> str:
    found = _ANSWER.match(part)
    if found is None:
        return part
    key = keys.get(found[1], "")
    return f"{key}{part[found.end(1) :]}" if key else ""


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
