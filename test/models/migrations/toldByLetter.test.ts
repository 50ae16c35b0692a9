import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { migrate } from '../../../models/migrations/index.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { recordReturn } from '../../../models/subjectRequest/letterReturn.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { beforeToday } from '../../support/beforeToday.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

/** What this migration changes, as it was before: an answer by mail was one at its decision, and no fact knew its letter. */
async function asBefore({ database }: TestDesk, decided: SubjectRequest): Promise<void> {
  const run = (sql: string) => database.query(sql, { replacements: { id: decided.id } });
  await run(
    "UPDATE facts SET name = 'answered', about = 'mail' WHERE name = 'answer-decided' AND request_id = :id",
  );
  await run("DELETE FROM facts WHERE name = 'answer-decided'");
  await run(`UPDATE deadlines SET state = 'met', ended_at = (SELECT at FROM facts WHERE name = 'answered' AND request_id = :id)
    WHERE clock = 'reply' AND request_id = :id`);
  await run(
    "UPDATE subject_requests SET status = 'answered', outcome = 'answered', next_late_at = NULL WHERE id = :id",
  );
  await beforeToday(database);
  await database.query('ALTER TABLE facts DROP COLUMN letter_id');
  await database.query('ALTER TABLE subject_requests DROP COLUMN undelivered');
  await database.query("DELETE FROM migrations WHERE name = '014-told-by-letter'");
}

describe('The upgrade to facts that know their letter', () => {
  let desk: TestDesk;
  let waiting: SubjectRequest;
  let posted: SubjectRequest;
  let by: Awaited<ReturnType<typeof staffMemberOf>>;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    [waiting, posted] = [await received(desk, desk.organisation), await received(desk, desk.organisation)];
    desk.clock.set('2026-03-05T09:00:00Z');
    const said = { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '' };
    const byPost = { by: 'post', postedAt: desk.clock(), proof: 'Registered letter 1' } as const;
    await answer(desk, by, { reference: waiting.reference }, { ...said, sending: { by: 'mail' } });
    await answer(desk, by, { reference: posted.reference }, { ...said, sending: byPost });
    await asBefore(desk, waiting);
    await migrate(desk.database);
  });
  const standing = async (request: SubjectRequest) => {
    await request.reload();
    return [request.status, request.outcome, request.nextDueOn];
  };

  it('takes an answer whose letter still waits for what it is: decided, the month running on', async () => {
    const [fact] = await desk.database.query<{ name: string; letter_id: number | null }>(
      "SELECT name, letter_id FROM facts WHERE request_id = :id AND name LIKE 'answer%'",
      { type: QueryTypes.SELECT, replacements: { id: waiting.id } },
    );
    assert.equal(fact?.name, 'answer-decided');
    assert.ok(fact?.letter_id);
    assert.deepEqual(await standing(waiting), ['open', null, '2026-04-02']);
    await assign(desk, by, { reference: waiting.reference }, null);
    assert.deepEqual(await standing(waiting), ['open', null, '2026-04-02']);
  });

  it('knows the letter of an answer that was posted, so that it can come back', async () => {
    assert.equal((await standing(posted))[0], 'answered');
    const [letter] = await desk.database.query<{ id: number }>(
      "SELECT id FROM letters WHERE request_id = :id AND kind = 'answer'",
      { type: QueryTypes.SELECT, replacements: { id: posted.id } },
    );
    const returned = { letterId: letter?.id ?? 0, at: desk.clock(), known: 'Unknown at this address' };
    await recordReturn(desk, by, { reference: posted.reference }, returned);
    assert.equal((await standing(posted))[0], 'open');
  });
});
