"""The page of the foster homes: the register, and one home with all there is about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import ApprovalState, Exemption, FosterHome, Placement, Resignation
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import long_date, plain_date, spelt
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.pages.copies import ask_for_chronology
from fosterpanel.ui.pages.homes.approval_sheets import ExtensionSheet, StartChangeSheet, TemporarySheet
from fosterpanel.ui.pages.homes.children_sheets import PlacementSheet
from fosterpanel.ui.pages.homes.forms import sheet_for
from fosterpanel.ui.pages.homes.home_sheets import EnterHomeSheet
from fosterpanel.ui.pages.homes.home_view import HomeView
from fosterpanel.ui.pages.homes.parts import CHANGE
from fosterpanel.ui.pages.homes.register_list import Register
from fosterpanel.ui.pages.homes.sheet_makers import MakeSheet
from fosterpanel.ui.pages.records_page import RecordsPage, Told
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.parts.buttons import Button, primary, secondary
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.homes.coming_changes import bring_register_up_to_date
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.homes_overview import (
    HomeFile,
    HomeLine,
    WayOut,
    home_file,
    register_lines,
)
from fosterpanel.workflow.standing import Harm


class HomesPage(RecordsPage):
    """The register to begin with; ``open_subject`` with a home's id shows that home."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, "Foster homes")
        self._file: HomeFile | None = None
        self.register = Register()
        self.standing = Notice()
        self.standing.setObjectName("standing")
        self.home = HomeView(self._ask, self._change, self._open_item, self._save_chronology, self.standing)
        self.set_views(scrolled(self.register), self.home)
        self.register.opened.connect(lambda line: self.open_subject(line.id))
        self.register.change_asked.connect(self._change_from_row)

    def dress_list(self) -> None:
        """Say what the register is for."""
        self.set_title("Foster homes")
        self.set_acts(primary("Enter a home", "plus", shortcut=Shortcuts.NEW, on_press=self._enter))
        self.standing.clear()

    def gather(self) -> tuple[HomeLine, ...]:
        """Read the register."""
        return register_lines(self.office)

    def show_gathered(self, gathered: Any) -> None:
        """Show the register."""
        self.register.show_lines(gathered)

    def say_list(self, gathered: Any) -> None:
        """Say how many homes cannot wait."""
        self.set_context(_pressing_words(sum(line.harm is Harm.NOW for line in gathered)))

    def dress_one(self) -> None:
        """Offer what is done most at a home, once it was read."""
        self._file = self.way_back = None
        self.standing.clear()
        self.set_acts()

    def read_one(self) -> None:
        """Read the home again."""
        self.runner.act(lambda: home_file(self.office, self.subject_id), self._show_file)

    def open_part(self, part: str) -> None:
        """Begin a change of the home's terms."""
        if part == CHANGE:
            self._start_change()

    def open_form(self, draft_place: str) -> None:
        """Open the sheet again that keeps its draft there."""
        make: MakeSheet | None = EnterHomeSheet if draft_place == "home-new" else None
        if make is None and self._file is not None:
            make = sheet_for(draft_place, self._file)
        if make is not None:
            self._ask(make)

    def focus_list(self) -> None:
        """Go to the rows."""
        self.register.table.focus_rows()

    def _show_file(self, file: HomeFile) -> None:
        if file.home.id != self.subject_id or file == self._file:
            return
        if self._file is None or self._file.home.state is not file.home.state:
            self.set_acts(*self._acts_for(file.home))
        self._file = file
        self.set_title(f"{file.home.reference} · {file.home.names}")
        self.set_context(_context(file))
        self._say_standing(file)
        self.home.show_file(file, self.office.clock.today())

    def _acts_for(self, home: FosterHome) -> tuple[Button, ...]:
        place = primary("Add a child", "plus", shortcut=Shortcuts.NEW, on_press=self._place)
        self.way_back = back = secondary("All homes", "arrow-left", on_press=self.open_place)
        if home.state is not ApprovalState.APPROVED:
            return place, back
        return place, secondary("Start a change", on_press=self._start_change), back

    def _say_standing(self, file: HomeFile) -> None:
        self.standing.clear()
        if file.line.harm is not Harm.KNOW:
            way = file.way_out
            act = self._ways_out()[way] if way is not None else None
            self.standing.say(file.line.why, TONES[file.line.harm], way.value if way else "", act)

    def _ways_out(self) -> dict[WayOut, Callable[[], object]]:
        return {
            WayOut.START_CHANGE: self._start_change,
            WayOut.OPEN_CHANGE: self._open_change,
            WayOut.APPROVE: self._approve_temporarily,
            WayOut.EXTEND: self._extend,
            WayOut.END: self._end_resigned,
        }

    def _enter(self) -> None:
        self._ask(EnterHomeSheet)

    def _place(self) -> None:
        if self._file is not None:
            self._ask(partial(PlacementSheet, home=self._file.home))

    def _start_change(self) -> None:
        if self._file is not None:
            self._ask(partial(StartChangeSheet, file=self._file))

    def _change_from_row(self, line: HomeLine) -> None:
        self.open_subject(line.id)
        if line.needs_change:
            self._start_change()

    def _approve_temporarily(self) -> None:
        if self._file is not None:
            self._ask(partial(TemporarySheet, home=self._file.home))

    def _extend(self) -> None:
        if self._file is not None and self._file.to_extend is not None:
            self._ask(partial(ExtensionSheet, temporary=self._file.to_extend))

    def _end_resigned(self) -> None:
        self.runner.act(
            lambda: bring_register_up_to_date(self.office),
            lambda _: self.tell(Told("The end of the approval is on the register.")),
        )

    def _open_change(self) -> None:
        if self._file is not None and self._file.line.change is not None:
            self._open_item(self._file.line.change.id)

    def _open_item(self, item_id: str) -> None:
        self.asked.emit(Destination(Place.ITEMS, item_id))

    def _save_chronology(self) -> None:
        if self._file is not None:
            ask_for_chronology(self, self._file.home.id, self._file.home.reference)

    def _ask(self, make: MakeSheet) -> None:
        self.open_sheet(lambda: make(self.office, self.runner), self._after)

    def _change(self, home: FosterHome, words: str) -> None:
        self.runner.act(
            lambda: register.change_home(self.office, home),
            lambda changed: self.tell(self._after_change(changed, words)),
        )

    def _after(self, result: object) -> Told:
        """What to say of an act; a home that was entered is opened."""
        if isinstance(result, FosterHome):
            if result.id != self.subject_id:
                self.open_subject(result.id)
                return Told(f"Home {result.reference} is on the register.")
            return self._after_change(result, f"Home {result.reference} was changed")
        if isinstance(result, PanelItem):
            return Told(
                f"Item {result.reference} was taken in. It can be listed for a panel.",
                verb="Open the item",
                on_press=partial(self._open_item, result.id),
            )
        return Told(_words_for(result), edit=self._edit_of(result))

    def _edit_of(self, result: object) -> Edit | None:
        """Who lives in the home, and its exemptions, may be put back as they were."""
        if self._file is None or not isinstance(result, Placement | Exemption):
            return None
        entered: list[Placement | Exemption] = [*self._file.placements, *self._file.exemptions]
        before = next((one for one in entered if one.id == result.id), None)
        return Edit(_words_for(result).rstrip("."), before, result)

    def _after_change(self, changed: FosterHome, words: str) -> Told:
        before = self._file.home if self._file is not None else changed
        return Told(f"{words}.", edit=Edit(words[:1].lower() + words[1:], before, changed))


