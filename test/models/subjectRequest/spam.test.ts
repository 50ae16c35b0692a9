import assert from 'node:assert/strict';
import { runBulk } from '../../../models/bulk/run.ts';
import { takeBackBulk } from '../../../models/bulk/takeBack.ts';
import { CountedEndRow } from '../../../models/countedEnd.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmMailbox } from '../../../models/subjectRequest/mailbox.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { markSpam, unmarkSpam } from '../../../models/subjectRequest/spam.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By;
let request: SubjectRequest;
const formKey = 'the-form-of-a-robot';
const reason = 'An advertisement';
const standing = async () => {
  const { status, outcome, nextDueOn } = await request.reload();
  return [status, outcome, nextDueOn];
};

describe('A request that is marked as spam', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    const { requests } = await receive(desk, desk.organisation, { formKey, rights: ['access'] });
    request = requests[0] as SubjectRequest;
  });

  it('leaves the queue with its clocks ended, its letters not sent, and one event; figures count it as no answer, in time or late', async () => {
    desk.clock.set('2026-05-04T09:00:00Z');
    await markSpam(desk, dpo, { reference: request.reference }, { reason });
    assert.deepEqual(await standing(), ['closed', 'spam', null]);
    assert.equal(await Event.count({ where: { kind: 'marked-spam' } }), 1);
    assert.equal(await Letter.count({ where: { recipient: 'person', state: 'queued' } }), 0);
    const ends = await CountedEndRow.findAll();
    assert.deepEqual(
      ends.map(({ standing: how, outcome, daysLate }) => [how, outcome, daysLate]),
      [['unanswered', 'spam', null]],
    );
  });

  it('is a request again once that is undone, or somebody opens the link in the mailbox, with its dates from receipt', async () => {
    const target = { reference: request.reference };
    await markSpam(desk, dpo, target, { reason });
    await assert.rejects(reopen(desk, dpo, target, { scope: 'closure', reason }), { code: 'not-allowed' });
    await unmarkSpam(desk, dpo, target, { reason: 'It was meant' });
    assert.deepEqual(await standing(), ['unverified', null, '2026-04-02']);
    await markSpam(desk, dpo, target, { reason });
    await confirmMailbox(desk, mailboxTokenOf(desk, formKey));
    assert.deepEqual(await standing(), ['open', null, '2026-04-02']);
    assert.equal(await Event.count({ where: { kind: 'spam-undone' } }), 2);
    assert.equal(await CountedEndRow.count(), 0);
  });

  it('is none that somebody confirmed, and needs a reason', async () => {
    const { reference } = await received(desk, desk.organisation);
    await assert.rejects(markSpam(desk, dpo, { reference }, { reason }), { code: 'spam-of-somebody' });
    await assert.rejects(markSpam(desk, dpo, { reference: request.reference }, { reason: ' ' }), {
      code: 'reason-missing',
    });
  });

  it('may be one of many: what somebody confirmed is left out, and all are taken back at once', async () => {
    const { reference } = await received(desk, desk.organisation);
    const targets = [{ reference: request.reference }, { reference }];
    const run = await runBulk(desk, dpo, { act: 'mark-spam', targets, reason });
    assert.deepEqual(await standing(), ['closed', 'spam', null]);
    assert.equal(await Event.count({ where: { kind: 'marked-spam' } }), 1);
    await takeBackBulk(desk, dpo, run, 'They were meant');
    assert.deepEqual(await standing(), ['unverified', null, '2026-04-02']);
    await assert.rejects(runBulk(desk, dpo, { act: 'mark-spam', targets, reason: '' }), {
      code: 'reason-missing',
    });
  });
});
