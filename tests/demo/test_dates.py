"""Every date of the demonstration, counted here by hand; no bank holiday lies among these days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fosterpanel.clock import office_zone
from fosterpanel.db.store import Store
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.notices import Telling
from tests.demo.reading import words
from tests.demo.running import Demo, letter_of

PANEL_ON = date(2026, 10, 9)


def day(text: str) -> date:
    return date.fromisoformat(text)


def working_days_after(start: date, count: int) -> date:
    end = start
    while count:
        end += timedelta(days=1)
        count -= end.weekday() < 5
    return end


def test_the_decision_maker_has_seven_working_days_from_receiving_the_minutes(demo: Demo) -> None:
    for item in demo.every_item:
        last_days = [day(one["last_challenge_on"]) for one in item["challenge"]]
        for number, decision in enumerate(item["decisions"]):
            received, due, decided = (day(decision[key]) for key in ("received_on", "due_on", "decided_on"))
            starts = max([received, *last_days]) if number else received
            assert due == working_days_after(starts, 7)
            assert starts <= decided <= due
        for signed in item["minutes"]:
            if signed["received_on"]:
                assert [day(one["received_on"]) for one in item["decisions"]] == [day(signed["received_on"])]


def test_families_are_told_within_two_working_days_and_written_to_within_five(
    demo: Demo, store: Store
) -> None:
    told = {}
    with store.reading() as reading:
        for telling in reading.find(Telling):
            reference = reading.get(PanelItem, telling.item_id).reference
            told.setdefault(reference, []).append(telling.oral.told_at)
    for item in demo.every_item:
        decided = [day(one["decided_on"]) for one in item["decisions"]]
        calls = sorted(told.get(item["reference"], []))
        letters = [one for one in item["letters"] if one["kind"] != "deferral letter"]
        assert len(decided) == len(calls) == len(letters)
        for decided_on, called_at, letter in zip(decided, calls, letters, strict=True):
            called_on = called_at.astimezone(office_zone()).date()
            assert decided_on <= called_on <= working_days_after(decided_on, 2)
            assert decided_on <= day(letter["dated_on"]) <= day(letter["sent_on"])
            assert day(letter["sent_on"]) <= working_days_after(decided_on, 5)


def test_the_last_day_to_answer_is_28_days_from_the_letters_own_date_and_stands_in_it(demo: Demo) -> None:
    proposals = [item for item in demo.every_item if item["challenge"]]
    assert len(proposals) == 3
    for item in proposals:
        (challenge,) = item["challenge"]
        dated_on, last = day(challenge["letter_dated_on"]), day(challenge["last_challenge_on"])
        letter = item["letters"][0]
        text = words(demo.out / letter_of(item))
        assert letter["kind"] == "qualifying determination"
        assert last == day(letter["dated_on"]) + timedelta(days=28)
        assert dated_on == day(letter["dated_on"])
        assert f"The last day is {last:%A %-d %B %Y}" in text


def test_the_chair_signed_every_items_minutes_on_the_day(demo: Demo) -> None:
    for item in demo.summary["items"]:
        (signed,) = item["minutes"]
        assert datetime.fromisoformat(signed["signed_at"]).astimezone(office_zone()).date() == PANEL_ON


def test_every_act_comes_after_the_one_before(store: Store) -> None:
    with store.reading() as reading:
        moments = [line.at for line in reading.audit_lines()]
    assert moments == sorted(moments)
