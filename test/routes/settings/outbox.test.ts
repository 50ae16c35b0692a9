import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { Letter } from '../../../models/letter.ts';
import { Organisation } from '../../../models/organisation.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, refusing, smtpPeer } from '../../support/mail.ts';
import { deadlinesByClock, receive, received, staffMemberOf } from '../../support/requests.ts';
import { scriptedPeer } from '../../support/scriptedPeer.ts';

const NONE = { sent: 0, later: 0, failed: 0, cancelled: 0 };

describe('The outbox', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
  });

  const letter = (where: { kind?: Letter['kind'] } = {}) =>
    Letter.findOne({ where, order: [['id', 'DESC']], rejectOnEmpty: true });
  const undeliverable = async () => {
    const peer = await smtpPeer({
      onRcptTo: (_address, _session, done) => done(refusing(550, 'no such mailbox')),
    });
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
  };

  it('says how letters get here while there is none', async () => {
    const { text, status } = await dpo.get('/settings/outbox');
    assert.equal(status, 200);
    assert.match(text, /No letters here/);
  });

  it('lists letters, the newest first, by page and by state', async () => {
    for (let i = 0; i < 60; i += 1) await receive(desk, desk.organisation);
    const first = await dpo.get('/settings/outbox');
    const ids = [...first.text.matchAll(/\/settings\/outbox\/(\d+)"/g)].map(([, id]) => Number(id));
    assert.deepEqual([ids.length, ids[0], ids.at(-1)], [50, 60, 11]);
    const next = /href="(\/settings\/outbox\?[^"]*after=[^"]*)"/.exec(first.text)?.[1] ?? '';
    const second = await dpo.get(next.replaceAll('&amp;', '&'));
    assert.equal([...second.text.matchAll(/\/settings\/outbox\/\d+"/g)].length, 10);
    const failed = await dpo.get('/settings/outbox?state=failed');
    assert.match(failed.text, /No letters here/);
    const waiting = await dpo.get('/settings/outbox?state=queued&after=11');
    const last = [...waiting.text.matchAll(/\/settings\/outbox\/(\d+)"/g)].map(([, id]) => Number(id));
    assert.deepEqual(last, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('names whom a letter is for: the person, a colleague, or the escalation address', async () => {
    const { id: requestId, organisationId } = await received(desk, desk.organisation);
    await Organisation.update({ escalationAddress: 'board@example.org' }, { where: { id: organisationId } });
    const { actor } = await staffMemberOf(desk, desk.organisation, 'handler');
    await Letter.destroy({ where: {} });
    for (const recipient of ['person', actor, 'escalation'])
      await Letter.create({ ...LETTER, organisationId, requestId, recipient, ledgerKey: recipient });
    for (const state of ['', '?state=queued']) {
      const { text } = await dpo.get(`/settings/outbox${state}`);
      assert.match(text, /board@example\.org[\s\S]*A handler[\s\S]*Ada Example/);
    }
  });

  it('shows the words of a letter that waits, with every secret covered, and is kept nowhere', async () => {
    await receive(desk, desk.organisation);
    const { text, headers } = await dpo.get(`/settings/outbox/${(await letter()).id}`);
    assert.match(text, /Your request reached us/);
    assert.match(text, /http:\/\/localhost:3000\/confirm\/•••/);
    assert.doesNotMatch(text, /\/(confirm|status)\/[\w-]{10}/);
    assert.deepEqual(
      [headers['cache-control'], headers['referrer-policy'], headers['x-robots-tag']],
      ['no-store', 'no-referrer', 'noindex, nofollow'],
    );
  });

  it('shows why a letter did not go, and sends it again', async () => {
    await receive(desk, desk.organisation);
    await undeliverable();
    const { id } = await letter();
    assert.match((await dpo.get('/settings/outbox?state=failed')).text, /no such mailbox/);
    assert.equal(
      (await dpo.submit(`/settings/outbox/${id}`, {}, { action: `/settings/outbox/${id}/retry` })).status,
      303,
    );
    const again = await letter();
    assert.deepEqual([again.state, again.attempts], ['queued', 0]);
    assert.match((await dpo.get(`/settings/outbox/${id}`)).text, /next to be sent/);
  });

  it('says of a letter that the server may have taken that it may, and when', async () => {
    await receive(desk, desk.organisation);
    const peer = await scriptedPeer({ dot: 'hang-up' });
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    const { id } = await letter();
    assert.match((await dpo.get('/settings/outbox')).text, /Waiting, may have been accepted already/);
    const one = await dpo.get(`/settings/outbox/${id}`);
    assert.match(one.text, /The mail server may have accepted it[\s\S]*2 March 2026/);
    assert.match(one.text, /The connection to the mail server broke off\./);
    assert.match(one.text, /before you send it again/);
    await Letter.update({ state: 'failed' }, { where: { id } });
    assert.match((await dpo.get('/settings/outbox')).text, /May have been sent/);
  });

  it('records, with how one knows, that a letter which the server may have taken was taken', async () => {
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    const by = await staffMemberOf(desk, desk.organisation);
    const sending = { by: 'mail' as const };
    await Letter.update({ state: 'sent' }, { where: {} });
    const extension = { ground: 'both' as const, reason: 'Many', sending };
    await extendDeadline(desk, by, { reference: request.reference }, extension);
    const { id } = await letter({ kind: 'extension-notice' });
    const record = (proof: string) =>
      dpo.submit(`/settings/outbox/${id}`, { proof }, { action: `/settings/outbox/${id}/acceptance` });
    assert.doesNotMatch((await dpo.get(`/settings/outbox/${id}`)).text, /acceptance/);
    assert.deepEqual([(await record('seen')).status, (await letter()).state], [422, 'queued']); // nothing says that it may have gone
    const peer = await scriptedPeer({ dot: 'hang-up' });
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    const before = (await deadlinesByClock(request)).reply?.dueOn;
    desk.clock.advance({ hours: 2 });
    const { status, text } = await record(' ');
    assert.equal(status, 422);
    assert.match(text, /id="taken" open/);
    assert.equal((await record('Queue number 4711')).status, 303);
    const { state, channel, sentAt, text: kept } = await letter({ kind: 'extension-notice' });
    assert.deepEqual([state, channel, sentAt], ['sent', 'mail', new Date('2026-03-02T09:00:00Z')]);
    assert.ok(kept);
    const after = (await deadlinesByClock(request)).reply?.dueOn;
    assert.deepEqual([before, after], ['2026-04-02', '2026-06-02']);
    const log = await dpo.get(`/requests/${request.reference}/events`);
    assert.match(log.text, /found to have been accepted by the mail server/);
    assert.deepEqual(await deliverLetters(desk, mailerTo(peer.url)), NONE);
  });

  it('does not send again what has gone', async () => {
    await receive(desk, desk.organisation);
    const { id } = await letter();
    await Letter.update({ state: 'sent' }, { where: { id } });
    const token = await dpo.hiddenFields('/settings/outbox');
    const answer = await dpo.post(`/settings/outbox/${id}/retry`).type('form').send(token);
    assert.deepEqual([answer.status, (await letter()).state], [422, 'sent']);
  });

  it('records a letter that was sent by post: its effect begins on that day, and its words are kept', async () => {
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    const by = await staffMemberOf(desk, desk.organisation);
    const sending = { by: 'mail' as const };
    await extendDeadline(
      desk,
      by,
      { reference: request.reference },
      { ground: 'both', reason: 'Many', sending },
    );
    const { id } = await letter({ kind: 'extension-notice' });
    desk.clock.set('2026-03-20T09:00:00Z');
    dpo = await signedIn(app, 'dpo'); // the former log-in has ended by then
    const post = (fields: Record<string, string>) =>
      dpo.submit(`/settings/outbox/${id}`, fields, { action: `/settings/outbox/${id}/posting` });
    for (const [fields, fault] of [
      [{ postedOn: '', proof: 'RR 1' }, /Give the day/],
      [{ postedOn: '2026-03-21', proof: 'RR 1' }, /must be in the past/],
      [{ postedOn: '2026-03-01', proof: 'RR 1' }, /before the letter was written/],
      [{ postedOn: '2026-03-19', proof: '' }, /Say what proves it/],
      [{ postedOn: '2026-02-31', proof: 'RR 1' }, /not a real date/],
    ] as const) {
      const answer = await post(fields);
      assert.equal(answer.status, 422);
      assert.match(answer.text, fault);
      assert.ok(answer.text.includes(`value="${fields.proof}"`));
    }
    const posted = { postedOn: '2026-03-19', proof: 'RR 1' };
    assert.match((await post(posted)).text, /from Thursday 2 April 2026 to Tuesday 2 June 2026/);
    assert.equal((await post({ ...posted, confirmed: 'yes' })).status, 303);
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-06-02');
    const page = await dpo.get(`/settings/outbox/${id}`);
    assert.match(page.text, /Posted[\s\S]*Thursday 19 March 2026[\s\S]*by Tuesday 2 June 2026/);
    assert.equal((await post({ postedOn: '2026-03-19', proof: 'RR 2' })).status, 422);
  });

  it('offers no posting of a letter to staff', async () => {
    const request = await received(desk, desk.organisation);
    const { organisationId } = request;
    const { id } = await Letter.create({
      ...LETTER,
      organisationId,
      ledgerKey: 'x',
      kind: 'overdue-digest',
      recipient: 'user:1',
      state: 'failed',
    });
    const page = await dpo.get(`/settings/outbox/${id}`);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /posting/);
  });

  it('says that the words are gone once the key was destroyed', async () => {
    const request = await received(desk, desk.organisation);
    await SubjectRequest.update({ wrappedKey: null }, { where: { id: request.id } });
    const page = await dpo.get(`/settings/outbox/${(await letter()).id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /words are not kept/);
  });

  it('shows nothing of another organisation', async () => {
    await received(desk, await anotherOrganisation(desk));
    const { id } = await letter();
    assert.match((await dpo.get('/settings/outbox')).text, /No letters here/);
    assert.equal((await dpo.get(`/settings/outbox/${id}`)).status, 404);
    const token = await dpo.hiddenFields('/settings/outbox');
    for (const verb of ['retry', 'posting']) {
      const fields = { ...token, postedOn: '2026-03-02', proof: 'x' };
      assert.equal((await dpo.post(`/settings/outbox/${id}/${verb}`).type('form').send(fields)).status, 404);
    }
  });

  it('is the DPO’s alone', async () => {
    await received(desk, desk.organisation);
    const { id } = await letter();
    for (const role of ['administrator', 'handler', 'reader'] as const) {
      const other = await signedIn(app, role);
      assert.equal((await other.get('/settings/outbox')).status, 403, role);
      assert.equal((await other.get(`/settings/outbox/${id}`)).status, 403, role);
    }
    assert.equal((await browser(app).get('/settings/outbox')).status, 303);
  });

  it('answers 404 to what is no letter', async () => {
    for (const id of ['0', 'x', '99999', '1e3', '-1'])
      assert.equal((await dpo.get(`/settings/outbox/${id}`)).status, 404, id);
  });
});

const LETTER = {
  kind: 'reminder',
  language: 'en',
  state: 'queued',
  channel: 'mail',
  messageId: 'm',
  createdAt: new Date('2026-03-02T09:00:00Z'),
} as const;
