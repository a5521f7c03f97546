"""Trying the whole program on a throwaway store: create, act, sign, verify, back up, restore, check.

What it proves of an installed copy is that every library, font and rule book it needs is there and works.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from fosterpanel.clock import Clock, StillClock
from fosterpanel.db.store import Store
from fosterpanel.documents.verification import verify_document
from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.meetings import Appointment, Meeting, Seat
from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.domain.register import Carer, FosterHome
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, Role, SigningAuthority
from fosterpanel.errors import FosterPanelError, UnreadableDocument
from fosterpanel.workflow.business.deferrals import NewDeferral, defer_item
from fosterpanel.workflow.business.items import NewItem, list_item, take_in
from fosterpanel.workflow.founding.service import (
    AUTHORITY_ID,
    enter_person,
    found_service,
    issue_signing_identity,
)
from fosterpanel.workflow.homes.register import enter_home
from fosterpanel.workflow.minuting.minutes import agree_minutes, sign_minutes, signed_minutes, write_minutes
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import join_list
from fosterpanel.workflow.panels.meetings import plan_meeting

PROVIDER = "Selfcheck Council"
PANEL_DAY = date(2026, 9, 16)
NOON = datetime(2026, 9, 16, 12, tzinfo=UTC)
"""A day within the bank holidays the program ships with, whatever day it is tried on."""

SERVICE = FosteringService(
    id="selfcheck",
    name="Selfcheck Fostering",
    kind=ServiceKind.COUNCIL,
    nation=Nation.ENGLAND,
    providers=(PROVIDER,),
    address=("1 Trial Street",),
    telephone="01632 960 000",
    email="panel@selfcheck.example",
    complaints="1 Trial Street",
    review_body="The review mechanism",
)
CHAIR = Person(id="chair", name="Chair of the Trial", roles=(Role.CHAIR, Role.ADMINISTRATOR))
HOME = FosterHome(
    id="home",
    reference="H1",
    carers=(Carer(name="Carer of the Trial", born_on=date(1980, 1, 1), sex="female"),),
    address=("2 Trial Street",),
)


class CheckFailed(FosterPanelError):
    """The program does not do on this computer what it should."""


def check_program(on_step: Callable[[str], None]) -> None:
    """Do every step in a private folder that is deleted afterwards; ``on_step`` is told of each that went well.

    Raises:
        FosterPanelError: a step failed; the sentence says which, or what it met.
    """
    clock = StillClock(NOON)
    with tempfile.TemporaryDirectory(prefix="fosterpanel-selfcheck-") as name:
        path = Path(name) / "trial.store"
        passphrase = secrets.token_urlsafe()
        office = found_service(
            path, passphrase=passphrase, service=SERVICE, administrator=CHAIR, clock=clock
        ).office
        on_step("create: an encrypted store with a signing authority of its own")
        with office.store:
            item_id = _defer_an_item(office)
            on_step("act: a home, an item and a meeting entered, and the item deferred")
            pdf = _sign_its_minutes(office, item_id)
            on_step("sign: the minutes rendered, signed and filed")
            _require_verifiable(pdf, _authority(office))
            on_step("verify: the signature found sound, and a changed byte found out")
            office.store.backup(path.with_name("backup.store"))
            on_step("back up: an encrypted copy made and checked")
        restored = path.with_name("restored.store")
        Store.restore(path.with_name("backup.store"), restored, passphrase=passphrase)
        on_step("restore: the copy put in place and checked")
        _require_the_same(restored, passphrase, clock, item_id, pdf)
        on_step("check: every page, record, file and audit line of the restored store")


def _defer_an_item(office: Office) -> str:
    members = [_enter_member(office, seat) for seat in Seat]
    enter_home(office, HOME)
    item = take_in(office, _new_item())
    meeting = plan_meeting(office, _meeting(office, members))
    list_item(office, item.id, meeting.id)
    defer_item(
        office,
        item.id,
        NewDeferral(
            kind=DeferralKind.PANELS_OWN,
            reason_codes=("D80",),
            narrative="The trial has no quorum.",
            return_on=date(2026, 10, 14),
        ),
    )
    return item.id


def _sign_its_minutes(office: Office, item_id: str) -> bytes:
    contents = MinutesContents(
        strengths=("The program was tried.",), told="Nobody: this is a trial.", minute_taker="The program"
    )
    write_minutes(office, item_id, contents)
    agree_minutes(office, item_id)
    issue_signing_identity(office, CHAIR.id)
    sign_minutes(office, item_id)
    return _signed(office.store, item_id)


def _require_verifiable(pdf: bytes, authority: bytes) -> None:
    if not verify_document(pdf, trusted=(authority,)).is_sound:
        raise CheckFailed("A document signed just now was not found sound. Install Foster Panel again.")
    middle = len(pdf) // 2
    changed = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
    try:
        is_found_out = not verify_document(changed, trusted=(authority,)).is_sound
    except UnreadableDocument:
        is_found_out = True
    if not is_found_out:
        raise CheckFailed("A changed document was taken for a sound one. Install Foster Panel again.")


def _require_the_same(path: Path, passphrase: str, clock: Clock, item_id: str, pdf: bytes) -> None:
    with Store.open(path, passphrase=passphrase) as store:
        found = store.check()
        if not found.is_sound:
            raise CheckFailed(found.findings[0])
        if _signed(store, item_id) != pdf:
            raise CheckFailed(
                "The restored minutes are not those that were signed. Install Foster Panel again."
            )


def _authority(office: Office) -> bytes:
    with office.reading() as reading:
        return reading.get(SigningAuthority, AUTHORITY_ID).keys.certificate_der


def _signed(store: Store, item_id: str) -> bytes:
    with store.reading() as reading:
        kept = signed_minutes(reading, item_id)
    if kept is None:
        raise CheckFailed("The signed minutes are not in the store. Install Foster Panel again.")
    return kept[1]


def _enter_member(office: Office, seat: Seat) -> PanelMember:
    name = f"{seat.value.capitalize()} of the Trial"
    person = CHAIR if seat is Seat.CHAIR else enter_person(office, name=name, roles=(Role.PANEL_MEMBER,))
    member = PanelMember(
        id=f"member-{person.id}",
        person_id=person.id,
        name=person.name,
        background="Invented",
        independence=(IndependenceAnswers(provider=PROVIDER, answered_on=PANEL_DAY),),
        joined_on=date(2026, 1, 1),
    )
    return join_list(office, member)


def _meeting(office: Office, members: list[PanelMember]) -> Meeting:
    book = office.book(PANEL_DAY)
    return Meeting(
        id="meeting",
        panel_name="Trial panel",
        on=PANEL_DAY,
        starts_at=time(9, 30),
        place="1 Trial Street",
        is_joint=False,
        providers=SERVICE.providers,
        panel=tuple(
            Appointment(member_id=member.id, seat=seat) for member, seat in zip(members, Seat, strict=True)
        ),
        rule_book_id=book.id,
        rule_book_version=book.version,
    )


def _new_item() -> NewItem:
    return NewItem(
        type_code="APP",
        home_id=HOME.id,
        subject="A trial of the program",
        received_on=date(2026, 9, 1),
        proposal="Nothing is proposed",
    )
