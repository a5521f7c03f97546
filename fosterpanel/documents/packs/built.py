"""A pack that is built: written as often as it is needed, for everybody or for one person."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf
from pikepdf import Encryption, ObjectStreamMode, Pdf, StreamDecodeLevel

from fosterpanel.documents.packs.marks import draw_marks
from fosterpanel.documents.packs.private_files import appearing
from fosterpanel.documents.packs.records import MemberCopy, PackReport, Progress, plain_password
from fosterpanel.documents.packs.taking_apart import pages_alone
from fosterpanel.domain.packs import PackPlan, first_pages

if TYPE_CHECKING:
    from fosterpanel.documents.packs.copies import Base
    from fosterpanel.documents.packs.sources import FilesHeld

_WRITING = "Writing"
_LARGER_THAN_STREAMS = 8 * 1024 * 1024


class BuiltPack:
    """A pack in memory. ``plan`` is the plan with the number of every page, ``report`` what there is to tell.

    Close it, or use it in a ``with`` block.
    """

    def __init__(
        self,
        pdf: Pdf,
        mark: pikepdf.Object,
        plan: PackPlan,
        report: PackReport,
        *,
        progress: Progress,
        files: FilesHeld,
    ) -> None:
        self.plan, self.report = plan, report
        self._pdf, self._mark, self._progress, self._files = pdf, mark, progress, files

    def __enter__(self) -> BuiltPack:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the documents."""
        self._pdf.close()

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The pages of each document by its id, as they will leave but for what is ours on them; one at a time."""
        pages = list(self._pdf.pages)
        for first, entry in first_pages(self.plan):
            yield entry.id, pages_alone(self._pdf, pages[first : first + len(entry.pages)])

    def as_bytes(self, copy: MemberCopy = MemberCopy()) -> bytes:  # noqa: B008 - frozen
        """The pack as one person's copy, or without mark and password."""
        (mark,) = draw_marks(self._pdf, self._mark, [copy.watermark])
        file = BytesIO()
        self._write(file, mark, copy.password)
        return file.getvalue()

    def write(self, path: Path, copy: MemberCopy = MemberCopy()) -> None:  # noqa: B008 - frozen
        """Write the pack to a file only its maker may read; a failure leaves nothing, and what was there before.

        Raises:
            InvalidInput: the watermark cannot be printed faithfully, or a document's file was changed meanwhile.
            OSError: the file cannot be written.
        """
        self.write_copies({path: copy})

    def write_copies(self, copies: Mapping[Path, MemberCopy]) -> None:
        """Write several people's copies, each with their mark and password, for little more than one costs.

        Those that are written stay if a later one fails; the one that failed leaves nothing. Raises as ``write``.
        """
        marks = draw_marks(self._pdf, self._mark, [copy.watermark for copy in copies.values()])
        bases: dict[bool, Base] = {}
        for done, ((path, copy), mark) in enumerate(zip(copies.items(), marks, strict=True)):
            self._progress(_WRITING, done, len(copies))
            base = bases.get(bool(copy.password))
            with appearing(path) as file:
                if base is None:
                    self._write(file, mark, copy.password)
                else:
                    base.write_copy(file, mark, copy.password)
            if base is None and len(copies) > 1:
                # Loaded only where there is more than one copy.
                from fosterpanel.documents.packs.copies import find_base

                bases[bool(copy.password)] = find_base(path, copy.password)

    def _write(self, file: BinaryIO, mark: bytes, password: str) -> None:
        self._mark.write(mark)
        # A large buffer given back lets the system's allocator keep smaller ones, such as qpdf takes for every stream.
        bytearray(_LARGER_THAN_STREAMS)
        # What came in packed stays as it is, and our own parts are small; with encryption qpdf takes that for granted.
        how: dict[str, Any] = {"stream_decode_level": StreamDecodeLevel.none}
        if password:
            secret = plain_password(password)
            how = {"encryption": Encryption(user=secret, owner=secrets.token_urlsafe(32), R=6)}
        self._pdf.save(
            file,
            compress_streams=False,
            object_stream_mode=ObjectStreamMode.disable,
            min_version="1.7",
            preserve_pdfa=False,
            fix_metadata_version=False,
            progress=self._told_percent,
            **how,
        )
        self._files.require_unchanged()

    def _told_percent(self, percent: int) -> None:
        self._progress(_WRITING, percent, 100)
