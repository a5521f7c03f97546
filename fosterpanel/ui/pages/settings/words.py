"""The service's own words: the house phrases that nine keys write into the minutes."""

from __future__ import annotations

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import LineField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.words import muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.house_phrases import KEYS, HousePhrase, change_phrase, phrases
from fosterpanel.workflow.office import Office


class WordsSection(Section):
    """A field for each of the nine phrases."""

    line = "The words this service uses again and again"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self.fields = {key: LineField(f"Alt+{key}", name=f"phrase_{key}", optional=True) for key in KEYS}
        self._kept: dict[int, str] = {}
        card = Card("House phrases").add(
            muted(
                "In the meeting room Alt and a figure write one where the cursor is. A field left empty gets back "
                "the phrase the program came with."
            ),
            Form(*self.fields.values()),
        )
        card.add_acts(secondary("Keep these phrases", "save", on_press=self._keep))
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the phrases as they are kept, but for a field somebody is typing in."""
        self.runner.act(lambda: phrases(self.office), self._show)

    def _show(self, held: tuple[HousePhrase, ...]) -> None:
        self._kept = {one.key: one.words for one in held}
        for one in held:
            if not self.fields[one.key].control.hasFocus():
                self.fields[one.key].set_value(one.words)

    def _keep(self) -> None:
        typed = {key: field.value() for key, field in self.fields.items()}
        changed = {key: words for key, words in typed.items() if words != self._kept.get(key)}
        self.runner.act(lambda: [change_phrase(self.office, *each) for each in changed.items()], self._tell)

    def _tell(self, changed: list[HousePhrase]) -> None:
        said = "Kept. The meeting room writes them from now on." if changed else "Nothing was changed."
        self.page.notice.say(said, Tone.GOOD)
        self.refresh()
