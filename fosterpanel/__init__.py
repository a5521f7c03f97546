"""Foster Panel: from a blank service to a signed agency decision, on one encrypted store."""

__version__ = "0.1.0"
