"""The minutes of one item as a document: its checks, its first page, its numbered parts, its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fosterpanel.documents.embedded_data import data_attachment
from fosterpanel.documents.minutes.attending import time_said, who_presided
from fosterpanel.documents.minutes.narrative import TITLES, chosen
from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.minutes.proceedings import proceedings
from fosterpanel.documents.minutes.results import result, result_box
from fosterpanel.documents.pages import (
    Attachment,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    DocumentFrame,
    KeepTogether,
    KeyFacts,
    Paragraph,
    RenderedDocument,
    SignatureBlock,
    Table,
    render,
)
from fosterpanel.documents.phrases import confidential, moment, needed, sentence, start_of
from fosterpanel.documents.sections import Section, labelled, nothing, numbered, paragraph_or
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import MinutesState, Part
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wording import listed, long_date, plain_date
from fosterpanel.errors import InvalidInput

_RATINGS: Final = {1: "inadequate", 2: "needs work", 3: "good", 4: "outstanding"}
_NO_RECOMMENDATION: Final = (
    "I presided over this item. These minutes are an accurate record of the panel's proceedings and of why it made no "
    "recommendation."
)
_NOT_HEARD: Final = (
    "I chaired this panel. These minutes are an accurate record of why the item was not heard."
)
_STATEMENT: Final = (
    "I presided over this item. These minutes are an accurate record of the panel's proceedings and of the reasons "
    "for what it recommended."
)

_OWN_BUSINESS: Final = (
    "I presided over this item. These minutes are an accurate record of the panel's proceedings."
)


def render_minutes(paper: MinutesPaper) -> RenderedDocument:
    """The minutes of one item as a document, with their own data embedded as JSON.

    The words of restricted advice are neither printed nor embedded. Without ``signed_at`` the document is a draft,
    says so, and has no place for a signature.

    Raises:
        InvalidInput: a record in it belongs to another item or home; there is not exactly one of recommendation,
            deferral and withdrawal; or it is to be signed by nobody or without an ended hearing.
    """
    _require_one_item(paper)
    _require_one_result(paper)
    if paper.signed_at:
        needed(paper.signed_by, "Minutes are signed by the member who presided. Say who that was.")
    document = Document(frame=_frame(paper), blocks=tuple(_blocks(paper)), attachments=(_data(paper),))
    return render(document)


def _require_one_item(paper: MinutesPaper) -> None:
    ids = {
        paper.minutes.item_id,
        *(one.item_id for one in paper.interests),
        *(one.item_id for one in paper.papers),
    }
    ids |= {held.item_id for held in (paper.hearing, paper.recommendation, paper.deferral) if held}
    may_be_for_all = [*(one.item_id for one in paper.others), *(one.item_id for one in paper.actions)]
    ids |= {item_id for item_id in may_be_for_all if item_id}
    if ids != {paper.item.id} or paper.item.home_id != (paper.home.id if paper.home else ""):
        raise InvalidInput(
            f"The minutes of item {paper.item.reference} would hold records of another item. "
            "Minutes hold one family only."
        )


def _require_one_result(paper: MinutesPaper) -> None:
    results = [bool(paper.recommendation), bool(paper.deferral), bool(paper.withdrawn)]
    if results.count(True) > 1 or (paper.signed_at and not paper.has_outcome):
        raise InvalidInput(
            f"The minutes of item {paper.item.reference} need the panel's recommendation, or its deferral, or why the "
            "item was withdrawn: exactly one of them."
        )


def _frame(paper: MinutesPaper) -> DocumentFrame:
    ended = paper.hearing.ended_at if paper.hearing else None
    return DocumentFrame(
        title=f"Panel minutes: item {paper.item.reference}",
        subtitle=f"{paper.type_name}. {paper.meeting.panel_name}, {long_date(paper.meeting.on)}",
        service_name=paper.service.name,
        reference=paper.reference,
        version=f"Version {paper.minutes.number}"
        if paper.signed_at
        else f"Draft {paper.minutes.number}: not signed",
        confidentiality=confidential(is_business=paper.is_business),
        created_at=paper.signed_at or ended or start_of(paper.meeting.on),
    )


def _data(paper: MinutesPaper) -> Attachment:
    contents = paper.minutes.contents
    advice = tuple(replace(one, words="") if one.is_restricted else one for one in contents.advice)
    minutes = replace(paper.minutes, contents=replace(contents, advice=advice))
    taking_part = {one.member_id for one in paper.panel}
    records = {
        "service": paper.service.name,
        "type": paper.type_name,
        "signed_by": paper.signed_by,
        "signed_at": paper.signed_at,
        "meeting": paper.meeting,
        "item": paper.item,
        "home": paper.home,
        "hearing": paper.hearing,
        "panel": paper.panel,
        "presences": tuple(one for one in paper.presences if one.member_id in taking_part),
        "others": paper.others,
        "apologies": paper.apologies,
        "interests": paper.interests,
        "papers": paper.papers,
        "minutes": minutes,
        "old_terms": paper.old_terms,
        "recommendation": paper.recommendation,
        "quorum": paper.quorum_found,
        "deferral": paper.deferral,
        "withdrawn": paper.withdrawn,
        "actions": paper.actions,
        "timing": paper.timing,
    }
    return data_attachment("minutes", paper.reference, records)


def _blocks(paper: MinutesPaper) -> Iterator[Block]:
    if not paper.signed_at:
        yield _draft_notice(paper)
    yield result_box(paper)
    yield _facts(paper)
    yield from numbered(_sections(paper))


def _draft_notice(paper: MinutesPaper) -> Callout:
    if paper.minutes.state is MinutesState.AGREED:
        words = "The chair has agreed these minutes and has not signed them yet. They may still change."
        return Callout("Draft: agreed, not signed", words, "warn")
    rests = "" if paper.is_business else " No decision can rest on them."
    words = f"These minutes have not been agreed by the chair and may change.{rests}"
    return Callout("Draft: not agreed", words, "warn")


def _facts(paper: MinutesPaper) -> KeyFacts:
    return KeyFacts(
        (
            ("Item", f"{paper.item.reference}: {paper.type_name}"),
            about(paper.home, paper.item),
            ("Panel", f"{paper.meeting.panel_name}, {long_date(paper.meeting.on)}"),
            ("Place", paper.meeting.place),
            ("Considered", _time_of_hearing(paper)),
            ("Presided", _presiding(paper)),
            ("Presented by", listed(paper.item.presented_by) or "Nobody presented the item"),
            ("Rule book", f"{paper.meeting.rule_book_id}, version {paper.meeting.rule_book_version}"),
        )
    )


def about(home: FosterHome | None, item: PanelItem) -> tuple[str, str]:
    """What an item is about, as a fact: its foster home, or the business of the panel itself."""
    return ("Foster home", f"{home.names} ({home.reference})") if home else ("Business", item.subject)


def _time_of_hearing(paper: MinutesPaper) -> str:
    if paper.hearing is None:
        return "Not heard" if paper.has_outcome else "Not heard yet"
    ended = f" to {time_said(paper, paper.hearing.ended_at)}" if paper.hearing.ended_at else ", not ended"
    return f"{time_said(paper, paper.hearing.started_at)}{ended}"


def _presiding(paper: MinutesPaper) -> str:
    if paper.hearing is None:
        return "Nobody, as the item was not heard" if paper.has_outcome else "Nobody yet"
    return "; ".join(one.short for one in who_presided(paper, paper.hearing))


def _sections(paper: MinutesPaper) -> Iterator[Section]:
    yield from proceedings(paper)
    yield from result(paper)
    yield Section(TITLES[Part.ACTIONS], tuple(_actions(paper)))
    if not paper.is_business:
        yield from _afterwards(paper)
    yield Section("Minute taker and signature", (KeepTogether(tuple(_end(paper))),))


def _afterwards(paper: MinutesPaper) -> Iterator[Section]:
    yield Section("Timing", tuple(_timing(paper)))
    yield Section("Feedback on the report", (_feedback(paper),))
    told = paragraph_or(paper.minutes.contents.told, "Nothing is recorded yet.")
    yield Section("What the applicants or carers were told", (told,))


def _actions(paper: MinutesPaper) -> Iterator[Block]:
    yield from chosen(paper, Part.ACTIONS)
    if paper.actions:
        columns = (Column("Action", 6), Column("Owner", 2.6), Column("Due", 2.4))
        rows = tuple((action.what, action.owner, plain_date(action.due_on)) for action in paper.actions)
        yield Table(columns=columns, rows=rows)


def _timing(paper: MinutesPaper) -> Iterator[Block]:
    contents = paper.minutes.contents
    if paper.timing:
        yield Bullets(tuple(sentence(words) for words in paper.timing))
    if contents.timing:
        yield Paragraph(sentence(contents.timing))
    if not paper.timing and not contents.timing:
        yield nothing("No time limit runs on this item.")


def _feedback(paper: MinutesPaper) -> Block:
    feedback = paper.minutes.contents.feedback
    if feedback is None:
        return nothing("The panel gave no feedback on the report.")
    rating = f"{feedback.rating} of 4 ({_RATINGS.get(feedback.rating, 'no rating')})"
    author = f" For its author, {paper.item.report_author}." if paper.item.report_author else ""
    said = f"{sentence(feedback.words)}{author}".strip()
    return Paragraph(labelled(rating, said) if said else sentence(rating))


def _end(paper: MinutesPaper) -> Iterator[Block]:
    yield Paragraph(
        labelled("Minutes taken by", sentence(paper.minutes.contents.minute_taker or "not recorded"))
    )
    if paper.minutes.sent_on:
        yield Paragraph(labelled("Received by the decision maker", f"{long_date(paper.minutes.sent_on)}."))
    elif paper.recommendation and not paper.is_business:
        yield Paragraph(
            "The time for the decision starts on the day the decision maker receives the signed minutes."
        )
    if paper.signed_at is None:
        yield nothing("Not signed: this is a draft.")
        return
    yield SignatureBlock(
        statement=_statement(paper),
        name=paper.signed_by,
        role=f"{(paper.signer_seat or 'chair').capitalize()}, {paper.meeting.panel_name}",
        when=f"{moment(paper.signed_at)}. {paper.clock_words}",
        field_description=f"Signature of the chair of item {paper.item.reference}",
    )


def _statement(paper: MinutesPaper) -> str:
    if paper.hearing is None:
        return _NOT_HEARD
    if paper.is_business:
        return _OWN_BUSINESS
    return _STATEMENT if paper.recommendation else _NO_RECOMMENDATION
