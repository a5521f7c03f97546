"""Sheets for a challenge: its receipt, back to a panel, the papers for independent review, and the review's return."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.wording import capitalised, listed, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, past_day
from fosterpanel.ui.pages.copies import PDF
from fosterpanel.ui.pages.decisions.after.ways_of_sending import METHODS
from fosterpanel.ui.pages.files import ask_where_to_save
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import LineField, OneOfField, SeveralField, TextField
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.representations import (
    conclude_review,
    receive_challenge,
    refer_to_panel,
    take_back_challenge,
)
from fosterpanel.workflow.deciding.review_copies import save_review_pack, save_review_papers
from fosterpanel.workflow.deciding.review_papers import review_papers, send_review_papers
from fosterpanel.workflow.office import Office

PACK_WORDS = "A pack begins with the list of what goes, and every page has a number."


class SavedAs(StrEnum):
    """How the papers for a review leave the store."""

    PACK = "One pack"
    FILES = "A file each"


class ChallengeSheet(FormSheet):
    """A challenge received, by one of the two routes."""

    def __init__(
        self, office: Office, runner: TaskRunner, file: DecisionFile, determination: QualifyingDetermination
    ) -> None:
        super().__init__(
            office,
            runner,
            "A challenge was received",
            "Record the challenge",
            draft=f"challenge:{determination.id}",
            is_final=True,
        )
        self._file, self._determination = file, determination
        self.route: OneOfField[Route] = OneOfField(
            "By which route", [(route, capitalised(route.value)) for route in Route], name="route"
        )
        self.on = past_day(office, "Received on", "The challenge", name="challenged_on")
        self.on.set_value(office.clock.today())
        self.notified_on = past_day(
            office,
            "The review mechanism told the service on",
            "The notification of the review",
            name="notified_on",
            help="Its papers are due from that day. Leave it empty where that was the day above.",
            optional=True,
        )
        self.form.add(self.route, self.on, self.notified_on)

    def settle(self) -> None:
        """Ask about the review mechanism only where the challenge goes there."""
        self.notified_on.setVisible(self.route.text() == capitalised(Route.INDEPENDENT_REVIEW.value))

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what the route brings."""
        one_only = "Only one route is open, and this closes the other."
        if answer(self.route) is Route.REPRESENTATIONS:
            return f"The proposal goes back to a panel before it is decided finally. {one_only}", Tone.WARN
        due_on = self._file.review_papers_due(self.notified_on.value() or answer(self.on))
        return f"The review must have its papers by {long_date(due_on)}. {one_only}", Tone.WARN

    def work(self) -> QualifyingDetermination:
        """Record it."""
        is_review = self.route.value() is Route.INDEPENDENT_REVIEW
        return receive_challenge(
            self.office,
            self._determination.id,
            route=answer(self.route),
            on=answer(self.on),
            notified_on=self.notified_on.value() if is_review else None,
        )


class ReferSheet(FormSheet):
    """Representations brought back to a panel, as an item of their own."""

    def __init__(
        self, office: Office, runner: TaskRunner, file: DecisionFile, determination: QualifyingDetermination
    ) -> None:
        super().__init__(
            office,
            runner,
            "Back to a panel",
            "Take in the representations",
            draft=f"challenge-refer:{determination.id}",
        )
        self._file, self._determination = file, determination
        self.proposal = TextField(
            "What the panel is asked", name="proposal", help="In a few words, for its agenda.", lines=2
        )
        self.proposal.set_value("To consider the representations and recommend afresh")
        self.form.add(self.proposal)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say who had better not hear it again."""
        names = [one.name for one in self._file.hearing.finding.counted] if self._file.hearing else []
        others = f" Preferably others hear it than {listed(names)}." if names else ""
        return f"An item is taken in, which can be listed on a meeting.{others}", Tone.INK

    def work(self) -> PanelItem:
        """Take it in."""
        return refer_to_panel(self.office, self._determination.id, proposal=self.proposal.value())


class ConcludeSheet(FormSheet):
    """What the independent review recommends, and the item that brings it back to the decision maker."""

    def __init__(
        self, office: Office, runner: TaskRunner, file: DecisionFile, determination: QualifyingDetermination
    ) -> None:
        super().__init__(
            office,
            runner,
            "The review’s recommendation",
            "Record what the review recommends",
            draft=f"challenge-conclude:{determination.id}",
        )
        self._determination = determination
        self.on = past_day(office, "Received on", "The review’s recommendation", name="concluded_on")
        self.on.set_value(office.clock.today())
        self.conclusion = TextField(
            "What it recommends",
            name="conclusion",
            help="In its own words, with its reasons in short.",
            lines=4,
        )
        self.form.add(self.on, self.conclusion)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what comes back."""
        comes_back = (
            "An item is taken in that brings it back: file the review’s document with it and send it on."
        )
        return f"{comes_back} The decision maker weighs it with the panel’s recommendation.", Tone.INK

    def work(self) -> PanelItem:
        """Record it."""
        return conclude_review(
            self.office,
            self._determination.id,
            on=answer(self.on),
            conclusion=self.conclusion.value(),
            proposal="To decide finally after the independent review",
        )


