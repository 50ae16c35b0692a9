import { Op } from 'sequelize';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { type Channel, MESSAGE_PURPOSES, type ReplyKind } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { digestOfFile, type IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { isReader, tellReaders } from '../letter/tellReaders.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { arrivalOn, endOfWait } from './waits.ts';

/** A person's words and the files that came with them. */
type MessageInput = { text: string; files: IncomingFile[] };
/** Whether the files prove that the writer may act for somebody: they are kept, while proof of identity is destroyed. */
type Mandate = { mandate?: boolean };
/** The day it reached the organisation, and the channel. */
type Came = { on: CalendarDate; channel?: Channel };
/** Whether it answers what the person was asked; and a colleague's note about it. */
type Taken = { as?: ReplyKind; note?: string };
/** What is stored with a message's fact: the ids of its words and files. */
export type MessageDetail = { text: number | null; files: number[]; channel: Channel; note?: string };

/**
 * A message from the person's status page. Possible at any time, even for a closed request. It stays in the queue until it is marked as
 * read, and those who work on the request are told by email. A mailbox known to be the person's gets a confirmation.
 *
 * It ends every open pause as of now: as our letters say, the deadlines are paused until the reply arrives, not until it is read. Another
 * question pauses them again.
 */
export function leaveMessage(desk: Desk, by: By, target: Target, input: MessageInput & Mandate) {
  return change(desk, by, target, 'leave-message', async (it) => {
    if (!input.text.trim() && input.files.length === 0)
      throw new RuleViolation('message-missing', {}, 'message');
    if (await cameBefore(it, input)) return;
    const at = endOfWait(it);
    const id = await takeIn(it, input, { at, channel: 'form' });
    it.tell('message-received', { files: input.files.length });
    tellOfWaits(it, at);
    it.request.unreadSince ??= it.now;
    await tellReaders(it, 'message-notice', `message:${id}`);
    if (isMailboxKnown(it)) await it.write('message-receipt', {}, { by: 'mail' });
  });
}

/** An unconfirmed address gets only the acknowledgement and codes. */
const isMailboxKnown = ({ request, sheet }: Change): boolean =>
  Boolean(request.personEmail) &&
  (!request.mailboxNeeded || sheet.recorded.some(({ name }) => name === 'mailbox-confirmed'));

/**
 * Records a message that came by post, phone or otherwise, with the day it arrived. It ends open pauses as of that day, unless the
 * user says that it is no answer to the question: then they go on as after `rejectReply`. Those who work on the request are told,
 * except the user who recorded it.
 */
export function recordReply(
  desk: Desk,
  by: By,
  target: Target,
  input: MessageInput & Mandate & Came & Taken,
) {
  return change(desk, by, target, 'record-reply', async (it) => {
    const channel = needed('record-reply', 'channel', input.channel);
    if (!input.text.trim() && input.files.length === 0) throw new RuleViolation('reply-missing', {}, 'text');
    const at = ownMoment(it, arrivalOn(it, input.on, 'repliedOn'));
    const id = await takeIn(it, input, { ...input, at, channel });
    it.tell('reply-recorded', { at: at.toISOString(), channel, files: input.files.length });
    if (input.as === 'more') await waitOn(it, at);
    else tellOfWaits(it, at);
    if (await isReader(it)) return;
    it.request.unreadSince ??= it.now;
    await tellReaders(it, 'message-notice', `message:${id}`);
  });
}

/** Continues the open pauses: this was no answer to the question. */
async function waitOn(it: Change, at: Date): Promise<void> {
  for (const { reason, askedAt, answeredAt } of it.sheet.waits) {
    if (answeredAt || askedAt > at) continue;
    await it.record('reply-rejected', at, { about: reason });
    it.tell('reply-rejected', { reason, at: at.toISOString() });
  }
}

/** That a reply is no answer is recorded under its moment, so another message of the same day needs a moment of its own. */
function ownMoment({ sheet }: Pick<Change, 'sheet'>, at: Date): Date {
  const taken = sheet.recorded.some(
    (fact) => fact.name === 'reply-rejected' && fact.at.getTime() === at.getTime(),
  );
  return taken ? ownMoment({ sheet }, new Date(at.getTime() + 1)) : at;
}

/** Logs each pause that the message ends. */
function tellOfWaits(it: Change, at: Date): void {
  for (const { reason, askedAt, answeredAt } of it.sheet.waits)
    if (!answeredAt && askedAt <= at) it.tell('resumed', { reason, at: at.toISOString() });
}

/**
 * Stores the words and files, and records when they came. While a question about identity is undecided, files are evidence of it, unless
 * they are a mandate.
 */
async function takeIn(
  it: Change,
  { text, files, mandate }: MessageInput & Mandate,
  { at, channel, as, note }: { at: Date; channel: Channel } & Taken,
): Promise<number> {
  const asked = as !== 'more' && it.sheet.waits.some(({ reason }) => reason === 'identity');
  const usual = asked && !it.sheet.identityConfirmed ? ('identity' as const) : ('message' as const);
  const ids = await it.keep(mandate ? 'mandate' : usual, files);
  const [written = null] = await it.keep('message-text', wordsOf(text));
  const detail: MessageDetail = {
    text: written,
    files: ids,
    channel,
    ...(note?.trim() && { note: note.trim() }),
  };
  return it.record('message-received', at, { detail });
}

/** The words as a file of their own, if there are any. */
const wordsOf = (text: string): IncomingFile[] =>
  text.trim() ? [{ name: 'message.txt', mediaType: 'text/plain', content: Buffer.from(text) }] : [];

/** Minutes within which the same words and files are one message: a double click, or a retry after a lost answer. */
const SAME_MESSAGE_MINUTES = 10;

async function cameBefore(it: Change, { text, files }: MessageInput): Promise<boolean> {
  const all = [...wordsOf(text), ...files];
  const digests = [...new Set(all.map((file) => digestOfFile(it.key, file)))];
  const since = new Date(it.now.getTime() - SAME_MESSAGE_MINUTES * 60_000);
  const kept = { requestId: it.request.id, digest: digests, createdAt: { [Op.gte]: since } };
  const found = await Attachment.findAll({
    where: { ...kept, purpose: MESSAGE_PURPOSES },
  });
  return new Set(found.map(({ digest }) => digest)).size === digests.length;
}
