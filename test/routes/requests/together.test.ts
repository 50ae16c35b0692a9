import assert from 'node:assert/strict';
import { Event } from '../../../models/event.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, hiddenFieldsIn, readAndSent, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

let desk: TestDesk;
let first: Browser;
let second: Browser;
let request: SubjectRequest;

describe('Two people on one request', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    const app = appForTests(desk);
    first = await signedIn(app, 'dpo');
    second = await signedIn(app, 'handler');
    request = await received(desk, desk.organisation);
  });

  const path = (verb: string) => `/requests/${request.reference}/${verb}`;

  it('the second save is told what happened, keeps what was written, and goes through when it is sent again', async () => {
    const before = await second.hiddenFields(path('identity-check/request'));
    await first.submit(path('assignment'), { assignee: '' });
    const written = { doubt: 'Another address', needed: 'The customer number', sending: 'mail' };
    const told = await second
      .post(path('identity-check/request'))
      .type('form')
      .send({ ...before, ...written });
    assert.equal(told.status, 409);
    assert.match(told.text, /Someone else changed this request meanwhile/);
    assert.match(told.text, /Assigned to nobody\.[\s\S]*The dpo/);
    assert.ok(!told.text.includes('The request was received.'), 'only what is new is shown');
    assert.ok(told.text.includes('Another address') && told.text.includes('The customer number'));
    assert.equal(await Event.count({ where: { kind: 'identity-request-decided' } }), 0);
    const again = { ...hiddenFieldsIn(told.text, path('identity-check/request')), ...written };
    const action = path('identity-check/request');
    const sent = await readAndSent(second, action, await second.post(action).type('form').send(again));
    assert.equal(sent.status, 303);
    assert.equal(await Event.count({ where: { kind: 'identity-request-decided' } }), 1);
  });

  it('the second save is told also when its form was faulty, and before that', async () => {
    const before = await second.hiddenFields(path('identity-check'));
    await first.submit(path('assignment'), { assignee: '' });
    const told = await second
      .post(path('identity-check'))
      .type('form')
      .send({ ...before, method: '', note: 'Knew it' });
    assert.equal(told.status, 409);
    assert.match(told.text, /Someone else changed this request meanwhile/);
    assert.ok(told.text.includes('Knew it'));
  });

  it('the same form sent twice at once is done once', async () => {
    const fields = { ...(await first.hiddenFields(path('identity-check'))), method: 'question' };
    const answers = await Promise.all(
      [1, 2].map(() => first.post(path('identity-check')).type('form').send(fields)),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    assert.equal(await Event.count({ where: { kind: 'identity-confirmed' } }), 1);
  });

  it('a form without the version that was seen overwrites nothing', async () => {
    const { _csrf } = await first.hiddenFields(path('identity-check'));
    const { status } = await first
      .post(path('identity-check'))
      .type('form')
      .send({ _csrf, method: 'question' });
    assert.equal(status, 409);
  });

  it('an undo of what somebody else has changed meanwhile is told too', async () => {
    desk.clock.advance({ hours: 1 });
    await first.submit(path('pause'), {
      reason: 'identity',
      askedAt: '2026-03-02',
      askedAtTime: '10:30',
      proof: 'x',
    });
    const before = await first.hiddenFields(path('pause/undo'));
    await second.submit(path('assignment'), { assignee: '' });
    const { status, text } = await first.post(path('pause/undo')).type('form').send(before);
    assert.equal(status, 409);
    assert.match(text, /Assigned to nobody/);
  });
});
