"""The demonstration: a whole fostering panel, from a blank service to signed decisions, with invented people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from fosterpanel.clock import StillClock
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.service import Person
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices
from fosterpanel.workflow.demo import day
from fosterpanel.workflow.demo.after_allegation import AFTER_ALLEGATION
from fosterpanel.workflow.demo.approvals import CONNECTED_PERSON, FIRST_APPROVAL, TRANSFER
from fosterpanel.workflow.demo.day import NEXT_PANEL_ON, PANEL_ON, Stage
from fosterpanel.workflow.demo.export import write_documents, write_summary
from fosterpanel.workflow.demo.pack import issue_demo_pack, write_pack
from fosterpanel.workflow.demo.papers import PaperTray
from fosterpanel.workflow.demo.people import (
    ADMINISTRATOR,
    ADVISER,
    CENTRAL_LIST,
    CHAIR,
    DECISION_MAKER,
    SERVICE,
    TEAM_MANAGER,
    member,
    person,
)
from fosterpanel.workflow.demo.reviews import CHANGE_OF_TERMS, FIRST_REVIEW
from fosterpanel.workflow.demo.unsuitable import (
    BRIEF_REPORT,
    ENDED,
    ENDED_FINALLY,
    OUTSIDE_TERMS,
    REFUSED_AT_STAGE_ONE,
    RESIGNING,
    RESIGNING_REVIEWED_ON,
    RESIGNING_TERMS,
    STAGE_ONE_REASONS,
)
from fosterpanel.workflow.demo.waiting import let_come_in
from fosterpanel.workflow.founding import service
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews import oversight
from fosterpanel.workflow.panels import central_list

PASSPHRASE = "an invented service to look around in"
CASES = (
    FIRST_APPROVAL,
    CONNECTED_PERSON,
    TRANSFER,
    FIRST_REVIEW,
    CHANGE_OF_TERMS,
    AFTER_ALLEGATION,
    BRIEF_REPORT,
)
AS_AT = date(2026, 10, 22)
DECIDED = tuple(case for case in CASES if case.decision is not None)
Progress = Callable[[str, int, int], None]
PHASES = (
    "Founding the service",
    "Ending an approval without a panel",
    "Preparing the panel",
    "Holding the panel",
    "Signing the minutes",
    "Deciding, and telling the families",
    "Taking in what waits for the next panel",
    "Writing the files",
)


def run_demo(out: Path, *, papers: Path | None = None, on_progress: Progress = lambda *_: None) -> Path:
    """Run the demonstration into a folder and give the path of its ``summary.json``.

    ``papers`` is a folder of PDFs to use instead of generated ones; ``on_progress`` is told the phase, how many
    phases are done and how many there are.

    Raises:
        FosterPanelError: something could not be done; the folder then holds what was done so far.
    """
    tray = PaperTray(folder=papers)
    tray.open()
    out.mkdir(parents=True, exist_ok=True)
    stage = _found(out, tray, on_progress)
    with stage.administrator.store:
        for number, (words, act) in enumerate(zip(PHASES[1:-1], ACTS, strict=True), start=1):
            on_progress(words, number, len(PHASES))
            act(stage)
        on_progress(PHASES[-1], len(PHASES) - 1, len(PHASES))
        summary = _write(stage, out)
    on_progress("Done", len(PHASES), len(PHASES))
    return summary


def _found(out: Path, tray: PaperTray, on_progress: Progress) -> Stage:
    on_progress(PHASES[0], 0, len(PHASES))
    clock = StillClock(datetime(2026, 8, 28, 9, 0, tzinfo=UTC))
    founded = service.found_service(
        out / "service.store",
        passphrase=PASSPHRASE,
        service=SERVICE,
        administrator=ADMINISTRATOR,
        clock=clock,
    )
    office = founded.office
    try:
        _enter_people(office)
    except BaseException:
        office.store.close()
        raise
    return Stage(
        clock=clock,
        administrator=office,
        chair=office.acting_as(CHAIR),
        decision_maker=office.acting_as(DECISION_MAKER),
        tray=tray,
    )


def _enter_people(office: Office) -> None:
    people: dict[str, Person] = {one.id: one for one in (CHAIR, DECISION_MAKER, TEAM_MANAGER, ADVISER)}
    people = {listed.key: person(listed) for listed in CENTRAL_LIST} | people
    for one in people.values():
        service.keep_person(office, one)
    for listed in CENTRAL_LIST:
        central_list.join_list(office, member(listed))
    central_list.give_list_notice(
        office, "member-deeks", on=date(2026, 8, 28), reasons="Moving to another part of the country"
    )
    for signer in (CHAIR, DECISION_MAKER):
        service.issue_signing_identity(office, signer.id)


def _end_without_panel(stage: Stage) -> None:
    """The policy of this service sends some terminations to the decision maker without a panel."""
    day.enter_case(stage, ENDED)
    items.send_to_decision_maker(stage.administrator, stage.items[ENDED.key].id)
    day.decide(stage, ENDED)
    stage.go_to(date(2026, 9, 3))
    day.tell(stage, ENDED)
    day.write_letter(stage, ENDED)


def _prepare(stage: Stage) -> None:
    stage.go_to(date(2026, 9, 28))
    for case in CASES:
        day.enter_case(stage, case)
    stage.meeting = day.plan_panel(stage, PANEL_ON)
    day.plan_panel(stage, NEXT_PANEL_ON)
    stage.go_to(date(2026, 10, 1), time(15, 0))
    day.issue_agenda(stage, CASES)
    issue_demo_pack(stage)
    _other_letters(stage)
    _end_finally(stage)


def _end_finally(stage: Stage) -> None:
    """Nobody has answered the proposal, and its 28 days are over."""
    stage.go_to(day.decided_on(ENDED_FINALLY))
    decisions.reopen_for_final_decision(stage.decision_maker, stage.items[ENDED_FINALLY.key].id)
    day.decide(stage, ENDED_FINALLY)
    day.tell(stage, ENDED_FINALLY)
    stage.go_to(day.letter_on(stage, ENDED_FINALLY))
    day.write_letter(stage, ENDED_FINALLY)


def _other_letters(stage: Stage) -> None:
    """Two letters that follow from no panel: a resignation acknowledged, and a refusal at Stage 1."""
    office = stage.administrator
    stage.go_to(date(2026, 10, 6))
    register.enter_home(office, RESIGNING, RESIGNING_TERMS)
    register.record_review(office, RESIGNING.id, held_on=RESIGNING_REVIEWED_ON)
    register.receive_resignation(office, RESIGNING.id, received_on=date(2026, 10, 5), reason="Retirement")
    register.enter_home(office, REFUSED_AT_STAGE_ONE)
    register.place_child(office, OUTSIDE_TERMS)
    _post(stage, NoticeKind.RESIGNATION, RESIGNING.id)
    _post(stage, NoticeKind.STAGE_ONE_REFUSAL, REFUSED_AT_STAGE_ONE.id, STAGE_ONE_REASONS)


def _post(
    stage: Stage, kind: NoticeKind, home_id: str, reasons: tuple[str, ...] = (), item_id: str = ""
) -> None:
    today = stage.clock.today()
    letter = notices.NewLetter(kind=kind, home_id=home_id, dated_on=today, reasons=reasons, item_id=item_id)
    notice = notices.write_letter(stage.administrator.acting_as(TEAM_MANAGER), letter)
    letter_checks.check_letter(stage.administrator, notice.id, address_confirmed_on=today)
    notices.dispatch_letter(
        stage.administrator,
        notice.id,
        method="Royal Mail first class",
        sent_on=today,
        proof="Post book, page 112",
    )


def _hold(stage: Stage) -> None:
    day.hold_panel(stage, CASES)


def _sign(stage: Stage) -> None:
    day.sign_all_minutes(stage, CASES)
    stage.go_to(date(2026, 10, 12))
    day.send_all_minutes(stage, CASES, date(2026, 10, 12))
    for case in CASES:
        if case.deferral is not None:
            _post(stage, NoticeKind.DEFERRAL, case.home.id, item_id=stage.items[case.key].id)
    day.correct_papers(stage, CASES)


def _decide_and_tell(stage: Stage) -> None:
    """Each decision on its day; the telephone call that afternoon; the letter on the next working day."""
    for case in sorted(DECIDED, key=day.decided_on):
        _write_letters(stage, before=day.decided_on(case))
        day.decide(stage, case)
        stage.go_to(day.decided_on(case), time(16, 0))
        day.tell(stage, case)
        stage.to_write.append(case)
    _write_letters(stage, before=AS_AT)


def _write_letters(stage: Stage, *, before: date) -> None:
    """Write the letters whose day has come before a local date."""
    while stage.to_write and day.letter_on(stage, stage.to_write[0]) <= before:
        case = stage.to_write.pop(0)
        stage.go_to(day.letter_on(stage, case), time(9, 30))
        day.write_letter(stage, case)


def _let_come_in(stage: Stage) -> None:
    """What waits for the next panel on the day the demonstration ends."""
    stage.go_to(AS_AT, time(9, 0))
    let_come_in(stage)


def _write(stage: Stage, out: Path) -> Path:
    stage.go_to(AS_AT)
    office = stage.administrator
    oversight.issue_oversight(office)
    (out / "authority.pem").write_bytes(service.authority_certificate(office))
    files = write_documents(office, out)
    extra = {
        "passphrase": PASSPHRASE,
        "panel_on": PANEL_ON,
        "refused_papers": stage.tray.refused,
        "packs": [write_pack(stage, out)],
    }
    return write_summary(office, out, files, meeting_id=stage.held.id, extra=extra)


ACTS = (_end_without_panel, _prepare, _hold, _sign, _decide_and_tell, _let_come_in)
