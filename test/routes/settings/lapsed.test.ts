import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { Letter } from '../../../models/letter.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, smtpPeer } from '../../support/mail.ts';
import { deadlinesByClock, receive, received, staffMemberOf } from '../../support/requests.ts';

const byMail = { by: 'mail' as const };

/** Received on Monday 2 March 2026, due Thursday 2 April; it is Tuesday 14 April. */
describe('A letter whose date does not hold any more', () => {
  let desk: TestDesk;
  let by: Awaited<ReturnType<typeof staffMemberOf>>;
  let request: SubjectRequest;
  let dpo: Browser;
  const reply = async () => (await deadlinesByClock(request)).reply;
  const target = () => ({ reference: request.reference });
  const letterOf = (kind: Letter['kind']) => Letter.findOne({ where: { kind }, rejectOnEmpty: true });
  const textOf = async (address: string) =>
    (await dpo.get(address)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const later = async (at: string) => {
    desk.clock.set(at);
    dpo = await signedIn(appForTests(desk), 'dpo', {
      email: 'later@example.org',
      organisation: desk.organisation,
    });
  };
  const post = async (kind: Letter['kind'], fields: Record<string, string>) => {
    const address = `/settings/outbox/${(await letterOf(kind)).id}`;
    const hidden = await dpo.hiddenFields(address);
    return dpo
      .post(`${address}/posting`)
      .type('form')
      .send({ ...hidden, ...fields });
  };

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, {
      channel: 'post',
      person: { name: 'Bo', email: 'bo@example.org' },
    });
  });

  describe('since its extension has lapsed (Art. 12(3))', () => {
    beforeEach(async () => {
      await confirmIdentity(desk, by, target(), { method: 'question', note: '' });
      await extendDeadline(desk, by, target(), {
        ground: 'complexity',
        reason: 'Nine systems',
        sending: byMail,
      });
      await later('2026-04-14T08:00:00Z');
    });

    it('shows no words with a date, but that it lapsed and what to do; in the outbox and on the request', async () => {
      const text = await textOf(`/settings/outbox/${(await letterOf('extension-notice')).id}`);
      assert.match(
        text,
        /This extension did not take effect: its notice had not gone out by the end of Thursday 2 April 2026/,
      );
      assert.match(text, /If it was posted before that day was over, record that below/);
      assert.doesNotMatch(text, /We need longer|which is/);
      const page = await textOf(`/requests/${request.reference}`);
      assert.match(
        page,
        /The extension did not take effect\. Answer now\..*If it was posted before then, record the posting/,
      );
      assert.match(page, /Record it as sent by post/);
    });

    it('moves the date by a posting in time only after both dates were shown, and keeps the words of that day', async () => {
      const posted = { postedOn: '2026-03-20', proof: 'Registered letter 7' };
      const asked = await post('extension-notice', posted);
      assert.equal(asked.status, 422);
      assert.match(asked.text, /moves from Thursday 2 April 2026 to Tuesday 2 June 2026/);
      assert.match(asked.text, /value="Registered letter 7"/);
      assert.equal((await reply())?.dueOn, '2026-04-02');
      assert.equal((await letterOf('extension-notice')).state, 'queued');
      assert.equal((await post('extension-notice', { ...posted, confirmed: 'yes' })).status, 303);
      assert.equal((await reply())?.dueOn, '2026-06-02');
      const text = await textOf(`/settings/outbox/${(await letterOf('extension-notice')).id}`);
      assert.match(text, /by Tuesday 2 June 2026, which is 3 months/);
    });

    it('moves nothing by a posting after the first date, and asks nothing', async () => {
      const sent = await post('extension-notice', { postedOn: '2026-04-08', proof: 'Registered letter 7' });
      assert.equal(sent.status, 303);
      const row = await reply();
      assert.deepEqual([row?.dueOn, row?.state], ['2026-04-02', 'running']);
      assert.match(row?.because ?? '', /extension-lapsed/);
      const text = await textOf(`/requests/${request.reference}`);
      assert.match(
        text,
        /notice of the extension went out on Wednesday 8 April 2026, after the date Thursday 2 April/,
      );
      assert.doesNotMatch(text, /had not gone out by/);
    });

    it('is not said to have failed once it was posted after all', async () => {
      await Letter.update(
        { lastError: 'extension-lapsed', state: 'failed' },
        { where: { kind: 'extension-notice' } },
      );
      await post('extension-notice', { postedOn: '2026-04-08', proof: 'Registered letter 7' });
      const { id, state, lastError } = await letterOf('extension-notice');
      assert.deepEqual([state, lastError], ['sent', null]);
      assert.doesNotMatch(await textOf(`/settings/outbox/${id}`), /did not take effect/);
    });
  });

  it('begins a pause in the past only after that was shown', async () => {
    await askIdentity(desk, by, target(), { doubt: 'New address', needed: 'The number', sending: byMail });
    await later('2026-04-14T08:00:00Z');
    const posted = { postedOn: '2026-03-20', proof: 'Registered letter 8' };
    const asked = await post('identity-request', posted);
    assert.equal(asked.status, 422);
    assert.match(asked.text, /deadline of Thursday 2 April 2026 is paused from the day of posting on/);
    assert.equal((await reply())?.state, 'running');
    assert.equal((await post('identity-request', { ...posted, confirmed: 'yes' })).status, 303);
    assert.equal((await reply())?.state, 'paused');
  });

  it('asks the same of a decision by a letter that is said to be posted before', async () => {
    await later('2026-04-14T08:00:00Z');
    const extension = {
      ground: 'complexity',
      reason: 'Nine systems',
      sending: 'post',
      postedOn: '2026-03-20',
      proof: 'RR 9',
    };
    const address = `/requests/${request.reference}/extension`;
    const asked = await dpo.submit(address, extension);
    assert.equal(asked.status, 200);
    assert.match(asked.text, /moves from Thursday 2 April 2026 to Tuesday 2 June 2026/);
    assert.equal((await reply())?.dueOn, '2026-04-02');
    assert.equal((await dpo.submit(address, { ...extension, confirmed: 'yes' })).status, 303);
    assert.equal((await reply())?.dueOn, '2026-06-02');
  });

  it('promises no day that is over in a receipt that waited', async () => {
    const peer = await smtpPeer();
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await receive(desk, desk.organisation, { rights: ['access'] });
    desk.clock.set('2026-04-14T08:00:00Z');
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    const text = peer.inbox[0]?.text ?? '';
    assert.match(text, /We should have answered you by Thursday 2 April 2026; that date has passed/);
  });
});
