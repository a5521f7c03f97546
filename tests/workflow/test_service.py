from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fosterpanel.clock import StillClock
from fosterpanel.db.failures import RefusedByStore
from fosterpanel.db.store import Store
from fosterpanel.domain.service import FosteringService, Person, Role, SigningAuthority, SigningIdentity
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.founding import service
from tests.workflow.builders import BEGIN, CHEAP, PASSPHRASE, PEOPLE, At, brackendale, founded


def test_founding_a_service_makes_its_store_its_first_person_and_its_authority(tmp_path: Path) -> None:
    desk = founded(tmp_path / "service.store")
    assert desk.the(FosteringService) == brackendale()
    assert desk.the(Person) == PEOPLE[0]
    assert desk.the(SigningAuthority).keys.certificate_der
    assert [line.act for line in desk.audit()] == ["found_service"]
    desk.office.store.close()


def test_the_recovery_words_open_the_store_and_are_not_shown_by_accident(tmp_path: Path) -> None:
    path = tmp_path / "service.store"
    begun = service.found_service(
        path,
        passphrase=PASSPHRASE,
        service=brackendale(),
        administrator=PEOPLE[0],
        clock=founded(tmp_path / "other.store").clock,
        kdf=CHEAP,
    )
    begun.office.store.close()
    assert begun.recovery_words not in repr(begun)
    with Store.open(path, recovery_words=begun.recovery_words) as store:
        assert store.check().is_sound


def test_founding_twice_in_one_place_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    desk = founded(tmp_path / "service.store")
    desk.office.store.close()
    kept = desk.office.store.path.read_bytes()
    with pytest.raises(InvalidInput):
        founded(tmp_path / "service.store")
    assert desk.office.store.path.read_bytes() == kept


def test_an_office_opens_for_one_of_its_people_and_for_nobody_else(at: At) -> None:
    desk = at("staffed")
    office = service.open_office(desk.office.store, person_id="person-chair", clock=desk.clock)
    assert (office.person.name, office.service) == ("Margaret Ollerenshaw", brackendale())
    with desk.refusing(NotFound):
        service.open_office(desk.office.store, person_id="person-nobody", clock=desk.clock)


def test_a_store_without_a_service_opens_no_office(tmp_path: Path) -> None:
    store, _ = Store.create(tmp_path / "bare.store", passphrase=PASSPHRASE, clock_now=BEGIN, kdf=CHEAP)
    clock = founded(tmp_path / "other.store").clock
    with store:
        with store.transaction("nobody", BEGIN) as transaction:
            transaction.insert(PEOPLE[0])
            transaction.note("enter_person", PEOPLE[0].id)
        with pytest.raises(NotFound, match="holds no service yet"):
            service.open_office(store, person_id=PEOPLE[0].id, clock=clock)


def test_entering_a_person(at: At) -> None:
    desk = at("staffed")
    person = service.enter_person(desk.office, name="Hal Orme", roles=(Role.ADVISER,), post="Adviser")
    assert desk.get(Person, person.id) == person
    assert desk.last_act() == ("enter_person", person.id)


def test_the_latest_certificate_signs(at: At) -> None:
    desk = at("staffed")
    newer = service.issue_signing_identity(desk.office, "person-chair")
    assert len(desk.find(SigningIdentity, person_id="person-chair")) == 2
    assert desk.last_act() == ("issue_signing_identity", "person-chair")
    with desk.office.reading() as reading:
        assert service.signing_keys(reading, desk.get(Person, "person-chair")) == newer.keys


def test_nobody_signs_without_a_certificate(at: At) -> None:
    desk = at("staffed")
    with (
        desk.refusing(NotFound, "Una Birkett has no signing certificate yet"),
        desk.office.reading() as reading,
    ):
        service.signing_keys(reading, desk.get(Person, "person-spare"))


def test_a_certificate_that_cannot_be_read_is_not_taken_in(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput):
        service.import_signing_identity(desk.office, "person-chair", b"no certificate", "a passphrase")


def test_the_authoritys_certificate_is_public_and_carries_no_key(at: At) -> None:
    pem = service.authority_certificate(at("staffed").office)
    assert pem.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in pem


def test_a_founding_that_fails_leaves_no_store_behind(tmp_path: Path) -> None:
    path = tmp_path / "service.store"
    with pytest.raises(RefusedByStore):
        service.found_service(
            path,
            passphrase=PASSPHRASE,
            service=brackendale(),
            administrator=replace(PEOPLE[0], name=""),
            clock=StillClock(BEGIN),
            kdf=CHEAP,
        )
    assert [one.name for one in tmp_path.iterdir() if not one.name.endswith(".lock")] == []
    founded(path).office.store.close()
