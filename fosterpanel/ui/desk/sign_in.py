"""Who is at the desk: one of the service's people, in one of their roles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from fosterpanel.domain.service import Person, Role
from fosterpanel.ui.desk.door import Door
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.tables import Column, Table

WIDTH = 520
ROWS_SHOWN = 8
_ICONS = {
    Role.ADMINISTRATOR: "briefcase",
    Role.CHAIR: "gavel",
    Role.VICE_CHAIR: "gavel",
    Role.DECISION_MAKER: "scale",
    Role.ADVISER: "life-buoy",
}

Seat = tuple[Person, Role | None]


class SignInPage(Door):
    """Everybody once for each role, whoever sat here last first. ``chosen(person_id, role)`` when one is opened."""

    chosen = Signal(str, object)

    def __init__(self, service: str, people: Sequence[Person], last_id: str = "") -> None:
        super().__init__("Who is at the desk?", service, icon="user-check", width=WIDTH)
        self.people: Table[Seat] = Table(
            "People",
            _columns(),
            empty="Nobody works here yet.",
            icon="users",
            key=lambda seat: (seat[0].id, seat[1]),
            has_titles=False,
            has_filter=len(people) > ROWS_SHOWN,
        )
        self.people.setMinimumHeight(sizes.px(380))
        self.people.set_rows(_seats(people, last_id))
        self.people.view.go_to(0)
        self.people.opened.connect(lambda seat: self.chosen.emit(seat[0].id, seat[1]))
        self.people.view.clicked.connect(lambda _: self._choose_current())
        self.card.add(self.people)

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        self.people.view.setFocus()

    def _choose_current(self) -> None:
        seat = self.people.current()
        if seat is not None:
            self.chosen.emit(seat[0].id, seat[1])


def _seats(people: Sequence[Person], last_id: str) -> list[Seat]:
    in_order = sorted(people, key=lambda person: person.id != last_id)
    return [(person, role) for person in in_order for role in (person.roles or (None,))]


def _columns() -> list[Column[Seat]]:
    return [
        Column(
            "Person",
            lambda seat: seat[0].name,
            why=lambda seat: seat[1].value.capitalize() if seat[1] else "No role yet",
            icon=lambda seat: (_ICONS.get(seat[1], "user") if seat[1] else "user", Tone.SOFT),
            is_bold=True,
        )
    ]
