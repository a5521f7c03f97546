from __future__ import annotations

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fosterpanel.clock import StillClock
from fosterpanel.db.keys.slots import Purpose
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.private_notes import Area, PrivateNote
from fosterpanel.domain.rulebook import Confidence
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow import search
from fosterpanel.workflow.business import items
from fosterpanel.workflow.opening import sign_in
from fosterpanel.workflow.paperwork import papers
from fosterpanel.workflow.paperwork import private_notes as notes
from tests.workflow.builders import PANEL_DAY, PASSPHRASE, At, Desk, minute, new_item, pdf

CARER, HEALTH, CHAIR = "person-carer", "person-health", "person-chair"
SECRET = "Zanzibar quibble about the pond"
LONG = f"{SECRET}. " * 400
PAGE, IV, MAC = 4096, 16, 64
MARKED = (Area(left=1000, top=2000, right=9000, bottom=2300),)
KEPT_FOR = timedelta(days=7)


def words_of(found: tuple[notes.OwnNote, ...]) -> list[str]:
    return [one.note.words for one in found]


def test_a_note_is_kept_for_its_writer_and_nobody_else(at: At) -> None:
    desk = at("issued")
    (paper,) = desk.find(Paper)
    note = notes.keep_note(
        desk.of(CARER), desk.item.id, SECRET, paper_id=paper.id, page=1, areas=MARKED, quote="the pond"
    )
    notes.keep_note(desk.of(CARER), desk.item.id, "On the whole.")
    assert words_of(notes.notes_of(desk.of(CARER), desk.item.id)) == ["On the whole.", SECRET]
    (found,) = notes.notes_on(desk.of(CARER), paper.id)
    assert (found.note, found.written_on, found.has_moved) == (note, 1, False)
    for other in (HEALTH, CHAIR, "person-administrator"):
        assert notes.notes_of(desk.of(other), desk.item.id) == ()
        assert notes.notes_on(desk.of(other), paper.id) == ()
        with desk.refusing(NotFound, "no such note of yours"):
            notes.erase_note(desk.of(other), note.id)
        with desk.refusing(NotFound, "no such note of yours"):
            notes.rewrite_note(desk.of(other), note.id, "Mine now.")


def test_a_note_follows_its_paper_and_says_on_which_version_it_was_written(at: At) -> None:
    desk = at("issued")
    (paper,) = desk.find(Paper)
    notes.keep_note(desk.of(CARER), desk.item.id, "On the first.", paper_id=paper.id, page=1)
    second, _ = papers.correct_paper(
        desk.office, paper.id, data=pdf(title="Corrected"), received_on=date(2026, 12, 1)
    )
    notes.keep_note(desk.of(CARER), desk.item.id, "On the second.", paper_id=second.id, page=1)
    found = notes.notes_on(desk.of(CARER), second.id)
    assert [(one.note.words, one.written_on, one.has_moved) for one in found] == [
        ("On the first.", 1, True),
        ("On the second.", 2, False),
    ]
    assert words_of(notes.notes_on(desk.of(CARER), paper.id)) == ["On the first."]
    assert {one.paper_id for one in notes.notes_of(desk.of(CARER), desk.item.id)} == {second.id}


def test_a_note_is_rewritten_and_erased(at: At) -> None:
    desk = at("issued")
    note = notes.keep_note(desk.of(CARER), desk.item.id, SECRET)
    notes.rewrite_note(desk.of(CARER), note.id, "Better said.")
    assert words_of(notes.notes_of(desk.of(CARER), desk.item.id)) == ["Better said."]
    notes.erase_note(desk.of(CARER), note.id)
    assert notes.notes_of(desk.of(CARER), desk.item.id) == ()
    assert desk.the(PrivateNote).words == ""
    with desk.refusing(NotFound, "emptied meanwhile"):
        notes.rewrite_note(desk.of(CARER), note.id, "Back again.")


def test_an_empty_note_or_a_page_that_is_not_there_is_refused(at: At) -> None:
    desk = at("issued")
    (paper,) = desk.find(Paper)
    with desk.refusing(InvalidInput, "nothing to keep"):
        notes.keep_note(desk.of(CARER), desk.item.id, "  ", paper_id=paper.id, page=1)
    with desk.refusing(InvalidInput, "no such page"):
        notes.keep_note(desk.of(CARER), desk.item.id, "Here.", paper_id=paper.id, page=2)
    other = items.take_in(desk.office, new_item())
    with desk.refusing(InvalidInput, "no such paper"):
        notes.keep_note(desk.of(CARER), other.id, "Here.", paper_id=paper.id, page=1)


