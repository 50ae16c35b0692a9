import assert from 'node:assert/strict';
import { claimLetter, recordSent } from '../../../models/letter/deliveries.ts';
import { Letter } from '../../../models/letter.ts';
import { askClarification } from '../../../models/subjectRequest/clarification.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { ask, latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';

const REACHED = /Your message has reached us/;
const WAIT = /we asked you a question/i;

describe('Messages on the status page', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let request: SubjectRequest;
  let page: string;
  const mail = { by: 'mail' as const };
  const target = () => ({ reference: request.reference });
  const words = async (more = '') => wordsOf(await visitor.get(`${page}${more}`));
  const theyWrite = (message: string) =>
    visitor.submit(`${page}/${request.reference}/message`, { message }, { files: [] });
  const sendLetters = async () => {
    for (;;) {
      const letter = await claimLetter(desk, desk.clock());
      if (!letter) return;
      await recordSent(desk, letter, { subject: 'subject', text: 'text' }, desk.clock());
    }
  };

  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    dpo = await staffMemberOf(desk, desk.organisation);
    const made = await ask(visitor, { rights: ['objection'] });
    request = made.requests[0] as SubjectRequest;
    page = `/status/${made.token}`;
  });

  it('are never said to have reached us where we are said to wait, not before the mailbox is confirmed either', async () => {
    await theyWrite('It is me');
    assert.match(await words('?said=message'), REACHED);
    assert.doesNotMatch(await words('?said=message'), WAIT);
    await visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
    await askClarification(desk, dpo, target(), { question: 'Which of your two shops?', sending: mail });
    await sendLetters();
    const asked = await words('?said=message');
    assert.match(asked, WAIT);
    assert.doesNotMatch(asked, REACHED);
    desk.clock.advance({ days: 1 });
    await theyWrite('The one in Lille');
    const written = await words('?said=message');
    assert.match(written, REACHED);
    assert.doesNotMatch(written, WAIT);
    await rejectReply(desk, dpo, target(), { reason: 'clarification', why: 'We have none there' });
    const again = await words('?said=message');
    assert.match(again, WAIT);
    assert.match(again, /We have read what you sent on Tuesday 3 March 2026\. It does not yet contain/);
    assert.doesNotMatch(again, REACHED);
  });

  it('are waited for no longer once the request is answered', async () => {
    await visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));
    await askClarification(desk, dpo, target(), { question: 'Which of your two shops?', sending: mail });
    await sendLetters();
    await answer(desk, dpo, target(), {
      text: 'Both',
      unconfirmed: 'Known to us',
      nothingHeld: '',
      files: [],
      sending: mail,
    });
    await sendLetters();
    assert.doesNotMatch(await words(), WAIT);
    await theyWrite('Thank you');
    assert.match(await words('?said=message'), REACHED);
  });

  it('of ours stand there with their words, also where the mail about them failed', async () => {
    await writeMessage(desk, dpo, target(), { text: 'We look into both shops', sending: mail });
    assert.match(await words(), /We look into both shops|The email has not left yet/);
    await Letter.update({ state: 'failed' }, { where: { kind: 'message' } });
    const failed = await words();
    assert.match(failed, /The email could not be delivered\. You can read the message here/);
    assert.match(failed, /We look into both shops/);
  });

  it('are taken about a request that is closed, with a word that it stays closed', async () => {
    await visitor.submit(`${page}/${request.reference}/withdrawal`, { message: '' });
    const form = wordsOf(await visitor.get(`${page}/${request.reference}/message`));
    assert.match(
      form,
      /This request is closed\. What you write here still reaches the people who worked on it/,
    );
    await theyWrite('I never took it back');
    assert.notEqual((await request.reload()).unreadSince, null);
    assert.equal(request.status, 'closed');
    assert.match(await words('?said=message'), REACHED);
  });
});
