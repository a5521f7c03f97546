"""What taking in an item asks for and what follows from it, by its type: nobody is asked for more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.clocks import BEGIN_A_CLOCK, clocks_running
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import ItemType, PanelStage
from fosterpanel.workflow.business.items import FOLLOW_A_CHALLENGE
from fosterpanel.workflow.business.readiness import TERMS_MAY_STAY
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import is_for_panel

CONNECTED = frozenset({"APP-CP", "TA24", "TA25"})
"""The types that are about a connected person whoever they are."""

_BY_POLICY = {
    True: "The service’s policy sends it to the panel; the law leaves that open.",
    False: "The service’s policy has it decided without a panel; the law leaves that open.",
}
_PANEL = {
    PanelStage.REQUIRED: "The panel considers it before it is decided.",
    PanelStage.VIEWS: "The panel gives its views before it is decided.",
    PanelStage.NOT_NEEDED: "The law asks for no panel.",
}
_OWN = "The panel notes it, or agrees what is to be done; nobody else decides it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is asked when an item of a type is taken in.

    ``asks_home``: it is about a foster home; business of the panel itself has a title instead.
    ``terms_may_stay``: terms are proposed only where they would change. ``asks_connected``: whether the carer is a
    connected person is a question. ``asks_report``: there is a report, with an author, and somebody presents it;
    the panel's own business is only presented.
    """

    item_type: ItemType
    asks_terms: bool
    terms_may_stay: bool
    asks_home: bool
    asks_connected: bool
    is_connected: bool
    asks_report: bool
    is_for_panel: bool

    @property
    def code(self) -> str:
        """The type's."""
        return self.item_type.code

    @property
    def name(self) -> str:
        """The type's, in the rule book's words."""
        return self.item_type.name

    @property
    def asks_presenters(self) -> bool:
        """Whether somebody presents it."""
        return self.asks_report or not self.asks_home

    @property
    def panel(self) -> str:
        """What the panel has to do with it, and where that comes from."""
        if not self.asks_home:
            return f"{_OWN} {self.item_type.rule.words} ({self.item_type.rule.citation}.)"
        said = _PANEL.get(self.item_type.panel_stage, _BY_POLICY[self.is_for_panel])
        return f"{said} {self.item_type.rule.words} ({self.item_type.rule.citation}.)"


def intakes(office: Office) -> tuple[Intake, ...]:
    """What can be taken in, as the rule book orders it; what follows from a challenge begins with the challenge."""
    types = [one for one in office.book().item_types.values() if one.code not in FOLLOW_A_CHALLENGE]
    with office.reading() as reading:
        return tuple(_intake(reading, one) for one in types)


def intake_of(office: Office, type_code: str) -> Intake:
    """What is asked of an item of that type. Raises UnknownRule."""
    with office.reading() as reading:
        return _intake(reading, office.book().item_type(type_code))


def clock_from(office: Office, type_code: str, received_on: date) -> str:
    """The time limit that would begin on a local day, as a sentence; nothing where none begins with the item."""
    if type_code not in BEGIN_A_CLOCK:
        return ""
    clocks = clocks_running(
        type_code, received_on=received_on, approved_on=None, temporary=None, book=office.book(received_on)
    )
    return clocks[0].sentence(office.clock.today()) if clocks else ""


def home_of(office: Office, home_id: str) -> FosterHome:
    """The foster home an item is to be about. Raises NotFound."""
    with office.reading() as reading:
        return reading.get(FosterHome, home_id)


def _intake(reading: Reading, item_type: ItemType) -> Intake:
    code, is_heard = item_type.code, is_for_panel(reading, item_type)
    return Intake(
        item_type=item_type,
        asks_terms=item_type.has_terms,
        terms_may_stay=code.startswith(TERMS_MAY_STAY),
        asks_home=item_type.is_about_home,
        asks_connected=item_type.has_terms and code not in CONNECTED,
        is_connected=code in CONNECTED,
        asks_report=item_type.is_about_home
        and (is_heard or any(entry.paper_kind.endswith("report") for entry in item_type.checklist)),
        is_for_panel=is_heard,
    )
