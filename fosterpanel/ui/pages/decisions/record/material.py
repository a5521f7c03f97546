"""The first part: what there is to read, each thing ticked once it was read, and openable from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.decisions import AgencyDecision, ConsideredMaterial
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.pages.record_row import line, row_button
from fosterpanel.ui.parts.fields.choices import Tick
from fosterpanel.ui.parts.fields.field import Field
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import small
from fosterpanel.workflow.deciding.decision_file import DecisionFile

DOCUMENT = "document:"
"""Begins what is asked for to read an issued document, by its SHA-256."""


class MaterialField(Field[tuple[str, ...]]):
    """Rows with a tick, what each thing is, and a button that opens it; its value is what is ticked, by SHA-256.

    ``opened(ConsideredMaterial)`` when somebody wants to read one.
    """

    opened = Signal(object)

    def __init__(self, file: DecisionFile, material: Sequence[ConsideredMaterial]) -> None:
        self._file = file
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(sizes.SMALL))
        self.ticks: dict[str, Tick] = {}
        for place, one in enumerate(material):
            if place:
                self._column.addWidget(line())
            self._column.addWidget(self._row(place, one))
        super().__init__("Material considered", self._box, name="material")
        self._label.hide()
        for tick in self.ticks.values():
            tick.clicked.connect(self._edit)

    def value(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(sha256 for sha256, tick in self.ticks.items() if tick.isChecked())

    def set_value(self, value: tuple[str, ...]) -> None:
        """Tick these and no others."""
        for sha256, tick in self.ticks.items():
            tick.setChecked(sha256 in value)

    def text(self) -> str:
        """What is ticked, in a line."""
        return " ".join(self.value())

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.set_value(tuple(text.split()))

    def focus_target(self) -> QWidget:
        """The first tick, or the box where there is nothing to read."""
        return next(iter(self.ticks.values()), self._box)

    def named(self) -> QWidget:
        """The group of them."""
        return self._box

    def _mark_wrong(self, *, wrong: bool) -> None:
        """The sentence below says it."""

    def _row(self, place: int, one: ConsideredMaterial) -> QWidget:
        tick = Tick(one.title)
        tick.setObjectName(f"read_{place + 1}")
        tick.setAccessibleName(f"Read: {one.title}, version {one.number}")
        self.ticks[one.sha256] = tick
        about = QHBoxLayout()
        about.setContentsMargins(sizes.px(34), 0, 0, 0)
        about.addWidget(small(self._about(one)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(tick)
        words.addLayout(about)
        button = row_button("Read", f"Read {one.title}", lambda: self.opened.emit(one), "book-open")
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row_widget

    def _about(self, one: ConsideredMaterial) -> str:
        paper = self._file.papers.get(one.paper_id)
        if paper is None:
            return f"Version {one.number}" if one.paper_id else "Signed by the chair; this record carries it"
        said = (
            f"Version {one.number}, {counted(paper.pages, 'page')}, received {plain_date(paper.received_on)}"
        )
        late = ", late" if paper.is_late else ""
        return f"{said}{late}{'. You read it to its end.' if paper.id in self._file.read else ''}"


class MaterialPart(PartForm):
    """Ticks for what was read; says when something came in or was corrected after the record was opened."""

    def __init__(self, file: DecisionFile, record: AgencyDecision) -> None:
        super().__init__(file)
        self._record = record
        self._newer = Notice()
        self.add_part(self._newer)
        self.material = MaterialField(file, record.material)
        self.add(self.material)
        self.material.opened.connect(self._read)
        if newer := file.changed_material(record):
            self._newer.say(
                f"Came in or was corrected after this record was opened: {listed(newer)}. Put it in and read it.",
                Tone.WARN,
                "Put it in",
                lambda: self.act_asked.emit("refresh"),
            )

    def show_record(self, record: AgencyDecision) -> None:
        """Tick what was read."""
        self._record = record
        self.material.set_value(tuple(one.sha256 for one in record.material if one.is_read))

    def changes(self) -> Changes:
        """The material with what is ticked as read."""
        read = set(self.material.value())
        return {"material": tuple(replace(one, is_read=one.sha256 in read) for one in self._record.material)}

    def summary(self, record: AgencyDecision) -> str:
        """How much of it is read."""
        read = sum(one.is_read for one in record.material)
        if read == len(record.material):
            return f"{counted(read, 'document')}: all read"
        return f"{read} of {counted(len(record.material), 'document')} read"

    def _read(self, one: ConsideredMaterial) -> None:
        if one.paper_id:
            self.read_asked.emit(one.paper_id)
        else:
            self.act_asked.emit(f"{DOCUMENT}{one.sha256}")
