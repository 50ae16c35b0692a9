import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openAttachment, storeAttachments } from '../../models/attachment/store.ts';
import type { Attachment } from '../../models/attachment.ts';
import { openDatabase } from '../../models/database/connect.ts';
import { select } from '../../models/database/select.ts';
import { contentWriter, PART } from '../../models/fileContent/keep.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';
import { receive } from '../support/requests.ts';

type Row = Pick<Attachment, 'data' | 'content' | 'contentId' | 'size'> & { wrappedKey: Buffer };

const FIRST = Buffer.alloc(PART, 'first');
const LAST = Buffer.from('the last of it');

describe('A backup of a desk with files', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  after(remove);

  it('gives each of them back, in parts or in its row, to every request that has it', async () => {
    const source = { DATA_DIR: at('source'), DATABASE_URL: await testDatabaseUrl(), SECRET_KEY: TEST_SECRET };
    const desk = await deskForTests();
    await filesIn(desk);
    assert.equal((await run('cli.ts', ['backup', at('copy')], source)).code, 0);
    const target: Place = { ...(await emptyPlace('target')), SECRET_KEY: TEST_SECRET };
    assert.equal((await run('cli.ts', ['restore', at('copy')], target)).code, 0);
    const found = await opened(desk, target.DATABASE_URL ?? join(target.DATA_DIR ?? '', 'rightsdesk.sqlite'));
    const scan = Buffer.concat([FIRST, LAST]).toString();
    assert.deepEqual(found, [scan, scan, 'from before']);
  });
});

/** A file in two parts that two requests of one form share, and a file stored whole in its row. */
async function filesIn(desk: TestDesk): Promise<void> {
  const writer = contentWriter(desk);
  for (const part of [FIRST, LAST]) await writer.add(part);
  const scan = { name: 'scan.txt', mediaType: 'text/plain', kept: await writer.end() };
  const { requests } = await receive(desk, desk.organisation, {
    rights: ['access', 'erasure'],
    files: [scan],
  });
  const [request] = requests;
  assert.ok(request);
  const whole = { name: 'old.txt', mediaType: 'text/plain', content: Buffer.from('from before') };
  await storeAttachments(keyOf(desk, request), request, 'message', [whole], desk.clock());
}

/** What the files of another desk hold, in the order in which they came. */
async function opened(desk: TestDesk, url: string): Promise<(string | undefined)[]> {
  const database = openDatabase(url);
  const rows = await select<Row>(
    database,
    `SELECT a.data, a.content, a.content_id AS "contentId", a.size, r.wrapped_key AS "wrappedKey"
     FROM attachments a JOIN subject_requests r ON r.id = a.request_id ORDER BY a.id`,
    {},
  );
  const words: (string | undefined)[] = [];
  for (const { wrappedKey, ...row } of rows) {
    const file = openAttachment(database, desk.keyring.unwrap(wrappedKey), row);
    words.push(file && Buffer.concat(await Array.fromAsync(file.parts)).toString());
  }
  await database.close();
  return words;
}