class ReviewPapersSheet(FormSheet):
    """What goes to the independent review; the minutes are left out unless somebody adds them, and it says why.

    The question where it is saved stands over ``page``.
    """

    def __init__(
        self, office: Office, runner: TaskRunner, determination: QualifyingDetermination, page: QWidget
    ) -> None:
        super().__init__(
            office,
            runner,
            "Papers for the review",
            "Save them…",
            draft=f"challenge-papers:{determination.id}",
        )
        self._determination, self._page = determination, page
        papers = review_papers(office, determination.id)
        self.papers: SeveralField[str] = SeveralField(
            "What is sent",
            [(one.sha256, one.title) for one in (*papers.goes, *papers.stays_out)],
            name="review_papers",
        )
        self.papers.set_value(tuple(one.sha256 for one in papers.goes))
        self.form.add(self.papers)
        for one in papers.stays_out:
            self.form.add_part(StateLine(f"{one.title} stays out. {one.why}", Tone.INK, "info"))
        self.saved_as: OneOfField[SavedAs] = OneOfField(
            "Saved as", [(way, way.value) for way in SavedAs], name="saved_as", help=PACK_WORDS
        )
        self.saved_as.set_value(SavedAs.PACK)
        self.form.add(self.saved_as)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say by when, and that copies leave the store."""
        due_on = self._determination.papers_due_on
        by = f"They are due by {plain_date(due_on)}. " if due_on else ""
        return f"{by}Copies outside the store are not encrypted; each is recorded.", Tone.WARN

    def submit(self) -> None:
        """Ask where they go, and write them there."""
        if not self.form.is_sound():
            return
        if self.saved_as.value() is SavedAs.PACK:
            ask_where_to_save(self._page, "Papers for the review.pdf", PDF, self.save_pack)
        else:
            ask_for_folder(self._page, self.save_in)

    def save_pack(self, path: Path) -> None:
        """Write them as one pack, which may take a while."""
        held, chosen = self._determination.id, self.papers.value()
        self._save("Putting the pack together", lambda: save_review_pack(self.office, held, chosen, path))

    def save_in(self, folder: Path) -> None:
        """Write them into a folder."""
        held, chosen = self._determination.id, self.papers.value()
        self._save("Saving the papers", lambda: save_review_papers(self.office, held, chosen, folder))

    def _save(self, words: str, work: Callable[[], object]) -> None:
        self.notice.clear()
        self.runner.run(words, work, self._finish, self._refuse)


class PapersSentSheet(FormSheet):
    """That the papers left for the review, how and when, and whether the minutes went with them."""

    def __init__(self, office: Office, runner: TaskRunner, determination: QualifyingDetermination) -> None:
        super().__init__(
            office,
            runner,
            "Papers sent to the review",
            "Record that they went",
            draft=f"challenge-papers-sent:{determination.id}",
        )
        self._determination = determination
        self.method: OneOfField[str] = OneOfField(
            "How", [(method, capitalised(method)) for method in METHODS], name="method"
        )
        self.sent_on = past_day(office, "Sent on", "The dispatch of the papers", name="sent_on")
        self.sent_on.set_value(office.clock.today())
        self.proof = LineField("Proof", name="proof", help="A number, a receipt, or who took them.")
        self.why_minutes = TextField(
            "Why the panel’s minutes went too",
            name="why_minutes",
            optional=True,
            help="Leave it empty where they stayed out, as the review asks.",
            lines=2,
        )
        self.form.add(self.method, self.sent_on, self.proof, self.why_minutes)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say whether they were in time."""
        due_on, sent_on = self._determination.papers_due_on, answer(self.sent_on)
        if due_on is not None and sent_on > due_on:
            return f"They were due by {long_date(due_on)}, and are late.", Tone.BAD
        return "They are in time.", Tone.INK

    def work(self) -> QualifyingDetermination:
        """Record it."""
        return send_review_papers(
            self.office,
            self._determination.id,
            sent_on=answer(self.sent_on),
            method=answer(self.method),
            proof=self.proof.value(),
            why_minutes=self.why_minutes.value(),
        )


class TakenBackSheet(FormSheet):
    """That a challenge was taken back before anybody heard it."""

    def __init__(self, office: Office, runner: TaskRunner, determination: QualifyingDetermination) -> None:
        super().__init__(
            office,
            runner,
            "The challenge was taken back",
            "Record that it was taken back",
            draft=f"challenge-taken-back:{determination.id}",
            is_final=True,
        )
        self._determination = determination
        self.on = past_day(office, "Taken back on", "The taking back", name="taken_back_on")
        self.on.set_value(office.clock.today())
        self.form.add(self.on)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what is left."""
        said = "The decision maker may then decide finally. Neither route opens again."
        return f"{said} Where they have withdrawn altogether, withdraw the item instead.", Tone.WARN

    def work(self) -> QualifyingDetermination:
        """Record it."""
        return take_back_challenge(self.office, self._determination.id, on=answer(self.on))


def ask_for_folder(over: QWidget, on_chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder outside the store; nobody waits for the answer."""
    dialog = QFileDialog(over, "Save copies outside the store")
    dialog.setObjectName("choose_folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
