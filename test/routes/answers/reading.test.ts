import assert from 'node:assert/strict';
import { packageByToken } from '../../../models/answerPackage/find.ts';
import { outlineOf, remember } from '../../../models/answerPackage/outline.ts';
import { readAnswerFile } from '../../../models/answerPackage/readFile.ts';
import { withTimeBudget } from '../../../models/database/timeBudget.ts';
import { byPerson } from '../../../models/desk.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { contentWriter } from '../../../models/fileContent/keep.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answeredWith, openWithCode } from '../../support/answered.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';

const text = (name: string, content: string, mediaType = 'text/plain') => ({
  name,
  mediaType,
  content: Buffer.from(content),
});

const ORDERS = `id;what\n${Array.from({ length: 250 }, (_, nth) => `${nth + 1};Order ${nth + 1}\n`).join('')}`;

describe('A file of an answer, read page by page behind the code', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let request: SubjectRequest;
  let link: string;
  let read: (name: string) => string;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    ({ request, link } = await answeredWith(desk, visitor, [
      text('orders.csv', ORDERS),
      text('profile.json', '{"name":"<b>Ada</b>","towns":["Oslo"],"card":{}}'),
      text('notes.txt', 'Line one\n<script>alert(1)</script>\n'),
      text('film.mp4', 'film', 'video/mp4'),
      text('broken.json', '{"a":1,§'),
      { name: 'wide.csv', mediaType: 'text/plain', content: Buffer.from('a;b\n1;2\n', 'utf16le') },
      text('told.csv', '\ufeffsep=|\nname,first|town\nAda, Lee|Oslo\n'),
      text('ragged.csv', 'a,b\n1,2\n3\n'),
      text('comma.json', '{"a":1,"b":[2,]}'),
      {
        name: 'old.json',
        mediaType: 'application/octet-stream',
        content: Buffer.from('{"name":"M\xfcller"}', 'latin1'),
      },
    ]));
    await openWithCode(desk, visitor, link);
    const page = (await visitor.get(link)).text;
    const ids = [...page.matchAll(/href="[^"]*\/files\/(\d+)"/g)].map(([, id]) => id);
    const names = [
      ...['orders.csv', 'profile.json', 'notes.txt', 'film.mp4', 'broken.json', 'wide.csv'],
      ...['told.csv', 'ragged.csv', 'comma.json', 'old.json'],
    ];
    read = (name) => `${link}/files/${ids[names.indexOf(name)]}/read`;
  });
  const readings = async () => Event.findAll({ where: { requestId: request.id, kind: 'answer-file-read' } });

  it('is offered for what can be read: not for a film, which is saved', async () => {
    const { text: page } = await visitor.get(link);
    assert.ok(page.includes(`href="${read('orders.csv')}"`));
    assert.ok(!page.includes(`href="${read('film.mp4')}"`));
    const pdf = await visitor.get(read('film.mp4'));
    assert.match(wordsOf(pdf), /This file cannot be shown here\. Save it/);
  });

  it('shows a table a hundred records at a time, with the names of its columns on each page', async () => {
    const first = await visitor.get(read('orders.csv'));
    assert.match(wordsOf(first), /Records 1 to 100 .*id what .* Order 1 .* Order 100 Page 1 of 3/);
    assert.doesNotMatch(wordsOf(first), /Order 101/);
    const last = await visitor.get(`${read('orders.csv')}?page=3`);
    assert.match(wordsOf(last), /Records 201 to 250 .*id what .* Order 201 .* Order 250 /);
    assert.ok(last.text.includes(`href="${read('orders.csv')}?page=2" rel="prev"`));
    assert.ok(!last.text.includes('rel="next"'));
    const second = await visitor.get(`${read('orders.csv')}?page=2`);
    assert.match(wordsOf(second), /Records 101 to 200/);
    assert.ok(second.text.includes('?page=3" rel="next"'));
  });

  it('is read by the rules by which the package gives data their other form: delimiter, encoding, and what is JSON or a table', async () => {
    const words = async (name: string) => wordsOf(await visitor.get(read(name)));
    assert.match(await words('told.csv'), /Records 1 to 1 No\. name,first town 1 Ada, Lee Oslo/);
    assert.match(await words('ragged.csv'), /1 1 2 2 3 Some rows are not written as a table is \(CSV\)/);
    assert.doesNotMatch(await words('orders.csv'), /not written as a table/);
    assert.match(await words('comma.json'), /a 1 b 1 2 The rest cannot be shown here/);
    assert.match(await words('old.json'), /name Müller/);
  });

  it('shows the last page where a later one is asked for, and the first where it is no number', async () => {
    assert.match(wordsOf(await visitor.get(`${read('orders.csv')}?page=99`)), /Records 201 to 250/);
    assert.match(wordsOf(await visitor.get(`${read('orders.csv')}?page=x`)), /Records 1 to 100/);
    assert.match(wordsOf(await visitor.get(`${read('orders.csv')}?page=0`)), /Records 1 to 100/);
  });

  it('shows JSON as names and values, and text as it was written; nothing of it is markup', async () => {
    const tree = await visitor.get(read('profile.json'));
    assert.match(wordsOf(tree), /name <b>Ada<\/b> towns 1 Oslo card –/);
    assert.ok(!tree.text.includes('<b>Ada'));
    const lines = await visitor.get(read('notes.txt'));
    assert.match(lines.text, /Line one\n&lt;script&gt;alert/);
  });

  it('says where it ends and what it cannot show', async () => {
    assert.match(wordsOf(await visitor.get(read('broken.json'))), /a 1 The rest cannot be shown here/);
    assert.match(wordsOf(await visitor.get(read('wide.csv'))), /This file cannot be shown here/);
  });

  it('needs the code, is in no cache and no search engine, and runs nothing', async () => {
    const stranger = await browser(appForTests(desk)).get(read('orders.csv'));
    assert.deepEqual([stranger.status, stranger.headers.location], [303, link]);
    const { headers } = await visitor.get(read('orders.csv'));
    assert.match(headers['cache-control'] ?? '', /no-store/);
    assert.deepEqual(
      [headers['x-robots-tag'], headers['referrer-policy'], headers['x-content-type-options']],
      ['noindex, nofollow', 'no-referrer', 'nosniff'],
    );
    assert.match(headers['content-security-policy'] ?? '', /default-src 'none'|default-src 'self'/);
    desk.clock.advance({ days: 30 });
    assert.equal((await visitor.get(read('orders.csv'))).status, 410);
  });

  it('is noted once in half an hour for each file, however many pages are read', async () => {
    for (const page of [1, 2, 3, 1]) await visitor.get(`${read('orders.csv')}?page=${page}`);
    await visitor.get(read('notes.txt'));
    await visitor.get(read('film.mp4'));
    assert.deepEqual(
      (await readings()).map(({ actor }) => actor),
      ['person', 'person'],
    );
    desk.clock.advance({ minutes: 30 });
    await openWithCode(desk, visitor, link);
    await visitor.get(read('orders.csv'));
    assert.equal((await readings()).length, 3);
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });

  it('is gone with the key of the request, like all of the answer: told to be over, not a fault', async () => {
    await request.update({ wrappedKey: null });
    for (const path of [link, `${link}/package`, read('orders.csv'), read('orders.csv').replace('/read', '')])
      assert.equal((await visitor.get(path)).status, 410, path);
  });

  it('is there for this answer alone', async () => {
    await anotherOrganisation(desk);
    for (const path of [`${link}/files/999999/read`, `/o/other${read('orders.csv')}`])
      assert.equal((await visitor.get(path)).status, 404, path);
  });

  it('is limited to 120 pages a minute from one address', async () => {
    const app = appForTests(desk, { rateLimits: true });
    const { text: page } = await visitor.get(link);
    assert.ok(page);
    const fast = browser(app);
    for (let n = 0; n < 120; n += 1) assert.equal((await fast.get(read('orders.csv'))).status, 303);
    assert.equal((await fast.get(read('orders.csv'))).status, 429);
  });
});

