import assert from 'node:assert/strict';
import { DeadlineRow } from '../../../models/deadline.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { correctRight } from '../../../models/subjectRequest/correctRight.ts';
import { cancelClock } from '../../../models/subjectRequest/fulfilment.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { deadlinesByClock, receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By;
const reason = 'She spells it so in her letter';
const to = ({ reference }: SubjectRequest) => ({ reference });

async function open(): Promise<void> {
  desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  await promiseBy(desk, 'scalingo-privacy@2015');
  dpo = await staffMemberOf(desk, desk.organisation);
}

describe('The right is corrected', () => {
  beforeEach(open);

  const seenBy = async (request: SubjectRequest, right: string) => {
    try {
      await correctRight(desk, dpo, to(request), { right, reason, seen: '' });
    } catch (error) {
      const { code, data } = error as {
        code: string;
        data: { seen: string; differences: { effect: string; is?: { clock: string } }[] };
      };
      assert.equal(code, 'right-unconfirmed');
      return data;
    }
    throw new Error('It was applied unseen');
  };

  it('is shown first: what only the wrong right gave ends', async () => {
    const request = await received(desk, desk.organisation);
    const { differences } = await seenBy(request, 'access');
    assert.deepEqual(
      differences.map(({ effect }) => effect).filter((effect) => effect !== 'moves'),
      ['ends', 'ends'],
    );
    assert.equal((await request.reload()).right, 'erasure');
  });

  it('then ends it with the reason, as no longer owed; the date of the answer stays', async () => {
    const request = await received(desk, desk.organisation);
    const before = (await deadlinesByClock(request)).reply?.dueOn;
    const { seen } = await seenBy(request, 'access');
    await correctRight(desk, dpo, to(request), { right: 'access', reason, seen });
    assert.equal((await request.reload()).right, 'access');
    const rows = await deadlinesByClock(request);
    assert.equal(rows['account-deletion']?.state, 'cancelled');
    assert.equal(rows.reply?.dueOn, before);
    const open = await DeadlineRow.count({
      where: { requestId: request.id, state: 'running', former: true },
    });
    assert.equal(open, 0);
    const event = await Event.findOne({ where: { kind: 'right-corrected' }, rejectOnEmpty: true });
    assert.deepEqual(JSON.parse(event.data), { was: 'erasure', is: 'access' });
  });

  it('corrected back, owes again what it owed, late as it was, and shows that first', async () => {
    const request = await received(desk, desk.organisation);
    const correct = async (right: string) => {
      const { seen, differences } = await seenBy(request, right);
      await correctRight(desk, dpo, to(request), { right, reason, seen });
      return differences.map(({ effect, is }) => `${effect} ${is?.clock ?? ''}`.trim());
    };
    desk.clock.advance({ days: 4 });
    await correct('access');
    desk.clock.advance({ minutes: 1 });
    await correct('rectification');
    assert.equal((await deadlinesByClock(request))['account-deletion']?.state, 'cancelled');
    desk.clock.advance({ minutes: 1 });
    assert.deepEqual(await correct('erasure'), ['new account-deletion', 'new other-data-deletion']);
    const rows = await deadlinesByClock(request);
    assert.deepEqual(
      [rows['account-deletion']?.state, rows['other-data-deletion']?.state],
      ['running', 'running'],
    );
    assert.equal((await request.reload()).nextClock, 'account-deletion'); // late since 3 March
    assert.equal(request.nextLateAt?.toISOString(), '2026-03-03T09:00:00.000Z');
  });

  it('corrected back, leaves ended what somebody had ended for another reason', async () => {
    const request = await received(desk, desk.organisation);
    await cancelClock(desk, dpo, to(request), 'account-deletion', { reason: 'There is no account' });
    for (const right of ['access', 'erasure']) {
      desk.clock.advance({ minutes: 1 });
      const { seen } = await seenBy(request, right);
      await correctRight(desk, dpo, to(request), { right, reason, seen });
    }
    const rows = await deadlinesByClock(request);
    assert.deepEqual(
      [rows['account-deletion']?.state, rows['other-data-deletion']?.state],
      ['cancelled', 'running'],
    );
  });

  it('to one that counts at once (Art. 21(3)), waits for no mailbox any more', async () => {
    const [request] = (await receive(desk, desk.organisation, {})).requests as [SubjectRequest];
    assert.equal(request.status, 'unverified');
    const right = 'marketing-objection';
    const { seen } = await seenBy(request, right);
    await correctRight(desk, dpo, to(request), { right, reason, seen });
    assert.equal((await request.reload()).status, 'open');
  });

  it('takes no digest of another moment, nor the right that it has', async () => {
    const request = await received(desk, desk.organisation);
    const { seen } = await seenBy(request, 'access');
    const correct = (right: string) => correctRight(desk, dpo, to(request), { right, reason, seen });
    await assert.rejects(correct('objection'), { code: 'preview-outdated' });
    await assert.rejects(correct('erasure'), { code: 'right-same', field: 'right' });
  });
});
