import assert from 'node:assert/strict';
import { sendToOneself } from '../../mail/toOneself.ts';
import { mailerTo, type Peer, SENDER, smtpPeer } from '../support/mail.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const OWN = 'trainee@example.org';

describe('A mail of a rehearsal', () => {
  let peer: Peer;
  before(async () => {
    peer = await smtpPeer();
  });
  after(() => peer.close());
  beforeEach(() => peer.inbox.splice(0));

  it('goes to whoever rehearses, and the mail server hears of no other recipient', async () => {
    await sendToOneself(mailerTo(peer.url), OWN, { subject: '[Rehearsal] Hello', text: 'Dear Anna\n' }, NOW);
    const [mail] = peer.inbox;
    assert.equal(peer.inbox.length, 1);
    assert.deepEqual(mail?.to, [OWN]);
    assert.equal(mail?.headers.to, OWN);
    assert.equal(mail?.from, SENDER.mailFrom.replace(/.*<|>/g, ''));
    assert.equal(mail?.headers.subject, '[Rehearsal] Hello');
    assert.equal(mail?.text, 'Dear Anna\n');
  });

  it('takes no recipient, copy, sender or address for replies from the rehearsal, however they are given', async () => {
    const hostile = {
      subject: 'Hello\r\nBcc: anna@elsewhere.example\r\nTo: anna@elsewhere.example',
      text: 'Hello',
      to: 'anna@elsewhere.example',
      cc: 'anna@elsewhere.example',
      bcc: ['anna@elsewhere.example'],
      replyTo: 'anna@elsewhere.example',
      envelope: { from: 'a@elsewhere.example', to: ['anna@elsewhere.example'] },
      raw: 'To: anna@elsewhere.example\r\n\r\nHello',
      headers: { To: 'anna@elsewhere.example' },
      attachments: [{ path: '/etc/passwd' }],
    };
    await sendToOneself(mailerTo(peer.url), OWN, hostile, NOW);
    const [mail] = peer.inbox;
    assert.equal(peer.inbox.length, 1);
    assert.deepEqual(mail?.to, [OWN]);
    assert.deepEqual(
      Object.keys(mail?.headers ?? {}).filter((name) => ['cc', 'bcc', 'reply-to'].includes(name)),
      [],
    );
    assert.equal(mail?.headers.to, OWN);
    assert.doesNotMatch(mail?.raw ?? '', /root:/);
  });

  for (const own of ['', 'a@example.org, b@example.org', 'a@example.org\r\nTo: b@example.org', 'nobody'])
    it(`is not sent where the user has no single address: ${JSON.stringify(own)}`, async () => {
      await sendToOneself(mailerTo(peer.url), own, { subject: 'Hello', text: 'Hello' }, NOW);
      assert.equal(peer.inbox.length, 0);
    });
});
