"""Questions and answers as they are spoken: Enter goes from the question to the answer and on to the next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.minutes import Advice, Exchange, keyed, renumbered
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import icon_only, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import ChoiceField, LineField, OneOfField, TextField, TickField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import muted, small, words
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.room.part import Hands, Part, beside, emptied, filled
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.paperwork.lines_to_explore import SentLine

_ADVICE = (("legal", "Legal"), ("medical", "Medical"), ("panel adviser", "Panel adviser"))
_APPLICANTS = "the applicants or carers"
_NOTHING_ASKED = Exchange(asked_by="", asked_of="", question="", answer="")


class ExchangesCard(Card):
    """What was asked and answered so far, and the question being put.

    ``renumbered(dict)`` with the new key of each question by its old one, once one was struck out or put back.
    """

    renumbered = Signal(object)

    def __init__(self, part: QuestionsPart, title: str) -> None:
        super().__init__(title)
        self._part = part
        self._changing: int | None = None
        self._line_id = ""
        self._said = QVBoxLayout()
        self._said.setSpacing(sizes.px(6))
        self.question = TextField(
            "Question", name="question", optional=True, lines=1, most_lines=4
        ).unmarked()
        self.answer = TextField("Answer", name="answer", optional=True, lines=1, most_lines=8).unmarked()
        self.asked_of: ChoiceField[str] = ChoiceField(
            "Asked of", [], name="asked_of", optional=True, nothing="Not said"
        ).unmarked()
        self.asked_by: ChoiceField[str] = ChoiceField(
            "Asked by", [], name="asked_by", optional=True, nothing="The panel"
        ).unmarked()
        self.hint = small("")
        self.form = Form().watch(self.question, self.answer, self.asked_of, self.asked_by)
        self.form.hide()
        self._lay_out()
        for field in (self.question, self.answer):
            field.paragraphs.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes from the question to the answer and writes both down; with Shift it begins a paragraph."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                if watched is self.question.paragraphs:
                    self.answer.focus()
                else:
                    self.write_down()
                return True
        return super().eventFilter(watched, event)

    def offer(self, asked_of: list[str], asked_by: list[str]) -> None:
        """Offer whom one asks, and who asks."""
        self.asked_of.set_options([(who, who) for who in asked_of])
        self.asked_by.set_options([(who, who) for who in asked_by])

    def put(self, sent: SentLine) -> None:
        """Begin with a question somebody sent beforehand."""
        asked_by, self._line_id = sent.sender, sent.line.id
        self.question.set_value(sent.line.words)
        if asked_by in [self.asked_by.combo.itemText(place) for place in range(self.asked_by.combo.count())]:
            self.asked_by.set_value(asked_by)
        self.form.edited.emit()
        self.answer.focus()

    def show_exchanges(self) -> None:
        """Show what was said so far."""
        emptied(self._said)
        for place, exchange in enumerate(self._part.capture.contents.exchanges):
            self._said.addWidget(self._row(place, exchange))

    def write_down(self) -> None:
        """Add the question and its answer, or put them in place of those being changed; then the next question."""
        question, answer = self.question.text().strip(), self.answer.text().strip()
        if not question:
            self.question.focus()
            return
        if self._part.is_blocked():
            return
        held = list(self._part.capture.contents.exchanges)
        place = len(held) if self._changing is None else self._changing
        before = held[place] if place < len(held) else _NOTHING_ASKED
        held[place : place + 1] = [
            replace(
                before,
                asked_by=self.asked_by.value() or "",
                asked_of=self.asked_of.value() or "",
                question=question,
                answer=answer,
                line_id=before.line_id or self._line_id,
            )
        ]
        work = partial(self._part.capture.change_now, exchanges=keyed(tuple(held)))
        self._part.hands.runner.act(work, lambda _: self._begin_next())

    def _begin_next(self) -> None:
        self._changing, self._line_id = None, ""
        self.question.set_value("")
        self.answer.set_value("")
        self._part.questions_keeper.forget()
        self.show_exchanges()
        self.question.focus()

    def _change(self, place: int) -> None:
        exchange = self._part.capture.contents.exchanges[place]
        self._changing = place
        self.question.set_value(exchange.question)
        self.answer.set_value(exchange.answer)
        for field, who in ((self.asked_of, exchange.asked_of), (self.asked_by, exchange.asked_by)):
            field.set_text(who)
        self.answer.focus()

    def _strike(self, place: int) -> None:
        held = self._part.capture.contents.exchanges
        work = partial(self._keep, (*held[:place], *held[place + 1 :]))
        if self._part.hands.runner.act(work):
            self._follow_changing(place, -1)
            self._part.hands.offer_undo(
                f"Question {place + 1} is struck out.", partial(self._put_back, place, held[place])
            )
            self.question.focus()

    def _put_back(self, place: int, struck: Exchange) -> None:
        held = self._part.capture.contents.exchanges
        self._keep((*held[:place], struck, *held[place:]))
        self._follow_changing(place, 1)

    def _keep(self, exchanges: tuple[Exchange, ...]) -> None:
        """Keep them numbered through, unless a recommendation rests on them under the keys they have."""
        keys: dict[str, str] = {}
        if not self._part.is_recommended:
            exchanges, keys = renumbered(exchanges)
        self._part.capture.change_now(exchanges=exchanges)
        self.show_exchanges()
        if keys:
            self.renumbered.emit(keys)

    def _follow_changing(self, place: int, by: int) -> None:
        """One was struck out or put back at a place: the one being changed is at another, or there no more."""
        if self._changing == place and by < 0:
            self._changing = None
        elif self._changing is not None and self._changing >= place:
            self._changing += by

    def _row(self, place: int, exchange: Exchange) -> QWidget:
        of = f" ({exchange.asked_of})" if exchange.asked_of else ""
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        key = words(f"Q{place + 1}", "strong")
        column.addWidget(beside(key, words(f"{exchange.question}{of}"), stretch=1))
        answer = words(exchange.answer or "No answer was written down.", tone=Tone.MUTED)
        column.addWidget(beside(words("A", "strong", Tone.MUTED), answer, stretch=1))
        change = icon_only(f"Change question {place + 1}", "pencil", on_press=partial(self._change, place))
        strike = icon_only(
            f"Strike out question {place + 1}", "trash-2", on_press=partial(self._strike, place)
        )
        return beside(said, change, strike, stretch=0, spacing=0)

    def _lay_out(self) -> None:
        keys = f"{Shortcuts.PAGE_REFERENCE.shown} page reference · {Shortcuts.PHRASES.shown} phrases"
        self.hint.setText(f"Enter answer, then next question · {keys}")
        who = beside(self.asked_of, self.asked_by, spacing=sizes.MEDIUM)
        self.add(self._said, self.question, self.answer, self.hint, who)
        self.body.addWidget(self.form)


class AdviceCard(Card):
    """Advice the panel took; legal advice is restricted unless somebody says otherwise."""

    def __init__(self, part: QuestionsPart) -> None:
        super().__init__("Advice to the panel")
        self._part = part
        self._given = QVBoxLayout()
        self.kind: OneOfField[str] = OneOfField(
            "Kind of advice", _ADVICE, name="advice_kind", optional=True
        ).unmarked()
        self.by = LineField("Given by", name="advice_by", optional=True).unmarked()
        self.words = TextField(
            "What was advised", name="advice_words", optional=True, lines=1, most_lines=6
        ).unmarked()
        self.restricted = TickField("Restricted: its words stay out of the minutes", name="advice_restricted")
        self.form = Form(self.kind, self.by, self.words, self.restricted)
        add = secondary("Add the advice", "plus", on_press=self._add)
        self.add(self._given, self.form, beside(add))
        self.kind.edited.connect(lambda: self.restricted.set_value(self.kind.value() == "legal"))

    def show_advice(self) -> None:
        """Show what was given so far."""
        emptied(self._given)
        for place, one in enumerate(self._part.capture.contents.advice):
            held = " · restricted" if one.is_restricted else ""
            said = words(f"{one.kind.capitalize()}, from {one.given_by}{held}: {one.words}")
            strike = icon_only(
                f"Strike out advice {place + 1}", "trash-2", on_press=partial(self._strike, place)
            )
            self._given.addWidget(beside(said, strike, stretch=0))

    def _add(self) -> None:
        kind = self.kind.value()
        if not filled(self.kind, self.by, self.words) or kind is None:
            return
        given = Advice(
            kind=kind,
            given_by=self.by.value(),
            words=self.words.value(),
            is_restricted=self.restricted.value(),
        )
        held = self._part.capture.contents.advice
        work = partial(self._part.capture.change_now, advice=(*held, given))
        self._part.hands.runner.act(work, lambda _: self._added())

    def _added(self) -> None:
        self.form.restore(dict.fromkeys(self.form.texts(), ""))
        self._part.advice_keeper.forget()
        self.show_advice()

    def _strike(self, place: int) -> None:
        held = self._part.capture.contents.advice
        work = partial(self._part.capture.change_now, advice=(*held[:place], *held[place + 1 :]))
        if self._part.hands.runner.act(work):
            self.show_advice()
            self._part.hands.offer_undo(
                f"The {held[place].kind} advice is struck out.", partial(self._put_back, place, held[place])
            )

    def _put_back(self, place: int, struck: Advice) -> None:
        held = self._part.capture.contents.advice
        self._part.capture.change_now(advice=(*held[:place], struck, *held[place:]))
        self.show_advice()


class QuestionsPart(Part):
    """Questions, what the applicants and children say, and advice."""

    def __init__(self, hands: Hands, item_id: str, capture: Capture, *, is_business: bool = False) -> None:
        super().__init__(hands, item_id, capture)
        contents, self._is_business = capture.contents, is_business
        explored = "Explored with the applicants and the presenters"
        self.exchanges = ExchangesCard(self, "Asked and answered" if is_business else explored)
        self.comments = TextField(
            "The applicants’ or carers’ own comments", name="comments", optional=True, lines=2
        ).unmarked()
        self.household = TextField(
            "Views of children and the household", name="children", optional=True, lines=2
        ).unmarked()
        self.comments.set_value(contents.applicants_comments)
        self.household.set_value(contents.childrens_views)
        self.advice = AdviceCard(self)
        self._blocked = muted("Open the meeting first: its minutes begin then.")
        self._heard = Card("Also heard").add(self.comments, self.household)
        for part in (self._blocked, self.exchanges, self._heard, self.advice):
            self.column.addWidget(part)
        self.column.addStretch(1)
        capture.follow(self.comments, "applicants_comments")
        capture.follow(self.household, "childrens_views")
        self.questions_keeper = self.keep(self.exchanges.form, "question")
        self.advice_keeper = self.keep(self.advice.form, "advice")

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show what was asked, and who may ask and answer."""
        super().show_item(room, item)
        may_write = item.may_be_minuted
        self._blocked.setVisible(not may_write)
        for card in (self.exchanges, self.advice):
            card.setVisible(may_write)
        self._heard.setVisible(may_write and not self._is_business)
        others = [other.name for other in room.others if other.item_id in ("", item.id)]
        family = () if self._is_business else (_APPLICANTS,)
        asked_of = dict.fromkeys((*item.item.presented_by, *item.attending, *others, *family))
        self.exchanges.offer(list(asked_of), [one.name for one in room.people])
        self.exchanges.show_exchanges()
        self.advice.show_advice()

    @property
    def is_recommended(self) -> bool:
        """Whether the panel has recommended, so that its reasons may rest on what was said."""
        return self.room is not None and self.room.item(self.item_id).recommendation is not None

    def focus_first(self) -> None:
        """Put the cursor into the question, or into the answer begun."""
        exchanges = self.exchanges
        (exchanges.answer if exchanges.question.text() else exchanges.question).focus()

    def put(self, sent: SentLine) -> None:
        """Put a line to explore to somebody."""
        self.exchanges.put(sent)
