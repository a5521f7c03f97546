"""The minutes of the item: what the applicants were told, actions, feedback on the report; read, then agreed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from fosterpanel.domain.actions import Action
from fosterpanel.domain.minutes import MinutesState, ReportFeedback, missing_parts
from fosterpanel.domain.wording import capitalised, ended, listed, plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import icon_only, primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import DateField, LineField, OneOfField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.room.part import Hands, Part, beside, emptied, filled, sound
from fosterpanel.ui.room.sections import SectionsCard
from fosterpanel.workflow.business.actions import agree_action, take_action_out
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.minuting.minutes import agree_minutes

_RATINGS = ((1, "Inadequate"), (2, "Needs work"), (3, "Good"), (4, "Outstanding"))


class ActionsCard(Card):
    """What was agreed, by whom and by when; carried to the next panel until it is done. ``name`` begins its fields'."""

    def __init__(self, part: Part, name: str = "action") -> None:
        super().__init__("Actions")
        self._part = part
        self._agreed = QVBoxLayout()
        self._agreed.setSpacing(sizes.px(sizes.TINY))
        self.what = TextField("What is to be done", name=f"{name}_what", optional=True, lines=1).unmarked()
        self.owner = LineField("Who does it", name=f"{name}_owner", optional=True).unmarked()
        self.due_on = DateField("By when", name=f"{name}_due", optional=True).unmarked()
        self.form = Form(self.what)
        self.form.add_part(beside(self.owner, self.due_on, stretch=0))
        self.form.watch(self.owner, self.due_on)
        self.add(self._agreed, self.form, beside(secondary("Agree the action", "plus", on_press=self._agree)))
        self._keeper = part.keep(self.form, name)

    def show_actions(self, item: RoomItem) -> None:
        """Show what was agreed so far."""
        emptied(self._agreed)
        for action in item.actions:
            by = f"{capitalised(action.owner)}, by {plain_date(action.due_on)}"
            said = StateLine(f"{ended(action.what)} {by}", Tone.INK, "list-checks")
            change = icon_only(f"Change: {action.what}", "pencil", on_press=partial(self._change, action))
            change.setObjectName(f"change_{action.id}")
            self._agreed.addWidget(beside(said, change, stretch=0, is_level=True))
            # Only now: shown without a parent it would be a window of its own, and take the keyboard.
            change.setVisible(item.may_be_minuted and action.done_on is None)

    def _agree(self) -> None:
        due_on = self.due_on.value() if sound(self.due_on) else None
        if not filled(self.what, self.owner, self.due_on) or due_on is None:
            return
        work = partial(
            agree_action,
            self._part.hands.office,
            self._part.item_id,
            what=self.what.value(),
            owner=self.owner.value(),
            due_on=due_on,
        )
        self._part.hands.do(work, lambda _: self._agreed_on())

    def _change(self, action: Action) -> None:
        """Take it out, its words in the form, to be agreed again in others."""
        hands = self._part.hands
        if hands.do(partial(take_action_out, hands.office, action.id)):
            self.what.set_value(action.what)
            self.owner.set_value(action.owner)
            self.due_on.set_value(action.due_on)
            self.form.edited.emit()
            self.what.focus()
            again = partial(
                agree_action,
                hands.office,
                self._part.item_id,
                what=action.what,
                owner=action.owner,
                due_on=action.due_on,
            )
            hands.offer_undo("The action is taken out. Change it, and agree it again.", again)

    def _agreed_on(self) -> None:
        self.form.restore(dict.fromkeys(self.form.texts(), ""))
        self._keeper.forget()
        self.what.focus()


