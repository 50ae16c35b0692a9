import assert from 'node:assert/strict';
import { messageOf } from '../../mail/letters.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import { mailerTo, type Peer, SENDER, smtpPeer } from '../support/mail.ts';

const context = (changes: Partial<LetterContext> = {}): LetterContext => ({
  kind: 'receipt',
  language: 'en',
  now: new Date('2026-03-02T09:00:00Z'),
  orderedAt: new Date('2026-03-02T09:00:00Z'),
  to: { name: 'Ada Example', address: 'ada@example.org' },
  organisation: {
    name: 'Example Hosting',
    replyAddress: 'privacy@example.org',
    postalAddress: '',
    authority: '',
    zone: 'Europe/Paris',
  },
  requests: [],
  data: {},
  overdue: [],
  links: { queue: '' },
  secrets: [],
  ...changes,
});

describe('A letter on the wire', () => {
  let peer: Peer;
  beforeEach(async () => {
    peer = await smtpPeer();
  });
  afterEach(() => peer.close());

  const sent = async (words: { subject?: string; text?: string }, changes: Partial<LetterContext> = {}) => {
    const letter = { messageId: '0b5f7a52-0000-4000-8000-000000000000' };
    const whole = { subject: 'S', text: 'T\n', ...words };
    await mailerTo(peer.url).transport.send(messageOf(SENDER, letter, context(changes), whole));
    const [message] = peer.inbox;
    if (!message) throw new Error('nothing arrived');
    return message;
  };

  it('comes from MAIL_FROM, is answered to the organisation, and asks for no automatic answer', async () => {
    const { headers, from, to } = await sent({}, { language: 'fr' });
    assert.deepEqual([from, to], ['rightsdesk@desk.example.org', ['ada@example.org']]);
    assert.equal(headers.from, 'Rightsdesk <rightsdesk@desk.example.org>');
    assert.equal(headers.to, 'Ada Example <ada@example.org>');
    assert.equal(headers['reply-to'], 'privacy@example.org');
    assert.equal(headers['auto-submitted'], 'auto-generated');
    assert.equal(headers['content-language'], 'fr');
    assert.equal(headers.date, 'Mon, 02 Mar 2026 09:00:00 +0000');
    assert.equal(headers['message-id'], '<0b5f7a52-0000-4000-8000-000000000000@rights.example.org>');
    assert.match(headers['content-type'] ?? '', /^text\/plain; charset=utf-8$/);
  });

  it('has no reply address where the organisation has none', async () => {
    const { headers } = await sent({}, { organisation: { ...context().organisation, replyAddress: '' } });
    assert.equal(headers['reply-to'], undefined);
  });

  it('arrives as it was written: long lines, accents, emoji, right to left, dots', async () => {
    const text = `${'a long line '.repeat(200)}\n\n.\nÉté à Noël : 😀 שלום\n=20 https://example.org/${'x'.repeat(300)}\n`;
    const message = await sent({ text, subject: 'Été : 😀 שלום' });
    assert.equal(message.text.trim(), text.trim());
    assert.equal(message.headers.subject, 'Été : 😀 שלום');
    assert.ok(message.raw.split('\r\n').every((line) => line.length <= 998));
  });

  it('lets nobody write a header', async () => {
    const name = 'Ada\r\nBcc: everyone@example.org\r\n\r\nHello\u2028there <other@example.org>, "x"';
    const message = await sent(
      { subject: 'Hello\r\nBcc: all@example.org' },
      { to: { name, address: 'ada@example.org' } },
    );
    assert.deepEqual(message.to, ['ada@example.org']);
    assert.equal(message.headers.bcc, undefined);
    assert.equal(message.headers.subject, 'Hello Bcc: all@example.org');
    assert.equal(message.text.trim(), 'T');
  });
});
