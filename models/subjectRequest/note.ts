import { Op } from 'sequelize';
import { needed } from '../../domain/lifecycle/needed.ts';
import { digestOfFile, type IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';

/**
 * Stores a colleague's note with the request, under its key. The person does not see it, though an access request may cover
 * it. A note overwrites nothing, so it is accepted whatever others did meanwhile, and causes no conflict for them.
 */
export function leaveNote(desk: Desk, by: By, target: Target, input: { text: string }) {
  return change(desk, by, target, 'note', async (it) => {
    const text = needed('note', 'note', input.text);
    const note = { name: 'note.txt', mediaType: 'text/plain', content: Buffer.from(text) };
    if (await cameBefore(it, note)) return;
    const [attachment = null] = await it.keep('note-text', [note]);
    it.tell('noted', { attachment });
  });
}

/** Minutes within which the same words of the same colleague are one note: a double click, or a retry after a lost answer. */
const SAME_NOTE_MINUTES = 10;

async function cameBefore({ by, key, now, request: { id: requestId } }: Change, note: IncomingFile) {
  const since = new Date(now.getTime() - SAME_NOTE_MINUTES * 60_000);
  const same = { requestId, digest: digestOfFile(key, note), createdAt: { [Op.gte]: since } };
  const kept = await Attachment.findAll({ where: { ...same, purpose: 'note-text' }, attributes: ['id'] });
  if (kept.length === 0) return false;
  const noted = await Event.findAll({ where: { requestId, kind: 'noted', actor: by.actor }, raw: true });
  return noted.some(({ data }) => kept.some(({ id }) => JSON.parse(data).attachment === id));
}
