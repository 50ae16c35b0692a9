import { shortDate } from '../../views/dates.ts';
import { translator } from '../../views/i18n.ts';
import type { Served } from './processes.ts';

/** What a row of the queue says, in English. */
type Shown = Record<
  'reference' | 'person' | 'right' | 'received' | 'title' | 'status' | 'assignee',
  string | undefined
>;

const t = translator('en');

export async function pageOf({ url, headers }: Served, path: string): Promise<string> {
  return (await fetch(url + path, { headers, redirect: 'manual' })).text();
}

/** The rows of our own page. */
export const shownByOurs = (page: string): Shown[] =>
  cellsOfRows(page).map(([reference, person, right, received, due = '', , status, assignee]) => ({
    reference: textOf(reference),
    person: textOf(/<bdi>(.*?)<\/bdi>/s.exec(person ?? '')?.[1]),
    right: textOf(right),
    received: textOf(received),
    title: textOf(/class="unbroken".*?class="quiet">(.*?)<\/span>/s.exec(due)?.[1]),
    status: textOf(status),
    assignee: textOf(assignee),
  }));

/** The rows of the floor's page, put into the words that ours has for them. */
export const shownByFloor = (page: string): Shown[] =>
  cellsOfRows(page).map(([reference, person, right, received, due = '', status, assignee]) => ({
    reference: textOf(reference),
    person: textOf(person),
    right: t(`requests:right.${right}`),
    received: shortDate(received as Parameters<typeof shortDate>[0], 'en'),
    title: /<span>(.*)<\/span>/.exec(due)?.[1],
    status: t(`requests:status.${status}`),
    assignee: assignee || t('requests:nobody'),
  }));

const cellsOfRows = (page: string): string[][] =>
  [...page.matchAll(/<tr>\s*<th[ >](?! *scope="col").*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<(t[hd])\b[^>]*>(.*?)<\/\1>/gs)].map(([, , cell = '']) => cell),
  );

const textOf = (cell = ''): string =>
  cell
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