def _words_for(result: object) -> str:
    match result:
        case Placement(ended_on=None):
            words = f"{result.child} lives here since {plain_date(result.started_on)}."
        case Placement():
            words = f"The placement of {result.child} has ended."
        case Exemption(ended_on=None):
            words = "The exemption is recorded."
        case Exemption():
            words = "The end of the exemption is recorded."
        case TemporaryApproval(runs_on=True):
            words = "The temporary approval runs on until the outcome of the independent review."
        case TemporaryApproval():
            words = f"The temporary approval lapses on {long_date(result.ends_on)}."
        case Resignation():
            words = f"The approval ends by itself on {long_date(result.ends_on)}."
        case _:
            words = "The review is recorded."
    return words


def _pressing_words(pressing: int) -> str:
    if not pressing:
        return "No home needs anybody now."
    needs = "home needs" if pressing == 1 else "homes need"
    return f"{spelt(pressing).capitalize()} {needs} somebody now."


def _context(file: HomeFile) -> str:
    home = file.home
    parts = [home.state.value.capitalize()]
    if home.state is ApprovalState.APPROVED and home.approved_on is not None:
        parts = [f"Approved since {plain_date(home.approved_on)}"]
    if file.line.review_due_on is not None:
        parts.append(f"next review by {plain_date(file.line.review_due_on)}")
    return " · ".join(parts)
