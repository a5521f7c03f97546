"""Tags: what a screen reader is told about each page, carried over from every document that has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from fosterpanel.documents.pdf_values import value_at

_DEEPEST = 12
_MAPS = ("/RoleMap", "/ClassMap")


class Tags:
    """The structure of a pack: a part for each document, in the order in which they are put in."""

    def __init__(self, pack: Pdf) -> None:
        self._pack = pack
        self._numbers: list[object] = []
        self._next = 0
        self._root = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._root.K = Array([self._document])

    def carry(self, source: Pdf, pages: Sequence[pikepdf.Page], title: str) -> Dictionary | None:
        """Take over the tags of a document whose pages are in the pack already; give its part.

        Tags that are damaged are left behind whole: a page without tags is still read, one with wrong tags is not.
        """
        tree = source.Root.get("/StructTreeRoot")
        try:
            if isinstance(tree, Dictionary) and tree.is_indirect:
                return self._carry(self._pack.copy_foreign(tree), pages, title)
        except (pikepdf.PdfError, RuntimeError, AttributeError, TypeError, ValueError):
            pass
        forget_tags(pages)
        return None

    def finish(self, order: Sequence[Dictionary], *, is_whole: bool) -> None:
        """Write the structure, its parts in this order; ``is_whole`` where every document has tags."""
        for part in order:
            self._document.K.append(part)
        self._root.ParentTree = self._pack.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self._root.ParentTreeNextKey = self._next
        self._pack.Root.StructTreeRoot = self._root
        # Said of the whole file: pages without tags would not be read aloud at all.
        self._pack.Root.MarkInfo = Dictionary(Marked=is_whole)

    def _carry(self, tree: pikepdf.Object, pages: Sequence[pikepdf.Page], title: str) -> Dictionary:
        owners = [(int(key), owner) for key, owner in pikepdf.NumberTree(tree.ParentTree).items()]
        held = tree.get("/K", Array())
        kids = list(held) if isinstance(held, Array) else [held]
        part = self._pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self._document, T=String(title), K=Array(kids))
        )
        for kid in kids:
            kid.P = part
        lowest = min((key for key, _ in owners), default=0)
        for key, owner in owners:
            self._numbers += [self._next + key - lowest, owner]
        _renumber(pages, self._next - lowest)
        self._next += max((key - lowest for key, _ in owners), default=-1) + 1
        for kind in _MAPS:
            self._take_map(tree, kind)
        return part

    def _take_map(self, tree: pikepdf.Object, kind: str) -> None:
        theirs = tree.get(kind)
        if not isinstance(theirs, Dictionary):
            return
        ours = self._root.get(kind)
        if ours is None:
            ours = self._root[kind] = Dictionary()
        for name, standard in theirs.items():
            if name not in ours:
                ours[name] = standard


def forget_tags(pages: Sequence[pikepdf.Page]) -> None:
    """Let pages without tags not be taken for pages that have some."""
    for page in pages:
        for holder in _with_tags(page.obj):
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    del holder[key]


def _renumber(pages: Sequence[pikepdf.Page], by: int) -> None:
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for holder in _with_tags(page.obj):
            if holder.is_indirect and holder.objgen in seen:
                continue
            seen.add(holder.objgen)
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    holder[key] = int(holder[key]) + by


def _with_tags(page: pikepdf.Object) -> list[pikepdf.Object]:
    """The page and whatever on it may belong to the structure by itself: annotations, and the forms drawn."""
    annotations = value_at(page, "/Annots")
    held = (
        [one for one in annotations if isinstance(one, Dictionary)] if isinstance(annotations, Array) else []
    )
    return [page, *held, *_forms(page.get("/Resources"), 0)]


def _forms(resources: object, depth: int) -> list[pikepdf.Object]:
    drawn = value_at(resources, "/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(drawn, Dictionary) or depth > _DEEPEST:
        return []
    found: list[pikepdf.Object] = []
    for _, form in drawn.items():
        if isinstance(form, Stream):
            found += [form, *_forms(value_at(form, "/Resources"), depth + 1)]
    return found


def take_tags(pdf: Pdf, added: Sequence[pikepdf.Page], pack: Pdf, pages: range) -> None:
    """Give a document that was taken out of a pack its own part of the pack's tags; ``added`` are its ``pages`` there.

    Where it had none, or they are damaged, it has none.
    """
    try:
        tree = _own_tree(pack, [pack.pages[number] for number in pages])
        if tree is not None:
            pdf.Root.StructTreeRoot = pdf.copy_foreign(tree)
            return
    except (pikepdf.PdfError, RuntimeError, AttributeError, TypeError, ValueError, KeyError):
        pass
    forget_tags(added)


def _own_tree(pack: Pdf, pages: Sequence[pikepdf.Page]) -> pikepdf.Object | None:
    """The tags of some pages as the whole structure of a document."""
    whole = pack.Root.StructTreeRoot
    owners = pikepdf.NumberTree(whole.ParentTree)
    numbers = sorted(set(_numbers_of(pages)))
    if not numbers:
        return None
    part = _part_above(owners[numbers[0]], whole)
    tree = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=part.K))
    tree.ParentTree = Dictionary(Nums=Array([each for one in numbers for each in (one, owners[one])]))
    for kind in _MAPS:
        if kind in whole:
            tree[kind] = whole[kind]
    for kid in part.K:
        kid.P = tree
    return tree


def _part_above(owner: pikepdf.Object, whole: pikepdf.Object) -> pikepdf.Object:
    """The part of a pack, one for each document, that an element of its structure lies in."""
    element = next(one for one in owner if isinstance(one, Dictionary)) if isinstance(owner, Array) else owner
    while element.P.P.objgen != whole.objgen:
        element = element.P
    return element


def _numbers_of(pages: Sequence[pikepdf.Page]) -> Iterator[int]:
    for page in pages:
        for holder in _with_tags(page.obj):
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    yield int(holder[key])
