"""The encrypted store: one file for the records, papers and audit trail, and a small one beside it for its keys."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from fosterpanel.db.audit_trail import AuditTrail
from fosterpanel.db.checks import StoreCheck, check_store, require_whole
from fosterpanel.db.engine import connect, driver_of, make_engine, whole_or_not
from fosterpanel.db.failures import store_sentences
from fosterpanel.db.keys.key_file import read_key_file
from fosterpanel.db.keys.openers import NORMAL_COST, draw_recovery_words, open_one_way
from fosterpanel.db.keys.slots import KdfCost, KeyHeader, MasterKey, Purpose
from fosterpanel.db.keys.store_keys import StoreKeys
from fosterpanel.db.migrating import bring_up_to_date
from fosterpanel.db.places import hold, hold_if_used, refuse_to_overwrite, require_store
from fosterpanel.db.safekeeping import back_up, make_store, restore_store, take_away
from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.errors import StoreError
from fosterpanel.keychain import Keychain


class Store:
    """One store, open in this process and in no other. Made by ``create`` or ``open``.

    Writing is one at a time, from any thread; reading sees a snapshot and waits for nobody.
    """

    def __init__(self, path: Path, header: KeyHeader, master: MasterKey, held: contextlib.ExitStack) -> None:
        self.path = path
        self.keys = StoreKeys(path, header, master)
        self._key = master.draw(Purpose.STORE)
        self._trail = AuditTrail(header.store_id, master.draw(Purpose.AUDIT))
        self._engine = make_engine(path, self._key)
        self._writer: Any = None
        self._writing = threading.Lock()
        self._writing_thread: int | None = None
        self._is_closed = False
        self._held = held

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        passphrase: str,
        clock_now: datetime,
        kdf: KdfCost = NORMAL_COST,
        recovery_words: str | None = None,
    ) -> tuple[Self, str]:
        """Make a store and open it; also gives its 24 recovery words, to be shown once and kept on paper.

        ``recovery_words`` were drawn before, and typed back; without them new ones are drawn.

        Raises:
            InvalidInput: the passphrase is too short, or there is a store already.
            StoreBusy: another program is at work in the same place.
            DiskFull, StoreError: the disk refused; nothing is left behind.
        """
        with contextlib.ExitStack() as held:
            held.enter_context(hold(path))
            refuse_to_overwrite(path)
            words = recovery_words or draw_recovery_words()
            header, master = make_store(path, passphrase, words, clock_now, kdf)
            return cls(path, header, master, held.pop_all()), words

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery_words: str | None = None,
        use_keyring: bool = False,
        keychain: Keychain | None = None,
    ) -> Self:
        """Open a store one way: by passphrase, by recovery words or by this computer's keychain.

        A store of an earlier version is brought up to date, after an encrypted copy was made beside it.

        Raises:
            NotFound: there is no store, or no key file beside it.
            WrongKey: what was given does not open it.
            StoreBusy: another window or program has it open.
            StoreTooNew: a newer version of the program wrote it.
            StoreDamaged: the file, its keys or its audit trail are not what was written.
            NoKeychain: this computer's keychain cannot be used.
        """
        require_store(path)
        with contextlib.ExitStack() as held:
            held.enter_context(hold(path))
            header = read_key_file(path)
            chosen = (keychain or Keychain.of_this_computer()) if use_keyring else None
            master = open_one_way(header, passphrase, recovery_words, chosen)
            require_whole(path, master.draw(Purpose.STORE))
            bring_up_to_date(path, master.draw(Purpose.STORE))
            store = cls(path, header, master, held.pop_all())
        store._look_at_trail()
        return store

    @staticmethod
    def restore(
        backup: Path,
        target: Path,
        *,
        passphrase: str | None = None,
        recovery_words: str | None = None,
        overwrite: bool = False,
    ) -> StoreCheck:
        """Put a backup in place as ``target``, after checking every page and line of it.

        With ``overwrite`` a store already there is set aside as ``<name>.replaced``, never destroyed.

        Raises:
            InvalidInput: there is a store at ``target`` and ``overwrite`` is not set.
            StoreBusy: one of the two is open somewhere.
            WrongKey, StoreTooNew, StoreDamaged: the backup cannot be used; ``target`` is as it was.
        """
        require_store(backup)
        with hold(target), hold_if_used(backup):
            if not overwrite:
                refuse_to_overwrite(target)
            header = read_key_file(backup)
            master = open_one_way(header, passphrase, recovery_words, None)
            return restore_store(backup, target, header, master)

    @contextlib.contextmanager
    def transaction(self, actor: str, at: datetime) -> Iterator[Transaction]:
        """Do one act: commits when the block ends, and undoes everything when it raises.

        ``actor`` is the id of the person acting; ``at`` a moment with its time zone.

        Raises:
            StoreBusy, DiskFull, StoreDamaged, StoreError: nothing was written.
        """
        with (
            self._alone(),
            self._recovering(),
            store_sentences(),
            whole_or_not(self._warm_writer()) as writer,
        ):
            transaction = Transaction(writer, self._trail, actor, at)
            yield transaction
            transaction.finish()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read records as they stand now; whatever is committed meanwhile is not seen.

        Raises:
            StoreDamaged, StoreError: the store cannot be read.
        """
        try:
            self._require_open()
            with store_sentences(), self._engine.connect() as connection, connection.begin():
                yield Reading(driver_of(connection), self._trail)
        except StoreError:
            if not self._is_closed:
                self._engine.dispose()
            raise

    def check(self) -> StoreCheck:
        """Check pages, tables, references, audit trail, files and guards; finds, and does not raise."""
        with self._alone():
            self._require_open()
            self._start_afresh()
            return check_store(self.path, self._key, self._trail)

    def backup(self, target: Path, *, overwrite: bool = False) -> StoreCheck:
        """Copy the store, as it stands, into a new encrypted file with its keys beside it, and check the copy.

        Raises:
            InvalidInput: there is a file already and ``overwrite`` is not set, or it is this very store.
            StoreDamaged: the copy is not sound, which says that the store is not; nothing was left.
            DiskFull, StoreError: the disk refused; nothing was left.
        """
        if not overwrite or target.resolve() == self.path.resolve():
            refuse_to_overwrite(target)
        with self._alone():
            self._require_open()
            return back_up(self.path, self._key, self._trail, self.keys, target)

    def close(self) -> None:
        """Close the store, forget its keys and let others open it; closing twice does nothing."""
        with self._alone():
            if not self._is_closed:
                self._start_afresh()
                self._is_closed = True
                del self._key, self._trail, self._engine, self.keys
        self._held.close()

    def discard(self) -> None:
        """Close a store that was made a moment ago and take it away: its first act failed and it holds nothing."""
        self.close()
        take_away(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def _look_at_trail(self) -> None:
        try:
            with self.reading() as reading:
                reading.last_audit_line()
        except BaseException:
            self.close()
            raise

    def _require_open(self) -> None:
        if self._is_closed:
            raise StoreError("The store was locked meanwhile, so nothing was done. Unlock it and try again.")

    def _warm_writer(self) -> Any:
        self._require_open()
        if self._writer is None:
            self._writer = connect(self.path, self._key)
        return self._writer

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("an act opens one transaction, and none inside it")
        with self._writing:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None

    @contextlib.contextmanager
    def _recovering(self) -> Iterator[None]:
        """After the engine failed, start with fresh connections: one that met damage reports nothing else."""
        try:
            yield
        except StoreError:
            self._start_afresh()
            raise

    def _start_afresh(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()
        if not self._is_closed:
            self._engine.dispose()
