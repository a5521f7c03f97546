"""Panel items: one piece of business, about a foster home or of the panel itself, and the stages it passes through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.domain.rulebook import ItemType, PanelStage, RuleBook, require
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.errors import InvalidInput


class ItemStage(StrEnum):
    """Where an item stands."""

    TAKEN_IN = "taken in"
    LISTED = "listed"
    IN_HEARING = "in hearing"
    RECOMMENDED = "recommended"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    WITH_DECISION_MAKER = "with the decision maker"
    PROPOSED = "determination proposed"
    REFERRED = "referred on a challenge"
    RETURNED = "returned for information"
    DECIDED = "decided"
    TOLD = "told"
    CONCLUDED = "concluded"


FOLLOWS: dict[ItemStage, frozenset[ItemStage]] = {
    ItemStage.TAKEN_IN: frozenset({ItemStage.LISTED, ItemStage.WITH_DECISION_MAKER, ItemStage.WITHDRAWN}),
    ItemStage.LISTED: frozenset(
        {ItemStage.IN_HEARING, ItemStage.DEFERRED, ItemStage.WITHDRAWN, ItemStage.TAKEN_IN}
    ),
    ItemStage.IN_HEARING: frozenset(
        {ItemStage.RECOMMENDED, ItemStage.CONCLUDED, ItemStage.DEFERRED, ItemStage.WITHDRAWN}
    ),
    # Until the decision an applicant may withdraw, and a resignation leaves nothing to decide.
    ItemStage.RECOMMENDED: frozenset({ItemStage.WITH_DECISION_MAKER, ItemStage.WITHDRAWN}),
    ItemStage.DEFERRED: frozenset(),
    ItemStage.WITHDRAWN: frozenset(),
    ItemStage.WITH_DECISION_MAKER: frozenset(
        {ItemStage.PROPOSED, ItemStage.DECIDED, ItemStage.RETURNED, ItemStage.WITHDRAWN}
    ),
    ItemStage.PROPOSED: frozenset(
        {ItemStage.REFERRED, ItemStage.DECIDED, ItemStage.WITH_DECISION_MAKER, ItemStage.WITHDRAWN}
    ),
    ItemStage.REFERRED: frozenset({ItemStage.DECIDED, ItemStage.WITH_DECISION_MAKER, ItemStage.WITHDRAWN}),
    ItemStage.RETURNED: frozenset(),
    ItemStage.DECIDED: frozenset({ItemStage.TOLD}),
    ItemStage.TOLD: frozenset(),
    # What the panel notes, or acts on itself, needs nobody's decision.
    ItemStage.CONCLUDED: frozenset(),
}

OF_BUSINESS = frozenset(
    {
        ItemStage.TAKEN_IN,
        ItemStage.LISTED,
        ItemStage.IN_HEARING,
        ItemStage.DEFERRED,
        ItemStage.WITHDRAWN,
        ItemStage.CONCLUDED,
    }
)
"""The stages of business of the panel itself: it ends with the panel."""

OF_HOMES = frozenset(ItemStage) - {ItemStage.CONCLUDED}
"""The stages of items about a foster home: what a panel heard of them goes on to the decision maker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelItem:
    """One piece of business. Dates are local.

    ``home_id`` is empty for business of the panel itself (``ItemType.is_about_home``).
    ``received_on`` starts the item's own clock (application, placement or notice received).
    ``predecessor_id`` and ``successor_id`` link an item to the one it was deferred from or into.
    ``challenge_id`` is set on an item that brings representations back to panel.
    """

    id: str
    reference: str
    type_code: str
    home_id: str
    subject: str
    received_on: date
    proposal: str
    proposed_terms: TermsOfApproval | None = None
    is_connected_person: bool = False
    report_author: str = ""
    presented_by: tuple[str, ...] = ()
    stage: ItemStage = ItemStage.TAKEN_IN
    meeting_id: str = ""
    predecessor_id: str = ""
    successor_id: str = ""
    challenge_id: str = ""
    withdrawn_because: str = ""
    version: int = 0

    @property
    def home_ids(self) -> tuple[str, ...]:
        """The home it is about, or none."""
        return (self.home_id,) if self.home_id else ()

    @property
    def is_business(self) -> bool:
        """Whether it is business of the panel itself, about no foster home."""
        return not self.home_id


