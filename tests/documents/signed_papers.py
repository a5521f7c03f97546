"""A service with its authority, a chair with keys, and small signed documents to check and to spoil."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from reportlab.pdfgen import canvas

from fosterpanel.documents.authority import found_authority, issue_certificate
from fosterpanel.documents.signing import sign

SERVICE = "Northmoor Fostering"
CHAIR = "Ruth Adeyemi"
FOUNDED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SIGNED_AT = datetime(2026, 3, 3, 16, 2, tzinfo=UTC)

AUTHORITY = found_authority(SERVICE, FOUNDED_AT)
KEYS = issue_certificate(AUTHORITY, CHAIR, "Panel chair", SERVICE, FOUNDED_AT)
TRUSTED = (AUTHORITY.certificate_der,)


def unsigned(pages: int = 1, attached: dict[str, bytes] | None = None) -> bytes:
    """A small document that keeps a place for a signature on its last page."""
    drawn = io.BytesIO()
    page = canvas.Canvas(drawn, invariant=1)
    for number in range(1, pages + 1):
        page.drawString(72, 700, f"Minutes, page {number}")
        page.showPage()
    page.save()
    with pikepdf.open(drawn) as pdf:
        _keep_a_place(pdf)
        for name, data in (attached or {}).items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        finished = io.BytesIO()
        pdf.save(finished, deterministic_id=True)
    return finished.getvalue()


def _keep_a_place(pdf: pikepdf.Pdf) -> None:
    place = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T="Signature",
            F=132,
            Rect=[72, 72, 272, 122],
            P=pdf.pages[-1].obj,
        )
    )
    pdf.pages[-1].obj.Annots = pikepdf.Array([place])
    note = pdf.make_indirect(
        pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Initials", V="", Type=pikepdf.Name.Annot)
    )
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=[place, note], SigFlags=0))


def signed(pdf: bytes | None = None) -> bytes:
    """The document sealed by the chair."""
    return sign(
        unsigned() if pdf is None else pdf,
        KEYS,
        reason="True record",
        location="Northmoor",
        signed_at=SIGNED_AT,
    )


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler's pdfsig says, an independent judge."""
    path = folder / "judged.pdf"
    path.write_bytes(pdf)
    judged = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
    return judged.stdout + judged.stderr
