"""Searching everything: people, items, homes, meetings and the text of papers, by any word, while it is typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.search import Found, FoundKind
from fosterpanel.workflow.office import Office

SHOWN = 30
_DEEPER = 20


def search(
    office: Office, typed: str, *, kinds: Collection[FoundKind] = tuple(FoundKind), limit: int = SHOWN
) -> tuple[Found, ...]:
    """What the words typed so far find of these kinds; each must occur, and may be the beginning of a word.

    A name comes before a mention, and the newest first. An item is found by the name of its type as well.
    """
    book = office.book()
    # What somebody does not get to see must not take the room of what they do.
    looked_at = limit if len(kinds) == len(FoundKind) else limit * _DEEPER
    with office.reading() as reading:
        found = reading.search(typed, looked_at, _types_named(book, typed))
    return tuple(_told(one, book) for one in found if one.kind in kinds)[:limit]


def _types_named(book: RuleBook, typed: str) -> dict[str, tuple[str, ...]]:
    """The item types that each typed word names, wherever in the type's name it begins a word."""
    words = {word.casefold() for word in typed.split() if len(word) > 2}
    named = {
        word: tuple(
            item_type.code
            for item_type in book.item_types.values()
            if any(part.startswith(word) for part in item_type.name.casefold().split())
        )
        for word in words
    }
    return {word: codes for word, codes in named.items() if codes}


def _told(found: Found, book: RuleBook) -> Found:
    if found.kind is not FoundKind.ITEM or found.code not in book.item_types:
        return found
    return replace(found, line=f"{book.item_types[found.code].name} · {found.line}")
