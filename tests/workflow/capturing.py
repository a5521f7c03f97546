"""Somebody typing in the meeting room until the process is killed, telling what the program said it had kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from fosterpanel.domain.minutes import Minutes
from fosterpanel.workflow import drafts
from fosterpanel.workflow.minuting import minutes
from tests.workflow.builders import CONTENTS, Desk, Snapshot

PLACE = "room"
BURST = 12
"""So many strokes go to the minutes, then as many to a form beside them."""


def capture(snapshot: Snapshot, begin: int, telling: Any) -> None:
    """Keep one stroke after the other, numbered from ``begin``, and tell each number once it is kept."""
    with snapshot.opened() as desk:
        for number in count(begin):
            words = f"{number} {'word ' * (number % 60)}"
            if number // BURST % 2:
                drafts.keep_draft(desk.office, PLACE, {"answer": words})
            else:
                minutes.write_minutes(desk.office, desk.item.id, replace(CONTENTS, told=words))
            telling.send(number)


def kept(desk: Desk) -> Iterator[int]:
    """The numbers of the last strokes that are there: the minutes' and the form's."""
    told = desk.the(Minutes).contents.told
    yield int(told.split()[0]) if told else -1
    draft = drafts.kept_draft(desk.office, PLACE)
    yield int(draft.fields["answer"].split()[0]) if draft else -1
