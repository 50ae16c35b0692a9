import assert from 'node:assert/strict';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ask, latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { visited } from '../../support/visited.ts';

describe('An answer', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  let request: SubjectRequest;
  let status: string;
  let link: string;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
    const made = await ask(visitor, { rights: ['access'] });
    request = made.request;
    status = `/status/${made.token}`;
    const by = await staffMemberOf(desk, desk.organisation);
    const target = { reference: request.reference };
    await confirmIdentity(desk, by, target, { method: 'question', note: '' });
    await answer(desk, by, target, {
      text: 'Here is all we hold.\n<script>alert(1)</script>',
      files: [
        {
          name: 'data “all”.html',
          mediaType: 'text/html',
          content: Buffer.from('<script>alert(1)</script>'),
        },
        { name: 'notes.txt', mediaType: 'text/plain', content: Buffer.from('note') },
      ],
      unconfirmed: 'Known to us',
      nothingHeld: '',
      sending: { by: 'mail' },
    });
    link = pathOf((await latestLetter(desk, 'answer')).links.answer);
    await lettersGoOut(desk);
    await request.reload();
  });
  const events = async (kind: string) => Event.findAll({ where: { requestId: request.id, kind } });
  async function open(): Promise<void> {
    await visitor.submit(link);
    const { code } = await latestLetter(desk, 'answer-code');
    const opened = await visitor.submit(`${link}/code`, { code: code ?? '' });
    assert.deepEqual([opened.status, opened.headers.location], [303, link]);
  }
  const fileLinks = async () =>
    [...(await visitor.get(link)).text.matchAll(/href="([^"]*\/files\/\d+)"/g)].map(([, href]) => href ?? '');

  it('shows only a button to a visitor with its link', async () => {
    const page = await visitor.get(link);
    assert.equal(page.status, 200);
    assert.match(wordsOf(page), /email a code to a…@example\.org/);
    assert.doesNotMatch(page.text, /all we hold|notes\.txt|ada@/);
    assert.equal((await events('answer-opened')).length, 0);
  });

  it('opens with the code that its mailbox receives: words as written, files to save', async () => {
    await open();
    const page = await visitor.get(link);
    assert.match(page.text, /Here is all we hold\.\n&lt;script&gt;/);
    assert.match(wordsOf(page), /data “all”\.html.*notes\.txt/);
    assert.match(wordsOf(page), /until Wednesday 1 April 2026, 11:00 \(Paris\)\./);
  });

  it('hands out each file to be saved, in a sandbox, never run', async () => {
    await open();
    const [html = '', notes = ''] = await fileLinks();
    const file = await visitor.get(html).buffer(true);
    assert.match(
      file.headers['content-disposition'] ?? '',
      /^attachment; filename="data _all_\.html"; filename\*=UTF-8''data%20/,
    );
    assert.match(file.headers['content-security-policy'] ?? '', /sandbox/);
    assert.deepEqual(
      [file.headers['x-content-type-options'], file.headers['referrer-policy']],
      ['nosniff', 'no-referrer'],
    );
    assert.match(file.headers['cache-control'] ?? '', /no-store/);
    assert.equal((await visitor.get(notes)).text, 'note');
  });

  it('notes each opening and each file fetched, without telling staff that the request changed', async () => {
    const { version } = request;
    await open();
    const [first = ''] = await fileLinks();
    await visitor.get(link);
    await visitor.get(first);
    assert.equal((await events('answer-opened')).length, 2);
    const [fetched] = await events('answer-file-fetched');
    assert.equal(fetched?.actor, 'person');
    assert.equal(JSON.parse(fetched?.data ?? '{}').attachment, Number(first.split('/').at(-1)));
    assert.equal((await request.reload()).version, version);
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });

  it('stays shut without the code, with a wrong one, in another browser, and half an hour later', async () => {
    await open();
    const [first = ''] = await fileLinks();
    const stranger = browser(app);
    assert.equal((await stranger.get(first)).headers.location, link);
    assert.doesNotMatch((await stranger.get(link)).text, /all we hold/);
    await stranger.submit(link);
    assert.equal((await stranger.submit(`${link}/code`, { code: '12' })).status, 422);
    desk.clock.advance({ minutes: 30 });
    assert.doesNotMatch((await visitor.get(link)).text, /all we hold/);
    assert.equal((await visitor.get(first)).headers.location, link);
  });

  it('is remembered by a cookie for its own address only', async () => {
    await visitor.submit(link);
    const { code } = await latestLetter(desk, 'answer-code');
    const opened = await visitor.submit(`${link}/code`, { code: code ?? '' });
    const cookie = [opened.headers['set-cookie']].flat().find((one) => one?.startsWith('answer='));
    assert.match(cookie ?? '', new RegExp(`Path=${link}; .*HttpOnly; SameSite=Lax`));
    const forged = await browser(app)
      .get(link)
      .set('Cookie', `answer=${Date.now() * 2}.forged`);
    assert.doesNotMatch(forged.text, /all we hold/);
  });

  it('is linked from the status page, which does not open it either', async () => {
    const page = await visitor.get(status);
    assert.ok(page.text.includes(`href="${link}"`));
    assert.match(
      wordsOf(page),
      /Your answer is ready\. You can open it until Wednesday 1 April 2026, 11:00 \(Paris\)\./,
    );
    assert.doesNotMatch(page.text, /all we hold/);
  });

  it('is gone after 30 days, and says what to do then', async () => {
    await open();
    const [first = ''] = await fileLinks();
    desk.clock.advance({ days: 30 });
    for (const path of [link, `${link}/code`, first]) {
      const page = await visitor.get(path);
      assert.equal(page.status, 410, path);
      assert.match(wordsOf(page), /This answer has expired.*Ask for it again.*Write to Example Hosting/);
    }
    const page = await visitor.get(status);
    assert.match(
      wordsOf(page),
      /Your answer could be opened until Wednesday 1 April 2026, 11:00 \(Paris\)\. Ask for it again/,
    );
    assert.ok(page.text.includes(`href="${link}"`));
  });

  it('is on the status page no more once it is taken back', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const target = { reference: request.reference };
    await close(desk, by, target, { reason: '' });
    await reopen(desk, by, target, { scope: 'decision', reason: 'Something was forgotten' });
    assert.ok(!(await visitor.get(status)).text.includes(link));
  });

  it('can be requested again by a button once it has expired: a message, of which those who work on it are told', async () => {
    const early = await visitor.submit(link, {}, { action: `${link}/again` });
    assert.equal(early.status, 303);
    assert.equal((await events('message-received')).length, 0, 'it can still be read');
    desk.clock.advance({ days: 30 });
    const fields = await visitor.hiddenFields(link);
    for (const _press of ['once', 'twice'])
      assert.equal((await visitor.post(`${link}/again`).type('form').send(fields)).status, 303);
    const page = await visitor.get(link);
    assert.equal(page.status, 410);
    assert.match(wordsOf(page), /You have asked us for it again\. We have been told/);
    assert.doesNotMatch(page.text, /Ask for it again/);
    assert.equal((await events('message-received')).length, 1);
    const queue = await (await signedIn(app, 'dpo')).get(`/requests/${request.reference}`);
    assert.match(
      wordsOf(queue),
      /Please make my answer available again: it could be read until Wednesday 1 April 2026/,
    );
  });

  it('has no other file than its own, and is not there for another organisation or token', async () => {
    await anotherOrganisation(desk);
    await open();
    for (const path of [
      `${link}/files/999999`,
      `/o/other${link}`,
      `/o/other${link}/code`,
      `/answers/${'x'.repeat(43)}`,
    ]) {
      assert.equal((await visitor.get(path)).status, 404, path);
    }
    const fields = await visitor.hiddenFields('/o/other/ask');
    assert.equal((await visitor.post(`/o/other${link}`).type('form').send(fields)).status, 404);
  });

  it('sends ten codes an hour to one address', async () => {
    const limited = browser(appForTests(desk, { rateLimits: true }));
    const fields = await limited.hiddenFields(link);
    const send = () => limited.post(link).type('form').send(fields);
    for (let sent = 0; sent < 10; sent += 1) assert.equal((await send()).status, 303);
    assert.equal((await send()).status, 429);
  });
});
