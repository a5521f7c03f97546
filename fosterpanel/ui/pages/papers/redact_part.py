"""A redacted copy, beside the pages: what must go is listed or drawn over, taken out, proved, then handed over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.redaction import (
    BoxMark,
    Mark,
    PagesToLookAt,
    PersonMark,
    RedactionClass,
    TermMark,
)
from fosterpanel.domain.wording import counted, listed
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer
from fosterpanel.ui.pages.names_sheet import names_sheet
from fosterpanel.ui.pages.papers.page_painting import PageMark
from fosterpanel.ui.parts.buttons import primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import empty_out, scrolled
from fosterpanel.ui.parts.fields import ChoiceField, LineField, TickField
from fosterpanel.ui.parts.fields.choices import Combo
from fosterpanel.ui.parts.flow import in_a_row
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import heading, muted, small, words
from fosterpanel.ui.tasks import TaskRunner, report
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Box
from fosterpanel.workflow.paperwork.redactions import (
    Reader,
    RedactedCopy,
    file_redacted,
    redact_paper,
    save_redacted,
)


class RedactPart(QWidget):
    """Call ``show_paper``. ``marked(marks)`` with the places drawn, ``filed(Paper)`` once a copy is on the item."""

    marked = Signal(object)
    filed = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__()
        self._office, self._runner = office, runner
        self._paper: Paper | None = None
        self._marks: list[Mark] = []
        self._copy: RedactedCopy | None = None
        self._to_look_at: tuple[int, ...] = ()
        self._build()
        self._lay_out()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is to go."""
        return tuple(self._marks)

    def show_paper(self, paper: Paper) -> None:
        """Begin afresh with a version of a paper."""
        if self._paper is None or self._paper.id != paper.id:
            self._paper, self._marks = paper, []
            self._forget_copy()
            self._show_marks()

    def focus(self) -> None:
        """Put the cursor where words to take out are typed."""
        self.term.focus()

    def draw(self, page: int, box: Box) -> None:
        """Mark a place on a page counted from 0."""
        self._add(
            lambda: BoxMark(
                page=page + 1,
                left=box.left,
                top=box.top,
                width=box.width,
                height=box.height,
                why=answer(self.why),
            )
        )

    def make(self) -> None:
        """Make the copy, beside the window."""
        paper = self._paper
        if paper is None or not self.form.is_sound():
            return
        marks, reader = self.marks, answer(self.reader)
        looked_at = self._to_look_at if self.looked.value() else ()
        self.notice.clear()
        self._runner.run(
            "Making the redacted copy",
            lambda: redact_paper(
                self._office, paper.id, marks, reader=reader, looked_at=looked_at, progress=report
            ),
            self._show_copy,
            self._refuse,
            can_cancel=True,
        )

    def _build(self) -> None:
        self.notice = Notice()
        self.reader: ChoiceField[Reader] = ChoiceField(
            "Who will read it", [(one, one.value) for one in Reader], name="redacted_reader"
        )
        self.why: ChoiceField[RedactionClass] = ChoiceField(
            "Why it goes",
            [(one, f"{one.words[:1].upper()}{one.words[1:]}") for one in RedactionClass],
            help="Its code stands on the black box.",
            name="redacted_why",
        )
        self.why.set_value(RedactionClass.OTHER)
        self.form = Form(self.reader, self.why)
        self.term = LineField(
            "Words to take out",
            help="Their box shows how long they were. Where that says too much, draw over the whole line.",
            name="redacted_words",
        )
        self.person = LineField(
            "Person to take out",
            help="First and last name; short forms and initials go too.",
            name="redacted_person",
        )
        for choice in (self.reader, self.why):
            choice.combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.looked = TickField("I have looked at these pages", name="looked_at")
        self.looked.hide()
        self._held, self._made, self._asked = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()

    def _lay_out(self) -> None:
        content = QWidget()
        parts = QVBoxLayout(content)
        parts.setContentsMargins(0, 0, sizes.px(sizes.MEDIUM), 0)
        parts.setSpacing(sizes.px(sizes.MEDIUM))
        for part in (
            # Within what scrolls: in a low window at large text there is no room for it above.
            heading("A redacted copy"),
            muted("Type what must go, or draw over it. The paper itself stays as it is."),
            self.form,
            Form(self.term),
            in_a_row(secondary("Add the words", "plus", on_press=self._add_words)),
            Form(self.person),
            in_a_row(secondary("Add the person", "plus", on_press=self._add_person)),
        ):
            parts.addWidget(part)
        parts.addLayout(self._held)
        parts.addWidget(self.notice)
        parts.addWidget(self.looked)
        parts.addLayout(self._asked)
        parts.addWidget(in_a_row(primary("Make the copy", "file-pen", on_press=self.make)))
        parts.addLayout(self._made)
        parts.addStretch(1)
        self._area = scrolled(content)
        card = Card(margin=sizes.MEDIUM)
        card.body.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _add_words(self) -> None:
        if self.term.is_sound() and self._add(
            lambda: TermMark(words=self.term.value(), why=answer(self.why))
        ):
            self.term.set_value("")

    def _add_person(self) -> None:
        person = self.person
        if person.is_sound() and self._add(lambda: PersonMark(name=person.value(), why=answer(self.why))):
            person.set_value("")

    def _add(self, mark: Callable[[], Mark]) -> bool:
        return self._runner.act(mark, self._keep, self._refuse)

    def _keep(self, mark: Mark) -> None:
        self._marks.append(mark)
        self.notice.clear()
        self._forget_copy()
        self._show_marks()

    def _remove(self, place: int) -> None:
        del self._marks[place]
        self._forget_copy()
        self._show_marks()

    def _show_marks(self) -> None:
        empty_out(self._held)
        for place, mark in enumerate(self._marks):
            remove = quiet("Leave it in", "undo-2", on_press=partial(self._remove, place))
            remove.setAccessibleName(f"Leave in: {_words_of(mark)}")
            card = Card(sunk=True, margin=sizes.SMALL)
            self._held.addWidget(card.add(words(_words_of(mark)), small(mark.why.words), in_a_row(remove)))
        drawn = [mark for mark in self._marks if isinstance(mark, BoxMark)]
        self.marked.emit(
            [
                PageMark(
                    mark.page - 1,
                    (Box(left=mark.left, top=mark.top, width=mark.width, height=mark.height),),
                    goes=True,
                )
                for mark in drawn
            ]
        )

    def _say(self, sentence: str, tone: Tone) -> None:
        """Say it in sight, with what may be done next below it."""
        self.notice.say(sentence, tone)
        # What is new is laid out with the next turn of the event loop.
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(min(bar.maximum(), self.notice.y()))

    def _forget_copy(self) -> None:
        self._copy, self._to_look_at = None, ()
        self.looked.set_value(False)
        self.looked.hide()
        empty_out(self._made)
        empty_out(self._asked)

    def _show_copy(self, copy: RedactedCopy) -> None:
        self._forget_copy()
        self._copy = copy
        said = [f"{counted(copy.boxes, 'place')} blacked out, and another reader finds nothing of it."]
        if copy.not_found:
            said.append(f"Found nowhere: {listed(f'“{one}”' for one in copy.not_found)}.")
        self._made.addWidget(
            in_a_row(
                primary("Save it", "download", on_press=self._ask_where),
                secondary(
                    "Put it on the item",
                    "file-plus",
                    on_press=lambda: self._hand_over(self._file, self._tell_filed),
                ),
            )
        )
        self._say(" ".join(said), Tone.WARN if copy.not_found else Tone.GOOD)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the redacted copy outside the store")
        dialog.setObjectName("save_redacted")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("redacted copy.pdf")
        dialog.fileSelected.connect(
            lambda chosen: self._hand_over(lambda copy: self._save(copy, Path(chosen)), self._tell)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, copy: RedactedCopy, path: Path) -> str:
        saved = save_redacted(self._office, copy, path)
        return f"Saved as {saved.name}. The audit trail records that a redacted copy was taken, and for whom."

    def _file(self, copy: RedactedCopy) -> str:
        paper = file_redacted(self._office, copy)
        return f"“{paper.title}” is on the item now."

    def _hand_over(self, way: Callable[[RedactedCopy], str], then: Callable[[str], None]) -> None:
        """Let the copy out, once every name of another family and every address has its answer."""
        copy = self._copy
        if copy is None:
            return

        def refuse(refusal: FosterPanelError) -> None:
            if isinstance(refusal, NamesUnanswered):
                self._ask_about(refusal, lambda: self._hand_over(way, then))
            self._refuse(refusal)

        self._runner.run("Handing the copy over", lambda: way(copy), then, refuse)

    def _tell(self, said: str) -> None:
        empty_out(self._asked)
        self._say(said, Tone.GOOD)

    def _tell_filed(self, said: str) -> None:
        self._tell(said)
        self.filed.emit(self._paper)

    def _ask_about(self, refusal: NamesUnanswered, then: Callable[[], None]) -> None:
        empty_out(self._asked)
        sheet = names_sheet(self._office, self._runner, refusal.found, then)
        self._asked.addWidget(sheet)
        sheet.open_sheet()

    def _refuse(self, refusal: FosterPanelError) -> None:
        self._say(str(refusal), Tone.BAD)
        if isinstance(refusal, PagesToLookAt):
            self._to_look_at = tuple(one.page for one in refusal.pages)
            self.looked.show()


def _words_of(mark: Mark) -> str:
    match mark:
        case TermMark():
            return f"“{mark.words}”"
        case PersonMark():
            return mark.name
        case BoxMark():
            return f"A place on page {mark.page}"
