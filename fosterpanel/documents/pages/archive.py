"""Finishing drawn pages into a tagged, archival file: PDF/UA-1 and PDF/A-3a.

Writes what reportlab cannot: the structure tree, metadata, the colour profile, bookmarks, files carried
inside, drawings, and the empty field that a signature is later put into.
"""

from __future__ import annotations

import functools
import hashlib
import html
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from fosterpanel import paths
from fosterpanel.documents.pages.blocks import Attachment, DocumentFrame
from fosterpanel.documents.pages.tagging import Bookmark, Element, Link, Mark, TaggedCanvas, Widget

SIGNATURE_FIELD = "Signature"
_PRODUCER = "Foster Panel"
_PRINTED = 4
_PRINTED_AND_LOCKED = _PRINTED | 128
_OWNERS = {"Scope": "Table", "ListNumbering": "List", "BBox": "Layout", "Placement": "Layout"}


def finish(
    drawn: bytes, canvas: TaggedCanvas, root: Element, frame: DocumentFrame, attachments: Sequence[Attachment]
) -> bytes:
    """Return the finished file. The same pages and frame always give the same bytes."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _place_drawings(pdf, canvas.drawings)
        _Structure(pdf).write(root)
        _write_outline(pdf, canvas.bookmarks)
        _embed(pdf, attachments, frame.created_at)
        _describe(pdf, frame)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
            fix_metadata_version=False,
        )
    return finished.getvalue()


class _Structure:
    """Writes the structure tree, and for each page which element each of its marks belongs to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[list[Any]] = [[] for _ in self.pages]
        self.annotation_owners: list[Any] = []

    def write(self, root: Element) -> None:
        """Write the tree under the root element."""
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._node(root, tree)])
        numbers: list[Any] = []
        for index, (page, owners) in enumerate(zip(self.pages, self.owners, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            numbers += [index, self.pdf.make_indirect(Array(owners))]
        for index, owner in enumerate(self.annotation_owners, start=len(self.pages)):
            numbers += [index, owner]
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        tree.ParentTreeNextKey = len(self.pages) + len(self.annotation_owners)
        self.pdf.Root.StructTreeRoot = tree
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _node(self, element: Element, parent: Any) -> Any:
        node = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.kind), P=parent))
        if element.attributes:
            node.A = _attributes(element.attributes)
        if element.alternative:
            node.Alt = String(element.alternative)
        node.K = Array([self._child(child, node, element) for child in element.children])
        return node

    def _child(self, child: Element | Mark | Widget | Link, node: Any, element: Element) -> Any:
        if isinstance(child, Element):
            return self._node(child, node)
        if isinstance(child, Mark):
            owners = self.owners[child.page]
            owners.extend([None] * (child.number + 1 - len(owners)))
            owners[child.number] = node
            return Dictionary(Type=Name.MCR, Pg=self.pages[child.page], MCID=child.number)
        key = len(self.pages) + len(self.annotation_owners)
        self.annotation_owners.append(node)
        if isinstance(child, Link):
            annotation = _link(self.pdf, child, key)
        else:
            annotation = _signature_field(self.pdf, child, element.alternative, key)
        return Dictionary(Type=Name.OBJR, Pg=self.pages[child.page], Obj=annotation)


def _attributes(attributes: dict[str, str | list[float]]) -> Any:
    by_owner: dict[str, Any] = {}
    for name, value in attributes.items():
        owner = _OWNERS[name]
        kept = by_owner.setdefault(owner, Dictionary(O=Name("/" + owner)))
        kept[Name("/" + name)] = (
            Name("/" + value) if isinstance(value, str) else Array([round(number, 3) for number in value])
        )
    return Array(list(by_owner.values()))


def _link(pdf: pikepdf.Pdf, place: Link, structure_key: int) -> Any:
    page = pdf.pages[place.page].obj
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(number, 3) for number in place.rectangle]),
            Border=Array([0, 0, 0]),
            F=_PRINTED,
            Dest=String(place.target),
            Contents=String(place.words),
            StructParent=structure_key,
        )
    )
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(annotation)
    return annotation


