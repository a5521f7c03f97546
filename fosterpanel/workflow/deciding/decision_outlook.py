"""What signing a decision will bring about, said before it is signed."""

from __future__ import annotations

from fosterpanel.domain.decisions import PROPOSALS, RETURN, AgencyDecision
from fosterpanel.domain.wording import length, plain_date
from fosterpanel.workflow.deciding.consequences import REVIEWS
from fosterpanel.workflow.deciding.decision_file import DecisionFile

APPROVALS = frozenset({"approve", "final-approve"})


def outlook(file: DecisionFile, record: AgencyDecision) -> tuple[str, ...]:
    """What follows from the record as it stands, in sentences: on the register, for the people, for the record."""
    if not record.decision:
        return ("Choose the decision to see what follows from it.",)
    return (
        _on_register(file, record),
        *_from_another_service(file, record),
        *_for_people(file, record),
        _for_record(file),
    )


def _on_register(file: DecisionFile, record: AgencyDecision) -> str:
    home, code = file.home.reference, record.decision
    start = f" from {plain_date(record.effective_on)}" if record.effective_on else ""
    approved = f"Home {home} is approved on the register{start}, on the terms decided."
    revised = f"The terms of home {home} change on the register{start}."
    changes = {
        RETURN: "The matter goes back for what is missing: a linked item takes it on, and its clocks go on.",
        **dict.fromkeys(PROPOSALS, "Nothing changes yet: it is a proposal, and the register stays as it is."),
        "approve": approved,
        "final-approve": approved,
        "agree-change": revised,
        "final-revise": revised,
        "final-terminate": f"The approval of home {home} ends on the register{start}.",
    }
    held = " The review counts as held." if file.item.type_code in REVIEWS else ""
    return changes.get(code, f"The register stays as it is.{held}")


def _from_another_service(file: DecisionFile, record: AgencyDecision) -> tuple[str, ...]:
    """What has to have ended first where somebody comes from another service."""
    if file.item.type_code != "TRANSFER" or record.decision not in APPROVALS:
        return ()
    rule = file.book.rule("one-approval-at-a-time")
    return (f"{rule.words} See that it has ended by then. ({rule.citation}.)",)


def _for_people(file: DecisionFile, record: AgencyDecision) -> tuple[str, ...]:
    if record.decision == RETURN:
        return ()
    oral, written = file.book.limit("oral-notice"), file.book.limit("written-notice")
    told = f"They are told by word of mouth within {length(oral)} and in writing within {length(written)}."
    if record.decision not in PROPOSALS:
        return (told,)
    answer = length(file.book.limit("representations"))
    return told, f"The letter’s own date begins the {answer} in which they may challenge it, by one route."


def _for_record(file: DecisionFile) -> str:
    if file.minutes is not None:
        return "The record is closed for good and carries the signed minutes inside it."
    return "The record is closed for good."
