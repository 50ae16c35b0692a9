import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../mail/letters.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import { mailerTo, type Peer, SENDER, smtpPeer } from '../support/mail.ts';

const context = (changes: Partial<LetterContext> = {}): LetterContext => ({
  kind: 'receipt',
  language: 'en',
  channel: 'mail',
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
  morning: [],
  arrived: [],
  tasks: [],
  unanswered: [],
  links: { queue: '', today: '' },
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

  it('has no sign in a header that a reader does not see: no-width ones, marks of direction, ends of paragraphs', async () => {
    const hidden = [
      '\u200b',
      '\u200d',
      '\u00ad',
      '\ufeff',
      '\u202e',
      '\u2066',
      '\u0007',
      ' \u2028',
      '\u2029',
    ];
    for (const sign of hidden) {
      const message = await sent(
        { subject: `Your ${sign}request` },
        { to: { name: `Ada ${sign}Example`, address: 'ada@example.org' } },
      );
      const code = sign.codePointAt(0)?.toString(16);
      assert.equal(message.headers.subject, 'Your request', code);
      assert.equal(message.headers.to, 'Ada Example <ada@example.org>', code);
      peer.inbox.length = 0;
    }
  });

  it('has at most 200 signs in a header, and no half of one', async () => {
    const { headers } = await sent({ subject: '😀'.repeat(300) });
    assert.equal(headers.subject, '😀'.repeat(200));
    peer.inbox.length = 0;
    assert.equal((await sent({ subject: 'half \ud83d one' })).headers.subject, 'half \ufffd one');
  });

  it('takes nothing from a file of this machine nor from another one, whatever a message says', async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(String(request.url));
      response.end('from elsewhere');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const href = `http://127.0.0.1:${(other.address() as AddressInfo).port}/secret`;
    const plain = messageOf(SENDER, { messageId: 'x' }, context(), { subject: 'S', text: 'T' });
    for (const content of [{ path: fileURLToPath(import.meta.url) }, { href }]) {
      const message = { ...plain, text: content, attachments: [content] };
      await assert.rejects(mailerTo(peer.url).transport.send(message as never));
    }
    other.close();
    assert.deepEqual([peer.inbox, asked], [[], []]);
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
