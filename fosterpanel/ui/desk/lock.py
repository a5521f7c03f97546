"""Locking without losing a word: what is open is closed, what was typed is kept, and where the person was is noted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from fosterpanel.domain.service import Role
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.cursors import cursor_of, put_cursor
from fosterpanel.ui.desk.places import Destination
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.workflow.drafts import keep_draft


@dataclass(frozen=True, slots=True)
class ReturnTo:
    """Where somebody was when the desk locked: ids and positions, and no word of what was typed.

    ``unkept`` holds what could not be written before the lock, by draft place; it is written when the desk opens.
    """

    person_id: str
    role: Role | None
    at: Destination | None
    forms: tuple[str, ...] = ()
    focus: str = ""
    cursor: int = 0
    unkept: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)


def leave(desk: DeskWindow) -> ReturnTo:
    """Keep every draft of a desk and say where the person was."""
    unkept: dict[str, dict[str, str]] = {}
    keepers = desk.pages.keepers()
    for keeper in keepers:
        try:
            keeper.flush()
        except FosterPanelError:
            unkept[keeper.place] = keeper.form.texts()
    if desk.door.room is not None:
        with suppress(FosterPanelError):
            desk.door.room.leave()
    focused = QApplication.focusWidget()
    inside = focused is not None and desk.pages.isAncestorOf(focused)
    person = desk.office.person
    return ReturnTo(
        person_id=person.id,
        role=person.roles[0] if person.roles else None,
        at=desk.at if desk.places else None,
        forms=tuple(keeper.place for keeper in keepers if keeper.form.isVisibleTo(desk)),
        focus=focused.objectName() if inside and focused is not None else "",
        cursor=cursor_of(focused),
        unkept=unkept,
    )


def come_back(desk: DeskWindow, to: ReturnTo) -> None:
    """Show what was shown, open the forms that were open with every word, and put the cursor where it was."""
    for place, fields in to.unkept.items():
        desk.runner.act(partial(keep_draft, desk.office, place, fields))
    if to.at is None:
        return
    desk.go(to.at)
    if desk.door.room is not None:
        return
    page = desk.pages.current
    for place in to.forms:
        page.open_form(place)
    for keeper in desk.pages.keepers():
        if keeper.place in to.unkept:
            keeper.take_up(to.unkept[keeper.place])
    focused = page.findChild(QWidget, to.focus) if to.focus else None
    if focused is not None:
        focused.setFocus()
        put_cursor(focused, to.cursor)


def close_whatever_is_open(but: QWidget) -> None:
    """Close every dialog, menu and list that lies over the window, without asking and without doing what they offer."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
        popup.hide()
        popup.close()
    for window in QApplication.topLevelWidgets():
        if window is not but and window.isVisible() and not but.isAncestorOf(window):
            if isinstance(window, QDialog):
                window.reject()
            window.hide()
