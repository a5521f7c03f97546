"""The form of a deferral: why, what is needed from whom and by when, and the panel it comes back to."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosterpanel.domain.deferrals import CausedBy, DeferralKind, NeededThing
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import capitalised, long_date
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.fields import ChoiceField, DateField, LineField, OneOfField, TextField, TickField
from fosterpanel.ui.parts.fields.choices import Combo
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.room.growing import GrowingRow, GrowingRows, RowsForm
from fosterpanel.workflow.business.deferrals import NewDeferral


class CodeRow(GrowingRow):
    """One reason of the rule book for the deferral; the first has to be given."""

    def __init__(self, number: int, offered: list[tuple[str, str]]) -> None:
        super().__init__()
        is_first = number == 1
        self.code: ChoiceField[str] = ChoiceField(
            "Reason" if is_first else f"Reason {number}",
            offered,
            name=f"deferral_reason_{number}",
            optional=not is_first,
            nothing="Choose…" if is_first else "No other",
        ).unmarked()
        self.code.combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.code.combo.setMinimumContentsLength(9)
        self.fields = (self.code,)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.code)

    @property
    def is_empty(self) -> bool:
        """Whether none is chosen."""
        return self.code.combo.currentIndex() <= 0


class NeededRow(GrowingRow):
    """One thing that is needed: what, from whom, by when."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.what = TextField(
            f"What is needed ({number})", name=f"needed_{number}", optional=True, lines=1
        ).unmarked()
        self.owner = LineField("From whom", name=f"needed_from_{number}", optional=True).unmarked()
        self.by = DateField("By when", name=f"needed_by_{number}", optional=True).unmarked()
        self.fields = (self.what, self.owner, self.by)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addWidget(self.what, 4, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.owner, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.by, 3, Qt.AlignmentFlag.AlignTop)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.what.text().strip()

    def said(self, otherwise_by: date) -> NeededThing:
        """The thing; without a day of its own it is due by the panel it comes back to."""
        return NeededThing(
            what=self.what.value(), owner=self.owner.value(), due_on=self.by.value() or otherwise_by
        )


class DeferForm(QWidget):
    """Why the panel defers and what follows. ``panels`` are the later panels it may come back to."""

    def __init__(self, book: RuleBook, panels: tuple[date, ...]) -> None:
        super().__init__()
        self._book, self._panels = book, panels
        self.kind: OneOfField[DeferralKind] = OneOfField(
            "What stands in the way",
            [(kind, capitalised(kind.value)) for kind in DeferralKind],
            name="deferral_kind",
        )
        self.form = RowsForm()
        self.codes = GrowingRows(
            lambda number: CodeRow(number, self._offered()), self.form.watch, spacing=sizes.SMALL
        )
        self.narrative = TextField("Why, in the panel’s words", name="deferral_why", lines=2)
        self.things = GrowingRows(NeededRow, self.form.watch)
        self.panel: ChoiceField[date] = ChoiceField(
            "Comes back to",
            [(on, long_date(on)) for on in panels],
            name="returns_to",
            optional=True,
            nothing="Another day…",
        ).unmarked()
        self.return_on = DateField("Comes back on", name="return_on", optional=bool(panels)).unmarked()
        self._unplanned = StateLine("", Tone.WARN, "circle-alert")
        self.checked_by = LineField(
            "Who checks that it is enough", name="checked_by", optional=True, placeholder="The full panel"
        ).unmarked()
        self.same_members = TickField("The same members are needed", name="same_members")
        self.caused_by: ChoiceField[CausedBy] = ChoiceField(
            "Who could have prevented it",
            [(one, capitalised(one.value)) for one in CausedBy],
            name="caused_by",
        )
        self._lay_out()
        self.form.edited.connect(self.settle)
        self.settle()

    def begin(self, kind: DeferralKind, code: str = "") -> None:
        """Begin with a kind and a reason already known."""
        self.kind.set_value(kind)
        self.settle()
        if code:
            self.codes.rows[0].code.set_value(code)
            self.codes.settle()

    def settle(self) -> None:
        """Offer the reasons of the kind chosen, and one empty line more than there are."""
        for row in self.codes.rows:
            row.code.set_options(self._offered())
        self.codes.settle()
        self.codes.setVisible(bool(self.kind.text()))
        self.things.settle()
        self.things.setVisible(self._needs_things)
        self.return_on.setVisible(self.panel.combo.count() == 1 or self.panel.value() is None)
        self._say_unplanned()

    def said(self) -> NewDeferral:
        """The deferral. Raises InvalidInput as the fields do."""
        kind, return_on = self.kind.value(), self.panel.value() or self.return_on.value()
        assert kind is not None
        assert return_on is not None
        things = self.things.filled if self._needs_things else []
        return NewDeferral(
            kind=kind,
            reason_codes=tuple(dict.fromkeys(code for row in self.codes.rows if (code := row.code.value()))),
            narrative=self.narrative.value(),
            return_on=return_on,
            needed=tuple(row.said(return_on) for row in things),
            checked_by=self.checked_by.value(),
            needs_same_members=self.same_members.value(),
            caused_by=self.caused_by.value() or CausedBy.NOBODY,
        )

    def focus_first(self) -> None:
        """Put the cursor to what stands in the way."""
        self.kind.focus()

    def _say_unplanned(self) -> None:
        """Say so where no panel sits on the day typed: the item then waits for one to be planned."""
        on = None
        if not self.return_on.isHidden():
            with suppress(InvalidInput):
                on = self.return_on.value()
        is_unplanned = on is not None and on not in self._panels
        self._unplanned.setVisible(is_unplanned)
        if on is not None and is_unplanned:
            self._unplanned.say(
                f"No panel is planned for {long_date(on)}. Choose a panel, or have one planned for that day.",
                Tone.WARN,
                "circle-alert",
            )

    @property
    def _needs_things(self) -> bool:
        return self.kind.text() == capitalised(DeferralKind.NEEDS_INFORMATION.value)

    def _offered(self) -> list[tuple[str, str]]:
        """The reasons of the kind chosen; before one is, or is put back from a draft, every reason."""
        kind = self.kind.value() if self.kind.text() else None
        return [
            (code, reason.words)
            for code, reason in self._book.deferral_reasons.items()
            if kind is None or reason.is_panels_own == (kind is DeferralKind.PANELS_OWN)
        ]

    def _lay_out(self) -> None:
        self.form.add(self.kind)
        self.form.add_rows(self.codes)
        self.form.add(self.narrative)
        self.form.add_rows(self.things)
        self.form.add(self.panel, self.return_on)
        self.form.add_part(self._unplanned)
        self.form.add(self.caused_by, self.checked_by, self.same_members)
        self.panel.setVisible(self.panel.combo.count() > 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.form)
