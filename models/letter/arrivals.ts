import { localDate } from '../../domain/calendar/zone.ts';
import type { Language } from '../../domain/languages.ts';
import { sealJson } from '../crypto/keyring.ts';
import { insertOnce } from '../database/insert.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { Organisation } from '../organisation.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { newMessageId } from './queue.ts';
import { readersAt, TO_READERS } from './recipients.ts';

/** A letter to staff about new requests: at once about one, or in the morning about all since the last such letter. */
type ArrivalPlan = {
  kind: 'arrival' | 'arrivals-digest';
  organisationId: number;
  recipient: string;
  language: Language;
  ledgerKey: string;
  /** The requests it reports. */
  ids: number[];
  reference: string | null;
  step: string;
};

/** A request to report, once for each of its readers. */
type Arrived = {
  id: number;
  reference: string;
  organisationId: number;
  zone: string;
  recipient: string;
  language: Language;
  /** 1 if one of its deadlines counts in hours, 2 if one of those is running. */
  hours: number;
};

/**
 * The letters about new requests that staff have not been told of. A request with a deadline in hours gets its own letter at
 * once, unless that deadline is running: then its first reminder serves. The others go into the morning's digest. A request
 * that nobody can work on waits until somebody can.
 */
export async function planArrivals(desk: Desk, now: Date): Promise<ArrivalPlan[]> {
  const plans = new Map<string, ArrivalPlan>();
  for (const arrived of await arrivedBy(desk, now)) {
    if (arrived.hours === 2) continue;
    const plan = arrived.hours ? atOnce(arrived) : inMorning(arrived, now);
    const known = plans.get(plan.ledgerKey) ?? plan;
    plans.set(plan.ledgerKey, known);
    known.ids.push(arrived.id);
  }
  return [...plans.values()];
}

/** Writes the letters, each once, and marks their requests as reported. Returns the number of new letters. */
export async function writeArrivals(desk: Desk, now: Date): Promise<number> {
  const due = await arrivedBy(desk, now);
  if (due.length === 0) return 0;
  const plans = await planArrivals(desk, now);
  return inTransaction(desk.database, async () => {
    const told = new Set(due.filter(({ hours }) => hours === 2).map(({ id }) => id));
    let written = 0;
    for (const plan of plans) {
      if (!(await insertOnce(Letter, await rowOf(desk, plan, now)))) continue;
      written += 1;
      for (const id of plan.ids) told.add(id);
    }
    await SubjectRequest.update({ tellAt: null }, { where: { id: [...told] } });
    return written;
  });
}

/** Uses an index that holds only unreported requests. */
const arrivedBy = async (desk: Desk, now: Date): Promise<Arrived[]> =>
  selectSlowly<Arrived>(
    desk.database,
    `WITH ${await readersAt(desk, now)},
      c AS (SELECT r.id, r.reference, r.organisation_id, r.assignee_id, o.zone,
          (SELECT MAX(CASE d.state WHEN 'running' THEN 2 ELSE 1 END) FROM deadlines d
            WHERE d.request_id = r.id AND d.kind = 'hour' AND d.advisory = FALSE AND d.state IN ('notStarted', 'running', 'paused')) AS hours
        FROM subject_requests r JOIN organisations o ON o.id = r.organisation_id
        WHERE r.kind = 'request' AND r.tell_at IS NOT NULL AND r.tell_at <= ${sqlWordsOf(desk.database).moment(now)})
     SELECT c.id, c.reference, c.organisation_id AS "organisationId", c.zone, 'user:' || s.user_id AS recipient, s.language,
       COALESCE(c.hours, 0) AS hours FROM c ${TO_READERS} WHERE s.user_id IS NOT NULL ORDER BY c.id, s.user_id`,
  );

const atOnce = ({ id, reference, organisationId, recipient, language }: Arrived): ArrivalPlan => ({
  kind: 'arrival',
  organisationId,
  recipient,
  language,
  ledgerKey: `arrival:${id}:${recipient}`,
  ids: [],
  reference,
  step: '',
});

function inMorning({ organisationId, zone, recipient, language }: Arrived, now: Date): ArrivalPlan {
  const step = localDate(now, zone);
  const ledgerKey = `arrivals:${organisationId}:${recipient}:${step}`;
  return {
    kind: 'arrivals-digest',
    organisationId,
    recipient,
    language,
    ledgerKey,
    ids: [],
    reference: null,
    step,
  };
}

async function rowOf(desk: Desk, { ids, reference: _, ...plan }: ArrivalPlan, now: Date) {
  const one = plan.kind === 'arrival' ? (ids[0] ?? null) : null;
  const { wrappedKey } = await Organisation.findByPk(plan.organisationId, { rejectOnEmpty: true });
  const data = one ? null : sealJson(desk.keyring.unwrap(wrappedKey), { requests: ids.join(',') });
  const waits = { state: 'queued' as const, channel: 'mail' as const, nextAttemptAt: now, createdAt: now };
  return { ...plan, ...waits, step: plan.step || null, requestId: one, data, messageId: newMessageId() };
}
