"""The invented people of the demonstration: a service, its staff, and a central list of twelve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, Role

PROVIDER = "Northshire County Council"
ANSWERED_ON = date(2026, 4, 14)

SERVICE = FosteringService(
    id="northshire",
    name="Northshire Fostering",
    kind=ServiceKind.COUNCIL,
    nation=Nation.ENGLAND,
    providers=(PROVIDER,),
    address=("Civic Centre", "Harbour Road", "Northport", "NS1 4QZ"),
    telephone="01632 960 140",
    email="panel@northshire.example",
    complaints="Customer Relations, Civic Centre, Harbour Road, Northport NS1 4QZ, telephone 01632 960 155",
    review_body="Independent Review Mechanism; its address and telephone are on the leaflet we enclose",
)

ADMINISTRATOR = Person(id="ansah", name="Ruth Ansah", roles=(Role.ADMINISTRATOR,), post="Panel administrator")
CHAIR = Person(id="lowe", name="Margaret Lowe", roles=(Role.CHAIR,), post="Independent chair")
DECISION_MAKER = Person(
    id="adeyemi",
    name="Chidi Adeyemi",
    roles=(Role.DECISION_MAKER,),
    post="Head of Corporate Parenting and agency decision maker",
)
TEAM_MANAGER = Person(
    id="marsh", name="Helen Marsh", roles=(Role.TEAM_MANAGER,), post="Fostering team manager"
)
ADVISER = Person(id="iqbal", name="Sana Iqbal", roles=(Role.ADVISER,), post="Panel adviser")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person of the central list, in the fewest words. ``not_independent`` names a question answered yes."""

    key: str
    name: str
    background: str
    role: Role = Role.PANEL_MEMBER
    experience_from: date | None = None
    is_social_worker: bool = False
    not_independent: str = ""


CENTRAL_LIST = (
    Listed(key="lowe", name="Margaret Lowe", background="Retired head teacher", role=Role.CHAIR),
    Listed(
        key="pryce",
        name="Owen Pryce",
        background="Virtual school head of the council",
        role=Role.VICE_CHAIR,
        not_independent="employed-children",
    ),
    Listed(
        key="okoye",
        name="Mary Okoye",
        background="Independent reviewing officer in another county",
        is_social_worker=True,
        experience_from=date(2014, 9, 1),
    ),
    Listed(key="whitcombe", name="Daniel Whitcombe", background="Foster carer with another service"),
    Listed(key="rahman", name="Farida Rahman", background="Educational psychologist"),
    Listed(key="ellery", name="Tom Ellery", background="Care-experienced member"),
    Listed(key="mbeki", name="Grace Mbeki", background="Health visitor"),
    Listed(
        key="haigh",
        name="Peter Haigh",
        background="Councillor",
        not_independent="elected-member",
    ),
    Listed(
        key="nowak",
        name="Alicja Nowak",
        background="Social worker in another council's fostering team",
        is_social_worker=True,
        experience_from=date(2024, 7, 1),
    ),
    Listed(key="llyr", name="Siân Llŷr", background="Paediatric nurse"),
    Listed(key="carter", name="Joseph Carter", background="Adoptive parent"),
    Listed(
        key="deeks",
        name="Yvonne Deeks",
        background="Social worker, safeguarding in schools",
        is_social_worker=True,
        experience_from=date(2011, 3, 1),
    ),
)


def member(listed: Listed) -> PanelMember:
    """The record of one person on the list, with everything a list should hold about them."""
    answers = IndependenceAnswers(
        provider=PROVIDER,
        answered_on=ANSWERED_ON,
        yes_to=(listed.not_independent,) if listed.not_independent else (),
    )
    return PanelMember(
        id=f"member-{listed.key}",
        person_id=listed.key,
        name=listed.name,
        background=listed.background,
        is_social_worker=listed.is_social_worker,
        experience_from=listed.experience_from,
        independence=(answers,),
        joined_on=date(2024, 4, 1),
        dbs_checked_on=date(2025, 2, 10),
        agreement_signed_on=date(2024, 4, 1),
        inducted_on=date(2024, 4, 22),
        appraised_on=date(2026, 3, 18),
        trained_on=date(2026, 5, 20),
    )


def person(listed: Listed) -> Person:
    """The person behind a place on the list."""
    return Person(id=listed.key, name=listed.name, roles=(listed.role,), post=listed.background)
