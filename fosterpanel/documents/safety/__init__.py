"""Files from outside, before any of their pages goes into a document of ours: opened within bounds, and made safe."""

from fosterpanel.documents.safety.broken import refusing_broken
from fosterpanel.documents.safety.making_safe import Removed, make_safe, refuse_enormous
from fosterpanel.documents.safety.opening import open_source, was_repaired

__all__ = ["Removed", "make_safe", "open_source", "refuse_enormous", "refusing_broken", "was_repaired"]
