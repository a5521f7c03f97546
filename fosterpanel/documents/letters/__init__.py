"""The letters of the service: approval, qualifying determination, deferral, agreed change, final decision and more."""

from fosterpanel.documents.letters.paper import LetterPaper
from fosterpanel.documents.letters.rendering import render_letter

__all__ = ["LetterPaper", "render_letter"]
