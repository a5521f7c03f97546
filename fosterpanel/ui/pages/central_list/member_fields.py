"""Fields for what is known of a member of the central list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fosterpanel.domain.central_list import PanelMember
from fosterpanel.ui.pages.answers import answer, lines_of, past_day
from fosterpanel.ui.parts.fields import DateField, Field, LineField, TextField, TickField
from fosterpanel.workflow.office import Office


class MemberFields:
    """Background, social work experience, joining, contact and other panels."""

    def __init__(self, office: Office) -> None:
        self.background = LineField(
            "What they bring", help="Foster carer elsewhere, health visitor, care-experienced adult."
        )
        self.is_social_worker = TickField("Is a registered social worker")
        self.experience_from = past_day(
            office,
            "Relevant experience since",
            "The experience",
            help="The day from which post-qualifying experience in fostering or child care counts.",
            optional=True,
        )
        self.joined_on = DateField("On the list from")
        self.joined_on.set_value(office.clock.today())
        self.contact = TextField(
            "Contact", help="Telephone and e-mail, each on its own line.", lines=2, optional=True
        )
        self.other_panels = TextField(
            "Other panels they sit on", help="Each on its own line.", lines=2, optional=True
        )

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """All of them, from the top."""
        return (
            self.background,
            self.is_social_worker,
            self.experience_from,
            self.joined_on,
            self.contact,
            self.other_panels,
        )

    def settle(self) -> None:
        """Ask for experience only of a social worker."""
        self.experience_from.setVisible(self.is_social_worker.value())

    def show_member(self, member: PanelMember) -> None:
        """Show what is known already."""
        self.background.set_value(member.background)
        self.is_social_worker.set_value(member.is_social_worker)
        self.experience_from.set_value(member.experience_from)
        self.joined_on.set_value(member.joined_on)
        self.contact.set_value("\n".join(member.contact))
        self.other_panels.set_value("\n".join(member.other_panels))

    def put_into(self, member: PanelMember) -> PanelMember:
        """The member with what the fields hold. Raises InvalidInput as they do."""
        is_social_worker = self.is_social_worker.value()
        return replace(
            member,
            background=self.background.value(),
            is_social_worker=is_social_worker,
            experience_from=self.experience_from.value() if is_social_worker else None,
            joined_on=answer(self.joined_on),
            contact=lines_of(self.contact.value()),
            other_panels=lines_of(self.other_panels.value()),
        )
