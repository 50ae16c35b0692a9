import assert from 'node:assert/strict';
import { NotAccepted } from '../../mail/failure.ts';
import { trialMessage } from '../../mail/letters.ts';
import { mailServerAt } from '../../mail/server.ts';
import { smtpTransport } from '../../mail/transport.ts';
import { type Peer, SENDER, smtpPeer } from '../support/mail.ts';

/** Linux connects 0.0.0.0 to this machine, and to us it is none of the addresses that name it. */
const beyond = (peer: Peer, scheme = 'smtp') => `${scheme}://user:secret@0.0.0.0:${peer.port}`;

/** What the peer may offer; its certificate signs itself. */
const PEERS = {
  'no encryption': { disabledCommands: ['STARTTLS'] },
  'a certificate that nobody vouches for': { disabledCommands: [] },
  'encryption from the first byte with such a certificate': { disabledCommands: [], secure: true },
};

describe('Letters on their way to a mail server beyond this machine', () => {
  let peer: Peer;
  let logIns: number;
  afterEach(() => peer.close());

  const open = async (options: object) => {
    logIns = 0;
    peer = await smtpPeer({
      authOptional: true,
      allowInsecureAuth: true,
      ...options,
      onAuth: ({ username }, _session, done) => {
        logIns += 1;
        done(null, { user: username });
      },
    });
  };
  const send = (url: string, encryption?: 'inClear') =>
    smtpTransport(mailServerAt(url, encryption)).send(
      trialMessage(SENDER, 'ada@example.org', new Date('2026-03-02T09:00:00Z')),
    );

  for (const [offer, options] of Object.entries(PEERS)) {
    const scheme = 'secure' in options ? 'smtps' : 'smtp';

    it(`go not at all where the server offers ${offer}: no word of theirs, no password`, async () => {
      await open(options);
      await assert.rejects(send(beyond(peer, scheme)), (error) => {
        assert.ok(error instanceof NotAccepted);
        assert.deepEqual([error.failure.kind, error.failure.step], ['unreachable', 'encryption']);
        return true;
      });
      assert.deepEqual([peer.inbox.length, logIns], [0, 0]);
    });

    it(`go all the same, with ${offer}, where the settings say so`, async () => {
      await open(options);
      await send(beyond(peer, scheme), 'inClear');
      assert.deepEqual([peer.inbox.length, logIns], [1, 1]);
    });
  }

  it('need no encryption to a server on this machine', async () => {
    await open(PEERS['no encryption']);
    for (const host of ['127.0.0.1', 'localhost']) await send(`smtp://${host}:${peer.port}`);
    assert.equal(peer.inbox.length, 2);
  });

  it('log in with user and password as they are, whatever signs they have', () => {
    const { auth } = mailServerAt('smtps://desk%40example.org:p%2Fa%3As%25s@mail.example.org');
    assert.deepEqual(auth, { user: 'desk@example.org', pass: 'p/a:s%s' });
  });

  it('take no orders from the end of SMTP_URL', async () => {
    await open(PEERS['no encryption']);
    await assert.rejects(send(`${beyond(peer)}?requireTLS=false&ignoreTLS=true`), NotAccepted);
    assert.equal(peer.inbox.length, 0);
  });
});
