"""Verify files: is each document sound, who signed it, when, and what was added since; in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fosterpanel.documents.authority import certificates_in
from fosterpanel.documents.verification import verify_document
from fosterpanel.domain.signatures import AttachmentFound, SignatureFindings, SignatureFound
from fosterpanel.errors import InvalidInput, UnreadableDocument

SOUND, NOT_SOUND, UNREADABLE = 0, 1, 2
LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer about one file: its findings, or the sentence that says why it could not be read."""

    path: Path
    findings: SignatureFindings | None = None
    trouble: str = ""

    @property
    def exit_code(self) -> int:
        """0 sound, 1 not sound, 2 unreadable."""
        if self.findings is None:
            return UNREADABLE
        return SOUND if self.findings.is_sound else NOT_SOUND

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        return self.trouble if self.findings is None else self.findings.verdict


def verify_file(path: Path, trusted: tuple[bytes, ...] = ()) -> Verdict:
    """Verify one file against the authorities trusted (certificates, DER). Never raises for a bad file."""
    try:
        return Verdict(path=path, findings=verify_document(_read(path), trusted=trusted))
    except UnreadableDocument as unreadable:
        return Verdict(path=path, trouble=str(unreadable))


def verify_files(paths: Iterable[Path], trusted: tuple[bytes, ...] = ()) -> tuple[Verdict, ...]:
    """Verify each file in turn; one bad file does not keep the others from being checked."""
    return tuple(verify_file(path, trusted) for path in paths)


def worst_exit_code(verdicts: Iterable[Verdict]) -> int:
    """The exit code for several files: the worst of theirs."""
    return max((verdict.exit_code for verdict in verdicts), default=SOUND)


def trusted_from_files(paths: Iterable[Path]) -> tuple[bytes, ...]:
    """The certificates (DER) in the files given with ``--trust``. Raises InvalidInput naming a bad file.

    Only files named on purpose are ever trusted: whoever forges a document can put a certificate
    beside it.
    """
    found: list[bytes] = []
    for path in paths:
        try:
            found += certificates_in(_read(path))
        except (InvalidInput, UnreadableDocument) as refused:
            raise InvalidInput(f"{path.name}: {refused}") from refused
    return tuple(found)


def report_lines(verdict: Verdict) -> list[str]:
    """What a person reads about one file: the answer first, then who, when and what was added."""
    lines = [f"{verdict.path}: {verdict.sentence}"]
    if verdict.findings is not None:
        lines += _indented(_findings_lines(verdict.findings))
    return lines


def to_json(verdict: Verdict) -> dict[str, Any]:
    """What a program reads about one file; moments are ISO 8601 with their offset from UTC."""
    return {
        "file": str(verdict.path),
        "exit_code": verdict.exit_code,
        "verdict": verdict.sentence,
        **(_findings_json(verdict.findings) if verdict.findings is not None else {}),
    }


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableDocument("This is a folder, not a file. Name the files in it.")
    if not path.exists():
        raise UnreadableDocument("There is no such file. Check its name and place.")
    if not path.is_file():
        raise UnreadableDocument("This is not an ordinary file.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableDocument("This file is larger than 512 MB, more than can be checked here.")
        return path.read_bytes()
    except OSError as refused:
        raise UnreadableDocument("This file cannot be opened. Check that you may read it.") from refused


def _findings_lines(findings: SignatureFindings) -> list[str]:
    lines: list[str] = []
    for signature in findings.signatures:
        lines += _signature_lines(signature)
    for attachment in findings.attachments:
        lines += _attachment_lines(attachment)
    return lines


def _signature_lines(signature: SignatureFound) -> list[str]:
    lines = [
        f"Unchanged since signing: {'yes' if signature.is_unchanged else 'no'}",
        f"Signed in the name of: {_signer(signature)}",
        f"The signer is: {signature.standing.value}",
        f"Signed: {signature.time.sentence}",
        f"Added after signing: {'; '.join(signature.added) or 'nothing'}",
    ]
    if signature.reason:
        lines.append(f"Reason given: {signature.reason}")
    return lines + [f"Fault: {problem}" for problem in signature.problems]


def _signer(signature: SignatureFound) -> str:
    if signature.signer is None:
        return "nobody that can be read"
    issuer = f" (certificate issued by {signature.signer.issuer})" if signature.signer.issuer else ""
    return f"{signature.signer.description}{issuer}"


def _attachment_lines(attachment: AttachmentFound) -> list[str]:
    line = f"Carries the file {attachment.name} ({attachment.size:,} bytes)"
    if attachment.trouble:
        return [f"{line}: {attachment.trouble}"]
    if attachment.findings is None:
        return [line]
    return [f"{line}: {attachment.findings.verdict}", *_indented(_findings_lines(attachment.findings))]


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _findings_json(findings: SignatureFindings) -> dict[str, Any]:
    return {
        "is_sound": findings.is_sound,
        "signatures": [_signature_json(signature) for signature in findings.signatures],
        "attachments": [_attachment_json(attachment) for attachment in findings.attachments],
    }


def _signature_json(signature: SignatureFound) -> dict[str, Any]:
    signer, time = signature.signer, signature.time
    return {
        "is_sound": signature.is_sound,
        "is_unchanged": signature.is_unchanged,
        "signer": None
        if signer is None
        else {
            "name": signer.name,
            "role": signer.role,
            "organisation": signer.organisation,
            "certificate_issuer": signer.issuer,
            "certificate_sha256": signer.fingerprint,
        },
        "signer_standing": signature.standing.name.lower(),
        "signed_at": time.moment.isoformat() if time.moment is not None else None,
        "clock": time.clock.name.lower(),
        "timestamp_authority": time.authority or None,
        "timestamp_authority_is_known": time.authority_is_known,
        "added_after_signing": list(signature.added),
        "problems": list(signature.problems),
        "reason": signature.reason,
        "location": signature.location,
    }


def _attachment_json(attachment: AttachmentFound) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "description": attachment.description,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "trouble": attachment.trouble or None,
        "findings": _findings_json(attachment.findings) if attachment.findings is not None else None,
    }
