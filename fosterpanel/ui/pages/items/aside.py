"""Beside an item: why a panel would defer it, what is awaited, its details, actions and the documents issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.clock import office_zone
from fosterpanel.domain.actions import Action
from fosterpanel.domain.deferrals import Deferral, NeededThing
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import PaperAlert
from fosterpanel.domain.wording import capitalised, counted, listed, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.copies import CHRONOLOGY_WORDS
from fosterpanel.ui.pages.record_row import Fact, row_button, rows_card
from fosterpanel.ui.pages.record_stack import RecordStack
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import StateLine, muted, small, words
from fosterpanel.workflow.overviews.item_file import ItemFile


class ItemAside(RecordStack):
    """Cards that are made anew for every item shown.

    Signals: ``details_asked()``, ``received_asked(Deferral, what)``, ``finish_asked(Action)``,
    ``copy_asked(IssuedDocument)``, ``item_asked(id)``, ``answer_asked(PaperAlert)``, ``chronology_asked()``.
    """

    details_asked = Signal()
    received_asked = Signal(object, str)
    finish_asked = Signal(object)
    copy_asked = Signal(object)
    item_asked = Signal(str)
    answer_asked = Signal(object)
    chronology_asked = Signal()

    def show_file(self, file: ItemFile, today: date) -> None:
        """Show what stands beside an item."""
        self.show_cards(*self._made(file, today))

    def _made(self, file: ItemFile, today: date) -> list[QWidget]:
        cards: list[QWidget] = [self._alert(one) for one in file.alerts]
        if file.is_before_hearing:
            cards.append(_readiness(file))
        if file.came_from is not None:
            cards.append(self._came_back(file.came_from))
        if file.deferral is not None:
            cards.append(self._deferred(file.deferral))
        cards.append(self._details(file))
        if file.actions:
            cards.append(self._actions(file.actions, today))
        if file.documents:
            cards.append(self._documents(file))
        cards.append(self._chronology())
        return cards

    def _alert(self, alert: PaperAlert) -> Card:
        card = Card("Corrected after it was relied on")
        card.add(StateLine(alert.sentence, Tone.WARN, "circle-alert"))
        return card.add_acts(secondary("Say what follows…", on_press=_sending(self.answer_asked, alert)))

    def _came_back(self, deferral: Deferral) -> Card:
        rows = [self._needed(deferral, thing) for thing in deferral.needed]
        card = rows_card("Deferred before", rows, "The panel asked for nothing from the service.")
        card.body.insertWidget(1, muted(f"On {long_date(deferral.deferred_on)}. {deferral.narrative}"))
        return card

    def _needed(self, deferral: Deferral, thing: NeededThing) -> QWidget:
        if thing.received_on is not None:
            return StateLine(f"{thing.what}, received {plain_date(thing.received_on)}", Tone.GOOD)
        button = row_button(
            "Received",
            f"Mark as received: {thing.what}",
            lambda: self.received_asked.emit(deferral, thing.what),
            "check",
        )
        return _row(thing.what, f"{thing.owner}, due {plain_date(thing.due_on)}", button)

    def _deferred(self, deferral: Deferral) -> Card:
        card = Card("Deferred").add(
            muted(f"On {long_date(deferral.deferred_on)}. {deferral.narrative}"),
            StateLine(f"Comes back on {long_date(deferral.return_on)}", icon="calendar-days"),
        )
        if deferral.told_on is not None:
            card.add(StateLine(f"{deferral.told_by} told them on {long_date(deferral.told_on)}", Tone.GOOD))
        if deferral.successor_item_id:
            button = secondary(
                "Open what goes on", on_press=lambda: self.item_asked.emit(deferral.successor_item_id)
            )
            card.add_acts(button)
        return card

    def _details(self, file: ItemFile) -> Card:
        card = Card("Details")
        for label, value in _facts(file):
            card.add(Fact(label, value))
        if file.is_before_hearing:
            card.add_acts(secondary("Change the details…", "pencil", on_press=self.details_asked.emit))
        return card

    def _actions(self, actions: tuple[Action, ...], today: date) -> Card:
        rows: list[QWidget] = []
        for action in sorted(actions, key=lambda one: (one.done_on is not None, one.due_on)):
            rows.append(self._action(action, today))
        return rows_card("Actions", rows, "")

    def _action(self, action: Action, today: date) -> QWidget:
        if action.done_on is not None:
            return StateLine(f"{action.what}, done {plain_date(action.done_on)}", Tone.GOOD)
        late = (today - action.due_on).days
        why = f"{action.owner}, due {plain_date(action.due_on)}"
        button = row_button("Done", f"Done: {action.what}", lambda: self.finish_asked.emit(action), "check")
        return _row(action.what, f"{why}, {counted(late, 'day')} late" if late > 0 else why, button)

    def _documents(self, file: ItemFile) -> Card:
        rows: list[QWidget] = []
        for document in file.documents:
            button = row_button(
                "Copy…", f"Save a copy of {document.title}", _sending(self.copy_asked, document), "download"
            )
            rows.append(_row(document.title, _issued(document), button))
        card = rows_card("Issued documents", rows, "")
        card.add(muted("A copy is recorded in the audit trail."))
        return card

    def _chronology(self) -> Card:
        card = Card("Chronology").add(muted(CHRONOLOGY_WORDS))
        return card.add_acts(
            secondary("Save the chronology…", "history", on_press=self.chronology_asked.emit)
        )


def _row(text: str, why: str, act: QWidget) -> QWidget:
    """A line in bold, why below it, and its button below that: there is no room beside them."""
    row = QWidget()
    row.setAccessibleName(f"{text}. {why}")
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(text, "strong"))
    column.addWidget(small(why))
    column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
    return row


def _sending(signal: object, what: object) -> Callable[[], object]:
    return lambda: signal.emit(what)  # type: ignore[attr-defined]


def _readiness(file: ItemFile) -> Card:
    found = file.readiness
    if found.is_ready:
        return Card("Ready for a panel").add(
            StateLine("Every required paper is there, and nothing else speaks for deferring it.", Tone.GOOD)
        )
    card = Card("A panel would defer it today")
    for reason in found.others:
        card.add(StateLine(reason, Tone.WARN, "circle-alert"))
    owed = [line for line in found.missing if line.expected is not None]
    for line in owed:
        tone = Tone.BAD if line.is_overdue else Tone.WARN
        card.add(StateLine(f"{line.short}: {line.why[:1].lower()}{line.why[1:]}.", tone, "file-clock"))
    if unasked := [line for line in found.missing if line.expected is None]:
        card.add(
            words("Missing, and nobody has been asked:" if owed else "Nobody has been asked for:", "label")
        )
        card.add(*(StateLine(line.short, icon="file-x") for line in unasked))
    return card


def _issued(document: IssuedDocument) -> str:
    """What it is, the day it was issued, which tells two of a kind apart, and who signed it."""
    day = plain_date(document.issued_at.astimezone(office_zone()).date())
    signed = f", signed by {document.signed_by}" if document.signed_by else ""
    return f"{capitalised(document.kind.value)} of {day}{signed}"


def _facts(file: ItemFile) -> list[tuple[str, str]]:
    item: PanelItem = file.item
    terms = item.proposed_terms
    stay = "Stay as they are" if file.terms_may_stay else "Not proposed yet"
    facts = [("Asked of the panel" if item.is_business else "Proposal", item.proposal)]
    if file.item_type.has_terms:
        facts.append(("Proposed terms", capitalised(terms.words_without_names) if terms else stay))
    facts.append(("Received", long_date(item.received_on)))
    if item.is_connected_person:
        facts.append(("Connected person", "Family or friends of the child"))
    facts += [
        (label, value)
        for label, value in (
            ("Report by", item.report_author),
            ("Presented by", listed(item.presented_by)),
            ("Withdrawn because", item.withdrawn_because),
        )
        if value
    ]
    return facts
