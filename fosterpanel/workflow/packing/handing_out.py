"""Handing out a pack that was issued: each member's own copy, with their name on every page and its own password."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from fosterpanel.db.keys.openers import draw_words
from fosterpanel.documents.packs import MemberCopy
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.items import initials
from fosterpanel.domain.meetings import Meeting
from fosterpanel.errors import InvalidInput, StoreError
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.packing.packs import MadePack

_PASSWORD_WORDS = 5


def hand_out(
    office: Office, pack: IssuedPack, made: MadePack, member_ids: Iterable[str], folder: Path
) -> tuple[PackCopy, ...]:
    """Write each member's own copy into a folder: their name on every page, opened by a password of their own.

    Raises:
        InvalidInput: nobody was chosen, or the pack is another than the one issued.
        StoreError: the folder cannot be written to; no copy is left there.
    """
    with office.reading() as reading:
        meeting = reading.get(Meeting, pack.meeting_id)
        members = [reading.get(PanelMember, one) for one in dict.fromkeys(member_ids)]
    if not members:
        raise InvalidInput("Choose at least one member to make a copy for.")
    if made.plan != pack.plan:
        raise InvalidInput("This is not the pack that was issued. Make its copies from the latest issue.")
    copies = {
        path: (member, draw_words(_PASSWORD_WORDS))
        for path, member in zip(_paths(folder, meeting, pack, members), members, strict=True)
    }
    with _removing_on_failure(copies):
        _write(
            made,
            {path: MemberCopy(watermark=who.name, password=word) for path, (who, word) in copies.items()},
        )
        handed = tuple(
            PackCopy(
                id=new_id(),
                pack_id=pack.id,
                member_id=member.id,
                password=password,
                sha256=_sha256(path),
                saved_at=office.clock.now(),
            )
            for path, (member, password) in copies.items()
        )
        with office.act() as transaction:
            for copy in handed:
                transaction.insert(copy)
            transaction.note("hand_out", pack.meeting_id, {"pack": pack.id, "copies": len(handed)})
    return handed


def _paths(
    folder: Path, meeting: Meeting, pack: IssuedPack, members: Sequence[PanelMember]
) -> Iterator[Path]:
    """A file name for each member that says whose it is to those who know, and nothing of any family."""
    for number, member in enumerate(members, start=1):
        name = f"panel-{meeting.on}-pack-{pack.number}-copy-{number}-{initials(member.name).replace('.', '')}.pdf"
        yield folder / name


def _write(made: MadePack, copies: Mapping[Path, MemberCopy]) -> None:
    try:
        made.built.write_copies(copies)
    except OSError as error:
        raise StoreError(
            "The copies could not be written, and none was left there. See that the folder is there, may be "
            "written to and has room, or choose another."
        ) from error


@contextmanager
def _removing_on_failure(paths: Iterable[Path]) -> Iterator[None]:
    """Leave none of the files that were not there before when what follows fails."""
    new = [path for path in paths if not path.exists()]
    try:
        yield
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