class MinutesPart(Part):
    """What is left to write down, then the chair reads the draft beside it and agrees.

    ``is_business``: the item is business of the panel itself; so in the other parts.
    """

    def __init__(self, hands: Hands, item_id: str, capture: Capture, *, is_business: bool = False) -> None:
        super().__init__(hands, item_id, capture)
        self._is_business = is_business
        self.main = primary("Agree these minutes", "pen-line", on_press=self._agree)
        self.main.setObjectName("agree_minutes")
        self.agreed = ActionsCard(self)
        self.sections = SectionsCard(hands, item_id)
        self.sections.written.connect(capture.kept)
        self._build()
        self._lay_out()
        self._fill()

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show how far the minutes are, and what they still lack."""
        super().show_item(room, item)
        assert self.main is not None
        may_write = item.may_be_minuted
        self._blocked.setVisible(item.minutes is None)
        for card in (self._card, self.agreed, self.sections, self._report):
            card.setVisible(may_write)
        if self._is_business:
            # Nobody is told, no report is rated, and no time limit runs.
            for part in (self.told, self._report):
                part.hide()
        self.agreed.show_actions(item)
        if may_write:
            self.sections.show_sections()
        is_draft = item.minutes is not None and item.minutes.state is MinutesState.DRAFT
        self.main.setVisible(is_draft and item.has_outcome)
        self._say(item)

    def say_kept(self) -> None:
        """Say again what the minutes lack, for something was written."""
        if self.room is not None:
            self._say(self.room.item(self.item_id))

    def keep_typed(self) -> None:
        """Keep the words of a part being written by hand."""
        self.sections.flush()

    def focus_first(self) -> None:
        """Put the cursor to what the applicants were told, or to the act."""
        if self._is_business or self.told.text().strip():
            super().focus_first()
        else:
            self.told.focus()

    def _say(self, item: RoomItem) -> None:
        minutes = item.minutes
        if minutes is None:
            self._state.hide()
            return
        self._state.show()
        lacking = missing_parts(self.capture.contents, is_business=self._is_business)
        if minutes.state is not MinutesState.DRAFT:
            self._state.say(ended(f"These minutes are {minutes.state.value}"), Tone.GOOD, "circle-check")
        elif not item.has_outcome:
            self._state.say("The item has no outcome yet; its minutes are a draft.", Tone.MUTED, "info")
        elif lacking:
            self._state.say(f"Still to be written: {listed(lacking)}.", Tone.WARN, "circle-alert")
        else:
            self._state.say("Whole. Read the draft beside this, then agree it.", Tone.INK, "circle-check")

    def _build(self) -> None:
        self.told = TextField(
            "What the applicants or carers were told, and by whom", name="told", optional=True, lines=2
        ).unmarked()
        self.taker = LineField("Minute taker", name="minute_taker", optional=True).unmarked()
        self.late = LineField("Papers tabled late", name="late_papers", optional=True).unmarked()
        self.timing = TextField(
            "Why time limits were missed", name="timing", optional=True, lines=1
        ).unmarked()
        self.rating: OneOfField[int] = OneOfField(
            "The report", _RATINGS, name="rating", optional=True
        ).unmarked()
        self.feedback = TextField(
            "Feedback to its author", name="feedback", optional=True, lines=1
        ).unmarked()
        self._state = StateLine("", Tone.MUTED, "info")
        self._blocked = muted("The item has not been before the panel, so it has no minutes yet.")

    def _lay_out(self) -> None:
        assert self.main is not None
        self._agreeing = Card().add(beside(self._state, self.main, stretch=0, is_level=True))
        self._card = Card("To be written down").add(self.told, beside(self.taker, self.late, stretch=1))
        self._report = Card("Feedback on the report").add(self.rating, self.feedback, self.timing)
        for part in (self._blocked, self._agreeing, self._card, self.agreed, self.sections, self._report):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _fill(self) -> None:
        contents = self.capture.contents
        for field, part, words in (
            (self.told, "told", contents.told),
            (self.taker, "minute_taker", contents.minute_taker),
            (self.late, "late_papers", contents.late_papers),
            (self.timing, "timing", contents.timing),
        ):
            field.set_value(words)
            self.capture.follow(field, part)
        if contents.feedback is not None:
            self.rating.set_value(contents.feedback.rating)
            self.feedback.set_value(contents.feedback.words)
        for rated in (self.rating, self.feedback):
            rated.edited.connect(self._rate)
        self.capture.kept.connect(self.say_kept)

    def _rate(self) -> None:
        rating = self.rating.value()
        given = ReportFeedback(rating=rating, words=self.feedback.value()) if rating else None
        self.capture.change(feedback=given)

    def _agree(self) -> None:
        self.hands.do(self._agree_kept)

    def _agree_kept(self) -> object:
        self.capture.flush()
        self.sections.flush()
        return agree_minutes(self.hands.office, self.item_id)
