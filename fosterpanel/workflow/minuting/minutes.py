"""Acts on minutes: writing, agreeing, signing in three beats, and sending them to the decision maker."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.documents.minutes import MinutesPaper, render_minutes, sections_of
from fosterpanel.domain.actions import Action
from fosterpanel.domain.attendance import Presence
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.days import due
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.minutes import Minutes, MinutesContents, agree, rewrite, send
from fosterpanel.domain.minutes_parts import require_chosen
from fosterpanel.domain.quorum import QuorumFinding, count_members
from fosterpanel.domain.recommendations import Recommendation, require_answers
from fosterpanel.errors import InvalidInput, NotFound, RuleRefusal
from fosterpanel.workflow.business.items import item_clocks
from fosterpanel.workflow.homes.register import current_terms, home_of
from fosterpanel.workflow.in_session.hearings import quorum_within
from fosterpanel.workflow.minuting.signing import Prepared, Sealed, file, prepare
from fosterpanel.workflow.office import Office, require_has_come
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.meetings import attendance_of, open_minutes
from fosterpanel.workflow.panels.panel_seats import require_member_at_desk
from fosterpanel.workflow.paperwork.papers import papers_before_panel


def write_minutes(office: Office, item_id: str, contents: MinutesContents) -> Minutes:
    """Keep what the minute taker has written so far, as often as every second; what is there already costs nothing.

    The parts written by hand over the records' own words stay as they are: ``write_section`` changes those.

    Raises:
        NotFound: the item's meeting has not been opened.
        InvalidInput: the minutes are signed, or a reason of the recommendation rests on an answer that would go.
    """
    with office.act() as transaction:
        held = being_written(transaction, item_id)
        written = rewrite(held, replace(contents, edits=held.contents.edits, addendum=held.contents.addendum))
        if written == held:
            return held
        for made in transaction.find(Recommendation, item_id=item_id):
            require_answers(made.reasons, written.contents)
        minutes = transaction.replace(written)
        transaction.note_stretch("write_minutes", item_id)
    return minutes


def agree_minutes(office: Office, item_id: str) -> Minutes:
    """The person at the desk, having presided, agrees the draft.

    Raises:
        InvalidInput: they did not preside, the item has no outcome yet, a part is missing, or a part written by hand
            and the record have grown apart.
    """
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        if item.stage in (ItemStage.LISTED, ItemStage.IN_HEARING):
            raise InvalidInput(f"Item {item.reference} has no outcome yet, so its minutes cannot be agreed.")
        member = require_member_at_desk(office, transaction)
        if _whole(office, transaction, item_id).lacks_action:
            raise InvalidInput(
                f"The panel agreed an action on item {item.reference}, and none is left. Agree it again first."
            )
        minutes = agree(
            minutes_of(transaction, item_id),
            by=member.id,
            at=office.clock.now(),
            presided_by=presided_by(transaction, item, member),
            is_business=item.is_business,
        )
        agreed = transaction.replace(minutes)
        transaction.note("agree_minutes", item_id, {"minutes": minutes.id})
    return agreed


def prepare_minutes(office: Office, item_id: str) -> Prepared[MinutesPaper]:
    """Read everything the minutes say, for the person at the desk to sign. Raises InvalidInput, NotFound."""
    return prepare(
        office,
        lambda reading: _whole(office, reading, item_id),
        reason="Signed by the chair of the item as an accurate record",
    )


def seal_minutes(prepared: Prepared[MinutesPaper]) -> Sealed[MinutesPaper]:
    """Render and sign; touches no store. Raises SigningError."""
    return Sealed(prepared=prepared, pdf=prepared.seal.put_on(render_minutes(prepared.paper).pdf))


def file_minutes(office: Office, sealed: Sealed[MinutesPaper]) -> Minutes:
    """Write the signed minutes.

    Raises:
        MovedSince: anything they say has changed since they were prepared.
        NamesUnanswered: they name another family, and nobody has said why.
    """
    item = sealed.prepared.paper.item
    return file(
        office,
        sealed,
        lambda reading: _whole(office, reading, item.id),
        kind=DocumentKind.MINUTES,
        title=f"Minutes of item {item.reference}",
        act="sign_minutes",
    )


def sign_minutes(office: Office, item_id: str) -> Minutes:
    """Sign an item's agreed minutes: the three beats in one, for callers with nothing to keep responsive."""
    return file_minutes(office, seal_minutes(prepare_minutes(office, item_id)))


def send_minutes(office: Office, item_id: str, *, on: date) -> Minutes:
    """Record that the decision maker received the final minutes on a local date; the decision clock starts.

    Raises:
        InvalidInput: they are not signed, the date cannot be, or the item has no recommendation to decide on.
    """
    require_has_come(office, on, "The receipt of the minutes")
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        moved = transaction.replace(move_item(item, ItemStage.WITH_DECISION_MAKER))
        minutes = transaction.replace(send(minutes_of(transaction, item_id), on=on))
        decision_due = due(office.book(on).limit("adm-decision"), on, office.book(on).holidays)
        transaction.note(
            "send_minutes", moved.id, {"received_on": str(on), "decision_due_on": str(decision_due)}
        )
    return minutes


def hand_minutes_on(office: Office, item_ids: Sequence[str]) -> tuple[Minutes, ...]:
    """Record that the decision maker has these items' final minutes today. Raises as ``send_minutes``."""
    today = office.clock.today()
    return tuple(send_minutes(office, item_id, on=today) for item_id in item_ids)


