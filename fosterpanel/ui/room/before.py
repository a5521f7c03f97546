"""Before the item: what is proposed, interests, the lines members want explored, and the act that begins it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from fosterpanel.domain.terms import compare
from fosterpanel.domain.wording import capitalised, ended, listed
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary, quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import LineField, OneOfField
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.room.carried import CarriedCard
from fosterpanel.ui.room.interests import InterestsCard
from fosterpanel.ui.room.part import Hands, Part, Step, beside
from fosterpanel.ui.room.terms_table import TermsTable
from fosterpanel.workflow.in_session.hearings import begin_hearing
from fosterpanel.workflow.in_session.people_in_room import local_time
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.paperwork.lines_to_explore import SentLine, lines_of, reopen_line, settle_line


class LinesCard(Card):
    """The lines members sent: asked, or left out for a reason. ``ask(words)`` when one is put to somebody."""

    ask = Signal(object)

    def __init__(self, hands: Hands, item_id: str, number_of: Callable[[str, int], str]) -> None:
        super().__init__("Lines to explore")
        self._hands, self._item_id, self._number_of = hands, item_id, number_of

    def show_lines(self, lines: tuple[SentLine, ...]) -> None:
        """Show them, those still to be asked with what can be done."""
        self.clear()
        if not lines:
            self.add(muted("Nobody sent any before the meeting."))
        for sent in lines:
            self._add_line(sent)

    def _add_line(self, sent: SentLine) -> None:
        line = sent.line
        if not line.is_open:
            how = f"Left out: {line.left_out_because}" if line.left_out_because else "Asked"
            back = quiet("Put it back", "undo-2", on_press=lambda: self._reopen(sent))
            back.setAccessibleName(f"Put it back: {line.words}")
            told = StateLine(f"{line.words} ({sent.sender}). {ended(how)}", Tone.MUTED)
            self.add(beside(told, back, stretch=0, is_level=True))
            return
        acts = [quiet("Ask", "message-square", on_press=lambda: self._ask(sent))]
        page = self._number_of(line.paper_id, line.page)
        if page:
            acts.append(
                quiet(f"Page {page}", "book-open", on_press=lambda: self._hands.page_asked.emit(page))
            )
        why = LineField("Leave it out because", name=f"left_out_{line.id}")
        why.hide()
        acts.append(quiet("Leave it out", on_press=lambda: self._leave_out(sent, why)))
        for act in acts:
            act.setAccessibleName(f"{act.accessibleName()}: {line.words}")
        self.add(words(f"{line.words} ({sent.sender})"), beside(*acts), why)

    def _reopen(self, sent: SentLine) -> None:
        self._hands.do(lambda: reopen_line(self._hands.office, sent.line.id))

    def _ask(self, sent: SentLine) -> None:
        if self._hands.do(lambda: settle_line(self._hands.office, sent.line.id)):
            self.ask.emit(sent)

    def _leave_out(self, sent: SentLine, why: LineField) -> None:
        if why.isHidden():
            why.show()
            why.focus()
            why.line.returnPressed.connect(lambda: self._leave_out(sent, why))
        elif why.is_sound():
            because = why.value()
            self._hands.do(lambda: settle_line(self._hands.office, sent.line.id, left_out_because=because))


class BeforePart(Part):
    """``asked(SentLine)`` when a line to explore is put to somebody."""

    asked = Signal(object)

    def __init__(
        self,
        hands: Hands,
        item_id: str,
        capture: Capture,
        number_of: Callable[[str, int], str],
        *,
        is_business: bool = False,
    ) -> None:
        super().__init__(hands, item_id, capture)
        self.main = primary("Begin", "play", on_press=self._begin)
        self.main.setObjectName("begin_item")
        self.presiding: OneOfField[str] | None = None
        self._proposal = Card("What the panel is asked" if is_business else "The proposal")
        self.interests = InterestsCard(hands, item_id)
        self.interests.ruled.connect(self.focus_first)
        self._lines = LinesCard(hands, item_id, number_of)
        self._lines.ask.connect(self.asked)
        self._start = Card()
        self._presides = QVBoxLayout()
        self._presides.setSpacing(sizes.px(sizes.SMALL))
        self._said = StateLine("", Tone.INK, "clock")
        self._start.add(self._presides, self._said, beside(self.main))
        earlier = (
            "Agreed before, on the panel’s own business" if is_business else "Agreed before, for this home"
        )
        self._carried = CarriedCard(hands, earlier)
        for card in (self._proposal, self._carried, self.interests, self._lines, self._start):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show what is known before anybody speaks."""
        super().show_item(room, item)
        self._show_proposal(item)
        carried = room.carried_for(item)
        self._carried.show_actions(carried)
        self._carried.setVisible(bool(carried))
        self.interests.show_item(room, item)
        self._lines.show_lines(lines_of(self.hands.office, item.id))
        self._show_start(room, item)

    def focus_first(self) -> None:
        """Give the keyboard to the act that begins the item; while it cannot begin, to the interests."""
        if self.main is not None and self.main.isVisibleTo(self) and self.main.isEnabled():
            super().focus_first()
        else:
            self.interests.focus_first()

    def _show_proposal(self, item: RoomItem) -> None:
        self._proposal.clear()
        self._proposal.add(words(item.item.proposal))
        who = listed((*item.item.presented_by, *item.attending))
        if who:
            self._proposal.add(muted(f"Attending: {ended(who)}"))
        if item.item.proposed_terms is not None:
            self._proposal.add(TermsTable(compare(item.old_terms, item.item.proposed_terms), "Proposed"))

    def _show_start(self, room: Room, item: RoomItem) -> None:
        assert self.main is not None
        may_begin = room.is_open and not item.has_outcome and not item.is_in_hearing
        self.main.setVisible(may_begin)
        self.main.setText(f"Begin {item.item.reference}")
        had_keyboard = self.main.hasFocus()
        self.main.setEnabled(bool(item.quorum and item.quorum.is_met))
        if had_keyboard and not self.main.isEnabled():
            self.focus_first()
        self._offer_presiding(room, item, is_offered=may_begin)
        self._say_start(room, item)

    def _offer_presiding(self, room: Room, item: RoomItem, *, is_offered: bool) -> None:
        if self.presiding is not None:
            self._presides.removeWidget(self.presiding)
            self.presiding.hide()
            self.presiding.deleteLater()
            self.presiding = None
        may = [one for one in room.may_preside if item.counts(one.member_id)]
        if is_offered and may and item.quorum and item.quorum.finding:
            self.presiding = OneOfField("Who presides", [(one.member_id, one.name) for one in may])
            self.presiding.set_value(item.quorum.finding.presiding_id or may[0].member_id)
            self._presides.addWidget(self.presiding)

    def _say_start(self, room: Room, item: RoomItem) -> None:
        self._start.setVisible(room.is_open or item.has_outcome)
        self._said.setVisible(item.is_in_hearing or item.has_outcome or not self._is_quorate(item))
        if item.is_in_hearing and item.hearing:
            presides = room.names[item.hearing.presided_by]
            since = local_time(item.hearing.started_at)
            self._said.say(f"Before the panel since {since}; {presides} presides.", Tone.INK, "clock")
        elif item.has_outcome:
            self._said.say(ended(capitalised(item.standing)), Tone.INK, "circle-check")
        else:
            self._said.say("It can begin once the panel is quorate.", Tone.MUTED, "hourglass")

    def _is_quorate(self, item: RoomItem) -> bool:
        return bool(item.quorum and item.quorum.is_met)

    def _begin(self) -> None:
        by = self.presiding.value() if self.presiding is not None else ""
        self.hands.do(
            lambda: begin_hearing(self.hands.office, self.item_id, presided_by=by or ""), self._begun
        )

    def _begun(self, _: object) -> None:
        self.hands.step_asked.emit(Step.QUESTIONS)
