from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from fosterpanel.domain.wording import long_date, plain_date
from fosterpanel.errors import FosterPanelError, InvalidInput
from fosterpanel.ui.parts.fields import (
    ChoiceField,
    DateField,
    Field,
    LineField,
    NumberField,
    OneOfField,
    PassphraseField,
    PeopleField,
    SeveralField,
    TextField,
    TickField,
    TimeField,
)
from fosterpanel.ui.parts.fields.typed import typed_date, typed_time
from fosterpanel.ui.parts.form import Form
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS
from tests.ui.walk import focus_order, nameless_tab_stops

TYPES = (("first", "First approval"), ("review", "First review"))


@pytest.mark.parametrize(
    "typed",
    [
        "4 12 2026",
        "4/12/2026",
        "04.12.2026",
        "4 Dec 2026",
        "4th December 2026",
        "friday 4 december 2026",
        "Fri 4 Dec 2026",
        "2026-12-04",
        "  2026/12/4 ",
    ],
)
def test_a_date_is_read_however_people_write_it(typed: str) -> None:
    assert typed_date(typed) == date(2026, 12, 4)


@pytest.mark.parametrize(
    "typed", ["4 12", "4/12/26", "tomorrow", "31 11 2026", "29 2 2027", "4 Juvember 2026", "4"]
)
def test_a_date_that_is_not_whole_is_asked_for_and_never_guessed(typed: str) -> None:
    with pytest.raises(InvalidInput, match="2026"):
        typed_date(typed)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_no_date_shifts_by_being_shown_and_read_again(day: date) -> None:
    assert typed_date(long_date(day)) == typed_date(plain_date(day)) == typed_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        ("14", time(14)),
        ("2.15 pm", time(14, 15)),
        ("12am", time(0)),
    ],
)
def test_a_time_is_read_however_people_write_it(typed: str, read: time) -> None:
    assert typed_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "9:75", "13 pm", "half nine"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="09:30"):
        typed_time(typed)


def test_a_field_is_named_and_described_for_screen_readers(in_window: InWindow) -> None:
    field = LineField("Date received", help="The day the form came in.")
    window = in_window(field)
    line = window.findChild(QLineEdit, "date_received")
    assert line is not None
    assert line.accessibleName() == "Date received"
    assert line.accessibleDescription() == "The day the form came in."
    field.show_error("Write a day.")
    assert line.accessibleDescription() == "The day the form came in. Write a day."


def test_what_is_wrong_is_said_under_the_field_as_it_is_left_and_goes_as_it_is_mended(
    qtbot: QtBot, in_window: InWindow
) -> None:
    field, other = DateField("Received on"), LineField("Reference")
    in_window(field, other)
    field.focus()
    qtbot.keyClicks(field.line, "31 11 2026")
    assert field.error == ""
    other.focus()
    assert "not in the calendar" in field.error
    assert field.line.text() == "31 11 2026", "what was typed stays"
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.error == ""


def test_a_check_of_the_page_is_asked_as_the_field_is_left(qtbot: QtBot, in_window: InWindow) -> None:
    def not_on_a_monday(day: date | None) -> None:
        if day is not None and day.weekday() == 0:
            raise FosterPanelError("Panels are never on a Monday. Choose another day.")

    field, other = DateField("Panel"), LineField("Reference")
    field.check = not_on_a_monday
    in_window(field, other)
    field.focus()
    qtbot.keyClicks(field.line, "7 12 2026")
    with qtbot.waitSignal(field.left, timeout=WITHIN_MS):
        other.focus()
    assert field.error == "Panels are never on a Monday. Choose another day."


def test_a_date_is_shown_with_its_weekday_once_read(qtbot: QtBot, in_window: InWindow) -> None:
    field, other = DateField("Panel"), LineField("Reference")
    in_window(field, other)
    field.focus()
    qtbot.keyClicks(field.line, "4 12 2026")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    other.focus()
    assert field.line.text() == "Friday 4 December 2026"
    assert field.value() == date(2026, 12, 4)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)])
def test_a_day_picked_from_the_calendar_is_that_day(qtbot: QtBot, in_window: InWindow, day: date) -> None:
    field = DateField("Panel")
    in_window(field)
    field.set_value(day - timedelta(days=1))
    field.focus()
    qtbot.keyClick(field.line, Qt.Key.Key_F4)
    month = field.findChild(QCalendarWidget)
    assert month is not None
    assert month.isVisible()
    assert month.selectedDate() == QDate(day.year, day.month, day.day).addDays(-1)
    month.setSelectedDate(QDate(day.year, day.month, day.day))
    with qtbot.waitSignal(field.edited, timeout=WITHIN_MS):
        month.activated.emit(month.selectedDate())
    assert field.value() == day
    assert not month.isVisible()


