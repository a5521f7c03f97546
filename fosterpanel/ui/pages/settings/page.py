"""The settings page: its sections at the left, one of them beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.settings.backups import BackupsSection
from fosterpanel.ui.pages.settings.people import PeopleSection
from fosterpanel.ui.pages.settings.rules import RulesSection
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.pages.settings.security import SecuritySection
from fosterpanel.ui.pages.settings.service import ServiceSection
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office

SECTIONS: tuple[type[Section], ...] = (
    ServiceSection,
    PeopleSection,
    RulesSection,
    SecuritySection,
    BackupsSection,
)


class SettingsPage(Page):
    """Sections are made when somebody first looks at them."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Settings")
        self._runner = runner
        self._made: dict[type[Section], Section] = {}
        self._build()
        self._lay_out_body()
        self.sections.moved.connect(self._show_section)
        self.sections.go_to(ServiceSection.title)

    @property
    def section(self) -> Section:
        """The section shown."""
        return self.show_section(self.sections.current() or ServiceSection)

    def refresh(self) -> None:
        """Read what the section shows."""
        self._runner.act(self.section.refresh)

    def show_section(self, kind: type[Section]) -> Section:
        """Show a section; the section itself."""
        if kind not in self._made:
            made = self._made[kind] = kind(self.office, self._runner, self)
            self._stack.addWidget(scrolled(made) if kind.scrolls else made)
        section = self._made[kind]
        self._stack.setCurrentIndex(list(self._made).index(kind))
        return section

    def open_subject(self, subject_id: str) -> None:
        """Show somebody who works here."""
        self.sections.go_to(PeopleSection.title)
        self.section.open_subject(subject_id)

    def open_form(self, draft_place: str) -> None:
        """Open the form that was open."""
        kind = ServiceSection if draft_place.startswith(ServiceSection.draft) else PeopleSection
        self.sections.go_to(kind.title)
        self.section.open_form(draft_place)

    def _build(self) -> None:
        self.sections: Table[type[Section]] = Table(
            "Sections",
            [
                Column(
                    "Section",
                    lambda kind: kind.title,
                    why=lambda kind: kind.line,
                    icon=lambda kind: (kind.icon, Tone.SOFT),
                    is_bold=True,
                )
            ],
            empty="",
            key=lambda kind: kind.title,
            has_filter=False,
            has_titles=False,
        )
        self.sections.set_rows(SECTIONS)
        self._stack = QStackedWidget()

    def _lay_out_body(self) -> None:
        card = Card(margin=4).add(self.sections)
        self.body.addWidget(Columns(self._stack, left=card), 1)

    def _show_section(self, kind: type[Section] | None) -> None:
        if kind is not None:
            self.notice.clear()
            section = self.show_section(kind)
            self._runner.act(section.refresh)
