"""A form beside the work that does one act: it keeps a draft, says what follows, and asks before what may be a slip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from shiboken6 import isValid

from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import danger, primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office


class FormSheet(Sheet):
    """Add fields to ``form`` and fill them, then call ``begin``. Override ``work``, and what else is needed.

    ``draft`` names what is typed here for the drafts kept. ``is_final`` marks an act that cannot be taken back.
    ``done(result)`` once the act was done; ``stopped_by_names(found)`` when it would let another family's names out.
    """

    done = Signal(object)
    stopped_by_names = Signal(object)
    go_on_verb = "Go on all the same"

    def __init__(
        self,
        office: Office,
        runner: TaskRunner,
        title: str,
        verb: str,
        *,
        draft: str,
        is_final: bool = False,
    ) -> None:
        super().__init__(title)
        self.office, self.runner, self._draft = office, runner, draft
        self.form = Form()
        self._keeper: DraftKeeper | None = None
        self._is_answered = False
        self.main = danger(verb, on_press=self.submit) if is_final else primary(verb, on_press=self.submit)
        self.main.setToolTip(f"{verb} ({Shortcuts.MAIN_ACT.shown})")
        self._follows = StateLine("", Tone.INK, "info")
        self._follows_card = Card("What follows", sunk=True).add(self._follows)
        self._follows_card.hide()
        self.add(self.form, self._follows_card)
        self.set_acts(self.main, secondary("Not now", on_press=self.close_sheet))
        bind(Shortcuts.MAIN_ACT, self, self.submit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def work(self) -> object:
        """Do the act with what the form holds, every field of it sound."""
        raise NotImplementedError

    def question(self) -> str:
        """What to ask before the act because it may be a slip; nothing when there is nothing to ask."""
        return ""

    def consequence(self) -> tuple[str, Tone] | None:
        """What the act will bring about, said while it is typed; None while that cannot be told."""
        return None

    def settle(self) -> None:
        """Show the fields that what is chosen asks for, and no others."""

    @property
    def follows(self) -> str:
        """What it says will follow."""
        return "" if self._follows_card.isHidden() else self._follows.text

    def begin(self) -> None:
        """Put back what was typed here before and not saved, and keep what is typed from now on."""
        fresh = self.form.texts()
        self._keeper = DraftKeeper(self.form, self.office, self.runner, self._draft)
        self.form.edited.connect(self._follow)
        if self._keeper.was_restored:
            self.notice.say(
                "Here is what you typed before.", Tone.SOFT, "Start afresh", lambda: self._start_afresh(fresh)
            )
        self._follow()

    def submit(self) -> None:
        """Do the act, unless a field is wrong or there is something to ask first."""
        if not self.form.is_sound():
            return
        self.notice.clear()
        self.runner.act(self._asked, self._answer, self._refuse)

    def close_sheet(self) -> None:
        """Put it away with its draft kept."""
        if self._keeper is not None:
            self.runner.act(self._keeper.flush)
        # The page may have been drawn anew meanwhile, and with it the button that opened this.
        if self._came_from is not None and not isValid(self._came_from):
            self._came_from = None
        super().close_sheet()

    def _follow(self) -> None:
        self._is_answered = False
        self.settle()
        try:
            told = self.consequence()
        except FosterPanelError:
            told = None
        self._follows_card.setVisible(told is not None)
        if told is not None:
            sentence, tone = told
            icon = {Tone.BAD: "triangle-alert", Tone.WARN: "circle-alert"}.get(tone, "info")
            self._follows.say(sentence, tone, icon)

    def _start_afresh(self, fresh: dict[str, str]) -> None:
        self.form.restore(fresh)
        self.notice.clear()
        if self._keeper is not None:
            self._keeper.forget()
        self._follow()

    def _asked(self) -> str:
        return "" if self._is_answered else self.question()

    def _answer(self, asked: str) -> None:
        if asked:
            self.notice.say(asked, Tone.WARN, self.go_on_verb, self._go_on)
        else:
            self.runner.act(self.work, self._finish, self._refuse)

    def _go_on(self) -> None:
        self._is_answered = True
        self.submit()

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.notice.say(str(refusal), Tone.BAD)
        if isinstance(refusal, NamesUnanswered):
            self.stopped_by_names.emit(refusal.found)

    def _finish(self, result: object) -> None:
        if self._keeper is not None:
            self._keeper.forget()
        self.close_sheet()
        self.done.emit(result)
