"""The minutes of one item: one sealed document, signed by the chair, carrying its own data as JSON."""

from fosterpanel.documents.minutes.addendum import AddendumPaper, render_addendum
from fosterpanel.documents.minutes.narrative import sections_of
from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.minutes.rendering import render_minutes

__all__ = ["AddendumPaper", "MinutesPaper", "render_addendum", "render_minutes", "sections_of"]
