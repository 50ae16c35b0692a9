import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { type IncomingFile, storeForEach } from '../attachment/store.ts';
import { type Key, keyedDigest } from '../crypto/keyring.ts';
import { insert } from '../database/insert.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By } from '../desk.ts';
import { beginChains, type EventData, type NewEvents } from '../event/append.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { deadlineRowOf } from './deadlineRows.ts';
import { choiceInLog, type KnownSituation } from './policyChoice.ts';
import type { Computable } from './recompute.ts';
import type { Details } from './sealed.ts';

/** A request that has its row, with its key, deadlines and details. */
export type Made = { request: SubjectRequest; key: Key; deadlines: Deadline[]; details: Details };
type PersonAndFiles = { person: { name: string; email?: string }; files: IncomingFile[] };

/** Stores the dates, files and first events of the requests of one form: one statement for each kind, however many there are. */
export async function keepWith(made: Made[], by: By, now: Date, intake: PersonAndFiles): Promise<void> {
  await insert(
    DeadlineRow,
    made.flatMap(({ request, deadlines }) => deadlines.map((deadline) => deadlineRowOf(deadline, request))),
  );
  const mandates = intake.files.filter(({ mandate }) => mandate);
  const others = intake.files.filter(({ mandate }) => !mandate);
  const lots = [
    { purpose: 'request', stored: await storeForEach(made, 'request', others, now) },
    { purpose: 'mandate', stored: await storeForEach(made, 'mandate', mandates, now) },
  ];
  const told = made.map(({ request, key, details }, nth) => {
    const events: NewEvents = [{ kind: 'received', data: receiptOf(request, key, { ...intake, details }) }];
    for (const { purpose, stored } of lots)
      for (const { id, digest } of stored[nth] ?? [])
        events.push({ kind: 'file-stored', data: { attachment: id, purpose, digest } });
    return { request, events };
  });
  await beginChains(told, by, now);
}

/** What the log keeps of a receipt: the accountability trail (Art. 5(2)), and keyed digests of what identifies the person. */
export const receiptOf = (
  request: Pick<SubjectRequest, keyof Computable | keyof KnownSituation | 'decidedBy' | 'channel'>,
  key: Key,
  { person, details }: Pick<PersonAndFiles, 'person'> & Pick<Made, 'details'>,
): EventData => ({
  right: request.right,
  channel: request.channel,
  receivedAt: request.receivedAt.toISOString(),
  receivedByDay: request.receivedByDay,
  zone: request.zone,
  calendar: request.calendar,
  policy: `${request.policyId}@${request.policyVersion}`,
  ...choiceInLog(key, request),
  person: keyedDigest(key, `${person.name}\n${person.email ?? ''}`),
  details: keyedDigest(key, JSON.stringify(details)),
});
