import type { Particulars } from '../../domain/intake/particulars.ts';
import { type Channel, REQUEST_PURPOSES } from '../../domain/lifecycle/vocabulary.ts';
import { attachmentText, nameOfFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { type Key, unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { Fact } from '../fact.ts';
import type { MessageDetail } from '../subjectRequest/message.ts';
import { detailsOf, keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** A file that the person sent; without a name once it was destroyed. */
export type OwnFile = { name?: string };
export type OwnMessage = { at: Date; channel: Channel; files: OwnFile[]; text: string };

/** What the person wrote and sent, and the messages that followed. */
export type WrittenByPerson = {
  about: string;
  /** The answers to the questions of the right. */
  particulars?: Particulars;
  /** The person whose data it is, if somebody else writes for them. */
  client?: string;
  files: OwnFile[];
  messages: OwnMessage[];
};

/** Channels in which the text is the person's own; a colleague's notes of a call or visit are not. */
const IN_THEIR_WORDS: readonly Channel[] = ['form', 'mail', 'post'];

/** Everything that the person has written, for them alone. */
export async function writtenBy(desk: Desk, request: SubjectRequest): Promise<WrittenByPerson> {
  const key = keyOf(desk, request);
  const where = { requestId: request.id };
  const rows = await Attachment.findAll({ where, order: ['id'] });
  const fileOf = (row: Attachment): OwnFile => ({ name: nameOfFile(key, row)?.name });
  const facts = await Fact.findAll({ where: { ...where, name: 'message-received' } });
  const kinds = ['message-received', 'reply-recorded'];
  const events = await Event.findAll({ where: { ...where, kind: kinds }, order: ['sequence'] });
  const { about, particulars, behalf } = detailsOf(desk, request);
  const details = facts.flatMap(({ recordedAt, detail }) =>
    detail ? [{ at: recordedAt.toISOString(), ...unsealJson<MessageDetail>(key, detail) }] : [],
  );
  const sentLater = new Set(details.flatMap(({ files }) => files));
  return {
    about,
    particulars,
    client: behalf?.name,
    files: rows
      .filter(({ id, purpose }) => REQUEST_PURPOSES.some((each) => each === purpose) && !sentLater.has(id))
      .map(fileOf),
    messages: events.map((event) => {
      const { files = 0, at = event.at, channel = 'form' } = JSON.parse(event.data);
      const detail = details.find(({ at: saidAt }) => saidAt === event.at);
      const named = rows.filter(({ id }) => detail?.files.includes(id)).map(fileOf);
      const text = IN_THEIR_WORDS.includes(channel) ? wordsIn(key, rows, event.at, detail) : '';
      const unnamed = Array.from({ length: Math.max(0, Number(files) - named.length) }, () => ({}));
      return { at: new Date(at), channel, files: [...named, ...unnamed], text };
    }),
  };
}

/** The words of a message; for one from before messages were facts, the text stored at the same moment. */
function wordsIn(key: Key, rows: Attachment[], at: string, detail: MessageDetail | undefined): string {
  const texts = rows.filter(({ purpose }) => purpose === 'message-text');
  const row = detail
    ? texts.find(({ id }) => id === detail.text)
    : texts.find(({ createdAt }) => createdAt.toISOString() === at);
  return row ? attachmentText(key, row) : '';
}
