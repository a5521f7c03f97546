"""Redaction that proves itself: what is marked goes, and another reader looks for it afterwards."""

from fosterpanel.documents.redaction.redacting import Redacted, redact

__all__ = ["Redacted", "redact"]
