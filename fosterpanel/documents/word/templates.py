"""Templates for Word: the one that ships, and what a service's own must and may not hold."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final

from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput
from fosterpanel.paths import resources

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from jinja2.sandbox import SandboxedEnvironment

CONTENT: Final = "content"
FIELDS: Final[Mapping[str, str]] = {
    CONTENT: "the words of the document; in a paragraph of its own",
    "title": "what the document is",
    "reference": "its reference",
    "issued_on": "the day it was issued",
    "signed_by": "who signed it; empty where nobody signs",
    "sha256": "the SHA-256 of the PDF it is a copy of",
    "service": "the service's name",
    "telephone": "the service's telephone",
    "email": "the service's e-mail address",
}
"""The fields a template may hold, each in words."""

# A word no paper holds: it stands where the words go until they come.
_PLACE: Final = "\ue000the words of the document\ue000"
LARGEST: Final = 8 * 1024 * 1024
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_BODY: Final = "word/document.xml"
_MACROS: Final = ("vbaproject.bin", "vbadata.xml", "activex/", "embeddings/")


def shipped_template() -> bytes:
    """The template used while a service has none of its own: our papers' type and ink."""
    return (resources() / "templates" / "paper.docx").read_bytes()


def check_template(data: bytes, name: str) -> None:
    """Refuse a template that is no Word document, could act by itself, or asks for what there is not.

    Raises:
        InvalidInput: with the reason, naming the fields that are not known.
    """
    _require_harmless(data, name)
    asked = _fields_asked_for(data, name)
    if unknown := sorted(asked - set(FIELDS)):
        words = listed(f"“{one}”" for one in unknown)
        raise InvalidInput(f"“{name}” asks for {words}, which no document has. Use {listed(FIELDS, 'or')}.")
    if CONTENT not in asked:
        raise InvalidInput(
            f"“{name}” has no place for the words. Put {{{{ content }}}} in a paragraph of its own."
        )
    place_of_words(filled(data, FIELDS))


def filled(data: bytes, fields: Mapping[str, str]) -> Document:
    """A template with its fields filled in, and a mark where the words go.

    Raises:
        InvalidInput: a field asks for more than its words.
    """
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    template = DocxTemplate(BytesIO(data))
    try:
        template.render({**fields, CONTENT: _PLACE}, jinja_env=_environment())
    except TemplateError as broken:
        raise InvalidInput(f"A field of the template cannot be filled: {broken}. Correct it.") from broken
    document: Document = template.docx
    return document


def place_of_words(document: Document) -> Paragraph:
    """The paragraph of a filled template where the words go. Raises InvalidInput unless there is just one."""
    places = [one for one in document.paragraphs if _PLACE in one.text]
    if len(places) != 1 or places[0].text.strip() != _PLACE:
        raise InvalidInput(
            "The template for Word needs one paragraph with {{ content }} alone in it, outside tables. Correct it."
        )
    return places[0]


def _fields_asked_for(data: bytes, name: str) -> set[str]:
    """The fields a template asks for. What is wrong inside it comes out as an error of somebody else's making."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    try:
        _require_at_home(data, name)
        return set(DocxTemplate(BytesIO(data)).get_undeclared_template_variables(jinja_env=_environment()))
    except TemplateError as broken:
        raise InvalidInput(f"A field in “{name}” is written wrongly: {broken}. Correct it.") from broken
    except (KeyError, ValueError, SyntaxError) as broken:
        raise InvalidInput(f"“{name}” is no Word document. Choose a .docx file.") from broken


def _environment() -> SandboxedEnvironment:
    """Where the fields of a template are filled in: they may ask for words, and for nothing else."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _require_harmless(data: bytes, name: str) -> None:
    if name.lower().endswith((".docm", ".dotm")):
        raise InvalidInput(f"“{name}” may hold macros, which run by themselves. Save it as .docx.")
    if len(data) > LARGEST:
        raise InvalidInput(f"“{name}” is larger than {LARGEST // 2**20} MB. Take pictures out of it.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as held:
            parts = {one.filename.lower(): one for one in held.infolist()}
            if sum(one.file_size for one in parts.values()) > _MOST_UNPACKED:
                raise InvalidInput(f"“{name}” unpacks into more than any template needs. Make it anew.")
            if _BODY not in parts:
                raise InvalidInput(f"“{name}” is no Word document. Choose a .docx file.")
            if any(sign in part for part in parts for sign in _MACROS):
                raise InvalidInput(f"“{name}” holds macros or other things that run. Save it without them.")
    except zipfile.BadZipFile as broken:
        raise InvalidInput(f"“{name}” is no Word document. Choose a .docx file.") from broken


def _require_at_home(data: bytes, name: str) -> None:
    """A template that fetches parts of itself from elsewhere would tell somebody whenever a copy is opened."""
    import docx

    for link in docx.Document(BytesIO(data)).part.package.iter_rels():
        if link.is_external and not link.reltype.endswith("/hyperlink"):
            raise InvalidInput(f"“{name}” fetches a part of itself from elsewhere. Put that part into it.")
