"""The agenda of a meeting to look at: the paper that is out while it holds, otherwise the draft of the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from fosterpanel.domain.agenda import Agenda
from fosterpanel.domain.agenda_issues import numbered
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.meetings import Meeting
from fosterpanel.workflow.agendas.agenda import preview_agenda
from fosterpanel.workflow.agendas.running_order import HAS_BEGUN, order_of
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAgenda:
    """A PDF to show, save or print; ``subject_id`` is the issued document's, or the meeting's while it is a draft."""

    data: bytes = field(repr=False)
    is_issued: bool
    subject_id: str
    file_name: str


def agenda_to_show(office: Office, meeting_id: str) -> ShownAgenda:
    """The latest issue where nothing has changed since, or nothing can any more; otherwise the draft.

    Raises:
        NotFound: there is no such meeting.
        InvalidInput: the running order cannot be made into an agenda.
    """
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        issues = reading.find(Agenda, meeting_id=meeting_id)
        entries = order_of(reading, meeting_id).entries
        name = f"agenda-{meeting.on}"
        is_settled = meeting.is_over or meeting.stage in HAS_BEGUN
        if issues and (is_settled or numbered(entries, issues) == issues[-1].entries):
            document = reading.get(IssuedDocument, issues[-1].document_id)
            return ShownAgenda(
                data=reading.content(document.sha256),
                is_issued=True,
                subject_id=document.id,
                file_name=f"{name}-issue-{issues[-1].number}.pdf",
            )
    draft = preview_agenda(office, meeting_id, entries)
    return ShownAgenda(data=draft, is_issued=False, subject_id=meeting_id, file_name=f"{name}-draft.pdf")
