import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Attachment } from '../../../models/attachment.ts';
import { FileContent } from '../../../models/fileContent.ts';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { ownerTokenOf } from '../../../models/task/ownerLinks.ts';
import type { SystemTask } from '../../../models/task.ts';
import { orExport } from '../../../routes/middleware/uploadLimits.ts';
import { appForTests } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { handedOut } from '../../support/handedOut.ts';

/** A byte more than a file may have that is no export. */
const LARGE = new Uint8Array(25 * 1024 ** 2 + 1);

describe('A program answers a task', () => {
  let desk: TestDesk;
  let server: Server;
  let base: string;
  let place: string;
  let task: SystemTask;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    server = appForTests(desk).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { tasks } = await handedOut(desk, 'CRM', 'Shop');
    task = tasks[0] as SystemTask;
    const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
    place = `/tasks/${ownerTokenOf(desk, link)}/${task.id}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const send = async (fields: Record<string, string>, headers = {}, files: Blob[] = []) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [nth, file] of files.entries())
      form.append('files', file, file instanceof File ? file.name : `part-${nth}.csv`);
    const response = await fetch(base + place, { method: 'POST', body: form, headers, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };

  it('by the address alone, with files; the same again is told so, and stored once', async () => {
    const files = [new Blob(['id\n1\n'])];
    const first = await send({ outcome: 'done', count: '9' }, {}, files);
    assert.deepEqual(first, {
      status: 200,
      text: 'Thank you. Your answer has reached the data protection officer.\n',
    });
    await task.reload();
    assert.equal(task.state, 'done');
    assert.equal(await Attachment.count({ where: { purpose: 'task' } }), 1);
    const contents = await FileContent.count();
    const second = await send({ outcome: 'done', count: '9' }, {}, files);
    assert.deepEqual(second, { status: 409, text: 'This has been answered, or is no longer needed.\n' });
    assert.equal(await Attachment.count({ where: { purpose: 'task' } }), 1);
    assert.equal(await FileContent.count(), contents);
  });

  it('is answered as JSON where it asks for that', async () => {
    const wanted = { accept: 'application/json' };
    const missing = await send({ outcome: 'nothing-found' }, wanted);
    assert.equal(missing.status, 422);
    assert.deepEqual(JSON.parse(missing.text), { error: 'Say where and how you searched.' });
    const told = await send({ outcome: 'nothing-found', searched: 'By address' }, wanted);
    assert.equal(told.status, 200);
    assert.deepEqual(JSON.parse(told.text), {
      answer: 'Thank you. Your answer has reached the data protection officer.',
    });
  });

  it('is told in one line of files past the limits, and nothing is kept', async () => {
    const small = Array.from({ length: 21 }, () => new Blob(['1']));
    const many = await send({ outcome: 'done' }, {}, small);
    assert.equal(many.status, 413);
    assert.match(many.text, /^Together these are more than 20 files\..*\n$/);
    const large = await send({ outcome: 'done' }, {}, [new File([LARGE], 'scan.png')]);
    assert.equal(large.status, 413);
    assert.match(large.text, /^scan\.png is larger than 25 MB\..*\n$/);
    await task.reload();
    assert.equal(task.state, 'open');
  });

  it('with an export of a system as CSV or JSON that is larger than other files may be', async () => {
    assert.equal((await send({ outcome: 'done' }, {}, [new File([LARGE], 'export.CSV')])).status, 200);
    const [row] = await Attachment.findAll({ where: { purpose: 'task' } });
    assert.equal(row?.size, 25 * 1024 ** 2 + 1);
    assert.deepEqual([orExport('a.jsonl'), orExport('a.csv.png')], [500 * 1024 ** 2, 25 * 1024 ** 2]);
  });

  it('needs the form’s token as ever where a browser sends it: with a cookie, from a page, even of no origin', async () => {
    for (const headers of [
      { cookie: 'form=x' },
      { origin: 'https://evil.example.org' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      assert.equal((await send({ outcome: 'done' }, headers)).status, 403, JSON.stringify(headers));
    await task.reload();
    assert.equal(task.state, 'open');
  });

  it('opens no other form, and no task by a guessed address', async () => {
    const guessed = await fetch(`${base}/tasks/guess/${task.id}`, { method: 'POST', body: new FormData() });
    assert.equal(guessed.status, 404);
    assert.match(await guessed.text(), /^Page not found\. .*\n$/);
    const code = await fetch(base + place.replace(/\/\d+$/, ''), { method: 'POST' });
    assert.equal(code.status, 403);
  });
});
