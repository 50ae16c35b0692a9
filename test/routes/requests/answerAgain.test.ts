import assert from 'node:assert/strict';
import { AnswerPackage } from '../../../models/answerPackage.ts';
import { destroyAttachment } from '../../../models/attachment/store.ts';
import { Attachment } from '../../../models/attachment.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answeredWith, openWithCode } from '../../support/answered.ts';
import { type Browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

describe('An answer whose link has expired', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  let dpo: Browser;
  let request: SubjectRequest;
  let link: string;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
    const content = Buffer.from('a,b\n1,2\n');
    ({ request, link } = await answeredWith(desk, visitor, [
      { name: 'orders.csv', mediaType: 'text/plain', content },
    ]));
    dpo = await signedIn(app, 'dpo');
  });
  const page = () => `/requests/${request.reference}`;
  const press = () => dpo.submit(page(), {}, { action: `${page()}/answer/again` });
  const asksAgain = async () => {
    desk.clock.advance({ days: 30 });
    dpo = await signedIn(app, 'dpo');
    await visitor.submit(link, {}, { action: `${link}/again` });
  };

  it('is sent again by one press, from the message that asks for it and from its letter', async () => {
    assert.equal(
      (await dpo.get(page())).text.split(`${page()}/answer/again`).length - 1,
      2,
      'no message asks yet',
    );
    await asksAgain();
    const shown = await dpo.get(page());
    assert.equal(shown.text.split(`${page()}/answer/again`).length - 1, 3);
    assert.match(wordsOf(shown), /Nothing fetched yet The link expired on/);
    const before = await request.reload();
    const { answeredAt } = before;
    assert.equal((await press()).status, 303);
    await lettersGoOut(desk);
    await request.reload();
    assert.deepEqual([request.answeredAt, request.status], [answeredAt, before.status]);
    const letter = await Letter.findOne({ where: { kind: 'answer-again' }, rejectOnEmpty: true });
    assert.equal(letter.state, 'sent');
    const [event] = await Event.findAll({ where: { requestId: request.id, kind: 'answer-sent-again' } });
    assert.deepEqual(Object.keys(JSON.parse(event?.data ?? '{}')), ['answer', 'letter']);
  });

  it('is then behind a fresh link for 30 days from its letter, with the same words and files; the old link stays expired', async () => {
    await asksAgain();
    await press();
    const fresh = pathOf((await latestLetter(desk, 'answer-again')).links.answer);
    assert.notEqual(fresh, link);
    desk.clock.advance({ days: 2 });
    await lettersGoOut(desk);
    await openWithCode(desk, visitor, fresh);
    const shown = await visitor.get(fresh);
    assert.match(
      wordsOf(shown),
      /Here is all we hold\. .*orders\.csv .*until Sunday 3 May 2026, 11:00 \(Paris\)/,
    );
    assert.equal((await visitor.get(link)).status, 410);
    const status = await visitor.get(
      (await latestLetter(desk, 'answer-again')).links.status?.slice(21) ?? '',
    );
    assert.ok(status.text.includes(`href="${fresh}"`), 'the status page leads to the fresh one');
  });

  it('keeps its expired link on the status page until the letter with the fresh one has gone out', async () => {
    await asksAgain();
    await press();
    const status = (await latestLetter(desk, 'answer-again')).links.status?.slice(21) ?? '';
    assert.ok((await visitor.get(status)).text.includes(`href="${link}"`));
  });

  it('cannot be sent again once a file of it was destroyed; the request says why, and nothing is offered', async () => {
    const file = await Attachment.findOne({ where: { purpose: 'answer' }, rejectOnEmpty: true });
    const { version } = await request.reload();
    await destroyAttachment(file, desk.clock());
    const shown = await dpo.get(page());
    assert.ok(!shown.text.includes(`${page()}/answer/again`));
    assert.match(wordsOf(shown), /The answer cannot be sent again: its files were destroyed/);
    const fields = await dpo.hiddenFields(page());
    const sent = await dpo
      .post(`${page()}/answer/again`)
      .type('form')
      .send({ ...fields, version });
    assert.match(wordsOf(sent), /The answer cannot be sent again: its files were destroyed/);
    assert.equal(await AnswerPackage.count(), 1);
  });

  it('is not offered to a handler, and not once the answer was undone', async () => {
    const handler = await signedIn(app, 'handler');
    assert.ok(!(await handler.get(page())).text.includes(`${page()}/answer/again`));
    const undone = await dpo.submit(
      page(),
      { scope: 'decision', reason: 'Something was forgotten' },
      { action: `${page()}/reopening` },
    );
    assert.equal(undone.status, 303);
    assert.ok(!(await dpo.get(page())).text.includes(`${page()}/answer/again`));
  });
});