def signed(at: At) -> Desk:
    desk = at("recommended")
    notes.keep_note(desk.of(CARER), desk.item.id, SECRET)
    notes.keep_note(desk.of(HEALTH), desk.item.id, LONG)
    minute(desk, desk.item.id)
    return desk


def test_notes_are_emptied_so_many_days_after_the_minutes_were_signed(at: At) -> None:
    desk = signed(at)
    limit = desk.office.book().limit(notes.PRIVATE_NOTES)
    assert (timedelta(days=limit.length), limit.rule.confidence) == (KEPT_FOR, Confidence.UNVERIFIED)
    assert notes.notes_kept_until(desk.office, desk.item.id) == PANEL_DAY + KEPT_FOR
    desk.move_to(PANEL_DAY + KEPT_FOR)
    before = desk.everything()
    assert notes.purge_notes(desk.office) == 0
    assert desk.everything() == before
    desk.move_to(PANEL_DAY + KEPT_FOR + timedelta(days=1))
    assert notes.purge_notes(desk.office) == 2
    for note in desk.find(PrivateNote):
        assert (note.words, note.quote, note.areas, note.purged_at) == ("", "", (), desk.clock.now())
    assert desk.last_act() == ("purge_notes", desk.item.id)
    assert notes.purge_notes(desk.office) == 0


def test_unsigned_minutes_leave_notes_alone_and_a_withdrawal_before_any_panel_does_not(at: At) -> None:
    desk = at("recommended")
    notes.keep_note(desk.of(CARER), desk.item.id, SECRET)
    withdrawn = items.take_in(desk.office, new_item())
    notes.keep_note(desk.of(CARER), withdrawn.id, "Never mind.")
    assert notes.notes_kept_until(desk.office, desk.item.id) is None
    desk.move_to(date(2027, 11, 1))
    assert notes.purge_notes(desk.office) == 0
    items.withdraw_item(desk.office, withdrawn.id, reason="They have moved away.")
    assert notes.purge_notes(desk.office) == 1
    assert [one.words for one in desk.find(PrivateNote)] == [SECRET, ""]


def test_sitting_down_empties_what_is_due(at: At) -> None:
    desk = signed(at)
    path = desk.office.store.path
    desk.office.store.close()
    opened = sign_in.open_service(path, sign_in.WayIn(passphrase=PASSPHRASE))
    late = StillClock(desk.clock.now() + KEPT_FOR + timedelta(days=1))
    with opened.store:
        office = sign_in.sit_down(opened, CHAIR, late)
        with office.reading() as reading:
            assert {note.words for note in reading.find(PrivateNote)} == {""}


@pytest.mark.parametrize("days", [0, 1])
def test_what_was_emptied_is_nowhere_in_the_store(at: At, days: int) -> None:
    desk = signed(at)
    desk.move_to(PANEL_DAY + KEPT_FOR + timedelta(days=days))
    assert notes.purge_notes(desk.office) == 2 * days
    assert found_in_clear(desk) is (days == 0)


def test_a_note_is_never_searched_for_nor_told_to_the_audit_trail(at: At) -> None:
    desk = at("issued")
    note = notes.keep_note(desk.of(CARER), desk.item.id, SECRET)
    assert search.search(desk.of(CARER), "Zanzibar") == ()
    assert desk.last_act() == ("keep_note", note.id)
    assert desk.audit()[-1].detail == "{}"


def found_in_clear(desk: Desk) -> bool:
    """Whether the note's words are anywhere in the store's pages, those not in use included."""
    key = desk.office.store.keys._master.draw(Purpose.STORE)
    desk.office.store.close()
    data = desk.office.store.path.read_bytes()
    pages = (data[start : start + PAGE] for start in range(0, len(data), PAGE))
    return any(SECRET[:20].encode() in decrypted(page, key) for page in pages)


def decrypted(page: bytes, key: bytes) -> bytes:
    """One page of SQLCipher 4; the first begins with the salt, and each ends with its IV and its MAC."""
    body, iv = page[: -IV - MAC], page[-IV - MAC : -MAC]
    return Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor().update(body[len(body) % IV :])
