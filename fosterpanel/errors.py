"""Every refusal a person may read: one base class, one sentence each, and what to do next."""

from __future__ import annotations


class FosterPanelError(Exception):
    """The base of every error a user may see; its message is the sentence they read."""

    exit_code = 1


class RuleRefusal(FosterPanelError):
    """A rule of the rule book forbids the act. Nothing was written.

    ``rule_id`` names the rule and ``source`` the place in law or guidance it comes from; both
    are part of the sentence already, and are kept apart for programs and audit lines.
    """

    def __init__(self, sentence: str, *, rule_id: str, source: str) -> None:
        super().__init__(f"{sentence} (Rule {rule_id}: {source}.)")
        self.rule_id = rule_id
        self.source = source


class ReasonNeeded(RuleRefusal):
    """A standard or guidance is not met: the act may go on once a reason is recorded."""


class UnknownRule(FosterPanelError):
    """The rule book has no such rule, or nobody knows it for this nation: never guessed."""


class InvalidInput(FosterPanelError):
    """Something typed or handed in cannot be used as it stands."""


class NotFound(FosterPanelError):
    """The record asked for is not in this store."""


class PaperRefused(InvalidInput):
    """A file offered as a paper cannot be taken in (not a PDF, encrypted, broken, too long)."""


class PasswordNeeded(PaperRefused):
    """A file opens only with a password: it was not given, or it was another."""


class StoreError(FosterPanelError):
    """The store could not be used."""


class WrongKey(StoreError):
    """The passphrase, recovery words or keyring entry does not open this store."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the program."""


class StoreDamaged(StoreError):
    """The store, or its audit chain, is not what was written."""


class StoreBusy(StoreError):
    """Another window or program holds the store."""


class DiskFull(StoreError):
    """Nothing could be written because the disk is full; what was there before is unharmed."""


class MovedSince(FosterPanelError):
    """The records changed between preparing a document and filing it; nothing was filed."""


class SigningError(FosterPanelError):
    """A document could not be signed, so nothing was filed."""


class UnreadableDocument(FosterPanelError):
    """A file could not be read as a PDF document."""

    exit_code = 2
