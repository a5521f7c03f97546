"""The reader of a whole pack: its documents, its pages by their printed numbers, and one's own notes on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.wording import counted, listed
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.pack.noted_pack import NotedPack
from fosterpanel.ui.pages.meetings.pack.reading_watch import PackWatch
from fosterpanel.ui.pages.meetings.pack.words import CHANGES
from fosterpanel.ui.pages.papers.reading_desk import ReadingDesk
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.pack_reading import OpenPack, PackDocument, is_latest, open_pack


class Side(StrEnum):
    """What stands at the left of the pages."""

    DOCUMENTS = "Documents"
    PAGES = "Pages"


class PackReader(ReadingDesk):
    """Call ``read_pack``, and ``close_pack`` when the person goes elsewhere; ``told()`` when what is read has changed.

    The papers are in memory until it is closed, and never anywhere else.
    """

    told = Signal()

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, within="pack", goes_out=False)
        self.opened: OpenPack | None = None
        self._asked: tuple[str, str] = ("", "")
        self._is_following = False
        self._watch = PackWatch(self.view, office, runner)
        self._watch.recorded.connect(self._recorded)
        self.table.moved.connect(self._go_to_document)
        self.table.opened.connect(self._read_document)
        self.sides.chosen.connect(self._show_side)
        self.lay_out()

    def make_side(self) -> QWidget:
        """The list of documents, or small pictures and what was found."""
        self.sides = ViewBar(Side)
        self.table = _documents()
        self.table.setMinimumHeight(0)
        self._documents = Card(margin=sizes.TINY).add(self.table)
        shown = QWidget()
        self._stack = QStackedLayout(shown)
        self._stack.addWidget(self._documents)
        self._stack.addWidget(self.search)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.sides)
        column.addWidget(shown, 1)
        return side

    def read_pack(self, meeting_id: str, document_id: str = "") -> None:
        """Read the pack that is out, at a document's first page or where this person stopped."""
        self._asked = (meeting_id, document_id)
        opened = self.opened
        if opened is not None and opened.meeting.id == meeting_id and self._is_current(opened):
            self._go_to_id(document_id)
            return
        self._watch.end()
        self._runner.run(
            "Opening the pack",
            lambda: open_pack(self._office, meeting_id),
            lambda found: self._show(meeting_id, found),
            lambda refusal: self.notice.say(str(refusal), Tone.BAD),
        )

    def close_pack(self) -> None:
        """Let go of the pack; the place is kept."""
        self._asked = ("", "")
        self._watch.end()
        self.opened = None
        self.clear_pages()
        self.table.set_rows(())
        self.notice.clear()

    def page_called(self, number: str) -> int:
        """By the number printed on it. Raises NotFound for one that is not read here."""
        assert self.opened is not None
        return self.opened.sheet_numbered(number)

    def moved(self, page: int) -> None:
        """Another page fills the view."""
        super().moved(page)
        if self.opened is not None:
            self._follow(self.opened.document_on(page))

    def begin_search(self) -> None:
        """Show what is found in place of the documents."""
        self.sides.choose(Side.PAGES)
        self._show_side(Side.PAGES)
        super().begin_search()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the place: the store may be locked next."""
        super().hideEvent(event)
        self._watch.pause()

    def _is_current(self, opened: OpenPack) -> bool:
        latest: list[bool] = []
        self._runner.act(lambda: is_latest(self._office, opened), latest.append)
        return latest == [True]

    def _show(self, meeting_id: str, opened: OpenPack) -> None:
        if meeting_id != self._asked[0]:
            opened.images.close()
            return
        earlier, self.opened = self.opened, None
        self.clear_pages()
        self.show_pages(
            opened.images, opened.sizes, opened.at, tuple(sheet.printed for sheet in opened.sheets)
        )
        self.opened = opened
        self._fill(opened.documents)
        self.moved(self.view.page)
        self.own.show_notes(NotedPack(opened))
        self._watch.begin(opened)
        self._tell(earlier)
        self._go_to_id(self._asked[1])
        self.told.emit()

    def _tell(self, earlier: OpenPack | None) -> None:
        opened = self.opened
        assert opened is not None
        if opened.left_out:
            self.notice.say(
                f"{listed(opened.left_out)}: left out, for an interest takes you out of it.", Tone.SOFT
            )
        elif earlier is not None and earlier.meeting.id == opened.meeting.id:
            self.notice.say(
                f"Issue {opened.pack.number} has gone out. Your notes are with their papers.", Tone.GOOD
            )
        else:
            self.notice.clear()

    def _go_to_id(self, document_id: str) -> None:
        assert self.opened is not None
        for document in self.opened.documents:
            if document.id == document_id:
                self.view.go_to(document.first)
        self.view.setFocus()

    def _go_to_document(self, document: PackDocument | None) -> None:
        if document is not None and not self._is_following:
            self.view.go_to(document.first)

    def _read_document(self, document: PackDocument) -> None:
        self.view.go_to(document.first)
        self.view.setFocus()

    def _fill(self, documents: Sequence[PackDocument]) -> None:
        self._is_following = True
        self.table.set_rows(documents)
        self._is_following = False

    def _follow(self, document: PackDocument) -> None:
        self._is_following = True
        self.table.go_to(document.id)
        self._is_following = False

    def _show_side(self, side: Side) -> None:
        self._stack.setCurrentWidget(self._documents if side is Side.DOCUMENTS else self.search)

    def _recorded(self, paper_id: str) -> None:
        opened = self.opened
        if opened is None:
            return
        documents = tuple(
            replace(one, is_read_by_me=True) if one.paper_id == paper_id else one for one in opened.documents
        )
        self.opened = replace(opened, documents=documents)
        self._fill(documents)
        self.told.emit()


def _documents() -> Table[PackDocument]:
    return Table(
        "Documents",
        (
            Column("Document", lambda one: one.title, why=_why),
            Column("What is new", _new_words, tone=_new_tone, width=110),
        ),
        empty="The pack is being opened.",
        icon="layers",
        has_filter=False,
        has_titles=False,
    )


def _why(one: PackDocument) -> str:
    # The sign and its number stay on one line.
    parts = [_section(one), f"p.\u00a0{one.pages}", _read_by(one)]
    return " · ".join(part for part in parts if part)


def _section(one: PackDocument) -> str:
    """The whole heading where a section begins, its number on the rest."""
    if one.section == one.title:
        return ""
    return one.section if one.begins_section else one.section.partition(":")[0]


def _read_by(one: PackDocument) -> str:
    who = [*(["you"] if one.is_read_by_me else []), *one.others]
    if len(who) > 2:
        who = [who[0], counted(len(who) - 1, "other")]
    return f"read by {listed(who)}" if who else ""


def _new_words(one: PackDocument) -> str:
    if one.newest > one.version:
        return f"Version {one.newest} came since"
    return CHANGES[one.change][0] if one.change else ""


def _new_tone(one: PackDocument) -> Tone | None:
    if one.newest > one.version:
        return Tone.WARN
    return CHANGES[one.change][1] if one.change else None
