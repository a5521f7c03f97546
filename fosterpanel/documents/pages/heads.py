"""The head of the first page: of a paper (service, title, subtitle) or of a letter (window envelope)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.blocks import DocumentFrame, Letterhead
from fosterpanel.documents.pages.layout import Piece, Stack
from fosterpanel.documents.pages.pieces import RulePiece
from fosterpanel.documents.pages.tagging import Element, TaggedCanvas
from fosterpanel.documents.pages.typesetting import heading_piece, text_piece


def paper_head(frame: DocumentFrame, root: Element) -> list[Piece]:
    """Return the service's name, a rule, the title and what it is about."""
    width = theme.TEXT_WIDTH
    pieces: list[Piece] = [
        text_piece(frame.service_name, theme.SERVICE, width, root.add("P")),
        RulePiece(width=width, thickness=theme.RULE, colour=theme.ACCENT, gap_before=5.0, gap_after=14.0),
        heading_piece(frame.title, 1, theme.TITLE, root, width),
    ]
    if frame.subtitle:
        pieces.append(text_piece(frame.subtitle, theme.SUBTITLE, width, root.add("P")))
    pieces[-1].gap_after = 12.0
    return pieces


# A DL envelope's window shows the paper from 57 to 81 mm below its upper edge however the sheet slides
# inside, and from 20 to 100 mm from its left edge; the fold is at a third of the page.
_ADDRESS_TOP = 55 * theme.MM
_ADDRESS_WIDTH = 75 * theme.MM
_ASIDE_LEFT = 95 * theme.MM
_HEAD_TOP = 16 * theme.MM
_TEXT_TOP = 91 * theme.MM
_FOLD = 99 * theme.MM


@dataclass(slots=True, kw_only=True)
class LetterHeadPiece(Piece):
    """Sender, recipient and references at fixed places of the sheet."""

    sender: Piece
    contact: Piece
    recipient: Piece
    aside: Piece

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw each part at its place, measured from the upper edge of the sheet."""
        edge = theme.PAGE_HEIGHT
        self.sender.draw(canvas, x, edge - _HEAD_TOP)
        self.contact.draw(canvas, x + _ASIDE_LEFT, edge - _HEAD_TOP - 2)
        rule_at = edge - _HEAD_TOP - max(self.sender.height, self.contact.height) - 8
        RulePiece(width=theme.TEXT_WIDTH, thickness=theme.RULE, colour=theme.ACCENT).draw(canvas, x, rule_at)
        self.recipient.draw(canvas, x, edge - _ADDRESS_TOP)
        self.aside.draw(canvas, x + _ASIDE_LEFT, edge - _ADDRESS_TOP)
        RulePiece(width=4 * theme.MM, thickness=theme.HAIRLINE, colour=theme.LINE).draw(
            canvas, 5 * theme.MM, edge - _FOLD
        )


def letter_head(frame: DocumentFrame, letterhead: Letterhead, root: Element) -> list[Piece]:
    """Return the head of a letter, the salutation, and the title as the letter's subject."""
    aside_width = theme.TEXT_WIDTH - _ASIDE_LEFT
    sender = text_piece(frame.service_name, theme.LETTERHEAD, _ASIDE_LEFT - 12, root.add("P"))
    contact = _lines(letterhead.contact, theme.LABEL, aside_width, root)
    recipient = _lines(letterhead.recipient, theme.BODY, _ADDRESS_WIDTH, root)
    aside = _references(letterhead, aside_width, root)
    lowest = _ADDRESS_TOP + max(recipient.height, aside.height) + 16
    pieces: list[Piece] = [
        LetterHeadPiece(
            height=max(_TEXT_TOP, lowest) - theme.TOP,
            sender=sender,
            contact=contact,
            recipient=recipient,
            aside=aside,
        )
    ]
    if letterhead.salutation:
        pieces.append(text_piece(letterhead.salutation, theme.BODY, theme.TEXT_WIDTH, root.add("P"), 10.0))
    subject = heading_piece(frame.title, 1, theme.SUBJECT, root, theme.TEXT_WIDTH)
    return [*pieces, replace(subject, gap_before=10.0, gap_after=6.0)]


def _lines(lines: tuple[str, ...], style: theme.TextStyle, width: float, root: Element) -> Piece:
    return text_piece("\n".join(lines), style, width, root.add("P"))


def _references(letterhead: Letterhead, width: float, root: Element) -> Piece:
    pieces: list[Piece] = []
    for label, value in (("Date", letterhead.date), *letterhead.references):
        pair = root.add("P")
        pieces.append(replace(text_piece(label, theme.LABEL, width, pair.add("Span")), gap_before=6.0))
        pieces.append(text_piece(value, theme.BODY, width, pair.add("Span")))
    return Stack(pieces=pieces)