def _signature_field(pdf: pikepdf.Pdf, place: Widget, description: str, structure_key: int) -> Any:
    """Add the empty signature field; its words are ordinary page content, so its own appearance is empty."""
    left, bottom, right, top = (round(number, 3) for number in place.rectangle)
    appearance = pdf.make_stream(b"")
    appearance.Type, appearance.Subtype = Name.XObject, Name.Form
    appearance.BBox = Array([0, 0, right - left, top - bottom])
    appearance.Resources = Dictionary()
    page = pdf.pages[place.page].obj
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(SIGNATURE_FIELD),
            TU=String(description),
            Rect=Array([left, bottom, right, top]),
            F=_PRINTED_AND_LOCKED,
            P=page,
            StructParent=structure_key,
            AP=Dictionary(N=appearance),
        )
    )
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([widget])))
    return widget


def _write_outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        above: list[pikepdf.OutlineItem] = []
        for bookmark in bookmarks:
            target = Array([pdf.pages[bookmark.page].obj, Name.XYZ, None, round(bookmark.top + 12, 2), None])
            item = pikepdf.OutlineItem(bookmark.title, destination=target)
            del above[bookmark.level - 1 :]
            (above[-1].children if above else outline.root).append(item)
            above.append(item)


def _place_drawings(pdf: pikepdf.Pdf, drawings: Sequence[tuple[int, str, bytes]]) -> None:
    for page, name, data in drawings:
        with pikepdf.open(io.BytesIO(data)) as source:
            form = pdf.copy_foreign(source.pages[0].as_form_xobject())
        pdf.pages[page].add_resource(form, Name.XObject, Name("/" + name))


def _embed(pdf: pikepdf.Pdf, attachments: Sequence[Attachment], created_at: datetime) -> None:
    if not attachments:
        return
    ordered = sorted(attachments, key=lambda attachment: attachment.name)
    files = [(attachment, _file_specification(pdf, attachment, created_at)) for attachment in ordered]
    names = Array()
    for attachment, specification in files:
        names.extend([String(attachment.name), specification])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
    pdf.Root.AF = Array([specification for _, specification in files])


def _file_specification(pdf: pikepdf.Pdf, attachment: Attachment, created_at: datetime) -> Any:
    stream = pdf.make_stream(attachment.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/" + attachment.media_type)
    stream.Params = Dictionary(
        ModDate=String(_pdf_date(created_at)),
        Size=len(attachment.data),
        # The standard asks for MD5 here; it only tells two files apart, the signature guards them.
        CheckSum=String(hashlib.md5(attachment.data, usedforsecurity=False).digest()),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name("/" + attachment.relationship),
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def _describe(pdf: pikepdf.Pdf, frame: DocumentFrame) -> None:
    catalog = pdf.Root
    catalog.Lang = String(frame.language)
    catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = pdf.make_stream(_xmp(frame))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    catalog.Metadata = metadata
    profile = pdf.make_stream(_colour_profile())
    profile.N = 3
    catalog.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=profile,
            )
        ]
    )
    moment = String(_pdf_date(frame.created_at))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(frame.title),
            Author=String(frame.service_name),
            Creator=String(_PRODUCER),
            Producer=String(_PRODUCER),
            CreationDate=moment,
            ModDate=moment,
        )
    )


@functools.cache
def _colour_profile() -> bytes:
    return (paths.resources() / "colour" / "srgb.icc").read_bytes()


def _pdf_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


def _xmp(frame: DocumentFrame) -> bytes:
    moment = frame.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _XMP.format(
        title=html.escape(frame.title, quote=False),
        author=html.escape(frame.service_name, quote=False),
        language=html.escape(frame.language, quote=False),
        moment=moment,
        producer=_PRODUCER,
    ).encode()


# PDF/A knows no schema of PDF/UA, so the file has to describe that one itself.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
