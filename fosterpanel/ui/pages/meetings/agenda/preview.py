"""The agenda as it will go out: its own pages as pictures, drawn beside the window after every change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes, theme
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import icon_only
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import heading
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.agenda_to_show import ShownAgenda, agenda_to_show
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import PageImage, page_images

_PAUSE_MS = 250
_PAGE_WIDTH = 400
_A4_POINTS = 595


@dataclass(frozen=True, slots=True)
class _Drawn:
    shown: ShownAgenda
    pages: tuple[PageImage, ...]
    texts: tuple[str, ...]


class PagePicture(QWidget):
    """One page, as wide as its place. Its words are its description, so that a screen reader has them too."""

    def __init__(self, image: PageImage, number: int, of: int, text: str) -> None:
        super().__init__()
        drawn = QImage(image.pixels, image.width, image.height, 4 * image.width, QImage.Format.Format_RGB32)
        # The pixmap keeps pixels of its own; the image only points at the bytes.
        self._picture = QPixmap.fromImage(drawn)
        name(self, f"Page {number} of {of}", f"preview_page_{number}")
        self.setAccessibleDescription(" ".join(text.split()))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """A page keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its shape asks."""
        return round(width * self._picture.height() / max(1, self._picture.width()))

    def sizeHint(self) -> QSize:
        """As wide as a page can be read."""
        width = sizes.px(_PAGE_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Half of that."""
        width = sizes.px(_PAGE_WIDTH) // 2
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page with an edge, so that white paper shows on a white ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(QPen(QColor(theme.current().line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Preview(Card):
    """``close_asked()``, ``save_asked(ShownAgenda)``, ``print_asked(ShownAgenda)``, ``drawn()``."""

    close_asked = Signal()
    save_asked = Signal(object)
    print_asked = Signal(object)
    drawn = Signal()

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(margin=sizes.MEDIUM)
        self.setAccessibleName("Preview")
        self._office, self._runner = office, runner
        self._meeting_id = ""
        self._drawn: _Drawn | None = None
        self._asked = 0
        self._build()
        self._lay_out()

    @property
    def pages(self) -> list[PagePicture]:
        """The pages shown."""
        return self._pages.findChildren(PagePicture)

    def show_meeting(self, meeting_id: str) -> None:
        """Draw the agenda of a meeting shortly, once its last change has settled."""
        if meeting_id != self._meeting_id:
            self._show_pages(())
        self._meeting_id = meeting_id
        self._pause.start()

    def _build(self) -> None:
        self._title = heading("Preview")
        self.save = icon_only("Save a copy", "save", shortcut=Shortcuts.SAVE_COPY, on_press=self._ask_save)
        self.print = icon_only("Print", "printer", shortcut=Shortcuts.PRINT, on_press=self._ask_print)
        self.close_button = icon_only("Close the preview", "x", on_press=self.close_asked.emit)
        self.notice = Notice()
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setContentsMargins(0, 0, sizes.px(sizes.SMALL), 0)
        self._column.setSpacing(sizes.px(sizes.MEDIUM))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._title, 1)
        for button in (self.save, self.print, self.close_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.add(row, self.notice)
        self.body.addWidget(scrolled(self._pages), 1)

    def _draw(self) -> None:
        self._asked += 1
        number, meeting_id = self._asked, self._meeting_id
        scale = sizes.px(_PAGE_WIDTH) * max(1.0, self.devicePixelRatioF()) * 1.6 / _A4_POINTS
        self._runner.run(
            "Drawing the preview",
            lambda: _drawn(self._office, meeting_id, scale),
            lambda drawn: self._show(drawn, number),
            lambda refusal: self._refuse(refusal, number),
        )

    def _show(self, drawn: _Drawn, number: int) -> None:
        if number != self._asked:
            return
        self._drawn = drawn
        self.notice.clear()
        self._title.setText("As it went out" if drawn.shown.is_issued else "As it would go out")
        pages = [
            PagePicture(image, place, len(drawn.pages), text)
            for place, (image, text) in enumerate(zip(drawn.pages, drawn.texts, strict=True), start=1)
        ]
        self._show_pages(pages)
        self.drawn.emit()

    def _refuse(self, refusal: FosterPanelError, number: int) -> None:
        if number == self._asked:
            self._show_pages(())
            self.notice.say(str(refusal), Tone.WARN)

    def _show_pages(self, pages: tuple[PagePicture, ...] | list[PagePicture]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        for page in pages:
            self._column.addWidget(page)
        self._column.addStretch(1)
        for button in (self.save, self.print):
            button.setEnabled(bool(pages))

    def _ask_save(self) -> None:
        if self._drawn is not None:
            self.save_asked.emit(self._drawn.shown)

    def _ask_print(self) -> None:
        if self._drawn is not None:
            self.print_asked.emit(self._drawn.shown)


def _drawn(office: Office, meeting_id: str, scale: float) -> _Drawn:
    shown = agenda_to_show(office, meeting_id)
    with page_images(shown.data) as images:
        numbers = range(images.page_count)
        return _Drawn(
            shown,
            tuple(images.render(page, scale) for page in numbers),
            tuple(images.text(page) for page in numbers),
        )
