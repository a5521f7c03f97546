"""The resources a content stream's names refer to, changed for this stream and for no other that shares them."""

from __future__ import annotations

from copy import copy

import pikepdf
from pikepdf import Dictionary, Name

from fosterpanel.documents.pdf_values import entries_of

_NEW_NAME = "/Cleared{}"


class Resources:
    """Resources as they are, and as they become when what a name stands for is replaced."""

    def __init__(self, pdf: pikepdf.Pdf, resources: object) -> None:
        self._pdf = pdf
        self.now = resources if isinstance(resources, Dictionary) else Dictionary()
        self._is_own = False
        self._kept: set[tuple[str, str]] = set()
        self._replaced: set[tuple[str, str]] = set()

    def get(self, kind: str, name: object) -> pikepdf.Object | None:
        """What a name stands for, if anything."""
        self._kept.add((kind, str(name)))
        listed = self.now.get(kind)
        found = listed.get(str(name)) if isinstance(listed, Dictionary) else None
        return found if isinstance(found, pikepdf.Object) else None

    def add(self, kind: str, held: pikepdf.Object) -> Name:
        """Put something new in, and say under which name."""
        listed = self._own(kind)
        number = 1
        while _NEW_NAME.format(number) in listed:
            number += 1
        name = _NEW_NAME.format(number)
        listed[name] = held
        return Name(name)

    def replace(self, kind: str, name: object, held: pikepdf.Object) -> Name:
        """Put something in for what a name stands for here; the old goes unless another instruction still needs it."""
        self._kept.discard((kind, str(name)))
        self._replaced.add((kind, str(name)))
        return self.add(kind, held)

    def settled(self) -> Dictionary:
        """The resources as they are now, without what was replaced everywhere."""
        for kind, name in self._replaced - self._kept:
            listed = self.now.get(kind)
            if self._is_own and isinstance(listed, Dictionary) and name in listed:
                del listed[name]
        return self.now

    def _own(self, kind: str) -> Dictionary:
        if not self._is_own:
            self.now, self._is_own = copy(self.now), True
            for each, listed in entries_of(self.now):
                if isinstance(listed, Dictionary):
                    self.now[each] = copy(listed)
        if kind not in self.now:
            self.now[kind] = Dictionary()
        listed = self.now[kind]
        assert isinstance(listed, Dictionary)
        return listed
