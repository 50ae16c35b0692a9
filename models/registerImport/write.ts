import { setImmediate as others } from 'node:timers/promises';
import { folded, foldedCode, nameKey } from '../../domain/folding.ts';
import { eventOfFact } from '../../domain/lifecycle/events.ts';
import type { PastFact } from '../../domain/register/past.ts';
import { endOf } from '../../domain/reports/end.ts';
import { countsAsClosed } from '../../domain/reports/month.ts';
import { CountedEndRow } from '../countedEnd.ts';
import { hashOfToken, type Key, sealJson } from '../crypto/keyring.ts';
import { insert, insertAll } from '../database/insert.ts';
import { inTransaction } from '../database/transaction.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { beginChains, type EventData, type NewEvents } from '../event/append.ts';
import { Fact } from '../fact.ts';
import { deadlineRowOf } from '../subjectRequest/deadlineRows.ts';
import { receiptOf } from '../subjectRequest/made.ts';
import { newReference } from '../subjectRequest/reference.ts';
import { type Details, sealDetails } from '../subjectRequest/sealed.ts';
import { customerDigestOf, searchTextOf } from '../subjectRequest/searchText.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { mailboxTokenOf, statusTokenOf } from '../submission/links.ts';
import { Submission } from '../submission.ts';
import { tagOf } from '../tag/tagging.ts';
import { RequestTag } from '../tag.ts';
import { BREATH } from './look.ts';
import type { ImportPlace } from './place.ts';
import type { PlannedLine } from './plan.ts';

/** A line to be written: its number in the table, under which reference, and whose it will be. */
export type LineToWrite = PlannedLine & {
  at: number;
  reference?: string;
  number?: string;
  assigneeId?: number;
};

export type ImportOf = { id: number; fileName: string };

/**
 * Writes a batch of lines in one transaction: for each a request with its key, its facts by their own days, its dates, its log and how its end
 * counts. Nobody is written to. Returns how many.
 */
export async function writeLines(
  desk: Desk,
  by: By,
  place: ImportPlace,
  of: ImportOf,
  lines: readonly LineToWrite[],
): Promise<number> {
  const tags = await tagIds(by, lines);
  const made: ReturnType<typeof requestOf>[] = [];
  for (const [nth, one] of lines.entries()) {
    if (nth % BREATH === 0) await others();
    made.push(requestOf(desk, place, of, one, tags));
  }
  return inTransaction(desk.database, async () => {
    const submissions = await insertAll(
      Submission,
      made.map(({ submission }) => submission),
    );
    const ids = await insertAll(
      SubjectRequest,
      made.map(({ row }, nth) => ({ ...row, submissionId: submissions[nth] as number })),
    );
    const all = made.map((one, nth) => ({ ...one, id: ids[nth] as number }));
    const { organisation, now } = place;
    const owner = (id: number) => ({ id, organisationId: organisation.id });
    await insert(
      DeadlineRow,
      all.flatMap(({ id, one }) => one.deadlines.map((deadline) => deadlineRowOf(deadline, owner(id)))),
    );
    await insert(
      Fact,
      all.flatMap(({ id, key, one }) => one.facts.map((fact) => factRow(fact, { id, key, by, now }))),
    );
    await insert(
      RequestTag,
      all.flatMap(({ id, tagged }) => tagged.map((tagId) => ({ requestId: id, tagId }))),
    );
    await insert(
      CountedEndRow,
      all.flatMap(({ id, one, row }) => countedRows(place, id, one, row)),
    );
    await beginChains(
      all.map(({ id, row, events }) => ({ request: { ...owner(id), reference: row.reference }, events })),
      by,
      now,
    );
    return all.length;
  });
}

/** Every tag that the lines name, by its name; a new one is made. */
async function tagIds(by: By, lines: readonly LineToWrite[]): Promise<Map<string, number>> {
  const names = new Set(lines.flatMap(({ line }) => line.tags));
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (await tagOf(by, name)).id);
  return found;
}

