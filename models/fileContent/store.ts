import type { Desk } from '../desk.ts';
import { destroyUnheld } from './destroy.ts';
import { contentWriter, type KeptContent, PART } from './keep.ts';

/** Stores what comes in parts of any size. Where it does not come to its end, nothing of it is kept. */
export async function storeContent(desk: Desk, parts: AsyncIterable<Buffer>): Promise<KeptContent> {
  const writer = contentWriter(desk);
  try {
    for await (const part of inParts(parts)) await writer.add(part);
    return await writer.end();
  } catch (error) {
    await destroyUnheld(desk.database, [writer.id() ?? null]);
    throw error;
  }
}

/** The same bytes in parts of one size. */
async function* inParts(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + PART - length);
      waiting.push(taken);
      length += taken.length;
      at += taken.length;
      if (length < PART) continue;
      yield Buffer.concat(waiting);
      waiting = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
