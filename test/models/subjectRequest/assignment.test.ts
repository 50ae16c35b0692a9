import assert from 'node:assert/strict';
import { Event } from '../../../models/event.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { deskForTests } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Assigning a request', () => {
  it('gives it to a colleague who works on requests, to nobody again, and never to an administrator', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    const administrator = await staffMemberOf(desk, desk.organisation, 'administrator');
    const request = await received(desk, desk.organisation);
    const target = { reference: request.reference };
    await assign(desk, dpo, target, handler.userId);
    assert.equal((await request.reload()).assigneeId, handler.userId);
    await assert.rejects(assign(desk, dpo, target, administrator.userId), {
      code: 'not-a-member',
      field: 'assignee',
    });
    await assign(desk, dpo, target, null);
    assert.equal((await request.reload()).assigneeId, null);
    const told = await Event.findAll({
      where: { requestId: request.id, kind: 'assigned' },
      order: ['sequence'],
    });
    assert.deepEqual(
      told.map(({ data }) => JSON.parse(data)),
      [
        { was: null, is: handler.userId },
        { was: handler.userId, is: null },
      ],
    );
  });
});
