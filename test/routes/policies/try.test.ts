import assert from 'node:assert/strict';
import { appForTests, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

const wordsOf = (html: string) =>
  html
    .replaceAll('&amp;', '&')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('The simulator', () => {
  let desk: TestDesk;
  let app: TestApp;
  before(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    app = appForTests(desk);
  });
  const tried = async (policy: string, inputs: Record<string, string> = {}) => {
    const { status, text, headers } = await browser(app).get(`/policies/${policy}/try`).query(inputs);
    return { status, text, words: wordsOf(text), headers };
  };

  it('begins with a request received today, by the organisation’s calendar, without being asked', async () => {
    const { status, words, text } = await tried('gdpr-eu');
    assert.equal(status, 200);
    assert.match(words, /First date: Reply to the person, Thursday 2 April 2026/);
    assert.match(text, /name="received" type="date" value="2026-03-02"/);
    assert.match(text, /<option value="Europe\/Paris" selected>/);
  });

  it('takes the calendar of the policy where the organisation promises by another', async () => {
    const { text } = await tried('uk-gdpr');
    assert.match(text, /<option value="GB-ENG" selected>/);
    assert.match(text, /<option value="Europe\/London" selected>/);
  });

  it('says of each date why: month, holiday, next working day (Reg. 1182/71 Art. 3(4))', async () => {
    const { words } = await tried('gdpr-eu', {
      received: '2026-03-31',
      'received-time': '22:30',
      zone: 'UTC',
      calendar: 'FR',
    });
    assert.match(words, /By Thursday 30 April 2026/);
    const inParis = await tried('gdpr-eu', {
      received: '2026-03-31T22:30:00Z',
      zone: 'Europe/Paris',
      calendar: 'FR',
    });
    assert.match(
      inParis.words,
      /A period of one month from the day of receipt, Wednesday 1 April 2026 \(day 0, not counted\), ends on Friday 1 May 2026/,
    );
    assert.match(inParis.words, /Friday 1 May 2026 is a public holiday/);
    assert.match(inParis.words, /By Monday 4 May 2026/);
  });

  it('shows both readings of a pause where authorities differ', async () => {
    const waited = {
      received: '2022-02-09',
      'identity-asked': '2022-02-15',
      'identity-confirmed': '2022-04-19',
      zone: 'Europe/Dublin',
      calendar: 'IE',
    };
    const { words } = await tried('gdpr-eu', waited);
    assert.match(words, /By Wednesday 11 May 2022/);
    assert.match(words, /Counted the other way, it would end on Friday 13 May 2022/);
    assert.match(words, /could not be confirmed in every detail/);
  });

  it('counts an extension from receipt, three months, when its notice went out in time (Art. 12(3))', async () => {
    const received = { received: '2025-01-31', calendar: 'FR', zone: 'Europe/Paris' };
    assert.match((await tried('gdpr-eu', received)).words, /By Friday 28 February 2025/);
    const extended = await tried('gdpr-eu', { ...received, 'extension-notice-sent': '2025-02-20' });
    assert.match(extended.words, /By Wednesday 30 April 2025/);
    const late = await tried('gdpr-eu', { ...received, 'extension-notice-sent': '2025-03-01' });
    assert.match(late.words, /It has no effect/);
  });

  it('counts 72 hours from a breach, over the weekend (Art. 33(1))', async () => {
    const { words } = await tried('gdpr-eu', { 'breach-known': '2026-02-27', 'breach-known-time': '18:00' });
    assert.match(
      words,
      /By Monday 2 March 2026, 18:00 \(Paris\) Latest limit, counted in full hours: Monday 2 March 2026, 19:00/,
    );
  });

  it('tells how each date stands now, or at another moment that is given', async () => {
    const received = { received: '2026-01-02', calendar: 'FR' };
    assert.match((await tried('gdpr-eu', received)).words, /Reply to the person 28 days late/);
    assert.match(
      (await tried('gdpr-eu', { ...received, at: '2026-01-20' })).words,
      /Reply to the person 13 days left/,
    );
    const answered = await tried('gdpr-eu', { ...received, answered: '2026-01-30' });
    assert.match(answered.words, /Reply to the person Done on 30 Jan 2026/);
  });

  it('draws the promises, with the same as a table', async () => {
    const { text, words } = await tried('gdpr-eu', { received: '2026-02-20' });
    assert.match(text, /class="timeline-promise"/);
    assert.match(words, /The same as a table/);
  });

  it('takes the version in effect on the day of receipt, and what the law was then', async () => {
    const dpo = await signedIn(app, 'dpo');
    const at = async (received: string) =>
      wordsOf((await dpo.get('/policies/scalingo-privacy/try').query({ received, right: 'erasure' })).text);
    assert.match(await at('2024-12-31'), /Close the account and delete its data/);
    assert.doesNotMatch(await at('2025-01-01'), /Close the account and delete its data/);
    const before = await at('2016-03-01');
    assert.match(before, /Close the account and delete its data/);
    assert.doesNotMatch(before, /Reply to the person/);
  });

  it('tells until when data is kept once the fact is there from which it counts', async () => {
    const dpo = await signedIn(app, 'dpo');
    const at = async (answered: string) =>
      wordsOf(
        (await dpo.get('/policies/clever-cloud-privacy/try').query({ received: '2026-02-10', answered }))
          .text,
      );
    assert.match(await at('2026-03-13'), /Saturday 13 March 2027/);
    assert.match(await at('2026-02-30'), /2026-02-30 is not a real date/);
  });

  it('counts by the days that the organisation declared, in its own calendar and in no other', async () => {
    const desk = await deskForTests();
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const declared = { on: '2026-05-29', name: 'A day of mourning', source: 'Decree', kind: 'holiday' };
    await dpo.submit('/settings/dates/declared/new', declared, { action: '/settings/dates/declared' });
    const at = async (calendar: string) =>
      wordsOf((await dpo.get('/policies/gdpr-eu/try').query({ received: '2026-04-29', calendar })).text);
    assert.match(await at('FR'), /By Monday 1 June 2026 .* A day of mourning/);
    assert.match(await at('FR-67'), /By Friday 29 May 2026/);
  });

  describe('in its address', () => {
    it('holds every input, so that it gives the same dates on another day', async () => {
      const { text } = await tried('gdpr-eu', { right: 'erasure' });
      const link = new URL(
        (/class="secret-link"><a href="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&'),
      );
      assert.deepEqual(Object.fromEntries(link.searchParams), {
        right: 'erasure',
        received: '2026-03-02',
        zone: 'Europe/Paris',
        calendar: 'FR',
      });
      desk.clock.set('2026-06-01T09:00:00Z');
      assert.match(
        wordsOf((await browser(app).get(link.pathname + link.search)).text),
        /By Thursday 2 April 2026/,
      );
      desk.clock.set('2026-03-02T09:00:00Z');
    });

    it('drops the fields that a form left empty', async () => {
      const { status, headers } = await tried('gdpr-eu', {
        right: 'access',
        received: '2026-03-02',
        answered: '',
        at: '',
      });
      assert.equal(status, 303);
      assert.equal(
        headers.location,
        '/policies/gdpr-eu/try?right=access&received=2026-03-02&zone=Europe%2FParis&calendar=FR',
      );
    });

    it('keeps the inputs when the language changes, and keeps search engines out', async () => {
      const { text } = await tried('gdpr-eu', { right: 'erasure', received: '2026-03-02' });
      assert.match(text, /href="\?right=erasure&amp;received=2026-03-02&amp;lang=fr"/);
      assert.match(text, /name="robots" content="noindex"/);
      assert.doesNotMatch((await tried('gdpr-eu')).text, /noindex/);
    });
  });

  it('answers an address 120 times a minute, then asks it to wait', async () => {
    const limited = appForTests(desk, { rateLimits: true });
    const { status, headers } = await lastOf(121, () => browser(limited).get('/policies/fadp-ch/try'));
    assert.equal(status, 429);
    assert.ok(Number(headers['retry-after']) > 0);
  });
});

async function lastOf<T>(times: number, ask: () => PromiseLike<T>): Promise<T> {
  let answer = await ask();
  for (let asked = 1; asked < times; asked += 1) answer = await ask();
  return answer;
}
