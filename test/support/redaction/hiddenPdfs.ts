import { byQpdf, FORM, line, stream, updated, type WrittenPdf, written } from './writtenPdf.ts';

/** Letters as numbers of glyphs, which only a table in the file turns into text. */
function byGlyphs(words: string): WrittenPdf {
  const letters = [...new Set(words)];
  const number = (letter: string) => (letters.indexOf(letter) + 1).toString(16).padStart(4, '0');
  const table = letters
    .map((letter) => `<${number(letter)}> <${letter.charCodeAt(0).toString(16).padStart(4, '0')}>`)
    .join('\n');
  const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> endcodespacerange ${letters.length} beginbfchar\n${table}\nendbfchar endcmap end end`;
  return {
    content: `BT /F2 12 Tf 30 300 Td <${[...words].map(number).join('')}> Tj ET`,
    fonts: '/F2 10 0 R',
    more: [
      '<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [11 0 R] /ToUnicode 12 0 R >>',
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 /FontDescriptor 13 0 R >>',
      stream('', toUnicode),
      '<< /Type /FontDescriptor /FontName /Arial /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    ],
  };
}

/** Places in which programs other than ours have hidden words in PDF. */
export const HIDING: Record<string, (words: string) => Buffer> = {
  'in no colour': (words) => written({ content: line(300, words, '3 Tr') }),
  'in white': (words) => written({ content: line(300, words, '1 g') }),
  'as a clip': (words) => written({ content: `q ${line(300, words, '7 Tr')} Q` }),
  'outside the crop box': (words) => written({ content: line(20, words), page: '/CropBox [0 100 400 400]' }),
  'off the sheet': (words) => written({ content: line(-500, words) }),
  'in letters of no size': (words) => written({ content: `BT /F1 0.01 Tf 30 300 Td (${words}) Tj ET` }),
  'under a black box': (words) => written({ content: `${line(300, words)} 20 290 200 30 re f` }),
  'in a layer that is off': (words) =>
    written({
      content: `/OC /L BDC ${line(300, words)} EMC`,
      resources: '/Properties << /L 10 0 R >>',
      catalog: '/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] /Order [10 0 R] >> >>',
      more: [`<< /Type /OCG /Name (${words}) >>`],
    }),
  'in a form within a form': (words) =>
    written({
      content: 'q /X Do Q q 1 0 0 1 0 -60 cm /X Do Q',
      resources: '/XObject << /X 10 0 R >>',
      more: [
        stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Resources << /XObject << /Y 11 0 R >> >>',
          '/Y Do',
        ),
        stream(FORM, line(300, words), true),
      ],
    }),
  'as the letters of a type 3 font': (words) => {
    const letters = [...new Set(words.replaceAll(' ', ''))];
    const codes = [...words].map((letter) => (letter === ' ' ? 32 : 97 + letters.indexOf(letter)));
    const table = letters
      .map(
        (letter, nth) =>
          `<${(97 + nth).toString(16)}> <${letter.charCodeAt(0).toString(16).padStart(4, '0')}>`,
      )
      .join('\n');
    const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange ${letters.length + 1} beginbfchar\n<20> <0020>\n${table}\nendbfchar endcmap end end`;
    const names = letters.map((_, nth) => `/g${nth}`);
    return written({
      content: `BT /F3 12 Tf 30 300 Td <${Buffer.from(codes).toString('hex')}> Tj ET`,
      fonts: '/F3 10 0 R',
      more: [
        `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << ${names.map((name) => `${name} 11 0 R`).join(' ')} >> /Encoding << /Type /Encoding /Differences [97 ${names.join(' ')}] >> /FirstChar 32 /LastChar ${96 + letters.length} /Widths [${Array(
          65 + letters.length,
        )
          .fill(700)
          .join(' ')}] /ToUnicode 12 0 R /Resources << >> >>`,
        stream('', '700 0 0 0 600 700 d1 0 0 600 700 re f'),
        stream('', cmap),
      ],
    });
  },
  'in glyphs that only a table reads': (words) => written(byGlyphs(words)),
  'said instead of a drawing, by a named list': (words) =>
    written({
      content: `/Span /M BDC ${line(300, 'Zq')} EMC`,
      resources: `/Properties << /M << /ActualText (${words}) /Alt (${words}) /E (${words}) >> >>`,
    }),
  'in the appearance of an annotation': (words) =>
    written({
      content: '',
      page: `/Annots [<< /Type /Annot /Subtype /FreeText /Rect [30 200 300 260] /F 4 /Contents (${words}) /DA (/F1 12 Tf) /RC (<p>${words}</p>) /AP << /N 10 0 R /D 11 0 R >> >>]`,
      more: [
        stream(FORM.replace('400 400', '270 60'), line(20, words), true),
        stream(FORM.replace('400 400', '270 60'), line(20, words), true),
      ],
    }),
  'in an annotation that is hidden': (words) =>
    written({
      content: '',
      page: `/Annots [<< /Type /Annot /Subtype /Stamp /Rect [30 200 300 260] /F 2 /NM (${words}) /T (${words}) /AP << /N 10 0 R >> >> << /Type /Annot /Subtype /Popup /Rect [0 0 9 9] /Contents (${words}) >>]`,
      more: [stream(FORM.replace('400 400', '270 60'), line(20, words), true)],
    }),
  'in a state before the last': (words) =>
    updated(written({ content: line(300, words), packed: true }), stream('', line(360, 'Anna stays'))),
  'in packed objects': (words) =>
    byQpdf(
      written({ content: line(300, words), catalog: `/PageLabels << /Nums [0 << /P (${words}) >>] >>` }),
      '--object-streams=generate',
    ),
  'in a file that is locked without a password': (words) =>
    byQpdf(written({ content: line(300, words) }), '--encrypt', '', 'owner', '256', '--'),
  'in scripts': (words) =>
    written({
      content: '',
      catalog: `/OpenAction << /S /JavaScript /JS (app.alert\\('${words}'\\)) >> /Names << /JavaScript << /Names [(${words}) << /S /JavaScript /JS 10 0 R >>] >> >>`,
      page: `/AA << /O << /S /JavaScript /JS (x = '${words}') >> >>`,
      more: [stream('', `var who = '${words}';`, true)],
    }),
  'in a file within the file': (words) =>
    written({
      content: '',
      catalog:
        '/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >> /AF [10 0 R] /Collection << /Type /Collection >>',
      more: [
        `<< /Type /Filespec /F (${words}.txt) /UF (${words}.txt) /Desc (${words}) /EF << /F 11 0 R >> >>`,
        stream('/Type /EmbeddedFile /Subtype /text#2Fplain', `of ${words}`, true),
      ],
    }),
  'in a form of XFA': (words) =>
    written({
      content: '',
      catalog: '/AcroForm << /Fields [] /XFA [(template) 10 0 R (datasets) 11 0 R] >> /NeedsRendering true',
      more: [
        stream(
          '',
          `<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform><field><value>${words}</value></field></subform></template>`,
          true,
        ),
        stream(
          '',
          `<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><data>${words}</data></xfa:datasets>`,
          true,
        ),
      ],
    }),
  'in the strings of a line, letter by letter': (words) =>
    written({
      content: `BT /F1 12 Tf 30 300 Td [${[...words].map((letter) => `(${letter}) -20`).join(' ')}] TJ ET`,
    }),
  'in octal and hexadecimal': (words) =>
    written({
      content: `BT /F1 12 Tf 30 300 Td (${[...words].map((letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}) Tj ET BT /F1 12 Tf 30 250 Td <${Buffer.from(words).toString('hex')}> Tj ET`,
    }),
  'in threads, tags and page pieces': (words) =>
    written({
      content: '',
      catalog: `/Threads [<< /I << /Title (${words}) >> /F 10 0 R >>] /StructTreeRoot << /Type /StructTreeRoot /K << /S /P /Alt (${words}) /T (${words}) >> >> /PieceInfo << /X << /Private (${words}) >> >> /ViewerPreferences << /X (${words}) >> /URI << /Base (${words}) >>`,
      page: `/Metadata 11 0 R /PieceInfo << /X << /Private (${words}) >> >> /Tabs /S /ID (${words})`,
      more: [
        '<< /T 1 0 R /N 10 0 R /V 10 0 R /P 3 0 R /R [0 0 1 1] >>',
        stream('/Type /Metadata /Subtype /XML', `<x>${words}</x>`),
      ],
    }),
};

