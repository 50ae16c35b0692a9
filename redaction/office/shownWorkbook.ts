import type { ShownPart } from '../../domain/redaction/shown.ts';
import { dayFormats, dayOfNumber } from './days.ts';
import { MOST_SHOWN, type shownLimit } from './limit.ts';
import { sheetsOf } from './xlsx.ts';
import { attributeOf } from './xml.ts';
import { xmlEvents } from './xmlEvents.ts';
import type { OfficeParts } from './zip.ts';

type Limit = ReturnType<typeof shownLimit>;

/** The cells of each sheet that is shown, with what stands at the edge of its pages; then the words in shapes. */
export function shownWorkbook(parts: OfficeParts, limit: Limit): ShownPart[] {
  const texts = sharedTexts(String(parts.get('xl/sharedStrings.xml') ?? ''));
  const days = dayFormats(parts);
  const sheets = sheetsOf(parts).filter(({ isHidden }) => !isHidden);
  return [
    ...sheets.flatMap(({ name, path }) => {
      const { rows, edges } = sheetIn(String(parts.get(path) ?? ''), { texts, days }, limit);
      const width = Math.max(0, ...rows.map(({ length }) => length - 1));
      const columns = Array.from({ length: width }, (_, nth) => columnName(nth));
      return [{ place: { sheet: name }, rows, columns }, ...edges];
    }),
    ...shapesIn(parts, limit),
  ];
}

/** The texts that cells point to by their number, without how they are spoken. */
function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let [text, isText, spoken] = ['', false, 0];
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') {
      if (isText && spoken === 0) text += event.text;
      continue;
    }
    const isBegin = event.kind === 'begin';
    if (event.name === 't') isText = isBegin;
    if (event.name === 'rPh') spoken += isBegin ? 1 : -1;
    if (event.name === 'si' && !isBegin) {
      texts.push(text);
      text = '';
    }
  }
  return texts;
}

/** What stands above or below the pages of a sheet. */
type SheetEdge = { place: 'header' | 'footer'; text: string };
type Known = { texts: readonly string[]; days: ReturnType<typeof dayFormats> };
const EDGES = /^(?:odd|even|first)(?:Header|Footer)$/;

/** The rows of a sheet that have something, each after its number; what stands above and below its pages. */
function sheetIn(xml: string, known: Known, limit: Limit): { rows: string[][]; edges: SheetEdge[] } {
  const [rows, edges]: [string[][], SheetEdge[]] = [[], []];
  let [row, number, cell, at, within, text]: [string[], number, string, number, string, string] = [
    [],
    0,
    '',
    0,
    '',
    '',
  ];
  for (const event of xmlEvents(xml)) {
    if (limit.isFull()) break;
    if (event.kind === 'text') {
      if (['v', 't'].includes(within) || EDGES.test(within)) text += event.text;
    } else if (event.kind === 'begin') {
      within = event.name;
      if (within === 'row')
        [row, number, at] = [[], Number(attributeOf(event.attributes, 'r') ?? number + 1), 0];
      if (within === 'c') [cell, text, at] = [event.attributes, '', placeIn(event.attributes, at)];
      if (EDGES.test(within)) text = '';
    } else {
      within = '';
      if (event.name === 'c') {
        const value = text === '' ? '' : limit.taken(cellText(cell, text, known), MOST_SHOWN.cell);
        if (at < MOST_SHOWN.columns) row[at] = value;
        else if (value) limit.cut();
        at += 1;
        text = '';
      }
      if (event.name === 'row' && row.some(Boolean)) {
        if (rows.length < MOST_SHOWN.rows)
          rows.push([String(number), ...Array.from(row, (one) => one ?? '')]);
        else limit.cut();
      }
      if (EDGES.test(event.name) && text.trim())
        edges.push({
          place: /Footer/.test(event.name) ? 'footer' : 'header',
          text: limit.taken(edgeText(text)),
        });
    }
  }
  return { rows, edges };
}

/** The place of a cell in its row: by its letters, or after the last. */
function placeIn(attributes: string, next: number): number {
  const letters = /^[A-Z]+/.exec(attributeOf(attributes, 'r') ?? '')?.[0];
  return letters ? [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1 : next;
}

function columnName(nth: number): string {
  const letter = String.fromCharCode(65 + (nth % 26));
  return nth < 26 ? letter : columnName(Math.floor(nth / 26) - 1) + letter;
}

function cellText(attributes: string, text: string, { texts, days }: Known): string {
  const type = attributeOf(attributes, 't') ?? 'n';
  if (type === 's') return texts[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return text;
  const format = days.formats.get(Number(attributeOf(attributes, 's') ?? -1));
  return format ? dayOfNumber(Number(text), format, days.from1904) : text;
}

/** Left, middle and right of a header, without how they are set. */
const edgeText = (text: string): string =>
  text
    .replace(/&(?:"[^"]*"|K[\dA-F]{6}|\d+|[BIUESXYGH])/g, '')
    .replace(/&[LCR]/g, '\n')
    .replace(/&&/g, '&')
    .trim();

/** Words in shapes that lie on sheets. */
function shapesIn(parts: OfficeParts, limit: Limit): ShownPart[] {
  return [...parts]
    .filter(([path]) => /^xl\/drawings\/[^/]+\.xml$/.test(path))
    .flatMap(([, bytes]) => {
      let [text, isText] = ['', false];
      for (const event of xmlEvents(String(bytes))) {
        if (event.kind === 'text') text += isText ? event.text : '';
        else if (event.name === 't') isText = event.kind === 'begin';
        else if (event.name === 'p' && event.kind === 'end') text += '\n';
      }
      return text.trim() ? [{ place: 'shapes' as const, text: limit.taken(text.trim()) }] : [];
    });
}
