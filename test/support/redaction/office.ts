import type { Contents } from '../zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WORDS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

const rels = (...targets: [string, string, string][]): string =>
  `${XML}<Relationships xmlns="${RELS}">${targets
    .map(([id, type, target]) => {
      const mode = /^[a-z]+:/.test(target) ? ' TargetMode="External"' : '';
      return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${mode}/>`;
    })
    .join('')}</Relationships>`;

const types = (...parts: [string, string][]): string =>
  `${XML}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${parts
    .map(
      ([part, type]) =>
        `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    )
    .join('')}</Types>`;

const CORE =
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Secret author</dc:creator></cp:coreProperties>';

/** A document with an author, a comment, a change that nobody accepted, a deleted row, and data behind it. */
export const DOCUMENT: Contents = {
  '[Content_Types].xml': types(
    ['word/document.xml', 'wordprocessingml.document.main'],
    ['word/comments.xml', 'wordprocessingml.comments'],
    ['word/settings.xml', 'wordprocessingml.settings'],
  ),
  '_rels/.rels': rels(
    ['r1', 'officeDocument', 'word/document.xml'],
    ['r2', 'core-properties', 'docProps/core.xml'],
  ),
  'docProps/core.xml': CORE,
  'word/_rels/document.xml.rels': rels(
    ['r1', 'comments', 'comments.xml'],
    ['r2', 'customXml', '../customXml/item1.xml'],
    ['r3', 'hyperlink', 'https://example.org/'],
    ['r4', 'settings', 'settings.xml'],
  ),
  'word/_rels/settings.xml.rels': rels(['r1', 'attachedTemplate', 'file:///C:/Secret/template.dotx']),
  'word/settings.xml': `${XML}<w:settings xmlns:w="${WORDS}" xmlns:r="${OFFICE}"><w:attachedTemplate r:id="r1"/><w:trackRevisions/><w:rsids><w:rsidRoot w:val="00A1"/></w:rsids></w:settings>`,
  'word/comments.xml': `${XML}<w:comments xmlns:w="${WORDS}"><w:comment w:id="0" w:author="Secret author"><w:p><w:r><w:t>Secret comment</w:t></w:r></w:p></w:comment></w:comments>`,
  'customXml/item1.xml': '<secret>Secret data</secret>',
  'word/document.xml': `${XML}<w:document xmlns:w="${WORDS}" xmlns:r="${OFFICE}"><w:body><w:p w:rsidR="00A1B2"><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">Kept </w:t></w:r><w:del w:id="1" w:author="Secret author"><w:r><w:delText>Secret deleted</w:delText></w:r></w:del><w:ins w:id="2" w:author="Secret author"><w:r><w:rPr><w:rPrChange w:id="3" w:author="Secret author"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>inserted</w:t></w:r></w:ins><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p><w:p><w:hyperlink r:id="r3"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del w:id="4" w:author="Secret author"/></w:trPr><w:tc><w:p><w:r><w:t>Secret row</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p><w:sectPr/></w:body></w:document>`,
};

const SHEET = (rows: string, more = '') =>
  `${XML}<worksheet xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheetData>${rows}</sheetData>${more}</worksheet>`;

/** A workbook with an author, a hidden sheet that a formula asks, a comment, a pivot cache and a link to another file. */
export const WORKBOOK: Contents = {
  '[Content_Types].xml': types(
    ['xl/workbook.xml', 'spreadsheetml.sheet.main'],
    ['xl/worksheets/sheet1.xml', 'spreadsheetml.worksheet'],
    ['xl/worksheets/sheet2.xml', 'spreadsheetml.worksheet'],
    ['xl/worksheets/sheet3.xml', 'spreadsheetml.worksheet'],
    ['xl/sharedStrings.xml', 'spreadsheetml.sharedStrings'],
    ['xl/comments1.xml', 'spreadsheetml.comments'],
    ['xl/pivotCache/pivotCacheDefinition1.xml', 'spreadsheetml.pivotCacheDefinition'],
    ['xl/externalLinks/externalLink1.xml', 'spreadsheetml.externalLink'],
  ),
  '_rels/.rels': rels(
    ['r1', 'officeDocument', 'xl/workbook.xml'],
    ['r2', 'core-properties', 'docProps/core.xml'],
  ),
  'docProps/core.xml': CORE,
  'xl/_rels/workbook.xml.rels': rels(
    ['r1', 'worksheet', 'worksheets/sheet1.xml'],
    ['r2', 'worksheet', 'worksheets/sheet2.xml'],
    ['r3', 'worksheet', '/xl/worksheets/sheet3.xml'],
    ['r4', 'sharedStrings', 'sharedStrings.xml'],
    ['r5', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml'],
    ['r6', 'externalLink', 'externalLinks/externalLink1.xml'],
  ),
  'xl/workbook.xml': `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="2"/></bookViews><sheets><sheet name="Hidden" sheetId="1" state="veryHidden" r:id="r1"/><sheet name="Shown" sheetId="2" r:id="r2"/><sheet name="More" sheetId="3" r:id="r3"/></sheets><externalReferences><externalReference r:id="r6"/></externalReferences><definedNames><definedName name="gone">Hidden!$A$1</definedName><definedName name="stays" localSheetId="2">More!$A$1</definedName></definedNames><pivotCaches><pivotCache cacheId="1" r:id="r5"/></pivotCaches></workbook>`,
  'xl/sharedStrings.xml': `${XML}<sst xmlns="${SHEETS}"><si><t>Secret hidden</t></si><si><t>Shown text</t></si><si><t>More text</t></si></sst>`,
  'xl/worksheets/sheet1.xml': SHEET('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
  'xl/worksheets/sheet2.xml': SHEET(
    '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><f>Hidden!A1*2</f><v>42</v></c><c r="C1"><f>B1+1</f><v>43</v></c><c r="D1"><f>[1]Other!A1</f><v>7</v></c></row><row r="2" hidden="1"><c r="A2"><v>5</v></c></row>',
    '<legacyDrawing r:id="r2"/>',
  ),
  'xl/worksheets/sheet3.xml': SHEET('<row r="1"><c r="A1" t="s"><v>2</v></c></row>'),
  'xl/worksheets/_rels/sheet2.xml.rels': rels(
    ['r1', 'comments', '../comments1.xml'],
    ['r2', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
  ),
  'xl/comments1.xml': `${XML}<comments xmlns="${SHEETS}"><authors><author>Secret author</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Secret comment</t></text></comment></commentList></comments>`,
  'xl/drawings/vmlDrawing1.vml': '<xml>Secret shape</xml>',
  'xl/pivotCache/pivotCacheDefinition1.xml': '<pivotCacheDefinition>Secret cache</pivotCacheDefinition>',
  'xl/externalLinks/externalLink1.xml': `<externalLink xmlns="${SHEETS}">Secret link</externalLink>`,
};
