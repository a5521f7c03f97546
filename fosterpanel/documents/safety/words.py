"""What is taken out of a PDF, in words for somebody who has never seen one from inside."""

from __future__ import annotations

import pikepdf

from fosterpanel.documents.pdf_values import name_of

_ACTIONS = {
    "/JavaScript": "a program (JavaScript)",
    "/Launch": "a link that starts another program or opens a file",
    "/URI": "a link to a web address",
    "/GoToR": "a link to another file",
    "/GoToE": "a link into an attached file",
    "/SubmitForm": "a button that sends the answers away",
    "/ImportData": "a button that brings in answers from another file",
    "/ResetForm": "a button that clears the answers",
    "/Hide": "a button that hides or shows something",
    "/SetOCGState": "a button that hides or shows a layer",
    "/Sound": "a sound",
    "/Movie": "a film",
    "/Rendition": "a film or sound",
    "/RichMediaExecute": "a film or sound",
    "/GoTo3DView": "a moving model",
    "/Trans": "a change between pages as in a slide show",
    "/Thread": "a link to another article",
    "/GoToDp": "a link to another part of the file",
    "/Named": "a button that gives the reader an order",
}
_ANNOTATIONS = {
    "/FileAttachment": "an attached file",
    "/RichMedia": "a film, sound or model",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/Screen": "a film or sound",
    "/3D": "a moving model",
}
FORBIDDEN_ACTIONS = frozenset(_ACTIONS)
FORBIDDEN_ANNOTATIONS = frozenset(_ANNOTATIONS)


def action_words(action: pikepdf.Object) -> str:
    """What an action does, and where it leads to as far as it says."""
    what = _ACTIONS.get(_text(action, "/S"), "an action of a kind nobody needs")
    return _with(what, _text(action, "/URI") or file_name(action.get("/F")))


def annotation_words(annotation: pikepdf.Object) -> str:
    """What something put on a page is, with the name of the file it carries."""
    return _with(_ANNOTATIONS[_text(annotation, "/Subtype")], file_name(annotation.get("/FS")))


def attached_words(specification: pikepdf.Object) -> str:
    """A file carried in the document, with its name."""
    return _with("an attached file", file_name(specification))


def file_name(specification: object) -> str:
    """The name in a file specification, or nothing where there is none."""
    if isinstance(specification, pikepdf.String):
        return str(specification)
    if isinstance(specification, pikepdf.Dictionary):
        return _text(specification, "/UF") or _text(specification, "/F")
    return ""


def _with(what: str, which: str) -> str:
    return f"{what}: {which}" if which else what


def _text(holder: object, key: str) -> str:
    if not isinstance(holder, pikepdf.Dictionary):
        return ""
    value = holder.get(key)
    return str(value) if isinstance(value, pikepdf.String) else name_of(value)
