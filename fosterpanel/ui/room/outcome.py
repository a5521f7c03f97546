"""What becomes of the item: a recommendation, a deferral, or a withdrawal; one of them, and then it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.wording import capitalised, ended
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import OneOfField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.room.concluding import ConcludeForm
from fosterpanel.ui.room.deferring import DeferForm
from fosterpanel.ui.room.part import Hands, Part, Step, beside
from fosterpanel.ui.room.recommending import RecommendForm
from fosterpanel.ui.room.views import ViewsPart
from fosterpanel.workflow.business.deferrals import defer_item
from fosterpanel.workflow.business.items import withdraw_item
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room, result_words
from fosterpanel.workflow.minuting.recommendations import make_recommendation

DEFER, WITHDRAW = "defer", "withdraw"
_VERBS = {DEFER: "Defer the item", WITHDRAW: "Withdraw the item"}


class OutcomePart(Part):
    """``views`` gives the part in which members said how they vote."""

    def __init__(
        self, hands: Hands, room: Room, item: RoomItem, capture: Capture, views: Callable[[], ViewsPart]
    ) -> None:
        super().__init__(hands, item.id, capture)
        self._views = views
        self._verb = "Record what was agreed" if item.item.is_business else "Record the recommendation"
        self.main = primary(self._verb, "check", on_press=self._record)
        self.main.setObjectName("record_outcome")
        self._build(room, item)
        self._lay_out(is_business=item.item.is_business)
        self._keepers: tuple[DraftKeeper, ...] = (
            self.keep(self._choice_form, "outcome"),
            self.keep(self.recommend.form, "recommendation"),
            self.keep(self.defer.form, "deferral"),
            self.keep(self._reason_form, "withdrawal"),
        )
        self.defer.settle()
        self._choose()

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show what was recorded, or ask."""
        super().show_item(room, item)
        self._done.setVisible(item.has_outcome)
        self._choices.setVisible(not item.has_outcome)
        if item.has_outcome:
            self._told.say(ended(capitalised(result_words(room, item))), Tone.GOOD, "circle-check")
        if isinstance(self.recommend, ConcludeForm):
            self.recommend.show_item(item)
        self._choose()

    def focus_first(self) -> None:
        """Put the cursor to what the panel recommends."""
        if not self._choices.isHidden():
            self.choice.focus()

    def begin_deferral(self, kind: DeferralKind, code: str = "") -> None:
        """Begin to defer for a reason known already."""
        self.choice.set_value(DEFER)
        self.defer.begin(kind, code)
        self._choose()
        self.defer.narrative.focus()

    def begin_withdrawal(self) -> None:
        """Begin to withdraw."""
        self.choice.set_value(WITHDRAW)
        self._choose()
        self.reason.focus()

    def _build(self, room: Room, item: RoomItem) -> None:
        outcomes = [(code, room.words_for(code)) for code in item.item_type.outcomes]
        self.choice: OneOfField[str] = OneOfField(
            "What comes of it",
            [*outcomes, (DEFER, "Defer"), (WITHDRAW, "Withdrawn")],
            name="outcome",
            optional=True,
        ).unmarked()
        self.choice.edited.connect(self._choose)
        self._choice_form = Form(self.choice)
        self.recommend: RecommendForm | ConcludeForm = (
            ConcludeForm(self)
            if item.item.is_business
            else RecommendForm(item, self.hands.page, lambda: self.capture.contents)
        )
        self.defer = DeferForm(room.book, room.later_panels)
        self.reason = TextField("Why it is withdrawn", name="withdrawn_because", lines=2)
        self._reason_form = Form(self.reason)
        self._tally = StateLine("", Tone.MUTED, "users")
        self._told = StateLine("", Tone.GOOD, "circle-check")

    def _lay_out(self, *, is_business: bool) -> None:
        self._done = Card("What came of it").add(self._told)
        self._forms: dict[str, QWidget] = {DEFER: self.defer, WITHDRAW: self._reason_form}
        assert self.main is not None
        self._choices = Card("Outcome" if is_business else "Recommendation").add(
            self._choice_form,
            self.recommend,
            self.defer,
            self._reason_form,
            beside(self._tally, QWidget(), self.main, stretch=1, is_level=True),
        )
        self.column.addWidget(self._done)
        self.column.addWidget(self._choices)
        self.column.addStretch(1)

    def _choose(self) -> None:
        """Show the form of what is chosen."""
        assert self.main is not None
        chosen = self.choice.value()
        is_recommended = chosen is not None and chosen not in self._forms
        self.recommend.setVisible(is_recommended)
        for code, form in self._forms.items():
            form.setVisible(chosen == code)
        if is_recommended and chosen is not None:
            self.recommend.show_outcome(chosen)
        votes = self._views().count_words
        self._tally.setVisible(is_recommended and bool(votes))
        self._tally.say(votes, Tone.MUTED, "users")
        self.main.become(_VERBS.get(chosen or "", self._verb))
        self.main.setVisible(chosen is not None)

    def _record(self) -> None:
        chosen = self.choice.value()
        if chosen == DEFER and self.defer.form.is_sound():
            self.hands.do(
                lambda: defer_item(self.hands.office, self.item_id, self.defer.said()), self._recorded
            )
        elif chosen == WITHDRAW and self._reason_form.is_sound():
            self.hands.do(
                lambda: withdraw_item(self.hands.office, self.item_id, reason=self.reason.value()),
                self._recorded,
            )
        elif chosen not in (None, DEFER, WITHDRAW) and self.recommend.form.is_sound():
            self.hands.do(self._make, self._recorded)

    def _make(self) -> object:
        new = self.recommend.said(self._views().views())
        return make_recommendation(self.hands.office, self.item_id, new)

    def _recorded(self, _: object) -> None:
        for keeper in (*self._keepers, self._views().keeper):
            keeper.forget()
        self.hands.step_asked.emit(Step.MINUTES)
