"""What the pack's page says of documents, changes and copies."""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.clock import office_zone
from fosterpanel.domain.pack_changes import ChangeKind
from fosterpanel.domain.packs import page_range
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.workflow.packing.pack_desk import PackDesk, PackLine
from fosterpanel.workflow.packing.packs import MadePack

CHANGES = {
    ChangeKind.ADDED: ("New", Tone.WARN),
    ChangeKind.CORRECTED: ("Corrected", Tone.WARN),
    ChangeKind.MOVED: ("Other pages", Tone.SOFT),
    ChangeKind.TAKEN_OUT: ("Taken out", Tone.WARN),
}


def change_words(line: PackLine) -> str:
    """What is new about a document, as a pill."""
    return CHANGES[line.change][0] if line.change else ""


def change_tone(line: PackLine) -> Tone | None:
    """The pill's tone; no pill where nothing is new."""
    return CHANGES[line.change][1] if line.change else None


def standing_words(desk: PackDesk) -> str:
    """How far the pack is, in one line."""
    what = f"{counted(len(desk.lines), 'document')}, {counted(desk.sheets, 'page')} of papers"
    if desk.issued is None:
        return f"{what} · not issued yet"
    day = plain_date(desk.issued.issued_at.astimezone(office_zone()).date())
    said = f"issue {desk.issued.number} went out on {day}, by {desk.issued_by}"
    return f"{what} · {said} · {'changed since' if desk.has_changed else 'nothing has changed since'}"


def what_was_found(made: MadePack) -> Iterator[tuple[str, Tone, str]]:
    """What somebody should know of a pack that is built: sentences, each with its tone and icon."""
    report = made.report
    pictures = [page_range(one.picture_pages) for one in report.entries if one.picture_pages]
    if pictures:
        sentence = f"Pictures of pages, which nobody can search or have read aloud: {listed(pictures)}."
        yield sentence, Tone.WARN, "circle-alert"
    for one in report.entries:
        for note in one.notes:
            yield f"{one.title}: {note}", Tone.WARN, "circle-alert"
    for one in report.entries:
        if one.removed:
            yield f"{one.title}: taken out to make it safe: {listed(one.removed)}.", Tone.SOFT, "info"
    read = sum(len(one.read_pages) for one in report.entries)
    if read:
        yield f"{counted(read, 'scanned page')} can be searched now.", Tone.GOOD, "circle-check"
    reduced = sum(one.reduced_images for one in report.entries)
    if reduced:
        yield f"{counted(reduced, 'picture')} brought down in size.", Tone.SOFT, "info"
