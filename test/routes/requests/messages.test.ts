import assert from 'node:assert/strict';
import { byPerson } from '../../../models/desk.ts';
import { askIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { BY_POST, type RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

describe('Messages on the request page', () => {
  let it_: RequestAtHand;
  const nextStep = async () => /next-step-sentence">([^<]*)</.exec(await it_.html())?.[1];
  const theyWrite = (text = 'The account of 2021, please') =>
    leaveMessage(
      it_.desk,
      byPerson(it_.request.organisationId),
      { reference: it_.request.reference },
      {
        text,
        files: [],
      },
    );
  const unread = async () => (await it_.request.reload()).unreadSince !== null;

  beforeEach(async () => {
    it_ = await requestAtHand();
  });

  it('are the next step, and opening the page reads none of them', async () => {
    await theyWrite();
    assert.match((await nextStep()) ?? '', /^Read the message from Ada Example, Monday 2 March 2026, 10:00/);
    assert.match(await it_.html(), /Not read yet/);
    await it_.dpo.get(it_.path('messages/read'));
    assert.ok(await unread(), 'a GET changes nothing');
    await theyWrite('And one more');
    assert.match((await nextStep()) ?? '', /^Read the 2 messages from Ada Example/);
  });

  it('are marked as read by a button, which says who did it and can be taken back', async () => {
    await theyWrite();
    await it_.done('messages/read');
    assert.ok(!(await unread()));
    const html = await it_.html();
    assert.match(html, /Read by The dpo, Monday 2 March 2026, 10:00/);
    assert.doesNotMatch(html, /Not read yet/);
    assert.match(html, /The person’s messages were marked as read/);
    await it_.done('messages/read/undo');
    assert.ok(await unread());
  });

  it('stand above the facts, in the order in which they came, with what became of ours', async () => {
    await theyWrite();
    await it_.done('message', { text: 'We look into both accounts', sending: 'mail' });
    const html = await it_.html();
    const order = ['The account of 2021, please', 'We look into both accounts', 'id="facts"'];
    const places = order.map((words) => html.indexOf(words));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.match(html, /Message to the person[\s\S]*?In the outbox/);
    assert.ok(!(await unread()));
  });

  it('go by post to a person without an email address, with day and proof', async () => {
    await it_.request.update({ personEmail: null });
    const html = (await it_.dpo.get(it_.path('message'))).text;
    assert.doesNotMatch(html, /value="mail"/);
    await it_.refused('message', { text: 'A letter to you all', ...BY_POST, proof: '' }, 'proof', /proof/i);
    await it_.done('message', { text: 'A letter to you all', ...BY_POST });
    assert.match(await it_.html(), /Posted on Monday 2 March 2026/);
  });

  it('need words', async () => {
    await it_.refused('message', { text: '', sending: 'mail' }, 'text', /Write something/);
  });

  it('that came by post are recorded with their day and how they came', async () => {
    const reply = { repliedOn: TODAY, channel: 'post', text: 'The account of 2021, she writes' };
    await it_.refused('reply', { ...reply, channel: 'form' }, 'channel', /Choose how it arrived/);
    await it_.refused('reply', { ...reply, repliedOn: '2026-03-03' }, 'repliedOn', /in the past/);
    await it_.done('reply', reply);
    assert.match(await it_.html(), /The account of 2021, she writes/);
  });

  it('that came by post and are something else let the wait go on, with what a colleague says of them', async () => {
    await it_.done('identity-check/request', { doubt: 'Two accounts', needed: 'Number', ...BY_POST });
    assert.match((await it_.dpo.get(it_.path('reply'))).text, /Is it what the person was asked for\?/);
    const letter = { repliedOn: TODAY, channel: 'post', as: 'more', text: '', note: 'A second letter came' };
    const files = [{ field: 'files', name: 'scan.pdf', content: 'scan' }];
    await it_.done('reply', letter, files);
    const html = await it_.html();
    assert.match(html, /scan\.pdf[\s\S]*A second letter came/);
    assert.equal(await it_.state(), 'waiting');
  });

  it('that were not the answer let the wait run on, after the dates were shown', async () => {
    const by = await staffMemberOf(it_.desk, { id: it_.request.organisationId } as never);
    const target = { reference: it_.request.reference };
    const posted = { by: 'post' as const, postedAt: it_.desk.clock(), proof: 'Letter 1' };
    await askIdentity(it_.desk, by, target, { doubt: 'Two accounts', needed: 'Number', sending: posted });
    it_.desk.clock.advance({ days: 3 });
    it_.dpo = await signedIn(appForTests(it_.desk), 'dpo', {
      email: 'again@example.org',
      organisation: { id: it_.request.organisationId },
    });
    await theyWrite('When do I hear from you?');
    const { text } = await it_.dpo.get(it_.path('reply/rejection'));
    assert.match(text, /Proof of identity: their reply of Thursday 5 March 2026, 10:00/);
    assert.match(text, /paused again since Monday 2 March 2026/);
    const rejection = { wait: 'identity', reason: 'It holds no proof at all' };
    await it_.refused('reply/rejection', { ...rejection, reason: '' }, 'reason', /reason/i);
    await it_.done('reply/rejection', rejection);
    assert.equal(await it_.state(), 'waiting');
    assert.doesNotMatch(await it_.html(), /Not read yet/, 'whoever says so has read it');
    assert.match(
      await it_.html(),
      /What the person wrote on [^<]* was not the answer: the wait for proof of identity goes on/,
    );
    const form = (await it_.dpo.get(it_.path('identity-check'))).text;
    assert.match(form, /name="arrivedOn"[^>]*value="2026-03-05"/);
  });

  it('that nobody has read keep the request from being closed, and say so', async () => {
    await it_.request.update({ status: 'answered' });
    await theyWrite();
    const { status, text } = await it_.dpo.get(it_.path('closure'));
    assert.equal(status, 409);
    assert.match(text, /Read the message of the person first|cannot be done/);
  });
});
