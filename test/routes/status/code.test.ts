import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { inTransaction } from '../../../models/database/transaction.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, hiddenFieldsIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, type TestDesk } from '../../support/desk.ts';
import { ask, latestLetter, wordsOf } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

describe('The status page by reference and code', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  let reference: string;
  let token: string;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
    const made = await ask(visitor);
    reference = made.request.reference;
    token = made.token;
  });
  const codes = () => Letter.count({ where: { kind: 'status-code' } });

  it('sends six digits to the mailbox, and they lead to the status page', async () => {
    const asked = await visitor.submit('/status', { reference, email: 'ada@example.org' });
    assert.equal(asked.headers.location, '/status/code');
    const { code, to } = await latestLetter(desk, 'status-code');
    assert.match(code ?? '', /^\d{6}$/);
    assert.equal(to.address, 'ada@example.org');
    const opened = await visitor.submit('/status/code', { code: ` ${code?.slice(0, 3)} ${code?.slice(3)} ` });
    assert.deepEqual([opened.status, opened.headers.location], [303, `/status/${token}`]);
    assert.equal((await visitor.get(`/status/${token}`)).status, 200);
  });

  it('of a page opens what that page asked for, whatever was asked for in another tab since', async () => {
    const { request } = await ask(visitor, {
      rights: ['access'],
      who: { name: 'Bo', email: 'bo@example.org' },
    });
    await visitor.submit('/status', { reference, email: 'ada@example.org' });
    const { code = '' } = await latestLetter(desk, 'status-code');
    const page = await visitor.hiddenFields('/status/code', '/status/code');
    await visitor.submit('/status', { reference: request.reference, email: 'bo@example.org' });
    const wrong = code === '000000' ? '000001' : '000000';
    const again = await visitor
      .post('/status/code')
      .type('form')
      .send({ ...page, code: wrong });
    assert.equal(again.status, 422);
    const opened = await visitor
      .post('/status/code')
      .type('form')
      .send({ ...hiddenFieldsIn(again.text, '/status/code'), code });
    assert.equal(opened.headers.location, `/status/${token}`);
  });

  it('takes the reference as people type it, and the address in any case', async () => {
    await visitor.submit('/status', {
      reference: reference.toLowerCase().replaceAll('-', ' '),
      email: 'ADA@Example.ORG ',
    });
    assert.equal(await codes(), 1);
  });

  it('answers in the same words and time whether reference and address are known or not', async () => {
    const answers = [];
    for (const question of [
      { reference, email: 'ada@example.org' },
      { reference, email: 'eve@example.org' },
      { reference: 'R-0000-0000', email: 'ada@example.org' },
      { reference: '<script>', email: "' OR 1=1" },
    ]) {
      const other = browser(app);
      const begun = performance.now();
      const { status, headers } = await other.submit('/status', question);
      answers.push({ status, to: headers.location, words: wordsOf(await other.get('/status/code')) });
      assert.ok(performance.now() - begun >= 250);
    }
    assert.deepEqual(answers, Array(4).fill(answers[0]));
    assert.equal(await codes(), 1);
  });

  it('lets who is not known wait for the database like who is', async function () {
    if (process.env.TEST_DATABASE_URL) this.skip(); // only sqlite writes one after the other
    const strange = { reference: 'R-0000-0000', email: 'ada@example.org' };
    await visitor.submit('/status', strange);
    for (const [path, fields] of Object.entries({ '/status': strange, '/status/code': { code: '123456' } })) {
      const form = { ...(await visitor.hiddenFields(path)), ...fields };
      const busy = inTransaction(desk.database, () => setTimeout(800));
      const begun = performance.now();
      await visitor.post(path).type('form').send(form);
      assert.ok(performance.now() - begun > 600, path);
      await busy;
    }
  });

  it('opens nothing with a wrong code, a used one, or one of another time, and says which has ended', async () => {
    await visitor.submit('/status', { reference, email: 'ada@example.org' });
    const { code = '' } = await latestLetter(desk, 'status-code');
    const wrong = code === '000000' ? '000001' : '000000';
    const refused = await visitor.submit('/status/code', { code: wrong });
    assert.equal(refused.status, 422);
    assert.match(wordsOf(refused), /The code is wrong\./);
    desk.clock.advance({ minutes: 16 });
    const late = await visitor.submit('/status/code', { code });
    assert.equal(late.status, 422);
    assert.match(wordsOf(late), /This code has expired: a code works once, for 15 minutes/);
    assert.match(wordsOf(await visitor.submit('/status/code', { code: wrong })), /The code is wrong\./);
    await visitor.submit('/status', { reference, email: 'ada@example.org' });
    const fresh = (await latestLetter(desk, 'status-code')).code ?? '';
    assert.equal((await visitor.submit('/status/code', { code: fresh })).status, 303);
    await visitor.submit('/status', { reference, email: 'eve@example.org' });
    const unknown = await visitor.submit('/status/code', { code: fresh });
    assert.equal(unknown.status, 422);
    assert.match(wordsOf(unknown), /The code is wrong\./, 'whether they belong together is not told');
  });

  it('opens once, also when two try the same code at the same time', async () => {
    await visitor.submit('/status', { reference, email: 'ada@example.org' });
    const { code = '' } = await latestLetter(desk, 'status-code');
    const fields = { ...(await visitor.hiddenFields('/status/code')), code };
    const send = () => visitor.post('/status/code').type('form').send(fields);
    const answers = await Promise.all([send(), send()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  });

  it('opens with the newest code alone, so that many codes do not give more than five tries', async () => {
    const ask = async () => {
      await visitor.submit('/status', { reference, email: 'ada@example.org' });
      return (await latestLetter(desk, 'status-code')).code ?? '';
    };
    const older = await ask();
    const newest = await ask();
    const wrong = ['000000', '000001', '000002'].find((code) => code !== older && code !== newest);
    for (let tries = 0; tries < 5; tries += 1) await visitor.submit('/status/code', { code: wrong ?? '' });
    assert.equal((await visitor.submit('/status/code', { code: newest })).status, 422);
    assert.equal((await visitor.submit('/status/code', { code: older })).status, 422);
    assert.equal((await visitor.submit('/status/code', { code: await ask() })).status, 303);
  });

  it('asks for both before it does anything, and leads back who comes to the code page without asking', async () => {
    const page = await visitor.submit('/status', { reference: '', email: '' });
    assert.equal(page.status, 422);
    assert.match(page.text, /id="reference-error"[\s\S]*id="email-error"/);
    assert.equal((await browser(app).get('/status/code')).headers.location, '/status');
  });

  it('notes the sending in the log and leaves the request’s version as it was', async () => {
    await visitor.submit('/status', { reference, email: 'ada@example.org' });
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });
    assert.equal(request.version, 1);
    assert.equal(await Event.count({ where: { kind: 'status-code-ordered', actor: 'person' } }), 1);
  });

  it('sends nothing for a request of another organisation', async () => {
    await anotherOrganisation(desk);
    await visitor.submit('/o/other/status', { reference, email: 'ada@example.org' });
    assert.equal(await codes(), 0);
  });

  const limitedAt = async () => {
    const limited = browser(appForTests(desk, { rateLimits: true, trustProxy: 1 }));
    const fields = await limited.hiddenFields('/status');
    return (from: string, about: string, email = 'x@y.example') =>
      limited
        .post('/status')
        .set('X-Forwarded-For', from)
        .type('form')
        .send({ ...fields, reference: about, email });
  };

  it('sends ten an hour to one address, however a proxy writes it', async () => {
    const send = await limitedAt();
    const ways = [
      '192.0.2.1',
      '192.0.2.1:4711',
      '::ffff:192.0.2.1',
      '[::ffff:192.0.2.1]:80',
      '192.0.2.1:4712',
    ];
    const from = (n: number) => ways[n % ways.length] as string;
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => send(from(n), `R-0000-000${n}`)));
    assert.deepEqual([...new Set(all.map(({ status }) => status))], [303]);
    const refused = await send('192.0.2.1:4713', 'R-0000-00AA');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers['retry-after']) > 0);
  });

  it('is shut to nobody by those who ask for the same request with another address', async () => {
    const send = await limitedAt();
    for (let n = 0; n < 25; n += 1) await send(`192.0.2.${10 + n}`, reference, 'not-ada@example.org');
    assert.equal((await send('192.0.2.99', reference, 'ada@example.org')).status, 303);
    assert.equal(await codes(), 1);
  });

  it('is slowed for one request: past ten codes within an hour the newest stands for five minutes', async () => {
    const send = await limitedAt();
    const right = async (n: number) => (await send(`192.0.2.${n}`, reference, 'ada@example.org')).status;
    for (let n = 0; n < 12; n += 1) assert.equal(await right(n), 303);
    assert.equal(await codes(), 10);
    const { code } = await latestLetter(desk, 'status-code');
    desk.clock.advance({ minutes: 5 });
    assert.equal(await right(20), 303);
    assert.equal(await codes(), 11);
    assert.notEqual((await latestLetter(desk, 'status-code')).code, code);
    desk.clock.advance({ minutes: 56 });
    for (let n = 30; n < 33; n += 1) await right(n);
    assert.equal(await codes(), 14);
  });

  it('opens with the newest code also while no further one is made', async () => {
    for (let n = 0; n < 12; n += 1) await visitor.submit('/status', { reference, email: 'ada@example.org' });
    const { code = '' } = await latestLetter(desk, 'status-code');
    assert.equal((await visitor.submit('/status/code', { code })).status, 303);
  });
});
