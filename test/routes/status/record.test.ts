import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { recordReply } from '../../../models/subjectRequest/message.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../../support/mail.ts';
import { ask, latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';

describe('The status page as the person’s record', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let request: SubjectRequest;
  let page: string;
  let peer: Peer;
  beforeEach(async () => {
    desk = await deskForTests();
    peer = await smtpPeer();
    visitor = browser(appForTests(desk));
    const files = [{ name: 'my account.txt', content: 'Ada' }];
    const made = await ask(visitor, { about: 'Delete everything, please.', files });
    request = made.request;
    page = `/status/${made.token}`;
  });
  afterEach(() => peer.close());

  const confirm = async () => visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
  const words = async () => wordsOf(await visitor.get(page));
  const letters = () => deliverLetters(desk, mailerTo(peer.url));
  const refused = async (reason: string) => {
    const by = await staffMemberOf(desk, desk.organisation);
    const target = { reference: request.reference };
    const sending = { by: 'mail' } as const;
    await refuse(desk, by, target, { scope: 'whole', ground: 'legal-duty', reason, sending });
  };

  it('holds what they wrote and the names of their files, once the mailbox is known to be theirs', async () => {
    assert.doesNotMatch(await words(), /Delete everything|my account\.txt/);
    assert.match(await words(), /shown here once you have confirmed your email address/);
    await confirm();
    const said = await words();
    assert.match(said, /What you wrote Delete everything, please\. my account\.txt/);
    assert.doesNotMatch(said, /once you have confirmed/);
  });

  it('holds each of their messages with its files', async () => {
    await confirm();
    const files = [{ field: 'files', name: 'bill.txt', content: '17' }];
    await visitor.submit(`${page}/${request.reference}/message`, { message: 'One thing more.' }, { files });
    assert.match(await words(), /Your message to us, with one file .* One thing more\. bill\.txt/);
  });

  it('takes a message with word of it to the mailbox, once that is known to be theirs', async () => {
    const told = () => peer.inbox.filter(({ text }) => /Your message about it reached us/.test(text));
    const write = (message: string) => visitor.submit(`${page}/${request.reference}/message`, { message });
    await write('Before anything is confirmed.');
    await letters();
    assert.equal(told().length, 0);
    await confirm();
    await write('After it.');
    await letters();
    const [only, ...more] = told();
    assert.deepEqual([only?.to, more.length], [['ada@example.org'], 0]);
    assert.doesNotMatch(only?.text ?? '', /After it/);
  });

  it('holds what they wrote by post as a colleague typed it in, and no notes of a call', async () => {
    await confirm();
    const by = await staffMemberOf(desk, desk.organisation);
    const target = { reference: request.reference };
    const came = { on: calendarDate('2026-03-02'), files: [] };
    await recordReply(desk, by, target, { ...came, channel: 'post', text: 'My letter of Monday.' });
    await recordReply(desk, by, target, { ...came, channel: 'phone', text: 'Sounded cross.' });
    const said = await words();
    assert.match(said, /Your reply to us, by post .* My letter of Monday\./);
    assert.match(said, /Your reply to us, by phone/);
    assert.doesNotMatch(said, /Sounded cross/);
  });

  it('holds our letters whole, as they went out, with their secrets covered', async () => {
    await letters();
    const { text } = await visitor.get(page);
    assert.match(text, /We received your request on|reached us/);
    assert.match(wordsOf({ text }), /Read the letter/);
    assert.doesNotMatch(text, /confirm\/[\w-]{20}/);
  });

  it('holds the decision with its ground, its article and its facts, once it was told', async () => {
    await confirm();
    await letters();
    await refused('Your invoices must be kept until 2034.');
    assert.doesNotMatch(await words(), /Your invoices must be kept/, 'not before the letter has gone');
    await letters();
    const said = await words();
    assert.match(
      said,
      /Our decision On Monday 2 March 2026 we refused your request\. Legal ground: .*\(Art\. 17\(3\)\(b\) GDPR\)\./,
    );
    assert.match(said, /Your invoices must be kept until 2034\./);
  });
});
