import assert from 'node:assert/strict';
import { appForTests, browser, type TestApp } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';

const wordsOf = (html: string) =>
  html
    .replaceAll('&amp;', '&')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('The simulator, given what cannot be', () => {
  let app: TestApp;
  before(async () => {
    app = appForTests(await deskForTests({ at: '2026-03-02T09:00:00Z' }));
  });
  const tried = async (policy: string, inputs: Record<string, string>) => {
    const { status, text } = await browser(app).get(`/policies/${policy}/try`).query(inputs);
    return { status, text, words: wordsOf(text) };
  };

  const faults: [string, Record<string, string>, string, RegExp][] = [
    ['a day that does not exist', { received: '2026-02-30' }, 'received', /not a real date/],
    [
      'a local time that the clock change skips',
      { received: '2026-03-29', 'received-time': '02:30' },
      'received-time',
      /does not exist/,
    ],
    [
      'a local time that occurs twice',
      { received: '2026-10-25', 'received-time': '02:30' },
      'received-time',
      /occurs twice/,
    ],
    [
      'a time of day that is none',
      { received: '2026-03-02', 'received-time': '25:00' },
      'received-time',
      /not a time of day/,
    ],
    ['a time without its day', { 'answered-time': '10:00' }, 'answered', /Give the day/],
    ['a zone that is none', { zone: 'Mars/Base' }, 'zone', /not a time zone/],
    ['a calendar that is none', { calendar: 'XX' }, 'calendar', /no holiday calendar XX/],
    ['Great Britain without its nation', { calendar: 'GB' }, 'calendar', /needs a nation/],
    [
      'a year that the calendar does not know',
      { received: '2300-01-01' },
      'calendar',
      /no holidays for 2300/,
    ],
    ['a right that is none', { right: 'silence' }, 'right', /says nothing about this right/],
    [
      'an answer before the receipt',
      { received: '2026-03-02', answered: '2026-03-01' },
      'answered',
      /before the request was received/,
    ],
    [
      'an identity confirmed that nobody asked for',
      { 'identity-confirmed': '2026-03-05' },
      'identity-asked',
      /when the person was asked/,
    ],
    ['a day before the law was in effect', { received: '2018-05-24' }, 'received', /in effect on 2018-05-24/],
    [
      'an hours promise kept on a day without its time',
      { 'breach-known': '2026-03-01', 'done-breach-notice': '2026-03-02' },
      'done-breach-notice-time',
      /time of day/,
    ],
  ];
  for (const [title, inputs, field, sentence] of faults) {
    it(`refuses ${title} beside its field, and keeps the rest`, async () => {
      const { status, text } = await tried('gdpr-eu', { clarified: '', 'refused-time': '', ...inputs });
      assert.equal(status, 422);
      const fault = new RegExp(`id="${field}-error">(.*?)</p>`).exec(text)?.[1] ?? '';
      assert.match(fault, sentence);
      assert.match(text, new RegExp(`<a href="#${field}">`));
      for (const [name, value] of Object.entries(inputs)) {
        if (name !== 'right') assert.ok(text.includes(`value="${value}"`), name);
      }
      assert.doesNotMatch(text, /id="deadline-reply"/);
    });
  }

  it('takes a time that occurs twice with its offset', async () => {
    const { status, words } = await tried('gdpr-eu', {
      received: '2026-10-25',
      'received-time': '02:30+01:00',
    });
    assert.equal(status, 200);
    assert.match(words, /By Wednesday 25 November 2026/);
  });

  it('is not moved by what is not an input, nor by one that is given twice', async () => {
    const { text } = await browser(app).get(
      '/policies/gdpr-eu/try?received=2026-03-02&received=x&__proto__=1&x=<b>',
    );
    assert.match(wordsOf(text), /By Thursday 2 April 2026/);
  });
});
