import assert from 'node:assert/strict';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { pdfOfPages } from '../support/redaction/pdfs.ts';
import { beside } from './support/beside.ts';
import { MIB } from './support/files.ts';
import { prepared, removeShoes } from './support/reviewed.ts';
import { AS_STARTED, onTestDatabase, reapAll, type Server, startServer } from './support/servers.ts';
import { shortOrLong, tell } from './support/tell.ts';

/** What one file may take of the process's memory, whatever its size. */
const MAY_GROW = 120;
/** Nobody waits longer for a page, in milliseconds. */
const SLOWEST = 5000;

describe('Fault 16: large files are looked at and words are removed from them', () => {
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let server: Server;
  beforeEach(async () => {
    const settings = await onTestDatabase(folder, { ROLE: 'web', ...AS_STARTED });
    desk = await deskForTests({ at: new Date().toISOString() });
    server = await startServer(settings);
  });
  afterEach(reapAll);
  after(remove);

  const TEXTS = {
    'orders.csv': { mebibytes: shortOrLong(16, 500), mediaType: 'text/csv', lines: csvLines },
    'orders.json': { mebibytes: shortOrLong(16, 300), mediaType: 'application/json', lines: jsonLines },
  };
  for (const [name, { mebibytes, mediaType, lines }] of Object.entries(TEXTS))
    it(`${name} of ${mebibytes} MiB: it is shown, each word is removed, others are served, memory stays`, async () => {
      let words = 0;
      const counting = function* () {
        for (const part of partsOf(mebibytes, lines)) {
          words += part.toString('latin1').match(/shoes|sh\\u006fes/gi)?.length ?? 0;
          yield part;
        }
      };
      const { request, dpo, path } = await prepared(desk, server, { name, mediaType, parts: counting() });
      const shown = await beside(server, async () => (await dpo.send(path)).text());
      assert.match(shown.worked, /shoes/i);
      const begun = performance.now();
      const removed = await beside(server, () => removeShoes(server, dpo, path));
      const took = Math.round((performance.now() - begun) / 1000);
      assert.equal(removed.worked.status, 303, removed.worked.text);
      const [file] = await preparedFilesOf(desk, request);
      assert.deepEqual(file?.report?.removed, [{ reason: 'rights-of-others', count: words }]);
      tell({
        MiB: mebibytes,
        'words removed': words,
        seconds: took,
        'MiB more': removed.most,
        'slowest page beside it, ms': removed.slowest,
      });
      assert.ok(removed.most < MAY_GROW, `${removed.most} MiB more`);
      assert.ok(removed.slowest < SLOWEST, `${removed.slowest} ms`);
    });

  it('a PDF of many pages: its words are removed, or it is refused by its length; others are served', async () => {
    const pages = shortOrLong(200, 2000);
    const lines = Array.from({ length: pages }, (_, nth) => `Order ${nth} of shoes`);
    const given = { name: 'orders.pdf', mediaType: 'application/pdf', parts: [await pdfOfPages(...lines)] };
    const { request, dpo, path } = await prepared(desk, server, given);
    const shown = await beside(server, async () => (await dpo.send(path)).text());
    assert.match(shown.worked, new RegExp(`Order ${pages - 1} of shoes`));
    const removed = await beside(server, () => removeShoes(server, dpo, path));
    const [file] = await preparedFilesOf(desk, request);
    if (removed.worked.status === 303) assert.equal(file?.report?.removed[0]?.count, pages);
    else
      assert.match(
        removed.worked.text,
        /Reading orders\.pdf takes more than 2 minutes or 1500 MiB of memory/,
      );
    tell({
      pages,
      answered: removed.worked.status,
      'slowest page beside it, ms': Math.max(shown.slowest, removed.slowest),
    });
    assert.ok(Math.max(shown.slowest, removed.slowest) < SLOWEST);
  });
});

function csvLines(nth: number): string {
  return `${nth},"${nth % 20 === 0 ? 'Shoes; =1+1 shoes' : 'A pair; =1+1 of hats'}",2026-01-02T03:04:05Z,12.50\n`;
}

function jsonLines(nth: number): string {
  return `{"id":${nth},"who":{"name":"Ada","tags":["a","b"]},"note":"${nth % 20 === 0 ? 'Shoes, sh\\u006fes' : 'a hat'}"},\n`;
}

/** So many parts of about a MiB, each a whole number of lines. */
function* partsOf(mebibytes: number, line: (nth: number) => string): Generator<Buffer> {
  const isList = line(0).startsWith('{');
  for (let part = 0; part < mebibytes; part += 1) {
    const lines = [part === 0 ? (isList ? '[\n' : 'id,what,at,price\n') : ''];
    for (let [nth, length] = [0, 0]; length < MIB - 200; nth += 1) {
      const next = line(part * 100_000 + nth);
      lines.push(next);
      length += next.length;
    }
    if (isList && part === mebibytes - 1) lines.push('{}]\n');
    yield Buffer.from(lines.join(''));
  }
}
