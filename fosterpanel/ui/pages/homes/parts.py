"""The parts of a foster home in a destination."""

CHANGE = "change"
"""The home with the sheet that starts a change of its terms."""
