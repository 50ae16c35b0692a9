import assert from 'node:assert/strict';
import type { TaskOutcome } from '../../domain/tasks/task.ts';
import { Letter } from '../../models/letter.ts';
import { addSystem } from '../../models/system/save.ts';
import { chaseAt, handedOutOn, remindersSent } from '../support/chased.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { answers } from '../support/ownersWork.ts';
import { staffMemberOf } from '../support/requests.ts';
import { systemForm } from '../support/systems.ts';

describe('The chase of an owner whose system comes after another', () => {
  let desk: TestDesk;
  let request: Awaited<ReturnType<typeof handedOutOn>>;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    const system = (name: string, ownerEmail: string, more = {}) =>
      addSystem(desk, dpo, systemForm({ name, ownerEmail, categories: ['orders'], leadDays: '5', ...more }));
    await system('Archive', 'max@example.org');
    await system('CRM', 'zoe@example.org', { after: ['Archive'] });
    request = await handedOutOn(desk, dpo);
  });
  const answered = (outcome: TaskOutcome, more = {}) =>
    answers(desk, request, 'Archive', { outcome, ...more });
  const days = async (email: string) =>
    (await remindersSent()).filter(([to]) => to === email).map(([, day]) => day);

  it('begins when the first is done, and counts from that day: Monday 9 March, so Thursday the 12th', async () => {
    await chaseAt(desk, '2026-03-05T07:00:00Z');
    assert.deepEqual(await remindersSent(), [['max@example.org', '2026-03-05']]);
    desk.clock.set('2026-03-09T09:00:00Z');
    await answered('done', { count: 1 });
    for (const day of ['10', '11', '12', '13']) await chaseAt(desk, `2026-03-${day}T07:00:00Z`);
    assert.deepEqual(await days('zoe@example.org'), ['2026-03-12']);
  });

  it('does not begin while the first could not: the DPO has to act, not they', async () => {
    desk.clock.set('2026-03-09T09:00:00Z');
    await answered('cannot', { reason: 'No access' });
    await chaseAt(desk, '2026-03-30T06:00:00Z');
    assert.deepEqual(await days('zoe@example.org'), []);
    assert.equal(await Letter.count({ where: { kind: 'task-late' } }), 0);
  });

  it('begins on the day itself where the due day has passed meanwhile', async () => {
    desk.clock.set('2026-03-31T05:00:00Z');
    await answered('nothing-found', { searched: 'By name' });
    await chaseAt(desk, '2026-03-31T07:00:00Z');
    assert.deepEqual(await days('zoe@example.org'), ['2026-03-31']);
  });
});
