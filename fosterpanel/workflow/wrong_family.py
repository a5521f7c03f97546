"""The wrong-family guard at work: nothing leaves while it names another family and nobody has said why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wrong_family import (
    Family,
    NameAnswer,
    NamedElsewhere,
    NamesUnanswered,
    Stretch,
    find_addresses,
    find_names,
    require_words,
    unanswered,
)
from fosterpanel.workflow.office import Office, new_id


def names_elsewhere(
    reading: Reading, subject_id: str, home_ids: Iterable[str], looked_at: Sequence[Stretch]
) -> tuple[NamedElsewhere, ...]:
    """Everybody of other open items who is named in what belongs to these homes; to none, where it is the panel's own.

    Reads every open item, so it is called beside the window.
    """
    own = [reading.get(FosterHome, home_id) for home_id in dict.fromkeys(home_ids)]
    own_names = [name for home in own for name in _people(home)]
    return find_names(subject_id, _families(reading, {home.id for home in own}), own_names, looked_at)


def addresses_shown(
    reading: Reading, subject_id: str, looked_at: Sequence[Stretch]
) -> tuple[NamedElsewhere, ...]:
    """Every foster home whose address is shown, for what the birth family will read; beside the window too."""
    return find_addresses(subject_id, reading.find(FosterHome), looked_at)


def require_names_answered(
    reading: Reading, subject_id: str, home_ids: Iterable[str], pages: Sequence[str]
) -> None:
    """Refuse to let pages out while they name another family and nobody has said why.

    Raises:
        NamesUnanswered: with each name and where it stands.
    """
    require_answered(reading, names_elsewhere(reading, subject_id, home_ids, on_pages(pages)))


def require_answered(reading: Reading, found: Sequence[NamedElsewhere]) -> None:
    """Refuse to go on while one of these has no answer. Raises NamesUnanswered."""
    answers = [one for subject in {one.subject_id for one in found} for one in answers_for(reading, subject)]
    if left := unanswered(found, answers):
        raise NamesUnanswered(left)


def answers_for(reading: Reading, subject_id: str) -> tuple[NameAnswer, ...]:
    """What was answered about one document, item or pack."""
    return reading.find(NameAnswer, subject_id=subject_id)


def answer_name(office: Office, found: NamedElsewhere, answer: str) -> NameAnswer:
    """Record why a name belongs where it was found, for the places seen. Raises InvalidInput without a reason."""
    with office.act() as transaction:
        kept = transaction.insert(
            NameAnswer(
                id=new_id(),
                subject_id=found.subject_id,
                name=found.name,
                hits=found.hits,
                answer=require_words(answer),
                answered_by=office.person.id,
                answered_at=office.clock.now(),
            )
        )
        transaction.note("answer_name", found.subject_id, {"answer": kept.id, "places": len(found.hits)})
    return kept


def on_pages(pages: Sequence[str]) -> list[Stretch]:
    """Texts of pages as stretches, numbered from 1."""
    return [Stretch(where=f"Page {number}", text=text) for number, text in enumerate(pages, start=1)]


def _families(reading: Reading, own_ids: set[str]) -> list[Family]:
    """Every other home with open business, each with its latest item."""
    latest = {glance.home_id: glance for glance in reading.item_glances(finished=False)}
    families = []
    for home_id, glance in latest.items():
        if not home_id or home_id in own_ids:
            continue
        item = reading.get(PanelItem, glance.item_id)
        children = item.proposed_terms.named_children if item.proposed_terms else ()
        names = (*_people(reading.get(FosterHome, home_id)), *children)
        families.append(Family(item_id=item.id, reference=item.reference, names=names))
    return families


def _people(home: FosterHome) -> tuple[str, ...]:
    return (*(carer.name for carer in home.carers), *(one.name for one in home.household))
