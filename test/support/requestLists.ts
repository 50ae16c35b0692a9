import type { By, Desk } from '../../models/desk.ts';
import { countBands } from '../../models/subjectRequest/bands.ts';
import type { Sort } from '../../models/subjectRequest/cursor.ts';
import { type Filter, VIEWS } from '../../models/subjectRequest/filter.ts';
import { everyRequest } from '../../models/subjectRequest/listing.ts';
import { readRequest } from '../../models/subjectRequest/page.ts';
import { readQueue } from '../../models/subjectRequest/queue.ts';
import { relatedToPerson } from '../../models/subjectRequest/related.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';

const NOW = new Date('2026-04-01T09:20:00Z');
const UNTIL = { tomorrow: new Date('2026-04-01T22:00:00Z'), weekEnd: new Date('2026-04-08T22:00:00Z') };
const ADA = { name: 'Ada Example', email: 'ada@example.org', customerNumber: '4711' };

/** Whatever lists or counts requests, as a DPO sees it on 1 April 2026; `one` is the request whose page names others. */
export async function listsOfRequests(desk: Desk, dpo: By & { userId: number }, one: SubjectRequest) {
  const at = { ...desk, clock: () => NOW };
  const queue = async (filter: Omit<Filter, 'sort'> & { sort?: Sort }) => {
    const { rows, ...counted } = await readQueue(at, dpo, { sort: 'deadline', ...filter }, UNTIL);
    return { references: rows.map(({ reference }) => reference), ...counted };
  };
  const tabs: Record<string, Awaited<ReturnType<typeof queue>>> = {};
  for (const view of VIEWS) tabs[view] = await queue({ view });
  for (const sort of ['newest', 'oldest'] as const) tabs[sort] = await queue({ view: 'all', sort });
  const all = { view: 'all' } as const;
  const exported: string[] = [];
  for await (const row of everyRequest(at, dpo, { ...all, sort: 'deadline' })) exported.push(row.reference);
  const { related, linked } = await readRequest(at, dpo, one.reference, 'dpo');
  return {
    tabs,
    words: await queue({ ...all, q: 'ada' }),
    number: await queue({ ...all, q: '4711' }),
    narrowed: await queue({ ...all, right: 'access', assignee: dpo.userId }),
    exported,
    bands: await countBands(at, NOW),
    related: [related, linked],
    ofPerson: await relatedToPerson(at, dpo, ADA),
  };
}
