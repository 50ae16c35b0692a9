import type { ShownPart, ShownPlace } from '../../domain/redaction/shown.ts';
import { MOST_SHOWN, type shownLimit } from './limit.ts';
import { xmlEvents } from './xmlEvents.ts';
import type { OfficeParts } from './zip.ts';

/** What stands beside the text of a document. */
const BESIDE: [RegExp, ShownPlace][] = [
  [/^word\/header\d*\.xml$/, 'header'],
  [/^word\/footer\d*\.xml$/, 'footer'],
  [/^word\/(?:foot|end)notes\.xml$/, 'notes'],
];
/** What is shown again for programs that cannot draw something. */
const AGAIN = 'Fallback';
const BREAKS: Record<string, string> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' };

/** The paragraphs and tables of a document as a person reads them; then its headers, footers and notes. */
export function shownDocument(parts: OfficeParts, limit: ReturnType<typeof shownLimit>): ShownPart[] {
  const beside = BESIDE.flatMap(([pattern, place]) =>
    [...parts.keys()].filter((path) => pattern.test(path)).map((path) => ({ path, place })),
  );
  return [{ path: 'word/document.xml', place: undefined }, ...beside].flatMap(({ path, place }) =>
    storyIn(String(parts.get(path) ?? ''), limit).map((part) => ({ ...part, ...(place && { place }) })),
  );
}

/** One flow of text: its paragraphs, and its tables where they stand. A table within a table is text of its cell. */
function storyIn(xml: string, limit: ReturnType<typeof shownLimit>): ShownPart[] {
  const shown: ShownPart[] = [];
  let [text, rows, row, cell]: [string, string[][], string[], string] = ['', [], [], ''];
  let [tables, again, isText] = [0, 0, false];
  const add = (more: string) => {
    if (tables > 0) cell += more;
    else text += more;
  };
  const flush = () => {
    if (text.trim()) shown.push({ text: limit.taken(text.trim()) });
    text = '';
  };
  const begin = (name: string) => {
    if (name === AGAIN) again += 1;
    if (again > 0) return;
    isText = name === 't';
    if (name === 'tbl' && tables === 0) flush();
    if (name === 'tbl') tables += 1;
    add(BREAKS[name] ?? '');
  };
  const end = (name: string) => {
    if (name === AGAIN) again -= 1;
    if (again > 0) return;
    if (name === 't') isText = false;
    if (name === 'p') add('\n');
    if (name === 'tbl') tables -= 1;
    if (tables > 1) return;
    if (name === 'tc') {
      row.push(limit.taken(cell.trim(), MOST_SHOWN.cell));
      cell = '';
    }
    if (name === 'tr') {
      if (rows.length < MOST_SHOWN.rows) rows.push(row);
      else limit.cut();
      row = [];
    }
    if (name === 'tbl' && tables === 0) {
      if (rows.some((one) => one.some(Boolean))) shown.push({ rows });
      rows = [];
    }
  };
  for (const event of xmlEvents(xml)) {
    if (limit.isFull()) break;
    if (event.kind === 'begin') begin(event.name);
    else if (event.kind === 'end') end(event.name);
    else if (isText && again === 0) add(event.text);
  }
  flush();
  return shown;
}
