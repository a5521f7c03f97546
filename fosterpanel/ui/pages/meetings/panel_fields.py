"""The seats of a panel as fields: its chair, one or two vice chairs, and its members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox

from fosterpanel.domain.meetings import Appointment, Seat
from fosterpanel.errors import FosterPanelError, RuleRefusal
from fosterpanel.ui.parts.fields import ChoiceField, Field, PeopleField
from fosterpanel.workflow.panels.meeting_questions import Candidate

_AS_WIDE_AS_ITS_PLACE = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LEAST_LETTERS = 12
_FIELD_OF_RULE = {"chair-independent": "chair", "vice-chairs": "vice_chair"}


class PanelFields:
    """Four fields over the people on the central list; who holds another seat is not offered as a member.

    Without anybody on the list there are no fields.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        people = [(one.member.id, one.words) for one in candidates]
        self.chair = ChoiceField("Chair", people, optional=True, nothing="Nobody yet")
        self.vice_chair = ChoiceField("Vice chair", people, optional=True, nothing="Nobody yet")
        self.other_vice_chair = ChoiceField("Second vice chair", people, optional=True, nothing="Nobody")
        for field in (self.chair, self.vice_chair, self.other_vice_chair):
            # As wide as its place: what counts for a seat makes long lines, which the open list shows whole.
            field.combo.setSizeAdjustPolicy(_AS_WIDE_AS_ITS_PLACE)
            field.combo.setMinimumContentsLength(_LEAST_LETTERS)
        self.members = PeopleField("Members", people, name="panel_members", optional=True) if people else None
        self._known = {one.member.id for one in candidates}
        for seat in (self.chair, self.vice_chair, self.other_vice_chair):
            seat.edited.connect(self.offer_members)

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """The fields in the order they are filled in."""
        if self.members is None:
            return ()
        return (self.chair, self.vice_chair, self.other_vice_chair, self.members)

    def show(self, panel: Sequence[Appointment]) -> None:
        """Show who holds which seat; somebody who is no longer on the list is left out."""
        if self.members is None:
            return
        held: dict[Seat, list[str]] = {seat: [] for seat in Seat}
        for appointment in panel:
            if appointment.member_id in self._known:
                held[appointment.seat].append(appointment.member_id)
        vices = [*held[Seat.VICE_CHAIR], None, None]
        self.chair.set_value(next(iter(held[Seat.CHAIR]), None))
        self.vice_chair.set_value(vices[0])
        self.other_vice_chair.set_value(vices[1])
        self.members.set_value(tuple(held[Seat.MEMBER]))
        self.offer_members()

    def panel(self) -> tuple[Appointment, ...]:
        """Who is appointed to which seat."""
        if self.members is None:
            return ()
        order = sorted(self._seated().items(), key=lambda held: tuple(Seat).index(held[1]))
        return (
            *(Appointment(member_id=member_id, seat=seat) for member_id, seat in order),
            *(Appointment(member_id=member_id, seat=Seat.MEMBER) for member_id in self.members.value()),
        )

    def show_refusal(self, refusal: FosterPanelError) -> None:
        """Say a refusal beside the field it is about: the chair's where no rule names another."""
        rule = refusal.rule_id if isinstance(refusal, RuleRefusal) else ""
        at = _FIELD_OF_RULE.get(rule, "panel_members" if rule else "chair")
        next(field for field in self.fields if field.name == at).show_error(str(refusal))

    def _seated(self) -> dict[str, Seat]:
        return {
            member_id: seat
            for seat, field in (
                (Seat.VICE_CHAIR, self.other_vice_chair),
                (Seat.VICE_CHAIR, self.vice_chair),
                (Seat.CHAIR, self.chair),
            )
            if (member_id := field.value()) is not None
        }

    def offer_members(self) -> None:
        """Offer as members whoever holds no other seat; after a draft was put back as after every choice."""
        if self.members is not None:
            self.members.leave_out(self._seated())
