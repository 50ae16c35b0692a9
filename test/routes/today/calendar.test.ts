import assert from 'node:assert/strict';
import { CalendarLink } from '../../../models/calendarLink.ts';
import { Membership } from '../../../models/membership.ts';
import { SettingsChange } from '../../../models/settingsChange.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { closeTestDatabase } from '../../support/database.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { received } from '../../support/requests.ts';

const HERE = '/today/calendar';

describe('A calendar feed', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-10-23T22:30:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
  });
  after(closeTestDatabase);

  /** The path of the feed whose address the page shows. */
  async function made(): Promise<string> {
    assert.equal((await dpo.submit(HERE)).headers.location, HERE);
    const page = (await dpo.get(HERE)).text;
    return /<code>http:\/\/localhost:3000(\/calendar\/[\w-]{43}\.ics)<\/code>/.exec(page)?.[1] ?? '';
  }

  it('has each deadline on its day in every zone, and one in hours at its moment, across the change of the clocks', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const { reference } = await received(desk, desk.organisation, { channel: 'post', rights: ['erasure'] });
    const answer = await browser(app).get(await made());
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8');
    assert.equal(answer.headers['cache-control'], 'no-store');
    const lines = strictLines(answer.text);
    assert.deepEqual(lines.slice(0, 3), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Rightsdesk//Rightsdesk//EN',
    ]);
    const events = eventsIn(lines);
    const reply = events.find(({ SUMMARY }) => SUMMARY === `${reference}: Reply to the person`);
    // a month from 24 October is 24 November in Paris, whatever the hour of the clocks
    assert.deepEqual([reply?.['DTSTART;VALUE=DATE'], reply?.['DTEND;VALUE=DATE']], ['20261124', '20261125']);
    assert.equal(reply?.['URL;VALUE=URI'], `http://localhost:3000/requests/${reference}`);
    assert.match(reply?.UID ?? '', new RegExp(`^${reference}\\.reply\\.[\\w@-]+@localhost:3000$`));
    assert.equal(new Set(events.map(({ UID }) => UID)).size, events.length);
  });

  it('has a promise in hours at its moment in UTC, also in the hour that occurs twice', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    desk.clock.set('2026-10-24T00:30:00Z');
    const { reference } = await received(desk, desk.organisation, { channel: 'post', rights: ['erasure'] });
    const events = eventsIn(strictLines((await browser(app).get(await made())).text));
    const hours = events.find(({ UID, DTSTART }) => UID?.startsWith(reference) && DTSTART);
    // 24 hours after 02:30 in Paris: the first 02:30 of the 25th
    assert.equal(hours?.DTSTART, '20261025T003000Z');
    assert.equal(hours?.DTEND, undefined);
  });

  it('names no person', async () => {
    await received(desk, desk.organisation, { channel: 'post', rights: ['access'] });
    assert.doesNotMatch((await browser(app).get(await made())).text, /Ada|Example,|ada@/);
  });

  it('opens by its address alone, until that is renewed or ended; each act is logged without the address', async () => {
    const first = await made();
    const second = await made();
    assert.notEqual(first, second);
    const visitor = browser(app);
    assert.deepEqual([(await visitor.get(first)).status, (await visitor.get(second)).status], [404, 200]);
    assert.match((await dpo.get(HERE)).text, /Last fetched on .*1 time in all/);
    await dpo.submit(HERE, {}, { action: `${HERE}/end` });
    assert.equal((await visitor.get(second)).status, 404);
    const third = await made();
    assert.deepEqual([(await visitor.get(second)).status, (await visitor.get(third)).status], [404, 200]);
    const logged = await SettingsChange.findAll({ where: { kind: 'calendar-link' }, raw: true });
    assert.equal(logged.length, 4);
    const [link] = await CalendarLink.findAll({ raw: true });
    for (const address of [first, second, third])
      assert.doesNotMatch(JSON.stringify([logged, link]), new RegExp(address.slice(10, 40)));
  });

  it('opens nothing once its owner no longer works on requests here', async () => {
    const path = await made();
    await Membership.update({ role: 'administrator' }, { where: {} });
    assert.equal((await browser(app).get(path)).status, 404);
    await Membership.destroy({ where: {} });
    assert.equal((await browser(app).get(path)).status, 404);
  });
});

/** The unfolded lines; RFC 5545, section 3.1: each ends with CRLF and has at most 75 octets, and no other control character is in it. */
function strictLines(text: string): string[] {
  assert.ok(text.endsWith('END:VCALENDAR') || text.endsWith('END:VCALENDAR\r\n'));
  const folded = text.split('\r\n');
  for (const line of folded) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.doesNotMatch(line, /\p{Cc}/u);
  }
  return folded
    .join('\r\n')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);
}

/** Each event with its properties by name and parameters: each has what section 3.6.1 requires, once. */
function eventsIn(lines: string[]): Record<string, string>[] {
  const events: Record<string, string>[] = [];
  for (const line of lines.slice(lines.indexOf('BEGIN:VEVENT'))) {
    const [, name = '', value = ''] = /^([A-Z0-9-]+(?:;[A-Z-]+=[^:;]+)*):(.*)$/.exec(line) ?? [];
    assert.ok(name, `no property: ${line}`);
    if (name === 'BEGIN') events.push({});
    const event = events.at(-1) as Record<string, string>;
    assert.ok(name === 'BEGIN' || name === 'END' || !(name in event), `twice: ${line}`);
    event[name] = value;
  }
  for (const event of events) {
    assert.ok(event.UID && /^\d{8}T\d{6}Z$/.test(event.DTSTAMP ?? ''), JSON.stringify(event));
    assert.ok(
      /^\d{8}$/.test(event['DTSTART;VALUE=DATE'] ?? '') || /^\d{8}T\d{6}Z$/.test(event.DTSTART ?? ''),
    );
  }
  return events;
}
