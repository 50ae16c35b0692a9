import { readableKind } from '../../domain/readable/kind.ts';
import { openAttachment } from '../attachment/store.ts';
import { queued, queueOfEach } from '../database/queue.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { witness } from '../subjectRequest/change.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { Package } from './find.ts';
import { contentOf, filesOf } from './open.ts';
import { type FilePage, readPage } from './reading.ts';

/** A page of a file of an answer, or the news that it can only be saved. */
export type ReadableFile = { id: number; name: string; size: number; system?: string; page?: FilePage };

/** Milliseconds in which a file that is read page by page is noted once: as long as one code opens the answer. */
const NOTED_FOR = 30 * 60_000;

/** To find a page far into a large file, all before it is read: a few at a time, and whoever would wait too long is told to come back. */
const queueOf = queueOfEach(() => 2);

/** One page of a file of the answer. Undefined if the answer has no such file. */
export async function readAnswerFile(
  desk: Desk,
  by: By,
  found: Package,
  { id, page }: { id: number; page: number },
): Promise<ReadableFile | undefined> {
  const { database } = desk;
  const key = keyOf(desk, found.request);
  const row = (await filesOf(desk, found)).find((file) => file.id === id);
  const opened = row && openAttachment(database, key, row);
  if (!row || !opened) return undefined;
  const { name, mediaType, size } = opened;
  const kind = readableKind(name, mediaType);
  const from = (offset: number) => openAttachment(database, key, row, offset)?.parts ?? opened.parts;
  const file = { name, mediaType, digest: row.digest, size, from };
  const read = kind && (await queued(queueOf(database), 'readers', 1, () => readPage(file, kind, page)));
  if (read) await noteReading(desk, by, found, id);
  return { id, name, size, system: contentOf(desk, found).systems?.[id], page: read };
}

/** Logs that a file was read: once in half an hour, however many of its pages were looked at. */
async function noteReading(desk: Desk, by: By, { answer, request }: Package, id: number): Promise<void> {
  const since = new Date(desk.clock().getTime() - NOTED_FOR).toISOString();
  const isNoted = async () => {
    const where = { requestId: request.id, kind: 'answer-file-read' };
    const last = await Event.findAll({ where, order: [['sequence', 'DESC']], limit: 200 });
    return last.some(({ at, data }) => at > since && JSON.parse(data).attachment === id);
  };
  if (await isNoted()) return;
  await witness(desk, by, { reference: request.reference }, 'open-answer', async (it) => {
    if (!(await isNoted())) it.tell('answer-file-read', { answer: answer.id, attachment: id });
  });
}
