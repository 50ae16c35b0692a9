import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmMailbox } from '../../../models/subjectRequest/mailbox.ts';
import { receiveRequest } from '../../../models/subjectRequest/receive.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { Submission } from '../../../models/submission.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { deadlinesByClock, intakeOf, receive, received } from '../../support/requests.ts';

describe('Receiving a request (Art. 12(3): the month runs from receipt)', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-01-31T10:42:00Z' });
  });
  const person = () => ({
    organisationId: desk.organisation.id,
    actor: 'person' as const,
    role: 'person' as const,
  });

  it('gives an erasure under scalingo-privacy@2015 three promises, each with its own moment', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const clocks = await deadlinesByClock(await received(desk, desk.organisation));
    assert.equal(clocks['account-deletion']?.targetAt?.toISOString(), '2026-02-01T10:42:00.000Z');
    assert.equal(clocks['other-data-deletion']?.dueOn, '2026-03-02');
    assert.equal(clocks.reply?.dueOn, '2026-03-02'); // 28 February is a Saturday
    assert.equal(clocks.reply?.safeOn, '2026-02-27');
  });

  it('makes linked requests of several rights, each with its own clocks and key', async () => {
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
    assert.deepEqual(
      requests.map(({ right }) => right),
      ['access', 'erasure'],
    );
    assert.equal(requests[0]?.submissionId, requests[1]?.submissionId);
    assert.notDeepEqual(requests[0]?.wrappedKey, requests[1]?.wrappedKey);
    for (const request of requests) assert.ok((await deadlinesByClock(request)).reply);
  });

  it('makes one request of the same form sent twenty times at once', async () => {
    const intake = intakeOf(desk);
    const made = await Promise.all(Array.from({ length: 20 }, () => receiveRequest(desk, person(), intake)));
    assert.equal(new Set(made.map(({ requests }) => requests[0]?.reference)).size, 1);
    assert.equal(await SubjectRequest.count(), 1);
    assert.equal(await Submission.count(), 1);
    assert.equal(await Letter.count(), 1);
  });

  it('keeps a form request unverified until its mailbox is confirmed, with its clock running', async () => {
    const intake = intakeOf(desk);
    const { requests } = await receiveRequest(desk, person(), intake);
    assert.equal(requests[0]?.status, 'unverified');
    assert.ok(requests[0]?.nextLateAt);
    await confirmMailbox(desk, mailboxTokenOf(desk, intake.formKey));
    await confirmMailbox(desk, mailboxTokenOf(desk, intake.formKey));
    assert.equal((await requests[0]?.reload())?.status, 'open');
  });

  it('needs no mailbox of somebody without e-mail, nor of a letter logged by hand', async () => {
    const byForm = await receive(desk, desk.organisation, { person: { name: 'Bob Example' } });
    const byPost = await receive(desk, desk.organisation, {
      channel: 'post',
      received: { on: calendarDate('2026-01-31') },
    });
    assert.deepEqual([byForm.requests[0]?.status, byPost.requests[0]?.status], ['open', 'open']);
  });

  it('counts a receipt known only by its day, 31 January, to 2 March, and hours from its midnight', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const request = await received(desk, desk.organisation, {
      channel: 'post',
      received: { on: calendarDate('2026-01-31') },
    });
    const clocks = await deadlinesByClock(request);
    assert.equal(clocks.reply?.dueOn, '2026-03-02');
    assert.equal(clocks['account-deletion']?.targetAt?.toISOString(), '2026-01-31T23:00:00.000Z');
  });

  it('takes the local day of the organisation: 22:30Z on 31 March is 1 April in Paris, due 4 May', async () => {
    desk.clock.set('2026-03-31T22:30:00Z');
    assert.equal(
      (await deadlinesByClock(await received(desk, desk.organisation))).reply?.dueOn,
      '2026-05-04',
    );
  });

  it('refuses a receipt in the future', async () => {
    const tomorrow = { on: calendarDate('2026-02-01') };
    const refused = receive(desk, desk.organisation, { channel: 'post', received: tomorrow });
    await assert.rejects(refused, { code: 'in-the-future', field: 'receivedOn' });
  });
});
