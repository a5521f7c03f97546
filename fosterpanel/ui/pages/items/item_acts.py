"""What is done with the item shown: the acts of the page's head, and those asked for in its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fosterpanel.domain.actions import Action
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import called
from fosterpanel.domain.papers import PaperAlert
from fosterpanel.domain.wording import long_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.addendum_sheet import AddendumSheet
from fosterpanel.ui.pages.after_panel_sheets import MinutesReceivedSheet, ToldOfDeferralSheet
from fosterpanel.ui.pages.copies import PDF, ask_for_chronology, ask_for_copy
from fosterpanel.ui.pages.items.act_sheets import (
    AnswerSheet,
    DetailsSheet,
    Listed,
    ListSheet,
    ReceivedSheet,
    SendSheet,
    WithdrawSheet,
)
from fosterpanel.ui.pages.records_page import RecordsPage, Told
from fosterpanel.ui.parts.buttons import Button, primary, secondary
from fosterpanel.workflow.agendas.running_order import running_order, take_item_off
from fosterpanel.workflow.business.actions import finish_action
from fosterpanel.workflow.minuting.addenda import addenda_of, addendum_in_hand
from fosterpanel.workflow.overviews.item_file import (
    ItemFile,
    meetings_to_list_on,
    save_document_copy,
)
from fosterpanel.workflow.overviews.items_overview import harm_of
from fosterpanel.workflow.standing import Harm

if TYPE_CHECKING:
    from fosterpanel.ui.pages.items.one_item import OneItem

_CLOCK_TONES = {Harm.NOW: Tone.BAD, Harm.SOON: Tone.WARN, Harm.KNOW: Tone.MUTED}


class ItemActs:
    """The acts of ``page`` on the item that ``one`` shows."""

    def __init__(self, page: RecordsPage, one: OneItem) -> None:
        self._page = page
        self._file: ItemFile | None = None
        one.aside.details_asked.connect(self.change_details)
        one.aside.received_asked.connect(self._receive)
        one.aside.finish_asked.connect(self._finish)
        one.aside.copy_asked.connect(self._copy)
        one.aside.chronology_asked.connect(self._save_chronology)
        one.aside.answer_asked.connect(self.answer)
        one.aside.item_asked.connect(lambda item_id: page.asked.emit(Destination(Place.ITEMS, item_id)))

    @property
    def file(self) -> ItemFile:
        """The item shown."""
        assert self._file is not None
        return self._file

    def show_file(self, file: ItemFile) -> None:
        """Say in the head what the item is and how long it has, and offer what may be done with it now."""
        self._file = file
        today = self._page.office.clock.today()
        clock = file.first_clock
        self._page.set_title(f"{file.item.reference} · {called(file.item, file.item_type)}")
        if clock is None:
            self._page.set_context(f"Received on {long_date(file.item.received_on)}")
        else:
            self._page.set_context(clock.sentence(today), _CLOCK_TONES[harm_of(clock.due_on, today)])
        self._page.set_acts(*self._head_acts(file))

    def list_it(self) -> None:
        """Open the sheet for listing it on a meeting."""
        meetings = meetings_to_list_on(self._page.office)
        if meetings:
            self._page.open_sheet(
                lambda: ListSheet(self._page.office, self._page.runner, self.file, meetings), self._listed
            )
        else:
            self._page.notice.say(
                "No meeting from today on takes items. Plan one first.",
                Tone.WARN,
                "Go to the meetings",
                lambda: self._page.asked.emit(Destination(Place.MEETINGS)),
            )

    def change_details(self) -> None:
        """Open the sheet with its details."""
        self._page.open_sheet(
            lambda: DetailsSheet(self._page.office, self._page.runner, self.file.item), self._changed
        )

    def _head_acts(self, file: ItemFile) -> list[Button]:
        acts: list[Button] = []
        first, second = (primary, secondary) if file.is_for_panel else (secondary, primary)
        if file.can_be_listed:
            acts.append(first("List on a meeting…", "calendar-days", on_press=self.list_it))
        if file.can_go_without_panel:
            acts.append(second("Decide without a panel…", "scale", on_press=self._send))
            acts.sort(key=lambda act: act.property("kind") != "primary")
        if file.can_be_sent:
            acts.append(primary("Minutes to the decision maker…", "send", on_press=self._send_minutes))
        if file.is_to_be_told:
            acts.append(primary("Tell them of the deferral…", "phone", on_press=self._tell_of_deferral))
        if file.can_be_taken_off:
            acts.append(secondary("Take off the agenda", "undo-2", on_press=self._take_off))
        if file.can_be_withdrawn:
            acts.append(secondary("Withdraw…", "log-out", on_press=self._withdraw))
        if file.has_signed_minutes:
            acts.append(secondary("Put right by an addendum…", "pen-line", on_press=self._put_right))
        return acts

    def _put_right(self) -> None:
        office, runner = self._page.office, self._page.runner
        runner.act(
            lambda: addendum_in_hand(office, self.file.item.id),
            lambda held: self._page.open_sheet(
                lambda: AddendumSheet(office, runner, held), self._put_right_by
            ),
        )

    def _put_right_by(self, _: object) -> Told:
        last = addenda_of(self._page.office, self.file.item.id)[-1]
        return Told(last.sentence, Tone.WARN if last.is_after_decision else Tone.GOOD)

    def _send_minutes(self) -> None:
        self._page.open_sheet(
            lambda: MinutesReceivedSheet(self._page.office, self._page.runner, self.file.item),
            lambda _: Told(f"The decision maker has the minutes of {self.file.item.reference}."),
        )

    def _tell_of_deferral(self) -> None:
        deferral = self.file.deferral
        if deferral is not None:
            self._page.open_sheet(
                lambda: ToldOfDeferralSheet(self._page.office, self._page.runner, self.file.item, deferral),
                lambda _: Told(f"They were told that {self.file.item.reference} is deferred."),
            )

    def _send(self) -> None:
        self._page.open_sheet(
            lambda: SendSheet(self._page.office, self._page.runner, self.file.item),
            lambda _: Told(f"{self.file.item.reference} is with the decision maker."),
        )

    def _withdraw(self) -> None:
        self._page.open_sheet(
            lambda: WithdrawSheet(self._page.office, self._page.runner, self.file.item),
            lambda _: Told(f"{self.file.item.reference} is withdrawn.", Tone.SOFT),
        )

    def _take_off(self) -> None:
        office, item = self._page.office, self.file.item
        before = running_order(office, item.meeting_id)
        self._page.runner.act(
            lambda: take_item_off(office, item.meeting_id, item.id),
            lambda after: self._page.tell(
                Told(
                    f"{item.reference} waits for another meeting.",
                    Tone.SOFT,
                    edit=Edit(f"{item.reference} taken off the agenda", before, after),
                )
            ),
        )

    def _listed(self, result: object) -> Told:
        assert isinstance(result, Listed)
        day = long_date(result.meeting.on)
        going = Destination(Place.MEETINGS, result.meeting.id)
        return Told(
            f"{self.file.item.reference} is listed for {day}.",
            verb="Open the meeting",
            on_press=lambda: self._page.asked.emit(going),
            edit=Edit(f"{self.file.item.reference} put on the agenda", result.before, result.after),
        )

    def _changed(self, result: object) -> Told:
        assert isinstance(result, Edit)
        return Told(f"The details of {self.file.item.reference} are changed.", edit=result)

    def answer_one(self, alert_id: str) -> None:
        """Open the same sheet for an alert of the item shown, by its id; nothing where it was answered meanwhile."""
        for alert in self.file.alerts:
            if alert.id == alert_id:
                self.answer(alert)

    def answer(self, alert: PaperAlert) -> None:
        """Open the sheet that says what follows from a corrected paper."""
        self._page.open_sheet(
            lambda: AnswerSheet(self._page.office, self._page.runner, alert),
            lambda _: Told("Kept. The audit trail records who said what follows."),
        )

    def _receive(self, deferral: Deferral, what: str) -> None:
        self._page.open_sheet(
            lambda: ReceivedSheet(self._page.office, self._page.runner, deferral, what),
            lambda after: Told(f"Received: {what}.", edit=Edit(f"“{what}” received", deferral, after)),
        )

    def _finish(self, action: Action) -> None:
        self._page.runner.act(
            lambda: finish_action(self._page.office, action.id),
            lambda done: self._page.tell(
                Told(f"Done: {done.what}.", edit=Edit(f"“{done.what}” marked as done", action, done))
            ),
        )

    def _copy(self, document: IssuedDocument) -> None:
        office = self._page.office
        ask_for_copy(
            self._page,
            f"{document.title} {document.reference}.pdf",
            PDF,
            lambda path: save_document_copy(office, document.id, path),
        )

    def _save_chronology(self) -> None:
        ask_for_chronology(self._page, self.file.item.id, self.file.item.reference)
