"""The manager's page: why items are deferred, how long families wait, and what needs somebody now."""

from fosterpanel.documents.oversight.page import OversightPaper, render_oversight

__all__ = ["OversightPaper", "render_oversight"]
