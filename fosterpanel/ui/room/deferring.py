"""The form of a deferral: why, what is needed from whom and by when, and the panel it comes back to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosterpanel.domain.deferrals import CausedBy, DeferralKind, NeededThing
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import capitalised, long_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.fields import ChoiceField, DateField, LineField, OneOfField, TextField, TickField
from fosterpanel.ui.parts.fields.choices import Combo
from fosterpanel.ui.parts.form import Form
from fosterpanel.workflow.business.deferrals import NewDeferral

MOST_THINGS = 5
MOST_CODES = 3


class NeededRow(QWidget):
    """One thing that is needed: what, from whom, by when."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.what = TextField(
            f"What is needed ({number})", name=f"needed_{number}", optional=True, lines=1
        ).unmarked()
        self.owner = LineField("From whom", name=f"needed_from_{number}", optional=True).unmarked()
        self.by = DateField("By when", name=f"needed_by_{number}", optional=True).unmarked()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addWidget(self.what, 4, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.owner, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.by, 3, Qt.AlignmentFlag.AlignTop)

    def said(self, otherwise_by: date) -> NeededThing:
        """The thing; without a day of its own it is due by the panel it comes back to."""
        return NeededThing(
            what=self.what.value(), owner=self.owner.value(), due_on=self.by.value() or otherwise_by
        )


class DeferForm(QWidget):
    """Why the panel defers and what follows. ``panels`` are the later panels it may come back to."""

    def __init__(self, book: RuleBook, panels: tuple[date, ...]) -> None:
        super().__init__()
        self._book = book
        self.kind: OneOfField[DeferralKind] = OneOfField(
            "What stands in the way",
            [(kind, capitalised(kind.value)) for kind in DeferralKind],
            name="deferral_kind",
        )
        self.codes = [
            ChoiceField[str](
                "Reason" if not place else f"Reason {place + 1}",
                [],
                name=f"deferral_reason_{place + 1}",
                optional=place > 0,
                nothing="Choose…" if not place else "None",
            ).unmarked()
            for place in range(MOST_CODES)
        ]
        for field in self.codes:
            field.combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.combo.setMinimumContentsLength(9)
        self.narrative = TextField("Why, in the panel’s words", name="deferral_why", lines=2)
        self.rows = [NeededRow(number) for number in range(1, MOST_THINGS + 1)]
        self.panel: ChoiceField[date] = ChoiceField(
            "Comes back to",
            [(on, long_date(on)) for on in panels],
            name="returns_to",
            optional=True,
            nothing="Another day…",
        ).unmarked()
        self.return_on = DateField("Comes back on", name="return_on", optional=bool(panels)).unmarked()
        self.checked_by = LineField(
            "Who checks that it is enough", name="checked_by", optional=True, placeholder="The full panel"
        ).unmarked()
        self.same_members = TickField("The same members are needed", name="same_members")
        self.caused_by: ChoiceField[CausedBy] = ChoiceField(
            "Who could have prevented it",
            [(one, capitalised(one.value)) for one in CausedBy],
            name="caused_by",
        )
        self.form = Form()
        self._lay_out()
        self.form.edited.connect(self.settle)
        self.settle()

    def begin(self, kind: DeferralKind, code: str = "") -> None:
        """Begin with a kind and a reason already known."""
        self.kind.set_value(kind)
        self.settle()
        if code:
            self.codes[0].set_value(code)

    def settle(self) -> None:
        """Offer the reasons of the kind chosen, and one empty line more than there are."""
        # Before a kind is chosen, or put back from a draft, every reason is offered.
        kind = self.kind.value() if self.kind.text() else None
        offered = [
            (code, reason.words)
            for code, reason in self._book.deferral_reasons.items()
            if kind is None or reason.is_panels_own == (kind is DeferralKind.PANELS_OWN)
        ]
        for field in self.codes:
            field.set_options(offered)
        needs = kind is DeferralKind.NEEDS_INFORMATION
        last = max((place for place, row in enumerate(self.rows) if row.what.text().strip()), default=-1) + 1
        for place, row in enumerate(self.rows):
            row.setVisible(needs and place <= last)
        self._more_codes.setVisible(kind is not None)
        self.return_on.setVisible(self.panel.combo.count() == 1 or self.panel.value() is None)

    def said(self) -> NewDeferral:
        """The deferral. Raises InvalidInput as the fields do."""
        kind, return_on = self.kind.value(), self.panel.value() or self.return_on.value()
        assert kind is not None
        assert return_on is not None
        rows = [row for row in self.rows if row.what.text().strip() and not row.isHidden()]
        return NewDeferral(
            kind=kind,
            reason_codes=tuple(dict.fromkeys(code for field in self.codes if (code := field.value()))),
            narrative=self.narrative.value(),
            return_on=return_on,
            needed=tuple(row.said(return_on) for row in rows),
            checked_by=self.checked_by.value(),
            needs_same_members=self.same_members.value(),
            caused_by=self.caused_by.value() or CausedBy.NOBODY,
        )

    def focus_first(self) -> None:
        """Put the cursor to what stands in the way."""
        self.kind.focus()

    def _lay_out(self) -> None:
        self._more_codes = QWidget()
        codes = QHBoxLayout(self._more_codes)
        codes.setContentsMargins(0, 0, 0, 0)
        codes.setSpacing(sizes.px(sizes.SMALL))
        for field in self.codes:
            codes.addWidget(field, 1)
        self.form.add(self.kind).add_part(self._more_codes).watch(*self.codes)
        self.form.add(self.narrative)
        for row in self.rows:
            self.form.add_part(row)
            self.form.watch(row.what, row.owner, row.by)
        self.form.add(self.panel, self.return_on, self.caused_by, self.checked_by, self.same_members)
        self.panel.setVisible(self.panel.combo.count() > 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.form)
