"""What follows a panel at the desk: final minutes on to the decision maker, and telling people of a deferral."""

from __future__ import annotations

from fosterpanel.domain.days import due
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.wording import length, long_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import LineField, TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business.deferrals import tell_of_deferral
from fosterpanel.workflow.minuting.minutes import send_minutes
from fosterpanel.workflow.office import Office


class MinutesReceivedSheet(FormSheet):
    """The decision maker has an item's signed minutes; the days for the decision run from then."""

    def __init__(self, office: Office, runner: TaskRunner, item: PanelItem) -> None:
        super().__init__(
            office,
            runner,
            f"Minutes of {item.reference} to the decision maker",
            "Record that they have them",
            draft=f"minutes-received:{item.id}",
            is_final=True,
        )
        self._item = item
        self.received_on = past_day(
            office, "Received on", "The receipt of the minutes", name="minutes_received_on"
        )
        self.received_on.set_value(office.clock.today())
        self.form.add(self.received_on)

    def consequence(self) -> tuple[str, Tone]:
        """Say by when the decision is due."""
        on = answer(self.received_on)
        book = self.office.book(on)
        limit = book.limit("adm-decision")
        by = long_date(due(limit, on, book.holidays))
        return (
            f"The decision is due by {by}: {length(limit)} from the day after they were received.",
            Tone.INK,
        )

    def work(self) -> Minutes:
        """Record the receipt."""
        return send_minutes(self.office, self._item.id, on=answer(self.received_on))


class ToldOfDeferralSheet(FormSheet):
    """What the applicants or carers were told of a deferral, and by whom."""

    def __init__(self, office: Office, runner: TaskRunner, item: PanelItem, deferral: Deferral) -> None:
        super().__init__(
            office,
            runner,
            f"Tell them that {item.reference} is deferred",
            "Record that they were told",
            draft=f"deferral-told:{deferral.id}",
        )
        self._deferral = deferral
        self.told = TextField(
            "What they were told", help="Why, what is needed, and when it comes back.", name="deferral_told"
        )
        self.by = LineField("By whom", name="deferral_told_by")
        self.by.set_value(office.person.name)
        self.form.add(self.told, self.by)

    def work(self) -> Deferral:
        """Record it."""
        return tell_of_deferral(self.office, self._deferral.id, told=self.told.value(), by=self.by.value())
