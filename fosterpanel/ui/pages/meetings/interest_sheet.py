"""Recording an interest that a member has told of before the meeting, so that the quorum can be forecast."""

from __future__ import annotations

from collections.abc import Sequence

from fosterpanel.domain.interests import DeclaredInterest, InterestKind
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.wording import capitalised
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import ChoiceField, TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.in_session.hearings import NewInterest, declare_interest
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.invitations import MemberReply

INTEREST = "meeting-interest:"
"""How the places of its drafts begin; the meeting's id follows."""


class InterestSheet(FormSheet):
    """One member's interest in one item of a meeting that has not begun."""

    def __init__(
        self,
        office: Office,
        runner: TaskRunner,
        meeting_id: str,
        panel: Sequence[MemberReply],
        items: Sequence[PanelItem],
    ) -> None:
        super().__init__(
            office, runner, "Record an interest", "Record the interest", draft=f"{INTEREST}{meeting_id}"
        )
        self.member: ChoiceField[str] = ChoiceField(
            "Who declares", [(one.member.id, one.member.name) for one in panel], name="interest_member"
        )
        self.item: ChoiceField[str] = ChoiceField(
            "Item", [(one.id, one.reference) for one in items], name="interest_item"
        )
        self.kind: ChoiceField[InterestKind] = ChoiceField(
            "What it is", [(kind, capitalised(kind.value)) for kind in InterestKind], name="interest_kind"
        )
        self.nature = TextField(
            "In a few words", help="The minutes will say it.", lines=2, name="interest_nature"
        )
        self.form.add(self.member, self.item, self.kind, self.nature)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say how the forecast counts it."""
        return (
            "The chair rules on it at the panel. Until then the forecast counts on the member leaving.",
            Tone.INK,
        )

    def work(self) -> DeclaredInterest:
        """Record it."""
        new = NewInterest(
            item_id=answer(self.item),
            member_id=answer(self.member),
            kind=answer(self.kind),
            nature=self.nature.value(),
        )
        return declare_interest(self.office, new)
