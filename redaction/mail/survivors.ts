import libqp from 'libqp';
import { formOf, handlingOf } from '../../domain/redaction/handling.ts';
import type { Removal, WordRemoval } from '../../domain/redaction/removal.ts';
import type { Survivor, SurvivorPlace } from '../../domain/redaction/report.ts';
import { finderOf } from '../../domain/redaction/words.ts';
import { asOnePart, type FileToClean, wholeOf } from '../file.ts';
import { textOfBytes } from '../text/encoding.ts';
import { markupMeaning } from '../text/markup.ts';
import { textOfBody, unpackedBody } from './body.ts';
import { headerReadings } from './headers.ts';
import { assertShallow, kindOf, partFrom, partsIn } from './part.ts';

type LookInto = (file: FileToClean, removals: readonly Removal[]) => Promise<Survivor[]>;
type NoteSurvivor = (where: SurvivorPlace, text: string) => void;

/** The words that are still in a mail: as it is written, in its headers, in its texts, and in what is attached. */
export async function survivorsInMail(
  file: FileToClean,
  removals: readonly WordRemoval[],
  into: LookInto,
): Promise<Survivor[]> {
  const bytes = await wholeOf(file);
  const finder = finderOf(removals);
  const found: Survivor[] = [];
  const note: NoteSurvivor = (where, text) => {
    for (const { nth } of finder.matches(text)) add(found, { words: removals[nth]?.words ?? '', where });
  };
  const attached: FileToClean[] = [];
  lookAt(bytes, note, attached);
  note('raw', textOfBytes(bytes));
  note('raw', textOfBytes(libqp.decode(bytes.toString('latin1'))));
  for (const one of attached)
    for (const { words } of await into(one, removals)) add(found, { words, where: 'attachment' });
  return found;
}

function add(found: Survivor[], one: Survivor): void {
  if (!found.some(({ words }) => words === one.words)) found.push(one);
}

function lookAt(bytes: Buffer, note: NoteSurvivor, attached: FileToClean[], depth = 0): void {
  const part = partFrom(bytes);
  const kind = kindOf(part);
  assertShallow(depth, kind);
  for (const line of part.headers) for (const text of headerReadings(line)) note('header', text);
  if (kind.boundary && kind.type.startsWith('multipart/'))
    for (const { part: inner } of partsIn(part.body, kind.boundary))
      inner && lookAt(inner, note, attached, depth + 1);
  else lookAtBody(unpackedBody(part, kind), { kind, depth }, note, attached);
}

function lookAtBody(
  body: Buffer,
  { kind, depth }: { kind: ReturnType<typeof kindOf>; depth: number },
  note: NoteSurvivor,
  attached: FileToClean[],
): void {
  if (kind.type === 'message/rfc822') {
    lookAt(body, note, attached, depth + 1);
    return;
  }
  const file = { name: kind.name, mediaType: kind.type, size: body.length, parts: asOnePart(body) };
  if (kind.isAttached || !kind.type.startsWith('text/')) {
    if (formOf(file) && handlingOf(file).words) attached.push(file);
    return;
  }
  const text = textOfBody(body, kind.charset);
  note('text', text);
  note('text', markupMeaning(text));
}
