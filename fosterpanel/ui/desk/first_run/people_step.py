"""The step that asks who works here: the administrator first, then whoever else is known already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosterpanel.domain.service import Role
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.desk.first_run.step import Step
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import ChoiceField, LineField
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine, heading
from fosterpanel.workflow.opening.set_up import NewPerson

ROLES = (
    (Role.CHAIR, "Chair"),
    (Role.VICE_CHAIR, "Vice chair"),
    (Role.PANEL_MEMBER, "Panel member"),
    (Role.ADVISER, "Panel adviser"),
    (Role.DECISION_MAKER, "Agency decision maker"),
    (Role.TEAM_MANAGER, "Team manager"),
    (Role.SOCIAL_WORKER, "Social worker"),
    (Role.ADMINISTRATOR, "Administrator"),
)
_WORDS = dict(ROLES)
_WANTED = (Role.CHAIR, Role.VICE_CHAIR, Role.DECISION_MAKER)


class PeopleStep(Step):
    """The administrator's name, and a short form that adds others one at a time."""

    title = "Who works here"
    line = "You, and whoever you know now. More people can be entered later."

    def __init__(self) -> None:
        super().__init__()
        self.administrator = LineField(
            "Your name", name="administrator", help="You are the panel administrator here."
        )
        self.name = LineField("Name", name="person_name", optional=True).unmarked()
        self.role = ChoiceField("Role", ROLES, name="person_role", optional=True).unmarked()
        self.add: Button = secondary("Add this person", "user-plus", on_press=self._add)
        self.others: list[NewPerson] = []
        self._list = Card(sunk=True)
        self._missing = StateLine("", Tone.MUTED, "info")
        acts = QWidget()
        Flow(acts).addWidget(self.add)
        for part in (
            Form(self.administrator),
            heading("Others"),
            self._list,
            Form(self.name, self.role),
            acts,
        ):
            self.column.addWidget(part)
        self.column.addWidget(self._missing)
        self.name.line.returnPressed.connect(self._add)
        self._show()

    @property
    def people(self) -> tuple[NewPerson, ...]:
        """Everybody, the administrator first."""
        first = NewPerson(
            name=self.administrator.value(), roles=(Role.ADMINISTRATOR,), post="Panel administrator"
        )
        return (first, *self.others)

    def arrive(self) -> None:
        """Begin with the administrator, or go on with the others."""
        (self.name if self.administrator.text() else self.administrator).focus()

    def is_sound(self) -> bool:
        """Whether there is an administrator, and nobody half entered."""
        if not self.administrator.is_sound():
            self.administrator.focus()
            return False
        return not (self.name.text() or self.role.value()) or self._add()

    def _add(self) -> bool:
        try:
            self.others.append(self._entered())
        except InvalidInput:
            return False
        self.name.set_value("")
        self.role.set_value(None)
        self._show()
        self.name.focus()
        return True

    def _entered(self) -> NewPerson:
        name, role = self.name.value(), self.role.value()
        if not name:
            self.name.show_error("Give the person's name, or leave both empty and go on.")
            self.name.focus()
            raise InvalidInput("Somebody has no name. Give it.")
        if role is None:
            self.role.show_error(f"Say what {name} does here.")
            self.role.focus()
            raise InvalidInput("Somebody has no role. Choose it.")
        return NewPerson(name=name, roles=(role,))

    def _remove(self, person: NewPerson) -> None:
        self.others.remove(person)
        self._show()
        self.name.focus()

    def _show(self) -> None:
        self._list.clear()
        self._list.setVisible(bool(self.others))
        for person in self.others:
            self._list.add(self._row(person))
        missing = [
            _WORDS[role].lower() for role in _WANTED if not any(role in one.roles for one in self.others)
        ]
        self._missing.setVisible(bool(missing))
        self._missing.say(
            f"Not entered yet: {', '.join(missing)}. A panel needs them; it can be done later.",
            Tone.MUTED,
            "info",
        )

    def _row(self, person: NewPerson) -> QWidget:
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        who = StateLine(f"{person.name}, {_WORDS[person.roles[0]].lower()}", icon="user")
        row.addWidget(who, 1, Qt.AlignmentFlag.AlignVCenter)
        remove = quiet("Remove", "x", on_press=lambda: self._remove(person))
        remove.setAccessibleName(f"Remove {person.name}")
        row.addWidget(remove)
        return row_widget
