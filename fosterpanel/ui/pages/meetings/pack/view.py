"""The pack of a meeting: its documents in order, and at the right what was found in them and who holds a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.wording import counted, long_date
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.pack.build_sheet import BuildSheet
from fosterpanel.ui.pages.meetings.pack.copies_sheet import CopiesSheet
from fosterpanel.ui.pages.meetings.pack.words import change_tone, change_words, standing_words, what_was_found
from fosterpanel.ui.pages.meetings.view import AGENDA, PACK, READING, View, ways_back
from fosterpanel.ui.pages.names_sheet import names_sheet
from fosterpanel.ui.parts.buttons import Button, primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import StateLine, muted, small, words
from fosterpanel.ui.tasks import TaskRunner, report
from fosterpanel.workflow.packing.handing_out import hand_out
from fosterpanel.workflow.packing.pack_desk import HeldCopy, PackDesk, PackLine, made_lines, pack_desk
from fosterpanel.workflow.packing.packs import (
    MadePack,
    PackChoices,
    issue_pack,
    make_issued,
    make_pack,
    prepare_pack,
)


class PackView(View):
    """Build, look over, issue, hand out: each step's button stands in the same place."""

    part = PACK

    def __init__(self, page: Page, runner: TaskRunner) -> None:
        super().__init__(page, runner)
        self._desk: PackDesk | None = None
        self._made: MadePack | None = None
        self._build()
        self._lay_out()

    def show_meeting(self, meeting_id: str) -> None:
        """Turn to the pack of a meeting."""
        if meeting_id != self.meeting_id:
            self._desk = None
            self.let_go()
        super().show_meeting(meeting_id)

    def refresh(self) -> None:
        """Read what belongs into the pack again, beside the window."""
        meeting_id = self.meeting_id
        self.read("Reading the pack", lambda: pack_desk(self.office, meeting_id), self._show)

    def show_head(self) -> None:
        """The day, how far the pack is, and the step that comes next."""
        desk = self._desk
        if desk is None:
            self.page.set_title("Pack")
            self.page.set_context("")
            self.page.set_acts()
            return
        self.page.set_title(f"Pack · {long_date(desk.meeting.on)}")
        self.page.set_context(standing_words(desk) if not desk.cannot else "")
        self.page.set_acts(*self._acts(desk))

    def let_go(self) -> None:
        """Let go of the pack that was built."""
        if self._made is not None:
            self._made.close()
            self._made = None

    def build(self) -> None:
        """Ask how the pack is to be built."""
        sheet = BuildSheet(self._desk.issued if self._desk is not None else None)
        sheet.chosen.connect(self._build_pack)
        self.show_sheet(sheet)

    def issue(self) -> None:
        """Issue the pack that was built, unless it names another family and nobody has said why."""
        made = self._made
        if made is not None:
            self.runner.run(
                "Issuing the pack",
                lambda: issue_pack(self.office, made),
                self._tell_issued,
                self._refuse_issue,
            )

    def copy(self) -> None:
        """Ask who gets a copy, once the pack that was issued is at hand."""
        if self._made is None:
            meeting_id = self.meeting_id
            self._run_build(lambda: make_issued(self.office, meeting_id, _told), self._ask_who)
        else:
            self._ask_who()

    def read_pack(self, document_id: str = "") -> None:
        """Read the issue that is out, at a document's first page or where this person stopped."""
        self.go(self.meeting_id, f"{READING}:{document_id}" if document_id else READING)

    def _acts(self, desk: PackDesk) -> list[Button]:
        if desk.cannot:
            return [
                primary(
                    "Open the agenda",
                    "layout-list",
                    shortcut=Shortcuts.MAIN_ACT,
                    on_press=lambda: self.go(self.meeting_id, AGENDA),
                )
            ]
        read = [secondary("Read the pack", "book-open", on_press=self.read_pack)] if desk.issued else []
        if desk.issued is not None and not desk.has_changed:
            copies = primary("Make members' copies", "copy", shortcut=Shortcuts.MAIN_ACT, on_press=self.copy)
            return [copies, *read]
        built = self._built(desk)
        build = ("Build it again" if built else "Build the pack", "layers")
        if built is not None:
            number = built.plan.number
            issue = primary(
                f"Issue the pack, issue {number}", "send", shortcut=Shortcuts.MAIN_ACT, on_press=self.issue
            )
            return [issue, secondary(*build, on_press=self.build), *read]
        return [primary(*build, shortcut=Shortcuts.MAIN_ACT, on_press=self.build), *read]

    def _built(self, desk: PackDesk) -> MadePack | None:
        """The pack that was built, unless it is the one that is out and something has changed since."""
        made = self._made
        is_out = made is not None and desk.issued is not None and made.plan == desk.issued.plan
        return None if is_out and desk.has_changed else made

    def _build(self) -> None:
        self.table: Table[PackLine] = Table(
            "Documents",
            (
                Column("Document", lambda one: one.title, why=lambda one: one.section),
                Column("Pages", lambda one: one.pages or "When built", width=130),
                Column("Since the last issue", change_words, tone=change_tone, width=170),
            ),
            empty="There is no pack yet.",
            how="It holds the agenda and the papers of every item on it.",
            icon="layers",
            has_filter=False,
        )
        self.table.opened.connect(self._read_line)
        self.found = Card("What to know")
        self.copies = Card("Members' copies")
        self._ways = ways_back(
            quiet("All meetings", "arrow-left", on_press=self.go),
            quiet("Panel and replies", "users-round", on_press=lambda: self.go(self.meeting_id)),
            quiet("Agenda", "layout-list", on_press=lambda: self.go(self.meeting_id, AGENDA)),
        )

    def _read_line(self, line: PackLine) -> None:
        issued = self._desk.issued if self._desk is not None else None
        if issued is not None and line.id in {entry.id for entry in issued.plan.entries}:
            self.read_pack(line.id)
        else:
            self.page.notice.say(
                "Issue the pack first: what can be read is the issue that is out.", Tone.SOFT
            )

    def _lay_out(self) -> None:
        main = Card(margin=6)
        main.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self._ways)
        column.addWidget(Columns(main, aside=scrolled(stacked(self.found, self.copies))), 1)

    def _show(self, desk: PackDesk) -> None:
        self._desk = desk
        built = self._built(desk)
        self.table.set_rows(made_lines(built) if built else desk.lines)
        self._show_found(desk)
        self._show_copies(desk.copies)
        if self.is_shown:
            self.show_head()

    def _show_found(self, desk: PackDesk) -> None:
        self.found.clear()
        if desk.cannot:
            self.found.add(StateLine(desk.cannot, Tone.WARN, "circle-alert"))
        elif (built := self._built(desk)) is None:
            self.found.add(muted("Build the pack to see its page numbers and what was found in its papers."))
        else:
            lines = [StateLine(*each) for each in what_was_found(built)]
            self.found.add(*(lines or [StateLine("Every page can be read and searched.", Tone.GOOD)]))

    def _show_copies(self, copies: tuple[HeldCopy, ...]) -> None:
        self.copies.clear()
        if not copies:
            is_out = self._desk is not None and self._desk.issued is not None
            first = "" if is_out else " Issue the pack first."
            self.copies.add(muted(f"Nobody has a copy yet.{first}"))
        for copy in copies:
            password = words(copy.password)
            password.setAccessibleName(f"Password of {copy.name}")
            self.copies.add(small(f"{copy.name} · issue {copy.number}"), password)

    def _build_pack(self, choices: PackChoices) -> None:
        meeting_id = self.meeting_id
        self._run_build(
            lambda: make_pack(prepare_pack(self.office, meeting_id, choices), _told), self._tell_built
        )

    def _run_build(self, work: Callable[[], MadePack], then: Callable[[], object]) -> None:
        meeting_id = self.meeting_id

        def keep(made: MadePack) -> None:
            if meeting_id != self.meeting_id:
                made.close()
                return
            self.let_go()
            self._made = made
            then()

        self.runner.run("Building the pack", work, keep, self.refuse, can_cancel=True)

    def _tell_built(self) -> None:
        made = self._made
        assert made is not None
        self.page.notice.say(
            f"The pack has {counted(made.report.pages, 'page')}. Look over what was found, then issue it.",
            Tone.GOOD,
        )
        self._go_on()

    def _refuse_issue(self, refusal: FosterPanelError) -> None:
        if isinstance(refusal, NamesUnanswered):
            self.show_sheet(names_sheet(self.office, self.runner, refusal.found, self.issue))
        self.refuse(refusal)

    def _tell_issued(self, pack: IssuedPack) -> None:
        self.page.notice.say(
            f"Issue {pack.number} is out: its pages keep their numbers from now on. Make members' copies of it.",
            Tone.GOOD,
        )
        self._go_on()

    def _ask_who(self) -> None:
        if self._desk is not None:
            sheet = CopiesSheet(self._desk)
            sheet.chosen.connect(self._hand_out)
            self.show_sheet(sheet)

    def _hand_out(self, member_ids: Sequence[str], folder: Path) -> None:
        made, desk = self._made, self._desk
        if made is None or desk is None or desk.issued is None:
            return
        pack = desk.issued
        self.runner.run(
            "Making members' copies",
            lambda: hand_out(self.office, pack, made, member_ids, folder),
            self._tell_copied,
            self.refuse,
        )

    def _tell_copied(self, copies: tuple[PackCopy, ...]) -> None:
        self.page.notice.say(
            f"{counted(len(copies), 'copy', 'copies')} made. Their passwords are at the right: tell each member "
            "theirs by telephone.",
            Tone.GOOD,
        )
        self._go_on()

    def _go_on(self) -> None:
        """Read everything again, with the keyboard where the next step is taken from."""
        self.table.view.setFocus()
        self.refresh()


def _told(_: str, done: int, of: int) -> None:
    report(done, of)
