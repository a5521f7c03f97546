"""What is done once a decision is signed: each step in a sheet beside the cards that say how it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.notices import Notice, NoticeKind, Telling
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.wording import counted, long_date, plain_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.after.cards import AfterCards
from fosterpanel.ui.pages.decisions.after.challenge_sheets import (
    ChallengeSheet,
    ConcludeSheet,
    PapersSentSheet,
    ReferSheet,
    ReviewPapersSheet,
    TakenBackSheet,
)
from fosterpanel.ui.pages.decisions.after.taking_out import TakingOut
from fosterpanel.ui.pages.decisions.after.telling_sheets import (
    CheckSheet,
    DispatchSheet,
    LetterSheet,
    TellSheet,
)
from fosterpanel.ui.pages.decisions.asked_page import AskedPage
from fosterpanel.ui.pages.decisions.document_view import DocumentView
from fosterpanel.ui.pages.decisions.sheets import AgreedChangeSheet
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.record_stack import RecordStack, keeping_focus
from fosterpanel.ui.pages.records_page import Told as Say
from fosterpanel.ui.parts.buttons import primary
from fosterpanel.ui.parts.columns import Columns, scrolled
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decision_steps import Step, letter_in_hand
from fosterpanel.workflow.deciding.decisions import reopen_for_final_decision
from fosterpanel.workflow.deciding.letter_previews import letter_preview
from fosterpanel.workflow.deciding.notices import NewLetter

_ICONS = {
    Step.TELL: "phone",
    Step.WRITE: "mail",
    Step.CHECK: "eye",
    Step.SEND: "send",
    Step.WRITE_AGAIN: "mail",
    Step.CHALLENGE: "split",
    Step.AGREE: "circle-check",
    Step.DECIDE: "gavel",
    Step.REFER: "users",
    Step.PAPERS: "folder-open",
    Step.PAPERS_SENT: "send",
    Step.CONCLUDE: "gavel",
    Step.TAKE_BACK: "undo-2",
    Step.GO_ON: "arrow-right",
    Step.WITHDRAW: "log-out",
}


class AfterActs:
    """The cards in ``view`` on ``page``; while a letter is written, its pages stand in their place.

    ``steps`` are those open now, the next first.
    """

    def __init__(self, page: AskedPage) -> None:
        self._page = page
        self._file: DecisionFile | None = None
        self.steps: tuple[Step, ...] = ()
        self._main, self._aside = RecordStack(), RecordStack()
        self.taking_out = TakingOut(page)
        self.preview = DocumentView(can_close=False)
        self._columns = Columns(scrolled(self._main), aside=scrolled(self._aside))
        self.view = QWidget()
        column = QVBoxLayout(self.view)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns)
        column.addWidget(self.preview, 1)

    @property
    def file(self) -> DecisionFile:
        """The item shown."""
        assert self._file is not None
        return self._file

    def show_file(self, file: DecisionFile) -> None:
        """Show how things stand after the decision, and offer what is next in the head."""
        self._file = file
        shown = AfterCards(file, self._page.office.clock.today(), self.do, self._page.read_document)
        self.steps = shown.steps
        acts = [primary(step.value, _ICONS[step], on_press=self._doing(step)) for step in self.steps[:1]]
        self._page.set_acts(*acts)
        self._page.set_context(*_context(file, shown.steps))
        with keeping_focus(self.view):
            self._main.show_cards(*shown.main())
            self._aside.show_cards(*shown.aside(), self.taking_out.card(file))

    def do(self, step: Step) -> None:
        """Begin a step; what was said of the one before makes room for it."""
        self._page.notice.clear()
        if step is Step.GO_ON:
            self._go_on()
        elif step is Step.DECIDE:
            self._reopen()
        elif step is Step.WITHDRAW:
            self._page.withdraw()
        elif step in (Step.WRITE, Step.WRITE_AGAIN):
            self._write()
        else:
            self._page.open_sheet(lambda: self._sheet(step), self._after)

    def _doing(self, step: Step) -> Callable[[], object]:
        return lambda: self.do(step)

    def _sheet(self, step: Step) -> FormSheet:
        office, runner, file = self._page.office, self._page.runner, self.file
        if step is Step.TELL:
            return TellSheet(office, runner, file)
        if step in (Step.CHECK, Step.SEND):
            letter = letter_in_hand(file)
            assert letter is not None, "these steps are open once a letter is written"
            if step is Step.CHECK:
                return CheckSheet(office, runner, letter)
            return DispatchSheet(office, runner, file, letter)
        determination = file.determination
        assert determination is not None, "these steps are open once a proposal is told of"
        if step is Step.PAPERS:
            return ReviewPapersSheet(office, runner, determination, self._page)
        if step in (Step.PAPERS_SENT, Step.TAKE_BACK):
            recorded = PapersSentSheet if step is Step.PAPERS_SENT else TakenBackSheet
            return recorded(office, runner, determination)
        sheets: dict[Step, Callable[..., FormSheet]] = {
            Step.CHALLENGE: ChallengeSheet,
            Step.REFER: ReferSheet,
            Step.CONCLUDE: ConcludeSheet,
            Step.AGREE: lambda office, runner, file, _: AgreedChangeSheet(office, runner, file),
        }
        return sheets[step](office, runner, file, determination)

    def _write(self) -> None:
        file, told = self.file, self.file.told
        assert told is not None, "a letter is written once there is a decision"

        def make() -> LetterSheet:
            sheet = LetterSheet(self._page.office, self._page.runner, file, told)
            sheet.preview_asked.connect(self._draw)
            sheet.closed.connect(self._end_preview)
            return sheet

        self._page.open_sheet(make, self._after)

    def _draw(self, new: NewLetter) -> None:
        self._page.runner.run(
            "Drawing the letter",
            lambda: letter_preview(self._page.office, new),
            self._show_preview,
            self._say_why_not,
        )

    def _show_preview(self, data: bytes) -> None:
        if isinstance(self._page.sheet, LetterSheet):
            self._columns.hide()
            self.preview.show_pdf("As it would go out", data)

    def _say_why_not(self, refusal: FosterPanelError) -> None:
        if isinstance(self._page.sheet, LetterSheet):
            self._page.sheet.notice.say(str(refusal), Tone.WARN)

    def _end_preview(self) -> None:
        self.preview.close_pdf()
        self._columns.show()

    def _reopen(self) -> None:
        page, item = self._page, self.file.item
        page.runner.act(
            lambda: reopen_for_final_decision(page.office, item.id),
            lambda _: page.tell(Say(f"{item.reference} is with the decision maker for the final decision.")),
            page.refuse,
        )

    def _go_on(self) -> None:
        going_on = self.file.challenge.id if self.file.challenge else self.file.item.successor_id
        self._page.asked.emit(Destination(Place.ITEMS, going_on))

    def _after(self, result: object) -> Say:
        if isinstance(result, PanelItem):
            going = Destination(Place.ITEMS, result.id)
            return Say(
                f"It goes on as item {result.reference}.",
                verb="Open the item",
                on_press=lambda: self._page.asked.emit(going),
            )
        if isinstance(result, Path):
            return Say(f"Saved as {result.name}. The audit trail records that a copy was taken.")
        return Say(_words_for(result))


def _words_for(result: object) -> str:
    match result:
        case Telling():
            words = f"Recorded: {result.oral.told_to} was told."
        case Notice(dispatch=dispatch) if dispatch is not None:
            words = f"Recorded: the letter left on {plain_date(dispatch.sent_on)}."
        case Notice(second_look=look) if look is not None:
            words = "The letter has had its second look. It may leave."
        case Notice(kind=NoticeKind.QUALIFYING_DETERMINATION, last_challenge_on=last) if last is not None:
            words = f"The letter is written. They may challenge it until {long_date(last)}."
        case Notice():
            words = "The letter is written. Let somebody else look over it before it leaves."
        case QualifyingDetermination():
            words = _words_for_challenge(result)
        case _:
            saved = result if isinstance(result, tuple) else ()
            words = f"{counted(len(saved), 'paper')} saved. The audit trail records each copy."
    return words


def _words_for_challenge(held: QualifyingDetermination) -> str:
    if held.is_agreed:
        return "Recorded: they agreed to it. The decision maker may decide it at once."
    if held.concluded_on is not None:
        return "Recorded: it was taken back. The proposal may be decided finally."
    if held.papers_sent is not None:
        return f"Recorded: the papers went to the review on {plain_date(held.papers_sent.sent_on)}."
    return f"Recorded: {held.route.value if held.route else 'no route'}. The other route is closed."


def _context(file: DecisionFile, steps: tuple[Step, ...]) -> tuple[str, Tone]:
    """How it stands, in one line."""
    if not file.decisions:
        return "", Tone.MUTED
    decision = file.decisions[-1]
    decided = (
        f"{file.book.decision_words[decision.decision]}, {plain_date(decision.decided_on or decision.due_on)}"
    )
    if file.told is not None and file.told.is_owed:
        return f"{decided} · to be told by {long_date(file.told.next_due_on)}", Tone.WARN
    return decided if steps else f"{decided} · finished", Tone.MUTED
