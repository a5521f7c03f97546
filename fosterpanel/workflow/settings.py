"""The choices a service makes for itself: how long until the store locks, which items its policy sends to panel."""

from __future__ import annotations

from dataclasses import replace

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.items import goes_to_panel
from fosterpanel.domain.rulebook import ItemType, PanelStage
from fosterpanel.domain.service import FosteringService, Person, Role, SigningIdentity
from fosterpanel.domain.settings import Setting
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.one_name import name_alike

IDLE_MINUTES = "idle-minutes"
LAST_AT_DESK = "last-at-desk"
LAST_BACKUP = "last-backup"
LAST_DRILL = "last-restore-drill"
TO_PANEL = "goes-to-panel"
YES, NO = "yes", "no"
USUAL_IDLE_MINUTES = 10
LEAST_IDLE, MOST_IDLE = 1, 60


def setting(reading: Reading, setting_id: str, otherwise: str = "") -> str:
    """The words of one choice, or ``otherwise`` while nobody has made it."""
    try:
        return reading.get(Setting, setting_id).words
    except NotFound:
        return otherwise


def keep_setting(transaction: Transaction, setting_id: str, words: str) -> Setting:
    """Write one choice within somebody's act."""
    try:
        held = transaction.get(Setting, setting_id)
    except NotFound:
        return transaction.insert(Setting(id=setting_id, words=words))
    return held if held.words == words else transaction.replace(replace(held, words=words))


def held_setting(office: Office, setting_id: str) -> Setting | None:
    """A choice as it was made; None while nobody has made it."""
    with office.reading() as reading:
        return next(iter(reading.find(Setting, id=setting_id)), None)


def policy_setting(type_code: str) -> str:
    """The id of the choice whether items of a type go to panel."""
    return f"{TO_PANEL}:{type_code}"


def idle_minutes(office: Office) -> int:
    """After how many minutes without a sign of life the store locks."""
    with office.reading() as reading:
        return int(setting(reading, IDLE_MINUTES, str(USUAL_IDLE_MINUTES)))


def set_idle_minutes(office: Office, minutes: int) -> Setting:
    """Choose after how many minutes without a sign of life the store locks. Raises InvalidInput out of bounds."""
    if not LEAST_IDLE <= minutes <= MOST_IDLE:
        raise InvalidInput(
            f"The store can lock after {LEAST_IDLE} to {MOST_IDLE} minutes. Choose one of them."
        )
    with office.act() as transaction:
        kept = keep_setting(transaction, IDLE_MINUTES, str(minutes))
        transaction.note("set_idle_minutes", IDLE_MINUTES, {"minutes": minutes})
    return kept


def types_left_to_policy(office: Office) -> tuple[tuple[ItemType, bool], ...]:
    """The item types the law leaves to the service, each with whether its policy sends them to panel."""
    left = [one for one in office.book().item_types.values() if one.panel_stage is PanelStage.POLICY]
    with office.reading() as reading:
        return tuple((one, goes_by_policy(reading, one.code)) for one in left)


def goes_by_policy(reading: Reading, type_code: str) -> bool:
    """Whether the service's policy sends items of a type to panel; until it says otherwise it does."""
    return setting(reading, policy_setting(type_code), YES) == YES


def is_for_panel(reading: Reading, item_type: ItemType) -> bool:
    """Whether a panel hears items of a type here: as the rule book says, and where it leaves that open, the policy."""
    return goes_to_panel(item_type, by_policy=goes_by_policy(reading, item_type.code))


def set_policy(office: Office, type_code: str, *, to_panel: bool) -> Setting:
    """Decide whether items of a type the law leaves to the service go to panel. Raises InvalidInput for others."""
    if office.book().item_type(type_code).panel_stage is not PanelStage.POLICY:
        raise InvalidInput(
            "The law says whether these items go to panel, so policy cannot. Leave it as it is."
        )
    with office.act() as transaction:
        kept = keep_setting(transaction, policy_setting(type_code), YES if to_panel else NO)
        transaction.note("set_policy", type_code, {"to_panel": kept.words})
    return kept


def current_service(office: Office) -> FosteringService:
    """The details of the service as they stand, whoever changed them."""
    with office.reading() as reading:
        return reading.get(FosteringService, office.service.id)


def change_service(office: Office, service: FosteringService) -> FosteringService:
    """Change the details of the service that letters quote.

    Raises:
        InvalidInput: it would have no name, or no provider.
        MovedSince: somebody changed it meanwhile.
    """
    if not service.name.strip():
        raise InvalidInput("The fostering service has no name. Give its name.")
    if not service.providers:
        raise InvalidInput("A panel serves one provider at least. Name it.")
    with office.act() as transaction:
        changed = transaction.replace(service)
        transaction.note("change_service", service.id)
    office.go_on_with(changed)
    return changed


def change_person(office: Office, person: Person) -> Person:
    """Change what somebody is called or does here; a new name is theirs on the central list too.

    Raises:
        InvalidInput: there would be no name or no role, or no administrator left.
        MovedSince: somebody changed the record meanwhile.
    """
    if not person.name.strip() or not person.roles:
        raise InvalidInput("Somebody who works here has a name and at least one role. Give both.")
    with office.act() as transaction:
        changed = transaction.replace(person)
        _require_administrator(transaction)
        transaction.note("change_person", person.id)
        name_alike(transaction, changed)
    office.go_on_with(changed)
    return changed


def people(office: Office) -> tuple[Person, ...]:
    """Everybody who acts in the service, in the order they were entered."""
    with office.reading() as reading:
        return reading.find(Person)


def signing_since(office: Office) -> dict[str, SigningIdentity]:
    """The certificate each person signs with now, by the person's id."""
    with office.reading() as reading:
        return {one.person_id: one for one in reading.find(SigningIdentity)}


def _require_administrator(reading: Reading) -> None:
    if not any(one.holds(Role.ADMINISTRATOR) for one in reading.find(Person)):
        raise InvalidInput("Somebody has to be the administrator. Give another person that role first.")