def move_item(item: PanelItem, to: ItemStage) -> PanelItem:
    """The item at its next stage. Raises InvalidInput when that stage does not follow from this one."""
    following = FOLLOWS[item.stage] & (OF_BUSINESS if item.is_business else OF_HOMES)
    if to not in following:
        raise InvalidInput(
            f"Item {item.reference} is {item.stage.value}; it cannot become {to.value}. "
            f"What can follow: {', '.join(sorted(stage.value for stage in following)) or 'nothing'}."
        )
    return replace(item, stage=to)


def require_about(item: PanelItem, item_type: ItemType) -> None:
    """Refuse an item about the wrong thing: a home where its type is the panel's own business, or none elsewhere.

    Raises:
        InvalidInput: a home is missing; or a home, terms or a connected person do not belong there.
    """
    if item_type.is_about_home and item.is_business:
        raise InvalidInput(f"{item_type.name}: such an item is about a foster home. Choose the home.")
    if not item_type.is_about_home and (item.home_id or item.proposed_terms or item.is_connected_person):
        raise InvalidInput(
            f"{item_type.name}: such an item is about no foster home. Choose another kind of item for a home."
        )


def goes_to_panel(item_type: ItemType, *, by_policy: bool = True) -> bool:
    """Whether items of this type are heard by a panel on the rule book's day.

    ``by_policy`` answers for the types the law leaves to the service; the default sends them to panel. The panel's own
    business goes nowhere else.
    """
    if item_type.panel_stage is PanelStage.POLICY:
        return by_policy
    if not item_type.is_about_home:
        return True
    return item_type.panel_stage is not PanelStage.NOT_NEEDED


def list_on(item: PanelItem, meeting_id: str) -> PanelItem:
    """The item on a meeting's agenda. Raises InvalidInput when it cannot be listed now."""
    return replace(move_item(item, ItemStage.LISTED), meeting_id=meeting_id)


def take_off(item: PanelItem) -> PanelItem:
    """The item off its meeting and waiting again. Raises InvalidInput once it was heard."""
    return replace(move_item(item, ItemStage.TAKEN_IN), meeting_id="")


def send_without_panel(item: PanelItem, book: RuleBook) -> PanelItem:
    """The item straight before the decision maker, where the rule book asks no panel for it.

    Raises:
        RuleRefusal: the panel considers it, or gives its views, first.
        InvalidInput: the item is past that point, has come before a panel after all, or is the panel's own business.
    """
    if item.is_business:
        raise InvalidInput(
            f"Item {item.reference} is business of the panel itself, which nobody decides. List it on a meeting."
        )
    item_type = book.item_type(item.type_code)
    require(
        item_type.rule if item_type.panel_stage is PanelStage.VIEWS else book.rule("panel-required"),
        not goes_to_panel(item_type, by_policy=False),
        f"Item {item.reference} ({item_type.name.lower()}) goes to the panel before it is decided. "
        "List it on a meeting.",
    )
    if item.meeting_id:
        raise InvalidInput(
            f"Item {item.reference} came before a panel. It goes to the decision maker with the panel's minutes."
        )
    return move_item(item, ItemStage.WITH_DECISION_MAKER)


def called(item: PanelItem, item_type: ItemType) -> str:
    """What an item is called where nobody is named: its type, or the title of business of the panel itself."""
    return item.subject if item.is_business else item_type.name


def initials(names: str) -> str:
    """The initials of one or more names, for papers that must not name anybody: "A.B. and C.D."."""
    people = names.split(" and ")
    return " and ".join(
        "".join(f"{part[0].upper()}." for part in person.split() if part) for person in people
    )


def successor_of(item: PanelItem, *, new_id: str, reference: str) -> PanelItem:
    """The linked item that comes back after a deferral: same business, clocks not restarted."""
    return replace(
        item,
        id=new_id,
        reference=reference,
        stage=ItemStage.TAKEN_IN,
        meeting_id="",
        predecessor_id=item.id,
        successor_id="",
        version=0,
    )
