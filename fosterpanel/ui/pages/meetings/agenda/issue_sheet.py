"""Issuing the agenda: what will happen in a sentence, the reason where it goes out late, and the act itself."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.domain.wording import counted, listed, long_date
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import FosterPanelError, ReasonNeeded
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary, quiet
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.agenda import issue_agenda
from fosterpanel.workflow.agendas.agenda_desk import AgendaDesk
from fosterpanel.workflow.office import Office


class IssueSheet(Sheet):
    """``issued(IssuedAgenda)`` once it is out; ``stopped_by_names(found)`` when it would name a family."""

    issued = Signal(object)
    stopped_by_names = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner, desk: AgendaDesk) -> None:
        super().__init__(issue_verb(desk))
        self._office, self._runner, self._desk = office, runner, desk
        self.reason = TextField("Why it goes out late", help=_late_words(office, desk), name="late_reason")
        self.form = Form(self.reason)
        self._draft = DraftKeeper(self.form, office, runner, f"agenda-issue:{desk.meeting.id}")
        self._issue = primary(issue_verb(desk), "send", on_press=self.issue)
        self._fill_body()

    def issue(self) -> None:
        """Issue it; a refusal is said beside the reason, or above."""
        if not self.form.isHidden() and not self.form.is_sound():
            return
        desk, reason = self._desk, "" if self.form.isHidden() else self.reason.value()
        self._issue.setEnabled(False)
        self._runner.run(
            "Issuing the agenda",
            lambda: issue_agenda(self._office, desk.meeting.id, desk.order.entries, late_reason=reason),
            self._tell,
            self._refuse,
        )

    def _fill_body(self) -> None:
        self.add(words(what_will_happen(self._desk)))
        for sentence in _risks(self._desk):
            self.add(StateLine(sentence, Tone.WARN, "circle-alert"))
        if self._desk.issues:
            self.add(words("What it says has changed", "label"))
            for sentence in self._desk.changes or ("No item was added, moved or taken off.",):
                self.add(StateLine(sentence, Tone.INK, "circle-dot"))
        self.add(
            muted(
                "It is kept as it goes out and cannot be changed afterwards; later changes go out after it."
            )
        )
        self.add(self.form)
        self.form.setVisible(_is_late(self._office, self._desk))
        self.set_acts(self._issue, quiet("Not now", on_press=self.close_sheet))

    def _tell(self, issued: object) -> None:
        self._draft.forget()
        self.close_sheet()
        self.issued.emit(issued)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self._issue.setEnabled(True)
        if isinstance(refusal, ReasonNeeded):
            self.form.show()
            self.reason.show_error(str(refusal))
            self.reason.focus()
            return
        self.notice.say(str(refusal), Tone.BAD)
        if isinstance(refusal, NamesUnanswered):
            self.stopped_by_names.emit(refusal.found)


def issue_verb(desk: AgendaDesk) -> str:
    """What issuing is called now."""
    return "Issue supplementary agenda" if desk.issues else "Issue agenda"


def what_will_happen(desk: AgendaDesk) -> str:
    """What issuing does, in one sentence."""
    what = f"supplementary agenda, issue {len(desk.issues) + 1}," if desk.issues else "agenda, issue 1,"
    members = counted(len(desk.meeting.panel), "member")
    return (
        f"The {what} of {long_date(desk.meeting.on)} is made for the panel of {members}, "
        f"with {counted(desk.item_count, 'item')} from {desk.meeting.starts_at:%H:%M} to {desk.ends_at:%H:%M}."
    )


def _risks(desk: AgendaDesk) -> list[str]:
    items = [line for line in desk.lines if line.item is not None]
    short = [
        line.item.reference
        for line in items
        if line.item and line.forecast and not line.forecast.finding.is_met
    ]
    unready = [
        line.item.reference for line in items if line.item and line.readiness and not line.readiness.is_ready
    ]
    risks = []
    if short:
        risks.append(f"Not quorate as things stand: {listed(short)}.")
    if unready:
        risks.append(f"A panel would defer these as they are: {listed(unready)}.")
    if not items:
        risks.append("There is no item on it.")
    return risks


def _is_late(office: Office, desk: AgendaDesk) -> bool:
    return desk.papers_due_on is not None and office.clock.today() > desk.papers_due_on


def _late_words(office: Office, desk: AgendaDesk) -> str:
    if not _is_late(office, desk) or desk.papers_due_on is None:
        return ""
    return (
        f"Papers should have reached members by {long_date(desk.papers_due_on)}. "
        "The reason is printed on the agenda."
    )
