"""Papers: filed, read, written beside, redacted."""
