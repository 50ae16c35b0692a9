import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { migrate } from '../../../models/migrations/index.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { writtenRegister } from '../../support/writtenRegister.ts';

let desk: TestDesk;

const counted = () =>
  desk.database.query<Record<string, unknown>>(
    `SELECT request_id, month, ended_on, "right", policy_id, channel, standing, days, days_late, outcome, grounds, identity_asked,
       paused_days, paused_for, at_close, stands FROM counted_ends ORDER BY request_id`,
    { type: QueryTypes.SELECT },
  );

describe('Requests that ended before their ends were counted', () => {
  it('are counted as their acts would have counted them', async () => {
    desk = await deskForTests({ at: '2026-01-05T09:00:00Z' });
    await writtenRegister(desk, await staffMemberOf(desk, desk.organisation), [
      ['erasure', 'mail', '2026-01-12', ['answered', '2026-02-20']],
      ['erasure', 'mail', '2026-01-15', ['extended', '2026-02-02'], ['answered', '2026-03-10']],
      [
        'erasure',
        'mail',
        '2026-01-20',
        ['asked', '2026-01-22'],
        ['confirmed', '2026-01-30'],
        ['answered', '2026-02-24'],
      ],
      ['objection', 'mail', '2026-02-02', ['refused', '2026-02-16']],
      ['restriction', 'mail', '2026-02-04', ['withdrawn', '2026-03-20']],
      ['restriction', 'mail', '2026-02-05'],
    ]);
    const before = await counted();
    assert.deepEqual(
      before.map(({ standing }) => standing),
      ['late', 'extended', 'paused', 'first', 'unanswered-late'],
    );
    await desk.database.query('DROP TABLE counted_ends');
    for (const index of ['tasks_due', 'facts_letter_returned'])
      await desk.database.query(`DROP INDEX ${index}`);
    await desk.database.query("DELETE FROM migrations WHERE name = '080-counted-ends'");
    await migrate(desk.database);
    assert.deepEqual(await counted(), before);
  });
});
