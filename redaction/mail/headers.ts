import { MARK, type RemovalCounts, type WordFinder, withoutWords } from '../../domain/redaction/words.ts';
import { textOfBytes } from '../text/encoding.ts';
import { mime } from './part.ts';

const SPLIT = /^([^:]*):([\s\S]*)$/;
const STRUCTURED = /^content-(type|disposition)$/i;

/** A header without the words, whatever way it is encoded. One that has none of them stays as it is written. */
export function cleanHeader(line: string, finder: WordFinder, counts: RemovalCounts): string {
  const [, name = '', value = ''] = SPLIT.exec(line) ?? [];
  if (!headerReadings(line).some((text) => finder.isIn(text))) return line;
  if (STRUCTURED.test(name)) return structured(name, value, finder, counts);
  const clean = withoutWords(meaningOf(value), finder, counts);
  const safe = clean.replace(/[\r\n]+/g, ' ').trim();
  return mime.foldLines(`${name}: ${mime.encodeWords(safe, 'Q', 52)}`, 76);
}

/** What a header says: as it is written, decoded, and its name. */
export function headerReadings(line: string): string[] {
  const [, name = '', value = ''] = SPLIT.exec(line) ?? [];
  const params = STRUCTURED.test(name) ? Object.values(mime.parseHeaderValue(unfolded(value)).params) : [];
  return [meaningOf(value), unfolded(value), name, ...params.map((one) => mime.decodeWords(String(one)))];
}

const unfolded = (value: string): string =>
  textOfBytes(Buffer.from(value, 'latin1')).replace(/\r?\n/g, '').trim();

const meaningOf = (value: string): string => mime.decodeWords(unfolded(value));

/** Parameters one by one, so that the boundary between the parts stays. */
function structured(name: string, value: string, finder: WordFinder, counts: RemovalCounts): string {
  const parsed = mime.parseHeaderValue(unfolded(value));
  const params = Object.entries(parsed.params).map(([key, one]) => {
    const meant = mime.decodeWords(String(one));
    return [key, key === 'boundary' ? meant : withoutWords(meant, finder, counts)] as const;
  });
  const clean = {
    value: finder.isIn(parsed.value) ? MARK : parsed.value,
    params: Object.fromEntries(params),
  };
  return `${name}: ${mime.buildHeaderValue(clean)}`;
}
