import type { MessageDetail } from './message.ts';
import type { FactNote, MessageNote } from './requestPage.ts';

type Text = { id: number; at: Date; text: string };

/** The person's messages since the request came, oldest first: each by its fact, with the words stored beside it. */
export function messageNotes(
  facts: FactNote[],
  texts: Text[],
  { unreadSince }: { unreadSince: Date | null },
): MessageNote[] {
  const received = facts.filter(({ name }) => name === 'message-received');
  const messages = received.map(({ at, recordedAt, detail }) => {
    const { text, files, channel, note } = detail as MessageDetail;
    const words = texts.find(({ id }) => id === text)?.text ?? '';
    return {
      at,
      channel,
      text: words,
      files,
      note,
      isUnread: unreadSince !== null && recordedAt >= unreadSince,
    };
  });
  const known = new Set(received.map(({ detail }) => (detail as MessageDetail).text));
  return [...withoutFact(texts, known), ...messages].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Messages from before messages were facts. */
const withoutFact = (texts: Text[], known: Set<number | null>): MessageNote[] =>
  texts
    .filter(({ id }) => !known.has(id))
    .map(({ at, text }) => ({ at, channel: 'form', text, files: [], isUnread: false }));
