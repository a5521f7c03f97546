"""A letter as it would be written, to be read before it is: drawn, and neither filed nor begun."""

from __future__ import annotations

from fosterpanel.documents.letters import render_letter
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.notices import NoticeKind, letters_for
from fosterpanel.workflow.deciding.notices import NewLetter, prepare_letter
from fosterpanel.workflow.office import Office

_FIRST = (NoticeKind.APPROVAL, NoticeKind.QUALIFYING_DETERMINATION, NoticeKind.AGREED_CHANGE)


def letter_preview(office: Office, new: NewLetter) -> bytes:
    """The letter's pages as they would go out. Raises as ``prepare_letter``."""
    return render_letter(prepare_letter(office, new)).pdf


def letter_kinds(decision: AgencyDecision) -> tuple[NoticeKind, ...]:
    """The letters that may tell of a decision, the usual one first."""
    kinds = letters_for(decision.decision)
    return tuple(sorted(kinds, key=lambda kind: (kind not in _FIRST, kind.value)))


def usual_reasons(decision: AgencyDecision) -> tuple[str, ...]:
    """What the record gives as reasons, to begin a letter with: the decision maker's own, line by line."""
    given = (decision.own_reasons, decision.departure_reasons)
    return tuple(line.strip() for text in given for line in text.splitlines() if line.strip())


def usual_enclosures(decision: AgencyDecision, kind: NoticeKind) -> tuple[str, ...]:
    """What usually goes out with a letter."""
    match kind:
        case NoticeKind.QUALIFYING_DETERMINATION:
            heard = ("The panel’s recommendation",) if decision.recommendation_id else ()
            return (*heard, "How to ask for an independent review")
        case NoticeKind.APPROVAL:
            return ("Foster care agreement",)
        case _:
            return ()
