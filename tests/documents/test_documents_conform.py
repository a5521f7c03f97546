"""Every kind of document is accessible and archival, as an independent judge says."""

from __future__ import annotations

from pathlib import Path

from fosterpanel.documents.agenda import render_agenda
from fosterpanel.documents.chronology import render_chronology
from fosterpanel.documents.decisions import render_decision
from fosterpanel.documents.letters import render_letter
from fosterpanel.documents.minutes import render_addendum, render_minutes
from fosterpanel.documents.oversight import render_oversight
from fosterpanel.domain.notices import NoticeKind
from tests.documents import panel_papers
from tests.documents.verapdf.validator import verapdf


def test_every_kind_of_document_passes_pdf_ua_1_and_pdf_a_3a(tmp_path: Path) -> None:
    minutes = render_minutes(panel_papers.minutes_paper())
    drawn = {
        "agenda": render_agenda(panel_papers.agenda_paper()),
        "minutes": minutes,
        "draft": render_minutes(panel_papers.draft_minutes_paper()),
        "addendum": render_addendum(panel_papers.addendum_paper()),
        "business": render_minutes(panel_papers.business_minutes_paper()),
        "deferral": render_minutes(panel_papers.deferral_minutes_paper()),
        "decision": render_decision(panel_papers.decision_paper(signed_minutes=minutes.pdf)),
        "oversight": render_oversight(panel_papers.oversight_paper()),
        "chronology": render_chronology(panel_papers.chronology_paper()),
        "long": render_oversight(panel_papers.oversight_paper(50, 60)),
        **{f"letter-{kind.name}": render_letter(panel_papers.letter_paper(kind)) for kind in NoticeKind},
    }
    for name, document in drawn.items():
        (tmp_path / f"{name}.pdf").write_bytes(document.pdf)
    assert verapdf([tmp_path / f"{name}.pdf" for name in drawn]) == []
