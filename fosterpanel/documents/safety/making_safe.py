"""Taking out of a PDF whatever acts, leads away or carries something along, and saying what that was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

import pikepdf

from fosterpanel.documents.pdf_values import entries_of, name_of
from fosterpanel.documents.safety.bounds import refuse_bomb, refuse_enormous_image
from fosterpanel.documents.safety.broken import refusing_broken
from fosterpanel.documents.safety.words import (
    FORBIDDEN_ACTIONS,
    FORBIDDEN_ANNOTATIONS,
    action_words,
    annotation_words,
    attached_words,
)

# Reader's orders that only turn pages.
_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_ROOT_KEYS = {
    "/Collection": "the file was a folder of files (portfolio)",
    "/Requirements": "a demand on the program that shows the file",
    "/SpiderInfo": "the web addresses the file was made from",
    "/Threads": "links between articles",
    "/URI": "the web address its links start from",
}

# Where the content of a stream is, when it is in another file.
_ELSEWHERE = frozenset({"/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI"})

# What only an action has: whoever adds a parent to one does not make it a part of the structure.
_ONLY_OF_ACTIONS = frozenset({"/JS", "/URI", "/F", "/Win", "/Mac", "/Unix", "/N", "/Next"})

# One look at an object as it is written tells whether it can hold anything of the kind; most hold nothing.
_SUSPECT = re.compile(
    rb"/(?:A|AA|AF|PA|OpenAction|JS|JavaScript|Launch|URI|GoToR|GoToE|SubmitForm|ImportData|XFA|CO|EF|FS|FFilter"
    rb"|Rendition|Renditions|RichMedia|Movie|Sound|Screen|3D|Ref|OPI|PresSteps|Collection|Requirements|SpiderInfo"
    rb"|Threads|Next)[ \[<(/]"
)
_EXTERNAL = re.compile(rb"/F(?:Filter)? ")


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing that was taken out, in plain words, and the page it was on, counted from 1; none for the whole file."""

    what: str
    page: int | None


def make_safe(pdf: pikepdf.Pdf, *, name: str = "This file") -> tuple[Removed, ...]:
    """Take out programs, actions, attached files, films and whatever leads out of the file; say what it was.

    Links to places in the document stay, and so do the answers in a form. ``name`` is what a refusal calls the file.

    Raises:
        PaperRefused: it is broken, or an image or the drawing of a page is so large that it was made to do harm.
    """
    with refusing_broken(name):
        return tuple(_taken_out(pdf)) if _look_through(pdf, name) else ()


def refuse_enormous(pdf: pikepdf.Pdf, *, name: str = "This file") -> None:
    """Refuse a file that would fill the memory of whoever looks at it; it stays as it is. Raises as ``make_safe``."""
    with refusing_broken(name):
        _look_through(pdf, name)


def _look_through(pdf: pikepdf.Pdf, name: str) -> bool:
    """Read every object once: refuse the enormous; whether anything at all may have to be taken out."""
    found = False
    for held in pdf.objects:
        if isinstance(held, pikepdf.Stream):
            written = held.stream_dict.unparse()
            _refuse_enormous(held, written, name)
            found = found or _EXTERNAL.search(written) is not None
        elif isinstance(held, pikepdf.Dictionary | pikepdf.Array):
            written = held.unparse(resolved=True)
        else:
            continue
        found = found or _SUSPECT.search(written) is not None
    return found


def _refuse_enormous(stream: pikepdf.Stream, written: bytes, name: str) -> None:
    if b"/Subtype /Image" in written:
        refuse_enormous_image(stream, name)
    else:
        refuse_bomb(stream, name)


def _taken_out(pdf: pikepdf.Pdf) -> Iterator[Removed]:
    for number, page in enumerate(pdf.pages, start=1):
        for what in _from_page(page.obj):
            yield Removed(what, number)
    for what in _from_root(pdf.Root):
        yield Removed(what, None)
    for held in pdf.objects:
        for what in _from_anything(held):
            yield Removed(what, None)


def _from_page(page: pikepdf.Object) -> Iterator[str]:
    yield from _actions_of(page)
    if page.get("/PresSteps") is not None:
        del page["/PresSteps"]
        yield "steps of a slide show"
    annotations = page.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        dictionaries = [each for each in annotations if isinstance(each, pikepdf.Dictionary)]
        for annotation in dictionaries:
            yield from _from_annotation(annotation)
        page["/Annots"] = pikepdf.Array([each for each in dictionaries if not _is_done_with(each)])


def _from_annotation(annotation: pikepdf.Dictionary) -> Iterator[str]:
    if name_of(annotation.get("/Subtype")) in FORBIDDEN_ANNOTATIONS:
        yield annotation_words(annotation)
        _empty(annotation.get("/FS"))
    yield from _actions_of(annotation)


