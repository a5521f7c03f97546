"""The parts of an item in a destination."""

PAPERS, STORY, PAPER = "papers", "story", "paper"
"""Its papers, the story of its home, and one paper: "paper:5f3c#12"."""

LIST = "list"
"""The item with the sheet that lists it on a meeting."""

ANSWER = "answer"
"""The item with the sheet that says what follows from a corrected paper: "answer:5f3c"."""

NEW = "new"
"""A new item; "new:CHG:5f3c" of that type about that home."""
