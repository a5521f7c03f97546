"""Acts on whole stores: founding one for a service, checking it, backing it up and putting a backup back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fosterpanel.clock import Clock
from fosterpanel.db.checks import StoreCheck
from fosterpanel.db.places import require_store
from fosterpanel.db.store import Store
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, Role, SigningAuthority
from fosterpanel.domain.wording import counted, listed
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.founding.service import found_service
from fosterpanel.workflow.office import new_id

__all__ = [
    "NewService",
    "StoreCheck",
    "StoreKey",
    "back_up_store",
    "check_fields",
    "check_sentence",
    "check_store",
    "found_store",
    "require_store",
    "restore_store",
    "trusted_by_store",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKey:
    """What somebody opens a store with: its passphrase, or its recovery words. Neither is in ``repr``."""

    passphrase: str | None = field(default=None, repr=False)
    recovery_words: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewService:
    """What is asked of a service before it can begin; letters quote the contact lines."""

    name: str
    kind: ServiceKind
    nation: Nation
    administrator: str
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    complaints: str = ""
    review_body: str = ""


def found_store(path: Path, new: NewService, *, passphrase: str, clock: Clock) -> str:
    """Make the encrypted store of a new service, and give its recovery words: shown once, kept on paper.

    Raises:
        InvalidInput: a name is empty, the passphrase is too short, or there is a store already.
        StoreError: the disk refused.
    """
    founded = found_service(
        path,
        passphrase=passphrase,
        service=_service(new),
        administrator=Person(
            id=new_id(),
            name=_needed(new.administrator, "administrator"),
            roles=(Role.ADMINISTRATOR,),
        ),
        clock=clock,
    )
    founded.office.store.close()
    return founded.recovery_words


def check_store(path: Path, key: StoreKey) -> StoreCheck:
    """Check every page, record, file and audit line of a store; what is wrong is in the findings.

    Raises:
        NotFound, WrongKey, StoreBusy, StoreTooNew, StoreDamaged: it cannot even be opened.
    """
    with _opened(path, key) as store:
        return store.check()


def back_up_store(path: Path, target: Path, key: StoreKey, *, replace: bool = False) -> StoreCheck:
    """Copy a store to ``target``, still encrypted and with its keys beside it, and check the copy.

    Raises:
        InvalidInput: there is a file at ``target`` and ``replace`` is not set.
        NotFound, WrongKey, StoreBusy, StoreTooNew, StoreDamaged, DiskFull, StoreError: nothing was left.
    """
    with _opened(path, key) as store:
        return store.backup(target, overwrite=replace)


def restore_store(backup: Path, target: Path, key: StoreKey, *, replace: bool = False) -> StoreCheck:
    """Put a backup in place as ``target`` once all of it was checked.

    With ``replace`` a store already there is set aside as ``<name>.replaced``.

    Raises:
        InvalidInput: there is a store at ``target`` and ``replace`` is not set.
        NotFound, WrongKey, StoreTooNew, StoreDamaged, DiskFull, StoreError: ``target`` is as it was.
    """
    return Store.restore(
        backup,
        target,
        passphrase=key.passphrase,
        recovery_words=key.recovery_words,
        overwrite=replace,
    )


def trusted_by_store(path: Path, key: StoreKey) -> tuple[bytes, ...]:
    """The certificate (DER) of the signing authority of the service whose store this is.

    Raises:
        NotFound: there is no store, or no service in it.
        WrongKey, StoreBusy, StoreTooNew, StoreDamaged: it cannot be opened.
    """
    with _opened(path, key) as store, store.reading() as reading:
        authorities = reading.find(SigningAuthority)
    if not authorities:
        raise NotFound("This store holds no service yet. Set the service up first.")
    return tuple(authority.keys.certificate_der for authority in authorities)


def check_fields(found: StoreCheck) -> dict[str, object]:
    """What checking a store found, for another program."""
    return {
        "is_sound": found.is_sound,
        "records": found.records,
        "files": found.files,
        "audit_lines": found.audit_lines,
        "findings": list(found.findings),
    }


def check_sentence(found: StoreCheck) -> str:
    """What checking a store counted, as one sentence."""
    held = (
        counted(found.records, "record", "records"),
        counted(found.files, "file", "files"),
        counted(found.audit_lines, "audit line", "audit lines"),
    )
    return f"{'Sound' if found.is_sound else 'Not sound'}: {listed(held)} checked."


def _opened(path: Path, key: StoreKey) -> Store:
    return Store.open(path, passphrase=key.passphrase, recovery_words=key.recovery_words)


def _service(new: NewService) -> FosteringService:
    name = _needed(new.name, "fostering service")
    return FosteringService(
        id=new_id(),
        name=name,
        kind=new.kind,
        nation=new.nation,
        providers=(name,),
        address=new.address,
        telephone=new.telephone,
        email=new.email,
        complaints=new.complaints,
        review_body=new.review_body,
    )


def _needed(name: str, whose: str) -> str:
    if not name.strip():
        raise InvalidInput(f"The {whose} has no name. Give its name.")
    return name.strip()
