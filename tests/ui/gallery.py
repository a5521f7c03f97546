"""Every part in every state on two pages, for a person to look at and for tests to walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts import fields
from fosterpanel.ui.parts.buttons import danger, icon_only, primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.empty import Empty
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import StateLine, heading, muted, small, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: str
    what: str
    why: str
    icon: str
    tone: Tone
    state: str
    act: str


ROWS = (
    Row(
        id="1",
        what="Temporary approval ends in 12 days · item 26/041",
        why="Connected person, 16 weeks on 6 December. Latest panel that still leaves the decision maker "
        "7 working days: 25 November.",
        icon="hourglass",
        tone=Tone.BAD,
        state="Cannot wait",
        act="List for 25 Nov",
    ),
    Row(
        id="2",
        what="Two children placed, approved for one · home 0172",
        why="Since Friday. No change of approval has been asked for.",
        icon="house",
        tone=Tone.BAD,
        state="Day 2 of 6",
        act="Start a change",
    ),
    Row(
        id="3",
        what="4 December panel is one conflict from losing quorum",
        why="Five of six can come. M. Okoye knows the family in item 26/044.",
        icon="users",
        tone=Tone.WARN,
        state="Quorum 5 of 5",
        act="Invite a member",
    ),
    Row(
        id="4",
        what="Three papers are late for 4 December",
        why="Medical comment 26/038, referee 26/043, safer-caring plan 26/044.",
        icon="file-clock",
        tone=Tone.WARN,
        state="Due 27 Nov",
        act="Remind owners",
    ),
    Row(
        id="5",
        what="Two decisions not yet told in writing",
        why="Told by telephone on 20 November.",
        icon="mail",
        tone=Tone.SOFT,
        state="by 27 Nov",
        act="Write letters",
    ),
    Row(
        id="6",
        what="Minutes of 6 November are final",
        why="Signed by the chair on 12 November.",
        icon="circle-check",
        tone=Tone.GOOD,
        state="Final",
        act="",
    ),
)

COLUMNS = (
    Column[Row]("What", lambda row: row.what, why=lambda row: row.why, icon=lambda row: (row.icon, row.tone)),
    Column[Row]("State", lambda row: row.state, tone=lambda row: row.tone, width=150),
    Column[Row]("", lambda row: row.act, width=180, is_act=True),
)


def table() -> Table[Row]:
    made = Table(
        "Things to do", COLUMNS, empty="Nothing needs doing.", how="New work appears here by itself."
    )
    made.set_rows(ROWS)
    return made


class ListsPage(Page):
    """Tables, cards, pills, notices."""

    def __init__(self) -> None:
        super().__init__(None, "Today")  # type: ignore[arg-type]
        self.set_context("Tuesday 24 November 2026 · next panel in 8 working days")
        self.set_acts(
            primary("New item", "plus", shortcut=Shortcuts.NEW), secondary("Build pack", "book-open")
        )
        self.table = table()
        card = Card(margin=6)
        card.add(self.table)
        self.body.addWidget(Columns(card, aside=scrolled(self._aside())))

    def _aside(self) -> QWidget:
        panel = Card("Friday 4 December, 09:30").add(
            muted("6 items · 4 h 15 · remote"),
            StateLine("Chair and vice chair confirmed"),
            StateLine("5 members, 1 conflict away", Tone.WARN, "circle-alert"),
            StateLine("Papers go out 27 November", icon="clock"),
        )
        panel.add_acts(secondary("Open the agenda"))
        ready = Card("Ready to list").add(
            words("9", "number"), muted("Most often missing: medical comment (4)")
        )
        pills = Card("Pills", sunk=True)
        flow = Flow()
        for tone in (Tone.GOOD, Tone.WARN, Tone.BAD, Tone.SOFT):
            flow.addWidget(Pill(tone.name.capitalize(), tone))
        pills.add(flow)
        nothing = Card("Nothing here").add(
            Empty("No papers yet.", "Drag a file here, or choose one.", secondary("Choose a file", "upload"))
        )
        return stacked(panel, ready, pills, nothing)


class FormsPage(Page):
    """Fields, buttons, a sheet."""

    def __init__(self) -> None:
        super().__init__(None, "A form, with a title that is long enough to wrap", has_search=False)  # type: ignore[arg-type]
        self.set_context("Every field, empty, filled, wrong and not to be used")
        self.set_acts(
            primary("Issue agenda", "mail"),
            secondary("Preview"),
            secondary("Build pack"),
        )
        self.sheet = Sheet("Take in an item")
        main = (
            Card("Fields")
            .add(Form(*self._fields()))
            .add_acts(
                primary("Next: own reasons"),
                secondary("Back"),
                quiet("Kept as you type"),
                danger("Purge", "trash-2"),
            )
        )
        self.body.addWidget(
            Columns(scrolled(stacked(main, self._notices())), aside=scrolled(self._disabled()))
        )
        self._fill_sheet()

    def _fields(self) -> tuple[fields.Field[Any], ...]:
        self.name_field = fields.LineField("Reference", help="The service’s own number, if it has one.")
        self.name_field.set_value("26/047")
        self.wrong = fields.DateField("Received on")
        self.wrong.set_text("31 11 2026")
        self.wrong.is_sound()
        self.day = fields.DateField(
            "Panel", help="Typed or picked. The papers go out five working days before."
        )
        self.day.set_value(date(2026, 12, 4))
        self.reasons = fields.TextField("Reasons")
        self.reasons.set_value(
            "The carer has acted on the learning (p. 214, 221); supervision is regular; the child’s wishes are "
            "clear (p. 230).\n\nA second paragraph."
        )
        self.kind = fields.ChoiceField("Type", [("first", "First approval"), ("review", "First review")])
        self.minutes = fields.NumberField("Length", unit="minutes")
        self.minutes.set_value(50)
        self.start = fields.TimeField("Start", optional=True)
        self.outcome = fields.OneOfField(
            "Recommendation",
            [("stay", "Suitable, terms stay"), ("change", "Suitable, change terms"), ("not", "Not suitable")],
        )
        self.outcome.set_value("stay")
        self.roles = fields.SeveralField("Roles", [("chair", "Chair"), ("adm", "Agency decision maker")])
        self.roles.set_value(("adm",))
        self.late = fields.TickField(
            "Keep a late slot free until the papers go out", help="One urgent item, 30 minutes."
        )
        self.secret = fields.PassphraseField("Passphrase")
        return (
            self.name_field,
            self.wrong,
            self.day,
            self.reasons,
            self.kind,
            self.minutes,
            self.start,
            self.outcome,
            self.roles,
            self.late,
            self.secret,
        )

    def _notices(self) -> QWidget:
        said = []
        for tone, sentence in (
            (Tone.SOFT, "Kept as you type."),
            (Tone.GOOD, "The agenda went to seven people."),
            (Tone.WARN, "Five members remain if M. Okoye withdraws, with no vice chair to spare."),
            (Tone.BAD, "The panel is not quorate: no vice chair and no chair can come. Invite a member."),
        ):
            notice = Notice()
            notice.say(sentence, tone, "Invite a member" if tone is Tone.BAD else "")
            said.append(notice)
        return stacked(*said)

    def _disabled(self) -> QWidget:
        line = fields.LineField("Not to be used")
        line.set_value("Held by the chair")
        choice = fields.ChoiceField("Nor this", [("a", "First approval")])
        tick = fields.TickField("Nor this tick")
        tick.set_value(True)
        buttons = (
            primary("Issue agenda", "mail"),
            secondary("Preview", "eye"),
            quiet("Open"),
            danger("Purge", "trash-2"),
        )
        for widget in (line, choice, tick, *buttons):
            widget.setEnabled(False)
        card = Card("Disabled").add(line, choice, tick, *buttons)
        more = Card("Small things").add(
            heading("Heading"), small("Small print"), icon_only("Larger", "zoom-in")
        )
        return stacked(card, more)

    def _fill_sheet(self) -> None:
        self.sheet_name = fields.LineField("Who it is about", help="The reference, not the name.")
        self.sheet.add(self.sheet_name, fields.TextField("What is known", optional=True))
        self.sheet.set_acts(primary("Take in"), secondary("Not now", on_press=self.sheet.close_sheet))
