import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { createKeyring } from '../../../models/crypto/keyring.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import { defineModels } from '../../../models/define.ts';
import type { By, Desk } from '../../../models/desk.ts';
import { appendEvents } from '../../../models/event/append.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { migrate } from '../../../models/migrations/index.ts';
import { syncPolicies } from '../../../models/policy/sync.ts';
import { readPacks, shippedPoliciesDir } from '../../../models/policy.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { findRequest, readRequest } from '../../../models/subjectRequest/page.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { clockAt } from '../../support/desk.ts';
import { breachLike } from '../../support/otherKind.ts';
import { deskOfRelease010 } from '../../support/storedDesk.ts';

describe('A desk of release 0.1.0, brought up to date', function () {
  this.timeout(60_000);
  let stored: Awaited<ReturnType<typeof deskOfRelease010>>;
  let desk: Desk;
  let by: By;
  before(async () => {
    stored = await deskOfRelease010();
    const { database, secret } = stored;
    defineModels(database);
    desk = {
      database,
      clock: clockAt('2026-11-20T16:00:00Z'),
      keyring: createKeyring(secret),
      packs: readPacks([shippedPoliciesDir]),
      baseUrl: 'http://localhost:3000',
    };
    await migrate(database);
    await syncPolicies(desk);
    by = { organisationId: 1, actor: 'user:1', role: 'dpo' };
  });
  after(() => stored.close());

  it('has the log that it had, whole', async () => {
    assert.deepEqual(await verifyChains(desk), { requests: 64, events: 535, seals: 0, firstBroken: null });
  });

  it('has requests alone, and a log of which each link was made by the first way, without a key', async () => {
    const read = (sql: string) => desk.database.query(sql, { type: QueryTypes.SELECT });
    assert.deepEqual(await read('SELECT DISTINCT kind FROM subject_requests'), [{ kind: 'request' }]);
    assert.deepEqual(await read('SELECT DISTINCT chain_version, key_generation FROM events'), [
      { chain_version: 1, key_generation: null },
    ]);
  });

  it('has every date where it was', async () => {
    type Dates = Record<'id' | 'clock' | 'state' | 'due_on' | 'due_at' | 'target_at' | 'late_at', unknown>;
    const columns = 'id, clock, state, due_on, due_at, target_at, late_at';
    const now = await desk.database.query<Dates>(`SELECT ${columns} FROM deadlines ORDER BY id`, {
      type: QueryTypes.SELECT,
    });
    const plain = (row: Dates) =>
      columns.split(', ').map((name) => {
        const value = row[name as keyof Dates];
        return /_at$/.test(name) && value ? new Date(value as string | Date).toISOString() : value;
      });
    assert.equal(now.length, 222);
    assert.deepEqual(now.map(plain), stored.rows<Dates>('deadlines').map(plain));
  });

  it('shows in its queue whatever was there, under the status it had', async () => {
    const until = { tomorrow: new Date('2026-11-20T23:00:00Z'), weekEnd: new Date('2026-11-22T23:00:00Z') };
    const { views } = await countRequests(desk, by, until);
    const had = stored.rows<{ organisation_id: number; status: string }>('subject_requests');
    const ofThis = had.filter((row) => row.organisation_id === 1);
    const closed = ofThis.filter(({ status }) => status === 'closed');
    assert.deepEqual([ofThis.length, closed.length], [56, 13]);
    assert.deepEqual([views.all, views.closed], [56, 13]);
  });

  it('takes a matter of another kind: the queue stays as it was, the log goes on beside it', async () => {
    const until = { tomorrow: new Date('2026-11-20T23:00:00Z'), weekEnd: new Date('2026-11-22T23:00:00Z') };
    const before = await countRequests(desk, by, until);
    const log = await verifyChains(desk);
    const one = await SubjectRequest.findOne({ where: { status: 'open' }, rejectOnEmpty: true });
    const matter = await breachLike(desk, one);
    const told = [{ kind: 'noted' as const, data: {} }];
    await inTransaction(desk.database, () => appendEvents(matter, by, desk.clock(), told));
    assert.deepEqual(await countRequests(desk, by, until), before);
    assert.deepEqual(await verifyChains(desk), { ...log, events: log.events + 1 });
  });

  it('reads what people wrote, and goes on writing to the same log', async () => {
    const [row] = stored
      .rows<{ reference: string; organisation_id: number; status: string }>('subject_requests')
      .filter((one) => one.organisation_id === 1 && one.status === 'open');
    const reference = String(row?.reference);
    const page = await readRequest(desk, by, reference, 'dpo');
    assert.match(page.details.about, /\w+ \w+/);
    const { version } = await findRequest(by, reference);
    await leaveNote(desk, by, { reference, version }, { text: 'After the upgrade.' });
    const { events, firstBroken } = await verifyChains(desk);
    assert.deepEqual([events, firstBroken], [538, null]); // the words are stored, and noted; and one is the matter's
  });
});
