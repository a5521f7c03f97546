"""What can be done inside a transaction: read records, write them, keep bytes, note the act."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from fosterpanel.db import contents, decisions_overview, items_overview, oversight, search
from fosterpanel.db.audit_trail import AuditTrail
from fosterpanel.db.mapping import Plan, plan_for
from fosterpanel.domain.audit import AuditLine, goes_on, next_line
from fosterpanel.domain.decisions_overview import DecidedGlance
from fosterpanel.domain.items_overview import ItemGlance, OwedPaper
from fosterpanel.domain.register import LastReview
from fosterpanel.domain.search import Found
from fosterpanel.domain.statistics import DecidedItem
from fosterpanel.errors import MovedSince, NotFound

RecordT = TypeVar("RecordT")


class Reading:
    """Records as they stood when the block began. Of no use once the block has ended."""

    def __init__(self, driver: Any, trail: AuditTrail) -> None:
        self._driver = driver
        self._trail = trail

    def get(self, record_type: type[RecordT], record_id: str) -> RecordT:
        """Give the record with that id.

        Raises:
            NotFound: there is none.
        """
        plan = plan_for(record_type)
        row = plan.get.run(self._driver, {"id": record_id}).fetchone()
        if row is None:
            raise _not_found(record_type, record_id)
        return plan.to_record(row)

    def find(self, record_type: type[RecordT], **equals: Any) -> tuple[RecordT, ...]:
        """Give every record whose named fields have those values, in the order they were inserted."""
        plan = plan_for(record_type)
        statement, asked = plan.find(equals)
        return tuple(plan.to_record(row) for row in statement.run(self._driver, asked))

    def content(self, sha256: str) -> bytes:
        """Give the bytes kept under that SHA-256 (hexadecimal), having computed it again.

        Raises:
            NotFound: nothing is kept under it.
            StoreDamaged: the bytes are not what was kept.
        """
        return contents.read(self._driver, sha256)

    def search(self, typed: str, limit: int, codes: search.Codes | None = None) -> tuple[Found, ...]:
        """Give what typed words find, as ``db.search`` tells."""
        return search.search(self._driver, typed, limit, codes)

    def item_glances(self, *, finished: bool) -> Iterator[ItemGlance]:
        """Give one by one every item whose business is finished, or is not, as a list of them shows it."""
        return items_overview.read_glances(self._driver, finished=finished)

    def paper_kinds(self) -> dict[str, set[str]]:
        """Give the kinds of paper there are on each item still to be heard, by the item's id."""
        return items_overview.read_paper_kinds(self._driver)

    def owed_papers(self) -> tuple[OwedPaper, ...]:
        """Give every paper somebody owes on an item still to be heard, whether or not it has come."""
        return items_overview.read_owed_papers(self._driver)

    def decided_glances(self) -> Iterator[DecidedGlance]:
        """Give one by one every item whose decision was told, or that went back for information, the latest first."""
        return decisions_overview.read_decided(self._driver)

    def count_waiting_items(self) -> int:
        """Give how many items wait to be listed."""
        return items_overview.count_waiting(self._driver)

    def last_reviews(self) -> Iterator[LastReview]:
        """Give one by one every approved home with the last review of the approval it has now."""
        return oversight.read_last_reviews(self._driver)

    def decided_items(self, since: date) -> Iterator[DecidedItem]:
        """Give one by one every item that a panel considered and that was decided on a local day or later."""
        return oversight.read_decided_items(self._driver, since)

    def last_audit_line(self) -> AuditLine | None:
        """Give the last line of the audit trail (None: nothing was ever written).

        Raises:
            StoreDamaged: the trail was cut short or written anew.
        """
        return self._trail.last(self._driver)

    def audit_lines(self) -> tuple[AuditLine, ...]:
        """Give the whole audit trail, first line first."""
        return tuple(self._trail.lines(self._driver))

    def audit_lines_about(self, subject_ids: Iterable[str]) -> tuple[AuditLine, ...]:
        """Give the lines of the trail that are about any of these records, first line first."""
        return tuple(self._trail.lines_about(self._driver, subject_ids))

    def audit_lines_of(self, act: str) -> tuple[AuditLine, ...]:
        """Give the lines of the trail that note one act, first line first."""
        return tuple(self._trail.lines_of(self._driver, act))


