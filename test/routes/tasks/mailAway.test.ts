import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { mailerTo, smtpPeer } from '../../support/mail.ts';
import { workHandedOut } from '../../support/ownersWork.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('While the mail server is away', () => {
  it('tasks are handed out, the DPO sees that their letter waits, and it goes once when the server is back', async () => {
    const desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    const by = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    await workHandedOut(desk, by, request, { CRM: {} });
    const gone = await smtpPeer();
    await gone.close();
    await deliverLetters(desk, mailerTo(gone.url));
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const page = async () => wordsOf(await dpo.get(`/requests/${request.reference}/tasks`));
    assert.match(await page(), /No email has been sent since .*the mail server cannot be reached/);
    assert.match(await page(), /CRM: find and hand over Asked .*Last email Waiting, Monday 2 November 2026/);
    desk.clock.advance({ hours: 1 });
    const peer = await smtpPeer();
    await deliverLetters(desk, mailerTo(peer.url));
    await deliverLetters(desk, mailerTo(peer.url));
    await peer.close();
    const toOwner = peer.inbox.filter(({ headers }) => headers.to === 'zoe@example.org');
    assert.equal(toOwner.length, 1);
    assert.doesNotMatch(await page(), /No email has been sent/);
    assert.match(await page(), /CRM: find and hand over Asked .*Last email Sent, Monday 2 November 2026/);
  });
});
