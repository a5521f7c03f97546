"""The agency decision maker's record: signed by them, and embedding the exact signed minutes it relied on."""

from fosterpanel.documents.decisions.paper import CarriedDocument, DecisionPaper
from fosterpanel.documents.decisions.rendering import render_decision

__all__ = ["CarriedDocument", "DecisionPaper", "render_decision"]
