"""What a case system takes in of one outcome: a row with a fixed name for each column (docs/hand-back.md).

Columns are only ever added, at the end: whoever imports them relies on their names and order. No name of a person
is among them, nor free words that may hold one; ids and references are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Reading
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.notices import Notice, Telling
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.terms import Chosen, TermsOfApproval
from fosterpanel.workflow.office import Office

COLUMNS = (
    "item_id",
    "item_reference",
    "item_type",
    "item_type_name",
    "home_id",
    "home_reference",
    "home_state",
    "received_on",
    "panel_on",
    "recommendation",
    "recommendation_name",
    "decision_id",
    "decision",
    "decision_name",
    "is_proposal",
    "decided_on",
    "effective_on",
    "terms",
    "terms_most_children",
    "terms_age_from",
    "terms_age_to",
    "terms_sex",
    "terms_placement_kinds",
    "decision_record",
    "decision_record_sha256",
    "told_on",
    "letter",
    "letter_dated_on",
    "letter_sent_on",
    "last_challenge_on",
    "challenge_route",
    "challenged_on",
    "final_decision_id",
    "outcome",
    "outcome_on",
    "deferral_id",
    "deferral_kind",
    "deferral_reasons",
    "deferral_reason_names",
    "deferral_caused_by",
    "returns_on",
    "returned_on",
    "goes_on_as_item_id",
)

Row = Mapping[str, str]


def outcome_rows(office: Office, reading: Reading, since: date) -> tuple[Row, ...]:
    """What was decided, deferred or withdrawn on or after a local day, the earliest first.

    Dates as ISO 8601, an empty cell for what is not there.
    """
    found = (
        *_decisions(office, reading, since),
        *_deferrals(office, reading, since),
        *_withdrawals(office, reading, since),
    )
    rows = [{name: one.get(name, "") for name in COLUMNS} for one in found]
    return tuple(sorted(rows, key=lambda row: row["outcome_on"]))


def _decisions(office: Office, reading: Reading, since: date) -> Iterator[Row]:
    for decision in reading.find(AgencyDecision, state=DecisionState.SIGNED):
        if decision.decided_on is None or decision.decided_on < since:
            continue
        yield {
            **_business(office, reading, reading.get(PanelItem, decision.item_id), has_met=True),
            **_outcome("decision", decision.decided_on),
            **_decided(office, decision),
            **_terms(decision.terms),
            **_record(reading, decision),
            **_told(reading, decision),
            **_challenged(reading, decision),
        }


def _deferrals(office: Office, reading: Reading, since: date) -> Iterator[Row]:
    reasons = office.book().deferral_reasons
    for deferral in reading.find(Deferral):
        item = reading.get(PanelItem, deferral.item_id)
        if item.is_business or deferral.deferred_on < since:
            continue
        yield {
            **_business(office, reading, item, has_met=deferral.quorum is not None),
            **_outcome("deferral", deferral.deferred_on),
            "deferral_id": deferral.id,
            "deferral_kind": deferral.kind.value,
            "deferral_reasons": "; ".join(deferral.reason_codes),
            "deferral_reason_names": "; ".join(reasons[code].words for code in deferral.reason_codes),
            "deferral_caused_by": deferral.caused_by.value,
            "returns_on": deferral.return_on.isoformat(),
            "returned_on": _iso(deferral.returned_on),
            "goes_on_as_item_id": deferral.successor_item_id,
        }


def _withdrawals(office: Office, reading: Reading, since: date) -> Iterator[Row]:
    """An item does not say when it was withdrawn; the audit trail does."""
    lines = reading.audit_lines_of("withdraw_item")
    days = {line.subject_id: line.at.astimezone(office_zone()).date() for line in lines}
    for item in reading.find(PanelItem, stage=ItemStage.WITHDRAWN):
        if item.is_business or days[item.id] < since:
            continue
        was_heard = bool(reading.find(Hearing, item_id=item.id))
        yield {
            **_business(office, reading, item, has_met=was_heard),
            **_outcome("withdrawal", days[item.id]),
        }


def _outcome(kind: str, on: date | None) -> dict[str, str]:
    return {"outcome": kind, "outcome_on": _iso(on)}


def _business(office: Office, reading: Reading, item: PanelItem, *, has_met: bool) -> dict[str, str]:
    """The item and its home, and the panel and its recommendation where one ``has_met`` on it."""
    home, book = reading.get(FosterHome, item.home_id), office.book()
    made = next(iter(reading.find(Recommendation, item_id=item.id)), None)
    return {
        "item_id": item.id,
        "item_reference": item.reference,
        "item_type": item.type_code,
        "item_type_name": book.item_type(item.type_code).name,
        "home_id": home.id,
        "home_reference": home.reference,
        "home_state": home.state.value,
        "received_on": item.received_on.isoformat(),
        "panel_on": _iso(reading.get(Meeting, item.meeting_id).on) if has_met and item.meeting_id else "",
        "recommendation": made.outcome if made else "",
        "recommendation_name": book.outcome_words.get(made.outcome, "") if made else "",
    }


def _decided(office: Office, decision: AgencyDecision) -> dict[str, str]:
    return {
        "decision_id": decision.id,
        "decision": decision.decision,
        "decision_name": office.book().decision_words.get(decision.decision, ""),
        "is_proposal": "yes" if decision.is_proposal else "no",
        "decided_on": _iso(decision.decided_on),
        "effective_on": "" if decision.is_proposal else _iso(decision.effective_on),
    }


def _terms(terms: TermsOfApproval | None) -> dict[str, str]:
    if terms is None:
        return {}
    return {
        "terms": terms.words_without_names,
        "terms_most_children": _number(terms.number),
        "terms_age_from": _number(terms.age_from),
        "terms_age_to": _number(terms.age_to),
        "terms_sex": terms.sex.value if terms.sex else "",
        "terms_placement_kinds": "; ".join(kind.value for kind in terms.placement_kinds),
    }


def _record(reading: Reading, decision: AgencyDecision) -> dict[str, str]:
    document = reading.get(IssuedDocument, decision.document_id)
    return {"decision_record": document.reference, "decision_record_sha256": document.sha256}


def _told(reading: Reading, decision: AgencyDecision) -> dict[str, str]:
    """When they were told of this very decision, and the latest letter that tells of it."""
    signed_at = decision.signed_at
    told = [one.oral.told_at for one in reading.find(Telling, item_id=decision.item_id)]
    since = [moment for moment in told if signed_at is not None and moment >= signed_at]
    letters = [
        one for one in reading.find(Notice, item_id=decision.item_id) if one.decision_id == decision.id
    ]
    found = {"told_on": min(since).astimezone(office_zone()).date().isoformat()} if since else {}
    for letter in letters[-1:]:
        found |= {"letter": letter.reference, "letter_dated_on": letter.dated_on.isoformat()}
        found |= {"letter_sent_on": _iso(letter.dispatch.sent_on) if letter.dispatch else ""}
    return found


def _challenged(reading: Reading, decision: AgencyDecision) -> dict[str, str]:
    for held in reading.find(QualifyingDetermination, decision_id=decision.id):
        return {
            "last_challenge_on": held.last_challenge_on.isoformat(),
            "challenge_route": held.route.value if held.route else "",
            "challenged_on": _iso(held.challenged_on),
            "final_decision_id": held.final_decision_id,
        }
    return {}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: Chosen) -> str:
    return "" if number is None else str(number)
