"""Leaving the demonstration behind: the documents as files, and a summary a program can read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.recommendations import Recommendation, Vote
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.workflow.business.items import item_clocks
from fosterpanel.workflow.office import Office

KIND = "fosterpanel-demo"
FOLDERS = {
    DocumentKind.MINUTES: "minutes",
    DocumentKind.DECISION: "decisions",
    DocumentKind.LETTER: "letters",
}
SINGLE = {DocumentKind.AGENDA: "agenda.pdf", DocumentKind.OVERSIGHT: "oversight.pdf"}


def write_documents(office: Office, out: Path) -> dict[str, list[dict[str, Any]]]:
    """Write every issued document as a file; gives the files of each subject, without a name in any file name."""
    files: dict[str, list[dict[str, Any]]] = {}
    with office.reading() as reading:
        for document in reading.find(IssuedDocument):
            path = out / _file_name(document)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(reading.content(document.sha256))
            files.setdefault(document.subject_id, []).append(
                {
                    "path": path.relative_to(out).as_posix(),
                    "kind": document.kind.value,
                    "title": document.title,
                    "is_signed": bool(document.signed_by),
                    "sha256": document.sha256,
                }
            )
    return files


def write_summary(
    office: Office,
    out: Path,
    files: dict[str, list[dict[str, Any]]],
    *,
    meeting_id: str,
    extra: dict[str, Any],
) -> Path:
    """Write ``summary.json``: items with reference, type, outcome, dates, due dates, files and their SHA-256."""
    with office.reading() as reading:
        every = [_item(office, reading, item, files) for item in reading.find(PanelItem)]
        listed = {item.reference for item in reading.find(PanelItem, meeting_id=meeting_id)}
        homes = {home.id: files[home.id] for home in reading.find(FosterHome) if home.id in files}
        audit_lines = len(reading.audit_lines())
    summary = {
        "kind": KIND,
        **extra,
        "service": office.service.name,
        "as_at": office.clock.today().isoformat(),
        "store": "service.store",
        "authority": "authority.pem",
        "audit_lines": audit_lines,
        "items": [item for item in every if item["reference"] in listed],
        "other_items": [item for item in every if item["reference"] not in listed],
        "documents": files.get(meeting_id, []) + files.get(office.service.id, []),
        "other_letters": [one for found in homes.values() for one in found],
    }
    path = out / "summary.json"
    path.write_text(
        json.dumps(summary, indent=2, ensure_ascii=False, default=_plain) + "\n", encoding="utf-8"
    )
    return path


def _file_name(document: IssuedDocument) -> str:
    if document.kind in SINGLE:
        return SINGLE[document.kind]
    return f"{FOLDERS[document.kind]}/{document.reference.replace('/', '-')}.pdf"


def _item(
    office: Office, reading: Reading, item: PanelItem, files: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    book = office.book()
    clocks = item_clocks(office, reading, item)
    return {
        "reference": item.reference,
        "type": item.type_code,
        "type_name": book.item_type(item.type_code).name,
        "stage": item.stage.value,
        "outcome": _outcome(office, reading, item),
        "received_on": item.received_on,
        "temporary_approval": _temporary_approval(reading, item),
        "clocks": [{"words": one.words, "due_on": one.due_on, "source": one.source} for one in clocks],
        "quorum": _quorum(reading, item),
        "recommendation": next(
            (_recommendation(one) for one in reading.find(Recommendation, item_id=item.id)), None
        ),
        "deferral": next((_deferral(reading, one) for one in reading.find(Deferral, item_id=item.id)), None),
        "minutes": [_minutes(one) for one in reading.find(Minutes, item_id=item.id)],
        "decisions": [_decision(one) for one in reading.find(AgencyDecision, item_id=item.id)],
        "challenge": [_challenge(one) for one in reading.find(QualifyingDetermination, item_id=item.id)],
        "letters": [_letter(one) for one in reading.find(Notice, item_id=item.id)],
        "files": files.get(item.id, []),
    }


def _outcome(office: Office, reading: Reading, item: PanelItem) -> str:
    book = office.book()
    decided = reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED)
    if decided:
        return book.decision_words[decided[-1].decision]
    deferred = reading.find(Deferral, item_id=item.id)
    if deferred:
        return f"Deferred: {deferred[-1].kind.value}"
    return item.stage.value.capitalize()


def _temporary_approval(reading: Reading, item: PanelItem) -> dict[str, Any] | None:
    """From when to when a connected person's home was approved for the time being; none for any other item."""
    held = reading.find(TemporaryApproval, home_id=item.home_id) if item.is_connected_person else ()
    return next(
        ({"from": one.approved_on, "ends_on": one.ends_on, "ended_on": one.ended_on} for one in held), None
    )


def _quorum(reading: Reading, item: PanelItem) -> dict[str, Any] | None:
    """What was found when the item was heard, or when it was deferred unheard."""
    hearing = next(iter(reading.find(Hearing, item_id=item.id)), None)
    deferral = next(iter(reading.find(Deferral, item_id=item.id)), None)
    found = hearing.quorum if hearing else deferral.quorum if deferral else None
    if found is None:
        return None
    return {
        "is_met": found.is_met,
        "counted": len(found.counted),
        "missing": found.missing,
        "heard_from": hearing.started_at if hearing else None,
        "heard_until": hearing.ended_at if hearing else None,
    }


def _plain(value: object) -> str:
    """Dates and moments as ISO 8601 writes them, everything else as its words."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _recommendation(recommendation: Recommendation) -> dict[str, Any]:
    return {
        "outcome": recommendation.outcome,
        "terms": recommendation.terms.words_without_names if recommendation.terms else None,
        "is_unanimous": recommendation.is_unanimous,
        "votes": {vote.value: recommendation.count(vote) for vote in Vote},
    }


def _deferral(reading: Reading, deferral: Deferral) -> dict[str, Any]:
    return {
        "kind": deferral.kind.value,
        "reason_codes": deferral.reason_codes,
        "deferred_on": deferral.deferred_on,
        "return_on": deferral.return_on,
        "needed": [{"what": one.what, "due_on": one.due_on} for one in deferral.needed],
        "successor": reading.get(PanelItem, deferral.successor_item_id).reference,
    }


def _minutes(minutes: Minutes) -> dict[str, Any]:
    return {"state": minutes.state.value, "signed_at": minutes.signed_at, "received_on": minutes.sent_on}


def _decision(decision: AgencyDecision) -> dict[str, Any]:
    return {
        "decision": decision.decision,
        "received_on": decision.received_on,
        "due_on": decision.due_on,
        "decided_on": decision.decided_on,
        "departs": bool(decision.departure_reasons),
        "terms": decision.terms.words_without_names if decision.terms else None,
    }


def _challenge(determination: QualifyingDetermination) -> dict[str, Any]:
    return {
        "letter_dated_on": determination.letter_dated_on,
        "last_challenge_on": determination.last_challenge_on,
        "route": determination.route.value if determination.route else None,
    }


def _letter(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind.value,
        "dated_on": notice.dated_on,
        "sent_on": notice.dispatch.sent_on if notice.dispatch else None,
    }