def _is_done_with(annotation: pikepdf.Dictionary) -> bool:
    """Whether nothing of use is left of it: its content is gone, or it is a link that leads nowhere."""
    kind = name_of(annotation.get("/Subtype"))
    return kind in FORBIDDEN_ANNOTATIONS or (
        kind == "/Link" and "/A" not in annotation and "/Dest" not in annotation
    )


def _actions_of(holder: pikepdf.Object) -> Iterator[str]:
    """Take the actions that are forbidden from whatever can have some: a page, an annotation, the document."""
    for key in ("/A", "/PA", "/OpenAction"):
        yield from _action_at(holder, key)
    events = holder.get("/AA")
    if isinstance(events, pikepdf.Dictionary):
        yield from _actions_set_off(events)
        if not entries_of(events):
            del holder["/AA"]


def _actions_set_off(events: pikepdf.Dictionary) -> Iterator[str]:
    for event, action in entries_of(events):
        if _is_action(action):
            del events[event]
            yield f"{action_words(action)}, set off by itself"


def _action_at(holder: pikepdf.Object, key: str) -> Iterator[str]:
    action = holder.get(key)
    if not _is_action(action):
        return
    if not _is_allowed(action):
        del holder[key]
        yield action_words(action)
    elif "/Next" in action:
        del action["/Next"]
        yield "an action that followed a link"


def _is_action(value: object) -> TypeGuard[pikepdf.Dictionary]:
    return isinstance(value, pikepdf.Dictionary) and ("/S" in value or "/JS" in value)


def _is_element(value: pikepdf.Dictionary) -> bool:
    """Whether it is a part of the document's structure, which says its kind under the key by which actions do."""
    return "/P" in value and not _ONLY_OF_ACTIONS & value.keys()


def _is_allowed(action: pikepdf.Object) -> bool:
    kind = name_of(action.get("/S"))
    return kind == "/GoTo" or (kind == "/Named" and name_of(action.get("/N")) in _TURNS)


def _from_root(root: pikepdf.Object) -> Iterator[str]:
    yield from _actions_of(root)
    for key in sorted(_ROOT_KEYS.keys() & root.keys()):
        del root[key]
        yield _ROOT_KEYS[key]
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        yield from _from_names(names)
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        yield from _from_form(form)


def _from_names(names: pikepdf.Dictionary) -> Iterator[str]:
    if "/JavaScript" in names:
        del names["/JavaScript"]
        yield "programs (JavaScript) that run when the file is opened"
    if "/Renditions" in names:
        del names["/Renditions"]
        yield "films or sounds"
    # Its files are named one by one where they are found.
    if "/EmbeddedFiles" in names:
        del names["/EmbeddedFiles"]


def _from_form(form: pikepdf.Dictionary) -> Iterator[str]:
    if "/XFA" in form:
        del form["/XFA"]
        yield "a second form that only some programs show (XFA): look whether its answers can be read"
    if "/CO" in form:
        del form["/CO"]
        yield "the order in which the form calculates"


def _from_anything(held: object) -> Iterator[str]:
    """What is left in an object, wherever it hangs: files carried or referred to, actions of forms and bookmarks."""
    parts = [held]
    while parts:
        part = parts.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield from _from_file_reference(part)
            yield from _actions_of(part)
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            yield from _forbidden_parts(part)
            parts += [within for _, within in entries_of(part) if _is_direct(within)]


def _forbidden_parts(held: pikepdf.Object) -> Iterator[str]:
    # From the end, so that what goes moves nothing that is still to be looked at.
    for place, part in reversed(entries_of(held)):
        if not _is_action(part) or _is_element(part) or _is_allowed(part):
            continue
        if name_of(part.get("/S")) in FORBIDDEN_ACTIONS:
            del held[place]
            yield action_words(part)


def _is_direct(part: object) -> bool:
    """Whether it lies within its holder; what does not is met by itself."""
    return isinstance(part, pikepdf.Object) and not part.is_indirect


def _from_file_reference(held: pikepdf.Object) -> Iterator[str]:
    if "/EF" in held:
        yield attached_words(held)
        _empty(held)
    if isinstance(held, pikepdf.Stream) and (keys := _ELSEWHERE & held.keys()):
        for key in keys:
            del held[key]
        yield "content that lies in another file"


def _empty(specification: object) -> None:
    """Leave of a carried file no more than its name."""
    if isinstance(specification, pikepdf.Dictionary):
        for key in ("/EF", "/RF"):
            if key in specification:
                del specification[key]
