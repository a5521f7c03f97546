"""Make the template for Word that ships: ``python -m fosterpanel.documents.word.shipped`` writes it anew.

Its type and colours are those of our papers. Whoever has not the typeface reads the copy in another.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.theme import TextStyle
from fosterpanel.paths import resources

if TYPE_CHECKING:
    from docx.document import Document

_FACE: Final = "Atkinson Hyperlegible Next"
_TABS: Final = {"Paper Fact": 110.0, "Paper Entry": 20.0}
_STYLES: Final = {
    "Normal": (theme.BODY, 0.0, 8.0),
    "Title": (theme.TITLE, 4.0, 2.0),
    "Heading 1": (theme.HEADINGS[2], 18.0, 4.0),
    "Heading 2": (theme.HEADINGS[3], 12.0, 4.0),
    "Quote": (theme.BODY, 4.0, 8.0),
    "Paper Box": (theme.BODY, 0.0, 0.0),
    "Paper After": (theme.FOOTER, 0.0, 0.0),
    "Paper Fact": (theme.BODY, 0.0, 4.0),
    "Paper Entry": (theme.BODY, 0.0, 4.0),
    "Paper Note": (theme.NOTE, 0.0, 10.0),
    "Paper Cell": (theme.CELL, 2.0, 2.0),
    "Footer": (theme.FOOTER, 0.0, 0.0),
}
"""Each style with the points above and below it."""


def made() -> bytes:
    """The template as a Word file."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    document = docx.Document()
    for name in (one for one in _STYLES if one not in document.styles):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, (style, above, below) in _STYLES.items():
        _set(document.styles[name], style, above, below)
    _indent(document)
    _shade(document.styles["Paper Box"])
    _rule(document)
    _page(document)
    document.add_paragraph("{{ content }}")
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _set(named: Any, style: TextStyle, above: float, below: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    named.font.name, named.font.size, named.font.italic = _FACE, Pt(style.size), False
    named.font.bold = style.face is theme.STRONG.face
    named.font.color.rgb = RGBColor(*(round(part * 255) for part in style.colour))
    fonts = named.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FACE)
    for themed in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(themed), None)
    set_as = named.paragraph_format
    set_as.space_before, set_as.space_after, set_as.line_spacing = Pt(above), Pt(below), Pt(style.leading)
    for border in named.element.get_or_add_pPr().findall(qn("w:pBdr")):
        named.element.pPr.remove(border)


def _indent(document: Document) -> None:
    from docx.shared import Pt

    for name, tab in _TABS.items():
        set_as = document.styles[name].paragraph_format
        set_as.left_indent, set_as.first_line_indent = Pt(tab), Pt(-tab)
        set_as.tab_stops.add_tab_stop(Pt(tab))
    document.styles["Quote"].paragraph_format.left_indent = Pt(20)


def _shade(box: Any) -> None:
    """A ground colour and a bar at the left, as our papers set off what matters."""
    properties = box.element.get_or_add_pPr()
    bar = _made("w:left", val="single", sz="24", space="8", color=_code(theme.ACCENT))
    for made in (_made("w:pBdr", bar), _made("w:shd", val="clear", color="auto", fill=_code(theme.SOFT))):
        properties.insert_element_before(made, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _rule(document: Document) -> None:
    """Tables with a line under each row and no others."""
    from docx.enum.style import WD_STYLE_TYPE

    table = document.styles.add_style("Paper Table", WD_STYLE_TYPE.TABLE)
    line = {"val": "single", "sz": "4", "space": "0", "color": _code(theme.LINE)}
    borders = _made("w:tblBorders", _made("w:bottom", **line), _made("w:insideH", **line))
    table.element.append(_made("w:tblPr", borders))


def _page(document: Document) -> None:
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = Pt(theme.PAGE_WIDTH), Pt(theme.PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(theme.MARGIN)
    section.top_margin, section.bottom_margin = Pt(theme.TOP), Pt(theme.BOTTOM)
    footer = section.footer.paragraphs[0]
    footer.text = "{{ service }} · {{ reference }} · Copy in Word, not signed"


def _made(tag: str, *inside: Any, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(inside)
    return element


def _code(colour: theme.Colour) -> str:
    return "".join(f"{round(part * 255):02x}" for part in colour)


if __name__ == "__main__":
    (resources() / "templates" / "paper.docx").write_bytes(made())