class Transaction(Reading):
    """One act: everything in it is written together with its audit line, or not at all."""

    def __init__(self, driver: Any, trail: AuditTrail, actor: str, at: datetime) -> None:
        super().__init__(driver, trail)
        self._actor = actor
        self._at = at
        self._has_written = False
        self._is_noted = False
        self._notes: list[tuple[str, str, Mapping[str, str | int]]] = []

    def insert(self, record: RecordT) -> RecordT:
        """Write a new record, and give it back."""
        plan = plan_for(type(record))
        plan.insert.run(self._driver, plan.to_row(record))
        search.index_record(self._driver, record)
        self._has_written = True
        return record

    def replace(self, record: RecordT) -> RecordT:
        """Write a record in place of the one with its id; give it back as it now stands, one version on.

        Raises:
            NotFound: there is none with that id.
            MovedSince: somebody else replaced it after this one was read.
        """
        plan = plan_for(type(record))
        if plan.update.run(self._driver, plan.to_update(record)).rowcount == 0:
            self._refuse_to_replace(record)
        search.index_record(self._driver, record)
        self._has_written = True
        return _one_version_on(record, plan)

    def remove(self, record: RecordT) -> None:
        """Take out a record that was entered by mistake, of a kind that nobody searches for.

        Raises:
            NotFound: there is none with that id.
            MovedSince: somebody replaced it after this one was read.
            TypeError: search would still find it.
        """
        if type(record) in search.SEARCHABLE:
            raise TypeError(f"search would still find a {type(record).__name__} that is gone")
        plan = plan_for(type(record))
        if plan.delete.run(self._driver, plan.to_held(record)).rowcount == 0:
            self._refuse_to_replace(record)
        self._has_written = True

    def keep_content(self, data: bytes, media_type: str) -> str:
        """Keep bytes, once however often they come, and give their SHA-256 in hexadecimal."""
        sha256, is_new = contents.keep(self._driver, data, media_type)
        self._has_written |= is_new
        return sha256

    def index_pages(self, sha256: str, pages: Iterable[str]) -> None:
        """Let the papers made of a kept file be found by the text of its pages."""
        search.index_pages(self._driver, sha256, pages)

    def note(self, act: str, subject_id: str, detail: Mapping[str, str | int] | None = None) -> None:
        """Enter the act in the audit trail: what was done to which record, in ids and codes rather than names."""
        self._is_noted = True
        self._notes.append((act, subject_id, detail or {}))

    def note_stretch(self, act: str, subject_id: str) -> None:
        """Note an act that is done over and over, such as keeping what is typed: one line for each stretch of it.

        No line is added while the trail ends with the same person's same act on the same record, done up to ten
        minutes before.
        """
        last = self._trail.last(self._driver)
        if goes_on(last, at=self._at, actor=self._actor, act=act, subject_id=subject_id):
            self._is_noted = True
        else:
            self.note(act, subject_id)

    def finish(self) -> None:
        """Write the audit lines; the store calls this just before it commits.

        Raises:
            RuntimeError: something was written and nothing noted, which is a fault of the program.
            StoreDamaged: the trail so far is not what was written.
        """
        if self._has_written and not self._is_noted:
            raise RuntimeError("an act that writes must be noted in the audit trail")
        if not self._notes:
            return
        lines: list[AuditLine] = []
        last = self._trail.last(self._driver)
        for act, subject_id, detail in self._notes:
            last = next_line(
                last, at=self._at, actor=self._actor, act=act, subject_id=subject_id, detail=detail
            )
            lines.append(last)
        self._trail.add(self._driver, lines)

    def _refuse_to_replace(self, record: Any) -> None:
        self.get(type(record), record.id)
        raise MovedSince(
            "Somebody changed this record after it was opened here, so nothing was written. "
            "Look at it as it now stands and do it again."
        )


def _one_version_on(record: RecordT, plan: Plan[RecordT]) -> RecordT:
    if not plan.has_version:
        return record
    return dataclasses.replace(record, version=record.version + 1)  # type: ignore[type-var,attr-defined]


def _not_found(record_type: type[Any], record_id: str) -> NotFound:
    words = plan_for(record_type).words
    return NotFound(f"There is no {words} “{record_id}” in this store. Check the reference and try again.")
