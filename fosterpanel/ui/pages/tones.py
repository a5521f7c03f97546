"""The tone in which the desk says how pressing something is."""

from __future__ import annotations

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.workflow.standing import Harm

TONES = {Harm.NOW: Tone.BAD, Harm.SOON: Tone.WARN, Harm.KNOW: Tone.SOFT}
"""Needs you now, needs you soon, for your information."""
