import { Op } from 'sequelize';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { digestOfFile, type IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { isReader, tellReaders } from '../letter/tellReaders.ts';
import { type Change, change, type Target } from './change.ts';
import { arrivalOn, endOfWait } from './waits.ts';

/** What somebody wrote, and the files that came with it. */
export type Written = { text: string; files: IncomingFile[] };
/** That the files show that whoever writes may act for somebody: they are kept, not destroyed with what shows an identity. */
type Mandate = { mandate?: boolean };
/** The day on which it reached the organisation, and how. */
export type Came = { on: CalendarDate; channel: Channel };
/** Whether it is the answer to what they were asked, or something beside it; and what a colleague says of it. */
export type Taken = { as?: 'answer' | 'more'; note?: string };
/** What is kept with the fact that a message came: its words and files by their ids. */
export type MessageDetail = { text: number | null; files: number[]; channel: Channel; note?: string };

/**
 * A message of the person through the status page, at any time: also about a request that is closed. Until somebody marks
 * it as read it waits in the queue, and those who work on the request are told by mail, whatever becomes of that mail. The page says that it came, and a mailbox
 * that is known to be the person's gets word of it.
 *
 * It ends whatever we waited for as of now: the clocks stand still until the reply has arrived, as our letters say, not until
 * somebody has read it. Asked again, they stand still again.
 */
export function leaveMessage(desk: Desk, by: By, target: Target, input: Written & Mandate) {
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

/** An address that nobody has shown to be theirs gets the receipt of the request and codes, nothing else. */
const isMailboxKnown = ({ request, sheet }: Change): boolean =>
  Boolean(request.personEmail) &&
  (!request.mailboxNeeded || sheet.recorded.some(({ name }) => name === 'mailbox-confirmed'));

/**
 * What came by post, phone or any other way, recorded by hand with the day on which it arrived: a second letter, a call, files. It
 * ends what is waited for as of that day, unless whoever records it says that it is no answer to that: then the wait goes on as
 * after `rejectReply`. Whoever works on the request is told, unless they recorded it themselves.
 */
export function recordReply(desk: Desk, by: By, target: Target, input: Written & Mandate & Came & Taken) {
  return change(desk, by, target, 'record-reply', async (it) => {
    if (!input.text.trim() && input.files.length === 0) throw new RuleViolation('reply-missing', {}, 'text');
    const at = ownMoment(it, arrivalOn(it, input.on, 'repliedOn'));
    const id = await takeIn(it, input, { at, ...input });
    const { channel, files } = input;
    it.tell('reply-recorded', { at: at.toISOString(), channel, files: files.length });
    if (input.as === 'more') await waitOn(it, at);
    else tellOfWaits(it, at);
    if (await isReader(it)) return;
    it.request.unreadSince ??= it.now;
    await tellReaders(it, 'message-notice', `message:${id}`);
  });
}

/** What they were asked and what still waits goes on: this was not the answer to it. */
async function waitOn(it: Change, at: Date): Promise<void> {
  for (const { reason, askedAt, answeredAt } of it.sheet.waits) {
    if (answeredAt || askedAt > at) continue;
    await it.record('reply-rejected', at, { about: reason });
    it.tell('reply-rejected', { reason, at: at.toISOString() });
  }
}

/** That a reply of some moment was no answer is said of that moment: another that came on the same day has one of its own. */
function ownMoment({ sheet }: Pick<Change, 'sheet'>, at: Date): Date {
  const taken = sheet.recorded.some(
    (fact) => fact.name === 'reply-rejected' && fact.at.getTime() === at.getTime(),
  );
  return taken ? ownMoment({ sheet }, new Date(at.getTime() + 1)) : at;
}

/** Each wait that ends by what the person wrote, for the log. */
function tellOfWaits(it: Change, at: Date): void {
  for (const { reason, askedAt, answeredAt } of it.sheet.waits)
    if (!answeredAt && askedAt <= at) it.tell('resumed', { reason, at: at.toISOString() });
}

/** Keeps the words and files, and records when they came. Until identity is decided on after it was asked for, files are evidence of it, unless they are a mandate. */
async function takeIn(
  it: Change,
  { text, files, mandate }: Written & Mandate,
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

/** What somebody wrote, as it is kept: a file of its own, where there is anything. */
const wordsOf = (text: string): IncomingFile[] =>
  text.trim() ? [{ name: 'message.txt', mediaType: 'text/plain', content: Buffer.from(text) }] : [];

/** The same words and files within this time are one message: a double click, or a retry after a lost answer. */
const SAME_MESSAGE_MINUTES = 10;

async function cameBefore(it: Change, { text, files }: Written): Promise<boolean> {
  const all = [...wordsOf(text), ...files];
  const digests = [...new Set(all.map((file) => digestOfFile(it.key, file)))];
  const since = new Date(it.now.getTime() - SAME_MESSAGE_MINUTES * 60_000);
  const kept = { requestId: it.request.id, digest: digests, createdAt: { [Op.gte]: since } };
  const found = await Attachment.findAll({
    where: { ...kept, purpose: ['message', 'message-text', 'identity', 'mandate'] },
  });
  return new Set(found.map(({ digest }) => digest)).size === digests.length;
}