def test_an_empty_field_is_missed_unless_it_is_optional(qtbot: QtBot) -> None:
    for field in (
        LineField("Name"),
        TextField("Why"),
        DateField("Day"),
        NumberField("Age"),
        TimeField("Start"),
    ):
        qtbot.addWidget(field)
        with pytest.raises(InvalidInput, match=f"{field.label_words} is empty"):
            field.value()
    for choice, how in (
        (ChoiceField("Type", TYPES), "Choose one"),
        (OneOfField("Sex", TYPES), "Choose one"),
        (SeveralField("Kinds", TYPES), "Tick one or more"),
    ):
        qtbot.addWidget(choice)
        with pytest.raises(InvalidInput, match=f"^{choice.label_words}: nothing is .*{how}"):
            choice.value()
    optional: list[tuple[Field[object], object]] = [
        (LineField("Name", optional=True), ""),  # type: ignore[list-item]
        (DateField("Day", optional=True), None),  # type: ignore[list-item]
        (NumberField("Age", optional=True), None),  # type: ignore[list-item]
        (ChoiceField("Type", TYPES, optional=True), None),  # type: ignore[list-item]
    ]
    for field, nothing in optional:
        qtbot.addWidget(field)
        assert field.value() == nothing


def test_enter_makes_a_paragraph_and_tab_goes_on(qtbot: QtBot, in_window: InWindow) -> None:
    reasons, other = TextField("Reasons"), LineField("Reference")
    in_window(reasons, other)
    reasons.focus()
    qtbot.keyClicks(reasons.paragraphs, "One")
    qtbot.keyClick(reasons.paragraphs, Qt.Key.Key_Return)
    qtbot.keyClicks(reasons.paragraphs, "Two")
    qtbot.keyClick(reasons.paragraphs, Qt.Key.Key_Tab)
    assert reasons.value() == "One\nTwo"
    assert other.line.hasFocus()


def test_a_text_grows_with_its_words(qtbot: QtBot, in_window: InWindow) -> None:
    reasons = TextField("Reasons", lines=2, most_lines=6)
    in_window(reasons)
    small = reasons.paragraphs.height()
    reasons.set_value("\n".join("line" for _ in range(5)))
    grown = reasons.paragraphs.height()
    reasons.set_value("\n".join("line" for _ in range(50)))
    assert small < grown < reasons.paragraphs.height() < 2.2 * grown
    reasons.window().resize(1200, 500)
    reasons.set_value("words that wrap " * 8)
    qtbot.waitUntil(lambda: reasons.paragraphs.height() == small, timeout=WITHIN_MS)
    reasons.window().resize(400, 500)
    qtbot.waitUntil(lambda: reasons.paragraphs.height() > small, timeout=WITHIN_MS)


def test_a_field_for_paragraphs_is_as_high_when_it_is_left_as_before(
    in_window: InWindow, qtbot: QtBot
) -> None:
    first, second = TextField("One", lines=1), TextField("Two", lines=1)
    in_window(first, second)
    before = first.paragraphs.height()
    first.focus()
    qtbot.keyClicks(first.paragraphs, "x")
    second.focus()
    first.show_error("Wrong.")
    first.clear_error()
    qtbot.wait(0)
    assert first.paragraphs.height() == before
    assert first.paragraphs.geometry().bottom() <= first.height()


def test_a_number_counts_on_the_arrows_within_its_bounds(qtbot: QtBot, in_window: InWindow) -> None:
    minutes = NumberField("Length", unit="minutes", least=5, most=7)
    in_window(minutes)
    minutes.set_value(6)
    for _ in range(3):
        qtbot.keyClick(minutes.line, Qt.Key.Key_Up)
    assert minutes.value() == 7
    qtbot.keyClick(minutes.line, Qt.Key.Key_Down)
    assert minutes.value() == 6
    minutes.set_text("8 minutes")
    with pytest.raises(InvalidInput, match="from 5 to 7"):
        minutes.value()


