"""A corrected version of a paper: another file, or the same pages with another type, title or date."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.domain.wording import counted, listed
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.asked_first import AskedFirst
from fosterpanel.ui.pages.papers.file_card import Kinds, PaperForm
from fosterpanel.ui.pages.papers.received import Received
from fosterpanel.ui.pages.papers.view_head import ViewHead
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.naming import in_order
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import StateLine, heading, small
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.paper_intake import PreparedPaper, take_in_correction
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.reading import ListedPaper


class CorrectionView(QWidget):
    """``file_asked()`` when the person wants to choose the corrected file; ``offer`` shows it.

    ``corrected(paper, alert)`` once the new version is in, ``given_up()`` when the person goes back.
    """

    file_asked = Signal()
    corrected = Signal(object, object)
    given_up = Signal()

    def __init__(self, office: Office, runner: TaskRunner, old: ListedPaper, kinds: Kinds) -> None:
        super().__init__()
        self._office, self._runner, self.old = office, runner, old
        self._prepared: PreparedPaper | None = None
        self.form = PaperForm(kinds, "corrected")
        self.form.show_values(old.paper.kind, old.paper.title, old.paper.dated_on)
        self._keeper = DraftKeeper(self.form, office, runner, f"correction:{old.paper.id}")
        self._build()
        self._lay_out()
        self._tell_file()
        bind(Shortcuts.MAIN_ACT, self, self.submit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def offer(self, prepared: PreparedPaper) -> None:
        """Show the corrected file."""
        self._prepared = prepared
        self._tell_file()
        self.notice.clear()
        self.asked.ask(prepared.questions)
        in_order(self._main, *(tick.tick for tick in self.asked.ticks), self._choose)
        if prepared.questions:
            self.asked.focus()
        else:
            self._main.setFocus()

    def focus_first(self) -> None:
        """Begin with choosing the file."""
        self._choose.setFocus()

    def submit(self) -> None:
        """Take in the new version."""
        sound = [self.asked.are_answered(), self.received.is_sound(), self.form.is_sound()]
        day = self.received.value() if all(sound) else None
        if not sound[0]:
            self.asked.focus()
        if day is None:
            return
        said, prepared = self.form.said(day), self._prepared
        self._runner.run(
            "Taking in the corrected paper",
            lambda: take_in_correction(self._office, self.old.paper.id, prepared, said),
            self._conclude,
            self._refuse,
        )

    def _build(self) -> None:
        paper = self.old.paper
        self._title = heading(f"A corrected version of “{paper.title}”")
        relied = listed(f"the {one.value}" for one in self.old.relied_by)
        follows = f"Version {paper.number} stays and can be read."
        if relied:
            verb = "has" if len(self.old.relied_by) == 1 else "have"
            follows += (
                f" {relied[:1].upper()}{relied[1:]} {verb} relied on it: somebody must say what follows."
            )
        self._follows = StateLine(
            follows, Tone.WARN if relied else Tone.INK, "circle-alert" if relied else "info"
        )
        self.notice = Notice()
        self._file = StateLine("", Tone.INK, "file-text")
        self._file.setObjectName("corrected_file")
        self._choose = secondary("Choose the corrected file", "upload", on_press=self.file_asked.emit)
        self.asked = AskedFirst("corrected")
        self.received = Received(self._office, paper.item_id)
        self._main = primary(f"Take in as version {paper.number + 1}", "check", on_press=self.submit)
        self._main.setObjectName("take_in_correction")

    def _lay_out(self) -> None:
        card = Card().add(self._file, self.asked).add_acts(self._choose)
        card.add(small("Without another file, the same pages get another type, title or date."))
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, sizes.px(sizes.SMALL), 0)
        inner.setSpacing(sizes.px(sizes.MEDIUM))
        inner.addWidget(card)
        inner.addWidget(Card().add(self.form, self.received))
        inner.addStretch(1)
        not_now = secondary("Not now", on_press=self.given_up.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        for part in (ViewHead(self._title, not_now, self._main), self._follows, self.notice):
            column.addWidget(part)
        column.addWidget(scrolled(content), 1)

    def _tell_file(self) -> None:
        if self._prepared is None:
            self._file.say(
                "No corrected file chosen yet: choose one, or drop it here.", Tone.MUTED, "file-text"
            )
        else:
            pages = counted(self._prepared.pages, "page")
            self._file.say(f"{self._prepared.source_name}, {pages}", Tone.GOOD, "file-check")

    def _conclude(self, outcome: tuple[Paper, PaperAlert | None]) -> None:
        self._keeper.forget()
        self.corrected.emit(*outcome)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.notice.say(str(refusal), Tone.BAD)
