"""A speller that knows this service: the people it deals with, and the words it has taken for right."""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.items import FOLLOWS, PanelItem
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import FosteringService, Person
from fosterpanel.errors import InvalidInput
from fosterpanel.spelling import Speller, words_in
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import keep_setting, setting

OWN_WORDS = "spelling-words"


def speller(office: Office) -> Speller:
    """A speller with the names of the service's open business. It reads a dictionary: call it beside the window.

    Names are held in memory only, and gone with it.
    """
    with office.reading() as reading:
        names = " ".join(_names(reading))
        own = setting(reading, OWN_WORDS).split()
    return Speller({*words_in(names), *own})


def take_word_for_right(office: Office, word: str) -> None:
    """Keep a word as one of the service's own, encrypted like all else. Raises InvalidInput unless it is one word."""
    given = word.strip()
    if not given or len(given.split()) > 1:
        raise InvalidInput("One word at a time is taken for right. Mark one.")
    with office.act() as transaction:
        held = setting(transaction, OWN_WORDS).split()
        if given not in held:
            keep_setting(transaction, OWN_WORDS, " ".join(sorted({*held, given})))
            transaction.note("take_word_for_right", OWN_WORDS)


def _names(reading: Reading) -> Iterator[str]:
    for service in reading.find(FosteringService):
        yield from (service.name, *service.providers, *service.address)
    yield from (person.name for person in reading.find(Person))
    yield from (member.name for member in reading.find(PanelMember))
    for item in reading.find(PanelItem):
        if FOLLOWS[item.stage]:
            yield from (item.report_author, *item.presented_by)
            for home_id in item.home_ids:
                yield from _names_of(reading.get(FosterHome, home_id))


def _names_of(home: FosterHome) -> Iterator[str]:
    yield from (carer.name for carer in home.carers)
    yield from (one.name for one in home.household)
    yield from home.address
