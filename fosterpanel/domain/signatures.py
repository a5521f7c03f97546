"""Keys that sign, and what checking a signed document found, in the words a person reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityKeys:
    """A service's own signing authority: its certificate (public) and private key (secret), both DER.

    The key is left out of ``repr`` so that it cannot reach a log or an error message.
    """

    certificate_der: bytes = field(repr=False)
    private_key_der: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeys:
    """One person's certificate, private key and the certificates above theirs, each DER.

    ``chain_der`` runs from the issuer upwards and is embedded in every signature. Nothing of it is
    in ``repr``.
    """

    certificate_der: bytes = field(repr=False)
    private_key_der: bytes = field(repr=False)
    chain_der: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDetails:
    """Whom a certificate names and the UTC moments between which it holds.

    ``fingerprint`` is the SHA-256 of the DER in lower-case hexadecimal.
    """

    name: str
    role: str
    organisation: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str

    @property
    def description(self) -> str:
        """The person, their role and their organisation, as far as the certificate names them."""
        return ", ".join(part for part in (self.name, self.role, self.organisation) if part)


class SignerStanding(Enum):
    """Whether the certificate leads to an authority the reader said they trust."""

    KNOWN = "known to this service"
    NOT_KNOWN = "not known to this service"
    NOT_CHECKED = "not checked: no authority was given to check against"
    NOT_TOLD = "cannot be told, because what the signature covers has changed"


class SigningClock(Enum):
    """Whose clock stated the time of signing."""

    COMPUTER = "the clock of the signer's computer"
    TIMESTAMP_AUTHORITY = "a timestamp authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningTime:
    """When a document was signed and by whose clock.

    ``moment`` keeps the offset from UTC that was written down, and is None when none was.
    ``authority`` names the timestamp authority, and is empty for a computer's own clock.
    """

    moment: datetime | None
    clock: SigningClock
    authority: str = ""
    authority_is_known: bool = False

    @property
    def sentence(self) -> str:
        """When, and by whose clock, with a warning where no independent clock was asked."""
        if self.moment is None:
            return "no time of signing is recorded"
        when = f"{self.moment.day} {self.moment:%B %Y at %H:%M}{_offset_words(self.moment)}"
        if self.clock is SigningClock.COMPUTER:
            return f"{when}, by {self.clock.value} (no independent clock vouches for it)"
        known = "known here" if self.authority_is_known else "not known here"
        return f"{when}, by the clock of the timestamp authority {self.authority} ({known})"


def _offset_words(moment: datetime) -> str:
    """The written offset from UTC, as in " UTC" or " (UTC+01:00)"; nothing where none was written."""
    offset = moment.isoformat()[-6:]
    if moment.tzinfo is None:
        return ""
    return " UTC" if offset == "+00:00" else f" (UTC{offset})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFound:
    """One signature and what checking it found.

    ``is_unchanged``: every byte the signature covers, and the signature itself, is as it was when
    signed. ``signer`` is None when the signature names nobody that can be read. ``added`` lists in
    words what was put into the file afterwards. ``problems`` are sentences, and any of them makes
    the signature unsound.
    """

    signer: CertificateDetails | None
    standing: SignerStanding
    time: SigningTime
    is_unchanged: bool
    added: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    reason: str = ""
    location: str = ""

    @property
    def is_sound(self) -> bool:
        """Unchanged, nothing added, no problem, and not from a signer unknown to a trusted list."""
        return (
            self.is_unchanged
            and not self.added
            and not self.problems
            and self.standing is not SignerStanding.NOT_KNOWN
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentFound:
    """One file carried inside a document.

    ``findings`` is set when the attachment is itself a signed PDF; ``trouble`` says why an
    attached PDF could not be read.
    """

    name: str
    description: str
    size: int
    sha256: str
    findings: SignatureFindings | None = None
    trouble: str = ""

    @property
    def is_sound(self) -> bool:
        """Nothing wrong was found: data without a signature of its own has the carrier's."""
        return not self.trouble and (self.findings is None or self.findings.is_sound)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFindings:
    """What checking one document found: its signatures and the files it carries."""

    signatures: tuple[SignatureFound, ...]
    attachments: tuple[AttachmentFound, ...] = ()

    @property
    def is_sound(self) -> bool:
        """At least one signature, every signature sound, and every signed attachment sound."""
        return (
            bool(self.signatures)
            and all(signature.is_sound for signature in self.signatures)
            and all(attachment.is_sound for attachment in self.attachments)
        )

    @property
    def verdict(self) -> str:
        """The answer in one sentence, never stronger than what was checked."""
        if not self.signatures:
            return "Not sound: this document carries no signature."
        if any(not signature.is_unchanged for signature in self.signatures):
            return "Not sound: this document is not as it was signed."
        if any(signature.added for signature in self.signatures):
            return "Not sound: something was added to this document after it was signed."
        if any(signature.problems for signature in self.signatures):
            return "Not sound: the document is unchanged, but its signature has a fault."
        if not all(attachment.is_sound for attachment in self.attachments):
            return "Not sound: the document is unchanged, but a file it carries is not sound."
        return self._verdict_on_the_signer()

    def _verdict_on_the_signer(self) -> str:
        standings = {signature.standing for signature in self.signatures}
        if SignerStanding.NOT_KNOWN in standings:
            return "Unchanged since signing, but the signer is not known to this service."
        if SignerStanding.NOT_CHECKED in standings:
            return "Unchanged since signing; whether the signer is known to this service was not checked."
        return "Sound: unchanged since signing, and the signer is known to this service."
