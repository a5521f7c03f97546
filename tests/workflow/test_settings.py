"""What a service chooses for itself, who works there, what opens its store, and its backups."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fosterpanel.db.store import Store
from fosterpanel.domain.audit import AuditLine
from fosterpanel.domain.rulebook import PanelStage
from fosterpanel.domain.service import FosteringService, Person, Role
from fosterpanel.errors import InvalidInput, MovedSince, WrongKey
from fosterpanel.keychain import Keychain
from fosterpanel.paths import resources
from fosterpanel.workflow import settings
from fosterpanel.workflow.founding import security
from fosterpanel.workflow.founding.service import open_office
from fosterpanel.workflow.opening.sign_in import Opened, WayIn, has_keychain_slot, open_service, sit_down
from fosterpanel.workflow.undo import undo_edit
from tests.db.making import MemoryKeyring
from tests.workflow.builders import CHEAP, PASSPHRASE, At

NEW = "seven quiet otters under glass"


def test_the_store_locks_after_ten_minutes_until_somebody_chooses(at: At) -> None:
    desk = at("staffed")
    assert settings.idle_minutes(desk.office) == 10
    settings.set_idle_minutes(desk.office, 25)
    settings.set_idle_minutes(desk.office, 5)
    assert settings.idle_minutes(desk.office) == 5
    for wrong in (0, 61):
        with desk.refusing(InvalidInput, "1 to 60 minutes"):
            settings.set_idle_minutes(desk.office, wrong)


def test_policy_decides_only_what_the_law_leaves_open(at: At) -> None:
    desk = at("staffed")
    left = settings.types_left_to_policy(desk.office)
    assert {one.panel_stage for one, _ in left} == {PanelStage.POLICY}
    assert all(to_panel for _, to_panel in left)
    code = left[0][0].code
    settings.set_policy(desk.office, code, to_panel=False)
    assert {one.code: to for one, to in settings.types_left_to_policy(desk.office)}[code] is False
    with desk.refusing(InvalidInput, "policy cannot"):
        settings.set_policy(desk.office, "APP", to_panel=False)


def test_service_details_change_and_an_older_form_is_refused(at: At) -> None:
    desk = at("staffed")
    before = settings.current_service(desk.office)
    settings.change_service(desk.office, replace(before, telephone="01632 960 000"))
    assert desk.the(FosteringService).telephone == "01632 960 000"
    with desk.refusing(MovedSince, "do it again"):
        settings.change_service(desk.office, replace(before, telephone="1"))
    with desk.refusing(InvalidInput, "no name"):
        settings.change_service(desk.office, replace(settings.current_service(desk.office), name=" "))
    with desk.refusing(InvalidInput, "one provider"):
        settings.change_service(desk.office, replace(settings.current_service(desk.office), providers=()))


def test_acts_quote_the_service_and_the_person_as_they_are_now(at: At) -> None:
    desk = at("staffed")
    before = desk.office.service
    after = settings.change_service(desk.office, replace(before, address=("1 New Street",)))
    assert desk.office.service == after
    assert undo_edit(desk.office, before, after) == desk.office.service
    assert desk.office.service.address == before.address
    person = replace(desk.office.person, name="Ida Thwaite-Moss")
    settings.change_person(desk.office, person)
    assert desk.office.person.name == "Ida Thwaite-Moss"
    other = settings.change_person(desk.office, replace(desk.get(Person, "person-chair"), post="Chair"))
    assert desk.office.person.id != other.id


def test_people_change_but_the_last_administrator_stays(at: At) -> None:
    desk = at("staffed")
    chair = desk.get(Person, "person-chair")
    settings.change_person(desk.office, replace(chair, roles=(Role.VICE_CHAIR,), post="Vice chair"))
    assert desk.get(Person, "person-chair").roles == (Role.VICE_CHAIR,)
    administrator = desk.get(Person, "person-administrator")
    with desk.refusing(InvalidInput, "Somebody has to be the administrator"):
        settings.change_person(desk.office, replace(administrator, roles=(Role.CHAIR,)))
    with desk.refusing(InvalidInput, "at least one role"):
        settings.change_person(desk.office, replace(administrator, roles=()))


def test_only_who_knows_the_passphrase_changes_it(at: At) -> None:
    desk = at("staffed")
    path = desk.office.store.path
    with pytest.raises(WrongKey):
        security.change_passphrase(desk.office, current="not the passphrase", new=NEW, kdf=CHEAP)
    with pytest.raises(InvalidInput, match="Easy to guess"):
        security.change_passphrase(desk.office, current=PASSPHRASE, new="password password", kdf=CHEAP)
    with pytest.raises(InvalidInput, match="you have now"):
        security.change_passphrase(desk.office, current=PASSPHRASE, new=PASSPHRASE, kdf=CHEAP)
    security.change_passphrase(desk.office, current=PASSPHRASE, new=NEW, kdf=CHEAP)
    assert desk.last_act()[0] == "change_passphrase"
    desk.office.store.close()
    with pytest.raises(WrongKey):
        Store.open(path, passphrase=PASSPHRASE)
    Store.open(path, passphrase=NEW).close()


def test_this_computer_opens_the_store_until_it_is_told_to_forget(at: At) -> None:
    desk = at("staffed")
    path, keychain = desk.office.store.path, Keychain(MemoryKeyring())
    assert not security.opens_without_passphrase(desk.office, keychain)
    assert not has_keychain_slot(path)
    security.remember_on_this_computer(desk.office, keychain)
    assert security.opens_without_passphrase(desk.office, keychain)
    assert has_keychain_slot(path)
    desk.office.store.close()
    opened = open_service(path, WayIn(use_keychain=True), keychain=keychain)
    office = sit_down(opened, "person-administrator", desk.clock)
    security.forget_on_this_computer(office, keychain)
    assert not has_keychain_slot(path)
    opened.store.close()


def test_a_backup_is_noted_and_a_drill_proves_it(at: At, tmp_path: Path) -> None:
    desk = at("listed")
    assert security.safekeeping(desk.office) == security.Safekeeping(backed_up_on=None, drilled_on=None)
    backup = tmp_path / "shelf" / "backup.store"
    assert security.back_up(desk.office, backup).is_sound
    with pytest.raises(WrongKey):
        security.drill_restore(desk.office, backup, passphrase="not the passphrase")
    assert security.drill_restore(desk.office, backup, passphrase=PASSPHRASE).files == 1
    today = desk.clock.today()
    assert security.safekeeping(desk.office) == security.Safekeeping(backed_up_on=today, drilled_on=today)
    assert [one.name for one in backup.parent.iterdir() if "drill" in one.name] == []


def test_somebody_with_two_roles_sits_down_in_the_one_chosen(at: At) -> None:
    desk = at("staffed")
    path = desk.office.store.path
    desk.office.store.close()
    opened = open_service(path, WayIn(passphrase=PASSPHRASE))
    with opened.store:
        office = sit_down(opened, "person-school", desk.clock, role=Role.DECISION_MAKER)
        assert office.person.roles == (Role.DECISION_MAKER, Role.PANEL_MEMBER)
        with pytest.raises(InvalidInput, match="is not chair here"):
            sit_down(opened, "person-school", desk.clock, role=Role.CHAIR)
    again = open_service(path, WayIn(passphrase=PASSPHRASE))
    assert again.last_id == "person-school"
    again.store.close()


def own_rules(store: Path, old: str, new: str) -> Path:
    """A copy of England's rule book beside a store, with some words changed."""
    folder = store.with_name(f"{store.name}.rules")
    folder.mkdir(exist_ok=True)
    text = (resources() / "rules" / "england.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "england.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_service_goes_by_the_rule_book_it_has_changed(at: At) -> None:
    desk = at("staffed")
    path = desk.office.store.path
    assert desk.office.rules_folder is None
    own_rules(path, 'version = "2026.1"', 'version = "2026.1, with our days"')
    desk.office.store.close()
    opened = open_service(path, WayIn(passphrase=PASSPHRASE))
    with opened.store:
        office = sit_down(opened, "person-administrator", desk.clock)
        assert office.book().version == "2026.1, with our days"
        again = open_office(opened.store, person_id="person-administrator", clock=desk.clock)
        assert again.rules_folder == office.rules_folder
        with office.reading() as reading:
            line = next(one for one in reversed(reading.audit_lines()) if one.act == "sit_down")
        assert json.loads(line.detail)["rules"] == "2026.1, with our days"


def test_a_rule_book_that_is_not_whole_is_told_of_at_the_door_and_nothing_is_written(at: At) -> None:
    desk = at("staffed")
    path = desk.office.store.path
    own_rules(path, 'confidence = "high"', 'confidence = "certain"')
    desk.office.store.close()
    opened = open_service(path, WayIn(passphrase=PASSPHRASE))
    with opened.store:
        before = len(desk_lines(opened))
        with pytest.raises(InvalidInput, match="certain"):
            sit_down(opened, "person-administrator", desk.clock)
        assert len(desk_lines(opened)) == before


def desk_lines(opened: Opened) -> tuple[AuditLine, ...]:
    with opened.store.reading() as reading:
        return reading.audit_lines()
