"""The recovery words: shown once to be written down, and typed back from the paper."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.words import StateLine, words
from fosterpanel.workflow.founding.passphrases import require_typed_back

COLUMNS = 3
WHY = (
    "Write these 24 words on paper, in order, and lock the paper away from this computer. They open the store when the "
    "passphrase is lost. They are shown this once: without passphrase and words, nobody can open the records again."
)


class RecoveryWords(QWidget):
    """The 24 words in columns, numbered."""

    def __init__(self, recovery_words: str) -> None:
        super().__init__()
        self.setAccessibleName("Recovery words")
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(sizes.WIDE))
        grid.setVerticalSpacing(sizes.px(6))
        each = recovery_words.split()
        rows = -(-len(each) // COLUMNS)
        for place, word in enumerate(each):
            grid.addWidget(_numbered(place + 1, word), place % rows, place // rows)
        card = Card(sunk=True)
        card.add(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addWidget(words(WHY))
        column.addWidget(card)
        column.addWidget(StateLine("On the next page you type them back.", Tone.MUTED, "pen-line"))


class TypedBack(TextField):
    """Where the words are typed back; its check names the first that is wrong."""

    def __init__(self, recovery_words: str) -> None:
        super().__init__(
            "The 24 words, from your paper",
            help="In order, with spaces between them. The first four letters of each are enough.",
            name="typed_back",
            lines=4,
        )
        self.check = lambda typed: require_typed_back(recovery_words, typed)
        QGuiApplication.clipboard().clear()


def _numbered(number: int, word: str) -> QLabel:
    label = words(f"{number:2}  {word}", "strong")
    label.setWordWrap(False)
    label.setAccessibleName(f"Word {number}: {word}")
    return label
