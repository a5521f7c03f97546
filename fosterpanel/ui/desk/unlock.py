"""The way in: which store, and what opens it. Also the lock: it then says whose desk it is and why it locked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from fosterpanel.ui.desk.door import Door
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, primary, quiet, secondary
from fosterpanel.ui.parts.fields import PassphraseField, TextField
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import in_order
from fosterpanel.ui.parts.words import StateLine, small


@dataclass(frozen=True, slots=True)
class Key:
    """What the person gave to open a store; exactly one of the three."""

    path: Path
    passphrase: str | None = field(default=None, repr=False)
    recovery_words: str | None = field(default=None, repr=False)
    use_keychain: bool = False


class UnlockPage(Door):
    """Signals: ``opening_asked(Key)``, ``setup_asked()`` for a new service, ``demo_asked()`` to look around.

    ``service`` and ``why`` are given when the desk locked: nothing but the ways in is offered then.
    """

    opening_asked = Signal(object)
    setup_asked = Signal()
    demo_asked = Signal()

    def __init__(self, store: Path | None, *, service: str = "", why: str = "") -> None:
        super().__init__(service or "Foster Panel", why or _greeting(store))
        self._store = store
        self._is_lock = bool(service)
        self._wants_words = False
        self._build()
        self._lay_out_card()
        self._connect()

    def show_busy(self, words: str) -> None:
        """Say what is being done, and take no more answers meanwhile."""
        self._state.say(words, Tone.MUTED, "hourglass")
        self._state.show()
        self.card.setEnabled(False)

    def show_refusal(self, sentence: str) -> None:
        """Say under the field why it did not open."""
        self._state.hide()
        self.card.setEnabled(True)
        self._asked.show_error(sentence)
        self._asked.focus()

    @cached_property
    def words(self) -> TextField:
        """The field for the recovery words, made when somebody first wants to write them: few ever do."""
        field = TextField(
            "Recovery words",
            help="The 24 words you wrote down, in order; four letters of each are enough.",
            name="recovery_words",
        )
        self.card.body.insertWidget(1, field)
        in_order(
            field.focus_target(), self.open, self._keychain, self._other, self._new, self._demo, self._choose
        )
        return field

    @property
    def _asked(self) -> PassphraseField | TextField:
        return self.words if self._wants_words else self.passphrase

    @property
    def store(self) -> Path | None:
        """The store to be opened, once there is one."""
        return self._store

    def offer_keychain(self) -> None:
        """Offer to open it with this computer's keychain."""
        self._keychain.show()

    def focus_first(self) -> None:
        """Put the cursor where the first answer goes."""
        if self._store is None:
            self._new.setFocus()
        else:
            self.passphrase.focus()

    def _build(self) -> None:
        self.passphrase = PassphraseField("Passphrase")
        self.open: Button = primary("Unlock", "lock-open", on_press=self._ask)
        self._other: Button = quiet(
            "Use the recovery words", on_press=lambda: self._by_words(wanted=not self._wants_words)
        )
        self._keychain = secondary(
            "Open with this computer’s keychain", "key-round", on_press=self._ask_keychain
        )
        self._keychain.hide()
        self._file: QLabel = small(_shown(self._store))
        first, other = (primary, secondary) if self._store is None else (quiet, quiet)
        verb = "Open a store" if self._store is None else "Open another store"
        self._new = first("Set up a new service", "plus", on_press=self.setup_asked.emit)
        self._demo = other("Look around with an invented service", "eye", on_press=self.demo_asked.emit)
        self._choose = other(verb, "folder-open", on_press=self._choose_store)
        self._state = StateLine("", Tone.MUTED, "hourglass")
        self._state.hide()

    def _lay_out_card(self) -> None:
        ways = Flow()
        for button in (self.open, self._keychain, self._other):
            ways.addWidget(button)
        self.card.add(self.passphrase, ways, self._state)
        for part in (self.passphrase, self.open, self._other):
            part.setVisible(self._store is not None)
        if self._is_lock:
            return
        others = Flow(spacing=sizes.SMALL if self._store is None else sizes.TINY)
        for button in (self._new, self._demo, self._choose):
            others.addWidget(button)
        if self._store is not None:
            self.card.add(self._file)
        self.card.add(others)

    def _connect(self) -> None:
        self.passphrase.line.returnPressed.connect(self._ask)

    def _by_words(self, *, wanted: bool) -> None:
        self._asked.hide()
        self._wants_words = wanted
        self._asked.show()
        self._asked.focus()
        self._other.become("Use the passphrase" if wanted else "Use the recovery words")

    def _ask(self) -> None:
        if self._store is None or not self._asked.is_sound():
            return
        if self._wants_words:
            self.opening_asked.emit(Key(self._store, recovery_words=self.words.value()))
        else:
            self.opening_asked.emit(Key(self._store, passphrase=self.passphrase.value()))

    def _ask_keychain(self) -> None:
        if self._store is not None:
            self.opening_asked.emit(Key(self._store, use_keychain=True))

    def _choose_store(self) -> None:
        from fosterpanel.ui.desk.files import choose_file

        choose_file(self, "Choose a store", "Stores (*.store)", self.choose, proposed=_folder(self._store))

    def choose(self, store: Path) -> None:
        """Open that store instead."""
        self._store = store
        self._file.setText(_shown(store))
        for part in (self.open, self._other):
            part.show()
        self._by_words(wanted=False)


def _greeting(store: Path | None) -> str:
    if store is None:
        return "Fostering panels from agenda to signed decision, on one encrypted store."
    return "Your records are encrypted. Unlock them to begin."


def _shown(store: Path | None) -> str:
    return "" if store is None else f"Store: {store.name}, in {store.parent.name}"


def _folder(store: Path | None) -> str:
    return "" if store is None else str(store.parent)
