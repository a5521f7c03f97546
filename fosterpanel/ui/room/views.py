"""Strengths, vulnerabilities, and what each member who takes part thinks, with their vote; or what was discussed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from fosterpanel.domain.recommendations import MemberView, Vote
from fosterpanel.domain.wording import counted
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import OneOfField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.room.part import Hands, Part, beside, lines_of_text
from fosterpanel.workflow.in_session.people_in_room import RoomPerson
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room

_VOTES = ((Vote.FOR, "For"), (Vote.AGAINST, "Against"), (Vote.ABSTAINED, "Abstains"))
_OF_HOMES = (("strengths", "Strengths"), ("vulnerabilities", "Vulnerabilities and issues"))
_OF_BUSINESS = (("discussion", "What was said"),)
_NAME_WIDTH, _VOTE_WIDTH, _LEAST_BESIDE = 138, 240, 520


class VoteRow(QWidget):
    """One member: the vote, and their view in words; whoever is not in favour says why."""

    def __init__(self, person: RoomPerson) -> None:
        super().__init__()
        self.person = person
        self.vote: OneOfField[Vote] = OneOfField(
            person.name, _VOTES, name=f"vote_{person.member_id}", optional=True
        ).unlabelled()
        self.view = TextField(
            f"View of {person.name}", name=f"view_{person.member_id}", optional=True, lines=1, most_lines=4
        ).unlabelled()
        self.view.paragraphs.setPlaceholderText("Their view")
        who = words(person.name, "strong")
        who.setFixedWidth(sizes.px(_NAME_WIDTH))
        who.setMinimumHeight(sizes.px(sizes.CONTROL))
        self.vote.setMinimumWidth(sizes.px(_VOTE_WIDTH))
        self._asked = beside(who, self.vote)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(sizes.px(sizes.SMALL))
        self._row.addWidget(self._asked, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.view, 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the vote, since the view can stand below it."""
        return QSize(self._asked.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the view below the vote where there is little room."""
        super().resizeEvent(event)
        is_roomy = self.width() >= sizes.px(_LEAST_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if is_roomy else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not way:
            self._row.setDirection(way)

    def said(self) -> MemberView | None:
        """What they think; None while they have not said."""
        vote = self.vote.value()
        if vote is None:
            return None
        return MemberView(
            member_id=self.person.member_id, name=self.person.name, vote=vote, reasons=self.view.value()
        )


class ViewsPart(Part):
    """Before the panel recommends: what it found, and how each member sees it.

    Of its own business the panel writes down what was said, and nobody votes.
    """

    def __init__(
        self,
        hands: Hands,
        item_id: str,
        capture: Capture,
        people: tuple[RoomPerson, ...],
        *,
        is_business: bool = False,
    ) -> None:
        super().__init__(hands, item_id, capture)
        asked = _OF_BUSINESS if is_business else _OF_HOMES
        self._fields = [self._followed(part, label) for part, label in asked]
        self._found = Card("The discussion" if is_business else "What the panel found")
        self.rows = {} if is_business else {person.member_id: VoteRow(person) for person in people}
        self.form = Form()
        for row in self.rows.values():
            self.form.add_part(row)
            self.form.watch(row.vote, row.view)
        self._lay_out()
        self.keeper = self.keep(self.form, "views")
        self.form.edited.connect(self._count)
        self._count()

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Ask those who count to the quorum now, and nobody else."""
        super().show_item(room, item)
        for member_id, row in self.rows.items():
            row.setVisible(item.counts(member_id))
        may_write = item.may_be_minuted
        self._blocked.setVisible(not may_write)
        self._found.setVisible(may_write)
        self._votes.setVisible(item.is_in_hearing and bool(self.rows))
        self._count()

    def focus_first(self) -> None:
        """Put the cursor into the strengths, or what was said."""
        self._fields[0].focus()

    def everybody_in_favour(self) -> None:
        """Put everybody down as in favour; whoever is not is changed after."""
        for row in self._asked():
            row.vote.set_value(Vote.FOR)
        self.form.edited.emit()

    def views(self) -> tuple[MemberView, ...]:
        """The view of everybody who takes part. Raises InvalidInput while somebody has not been asked."""
        said = {row.person.name: row.said() for row in self._asked()}
        silent = [name for name, view in said.items() if view is None]
        if silent:
            raise InvalidInput(
                f"{silent[0]} has not been asked yet. Write down each member’s view and vote ({Shortcuts.VIEWS.shown})."
            )
        return tuple(view for view in said.values() if view is not None)

    @property
    def count_words(self) -> str:
        """The votes so far, in a few words."""
        votes = [row.vote.value() for row in self._asked()]
        said = [f"{votes.count(vote)} {how}" for vote, how in _COUNTED if votes.count(vote)]
        waiting = votes.count(None)
        if waiting:
            said.append(f"{counted(waiting, 'member')} still to be asked")
        return ", ".join(said)

    def _followed(self, part: str, label: str) -> TextField:
        """A field of several lines, which a part of the minutes' contents follows."""
        field = TextField(label, name=part, optional=True, lines=2, help="One on each line.").unmarked()
        field.set_value("\n".join(getattr(self.capture.contents, part)))
        self.capture.follow(field, part, lines_of_text)
        return field

    def _asked(self) -> list[VoteRow]:
        return [row for row in self.rows.values() if not row.isHidden()]

    def _count(self) -> None:
        self._tally.say(self.count_words or "Nobody takes part now", Tone.MUTED, "users")

    def _lay_out(self) -> None:
        self._blocked = muted("Open the meeting first: its minutes begin then.")
        found = QWidget()
        row = QHBoxLayout(found)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.MEDIUM))
        for field in self._fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._found.add(found)
        everybody = secondary(
            "All in favour", "check", shortcut=Shortcuts.ALL_IN_FAVOUR, on_press=self.everybody_in_favour
        )
        self._tally = StateLine("", Tone.MUTED, "users")
        self._votes = Card("Each member’s view").add(
            beside(everybody, self._tally, stretch=1, is_level=True), self.form
        )
        for part in (self._blocked, self._found, self._votes):
            self.column.addWidget(part)
        self.column.addStretch(1)


_COUNTED = ((Vote.FOR, "in favour"), (Vote.AGAINST, "against"), (Vote.ABSTAINED, "abstain"))