def draft_pdf(office: Office, item_id: str) -> bytes:
    """The minutes as they stand, unsigned and marked as a draft, to be read."""
    with office.reading() as reading:
        paper = gather_minutes(office, reading, item_id)
    return render_minutes(paper).pdf


def minutes_of(reading: Reading, item_id: str) -> Minutes:
    """The minutes of an item, whatever was added to them later. Raises NotFound before its meeting was opened."""
    held = [one for one in reading.find(Minutes, item_id=item_id) if not one.is_addendum]
    if not held:
        raise NotFound("This item has no minutes yet: the meeting that hears it has not been opened.")
    return held[-1]


def signed_minutes(reading: Reading, item_id: str) -> tuple[Minutes, bytes] | None:
    """The signed minutes of an item and their exact bytes, or None when there are none."""
    held = [one for one in reading.find(Minutes, item_id=item_id) if one.is_final and not one.is_addendum]
    if not held:
        return None
    document = reading.get(IssuedDocument, held[-1].document_id)
    return held[-1], reading.content(document.sha256)


def gather_minutes(office: Office, reading: Reading, item_id: str) -> MinutesPaper:
    """Everything the minutes of an item say so far, as a draft, from the day it is listed.

    Raises:
        InvalidInput: the item is on no agenda.
    """
    item = reading.get(PanelItem, item_id)
    if not item.meeting_id:
        raise InvalidInput(f"Item {item.reference} is on no agenda. List it, and its minutes begin.")
    meeting = reading.get(Meeting, item.meeting_id)
    book, members = office.book(meeting.on), members_by_id(reading)
    hearing = next(iter(reading.find(Hearing, item_id=item_id)), None)
    attendance = attendance_of(reading, meeting.id)
    presences = _during(attendance.stays, hearing)
    minutes = _held_or_new(reading, item)
    present = [presence.member_id for presence in presences]
    return MinutesPaper(
        service=office.service,
        meeting=meeting,
        item=item,
        home=home_of(reading, item),
        type_name=book.item_type(item.type_code).name,
        reference=f"{item.reference}-M{minutes.number}",
        minutes=minutes,
        hearing=hearing,
        panel=count_members(meeting, members, present, book.quorum_rule()),
        presences=presences,
        others=attendance.others_for(item_id),
        apologies=tuple(members[one].name for one in attendance.apologies),
        interests=reading.find(DeclaredInterest, item_id=item_id),
        names={member.id: member.name for member in members.values()},
        papers=papers_before_panel(reading, item_id),
        paper_kinds=book.paper_kinds,
        outcome_words=book.outcome_words,
        deferral_words={code: reason.words for code, reason in book.deferral_reasons.items()},
        old_terms=current_terms(reading, item.home_id, meeting.on),
        recommendation=next(iter(reading.find(Recommendation, item_id=item_id)), None),
        deferral=next(iter(reading.find(Deferral, item_id=item_id)), None),
        withdrawn=item.withdrawn_because,
        actions=reading.find(Action, item_id=item_id),
        lines=reading.find(LineToExplore, item_id=item_id),
        timing=tuple(clock.sentence(meeting.on) for clock in item_clocks(office, reading, item)),
        quorum=_quorum_so_far(office, reading, item, meeting),
    )


def presided_by(reading: Reading, item: PanelItem, member: PanelMember | None) -> str:
    """The id of who presided over an item at its end; without a hearing, of the chair of the meeting.

    A vice chair answers for an item that was not heard as well as the chair does: ``member``, where they are one.
    """
    hearings = reading.find(Hearing, item_id=item.id)
    if hearings:
        return hearings[-1].presided_by
    meeting = reading.get(Meeting, item.meeting_id)
    if member is not None and meeting.seat_of(member.id) in (Seat.CHAIR, Seat.VICE_CHAIR):
        return member.id
    return meeting.chair_id


def being_written(transaction: Transaction, item_id: str) -> Minutes:
    """The minutes of an item on the table; those of a meeting opened by an earlier version begin here."""
    item = transaction.get(PanelItem, item_id)
    if item.meeting_id and transaction.get(Meeting, item.meeting_id).stage is MeetingStage.IN_SESSION:
        open_minutes(transaction, item)
    return minutes_of(transaction, item_id)


def _held_or_new(reading: Reading, item: PanelItem) -> Minutes:
    with contextlib.suppress(NotFound):
        return minutes_of(reading, item.id)
    return Minutes(id="", item_id=item.id, meeting_id=item.meeting_id, contents=MinutesContents())


def _quorum_so_far(
    office: Office, reading: Reading, item: PanelItem, meeting: Meeting
) -> QuorumFinding | None:
    """The quorum while the panel sits and the item has no outcome; None while an interest has no ruling."""
    is_before_panel = item.stage in (ItemStage.LISTED, ItemStage.IN_HEARING)
    if is_before_panel and meeting.stage is MeetingStage.IN_SESSION:
        with contextlib.suppress(RuleRefusal):
            return quorum_within(office, reading, item, meeting)
    return None


def _whole(office: Office, reading: Reading, item_id: str) -> MinutesPaper:
    """What the minutes say, once nothing in them is left to be chosen. Raises InvalidInput before."""
    paper = gather_minutes(office, reading, item_id)
    require_chosen(sections_of(paper))
    return paper


def _during(presences: tuple[Presence, ...], hearing: Hearing | None) -> tuple[Presence, ...]:
    if hearing is None or hearing.ended_at is None:
        return presences
    start, end = hearing.started_at, hearing.ended_at
    return tuple(
        one for one in presences if one.came_at <= end and (one.left_at is None or one.left_at >= start)
    )
