"""Whether a paper names the carers of another open item: the commonest sign that it was put into the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fosterpanel.domain.items import PanelItem
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
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        own = reading.get(FosterHome, item.home_id)
        open_items = {
            one.home_id: one for one in reading.item_glances(finished=False) if one.home_id != own.id
        }
        homes = [reading.get(FosterHome, home_id) for home_id in open_items]
    own_names = {_plain(carer.name) for carer in own.carers}
    texts = [(f"Page {number}", text) for number, text in enumerate(pages, start=1)]
    looked_at = [("File name", re.sub(r"[_.]", " ", source_name)), *texts]
    said = {word for _, text in looked_at for word in _words(text)}
    found = []
    for home in homes:
        named = [one for one in home.carers if _plain(one.name) not in own_names and _may_name(one, said)]
        if hits := tuple(_hits(named, looked_at)):
            other = open_items[home.id]
            names = listed(carer.name for carer in named if any(_hits([carer], looked_at)))
            found.append(
                OtherFamily(
                    item_id=other.item_id, reference=other.reference, names=names, hits=hits[:MOST_HITS]
                )
            )
    return tuple(found)


def _may_name(carer: Carer, said: set[str]) -> bool:
    """A quick look before the slow one: whether first and last name occur anywhere at all."""
    words = _words(carer.name)
    return len(words) > 1 and words[0] in said and words[-1] in said


def _hits(carers: Iterable[Carer], looked_at: Sequence[tuple[str, str]]) -> Iterable[str]:
    for carer in carers:
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
