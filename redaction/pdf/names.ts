/**
 * Names that PDF itself gives to things, as far as a cleaned file has them (ISO 32000-2). Somebody may be called Page or Root, and no file
 * could ever be without these.
 */
const OF_PDF = new Set(
  `A AIS AntiAlias ArtBox Artifact Ascent Author AvgWidth BBox BM BMC Background Base BaseEncoding BaseFont BaseState BBox BitsPerComponent
  BitsPerCoordinate BitsPerFlag BitsPerSample Black BlackIs1 BlackPoint BleedBox Blend Bounds C C0 C1 CA CFM CIDFontType0 CIDFontType0C
  CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap CS CalGray CalRGB CapHeight Catalog CharProcs CharSet Color ColorBurn ColorDodge
  ColorSpace ColorTransform Colorants Colors Columns Compatible Configs Contents Coords Count CropBox D DA DCTDecode DL DR DV DW DW2 Darken
  Decode DecodeParms Default DescendantFonts Descent DeviceCMYK DeviceGray DeviceN DeviceRGB Difference Differences Domain E Encode
  EncodedByteAlign Encoding EndOfBlock EndOfLine Exclusion ExtGState Extend Extends F FL False Figure Filter First FirstChar Flags
  FlateDecode Font FontBBox FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Form FormType
  Function FunctionType Functions Gamma Group H HT Hard HardLight Height Hue I ICCBased ID Identity Image ImageMask Index Indexed Info Intent
  Interpolate ItalicAngle JBIG2Decode JBIG2Globals JPXDecode K Kids L LW LZWDecode Lab Lang LastChar Layer Leading Length Length1 Length2
  Length3 Lighten Limits Luminosity M ML MacRomanEncoding MaskedImage Mask Matrix Matte MaxWidth MediaBox MissingWidth Multiply N Name Names
  Next None Normal Nums O OC OCG OCGs OCMD OCProperties OFF ON OP OPM ObjStm Off On Order Ordering Overlay P Page PageLabels Pages PaintType
  Parent Pattern PatternType Predictor Process Q R RI Range Rect Registry Resources Root Rotate Rows RunLengthDecode S SA SM SMask SMaskInData
  Saturation Screen Separation Shading ShadingType Size SoftLight Span StandardEncoding StemH StemV Style Sub Subtype Supplement Symbol
  TK TR TilingType Title ToUnicode Transparency TrimBox True TrueType Type Type0 Type1 Type1C Type3 UCR UseCMap UserUnit V Version
  Vertices W W2 WMode WhitePoint Widths Width WinAnsiEncoding XHeight XObject XRef XStep YStep`.split(/\s+/),
);

const NAME = /\/([^\s()<>[\]{}/%]{2,})/g;

/** The names in PDF syntax that are none of its own: of fonts, colours, tags and what a page is made of. Each is there as it is read. */
export const ownNamesIn = (syntax: string): string[] => [
  ...new Set(
    [...syntax.matchAll(NAME)]
      .map(([, name = '']) =>
        name.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
      )
      .filter((name) => !OF_PDF.has(name)),
  ),
];
