import assert from 'node:assert/strict';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { tasksOfRequest } from '../../../models/task/ofRequest.ts';
import { unlockedTasksOf } from '../../../models/task/unlocked.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Systems that come after others', () => {
  let desk: TestDesk;
  const linkOf = async (email: string): Promise<OwnerLink> => {
    const link = await OwnerLink.findOne({ where: { email } });
    assert.ok(link);
    return link;
  };
  it('have their turn later: what comes first is due a working day before, says why, and the others wait for it', async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    const by = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    await workHandedOut(desk, by, request, {
      CRM: { ownerEmail: 'crm@example.org', leadDays: '2' },
      Shop: { ownerEmail: 'shop@example.org', leadDays: '2', after: ['CRM'] },
      Archive: { leadDays: '5', after: ['Shop'] },
    });
    const tasks = await tasksOfRequest(desk, await request.reload());
    assert.deepEqual(
      tasks.map(({ system, dueOn }) => `${system} ${dueOn}`),
      ['Archive 2026-11-25', 'CRM 2026-11-23', 'Shop 2026-11-24'],
    );
    assert.deepEqual(tasks[1]?.because.at(-1), {
      code: 'task-before',
      data: { systems: 'Shop', to: '2026-11-23' },
    });
    const waitsFor = async (email: string) => (await unlockedTasksOf(desk, await linkOf(email)))[0]?.waitsFor;
    assert.deepEqual(await waitsFor('shop@example.org'), ['CRM']);
    await answers(desk, request, 'CRM', { outcome: 'done' });
    assert.deepEqual(await waitsFor('shop@example.org'), []);
  });
});
