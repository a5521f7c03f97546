"""The settings page: its sections in a row, one of them shown below."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QStackedWidget

from fosterpanel.ui.pages.settings.backups import BackupsSection
from fosterpanel.ui.pages.settings.people import PeopleSection
from fosterpanel.ui.pages.settings.rules import RulesSection
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.pages.settings.security import SecuritySection
from fosterpanel.ui.pages.settings.service import ServiceSection
from fosterpanel.ui.pages.settings.word_templates import WordTemplatesSection
from fosterpanel.ui.pages.settings.words import WordsSection
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office


class SettingsView(StrEnum):
    """The sections, in the order of the row."""

    SERVICE = "The service"
    PEOPLE = "People"
    RULES = "Rules and policy"
    WORDS = "Words"
    WORD_TEMPLATES = "Word templates"
    SECURITY = "Security"
    BACKUPS = "Backups"


SECTIONS: dict[SettingsView, type[Section]] = {
    SettingsView.SERVICE: ServiceSection,
    SettingsView.PEOPLE: PeopleSection,
    SettingsView.RULES: RulesSection,
    SettingsView.WORDS: WordsSection,
    SettingsView.WORD_TEMPLATES: WordTemplatesSection,
    SettingsView.SECURITY: SecuritySection,
    SettingsView.BACKUPS: BackupsSection,
}


class SettingsPage(Page):
    """Sections are made when somebody first looks at them. A person's id shows that person."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Settings")
        self._runner = runner
        self._made: dict[SettingsView, Section] = {}
        self.views = ViewBar(SettingsView)
        self._stack = QStackedWidget()
        self.body.addWidget(self.views)
        self.body.addWidget(self._stack, 1)
        self.views.chosen.connect(self.show_section)

    @property
    def section(self) -> Section:
        """The section shown."""
        return self._made[self.views.view]

    def refresh(self) -> None:
        """Read what the section shows."""
        self.show_section(self.views.view)

    def show_section(self, view: SettingsView) -> None:
        """Show a section as its records stand now."""
        self.notice.clear()
        self.views.choose(view)
        if view not in self._made:
            self._make(view)
        self._stack.setCurrentIndex(list(self._made).index(view))
        self.set_context(self.section.line)
        self._runner.act(self.section.refresh)

    def open_subject(self, subject_id: str) -> None:
        """Show somebody who works here."""
        self.show_section(SettingsView.PEOPLE)
        self.section.open_subject(subject_id)

    def open_part(self, part: str) -> None:
        """Show the section of that name."""
        self.show_section(SettingsView(part))

    def open_form(self, draft_place: str) -> None:
        """Open the form that was open."""
        is_service = draft_place == ServiceSection.draft
        self.show_section(SettingsView.SERVICE if is_service else SettingsView.PEOPLE)
        self.section.open_form(draft_place)

    def _make(self, view: SettingsView) -> None:
        section = SECTIONS[view](self.office, self._runner, self)
        self._made[view] = section
        self._stack.addWidget(scrolled(section))
