"""Papers are accessible (PDF/UA-1) and archival (PDF/A-3a), also after signing, as an independent judge says."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf

from fosterpanel.documents import figures, pages, signing
from fosterpanel.documents.authority import found_authority, issue_certificate
from tests.documents import sample_papers
from tests.documents.verapdf.validator import verapdf

_EVERY_LETTER = pages.Paragraph(
    "£ ŵ ŷ ł ą ę ż ş ğ ő ț “quoted” ‘so’ – — … ✓ ✗ → ≤ ½ • non\u2011breaking no\u00a0space Ελένη Наталія 😀",
)
_CHARTS = (
    figures.bar_chart(
        [
            figures.Bar(label="Health information missing", value=5),
            figures.Bar(label="Ŵŷn ✓ $ Наталія", value=1),
        ],
        subject="Deferrals by reason",
        caption="Deferrals by reason",
    ),
    figures.bar_chart(
        [
            figures.Bar(label="BF-2026-013", value=9, words="9 days"),
            figures.Bar(label="BF-2026-014", value=4, words="4 days"),
        ],
        subject="Working days from panel to decision",
        limit=figures.Limit(value=7, label="Time limit"),
    ),
)


def _signed(pdf: bytes) -> bytes:
    authority = found_authority("Brackendale Fostering Service", sample_papers.CREATED_AT)
    keys = issue_certificate(
        authority,
        "Margaret Ollerenshaw",
        "Independent chair",
        "Brackendale Fostering Service",
        sample_papers.CREATED_AT,
    )
    return signing.sign(
        pdf, keys, reason="True record", location="Brackendale", signed_at=sample_papers.CREATED_AT
    )


def _with_attachments(document: pages.Document) -> pages.Document:
    letter = pages.render(sample_papers.LETTER).pdf
    return replace(
        document,
        attachments=(
            pages.Attachment(
                name="minutes.json",
                data=b'{"item": 14}',
                media_type="application/json",
                description="The data",
            ),
            pages.Attachment(
                name="letter.pdf",
                data=letter,
                media_type="application/pdf",
                description="The letter relied on",
                relationship="Supplement",
            ),
        ),
    )


def test_every_kind_of_paper_conforms_before_and_after_signing(tmp_path: Path) -> None:
    everything = pages.render(_with_attachments(sample_papers.KITCHEN_SINK)).pdf
    papers = {
        "everything": everything,
        "signed": _signed(everything),
        "letter": pages.render(sample_papers.LETTER).pdf,
        "letters": pages.render(sample_papers.paper(_EVERY_LETTER)).pdf,
        "charts": pages.render(sample_papers.paper(*_CHARTS)).pdf,
        "quotes": pages.render(sample_papers.paper(title='<“Title”> & "more"', confidentiality="")).pdf,
    }
    paths = []
    for name, pdf in papers.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(pdf)
    assert verapdf(paths) == []


def test_the_judge_sees_a_missing_description_and_a_missing_tag(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.pdf"
    with pikepdf.open(io.BytesIO(pages.render(sample_papers.paper(*_CHARTS)).pdf)) as pdf:
        del pdf.Root.MarkInfo
        del pdf.Root.StructTreeRoot.K[0].K[-1].Alt
        pdf.save(path)
    broken = {(failure.flavour, failure.clause) for failure in verapdf([path])}
    assert {("ua1", "6.2"), ("ua1", "7.3"), ("3a", "6.7.2.2")} <= broken
