import assert from 'node:assert/strict';
import { FileContent } from '../../../models/fileContent.ts';
import { Letter } from '../../../models/letter.ts';
import { forgetTables } from '../../../models/registerImport/keep.ts';
import { RegisterImport } from '../../../models/registerImport.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';

const HEAD = 'Nr.;Eingang;Name;Antrag;Kanal;Antwort am;Erledigt;Gebühr';
const GOOD = '7;03/04/2024;Ann Lee;Auskunft;Post;02/05/2024;03/05/2024;CHF 300';
const FAULTY = '8;05/04/2024;<b>Bo</b>;Auskunft;Fax;;;';

describe('Taking a register in, page by page', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
  });

  const give = async (agent: Browser, ...lines: string[]): Promise<string> => {
    const content = [HEAD, ...lines].join('\r\n');
    const files = [{ field: 'files', name: 'Register 2024.csv', content }];
    const answer = await agent.submit('/settings/import', {}, { files });
    assert.equal(answer.status, 303, answer.text);
    return String(answer.headers.location);
  };
  const columns = {
    'column.0': 'reference',
    'column.1': 'receivedOn',
    'column.2': 'personName',
    'column.3': 'right',
    'column.4': 'channel',
    'column.5': 'answeredOn',
    'column.6': 'closedOn',
    'column.7': 'charge',
  };
  const words = { 'word.3.0': 'access', 'word.4.0': 'post', 'word.4.1': '' };
  const days = { receivedOn: 'day-first', answeredOn: 'day-first', closedOn: 'day-first' };
  const daysSaid = Object.fromEntries(
    Object.entries(days).map(([column, order]) => [`day.${column}`, order]),
  );
  const asked = Object.fromEntries(Object.keys(days).map((column) => [`asked.${column}`, 'open']));
  const check = (at: string, fields: Record<string, string>) =>
    dpo.submit(at, fields, { action: `${at}/check` });
  const imported = async (...lines: string[]) => {
    const at = await give(dpo, ...lines);
    await check(at, { ...columns, ...words, ...asked, ...daysSaid });
    const done = await dpo.submit(at, {}, { action: `${at}/run` });
    assert.deepEqual([done.status, done.headers.location], [303, at]);
    return at;
  };

  it('asks what its columns, words and days are, once, and remembers it for the next table', async () => {
    const at = await give(dpo, GOOD, FAULTY);
    const first = wordsOf(await dpo.get(at));
    assert.match(first, /Register 2024\.csv has 2 lines/);
    const second = await check(at, columns);
    assert.match(wordsOf(second), /“Auskunft” means.*“Fax” means/s);
    const third = await check(at, { ...columns, ...words, ...asked });
    assert.equal(third.status, 422);
    assert.equal(third.text.match(/Its days can be read in two ways/g)?.length, 6); // beside each column, and in the summary
    const checked = await check(at, { ...columns, ...words, ...asked, ...daysSaid });
    assert.deepEqual([checked.status, checked.headers.location], [303, at]);
    const next = await give(dpo, GOOD);
    const again = await dpo.submit(next, {}, { action: `${next}/check` });
    assert.deepEqual([again.status, again.headers.location], [303, next]);
    assert.match(wordsOf(await dpo.get(next)), /1 of 1 lines? (is|are) without a fault/);
  });

  it('shows what it would do, each fault with what is right, and writes nothing until it is told', async () => {
    const at = await give(dpo, GOOD, FAULTY);
    await check(at, { ...columns, ...words, ...asked, ...daysSaid });
    const page = wordsOf(await dpo.get(at));
    assert.match(page, /1 of 2 lines is without a fault/);
    assert.match(
      page,
      /3 Kanal “Fax” is not known here\. Write one of: form, mail, post, phone, in-person\./,
    );
    assert.equal(await SubjectRequest.count(), 0);
    const whole = await dpo.submit(at, { lines: 'all' }, { action: `${at}/run` });
    assert.equal(whole.status, 422);
    assert.equal(await SubjectRequest.count(), 0);
  });

  it('imports the good lines where that is chosen; the table is destroyed, and the request says where it is from', async () => {
    const at = await imported(GOOD, FAULTY);
    assert.match(wordsOf(await dpo.get(at)), /1 request was imported\. 1 line was left out\./);
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });
    assert.deepEqual(
      [request.receivedOn, request.status, request.personName],
      ['2024-04-03', 'closed', 'Ann Lee'],
    );
    const log = wordsOf(await dpo.get(`/requests/${request.reference}/events`));
    assert.match(log, /Imported from line 2 of Register 2024\.csv\./);
    assert.match(log, /The request was answered \(as of Thursday 2 May 2024/);
    assert.match(wordsOf(await dpo.get(`/requests/${request.reference}`)), /CHF 300/);
    assert.deepEqual([await FileContent.count(), await Letter.count()], [0, 0]);
  });

  it('is undone with a reason, and says so', async () => {
    const at = await imported(GOOD);
    const unsaid = await dpo.submit(at, {}, { action: `${at}/undo` });
    assert.equal(unsaid.status, 422);
    desk.clock.advance({ minutes: 1 });
    await dpo.submit(at, { reason: 'Two columns were mixed up' }, { action: `${at}/undo` });
    const page = wordsOf(await dpo.get(at));
    assert.match(
      page,
      /1 request was taken out of every list and figure\. Undone by The dpo: Two columns were mixed up/,
    );
    const [gone] = await SubjectRequest.findAll();
    assert.equal((await dpo.get(`/requests/${gone?.reference}`)).status, 404);
    assert.match(wordsOf(await dpo.get('/requests?view=all')), /No request|nothing/i);
  });

  it('goes on where it was broken off, and makes no line twice', async () => {
    const at = await imported(GOOD);
    const run = await RegisterImport.findOne({ rejectOnEmpty: true });
    assert.equal((await dpo.submit(at, { lines: 'all' }, { action: `${at}/run` })).status, 422);
    await run.update({ state: 'writing' });
    assert.match((await dpo.get(at)).headers.refresh ?? '', /2/);
    desk.clock.advance({ minutes: 2 });
    assert.match(wordsOf(await dpo.get(at)), /It was broken off\. What was done until then stands\./);
    assert.equal(await SubjectRequest.count(), 1);
  });

  it('is given up, or forgotten after two weeks, with all that was kept of it', async () => {
    const at = await give(dpo, GOOD);
    assert.equal(await FileContent.count(), 1);
    await dpo.submit(at, {}, { action: `${at}/deletion` });
    assert.deepEqual([await FileContent.count(), await RegisterImport.count()], [0, 0]);
    await give(dpo, GOOD);
    desk.clock.advance({ days: 15 });
    assert.equal(await forgetTables(desk, desk.clock()), 1);
    assert.deepEqual([await FileContent.count(), await RegisterImport.count()], [0, 0]);
  });

  it('says beside the file what is wrong with it', async () => {
    for (const [content, said] of [
      ['', 'Choose a table with headings and at least one line.'],
      ['Name\n', 'Choose a table with headings and at least one line.'],
      ['a,b\n"1,2\n', 'Line 2 cannot be read as a line of a table. Check its quotation marks.'],
    ] as const) {
      const files = [{ field: 'files', name: 'a.csv', content }];
      const answer = await dpo.submit('/settings/import', {}, { files });
      assert.equal(answer.status, 422);
      assert.ok(wordsOf(answer).includes(said), said);
    }
    assert.deepEqual([await FileContent.count(), await RegisterImport.count()], [0, 0]);
  });

  it('is for data protection officers of that organisation alone', async () => {
    const at = await give(dpo, GOOD);
    const handler = await signedIn(app, 'handler');
    assert.equal((await handler.get('/settings/import')).status, 403);
    const other = await anotherOrganisation(desk);
    const stranger = await signedIn(app, 'dpo', { email: 'stranger@example.org', organisation: other });
    assert.equal((await stranger.get(at)).status, 404);
    assert.doesNotMatch(wordsOf(await stranger.get('/settings/import')), /Register 2024/);
  });

  it('gives the register out with its columns, split by semicolons in French', async () => {
    await received(desk, desk.organisation, { person: { name: '=1+1' } });
    const english = await dpo.get('/settings/import/export');
    assert.match(english.text, /^\ufeffreference,receivedOn,receivedAt,/);
    assert.match(english.text, /"'=1\+1"/);
    const french = await dpo.get('/settings/import/export?columns=all&lang=fr');
    assert.match(
      french.text,
      /^\ufeffreference;receivedOn;.*;tags;details;extensionReason;charge;action;promisesKept\r\n/,
    );
  });
});
