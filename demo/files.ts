import type { Right } from '../domain/rights.ts';
import type { IncomingFile } from '../models/attachment/store.ts';
import type { StoryCase } from './story.ts';

/** The content of an answer: a few invented lines. */
export function answerFiles(it: StoryCase): IncomingFile[] {
  const name = it.target.reference.toLowerCase();
  if (it.right === 'portability') return [file(`${name}.csv`, 'text/csv', table(it))];
  if (it.right === 'access') return [file(`${name}.json`, 'application/json', record(it))];
  return [];
}

const record = ({ person, receivedAt, random }: StoryCase) =>
  JSON.stringify(
    {
      name: person.name,
      email: person.email,
      address: person.street,
      customerSince: new Date(receivedAt.getTime() - random.between(200, 3000) * 86_400_000)
        .toISOString()
        .slice(0, 10),
      tickets: Math.floor(random.between(0, 40)),
      recipients: ['payment provider', 'support desk'],
    },
    null,
    2,
  );

const table = ({ person, random }: StoryCase) =>
  [
    'field,value',
    `name,"${person.name}"`,
    `email,${person.email}`,
    `projects,${Math.floor(random.between(1, 9))}`,
  ].join('\n');

/** An occasional enclosure: a lawyer's letter, a screenshot in words. */
export const enclosure = (right: Right): IncomingFile =>
  file(`${right}.txt`, 'text/plain', 'An invented enclosure of the demo.\n');

/** A one-pixel grey image, in place of a scanned document. */
export const scan = (): IncomingFile => ({
  name: 'document.png',
  mediaType: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
});

export const protocol = (text: string): IncomingFile => file('protocol.txt', 'text/plain', `${text}\n`);

const file = (name: string, mediaType: string, text: string): IncomingFile => ({
  name,
  mediaType,
  content: Buffer.from(text),
});