/** Places in which words are found, and out of which they are not taken. */
export const REFUSED: typeof HIDING = {
  'in the strokes of a type 3 font': (words) =>
    written({
      content: 'BT /F3 12 Tf 30 300 Td (a) Tj ET',
      fonts: '/F3 10 0 R',
      more: [
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 11 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] /Resources << /Font << /F1 5 0 R >> >> >>',
        stream('', `1000 0 d0 BT /F1 300 Tf (${words}) Tj ET`),
      ],
    }),
  'in the tiles of a pattern': (words) =>
    written({
      content: '/Pattern cs /P scn 0 0 200 200 re f',
      resources: '/Pattern << /P 10 0 R >>',
      more: [
        stream(
          '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 200 50] /XStep 200 /YStep 50 /Resources << /Font << /F1 5 0 R >> >>',
          line(20, words),
          true,
        ),
      ],
    }),
  'in a soft mask': (words) =>
    written({
      content: 'q /G gs 0 0 300 300 re f Q',
      resources:
        '/ExtGState << /G << /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G 10 0 R >> >> >>',
      more: [stream(`${FORM} /Group << /S /Transparency /CS /DeviceGray >>`, line(200, words), true)],
    }),
  'in a name that a font has': (words) =>
    written({
      content: 'BT /F2 12 Tf 30 300 Td (Anna) Tj ET',
      fonts: '/F2 10 0 R',
      more: [`<< /Type /Font /Subtype /Type1 /BaseFont /${words.replaceAll(' ', '#20')} >>`],
    }),
  'in a name that a thing on the page has': (words) =>
    written({
      content: `/${words.replaceAll(' ', '-')} gs 0 0 9 9 re f`,
      resources: `/ExtGState << /${words.replaceAll(' ', '-')} << /ca 1 >> >>`,
    }),
  'in a name that a passage has': (words) =>
    written({ content: `/${words.replaceAll(' ', '#20')} BMC ${line(300, 'Anna')} EMC` }),
  'in a name that a colour has': (words) =>
    written({
      content: '/C cs 1 scn 0 0 9 9 re f',
      resources: `/ColorSpace << /C [/Separation /${words.replaceAll(' ', '#20')} /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>] >>`,
    }),
};