describe('A large file of an answer', () => {
  it('is read on from where pages are known to begin: what comes before is not needed again', async () => {
    const desk = await deskForTests();
    const visitor = browser(appForTests(desk));
    const writer = contentWriter(desk);
    await writer.add(Buffer.from('number,what\n'));
    const row = (nth: number) => `${String(nth).padStart(9, '0')},${'x'.repeat(90)}\n`;
    for (let part = 0; part < 6; part += 1)
      await writer.add(
        Buffer.from(Array.from({ length: 10_000 }, (_, nth) => row(part * 10_000 + nth)).join('')),
      );
    const kept = await writer.end();
    const { link } = await answeredWith(desk, visitor, [{ name: 'all.csv', mediaType: 'text/plain', kept }]);
    await openWithCode(desk, visitor, link);
    const [, id] = /files\/(\d+)\/read/.exec((await visitor.get(link)).text) ?? [];
    const shown = async (page: number) => {
      const words = wordsOf(await visitor.get(`${link}/files/${id}/read?page=${page}`));
      const [, from, to] = /Records (\d+) to (\d+)/.exec(words) ?? [];
      return [from, to, /Page \d+( of \d+)?/.exec(words)?.[0]];
    };
    assert.deepEqual(await shown(1), ['1', '100', 'Page 1']);
    assert.deepEqual(await shown(591), ['59001', '59100', 'Page 591']);
    const broken =
      'UPDATE file_parts SET sealed = (SELECT o.sealed FROM file_parts o WHERE o.nth = 3 AND o.content_id = file_parts.content_id) WHERE nth = 2';
    await desk.database.query(broken);
    assert.deepEqual(await shown(592), ['59101', '59200', 'Page 592']);
    assert.deepEqual(await shown(600), ['59901', '60000', 'Page 600 of 600']);
    assert.deepEqual(await shown(2), ['101', '200', 'Page 2 of 600']);
  });

  it('is read for a few at a time; whoever would wait too long is told to come back', async () => {
    const desk = await deskForTests();
    const visitor = browser(appForTests(desk));
    const writer = contentWriter(desk);
    for (let part = 0; part < 24; part += 1) await writer.add(Buffer.from('1,2\n'.repeat(250_000)));
    const kept = await writer.end();
    const { link } = await answeredWith(desk, visitor, [{ name: 'all.csv', mediaType: 'text/plain', kept }]);
    await openWithCode(desk, visitor, link);
    const [, id] = /files\/(\d+)\/read/.exec((await visitor.get(link)).text) ?? [];
    const by = byPerson(desk.organisation.id);
    const found = await packageByToken(by, link.slice('/answers/'.length));
    assert.ok(found);
    const read = () => readAnswerFile(desk, by, found, { id: Number(id), page: 60_000 });
    const all = await withTimeBudget(100, () => Promise.allSettled(Array.from({ length: 12 }, read)));
    const refused = all.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    assert.ok(refused.includes('Unavailable: too many readers in the queue'), refused.join());
    assert.equal((await read())?.page?.page, 60_000);
  });

  it('keeps a thousand places of its pages at most, however many it has', () => {
    const outline = outlineOf('many pages', 0);
    for (let page = 2; page <= 1_000_000; page += 1)
      remember(outline, { page, offset: page * 10, row: page });
    assert.ok(outline.marks.length <= 1024);
    const [first, second] = outline.marks.slice(-2).map(({ page }) => page);
    assert.ok(Number(second) - Number(first) <= 2048 && Number(second) > 990_000);
  });
});
