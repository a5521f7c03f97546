"""What the acts on an item may ask of the page they are on."""

from __future__ import annotations

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.records_page import RecordsPage
from fosterpanel.workflow.deciding.decision_file import DecisionFile


class AskedPage(RecordsPage):
    """``file`` is the item shown."""

    file: DecisionFile | None = None

    def read_paper(self, paper_id: str) -> None:
        """Read a paper, with the whole page to it."""
        raise NotImplementedError

    def read_document(self, title: str, document_id: str) -> None:
        """Read an issued document, with the whole page to it."""
        raise NotImplementedError

    def focus_one(self) -> None:
        """Put the keyboard where the item goes on."""
        raise NotImplementedError

    def withdraw(self) -> None:
        """Ask why the item is withdrawn, and withdraw it."""
        raise NotImplementedError

    def refuse(self, refusal: FosterPanelError) -> None:
        """Say a refusal on the page."""
        self.notice.say(str(refusal), Tone.BAD)
