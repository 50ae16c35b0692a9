import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { Event } from '../../../models/event.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { answerTask } from '../../../models/task/answerTask.ts';
import { ownerTokenOf } from '../../../models/task/ownerLinks.ts';
import { SystemTask } from '../../../models/task.ts';
import { wordsOf as letterWords } from '../../../views/letters/wordsOf.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { addressOf, type Chased, chaseAt, chasedDesk, remindersSent } from '../../support/chased.ts';
import { mailerTo, refusing, smtpPeer } from '../../support/mail.ts';
import { wordsOf } from '../../support/publicForm.ts';

describe('The link of an owner of systems', () => {
  let { desk, dpo, request } = {} as Chased;
  let app: TestApp;
  let staff: Browser;
  beforeEach(async () => {
    ({ desk, dpo, request } = await chasedDesk());
    app = appForTests(desk);
    staff = await signedIn(app, 'dpo');
  });
  const place = () => `/requests/${request.reference}/tasks`;
  const linkOf = (email: string) => OwnerLink.findOne({ where: { email }, rejectOnEmpty: true });
  const pageOf = async (email: string) => `/tasks/${ownerTokenOf(desk, await linkOf(email))}`;
  const open = (path: string) => browser(app).get(path);
  const press = async (email: string, what: 'renew' | 'revoke') =>
    staff.submit(place(), {}, { action: `${place()}/links/${(await linkOf(email)).id}/${what}` });
  const answerAll = async (email: string) => {
    const link = await linkOf(email);
    for (const { id } of await SystemTask.findAll({ where: { linkId: link.id, state: 'open' } }))
      await answerTask(desk, link, id, { outcome: 'done' }, []);
  };

  it('ends when no task is open: for an hour it says that nothing waits, then it is nobody’s', async () => {
    const path = await pageOf('zoe@example.org');
    assert.match(wordsOf(await open(path)), /CRM: find and hand over/);
    await answerAll('zoe@example.org');
    const answer = await open(path);
    assert.equal(answer.status, 200);
    assert.match(wordsOf(answer), /Nothing waits for you/);
    desk.clock.advance({ minutes: 59 });
    assert.equal((await open(path)).status, 200);
    desk.clock.advance({ minutes: 1 });
    const ended = await open(path);
    assert.equal(ended.status, 404);
    assert.match(
      wordsOf(ended),
      /This link opens nothing .* ends when nothing waits any more, after 30 days/,
    );
    const guessed = await open(`/tasks/${'x'.repeat(43)}`);
    assert.equal(wordsOf(guessed), wordsOf(ended));
    assert.equal((await open(await pageOf('max@example.org'))).status, 200);
  });

  it('is renewed by the DPO: the former opens nothing, and the new one goes out by email', async () => {
    const former = await pageOf('zoe@example.org');
    const before = await Letter.count({ where: { kind: 'task-notice' } });
    assert.equal((await press('zoe@example.org', 'renew')).status, 303);
    assert.equal((await open(former)).status, 404);
    assert.equal((await open(await pageOf('zoe@example.org'))).status, 200);
    const letters = await Letter.findAll({ where: { kind: 'task-notice' }, order: ['id'] });
    assert.equal(letters.length, before + 1);
    const last = letters.at(-1) as Letter;
    assert.equal(await addressOf(last), 'zoe@example.org');
    assert.match(
      letterWords(await letterContext(desk, last)).text,
      new RegExp(await pageOf('zoe@example.org')),
    );
    assert.equal(await Event.count({ where: { kind: 'owner-link-renewed', requestId: request.id } }), 1);
  });

  it('is ended by the DPO: nobody opens it, nobody is reminded by it, until it is renewed', async () => {
    assert.equal((await press('max@example.org', 'revoke')).status, 303);
    assert.equal((await open(await pageOf('max@example.org'))).status, 404);
    assert.match(wordsOf(await staff.get(place())), /You ended it on Monday 2 March 2026/);
    await press('max@example.org', 'renew');
    assert.equal((await open(await pageOf('max@example.org'))).status, 200);
    await press('max@example.org', 'revoke');
    assert.equal(await Event.count({ where: { kind: 'owner-link-revoked', requestId: request.id } }), 2);
    assert.equal(await chaseAt(desk, '2026-03-05T07:00:00Z'), 1);
    assert.deepEqual(
      (await remindersSent()).map(([to]) => to),
      ['zoe@example.org'],
    );
  });

  it('is not a reader’s to renew or end', async () => {
    const { id } = await linkOf('max@example.org');
    const reader = await signedIn(app, 'reader');
    for (const what of ['renew', 'revoke'])
      assert.equal((await reader.post(`${place()}/links/${id}/${what}`)).status, 403);
    assert.doesNotMatch((await reader.get(place())).text, /links\/\d+\/re/);
  });

  it('tells the DPO how often it was opened', async () => {
    assert.match(
      wordsOf(await staff.get(place())),
      /max@example\.org Link Works until Wednesday 1 April 2026 Opened Not yet/,
    );
    const path = await pageOf('max@example.org');
    await open(path);
    await open(path);
    assert.match(wordsOf(await staff.get(place())), /Opened 2 times, last on Monday 2 March 2026, 10:00/);
  });

  it('shows nothing of a request that was withdrawn, and shows it again when it is reopened', async () => {
    const path = await pageOf('zoe@example.org');
    const target = { reference: request.reference };
    await withdraw(desk, dpo, target, { reason: 'By phone' });
    assert.equal((await open(path)).status, 404);
    const shown = wordsOf(await staff.get(place()));
    assert.match(shown, /CRM: find and hand over No longer needed/);
    assert.doesNotMatch(shown, /Send a new link/);
    await reopen(desk, dpo, target, { reason: 'A mistake', scope: 'closure' });
    assert.match(wordsOf(await open(path)), /CRM: find and hand over/);
    assert.match(wordsOf(await staff.get(place())), /CRM: find and hand over Asked/);
  });

  it('does not arrive where the mail server refuses the address: the task says so, with the way to the letter', async () => {
    const peer = await smtpPeer({
      onRcptTo: ({ address }, _session, done) =>
        done(address === 'max@example.org' ? refusing(550, '5.1.1 no such mailbox') : undefined),
    });
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    const page = await staff.get(place());
    assert.match(
      wordsOf(page),
      /Archive: find and hand over Asked.*Last email Not sent, Monday 2 March 2026.*no such mailbox/,
    );
    assert.match(wordsOf(page), /CRM: find and hand over Asked.*Last email Sent, Monday 2 March 2026/);
    const failed = await Letter.findOne({ where: { state: 'failed' }, rejectOnEmpty: true });
    const letter = await staff.get(`/settings/outbox/${failed.id}`);
    assert.match(page.text, new RegExp(`href="/settings/outbox/${failed.id}"`));
    assert.match(wordsOf(letter), /max@example\.org/);
  });
});
