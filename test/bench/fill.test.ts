import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { unsealJson } from '../../models/crypto/keyring.ts';
import type { By } from '../../models/desk.ts';
import { verifyChains } from '../../models/event/verify.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { countRequests } from '../../models/subjectRequest/counts.ts';
import { fulfil } from '../../models/subjectRequest/fulfilment.ts';
import { askIdentity, confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { derive, factSheetOf } from '../../models/subjectRequest/recompute.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../models/submission/links.ts';
import { answer } from '../support/answering.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { promiseBy } from '../support/promises.ts';
import { staffMemberOf } from '../support/requests.ts';
import { fill } from './fill.ts';
import { ENDS, momentOf, type Plan, plansFor, type Story } from './plan.ts';
import { POLICY, type Setting } from './request.ts';
import { type Row, TABLES } from './rows.ts';
import { PROMISES, WORDS } from './steps.ts';

const NOW = '2026-03-02T09:00:00Z';

describe('The rows of the benchmarks', () => {
  let desk: TestDesk;
  let setting: Setting;

  beforeEach(begin);

  it('leave every index, reference and trigger of the schema as it was', async () => {
    const before = await schemaOf(desk);
    await fill(setting, plansFor(3, desk.clock()));
    assert.ok(before.length > 30);
    assert.deepEqual(await schemaOf(desk), before);
  });

  it('are those that the verbs write, for a request of each story', async () => {
    const plans = oneOfEach(new Date(NOW));
    await fill(setting, plans);
    const filled = await everything(desk);
    await begin();
    for (const plan of plans) await replay(setting, plan);
    // A filled desk is one whose staff have been told of what came.
    await desk.database.query('UPDATE subject_requests SET tell_at = NULL');
    const written = await everything(desk);
    assert.equal(filled.subject_requests?.length, plans.length);
    for (const table of TABLES) assert.deepEqual(filled[table], written[table], table);
  });

  it('have chains that hold, dates that a replay of the facts gives again, and a tenth open', async () => {
    await fill(setting, plansFor(200, desk.clock()));
    const { requests, firstBroken } = await verifyChains(desk);
    assert.deepEqual({ requests, firstBroken }, { requests: 200, firstBroken: null });
    for (const request of await SubjectRequest.findAll()) {
      const { columns } = derive(desk, request, await factSheetOf(request));
      const { status, outcome, closedAt, nextLateAt, nextClock, nextPack, nextDueOn, warnAt, waitingSince } =
        request;
      const stored = {
        status,
        outcome,
        closedAt,
        nextLateAt,
        nextClock,
        nextPack,
        nextDueOn,
        warnAt,
        waitingSince,
      };
      assert.deepEqual(stored, columns, request.reference);
    }
    const by: By = {
      organisationId: setting.organisation.id,
      actor: `user:${setting.staff[0]}`,
      role: 'dpo',
    };
    const now = desk.clock();
    const { views } = await countRequests(desk, by, { tomorrow: now, weekEnd: now });
    assert.deepEqual([views.all, views.closed], [200, 180]);
  });

  /** An empty desk; staff and organisation have the same ids each time. */
  async function begin(): Promise<void> {
    desk = await deskForTests({ at: NOW });
    const { organisation } = desk;
    await promiseBy(desk, POLICY);
    const dpo = await staffMemberOf(desk, organisation, 'dpo');
    const handler = await staffMemberOf(desk, organisation, 'handler');
    setting = { desk, organisation, staff: [dpo.userId, handler.userId] };
  }
});

async function schemaOf({ database }: TestDesk): Promise<string[]> {
  const sql =
    database.getDialect() === 'postgres'
      ? `SELECT indexdef AS made FROM pg_indexes WHERE schemaname = 'public'
         UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint UNION ALL SELECT tgname FROM pg_trigger
         WHERE NOT tgisinternal`
      : "SELECT sql AS made FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%'";
  const rows = await database.query<{ made: string }>(sql, { type: QueryTypes.SELECT });
  return rows.map(({ made }) => made).sort();
}

const STORIES = Object.keys(ENDS) as Story[];

/** Of each story an erasure and an access request. */
function oneOfEach(now: Date): Plan[] {
  const [base] = plansFor(1, now);
  return STORIES.flatMap((story, nth) =>
    (['erasure', 'access'] as const).map((right, which) => {
      const receivedAt = new Date(now.getTime() - (30 + nth) * 24 * 3600_000);
      return { ...(base as Plan), nth, formKey: `${story}-${which}`, right, receivedAt, story };
    }),
  );
}

/** The same request by the verbs, each at its moment. */
async function replay({ desk, organisation, staff }: Setting, plan: Plan): Promise<void> {
  const at = (moment: Date) => ({ ...desk, clock: () => moment });
  const person: By = { organisationId: organisation.id, actor: 'person', role: 'person' };
  const by: By = { organisationId: organisation.id, actor: `user:${staff[0]}`, role: 'dpo' };
  const { formKey, right, language, story } = plan;
  const { requests } = await receiveRequest(at(plan.receivedAt), person, {
    formKey,
    channel: 'form',
    language,
    rights: [right],
    person: plan.person,
    details: { about: plan.about },
    files: [],
    received: { at: plan.receivedAt },
  });
  const target = { reference: requests[0]?.reference ?? '' };
  const end = at(momentOf(plan, 'end'));
  const post = (postedAt: Date) => ({ by: 'post' as const, postedAt, proof: WORDS.proof });
  const { note, doubt, needed, text, nothingHeld, done, proof, reason, withdrawn } = WORDS;
  if (story === 'given-up') return close(end, by, target, { reason, sending: post(end.clock()) });
  if (story === 'unverified') return;
  await confirmMailbox(at(momentOf(plan, 'mailbox')), mailboxTokenOf(desk, formKey));
  if (story === 'withdrawn') return withdraw(end, by, target, { reason: withdrawn });
  if (story === 'at-work' || story === 'answered')
    await confirmIdentity(at(momentOf(plan, 'identity')), by, target, { method: 'log-in', note });
  if (story === 'at-work' || story === 'waiting')
    await assign(at(momentOf(plan, 'assigned')), by, target, staff[1]);
  const again = momentOf(plan, 'again');
  if (story === 'at-work') return assign(at(again), by, target, staff[0]);
  if (story === 'waiting') return askIdentity(at(again), by, target, { doubt, needed, sending: post(again) });
  const doneAt = end.clock();
  if (right === 'erasure')
    for (const clock of PROMISES) await fulfil(end, by, target, clock, { done, doneAt, proof, files: [] });
  await answer(end, by, target, { text, nothingHeld, files: [], sending: post(doneAt) });
  await close(end, by, target, { reason: '' });
}

/** All rows, with what is sealed opened, and what is thrown at random named by its place. */
async function everything(desk: TestDesk): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {};
  for (const table of TABLES) {
    tables[table] = await desk.database.query<Row>(`SELECT * FROM ${table} ORDER BY id`, {
      type: QueryTypes.SELECT,
    });
  }
  const requests = tables.subject_requests ?? [];
  const keys = new Map(requests.map((row) => [row.id, desk.keyring.unwrap(row.wrapped_key as Buffer)]));
  for (const table of TABLES) {
    for (const row of tables[table] ?? []) {
      const key = keys.get((row.request_id ?? row.id) as number) as Buffer;
      for (const [name, value] of Object.entries(row)) {
        if (name === 'wrapped_key') row[name] = 'a key';
        else if (table !== 'submissions' && Buffer.isBuffer(value)) row[name] = unsealJson(key, value);
      }
      if (table === 'subject_requests') row.search_text = String(row.search_text).slice(22);
      for (const name of ['reference', 'message_id', 'hash', 'previous_hash']) delete row[name];
      if (table === 'letters' && !String(row.ledger_key).startsWith('receipt:')) row.ledger_key = 'its own';
      if (table === 'events') row.data = String(row.data).replace(/[0-9a-f]{64}/g, 'digest');
      delete row.id;
    }
  }
  return tables;
}
