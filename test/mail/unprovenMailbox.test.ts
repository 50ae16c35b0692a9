import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { byPerson } from '../../models/desk.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { writeMessage } from '../../models/subjectRequest/writing.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { appForTests, browser } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { ask, latestLetter, pathOf } from '../support/publicForm.ts';

const NAME = 'You have won: www.prize.example';

describe('A mailbox that anybody may have typed into the form', () => {
  let desk: TestDesk;
  let peer: Peer;
  let request: SubjectRequest;

  beforeEach(async () => {
    desk = await deskForTests();
    peer = await smtpPeer();
    const asked = await ask(browser(appForTests(desk)), { who: { name: NAME, email: 'victim@example.org' } });
    request = asked.request;
  });
  afterEach(() => peer.close());

  const sent = async () => {
    await deliverLetters(desk, mailerTo(peer.url));
    return peer.inbox.filter(({ to }) => to.includes('victim@example.org')).map(({ raw }) => raw);
  };
  const write = async () =>
    writeMessage(
      desk,
      { actor: 'user:1', role: 'dpo', organisationId: desk.organisation.id },
      await request.reload(),
      {
        text: 'Which year?',
        sending: { by: 'mail' },
      },
    );

  it('gets no name with its letters, in no header and in no greeting', async () => {
    await leaveMessage(desk, byPerson(desk.organisation.id), request, { text: 'More.', files: [] });
    await write();
    const letters = await sent();
    assert.equal(letters.length, 2); // the receipt, and what the office wrote
    for (const letter of letters) {
      assert.match(letter, /^To: victim@example\.org\r$/m);
      assert.ok(!letter.includes('prize.example'), letter);
    }
  });

  it('gets letters by name once its owner has shown that they read it', async () => {
    await sent();
    peer.inbox.length = 0;
    await confirmMailbox(
      desk,
      pathOf((await latestLetter(desk, 'receipt')).links.confirm).split('/')[2] ?? '',
    );
    await write();
    const [letter = ''] = await sent();
    assert.match(letter, /^To: "You have won: www\.prize\.example" <victim@example\.org>\r$/m);
    assert.match(letter, /Dear You have won: www\.prize\.example,/);
  });
});
