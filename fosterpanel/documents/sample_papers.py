"""Papers for the demonstration: plain, invented, and real PDFs like those a panel reads."""

from __future__ import annotations

from datetime import datetime

from fosterpanel.documents import pages

TEXT = """
This paper was written for the demonstration of Foster Panel. Everybody in it is invented, and so is all that
happens to them. It stands where a service's own paper would stand.

The writer has read the file from its beginning and has met everybody named in it at least once. Where accounts
differ, both are given, with the reason for preferring one.

What went well is set down beside what did not. The views of children are in their own words wherever they gave
them, and where they did not, the paper says who asked, when and how.

The last section says what the writer would still want to know, and what in the writer's judgement follows.
"""
PARAGRAPHS = tuple(" ".join(words.split()) for words in TEXT.strip().split("\n\n"))


def sample_paper(
    title: str, *, reference: str, service_name: str, created_at: datetime, sections: int
) -> bytes:
    """A paper of that title; each section is about a third of a page. ``created_at`` is an aware moment."""
    blocks: list[pages.Block] = []
    for number in range(1, sections + 1):
        blocks.append(pages.Heading(f"Section {number}"))
        blocks.extend(pages.Paragraph(words) for words in PARAGRAPHS)
    frame = pages.DocumentFrame(
        title=title,
        service_name=service_name,
        reference=reference,
        version="1",
        created_at=created_at,
        confidentiality="Confidential: for panel members only",
    )
    return pages.render(pages.Document(frame=frame, blocks=tuple(blocks))).pdf
