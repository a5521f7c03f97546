"""An office at work in a process of its own, which says what it has done and may be killed at any instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.register import FosterHome
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.minuting import recommendations as panel
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import (
    BEGIN,
    CONTENTS,
    PANEL,
    Desk,
    Snapshot,
    entry,
    filled,
    letter,
    meeting,
    new_item,
    new_paper,
    new_recommendation,
)


def work(path: Path, run: int, told: Connection) -> None:
    """Do panel day after panel day until killed, telling after each act what it wrote and its audit line."""
    desk = Snapshot(path, BEGIN + timedelta(days=20 * run)).opened()
    for number in range(20):
        for record in panel_day(desk, f"{run}-{number}"):
            line = desk.audit()[-1]
            told.send((type(record), record.id, line.seq, line.hash))
        desk.clock.move(timedelta(days=1))


def panel_day(desk: Desk, name: str) -> Iterator[Any]:
    """One item from being taken in to its letter, act by act; each yields a record it wrote."""
    office, chair, decider = desk.office, desk.of("person-chair"), desk.of("person-decider")
    today = office.clock.today()
    item = items.take_in(office, new_item(home_id=desk.get(FosterHome, "home-hollowell").id))
    yield item
    yield papers.file_paper(office, item.id, new_paper(title=f"Report {name}"))
    planned = meetings.plan_meeting(office, meeting(f"meeting-{name}", today))
    yield planned
    listed = items.list_item(office, item.id, planned.id)
    yield listed
    yield agenda.issue_agenda(office, planned.id, (entry(listed),), late_reason="Short notice.").agenda
    yield meetings.open_meeting(office, planned.id)
    for one in PANEL:
        yield meetings.record_arrival(office, planned.id, one)
    yield hearings.begin_hearing(office, item.id, presided_by="member-chair")
    yield panel.make_recommendation(office, item.id, new_recommendation(desk))
    yield meetings.close_meeting(office, planned.id)
    yield minutes.write_minutes(office, item.id, CONTENTS)
    yield minutes.agree_minutes(chair, item.id)
    yield minutes.sign_minutes(chair, item.id)
    yield minutes.send_minutes(office, item.id, on=today)
    draft = decisions.open_decision(decider, item.id)
    yield draft
    yield decisions.write_decision(decider, filled(desk, draft))
    yield decisions.sign_decision_record(decider, draft.id)
    told_of = letter(desk, NoticeKind.APPROVAL, item_id=item.id, home_id=item.home_id)
    notice = notices.write_letter(office, told_of)
    yield notice
    yield notices.tell(office, item.id, told_by="Hal Orme", told_to="Sian Hollowell")
    yield letter_checks.check_letter(desk.of("person-deputy"), notice.id, address_confirmed_on=today)
    yield notices.dispatch_letter(office, notice.id, method="by hand", sent_on=today, proof="Signed for")
