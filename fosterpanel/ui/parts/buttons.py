"""Buttons: a verb, perhaps an icon, perhaps keys. The main act of a page is the one filled button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from fosterpanel.ui.look import icons, sizes
from fosterpanel.ui.look.ring import draw_inner_edge
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.naming import name

if TYPE_CHECKING:
    from fosterpanel.ui.keys import Shortcuts

_ICON_TONE = {"primary": Tone.ON_ACCENT, "danger": Tone.BAD, "quiet": Tone.ACCENT, "search": Tone.MUTED}
_ICON_GAP = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button that Enter presses as well as Space; ``kind`` is primary, secondary, quiet, danger, icon or segment."""

    def __init__(
        self,
        verb: str,
        kind: str,
        icon: str = "",
        shortcut: Shortcuts | None = None,
        on_press: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("" if kind == "icon" else verb.replace("&", "&&"))
        name(self, verb)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._tell_keys(verb, shortcut)
        if icon:
            self.setIcon(icons.icon(icon, _ICON_TONE.get(kind, Tone.INK)))
            gap = 0 if kind == "icon" else _ICON_GAP
            self.setIconSize(QSize(sizes.px(sizes.ICON + gap), sizes.px(sizes.ICON)))
        if on_press is not None:
            self.clicked.connect(lambda: on_press())  # noqa: PLW0108 - `clicked` says whether it is checked

    def become(self, verb: str, icon: str = "") -> None:
        """Do something else from now on: another verb and icon on the same button."""
        self.setAccessibleName(verb)
        if self.property("kind") == "icon":
            self.setToolTip(verb)
        else:
            self.setText(verb.replace("&", "&&"))
        if icon:
            self.setIcon(icons.icon(icon, _ICON_TONE.get(self.property("kind"), Tone.INK)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, where Qt alone would not."""
        if event.key() in _ENTER and event.modifiers() in _BARE:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the inner edge of the ring as well."""
        super().paintEvent(event)
        draw_inner_edge(self)

    def _tell_keys(self, verb: str, shortcut: Shortcuts | None) -> None:
        if shortcut is not None:
            self.setShortcut(shortcut.sequence())
            self.setToolTip(f"{verb} ({shortcut.shown})")
            self.setAccessibleDescription(shortcut.shown)
        elif self.property("kind") == "icon":
            self.setToolTip(verb)


_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def primary(
    verb: str,
    icon: str = "",
    *,
    shortcut: Shortcuts | None = None,
    on_press: Callable[[], object] | None = None,
) -> Button:
    """The filled button: the one act a page is for."""
    return Button(verb, "primary", icon, shortcut, on_press)


def secondary(
    verb: str,
    icon: str = "",
    *,
    shortcut: Shortcuts | None = None,
    on_press: Callable[[], object] | None = None,
) -> Button:
    """An outlined button: another act of the page."""
    return Button(verb, "secondary", icon, shortcut, on_press)


def quiet(
    verb: str,
    icon: str = "",
    *,
    shortcut: Shortcuts | None = None,
    on_press: Callable[[], object] | None = None,
) -> Button:
    """A button without an edge, like a link: going somewhere, or a small act within text."""
    return Button(verb, "quiet", icon, shortcut, on_press)


def danger(
    verb: str,
    icon: str = "",
    *,
    shortcut: Shortcuts | None = None,
    on_press: Callable[[], object] | None = None,
) -> Button:
    """A button for what cannot be undone."""
    return Button(verb, "danger", icon, shortcut, on_press)


def icon_only(
    verb: str,
    icon: str,
    *,
    shortcut: Shortcuts | None = None,
    on_press: Callable[[], object] | None = None,
) -> Button:
    """A square button that shows only its icon; the verb is its tooltip and is read aloud."""
    return Button(verb, "icon", icon, shortcut, on_press)
