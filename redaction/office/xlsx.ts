import { posix } from 'node:path';
import type { LeftCode, StrippedCode } from '../../domain/redaction/report.ts';
import { attributeOf, elementsIn, rewritten } from './xml.ts';
import { decodedXml } from './xmlEvents.ts';
import type { OfficeParts } from './zip.ts';

const WORKBOOK = 'xl/workbook.xml';
const STRINGS = 'xl/sharedStrings.xml';

type Sheet = { name: string; path: string; isHidden: boolean };

/** The paths of sheets that are not shown. */
export const hiddenSheets = (parts: OfficeParts): Sheet[] =>
  sheetsOf(parts).filter(({ isHidden }) => isHidden);

/** The sheets of a workbook in their order. */
export function sheetsOf(parts: OfficeParts): Sheet[] {
  const targets = new Map(
    elementsIn(String(parts.get('xl/_rels/workbook.xml.rels') ?? ''), 'Relationship').map((one) => {
      const target = attributeOf(one, 'Target') ?? '';
      return [attributeOf(one, 'Id'), target.startsWith('/') ? target.slice(1) : posix.join('xl', target)];
    }),
  );
  return elementsIn(String(parts.get(WORKBOOK) ?? ''), 'sheet').map((one) => ({
    name: decodedXml(attributeOf(one, 'name') ?? ''),
    path: targets.get(attributeOf(one.replace(/\ssheetId\s*=\s*"[^"]*"/, ''), 'id')) ?? '',
    isHidden: /^(hidden|veryHidden)$/.test(attributeOf(one, 'state') ?? ''),
  }));
}

/** Takes out all that led to sheets that are gone: names, formulas, texts. What a formula gave stays as its value. */
export function cleanWorkbook(
  parts: OfficeParts,
  before: Sheet[],
): { stripped: StrippedCode[]; left: LeftCode[] } {
  const gone = before.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  cleanNames(parts, before, gone);
  const used = new Set<number>();
  const left = new Set<LeftCode>();
  for (const [path, bytes] of parts) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(path)) continue;
    const xml = withoutFormulas(String(bytes), gone);
    for (const [, number] of xml.matchAll(
      /<(?:\w+:)?c\b[^>]*\bt\s*=\s*"s"[^>]*>(?:(?!<\/(?:\w+:)?c>)[\s\S])*?<(?:\w+:)?v>(\d+)</g,
    ))
      used.add(Number(number));
    if (/<(?:\w+:)?(row|col)\b[^>]*\bhidden\s*=\s*"(1|true)"/.test(xml)) left.add('hidden-rows');
    parts.set(path, Buffer.from(xml));
  }
  forgetTexts(parts, used);
  return { stripped: gone.length > 0 ? ['hidden-sheets'] : [], left: [...left] };
}

/** Names of ranges, and the numbers by which they belong to sheets. */
function cleanNames(parts: OfficeParts, before: Sheet[], gone: string[]): void {
  const kept = before.flatMap(({ isHidden }, nth) => (isHidden ? [] : [nth]));
  const lost = before.flatMap(({ isHidden }, nth) => (isHidden ? [nth] : []));
  const xml = String(parts.get(WORKBOOK)).replace(/<definedName\b[^>]*>[^<]*<\/definedName>/g, (name) =>
    mentions(name, gone) ||
    /\[\d+\]/.test(name) ||
    lost.includes(Number(attributeOf(name, 'localSheetId') ?? -1))
      ? ''
      : name,
  );
  const clean = rewritten(xml, (name, attributes) => {
    if (name === 'sheet' && attributeOf(attributes, 'state') !== undefined)
      return /hidden/i.test(attributeOf(attributes, 'state') ?? '') ? 'drop' : 'keep';
    if (
      [
        'customWorkbookViews',
        'fileSharing',
        'fileRecoveryPr',
        'webPublishing',
        'pivotCaches',
        'externalReferences',
        'absPath',
      ].includes(name)
    )
      return 'drop';
    const local = attributeOf(attributes, 'localSheetId');
    if (name === 'definedName' && local !== undefined)
      return {
        attributes: attributes.replace(
          /localSheetId\s*=\s*"\d+"/,
          `localSheetId="${kept.indexOf(Number(local))}"`,
        ),
      };
    return name === 'workbookView'
      ? { attributes: attributes.replace(/\s(activeTab|firstSheet)\s*=\s*"\d+"/g, '') }
      : 'keep';
  });
  parts.set(WORKBOOK, Buffer.from(clean.replace(/<definedNames>\s*<\/definedNames>/, '')));
}

const mentions = (text: string, names: string[]): boolean =>
  names.some((name) => decodedXml(text).replaceAll("''", "'").includes(name));

/** A formula that asks a sheet or a file that is not there goes; the value that it gave stays. */
const withoutFormulas = (xml: string, gone: string[]): string =>
  xml
    .replace(/<f\b(?:[^>]*\/>|[^>]*>([^<]*)<\/f>)/g, (formula, text?: string) =>
      text && (mentions(text, gone) || /\[\d+\]/.test(text)) ? '' : formula,
    )
    .replace(/<(customSheetViews|oleObjects|controls)\b[\s\S]*?<\/\1>/g, (part, name) =>
      name === 'customSheetViews' ? '' : part,
    );

/** A text that only sheets had which are gone is emptied, so that the numbers of the others stay. */
function forgetTexts(parts: OfficeParts, used: ReadonlySet<number>): void {
  const strings = parts.get(STRINGS);
  if (!strings) return;
  let nth = -1;
  const clean = String(strings).replace(/<si\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/si>)/g, (text) => {
    nth += 1;
    return used.has(nth)
      ? text.replace(/<(rPh|phoneticPr)\b(?:[^>]*\/>|[\s\S]*?<\/\1>)/g, '')
      : '<si><t/></si>';
  });
  parts.set(STRINGS, Buffer.from(clean));
}
