"""Invented papers that use everything a page can hold."""

from __future__ import annotations

from datetime import UTC, datetime

from fosterpanel.documents import pages

CREATED_AT = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)

SIGNATURE = pages.SignatureBlock(
    statement="I confirm that these minutes are a true record of the panel's consideration of this item and of "
    "its reasons.",
    name="Margaret Ollerenshaw",
    role="Independent chair, Brackendale Fostering Panel",
    when="Friday 4 December 2026 at 15:40, by the clock of this computer",
)


def frame(**changes: object) -> pages.DocumentFrame:
    values: dict[str, object] = {
        "title": "Minutes of item BF-2026-014",
        "subtitle": "First approval · Brackendale Fostering Panel of Friday 4 December 2026",
        "service_name": "Brackendale Fostering Service",
        "reference": "BF-2026-014",
        "version": "version 1",
        "confidentiality": "Confidential: this record is about one family and must not be copied or passed on.",
        "created_at": CREATED_AT,
    }
    return pages.DocumentFrame(**(values | changes))  # type: ignore[arg-type]


def paper(*blocks: pages.Block, **changes: object) -> pages.Document:
    return pages.Document(frame=frame(**changes), blocks=blocks)


LONG = (
    "Members heard that the applicants had thought hard about what it means to care for a child whose family "
    "may live nearby. They spoke of Sunday lunches, school gates and birthdays, and of how they would answer "
    "a child who asks why she cannot go home. "
)

EVERYTHING: tuple[pages.Block, ...] = (
    pages.DecisionBox(
        "Recommendation",
        "Suitable to foster: two children aged 0–11",
        (
            "Any sex. Siblings may share a room. Terms apply from the agency decision maker's decision.",
            "Unanimous: six members took part, none abstained.",
        ),
    ),
    pages.KeyFacts(
        (
            ("Applicants", "Siân Wŷn-Łukasz and Kemal Şahin"),
            ("Item type", "First approval, full assessment"),
            ("Heard", "10:05 to 11:20, in person and by video"),
            ("Presented by", "Rhoswen Addai, supervising social worker"),
            ("Allowance discussed", "£482.50 a week"),
            ("Papers", "9 papers, 143 pages; one tabled late with consent ✓"),
        )
    ),
    pages.Heading("Quorum"),
    pages.Paragraph("The panel was quorate throughout. <b>&amp; this is not markup</b> & neither is this."),
    pages.Table(
        (
            pages.Column("Member", 3),
            pages.Column("Role", 3),
            pages.Column("Independent", 1.4),
            pages.Column("In and out", 1.6, ranged_right=True),
        ),
        (
            ("Margaret Ollerenshaw", "Chair", "Yes", "10:00–12:40"),
            ("Tobiah Quill", "Vice-chair, social worker since 2009", "Yes", "10:00–12:40"),
            (
                "Dr Ngozi Featherstone",
                (pages.Run("Medical adviser\n"), pages.Run("Advice given in writing", muted=True)),
                "No",
                "10:00–12:40",
            ),
        ),
        caption="Members who took part in this item",
        first_cell_heads_row=True,
    ),
    pages.Callout("Tabled late", "Paper 9 came on Thursday 3 December. Members agreed to take it.", "warn"),
    pages.Heading("Strengths"),
    pages.Bullets(
        (LONG, "A settled home, and a network of friends who foster.", "Both were frank about money.")
    ),
    pages.Heading("Questions and answers"),
    pages.Heading("To the applicants", 3),
    pages.Questions(
        tuple(
            pages.QuestionAnswer(
                f"How would you answer a child who says, “I want to live with Nan – not here…” ({number})?",
                LONG * 2,
                "Asked of both applicants",
            )
            for number in range(1, 6)
        )
    ),
    pages.Heading("The applicants' own words"),
    pages.Quote("We are not here to rescue anyone. We are here to keep a light on."),
    pages.Heading("Panel history"),
    pages.Table(
        (
            pages.Column("No.", 0.5, ranged_right=True),
            pages.Column("What happened", 5),
            pages.Column("When", 2),
        ),
        tuple(
            (
                str(number),
                f"Stage {number} of the assessment was completed and recorded. " * (1 + number % 3),
                "Tuesday 3 November 2026",
            )
            for number in range(1, 41)
        ),
        caption="Every step of the assessment",
    ),
    pages.Heading("Advice, not conditions"),
    pages.Numbered(
        (
            "Delegated-authority training by March.",
            "A visit from the supervising social worker each fortnight.",
        )
    ),
    pages.Paragraph(
        (
            pages.Run("The panel's reasons ", bold=True),
            pages.Run("rest on the evidence in the report. ", italic=True),
            pages.Run(LONG),
        ),
    ),
    SIGNATURE,
)

KITCHEN_SINK = paper(*EVERYTHING)

LETTER = pages.Document(
    frame=frame(
        title="Your approval as foster carers",
        subtitle="",
        letterhead=pages.Letterhead(
            contact=(
                "Brackendale House, Mill Lane",
                "Brackendale BX4 7QT",
                "01632 960 418",
                "fostering@brackendale.example",
            ),
            recipient=(
                "Siân Wŷn-Łukasz and Kemal Şahin",
                "Flat 3, The Old Dairy",
                "14 Weavers' Row",
                "Little Brackendale",
                "BX4 2LN",
            ),
            date="Tuesday 15 December 2026",
            references=(("Our reference", "BF-2026-014"),),
            salutation="Dear Siân and Kemal,",
        ),
    ),
    blocks=(
        pages.Paragraph(
            "I am very pleased to tell you that I have decided to approve you as foster carers. "
            "Your approval begins on Monday 14 December 2026."
        ),
        pages.DecisionBox(
            "Decision", "Approved as foster carers", ("Two children aged 0–11, any sex.", "No other terms.")
        ),
        pages.Paragraph(LONG),
        pages.Heading("What happens next"),
        pages.Numbered(
            (
                "Sign both copies of the foster care agreement before a first child comes to you.",
                "Your first review is due by Tuesday 14 December 2027.",
            )
        ),
        pages.Paragraph(
            "If anything in this letter is unclear, please ring us. We would rather be asked twice."
        ),
        pages.SignOff(
            "Yours sincerely,",
            "Deborah Nkemelu-Hart",
            ("Agency decision maker", "Brackendale Fostering Service"),
        ),
    ),
)