def test_nothing_is_chosen_until_somebody_chooses(qtbot: QtBot, in_window: InWindow) -> None:
    kind = ChoiceField("Type", TYPES)
    in_window(kind)
    with pytest.raises(InvalidInput):
        kind.value()
    kind.focus()
    with qtbot.waitSignal(kind.edited, timeout=WITHIN_MS):
        qtbot.keyClick(kind.combo, Qt.Key.Key_Down)
    assert kind.value() == "first"
    kind.set_options((*TYPES, ("change", "Change of terms")))
    assert kind.value() == "first", "a choice still offered stays chosen"


def test_one_of_a_few_is_chosen_by_key(qtbot: QtBot, in_window: InWindow) -> None:
    outcome = OneOfField("Recommendation", (("stay", "Suitable"), ("not", "Not suitable")))
    in_window(outcome)
    with pytest.raises(InvalidInput):
        outcome.value()
    outcome.focus()
    qtbot.keyClick(outcome.focus_target(), Qt.Key.Key_Space)
    assert outcome.value() == "stay"
    outcome.set_value("not")
    assert outcome.value() == "not"
    outcome.set_value(None)
    assert outcome.text() == ""


def test_several_are_ticked_by_key(qtbot: QtBot, in_window: InWindow) -> None:
    roles = PeopleField("Members", (("p1", "M. Okoye"), ("p2", "T. Quill")))
    in_window(roles)
    with qtbot.waitSignal(roles.edited, timeout=WITHIN_MS):
        qtbot.keyClick(roles.ticks[1], Qt.Key.Key_Space)
    assert roles.value() == ("p2",)


def test_a_passphrase_is_hidden_and_never_part_of_a_draft(qtbot: QtBot, in_window: InWindow) -> None:
    secret = PassphraseField("Passphrase")
    in_window(secret)
    qtbot.keyClicks(secret.line, " a lamp ")
    assert secret.line.echoMode() is QLineEdit.EchoMode.Password
    assert secret.value() == " a lamp "
    assert secret.text() == ""


def test_every_kind_of_field_has_a_name_for_each_tab_stop(in_window: InWindow) -> None:
    window = in_window(*every_kind())
    assert nameless_tab_stops(window) == []
    assert "Recommendation: Suitable" in focus_order(window)
    assert "Roles: Chair" in focus_order(window)


def test_a_draft_puts_back_every_field_even_what_cannot_be_read_yet(
    qtbot: QtBot, in_window: InWindow
) -> None:
    form, again = Form(*every_kind()), Form(*every_kind())
    in_window(form)
    qtbot.addWidget(again)
    texts = {
        "name": "Ida",
        "why": "One\n\nTwo",
        "day": "4 Dec",
        "start": "9",
        "age": "seven",
        "type": "First review",
        "recommendation": "Not suitable",
        "roles": "1",
        "late": "yes",
    }
    form.restore(texts)
    again.restore(form.texts())
    assert again.texts() == texts


def test_a_draft_is_handed_over_within_a_second_of_typing(qtbot: QtBot, in_window: InWindow) -> None:
    form = Form(LineField("Name"))
    in_window(form)
    line = form.findChild(QLineEdit, "name")
    assert line is not None
    with qtbot.waitSignal(form.draft_changed, timeout=WITHIN_MS) as kept:
        qtbot.keyClicks(line, "Ida")
    assert kept.args == [{"name": "Ida"}]


def test_a_draft_is_handed_over_at_once_when_asked(qtbot: QtBot, in_window: InWindow) -> None:
    form = Form(LineField("Name"))
    in_window(form)
    line = form.findChild(QLineEdit, "name")
    qtbot.keyClicks(line, "I")
    with qtbot.waitSignal(form.draft_changed, timeout=50):
        form.keep_now()
    with qtbot.assertNotEmitted(form.draft_changed):
        form.keep_now()


def test_a_form_goes_to_its_first_wrong_field(in_window: InWindow) -> None:
    form = Form(LineField("Name", optional=True), DateField("Day"), NumberField("Age"))
    in_window(form)
    assert not form.is_sound()
    assert form.field("day").focus_target().hasFocus()
    assert form.field("age").error
    assert not form.field("name").error


def every_kind() -> tuple[Field[object], ...]:
    return (  # type: ignore[return-value]
        LineField("Name"),
        TextField("Why"),
        DateField("Day"),
        TimeField("Start"),
        NumberField("Age"),
        ChoiceField("Type", TYPES),
        OneOfField("Recommendation", (("stay", "Suitable"), ("not", "Not suitable"))),
        SeveralField("Roles", (("chair", "Chair"), ("adm", "Decision maker"))),
        TickField("Late"),
    )
