"""Copies in Word of the papers we issue: their own words, in the service's own template."""

from fosterpanel.documents.word.copying import CopyOf, word_copy
from fosterpanel.documents.word.templates import FIELDS, check_template, shipped_template

__all__ = ["FIELDS", "CopyOf", "check_template", "shipped_template", "word_copy"]
