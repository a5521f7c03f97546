"""What opens the store, and when it locks by itself."""

from __future__ import annotations

from fosterpanel.domain.wording import counted
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.new_passphrase import NewPassphrase
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.files import ask_where_to_save
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.pages.settings.words_sheet import NewWordsSheet
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import NumberField, PassphraseField
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.founding.security import (
    change_passphrase,
    forget_on_this_computer,
    opens_without_passphrase,
    remember_on_this_computer,
)
from fosterpanel.workflow.founding.service import save_authority_certificate
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import IDLE_MINUTES, LEAST_IDLE, MOST_IDLE, idle_minutes, set_idle_minutes


class SecuritySection(Section):
    """Locking, the passphrase, this computer's keychain, the recovery words: a card each."""

    line = "What opens the store, and when it locks"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self._build()
        self._lay_out()

    def refresh(self) -> None:
        """Show after how long the store locks, and whether this computer opens it."""
        if not self.idle.line.hasFocus():
            self.idle.set_value(idle_minutes(self.office))
        self.runner.run(
            "Asking the keychain",
            lambda: opens_without_passphrase(self.office),
            self._show_keychain,
            lambda refusal: self._keychain_state.say(str(refusal), Tone.MUTED, "info"),
        )

    def _build(self) -> None:
        self.idle = NumberField(
            "Lock after", unit="minutes without a key pressed", least=LEAST_IDLE, most=MOST_IDLE
        )
        self.current = PassphraseField("Passphrase you have now", name="current_passphrase")
        self.new = NewPassphrase(lambda: (self.office.service.name, self.office.person.name))
        self._keychain_state = StateLine("", Tone.MUTED, "key-round")
        self.keychain = secondary(
            "Open with this computer’s keychain", "key-round", on_press=self._switch_keychain
        )
        self._is_remembered = False

    def _lay_out(self) -> None:
        locking = Card("Locking").add(self.idle)
        locking.add_acts(secondary("Keep these minutes", "save", on_press=self._set_idle))
        passphrase = Card("Passphrase").add(self.current, self.new)
        passphrase.add_acts(secondary("Change the passphrase", "key", on_press=self._change_passphrase))
        computer = Card("This computer").add(self._keychain_state).add_acts(self.keychain)
        words = Card("Recovery words").add(
            StateLine(
                "Draw new ones when the paper is lost or somebody saw it; the old ones stop working then.",
                icon="info",
            )
        )
        words.add_acts(secondary("Draw new recovery words", "refresh-cw", on_press=self._draw_words))
        signatures = Card("Signatures").add(
            StateLine(
                "Whoever checks your signed documents needs this certificate. It is public and names no family.",
                icon="signature",
            )
        )
        signatures.add_acts(secondary("Save the certificate…", "download", on_press=self._save_certificate))
        for card in (locking, passphrase, computer, words, signatures):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _save_certificate(self) -> None:
        ask_where_to_save(
            self,
            "authority.pem",
            "Certificate (*.pem)",
            lambda path: self.runner.act(
                lambda: save_authority_certificate(self.office, path),
                lambda saved: self._say(f"Saved as {saved.name}: give it to whoever checks your documents."),
            ),
        )

    def _set_idle(self) -> None:
        if self.idle.is_sound():
            minutes = self.idle.value()
            assert minutes is not None
            self.keep(
                "minutes before locking chosen",
                IDLE_MINUTES,
                lambda: set_idle_minutes(self.office, minutes),
                lambda: self._tell_idle(minutes),
            )

    def _tell_idle(self, minutes: int) -> None:
        self.page.idle_chosen.emit(minutes)
        self._say(f"Kept. It locks after {counted(minutes, 'minute')} without a key pressed, from now on.")

    def _change_passphrase(self) -> None:
        if not (self.current.is_sound() and self.new.is_sound()):
            return
        current, new = self.current.value(), self.new.value()
        self.runner.run(
            "Changing the passphrase",
            lambda: change_passphrase(self.office, current=current, new=new),
            lambda _: self._changed_passphrase(),
            self._refuse_current,
        )

    def _changed_passphrase(self) -> None:
        self.current.set_value("")
        self.new.clear()
        self._say(
            "Changed. The old passphrase no longer opens the store; backups made before still open with it."
        )

    def _refuse_current(self, refusal: FosterPanelError) -> None:
        self.current.show_error(str(refusal))
        self.current.focus()

    def _show_keychain(self, remembered: bool) -> None:  # a callback takes its result by place
        self._is_remembered = remembered
        if remembered:
            self._keychain_state.say(
                "Whoever is signed in to this computer can open it.", Tone.WARN, "lock-open"
            )
            self.keychain.become("Ask for the passphrase again", "lock")
        else:
            self._keychain_state.say("The passphrase is asked every time.", Tone.GOOD, "lock")
            self.keychain.become("Open with this computer’s keychain", "key-round")

    def _switch_keychain(self) -> None:
        act = forget_on_this_computer if self._is_remembered else remember_on_this_computer
        self.runner.run("Asking the keychain", lambda: act(self.office), lambda _: self.refresh())

    def _draw_words(self) -> None:
        sheet = NewWordsSheet(self.office, self.runner)
        sheet.changed.connect(
            lambda: self._say("The new words open the store from now on. Destroy the old paper.")
        )
        self.page.show_sheet(sheet)

    def _say(self, sentence: str) -> None:
        self.page.notice.say(sentence, Tone.GOOD)
