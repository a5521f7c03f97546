from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fosterpanel.domain.minutes import Minutes, MinutesState, Part
from fosterpanel.domain.minutes_parts import MinutesSection, Side
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.business import actions
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, minutes_sections
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import lines_to_explore
from tests.documents.reading import words as words_of
from tests.workflow.builders import CONTENTS, MEETING, PANEL_DAY, At, Desk, hear

CHAIR = "person-chair"
BY_HAND = "One action was agreed, and the service thanked for the last."


def part(desk: Desk, wanted: Part) -> MinutesSection:
    return next(one for one in minutes_sections.sections(desk.office, desk.item.id) if one.key is wanted)


def agree_an_action(desk: Desk) -> None:
    actions.agree_action(
        desk.office, desk.item.id, what="Book training", owner="Hal Orme", due_on=PANEL_DAY + timedelta(30)
    )


def test_the_minutes_write_themselves_from_the_day_an_item_is_listed(at: At) -> None:
    desk = at("listed")
    said = {one.key: one.words for one in minutes_sections.sections(desk.office, desk.item.id)}
    assert list(said) == list(Part)
    assert said[Part.PRESENCE] == "The panel has not heard the item yet."
    assert said[Part.PAPERS] == "One paper of one page was before the panel."
    assert said[Part.OUTCOME] == "The panel has not come to an outcome yet."


def test_they_say_what_happened(at: At) -> None:
    desk = at("convened")
    line = lines_to_explore.send_line(desk.of("person-carer"), desk.item.id, "Who has the key?")
    lines_to_explore.send_line(desk.of("person-carer"), desk.item.id, "What changed in May?")
    lines_to_explore.settle_line(desk.office, line.id, left_out_because="the report says it")
    hearings.begin_hearing(desk.office, desk.item.id, presided_by="member-chair")
    desk.clock.move(timedelta(minutes=20))
    hearings.preside(desk.office, desk.item.id, "member-vice")
    meetings.record_departure(desk.office, MEETING, "member-school")
    said = {one.key: one.words for one in minutes_sections.sections(desk.office, desk.item.id)}
    assert said[Part.PRESENCE] == (
        "The panel has been considering the item since 10:00. Margaret Ollerenshaw, chair, presided until 10:20. "
        "Tobiah Quill, vice chair, presided from 10:20 on. Six members have been present. Caspar Dell left at 10:20."
    )
    assert said[Part.DISCUSSION] == (
        "No questions were put. Two lines to explore were sent to the chair, and none was asked. "
        "Not asked: “Who has the key?” The report says it."
    )


def test_a_part_written_by_hand_is_never_written_over(at: At) -> None:
    desk = at("in hearing")
    written = minutes_sections.write_section(desk.office, desk.item.id, Part.ACTIONS, BY_HAND)
    assert (written.words, written.generated, written.is_outdated) == (
        BY_HAND,
        "No action was agreed.",
        False,
    )
    agree_an_action(desk)
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    outdated = part(desk, Part.ACTIONS)
    assert (outdated.words, outdated.is_outdated) == (BY_HAND, True)
    assert outdated.generated == "One action was agreed, to be done by 3 January 2027."
    minutes_sections.write_section(desk.office, desk.item.id, Part.ACTIONS, f"{BY_HAND} It was late.")
    assert part(desk, Part.ACTIONS).is_outdated, "typing on does not hide it"
    kept = minutes_sections.keep_written(desk.office, desk.item.id, Part.ACTIONS)
    assert (kept.words, kept.is_outdated) == (f"{BY_HAND} It was late.", False)
    taken = minutes_sections.take_generated(desk.office, desk.item.id, Part.ACTIONS)
    assert (taken.written, taken.words) == ("", taken.generated)
    assert desk.last_act() == ("write_section", desk.item.id)


def test_both_texts_are_laid_side_by_side(at: At) -> None:
    desk = at("in hearing")
    minutes_sections.write_section(desk.office, desk.item.id, Part.ACTIONS, "No new action was agreed today.")
    found = [(one.side, one.words) for one in part(desk, Part.ACTIONS).differences]
    assert found == [
        (Side.BOTH, "No"),
        (Side.WRITTEN, "new"),
        (Side.BOTH, "action was"),
        (Side.WRITTEN, "agreed today."),
        (Side.GENERATED, "agreed."),
    ]
    assert part(desk, Part.PAPERS).differences == ()


@pytest.mark.parametrize("words", ["", "  ", "No action was agreed."])
def test_no_words_of_ones_own_give_a_part_back_to_the_record(at: At, words: str) -> None:
    desk = at("in hearing")
    minutes_sections.write_section(desk.office, desk.item.id, Part.ACTIONS, BY_HAND)
    minutes_sections.write_section(desk.office, desk.item.id, Part.ACTIONS, words)
    assert desk.the(Minutes).contents.edits == ()


def test_nothing_is_agreed_or_signed_before_somebody_chose(at: At) -> None:
    desk = at("convened")
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes_sections.write_section(desk.office, desk.item.id, Part.ACTIONS, BY_HAND)
    hear(desk, desk.item.id)
    minutes.agree_minutes(desk.of(CHAIR), desk.item.id)
    agree_an_action(desk)
    with desk.refusing(InvalidInput, "“Actions” was written by hand", "choose which is right"):
        minutes.sign_minutes(desk.of(CHAIR), desk.item.id)
    minutes_sections.keep_written(desk.office, desk.item.id, Part.ACTIONS)
    assert desk.the(Minutes).state is MinutesState.DRAFT
    agree_an_action(desk)
    with desk.refusing(InvalidInput, "choose which is right"):
        minutes.agree_minutes(desk.of(CHAIR), desk.item.id)


def test_the_signed_minutes_print_the_words_chosen_beside_the_facts_of_the_record(
    at: At, tmp_path: Path
) -> None:
    desk = at("convened")
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes_sections.write_section(desk.office, desk.item.id, Part.QUORUM, "Everybody stayed for tea.")
    hear(desk, desk.item.id)
    minutes_sections.keep_written(desk.office, desk.item.id, Part.QUORUM)
    minutes.agree_minutes(desk.of(CHAIR), desk.item.id)
    minutes.sign_minutes(desk.of(CHAIR), desk.item.id)
    with desk.office.reading() as reading:
        held = minutes.signed_minutes(reading, desk.item.id)
    assert held is not None
    text = words_of(held[1], tmp_path)
    assert "Quorate: 6 members took part, with the chair presiding. Everybody stayed for tea." in text
    assert "The quorum held throughout." not in text
