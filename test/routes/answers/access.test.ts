import assert from 'node:assert/strict';
import { Letter } from '../../../models/letter.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { type Place, placeOf } from '../../support/place.ts';
import { latestLetter, wordsOf } from '../../support/publicForm.ts';

describe('Access to an answer', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let one: Place;
  let another: Place;
  const pathOf = ({ answerToken }: Place) => `/answers/${answerToken}`;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    one = await placeOf(desk, desk.organisation);
    another = await placeOf(desk, desk.organisation);
  });

  /** The cookie that the right code gives. */
  async function cookieOf(place: Place): Promise<string> {
    await visitor.submit(pathOf(place));
    const { code } = await latestLetter(desk, 'answer-code');
    const opened = await visitor.submit(`${pathOf(place)}/code`, { code: code ?? '' });
    assert.equal(opened.status, 303);
    const cookies = [opened.headers['set-cookie']].flat();
    return cookies.find((cookie) => cookie?.startsWith('answer='))?.split(';')[0] ?? '';
  }
  const sentWith = (cookie: string, place: Place, below = '') =>
    browser(appForTests(desk))
      .get(`${pathOf(place)}${below}`)
      .set('Cookie', cookie);

  it('is given for that answer alone: its cookie, sent with another one, opens nothing', async () => {
    const cookie = await cookieOf(one);
    assert.match(wordsOf(await sentWith(cookie, one)), /Here\./);
    const other = await sentWith(cookie, another);
    assert.deepEqual([other.status, /Here\./.test(other.text)], [200, false]);
    const file = await sentWith(cookie, another, `/files/${another.handedOut}`);
    assert.deepEqual([file.status, file.headers.location], [303, pathOf(another)]);
  });

  it('cannot be extended by the holder of the cookie', async () => {
    const cookie = await cookieOf(one);
    const [, until = '', signed = ''] = /^answer=(\d+)\.(.+)$/.exec(cookie) ?? [];
    const longer = `answer=${Number(until) + 3_600_000}.${signed}`;
    assert.doesNotMatch((await sentWith(longer, one)).text, /Here\./);
    for (const made of [`answer=${Number(until) + 1}.`, 'answer=x', 'answer=', 'answer=Infinity.x'])
      assert.doesNotMatch((await sentWith(made, one)).text, /Here\./, made);
  });
});

describe('Codes for answers', () => {
  let desk: TestDesk;
  let one: Place;
  let another: Place;
  beforeEach(async () => {
    desk = await deskForTests();
    one = await placeOf(desk, desk.organisation);
    another = await placeOf(desk, desk.organisation);
  });
  const limited = async (place: Place, below = '') => {
    const agent = browser(appForTests(desk, { rateLimits: true, trustProxy: 1 }));
    const path = `/answers/${place.answerToken}`;
    const fields = await agent.hiddenFields(path);
    return async (from: string, to: Place = place) =>
      (
        await agent
          .post(`/answers/${to.answerToken}${below}`)
          .set('X-Forwarded-For', from)
          .type('form')
          .send({ ...fields, code: '000000' })
      ).status;
  };

  it('are sent for one answer ten times at once and then every five minutes, whoever asks; another answer’s are not limited by it', async () => {
    const ask = await limited(one);
    const sent = (to: Place) => Letter.count({ where: { kind: 'answer-code', requestId: to.request.id } });
    for (let n = 1; n <= 14; n += 1) assert.equal(await ask(`192.0.2.${n}`), 303);
    assert.equal(await sent(one), 10);
    assert.equal(await ask('192.0.2.20', another), 303);
    assert.equal(await sent(another), 1);
    desk.clock.advance({ minutes: 6 });
    assert.equal(await ask('192.0.2.21'), 303);
    assert.equal(await sent(one), 11);
  });

  it('are typed in 30 times an hour from one address, for whatever answer', async () => {
    const type = await limited(one, '/code');
    for (let n = 0; n < 30; n += 1) assert.equal(await type('192.0.2.1', n % 2 ? one : another), 422);
    assert.equal(await type('192.0.2.1'), 429);
    assert.equal(await type('192.0.2.2'), 422);
  });
});
