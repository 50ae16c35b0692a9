import { folded } from '../../domain/folding.ts';
import { type LANGUAGES, languageName, STAFF_LANGUAGES } from '../../domain/languages.ts';
import { type RegisterColumn, WORD_COLUMNS, type WordColumn } from '../../domain/register/columns.ts';
import type { KnownWords } from '../../domain/register/mapping.ts';
import { type T, translator } from '../i18n.ts';

/** Headings of the queue's own export, which its columns have in each language. */
const HEADINGS: Record<string, RegisterColumn> = {
  reference: 'reference',
  person: 'personName',
  email: 'personEmail',
  right: 'right',
  channel: 'channel',
  received: 'receivedOn',
  replyDue: 'dueOn',
  status: 'status',
  outcome: 'outcome',
  assignee: 'assignee',
  answered: 'answeredOn',
  closed: 'closedOn',
  extended: 'extendedOn',
  identified: 'identityConfirmedOn',
  identityMethod: 'identityMethod',
  policy: 'policy',
  residence: 'residence',
  client: 'onBehalfOf',
  tags: 'tags',
  postalAddress: 'postalAddress',
  asked: 'details',
  extensionGround: 'extensionGround',
  extensionReason: 'extensionReason',
  charge: 'charge',
  action: 'action',
};

/** A word of a closed list as the pages say it. */
const WORDED: Record<WordColumn, (t: T, word: string) => string> = {
  channel: (t, word) => t(`requests:channel.${word}`),
  right: (t, word) => t(`requests:right.${word}`),
  language: (_, word) => languageName(word as (typeof LANGUAGES)[number]),
  identityMethod: (t, word) => t(`events:method.${word}`),
  extensionGround: (t, word) => t(`events:extensionGround.${word}`),
  status: (t, word) => t(`requests:status.${word}`),
  outcome: (t, word) => t(`requests:outcome.${word}`),
  answeredBy: (t, word) => t(`requests:channel.${word}`),
};

/** What a word of a closed list is called. */
export const wordedIn = (t: T, column: WordColumn, word: string): string => WORDED[column](t, word);

let known: KnownWords | undefined;

/** The headings and words that the desk itself uses in the languages of its staff: a table that has them needs no mapping. */
export function knownWords(): KnownWords {
  if (known) return known;
  const all = STAFF_LANGUAGES.map(translator);
  const columns = all.flatMap((t) =>
    Object.entries(HEADINGS).map(([key, column]) => [folded(t(`queue:csvColumn.${key}`)), column] as const),
  );
  const values = Object.entries(WORD_COLUMNS).map(([column, words]) => [
    column,
    new Map(
      all.flatMap((t) =>
        words.map((word) => [folded(wordedIn(t, column as WordColumn, word)), word] as const),
      ),
    ),
  ]);
  known = { columns: new Map(columns), values: Object.fromEntries(values) };
  return known;
}
