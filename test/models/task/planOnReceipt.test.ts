import assert from 'node:assert/strict';
import type { Right } from '../../../domain/rights.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { correctRight } from '../../../models/subjectRequest/correctRight.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { addSystem } from '../../../models/system/save.ts';
import { SystemTask } from '../../../models/task.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('When the tasks of a request are planned', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    await addSystem(desk, dpo, systemForm({ name: 'CRM', categories: ['orders'] }));
  });
  const planned = async (right: Right) => {
    const request = await received(desk, desk.organisation, { rights: [right] });
    const kinds = async () => {
      const tasks = await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] });
      return tasks.map(({ kind, state, dueOn }) => `${kind} ${state} ${dueOn}`);
    };
    return { request, kinds };
  };

  it('is when the identity is confirmed, unless the organisation says otherwise', async () => {
    const { request, kinds } = await planned('access');
    assert.deepEqual(await kinds(), []);
    await confirmIdentity(desk, dpo, { reference: request.reference }, { method: 'mailbox', note: '' });
    assert.deepEqual(await kinds(), ['find planned 2026-11-25']);
  });

  it('is on receipt for what counts at once and waits for no identity: marketing stops, consent ends (Art. 21(3), 7(3))', async () => {
    for (const right of ['marketing-objection', 'consent-withdrawal'] as const) {
      const [task] = await (await planned(right)).kinds();
      assert.match(task ?? '', /^stop planned 2026-/, right);
    }
  });

  it('is done anew where the right is corrected: what nobody was asked yet is asked as the right asks it', async () => {
    const { request, kinds } = await planned('access');
    const { reference } = request;
    await addSystem(desk, dpo, systemForm({ name: 'Courier', kind: 'recipient', categories: ['orders'] }));
    await confirmIdentity(desk, dpo, { reference }, { method: 'mailbox', note: '' });
    assert.deepEqual(await kinds(), ['find planned 2026-11-25']);
    const given = { right: 'erasure', reason: 'It asks to delete', seen: '' };
    const seen = await correctRight(desk, dpo, { reference }, given).catch(({ data }) => data.seen as string);
    await correctRight(desk, dpo, { reference }, { ...given, seen: seen ?? '' });
    assert.deepEqual(await kinds(), ['delete planned 2026-11-25', 'tell-recipient planned 2026-11-25']);
  });

  it('is on receipt where the organisation sets so, and each task is planned once', async () => {
    await desk.organisation.update({ plansOn: 'receipt' });
    const { request, kinds } = await planned('access');
    assert.deepEqual(await kinds(), ['find planned 2026-11-25']);
    assert.equal(request.tasksAsked, 1);
    await confirmIdentity(desk, dpo, { reference: request.reference }, { method: 'mailbox', note: '' });
    assert.deepEqual(await kinds(), ['find planned 2026-11-25']);
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });
});
