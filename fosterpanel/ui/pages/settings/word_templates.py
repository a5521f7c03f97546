"""The service's own templates for copies in Word: which are used, taking one in, and the one to start from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.issued import DocumentKind
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.files import choose_file, choose_place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.record_row import row_button
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.words import muted, small, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.hand_back import (
    TEMPLATE_FIELDS,
    TEMPLATES,
    keep_word_template,
    save_shipped_template,
    use_shipped_template,
    word_template,
)
from fosterpanel.workflow.office import Office

WORD = "Word documents (*.docx)"
NAMES = {
    DocumentKind.MINUTES: "Minutes and their addenda",
    DocumentKind.DECISION: "Decision records",
    DocumentKind.LETTER: "Letters",
}


class TemplateRow(QWidget):
    """One kind of document: which template it uses, choosing another, and going back to the one that ships."""

    def __init__(self, name: str, choose: Callable[[], object], go_back: Callable[[], object]) -> None:
        super().__init__()
        self._used = small("")
        shipped = "Use the one that ships"
        self._back = row_button(shipped, f"{shipped}: {name}", go_back, "undo-2")
        lines = QVBoxLayout()
        lines.setSpacing(sizes.px(2))
        lines.addWidget(words(name, "strong"))
        lines.addWidget(self._used)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.px(sizes.TINY), 0, sizes.px(sizes.TINY))
        row.addLayout(lines, 1)
        row.addWidget(row_button("Choose…", f"Choose a template: {name}", choose, "folder-open"))
        row.addWidget(self._back)

    def show_name(self, own: str) -> None:
        """Show the name of the service's own template; empty for the one that ships."""
        self._used.setText(f"“{own}”, your own" if own else "The one that ships")
        self._back.setVisible(bool(own))


class WordTemplatesSection(Section):
    """A row for each kind of document that is handed back in Word."""

    line = "How copies of minutes, decisions and letters look in Word"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self._rows = {
            kind: TemplateRow(NAMES[kind], partial(self._ask_which, kind), partial(self._go_back, kind))
            for kind in TEMPLATES
        }
        self.column.addWidget(Card("Templates in use").add(*self._rows.values()))
        self.column.addWidget(self._start())
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show which template each kind of document uses."""
        for kind, row in self._rows.items():
            row.show_name(word_template(self.office, kind))

    def take_in(self, kind: DocumentKind, path: Path) -> None:
        """Have the template in that file used from now on, once it is found to be usable."""
        self.runner.run(
            f"Looking over {path.name}",
            lambda: keep_word_template(self.office, kind, path),
            lambda _: self._done(f"{NAMES[kind]} are copied into “{path.name}” from now on."),
            self._refuse,
        )

    def save_shipped(self, path: Path) -> None:
        """Write the template that ships, to make one's own from."""
        told = "Change it in Word, then choose it above."
        self.runner.act(
            lambda: save_shipped_template(path),
            lambda saved: self.page.notice.say(f"Saved as {saved.name}. {told}", Tone.GOOD),
            self._refuse,
        )

    def _start(self) -> Card:
        fields = "\n".join(f"{{{{ {name} }}}}  {what}" for name, what in TEMPLATE_FIELDS.items())
        told = "Save the one that ships, put your letterhead on it in Word, and choose it above."
        needed = "These fields are filled in. Only {{ content }} is needed, alone in a paragraph."
        card = Card("A template of your own").add(muted(told), muted(needed), muted(fields))
        return card.add_acts(secondary("Save the one that ships…", "download", on_press=self._ask_where))

    def _ask_which(self, kind: DocumentKind) -> None:
        choose_file(self, f"Template for Word: {NAMES[kind]}", WORD, partial(self.take_in, kind))

    def _ask_where(self) -> None:
        title = "Where to save the template"
        choose_place(self, title, WORD, self.save_shipped, proposed="template.docx", suffix="docx")

    def _go_back(self, kind: DocumentKind) -> None:
        self.runner.act(
            lambda: use_shipped_template(self.office, kind),
            lambda _: self._done(f"{NAMES[kind]} are copied into the one that ships again."),
        )

    def _done(self, sentence: str) -> None:
        self.refresh()
        self.page.notice.say(sentence, Tone.GOOD)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.page.notice.say(str(refusal), Tone.BAD)
