"""Invented papers whose pages hold words, to be read and looked through."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def worded_pdf(*pages: str) -> bytes:
    """A paper with these words on its pages, one line for each line of them."""
    with pikepdf.new() as made:
        for words in pages:
            made.add_blank_page(page_size=(595, 842))
            _write(made, made.pages[-1], words)
        kept = BytesIO()
        made.save(kept, deterministic_id=True)
        return kept.getvalue()


def _write(made: pikepdf.Pdf, page: pikepdf.Page, words: str) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    lines = "\n".join(f"({line}) Tj 0 -20 Td" for line in words.splitlines())
    page.Contents = made.make_stream(f"BT /F1 14 Tf 60 760 Td\n{lines}\nET".encode())
