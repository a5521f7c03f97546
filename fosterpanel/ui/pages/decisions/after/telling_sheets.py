"""Sheets for telling the people: the call, the letter, its second look, and how it left."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QTimer, Signal

from fosterpanel.clock import office_zone
from fosterpanel.domain.notices import Notice, NoticeKind, Telling
from fosterpanel.domain.wording import capitalised, counted, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, lines_of, past_day
from fosterpanel.ui.pages.decisions.after.ways_of_sending import METHODS
from fosterpanel.ui.pages.decisions.record.fields import readable
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.record_row import Fact
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import (
    ChoiceField,
    LineField,
    OneOfField,
    TextField,
    TickField,
    TimeField,
)
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decision_standing import Told
from fosterpanel.workflow.deciding.decision_steps import letter_in_hand
from fosterpanel.workflow.deciding.letter_checks import check_letter, letter_to_check
from fosterpanel.workflow.deciding.letter_previews import letter_kinds, usual_enclosures, usual_reasons
from fosterpanel.workflow.deciding.notices import (
    NewLetter,
    dispatch_letter,
    is_to_register,
    tell,
    write_letter,
)
from fosterpanel.workflow.office import Office

_MEANS = ("telephone", "video call", "visit")
_PREVIEW_AFTER_MS = 400


class TellSheet(FormSheet):
    """Who told whom, when and how."""

    def __init__(self, office: Office, runner: TaskRunner, file: DecisionFile) -> None:
        super().__init__(
            office,
            runner,
            "Told by word of mouth",
            "Record that they were told",
            draft=f"decision-tell:{file.item.id}",
        )
        self._item_id, self._is_proposal = file.item.id, file.decisions[-1].is_proposal
        self.told_to = LineField("Who was told", name="told_to")
        self.told_by = LineField("Who told them", name="told_by")
        self.means: OneOfField[str] = OneOfField(
            "How", [(means, capitalised(means)) for means in _MEANS], name="means"
        )
        self.on = past_day(office, "On", "The call", name="told_on")
        self.at = TimeField("At", name="told_at")
        self.form.add(self.told_to, self.told_by, self.means, self.on, self.at)
        self._fill(file)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say that both are needed."""
        return _what_both_bring(self._is_proposal), Tone.INK

    def work(self) -> Telling:
        """Record it."""
        at = datetime.combine(answer(self.on), answer(self.at), office_zone()).astimezone(UTC)
        return tell(
            self.office,
            self._item_id,
            told_by=self.told_by.value(),
            told_to=self.told_to.value(),
            means=answer(self.means),
            told_at=self.office.clock.now() if self._is_this_minute(at) else at,
        )

    def _fill(self, file: DecisionFile) -> None:
        now = self.office.clock.now().astimezone(office_zone())
        self.told_to.set_value(file.home.names)
        self.told_by.set_value(self.office.person.name)
        self.means.set_value(_MEANS[0])
        self.on.set_value(now.date())
        self.at.set_value(now.time())

    def _is_this_minute(self, at: datetime) -> bool:
        return at.replace(second=0) == self.office.clock.now().replace(second=0, microsecond=0)


