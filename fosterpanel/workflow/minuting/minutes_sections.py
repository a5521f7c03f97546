"""Acts on the parts of the minutes that write themselves: reading, writing by hand, choosing between the two."""

from __future__ import annotations

from collections.abc import Callable

from fosterpanel.documents.minutes import sections_of
from fosterpanel.domain.minutes import MinutesContents, Part, rewrite
from fosterpanel.domain.minutes_parts import MinutesSection, edit_by_hand, keep_by_hand, without_edit
from fosterpanel.workflow.minuting.minutes import being_written, gather_minutes
from fosterpanel.workflow.office import Office


def sections(office: Office, item_id: str) -> tuple[MinutesSection, ...]:
    """The parts of an item's minutes as the records have them now and as somebody wrote them, in their order.

    Raises:
        InvalidInput: the item is on no agenda.
    """
    with office.reading() as reading:
        return sections_of(gather_minutes(office, reading, item_id))


def write_section(office: Office, item_id: str, part: Part, words: str) -> MinutesSection:
    """Keep a part in somebody's own words, as often as every second; no words give it back to the records.

    What the records said when it was first written is kept beside it, so that a later change of theirs is seen.

    Raises:
        NotFound: the item's meeting has not been opened.
        InvalidInput: the minutes are signed.
    """
    return _change(office, item_id, part, lambda held, said: edit_by_hand(held, part, words, said))


def take_generated(office: Office, item_id: str, part: Part) -> MinutesSection:
    """Choose what the records say, in place of what was written by hand. Raises as ``write_section``."""
    return _change(office, item_id, part, lambda held, _: without_edit(held, part))


def keep_written(office: Office, item_id: str, part: Part) -> MinutesSection:
    """Choose what was written by hand, although the records have changed since. Raises as ``write_section``."""
    return _change(office, item_id, part, lambda held, said: keep_by_hand(held, part, said))


def _change(
    office: Office, item_id: str, part: Part, change: Callable[[MinutesContents, str], MinutesContents]
) -> MinutesSection:
    with office.act() as transaction:
        minutes = being_written(transaction, item_id)
        said = _section(sections_of(gather_minutes(office, transaction, item_id)), part)
        written = rewrite(minutes, change(minutes.contents, said.generated))
        if written != minutes:
            transaction.replace(written)
            transaction.note_stretch("write_section", item_id)
        return _section(sections_of(gather_minutes(office, transaction, item_id)), part)


def _section(held: tuple[MinutesSection, ...], part: Part) -> MinutesSection:
    return next(one for one in held if one.key is part)