function requestOf(
  desk: Desk,
  { organisation, now }: ImportPlace,
  of: ImportOf,
  one: LineToWrite,
  tags: ReadonlyMap<string, number>,
) {
  const { line, basis, columns, record } = one;
  const formKey = `import:${of.id}:${one.at}`;
  const wrappedKey = desk.keyring.newWrappedKey();
  const key = desk.keyring.unwrap(wrappedKey);
  const { onBehalfOf, ...details } = line.details;
  const kept: Details = { ...details, ...(onBehalfOf && { behalf: { relation: '', name: onBehalfOf } }) };
  const naming = {
    reference: one.reference ?? newReference(),
    personName: line.personName,
    personEmail: line.personEmail ?? null,
  };
  const clientName = onBehalfOf ?? '';
  const tagged = [...new Set(line.tags.flatMap((name) => tags.get(name) ?? []))];
  const number = one.number ?? line.number;
  const row = {
    ...basis,
    ...columns,
    ...record,
    ...naming,
    organisationId: organisation.id,
    channel: line.channel,
    language: line.language,
    details: sealDetails(key, kept),
    customerDigest: customerDigestOf(desk, organisation.id, line.details.customerNumber),
    clientName,
    wrappedKey,
    version: 1,
    tellAt: null,
    assigneeId: one.assigneeId ?? null,
    tags: tagged.length > 0 ? JSON.stringify(tagged) : null,
    searchText: [
      searchTextOf({ ...naming, clientName }),
      ...(number ? [folded(number), foldedCode(number)] : []),
    ].join(' '),
    nameKey: nameKey(line.personName),
    importId: of.id,
    importLine: one.at,
    importNumber: number ?? null,
    createdAt: now,
  };
  const submission = {
    organisationId: organisation.id,
    formKey,
    statusTokenHash: hashOfToken(statusTokenOf(desk, formKey)),
    mailboxTokenHash: basis.mailboxNeeded ? hashOfToken(mailboxTokenOf(desk, formKey)) : null,
    createdAt: now,
  };
  const person = { name: line.personName, email: line.personEmail };
  const imported = { import: of.id, file: of.fileName, line: one.at, ...(number && { number }) };
  const events: NewEvents = [
    { kind: 'received', data: receiptOf(row, key, { person, details: kept }) },
    { kind: 'imported', data: imported },
    ...one.facts.map((fact) => ({ kind: eventOfFact(fact.name), data: toldOf(fact, one) })),
  ];
  return { one, row, key, submission, events, tagged };
}

/** What the log says of a fact of the past: the same as of one of today, and as of when. */
function toldOf({ name, about, at, detail, pack }: PastFact, { sheet }: PlannedLine): EventData {
  const as = { at: at.toISOString() };
  switch (name) {
    case 'identity-confirmed':
      return { ...(about && { method: about }), ...as };
    case 'paused':
    case 'resumed':
      return { reason: about, ...as };
    case 'extension-decided':
      return { ...(detail?.ground && { ground: detail.ground }), ...(about && { until: about }), ...as };
    case 'refused':
    case 'refused-in-part':
      return { scope: name === 'refused' ? 'whole' : 'part', ...(about && { ground: about }), ...as };
    case 'answered':
      return { ...(about && { by: about }), ...as };
    case 'fulfilled':
    case 'clock-cancelled':
      return { clock: about, pack: pack ?? null, ...as };
    case 'closed':
      return { outcome: sheet.outcome, ...as };
    default:
      return as;
  }
}

type FactOf = { id: number; key: Key; by: By; now: Date };

const factRow = ({ name, about, at, detail, pack = '' }: PastFact, { id, key, by, now }: FactOf) => ({
  requestId: id,
  name,
  about,
  pack: pack || null,
  at,
  detail: detail && Object.keys(detail).length > 0 ? sealJson(key, detail) : null,
  actor: by.actor,
  recordedAt: now,
});

/** How its end counts: in a month that the desk had closed before, as a correction (decision 0027). */
function countedRows(
  { organisation: { id: organisationId, zone }, now, countedSince }: ImportPlace,
  requestId: number,
  { sheet, deadlines }: PlannedLine,
  row: Parameters<typeof endOf>[0],
) {
  const end = endOf(row, sheet, deadlines);
  if (!end) return [];
  const atClose = !countsAsClosed(end.month, now, zone, countedSince);
  return [{ ...end, requestId, organisationId, atClose, stands: true, countedAt: now }];
}
