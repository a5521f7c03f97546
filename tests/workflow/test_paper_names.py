from __future__ import annotations

from datetime import date

import pytest

from fosterpanel import rulebooks
from fosterpanel.domain.rulebook import Nation
from fosterpanel.workflow.paperwork.paper_names import guess_from_name

TODAY = date(2026, 11, 23)
KINDS = frozenset(rulebooks.load(Nation.ENGLAND, TODAY).paper_kinds)

NAMES = [
    ("Form F Hale 2026-09-14.pdf", "assessment-report", date(2026, 9, 14), "Form F Hale"),
    ("medical advisor comment 3.9.26.docx", "medical-report", date(2026, 9, 3), "Medical advisor comment"),
    ("DBS.pdf", "stage-one-checks", None, "DBS"),
    ("Ref 2 interview.pdf", "referee-reports", None, "Ref 2 interview"),
    ("Form_C_final_v3.docx", "assessment-report", None, "Form C"),
    ("PFC report 14th September 2026.pdf", "assessment-report", date(2026, 9, 14), "PFC report"),
    ("Medical adviser's comment (1).pdf", "medical-report", None, "Medical adviser's comment"),
    ("AH1 summary 01-02-2026.pdf", "medical-report", date(2026, 2, 1), "AH1 summary"),
    (
        "Health and Safety checklist 7 Oct 26.pdf",
        "health-and-safety",
        date(2026, 10, 7),
        "Health and Safety checklist",
    ),
    ("H&S check.jpg", "health-and-safety", None, "H&S check"),
    ("Safer caring plan.docx", "health-and-safety", None, "Safer caring plan"),
    ("Dog assessment - Bramble.pdf", "health-and-safety", None, "Dog assessment - Bramble"),
    ("Police checks 20260311.pdf", "stage-one-checks", date(2026, 3, 11), "Police checks"),
    ("Stage 1 checks 030926.pdf", "stage-one-checks", date(2026, 9, 3), "Stage 1 checks"),
    ("stage one summary.pdf", "stage-one-checks", None, "Stage one summary"),
    (
        "Referee interview Mrs Dunn 2026_06_30.pdf",
        "referee-reports",
        date(2026, 6, 30),
        "Referee interview Mrs Dunn",
    ),
    ("Previous agency reference.pdf", "other-service-records", None, "Previous agency reference"),
    ("ex-partner reference.pdf", "ex-partner-references", None, "Ex-partner reference"),
    ("Former partner's letter.pdf", "ex-partner-references", None, "Former partner's letter"),
    ("Birth children’s views.pdf", "household-childrens-views", None, "Birth children’s views"),
    ("Children's views - T and R.pdf", "placed-childrens-views", None, "Children's views - T and R"),
    ("Wishes and feelings J.pdf", "placed-childrens-views", None, "Wishes and feelings J"),
    ("Viability assessment.pdf", "viability-assessment", None, "Viability assessment"),
    ("Reg 24 assessment 2 Nov 2026.docx", "viability-assessment", date(2026, 11, 2), "Reg 24 assessment"),
    ("Complaints policy.pdf", "business-paper", None, "Complaints policy"),
    ("Chair's report.docx", "business-paper", None, "Chair's report"),
    ("Care plan.pdf", "care-plan", None, "Care plan"),
    ("IRO view 11.11.2026.pdf", "care-plan", date(2026, 11, 11), "IRO view"),
    ("TSDS portfolio.pdf", "training-record", None, "TSDS portfolio"),
    ("Skills to Foster certificates.pdf", "training-record", None, "Skills to Foster certificates"),
    ("2nd opinion visit.pdf", "second-opinion", None, "2nd opinion visit"),
    ("Annual Review Report Oct 2026.pdf", "review-report", None, "Annual Review Report Oct 2026"),
    ("LADO outcome and chronology.pdf", "investigation-report", None, "LADO outcome and chronology"),
    ("Standards of care investigation.pdf", "investigation-report", None, "Standards of care investigation"),
    ("Brief Report Regulation 26.pdf", "brief-report", None, "Brief Report Regulation 26"),
    ("applicants' observations.docx", "observations", None, "Applicants' observations"),
    ("Panel front sheet.docx", "front-sheet", None, "Panel front sheet"),
    ("CPR and matching report.pdf", "matching-report", None, "CPR and matching report"),
    ("Support plan.pdf", "matching-report", None, "Support plan"),
    ("Statement of support needs.pdf", "support-needs-statement", None, "Statement of support needs"),
    ("Exemption request.pdf", "exemption-request", None, "Exemption request"),
    ("Letter of resignation 1.9.2026.pdf", "resignation-letter", date(2026, 9, 1), "Letter of resignation"),
    ("Written representations.pdf", "proposal-and-representations", None, "Written representations"),
    ("IRM recommendation.pdf", "irm-recommendation", None, "IRM recommendation"),
    ("Legal advice - restricted.pdf", "legal-advice", None, "Legal advice - restricted"),
    ("scan0012.pdf", "", None, "Scan0012"),
    ("IMG_20260830_101500.jpg", "", date(2026, 8, 30), "IMG 101500"),
    ("2026-09-14.pdf", "", date(2026, 9, 14), "2026-09-14"),
    ("C:\\papers\\DBS.pdf", "stage-one-checks", None, "DBS"),
    ("Preference form.pdf", "", None, "Preference form"),
    ("", "", None, "Paper"),
]


@pytest.mark.parametrize(("name", "kind", "dated_on", "title"), NAMES, ids=[name for name, *_ in NAMES])
def test_a_name_says(name: str, kind: str, dated_on: date | None, title: str) -> None:
    guess = guess_from_name(name, KINDS, TODAY)
    assert (guess.kind, guess.dated_on, guess.title) == (kind, dated_on, title)


@pytest.mark.parametrize(
    "name",
    [
        "Form F 2027-01-05.pdf",
        "Form F 31.2.26.pdf",
        "Form F 99.99.26.pdf",
        "Form F 26-041.pdf",
        "Form F 1234567.pdf",
    ],
)
def test_no_day_is_made_up(name: str) -> None:
    assert guess_from_name(name, KINDS, TODAY).dated_on is None


def test_the_day_comes_before_the_month() -> None:
    assert guess_from_name("Form F 3/9/26", KINDS, TODAY).dated_on is None  # a folder called 3
    assert guess_from_name("Form F 3-9-26.pdf", KINDS, TODAY).dated_on == date(2026, 9, 3)


def test_only_kinds_of_the_rule_book_are_guessed() -> None:
    assert guess_from_name("DBS.pdf", KINDS - {"stage-one-checks"}, TODAY).kind == ""


def test_every_kind_of_the_rule_book_but_none_other_is_known_by_name() -> None:
    from fosterpanel.workflow.paperwork.paper_names import _KINDS

    assert {kind for kind, _ in _KINDS} == KINDS
