"""The page of the central list: everybody on it, and one member with all there is about them."""

from __future__ import annotations

from typing import Any

from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.service import Person
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.central_list.member_cards import MemberActs
from fosterpanel.ui.pages.central_list.member_sheets import (
    AwaySheet,
    ChecksSheet,
    IndependenceSheet,
    JoinSheet,
    MemberSheet,
    NoticeSheet,
)
from fosterpanel.ui.pages.central_list.member_view import MemberView
from fosterpanel.ui.pages.central_list.members_list import MembersList
from fosterpanel.ui.pages.records_page import RecordsPage, Told
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels import central_list
from fosterpanel.workflow.panels.list_overview import (
    ListOverview,
    ListView,
    MemberFile,
    list_overview,
    member_file,
)


class CentralListPage(RecordsPage):
    """The list to begin with; ``open_subject`` with a member's id shows that member."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, "Central list")
        self._file: MemberFile | None = None
        self._could_join: tuple[Person, ...] = ()
        self.members = MembersList()
        self.member = MemberView(
            MemberActs(
                answer=self._answer,
                go_away=self._go_away,
                give_notice=self._give_notice,
                change=self._change,
                open_meeting=self._open_meeting,
            )
        )
        self.set_views(scrolled(self.members), self.member)
        self.members.opened.connect(lambda line: self.open_subject(line.id))

    def dress_list(self) -> None:
        """Offer to put somebody on the list."""
        self.set_title("Central list")
        self.set_acts(
            primary("Put somebody on the list", "user-plus", shortcut=Shortcuts.NEW, on_press=self._join)
        )

    def gather(self) -> ListOverview:
        """Read the list."""
        return list_overview(self.office)

    def show_gathered(self, gathered: Any) -> None:
        """Show the list, and remember who could join it."""
        self._could_join = gathered.could_join
        self.members.show_overview(gathered)

    def say_list(self, gathered: Any) -> None:
        """Say how many are on it and how many of them are independent."""
        there = [line for line in gathered.lines if ListView.ON_LIST in line.views]
        independent = sum(line.is_independent is True for line in there)
        self.set_context(f"{counted(len(there), 'member')} · {independent} independent")

    def dress_one(self) -> None:
        """Offer what is done most for a member."""
        self._file = None
        self.way_back = secondary("Whole list", "arrow-left", on_press=self.open_place)
        self.set_acts(
            primary("Enter dates", "calendar", shortcut=Shortcuts.NEW, on_press=self._date_checks),
            secondary("Change", "pencil", on_press=self._edit),
            self.way_back,
        )

    def read_one(self) -> None:
        """Read the member again."""
        self.runner.act(lambda: member_file(self.office, self.subject_id), self._show_file)

    def open_form(self, draft_place: str) -> None:
        """Open the sheet again that keeps its draft there."""
        kind, _, rest = draft_place.partition(":")
        if kind == "member-independence":
            self._answer(rest.partition(":")[2])
            return
        ways = {
            "member-new": self._join,
            "member": self._edit,
            "member-checks": self._date_checks,
            "member-away": self._go_away,
            "member-notice": self._give_notice,
        }
        if kind in ways:
            ways[kind]()

    def focus_list(self) -> None:
        """Go to the rows."""
        self.members.table.focus_rows()

    def _show_file(self, file: MemberFile) -> None:
        if file.member.id != self.subject_id or file == self._file:
            return
        self._file = file
        self.set_title(file.member.name)
        available = file.line.availability
        self.set_context(
            available.sentence or file.line.seats, TONES[available.harm] if available.sentence else Tone.MUTED
        )
        self.member.show_file(file, self.office.clock.today())

    def _join(self) -> None:
        self.open_sheet(lambda: JoinSheet(self.office, self.runner, self._could_join), self._after_joining)

    def _edit(self) -> None:
        if (file := self._file) is not None:
            self.open_sheet(lambda: MemberSheet(self.office, self.runner, file.member), self._after_change)

    def _date_checks(self) -> None:
        if (file := self._file) is not None:
            self.open_sheet(lambda: ChecksSheet(self.office, self.runner, file.member), self._after_change)

    def _go_away(self) -> None:
        if (file := self._file) is not None:
            self.open_sheet(lambda: AwaySheet(self.office, self.runner, file), self._after_change)

    def _answer(self, provider: str) -> None:
        if (file := self._file) is not None:
            self.open_sheet(
                lambda: IndependenceSheet(self.office, self.runner, file, provider),
                lambda _: Told("The answers are recorded."),
            )

    def _give_notice(self) -> None:
        if (file := self._file) is not None:
            self.open_sheet(lambda: NoticeSheet(self.office, self.runner, file), _after_notice)

    def _change(self, member: PanelMember, words: str) -> None:
        before = self._file.member if self._file is not None else member
        self.runner.act(
            lambda: central_list.change_member(self.office, member),
            lambda changed: self.tell(
                Told(f"{words}.", edit=Edit(words[:1].lower() + words[1:], before, changed))
            ),
        )

    def _open_meeting(self, meeting_id: str) -> None:
        self.asked.emit(Destination(Place.MEETINGS, meeting_id))

    def _after_change(self, changed: object) -> Told:
        assert isinstance(changed, PanelMember)
        before = self._file.member if self._file is not None else changed
        said = f"{changed.name} was changed"
        return Told(f"{said}.", edit=Edit(said, before, changed))

    def _after_joining(self, joined: object) -> Told:
        assert isinstance(joined, PanelMember)
        self.open_subject(joined.id)
        return Told(
            f"{joined.name} is on the list. Ask the questions of independence before they chair a panel."
        )


def _after_notice(left: object) -> Told:
    assert isinstance(left, PanelMember)
    assert left.leaves_on is not None
    return Told(f"The last day on the list is {plain_date(left.leaves_on)}.")
