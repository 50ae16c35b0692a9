import { attributeOf, elementsIn } from './xml.ts';
import { decodedXml } from './xmlEvents.ts';
import type { OfficeParts } from './zip.ts';

/** How a number is shown that means a day: the day, the time of it, or both. */
type DayFormat = 'day' | 'time' | 'both';

/** The formats that every program knows by their number (ECMA-376, 18.8.30). */
const KNOWN: ReadonlyMap<number, DayFormat> = new Map([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'day'] as const),
  ...[18, 19, 20, 21, 45, 46, 47].map((id) => [id, 'time'] as const),
  [22, 'both'],
]);

/** The styles of cells whose numbers mean days, by their place; and whether the workbook counts from 1904, as old ones of the Mac do. */
export function dayFormats(parts: OfficeParts): { formats: Map<number, DayFormat>; from1904: boolean } {
  const styles = String(parts.get('xl/styles.xml') ?? '');
  const own = new Map(
    elementsIn(styles, 'numFmt').map((one) => [
      Number(attributeOf(one, 'numFmtId')),
      formatIn(decodedXml(attributeOf(one, 'formatCode') ?? '')),
    ]),
  );
  const formats = new Map<number, DayFormat>();
  const cells = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  for (const [nth, one] of elementsIn(cells, 'xf').entries()) {
    const id = Number(attributeOf(one, 'numFmtId') ?? 0);
    const format = own.has(id) ? own.get(id) : KNOWN.get(id);
    if (format) formats.set(nth, format);
  }
  const [about = ''] = elementsIn(String(parts.get('xl/workbook.xml') ?? ''), 'workbookPr');
  return { formats, from1904: /^(?:1|true)$/.test(attributeOf(about, 'date1904') ?? '') };
}

/** What a format of a workbook shows, by its letters outside quotes and brackets. */
function formatIn(code: string): DayFormat | undefined {
  const letters = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').split(';')[0] ?? '';
  if (/general/i.test(letters)) return undefined;
  const hasDay = /[yd]/i.test(letters) || /m/i.test(letters.replace(/h+[^a-z]*m+|m+[^a-z]*s+|\[m+\]/gi, ''));
  const hasTime = /[hs]/i.test(letters);
  if (hasDay) return hasTime ? 'both' : 'day';
  return hasTime ? 'time' : undefined;
}

const [DAY, FIRST, FIRST_1904] = [86_400_000, Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];

/** A number of days as `2026-11-29`, `14:30:00` or both; what is no day in the years of four digits stays a number. */
export function dayOfNumber(number: number, format: DayFormat, from1904: boolean): string {
  const moment = new Date((from1904 ? FIRST_1904 : FIRST) + Math.round(number * 86_400) * 1000);
  if (Number.isNaN(moment.getTime()) || number < 0 || moment.getUTCFullYear() > 9999) return String(number);
  const [day = '', time = ''] = moment.toISOString().slice(0, 19).split('T');
  const hasTime = (Math.round(number * 86_400) * 1000) % DAY !== 0;
  if (format === 'day') return hasTime ? `${day} ${time}` : day;
  return format === 'time' && number < 1 ? time : `${day} ${time}`;
}
