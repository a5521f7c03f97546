"""How letters and papers leave a service."""

from __future__ import annotations

METHODS = ("signed for", "first class with proof of posting", "by hand", "secure email")
"""In the order they are offered: the post's own proof first."""
