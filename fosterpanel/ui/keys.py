"""Every keyboard shortcut of the window, in one place, so that none is given twice and F1 can list them all."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Where(Enum):
    """Where a shortcut works, in the order the list of shortcuts shows."""

    EVERYWHERE = "Everywhere"
    PAGES = "On a page"
    LISTS = "In a list or table"
    FORMS = "In a form"
    AGENDA = "Building an agenda"
    READER = "Reading papers"
    ROOM = "In the meeting room"


class Shortcuts(Enum):
    """A shortcut: its keys as Qt writes them, what it does in plain words, and where it works."""

    SEARCH = ("Ctrl+K", "Search everything", Where.EVERYWHERE)
    LOCK = ("Ctrl+L", "Lock the store", Where.EVERYWHERE)
    HELP = ("F1", "Show these shortcuts", Where.EVERYWHERE)
    HELP_TYPED = ("?", "Show these shortcuts, when not typing in a field", Where.EVERYWHERE)
    UNDO = ("Ctrl+Z", "Undo the last change, when not typing in a field", Where.EVERYWHERE)
    FULL_SCREEN = ("F11", "Fill the screen, or show the window again", Where.EVERYWHERE)
    BACK = ("Alt+Left", "Go back to the page before", Where.EVERYWHERE)
    PLACE_1 = ("Ctrl+1", "Go to the first place in the rail", Where.EVERYWHERE)
    PLACE_2 = ("Ctrl+2", "Go to the second place", Where.EVERYWHERE)
    PLACE_3 = ("Ctrl+3", "Go to the third place", Where.EVERYWHERE)
    PLACE_4 = ("Ctrl+4", "Go to the fourth place", Where.EVERYWHERE)
    PLACE_5 = ("Ctrl+5", "Go to the fifth place", Where.EVERYWHERE)
    PLACE_6 = ("Ctrl+6", "Go to the sixth place", Where.EVERYWHERE)
    PLACE_7 = ("Ctrl+7", "Go to the seventh place", Where.EVERYWHERE)
    PLACE_8 = ("Ctrl+8", "Go to the eighth place", Where.EVERYWHERE)
    PLACE_9 = ("Ctrl+9", "Go to the ninth place", Where.EVERYWHERE)

    NEW = ("Ctrl+N", "Start something new on this page", Where.PAGES)
    MAIN_ACT = ("Ctrl+Return", "Do the main act: the filled button", Where.PAGES)
    REFRESH = ("F5", "Show the records as they stand now", Where.PAGES)
    CLOSE = ("Esc", "Close the panel beside the work; what was typed is kept", Where.PAGES)
    SAVE_COPY = ("Ctrl+S", "Save a copy outside the store; this is recorded", Where.PAGES)
    PRINT = ("Ctrl+P", "Print; this is recorded", Where.PAGES)

    FILTER = ("Ctrl+F", "Filter the list or table", Where.LISTS)
    OPEN = ("Return", "Open the row", Where.LISTS)
    SELECT = ("Space", "Select the row, or let it go", Where.LISTS)
    ROW_ACT = ("Shift+Return", "Press the row’s own button", Where.LISTS)
    COPY = ("Ctrl+C", "Copy the rows", Where.LISTS)
    EXPORT = ("Ctrl+E", "Save the rows for a spreadsheet; this is recorded", Where.LISTS)

    CALENDAR = ("F4", "Pick the date from a calendar", Where.FORMS)

    EARLIER = ("Alt+Up", "Move the entry earlier", Where.AGENDA)
    LATER = ("Alt+Down", "Move the entry later", Where.AGENDA)
    TAKE_OFF = ("Del", "Take the entry off the agenda", Where.AGENDA)

    GO_TO_PAGE = ("Ctrl+G", "Go to a page", Where.READER)
    LARGER = ("Ctrl++", "Larger", Where.READER)
    SMALLER = ("Ctrl+-", "Smaller", Where.READER)
    FIT = ("Ctrl+0", "Fit the page to the window", Where.READER)
    NOTES = ("Ctrl+M", "Show or hide your own notes", Where.READER)
    HIGHLIGHT = ("Ctrl+H", "Highlight the words found", Where.READER)

    PEOPLE = ("F2", "Who is here: let people in and out", Where.ROOM)
    PAPERS = ("F6", "Go between the papers and the notes", Where.ROOM)
    DRAFT = ("F7", "Show the draft minutes in place of the papers, and back", Where.ROOM)
    BEFORE = ("Alt+B", "Before the item: interests, lines to explore", Where.ROOM)
    QUESTIONS = ("Alt+Q", "Questions and answers", Where.ROOM)
    VIEWS = ("Alt+V", "Each member’s view and vote", Where.ROOM)
    OUTCOME = ("Alt+R", "The recommendation, or a deferral", Where.ROOM)
    MINUTES = ("Alt+M", "The minutes of the item", Where.ROOM)
    CLOSING = ("Alt+C", "Close the meeting and sign the minutes", Where.ROOM)
    NEXT_ITEM = ("Ctrl+PgDown", "Next item; Ctrl 1 to 9 go to an item by its place in the order", Where.ROOM)
    LAST_ITEM = ("Ctrl+PgUp", "Item before", Where.ROOM)
    ALL_IN_FAVOUR = ("Alt+A", "Everybody is in favour; change those who are not", Where.ROOM)
    PAGE_REFERENCE = ("Ctrl+R", "Write the page shown into the words: (p. 214)", Where.ROOM)
    PHRASES = ("Ctrl+.", "House phrases; Alt 1 to 9 write one straight into the words", Where.ROOM)
    PHRASE_1 = ("Alt+1", "Write the first house phrase", Where.ROOM)
    PHRASE_2 = ("Alt+2", "Write the second", Where.ROOM)
    PHRASE_3 = ("Alt+3", "Write the third", Where.ROOM)
    PHRASE_4 = ("Alt+4", "Write the fourth", Where.ROOM)
    PHRASE_5 = ("Alt+5", "Write the fifth", Where.ROOM)
    PHRASE_6 = ("Alt+6", "Write the sixth", Where.ROOM)
    PHRASE_7 = ("Alt+7", "Write the seventh", Where.ROOM)
    PHRASE_8 = ("Alt+8", "Write the eighth", Where.ROOM)
    PHRASE_9 = ("Alt+9", "Write the ninth", Where.ROOM)

    @property
    def keys(self) -> str:
        """The keys as Qt writes them: Ctrl+K."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What it does."""
        return self.value[1]

    @property
    def where(self) -> Where:
        """Where it works."""
        return self.value[2]

    @property
    def shown(self) -> str:
        """The keys as this computer names them, without plus signs: Ctrl K, or ⌘K on a Mac."""
        native = self.sequence().toString(QKeySequence.SequenceFormat.NativeText)
        if len(native) < 2 or native.endswith("++"):
            return native
        return native.replace("+", " ").replace("Return", "Enter")

    def sequence(self) -> QKeySequence:
        """The keys as Qt binds them."""
        return QKeySequence(self.keys)


def bind(
    shortcut: Shortcuts,
    owner: QWidget,
    act: Callable[[], object],
    *,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Have a shortcut do an act while ``owner`` can be seen, by default anywhere in its window."""
    bound = QShortcut(shortcut.sequence(), owner)
    bound.setContext(context)
    bound.activated.connect(act)
    return bound
