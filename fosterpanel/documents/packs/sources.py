"""The documents that go into a pack: opened, made safe and made ready to have their pages taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Pdf

from fosterpanel.documents.packs.forms import FormFacts, flatten_form
from fosterpanel.documents.packs.layers import hidden_layers
from fosterpanel.documents.packs.outlines import SourceBookmark, bookmarks_of
from fosterpanel.documents.safety import Removed, make_safe, open_source, was_repaired
from fosterpanel.domain.packs import PackEntry, PackPlan
from fosterpanel.domain.wording import counted
from fosterpanel.errors import InvalidInput, NotFound, PasswordNeeded

Sources = Mapping[str, bytes | Path]

_MOST_HELD = 100
"""How many files are held open at once; no system allows a program many hundreds."""


class LockedDocument(PasswordNeeded):
    """A document opens only with a password; ``source`` is the plan's word for it."""

    def __init__(self, sentence: str, source: str) -> None:
        super().__init__(sentence)
        self.source = source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySource:
    """A document ready for a pack, and what there is to tell about it."""

    pdf: Pdf
    removed: tuple[Removed, ...]
    bookmarks: tuple[SourceBookmark, ...]
    notes: tuple[str, ...]


@contextmanager
def ready(
    entry: PackEntry, source: bytes | Path, password: str, *, stays_on_disk: bool
) -> Iterator[ReadySource]:
    """Open the document of an entry and make it ready; ``stays_on_disk`` is what ``open_source`` says of it.

    Raises:
        PaperRefused: it cannot be taken in; the sentence names it by its title.
        LockedDocument: it opens only with a password.
    """
    with _opened(entry, source, password, stays_on_disk) as pdf:
        removed = make_safe(pdf, name=entry.title)
        repaired = was_repaired(pdf)
        form = flatten_form(pdf)
        yield ReadySource(
            pdf=pdf,
            removed=removed,
            bookmarks=bookmarks_of(pdf),
            notes=tuple(_notes(repaired, form, hidden_layers(pdf))),
        )


def _opened(entry: PackEntry, source: bytes | Path, password: str, stays_on_disk: bool) -> Pdf:
    try:
        return open_source(source, password=password, name=entry.title, stays_on_disk=stays_on_disk)
    except PasswordNeeded as error:
        raise LockedDocument(str(error), entry.source) from error


def _notes(repaired: bool, form: FormFacts, hidden: int) -> Iterator[str]:
    if repaired:
        yield "The file was damaged and has been repaired: look at every page of it."
    if form.was_signed:
        yield "It was signed electronically. Its signature shows here, but can be checked only in the file itself."
    if form.undrawn:
        yield f"{counted(form.undrawn, 'answer')} in its form cannot be drawn here: compare it with the file itself."
    if hidden:
        yield f"{counted(hidden, 'hidden layer')} stayed hidden, but what is on it is still in the file."


def source_of(entry: PackEntry, sources: Sources) -> bytes | Path:
    """The bytes of an entry, or the path to them. Raises NotFound when nobody handed them in."""
    try:
        return sources[entry.source]
    except KeyError:
        raise NotFound(
            f"The file of “{entry.title}” is not there. Add it, or take the document out."
        ) from None


class FilesHeld:
    """The files a pack reads from until it is written: if one changed meanwhile, its pages would be spoilt unseen."""

    def __init__(self) -> None:
        self._as_held: dict[Path, tuple[int, int] | None] = {}

    def hold(self, source: bytes | Path) -> bool:
        """Whether a document is read from its file until the pack is written; from now on that has to stay as it is."""
        if isinstance(source, bytes) or len(self._as_held) >= _MOST_HELD:
            return False
        self._as_held[source] = _state_of(source)
        return True

    def require_unchanged(self) -> None:
        """Raise InvalidInput where a file is no longer what it was."""
        for path, state in self._as_held.items():
            if _state_of(path) != state:
                raise InvalidInput(
                    f"{path.name} was changed or taken away while the pack was being made. Make the pack again."
                )


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


class Fingerprints:
    """Works out the SHA-256 of every document that has none yet, beside the other work."""

    def __init__(self, plan: PackPlan, sources: Sources) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._found: dict[str, Future[str]] = {
            entry.id: self._pool.submit(_sha256, source_of(entry, sources))
            for entry in plan.entries
            if not entry.sha256
        }

    def of(self, entry: PackEntry) -> str:
        """The SHA-256 of the entry's document, in hexadecimal."""
        found = self._found.get(entry.id)
        return found.result() if found else entry.sha256

    def close(self) -> None:
        """Stop working; what has not begun is not begun."""
        self._pool.shutdown(cancel_futures=True)


def _sha256(source: bytes | Path) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
