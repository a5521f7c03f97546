"""How long a test waits for what the window does by itself."""

WITHIN_MS = 30_000
"""Milliseconds: only a failing test waits this long, so a slow computer has all the time it needs."""
