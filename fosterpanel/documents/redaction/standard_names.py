"""The names the format itself uses (ISO 32000): they are in every file, and say nothing of what it is about.

Of the names of fewer than four letters none is listed: nothing so short is looked for in names.
"""

STANDARD_NAMES = frozenset(
    """
AESV2 AESV3 AFRelationship ALaw ASCII85Decode ASCIIHexDecode AbsoluteColorimetric Accepted
AccurateScreens AcroForm Action ActualText Adobe After AllOff AllOn AllPages Alpha Alternate
AlternatePresentations Alternative Angle Annot Annots AnyOff AnyOn AppDefault AppFull Approved Arial
ArialMT ArtBox Artifact AsIs Ascent Aside Aspect Attached AuthEvent Author BBox BackgroundColor
BaseEncoding BaseFont BaseState BaselineShift Bates Bead Before Beveled BibEntry BitsPerComponent
BitsPerCoordinate BitsPerFlag BitsPerSample Black BlackIs1 BlackPoint BleedBox Block BlockAlign
BlockQuote Bold Border BorderColor BorderEffect BorderStyle BorderThickness Both Bottom Bounds
BoxColorInfo BrotliDecode Butt Button ByteRange CCITTFaxDecode CIDFontType0 CIDFontType0C CIDFontType2
CIDSet CIDSystemInfo CIDToGIDMap CRLs CalCMYK CalGray CalRGB Cancelled CapHeight Caption Caret Catalog
Category Center CenterWindow Certs CharProcs CharSet CheckSum Checked Choice Circle ClassMap Close
ClosedArrow Cloudy Code ColSpan Collection Color ColorBurn ColorDodge ColorSpace ColorTransform Colorants
Colors Column ColumnCount ColumnGap ColumnWidths Columns Comb Comment Compatible Completed Components
CompressedSize Confidential Configs ContactInfo Contents Coords Count Courier CourierNew CreationDate
Creator CreatorInfo CropBox Crypt CryptFilterDecodeParms Cyan DCTDecode DPart DPartRoot
DamagedRowsBeforeError Darken Dashed Data Decimal Decode DecodeParms DefaultCMYK DefaultGray DefaultRGB
Departmental Desc DescendantFonts Descent Description Design Dest DestOutputProfile Dests Details Device
DeviceCMYK DeviceGray DeviceN DeviceRGB Diamond Difference Differences DigestMethod DigestValue Direction
DisplayDocTitle DocChecksum DocMDP DocOpen Document DocumentFragment Domain DotGain Draft Duplex
DuplexFlipLongEdge DuplexFlipShortEdge EFOpen EarlyChange EmbeddedFile EmbeddedFiles Encode
EncodedByteAlign Encoding Encrypt EncryptMetadata EncryptedPayload EndIndent EndOfBlock EndOfLine Enforce
Event Exclude Exclusion Experimental Expired Export ExtGState Extend Extends ExtensionLevel Extensions
FDecodeParms FENote FFilter FieldMDP Fields Figure FileAttachment Filespec Filter Final Find First
FirstChar FirstPage FitB FitBH FitBV FitH FitR FitV FitWindow Flags FlateDecode Folders Font FontBBox
FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontWeight Footer ForComment
ForPublicRelease Form FormData FormType Formula FreeText Frequency FullScreen Function FunctionType
Functions Gamma GlyphOrientationVertical GoBack GoForward GoTo GoTo3DView GoToDp GoToE GoToR Graph Group
Halftone HalftoneName HalftoneType HardLight Header Headers Height Help Helv Helvetica Hide HideMenubar
HideToolbar HideWindowUI Highlight ICCBased Identity Image ImageB ImageC ImageI ImageMask ImportData
Include Index Indexed Info InkList Inline InlineAlign Insert Inset Intent Interpolate Invert IsMap
Isolated ItalicAngle JBIG2Decode JBIG2Globals JPXDecode JavaScript Justify Keywords Kids Knockout LBody
LZWDecode Lang Language Last LastChar LastModified LastPage Lastpage Launch Layout LeaderLine Leading
Left Legal Length Length1 Length2 Length3 Letter Level1 Lighten Limits Line LineHeight Linearized Link
List ListMode ListNumbering Location Lock Locked LrTb Luminosity MMType1 MacExpertEncoding
MacRomanEncoding Magenta MarkInfo MarkStyle Marked Mask Matrix Matte MaxLen Measure MediaBox Metadata
Middle MissingWidth MixingHints ModDate Mode Movie MuLaw Multiply NChannel Name Named Names Namespace
Namespaces Navigator NeedAppearances NeedsRendering NewParagraph NewWindow Next NextPage
NonFullScreenPageMode NonStruct None Normal NotApproved NotForPublicRelease Note NumCopies Nums OCGs
OCProperties OCSPs Once OneColumn Open OpenAction OpenArrow OpenType Order Ordering Outline Outlines
OutputConditionIdentifier OutputIntent OutputIntents Overlay PDFDocEncoding Padding Page PageElement
PageLabels PageLayout PageMode PageNum Pages Pagination PaintType Palindrome Panose Paperclip Paragraph
Params Parent ParentTree Part Pattern PatternType Perceptual Perms PickTrayByPDFSize PieceInfo Placement
PolyLine Polygon Popup Portfolio Poster Predictor Preferred PresSteps Prev PrevPage Print PrintArea
PrintClip PrintField PrintPageRange PrintScaling PrinterMark PrintingOrder Private ProcSet Process
Producer PronunciationLexicon Prop_Build Properties PtData Push PushPin QuadPoints Quote RClosedArrow
ROpenArrow Range Reason Recipients Rect Reference Registry Regular Rejected RelativeColorimetric
Rendition Renditions Repeat Requirements ResetForm Resources ReversedChars Review RichMedia
RichMediaContent RichMediaExecute RichMediaSettings RichText Right RlTb Role RoleMap Root Rotate RowSpan
Rows Ruby RubyAlign RubyPosition RunLengthDecode SMask SMaskInData Saturation SaveAs Schema Scope Screen
SearchIndex Sect Semibold Separation SeparationColorNames SeparationInfo Serif SetOCGState Shading
ShadingType Short SigFlags SigQ SigRef Signed Simplex SinglePage Sites Size Slash SoftLight SoftMask Sold
Solid Solidities Sort Sound Source SpaceAfter SpaceBefore Span Speaker SpiderInfo Split SpotFunction
Square Squiggly Stamp Standard StandardEncoding Start StartIndent State StateModel StdCF StmF StrF
StrikeOut Strong StructElem StructParent StructParents StructTreeRoot Structure Style SubFilter Subject
SubmitForm Subtype Summary Supplement Symbol SymbolMT TBody TBorderStyle TFoot THead TOCI TPadding Table
Tabs TbRl Template TemplateInstantiated Templates Text TextAlign TextDecorationColor
TextDecorationThickness TextDecorationType TextField TextIndent TextPosition Thread Threads
ThresholdArray Thumb Tile TimesNewRoman TimesNewRomanPS TimesNewRomanPSMT Title ToUnicode Toggle
TopSecret Trans TransferFunction TransformMethod TransformParams Transparency TrapNet TrapRegions
TrapStyles Trapped TrimBox TrueType TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight Type Type0
Type1 Type1C Type3 Underline Unknown Unrotated Unspecified Usage UseAttachments UseCMap UseNone UseOC
UseOutlines UseThumbs User UserUnit Version VerticesPerRow View ViewArea ViewClip ViewState
ViewerPreferences Viewport Viewports VisiblePages Volume WMode Warichu Watermark WebLink WhitePoint
Widget Width Widths WinAnsiEncoding WritingMode XHeight XObject XRef XRefStm XStep Xsquare YStep Yellow
Ysquare ZapfDingbats Zoom
""".split()  # noqa: SIM905 - a list of strings would be four times as long
)
