"""Choosing a passphrase: typed twice, with how strong it is said while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.fields import PassphraseField
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.founding.passphrases import Strength, require_strong, strength_of

_TONES = {
    Strength.SHORT: (Tone.WARN, "circle-alert"),
    Strength.WEAK: (Tone.BAD, "shield-alert"),
    Strength.GOOD: (Tone.GOOD, "shield-check"),
    Strength.STRONG: (Tone.GOOD, "shield-check"),
}


class NewPassphrase(QWidget):
    """``about`` gives words a guesser would try first. ``edited()`` whenever something is typed."""

    edited = Signal()

    def __init__(self, about: Callable[[], Iterable[str]] = tuple) -> None:
        super().__init__()
        self._about = about
        self.first = PassphraseField(
            "New passphrase",
            help="Four or five words that have nothing to do with each other, with spaces between them.",
        )
        self.again = PassphraseField("The same passphrase again", name="passphrase_again")
        self._strength = StateLine("", Tone.MUTED, "shield")
        self._strength.setObjectName("passphrase_strength")
        self._lay_out()
        self.first.check = lambda passphrase: require_strong(passphrase, self._about())
        self.again.check = self._require_same
        self.first.edited.connect(self._say_strength)
        for each in (self.first, self.again):
            each.edited.connect(self.edited)
        self._say_strength()

    @property
    def strength_sentence(self) -> str:
        """What it says of the passphrase typed so far."""
        return self._strength.text

    def is_sound(self) -> bool:
        """Whether it is strong enough and typed twice alike; says under the field why not."""
        for each in (self.first, self.again):
            if not each.is_sound():
                each.focus()
                return False
        return True

    def value(self) -> str:
        """The passphrase."""
        return self.first.value()

    def clear(self) -> None:
        """Forget what was typed."""
        for each in (self.first, self.again):
            each.set_value("")
            each.clear_error()
        self._say_strength()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.first)
        column.addWidget(self._strength)
        column.addSpacing(sizes.px(sizes.TINY))
        column.addWidget(self.again)

    def _say_strength(self) -> None:
        typed = self.first.line.text()
        self._strength.setVisible(bool(typed))
        if typed:
            found = strength_of(typed, self._about())
            self._strength.say(found.sentence, *_TONES[found.strength])

    def _require_same(self, again: str) -> None:
        if again != self.first.line.text():
            raise InvalidInput("The two differ. Type the same passphrase in both.")
