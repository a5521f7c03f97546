"""Spelling: Hunspell with the British dictionary the program ships with, and words that it is given.

Nothing typed and no name given leaves the process: Hunspell reads its two files and writes none.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from fosterpanel.paths import resources

DICTIONARY = "en_GB"
MOST_SUGGESTIONS = 5
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Span(NamedTuple):
    """Where a word stands in a text: from ``start`` up to but not including ``end``, counted in characters."""

    start: int
    end: int


class Speller:
    """Knows British English, the words of the trade and the words it is given.

    Making one reads the dictionary, which takes about a tenth of a second, and so does a suggestion: do both beside the
    window. Looking for unknown words is quick. It may be asked from any thread.
    """

    def __init__(self, own_words: Iterable[str] = ()) -> None:
        from hunspell import Hunspell

        self._hunspell = Hunspell(DICTIONARY, hunspell_data_dir=str(resources() / "dictionaries"))
        self._own = {*trade_words(), *own_words}
        self._known: dict[str, bool] = {}
        self._alone = threading.Lock()

    def learn(self, words: Iterable[str]) -> None:
        """Take words for right from now on."""
        with self._alone:
            self._own.update(words)
            self._known.clear()

    def unknown(self, text: str) -> tuple[Span, ...]:
        """Where words stand that it does not know. Numbers, references, addresses and capitals are passed over."""
        with self._alone:
            return tuple(
                Span(found.start(), found.end()) for found in _words(text) if not self._knows(found[0])
            )

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first; names it was given come before words of the dictionary."""
        with self._alone:
            names = get_close_matches(word, self._own, n=MOST_SUGGESTIONS, cutoff=0.8)
            found: tuple[str, ...] = self._hunspell.suggest(word)
        return tuple(dict.fromkeys((*names, *found)))[:MOST_SUGGESTIONS]

    def _knows(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._is_right(word.replace("’", "'"))
        return self._known[word]

    def _is_right(self, word: str) -> bool:
        if word.isupper() or self._is_one_word(word):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(self._is_one_word(part) for part in parts)

    def _is_one_word(self, word: str) -> bool:
        bare = word.removesuffix("'s").removesuffix("'")
        is_own = bare in self._own or (bare[:1].isupper() and f"{bare[:1].lower()}{bare[1:]}" in self._own)
        return is_own or bool(self._hunspell.spell(word)) or bool(self._hunspell.spell(bare))


@cache
def trade_words() -> frozenset[str]:
    """The words of the fostering trade that no dictionary knows."""
    lines = (resources() / "dictionaries" / "trade.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def words_in(text: str) -> frozenset[str]:
    """The words of a text, as names are given to a speller."""
    parts = (part for found in _WORD.finditer(text) for part in (found[0], *found[0].split("-")))
    return frozenset(part for part in parts if len(part) > 1)


def _words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, without those in anything that holds a digit, an at sign or a slash."""
    for chunk in _CHUNK.finditer(text):
        if not any(sign.isdigit() or sign in "@/\\" for sign in chunk[0]):
            yield from _WORD.finditer(text, chunk.start(), chunk.end())
