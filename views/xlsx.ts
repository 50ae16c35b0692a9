import { inert } from '../domain/csvCell.ts';
import { contained } from '../domain/writing.ts';

// A workbook of one table, as ECMA-376 describes it. Every cell is a text of its own ("inlineStr"): a program never takes one for a formula.

/** So many rows has a sheet at most; the next ones come on another. */
export const ROWS_OF_A_SHEET = 1_048_576;
/** So many characters a cell shows; a spreadsheet calls a file with more broken. */
const LONGEST_CELL = 32_767;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATED = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** What a sheet begins with: its first row stays in view. */
export const SHEET_BEGIN = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
export const SHEET_END = '</sheetData></worksheet>';

const [PLAIN, BOLD, QUOTED] = [0, 1, 2];

/** The row of headings. */
export const headRow = (cells: readonly string[]): string => rowOf(cells, () => BOLD);

/** A row. What could be taken for a formula once somebody edits it is marked as text, as an apostrophe before it would. */
export const sheetRow = (cells: readonly string[]): string =>
  rowOf(cells, (text) => (inert(text) === contained(text) ? PLAIN : QUOTED));

function rowOf(cells: readonly string[], styleOf: (text: string) => number | undefined): string {
  const written = cells.map((text) =>
    text === ''
      ? '<c/>'
      : `<c t="inlineStr" s="${styleOf(text)}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`,
  );
  return `<row>${written.join('')}</row>`;
}

/** Characters that XML 1.0 cannot hold. */
const UNFIT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** What a spreadsheet would read as a character by its number. */
const NUMBERED = /_(?=x[0-9a-f]{4}_)/gi;

const xmlText = (text: string): string =>
  contained(text.toWellFormed())
    .slice(0, LONGEST_CELL)
    .toWellFormed()
    .replace(UNFIT, '')
    .replace(NUMBERED, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');

/** The parts of a workbook beside its sheets, by their paths; written when the number of sheets is known. */
export function workbookParts(title: string, sheets: number): [path: string, xml: string][] {
  const numbers = Array.from({ length: sheets }, (_, nth) => nth + 1);
  const name = (nth: number) =>
    xmlText((nth === 1 ? title : `${title} ${nth}`).slice(0, 31)).replaceAll('"', '&quot;');
  return [
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATED}"><sheets>${numbers.map((nth) => `<sheet name="${name(nth)}" sheetId="${nth}" r:id="s${nth}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((nth) => `<Relationship Id="s${nth}" Type="${RELATED}/worksheet" Target="worksheets/sheet${nth}.xml"/>`).join('')}<Relationship Id="styles" Type="${RELATED}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="workbook" Type="${RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${numbers.map((nth) => `<Override PartName="/xl/worksheets/sheet${nth}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    ],
  ];
}
