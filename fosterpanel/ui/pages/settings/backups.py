"""Backups: making one, and the drill that shows one can be relied on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from fosterpanel.domain.wording import long_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.files import choose_file, choose_place
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import PassphraseField
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.founding.security import back_up, drill_restore, safekeeping
from fosterpanel.workflow.founding.stores import StoreCheck, check_sentence
from fosterpanel.workflow.office import Office

STORES = "Stores (*.store)"
TOO_LONG = timedelta(days=7)
DRILL_TOO_LONG = timedelta(days=92)


class BackupsSection(Section):
    """When the last one was made, a button that makes one, and a drill that restores one into a throw-away copy."""

    line = "Copies of the store, and trying to restore one"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self._made = StateLine("")
        self._drilled = StateLine("")
        self.passphrase = PassphraseField("Passphrase of the backup", name="drill_passphrase")
        self.back_up = primary("Back up now", "hard-drive", on_press=self._ask_where)
        self.drill = secondary("Try a restore", "life-buoy", on_press=self._ask_which)
        self._lay_out()

    def refresh(self) -> None:
        """Say when the last ones were."""
        kept, today = safekeeping(self.office), self.office.clock.today()
        _say_when(self._made, "Last backup", kept.backed_up_on, today, TOO_LONG)
        _say_when(self._drilled, "Last restore tried", kept.drilled_on, today, DRILL_TOO_LONG)

    def save_to(self, target: Path) -> None:
        """Back up to that file, which the person has agreed to replace where it is there."""
        self.runner.run(
            f"Backing up to {target.name}",
            lambda: back_up(self.office, target, replace=target.exists()),
            lambda found: self._done(f"Backed up to {target.name}", found),
            done_words=f"Backed up to {target.name}",
        )

    def try_restore(self, backup: Path) -> None:
        """Restore that backup into a copy that is thrown away again."""
        if not self.passphrase.is_sound():
            self.passphrase.focus()
            return
        passphrase = self.passphrase.value()
        self.runner.run(
            f"Restoring {backup.name} into a throw-away copy",
            lambda: drill_restore(self.office, backup, passphrase=passphrase),
            lambda found: self._done(f"{backup.name} can be restored", found),
            self._refuse,
        )

    def _lay_out(self) -> None:
        keep = "A backup is encrypted and opens with the same passphrase. Keep it on another disk, away from here."
        drill = "A backup nobody has restored is a hope. This checks every page and file of one, in a throw-away copy."
        self.column.addWidget(Card("Backup").add(muted(keep), self._made).add_acts(self.back_up))
        self.column.addWidget(
            Card("Restore drill").add(muted(drill), self._drilled, self.passphrase).add_acts(self.drill)
        )
        self.column.addStretch(1)

    def _ask_where(self) -> None:
        proposed = f"{self.office.store.path.stem} {self.office.clock.today().isoformat()}.store"
        choose_place(
            self, "Where to keep the backup", STORES, self.save_to, proposed=proposed, suffix="store"
        )

    def _ask_which(self) -> None:
        if self.passphrase.is_sound():
            choose_file(self, "Which backup to try", STORES, self.try_restore)
        else:
            self.passphrase.focus()

    def _done(self, words: str, found: StoreCheck) -> None:
        self.passphrase.set_value("")
        self.refresh()
        self.page.notice.say(f"{words}. {check_sentence(found)}", Tone.GOOD)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.passphrase.show_error(str(refusal))


def _say_when(line: StateLine, what: str, on: date | None, today: date, too_long: timedelta) -> None:
    if on is None:
        line.say(f"{what}: never.", Tone.WARN, "circle-alert")
    elif today - on > too_long:
        line.say(f"{what}: {long_date(on)}, {(today - on).days} days ago.", Tone.WARN, "circle-alert")
    else:
        line.say(f"{what}: {long_date(on)}.", Tone.GOOD, "circle-check")