class LetterSheet(FormSheet):
    """A letter that tells of a decision. ``preview_asked(NewLetter)`` with what it would be, after every change."""

    preview_asked = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner, file: DecisionFile, told: Told) -> None:
        super().__init__(
            office,
            runner,
            "Write the letter",
            "Write the letter",
            draft=f"decision-letter:{told.decision.id}",
            is_final=True,
        )
        self._file, self._told = file, told
        kinds = letter_kinds(told.decision)
        self.kind: ChoiceField[NoticeKind] = ChoiceField(
            "Letter", [(kind, capitalised(kind.value)) for kind in kinds], name="letter_kind"
        )
        self.dated_on = past_day(office, "Dated", "The letter", name="dated_on")
        self.reasons = TextField(
            "Reasons, as the person will read them", name="reasons", help="A line for each.", lines=5
        )
        self.enclosures = TextField(
            "Enclosed", name="enclosures", help="A line for each.", lines=2, optional=True
        )
        self.offence = TickField(
            "It rests on a specified offence",
            name="specified_offence",
            help="Then independent review is not open, and the letter does not offer it.",
        )
        self.form.add(self.kind, self.dated_on, self.reasons, self.enclosures, self.offence)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PREVIEW_AFTER_MS)
        self._pause.timeout.connect(self._ask_preview)
        self._fill(kinds[0])

    def begin(self) -> None:
        """Show the letter as it would be from the beginning."""
        super().begin()
        self.form.edited.connect(self._pause.start)
        self._pause.start()

    def close_sheet(self) -> None:
        """Put it away, and draw no more."""
        self._pause.stop()
        super().close_sheet()

    def settle(self) -> None:
        """Ask about an offence only where a proposal may be challenged."""
        self.offence.setVisible(self.kind.value() is NoticeKind.QUALIFYING_DETERMINATION)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what its date begins."""
        dated = answer(self.dated_on)
        if self.kind.value() is not NoticeKind.QUALIFYING_DETERMINATION:
            return f"It is dated {long_date(dated)}. Somebody else checks it before it leaves.", Tone.INK
        last, gone = self._file.last_day_to_challenge(dated), (self.office.clock.today() - dated).days
        said = [f"Its date begins the 28 days: they may challenge it until {long_date(last)}."]
        if gone > 0:
            said.append(f"It is dated back: {counted(gone, 'day')} of them would be gone before it leaves.")
        if not self._file.is_working_day(last):
            said.append(
                "Nobody is at work that day, and what comes on it is in time: see to the post and email."
            )
        return " ".join(said), Tone.WARN

    def letter(self) -> NewLetter:
        """The letter as the fields have it; without a day while that cannot be read."""
        return NewLetter(
            kind=answer(self.kind),
            home_id=self._file.home.id,
            dated_on=readable(self.dated_on.value),
            item_id=self._file.item.id,
            reasons=lines_of(self.reasons.text()),
            enclosures=lines_of(self.enclosures.text()),
            is_for_specified_offence=self.offence.value() and not self.offence.isHidden(),
        )

    def work(self) -> Notice:
        """Write it."""
        return write_letter(self.office, self.letter())

    def _fill(self, kind: NoticeKind) -> None:
        """Begin with the letter that is written again, or with what the decision gives."""
        decision, before = self._told.decision, letter_in_hand(self._file)
        self.kind.set_value(before.kind if before else kind)
        self.dated_on.set_value(self.office.clock.today())
        self.reasons.set_value("\n".join(before.reasons if before else usual_reasons(decision)))
        enclosed = before.enclosures if before else usual_enclosures(decision, kind)
        self.enclosures.set_value("\n".join(enclosed))

    def _ask_preview(self) -> None:
        # The window may have been closed over a letter that was being written.
        if self.isVisible():
            self.preview_asked.emit(self.letter())


class CheckSheet(FormSheet):
    """The second look at a letter, by somebody other than its author."""

    def __init__(self, office: Office, runner: TaskRunner, notice: Notice) -> None:
        super().__init__(
            office,
            runner,
            f"Second look at {notice.reference}",
            "It is right as it stands",
            draft=f"letter-check:{notice.id}",
        )
        self._notice = notice
        found = letter_to_check(office, notice.id)
        card = Card(sunk=True)
        card.add(
            Fact("Goes to", ", ".join(notice.addressees)),
            Fact("At", ", ".join(notice.address)),
            Fact("Tells of", f"{found.decision_words}, {_day(found.decided_on)}"),
            Fact("Dated", long_date(notice.dated_on)),
        )
        if notice.last_challenge_on is not None:
            card.add(Fact("Last day to challenge", long_date(notice.last_challenge_on)))
        self.confirmed_on = past_day(
            office,
            "Address last confirmed on",
            "The confirmation of the address",
            name="address_confirmed_on",
            help="The day on which they themselves last said that they live there.",
        )
        self.form.add_part(card)
        self.form.add(self.confirmed_on)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what is odd about it."""
        day = readable(self.confirmed_on.value)
        oddities = letter_to_check(self.office, self._notice.id, address_confirmed_on=day).oddities
        if oddities:
            return " ".join(oddities), Tone.WARN
        return "Nothing in it differs from the register and the decision.", Tone.INK

    def work(self) -> Notice:
        """Record the second look."""
        return check_letter(self.office, self._notice.id, address_confirmed_on=answer(self.confirmed_on))


class DispatchSheet(FormSheet):
    """How and when a letter left, and what proves it."""

    def __init__(self, office: Office, runner: TaskRunner, file: DecisionFile, notice: Notice) -> None:
        super().__init__(
            office,
            runner,
            f"{notice.reference} has left",
            "Record that it left",
            draft=f"letter-sent:{notice.id}",
        )
        self._notice = notice
        self.method: OneOfField[str] = OneOfField(
            "How", [(method, capitalised(method)) for method in METHODS], name="method"
        )
        self.sent_on = past_day(office, "Sent on", "The dispatch", name="sent_on")
        self.sent_on.set_value(office.clock.today())
        self.proof = LineField(
            "Proof", name="proof", help="A number, a receipt, or who took it. The post’s own proof is best."
        )
        self._is_proposal = file.decisions[-1].is_proposal
        self._is_to_register = is_to_register(notice, file.home)
        self.why_unchecked = TextField(self._asks_why(), name="why_unchecked", lines=2)
        self.form.add(self.method, self.sent_on, self.proof, self.why_unchecked)
        self.why_unchecked.setVisible(notice.second_look is None or not self._is_to_register)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what late posting costs."""
        sent_on = answer(self.sent_on)
        days = (sent_on - self._notice.dated_on).days
        if self._notice.last_challenge_on is not None and days > 0:
            last = plain_date(self._notice.last_challenge_on)
            return (
                f"Their 28 days run from its date: {days} of them are gone, and {last} is the last.",
                Tone.WARN,
            )
        return _what_both_bring(self._is_proposal), Tone.INK

    def _asks_why(self) -> str:
        if self._is_to_register:
            return "Why nobody but its author has read it"
        return "Why it left although the register holds other names or another address"

    def work(self) -> Notice:
        """Record it."""
        return dispatch_letter(
            self.office,
            self._notice.id,
            method=answer(self.method),
            sent_on=answer(self.sent_on),
            proof=self.proof.value(),
            why_unchecked="" if self.why_unchecked.isHidden() else self.why_unchecked.value(),
        )


def _what_both_bring(is_proposal: bool) -> str:
    if is_proposal:
        return "They are told both ways: by word of mouth and by the letter, whose own date begins their 28 days."
    return "The item is finished once they were told by word of mouth and the letter has left."


def _day(day: date | None) -> str:
    return f"on {plain_date(day)}" if day else "not dated"
