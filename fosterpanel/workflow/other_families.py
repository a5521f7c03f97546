"""Whether a paper names the carers of another open item: the commonest sign that it was put into the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.items_overview import ItemGlance
from fosterpanel.domain.register import Carer, FosterHome
from fosterpanel.domain.wording import listed
from fosterpanel.workflow.office import Office

MOST_HITS = 5
_AROUND = 40
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFamily:
    """Carers of another open item whom a paper names; ``hits`` show where, each with its page and the words around."""

    item_id: str
    reference: str
    names: str
    hits: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question it raises."""
        return f"This paper names {self.names} of item {self.reference}: is it in the right place?"


def other_families(
    office: Office, item_id: str, pages: Sequence[str], source_name: str = ""
) -> tuple[OtherFamily, ...]:
    """The other open items whose carers a paper names by first and last name, on a page or in its file's name.

    Reads every open item, so it is called beside the window.
    """
    own, others = _homes_of_open_items(office, item_id)
    own_names = {_plain(carer.name) for carer in own.carers}
    looked_at = [("File name", re.sub(r"[_.]", " ", PurePath(source_name).stem))]
    looked_at += [(f"Page {number}", text) for number, text in enumerate(pages, start=1)]
    said = {word for _, text in looked_at for word in _words(text)}
    found = []
    for item, home in others:
        carers = [one for one in home.carers if _plain(one.name) not in own_names and _may_name(one, said)]
        hits = {carer.name: tuple(_hits(carer, looked_at)) for carer in carers}
        named = [name for name, places in hits.items() if places]
        if named:
            shown = tuple(hit for places in hits.values() for hit in places)[:MOST_HITS]
            found.append(
                OtherFamily(item_id=item.item_id, reference=item.reference, names=listed(named), hits=shown)
            )
    return tuple(found)


def _homes_of_open_items(
    office: Office, item_id: str
) -> tuple[FosterHome, list[tuple[ItemGlance, FosterHome]]]:
    """The item's own home, and every other home with open business, each with its latest item."""
    with office.reading() as reading:
        own = reading.get(FosterHome, reading.get(PanelItem, item_id).home_id)
        latest = {glance.home_id: glance for glance in reading.item_glances(finished=False)}
        latest.pop(own.id, None)
        return own, [(glance, reading.get(FosterHome, home_id)) for home_id, glance in latest.items()]


def _may_name(carer: Carer, said: set[str]) -> bool:
    """A quick look before the slow one: whether first and last name occur anywhere at all."""
    words = _words(carer.name)
    return len(words) > 1 and words[0] in said and words[-1] in said


def _hits(carer: Carer, looked_at: Sequence[tuple[str, str]]) -> Iterator[str]:
    words = _words(carer.name)
    # Other names and initials may stand between the first and the last.
    between = r"\W+(?:[^\W\d_]+\W+){0,2}?"
    sought = re.compile(rf"\b{re.escape(words[0])}{between}{re.escape(words[-1])}\b", re.IGNORECASE)
    for where, text in looked_at:
        if found := sought.search(text):
            yield f"{where}: {_around(text, *found.span())}"


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    # Cut at a word, so that the line reads.
    before = before.split(" ", 1)[-1] if start > _AROUND else before
    after = after.rsplit(" ", 1)[0] if end + _AROUND < len(text) else after
    left, right = "…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else ""
    return f"{left}{' '.join(f'{before}{text[start:end]}{after}'.split())}{right}"


def _plain(name: str) -> str:
    return " ".join(_words(name))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
