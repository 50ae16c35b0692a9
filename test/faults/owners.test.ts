import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openAttachment } from '../../models/attachment/store.ts';
import { Attachment } from '../../models/attachment.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import { tasksOfRequest } from '../../models/task/ofRequest.ts';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { deskForTests } from '../support/desk.ts';
import { handedOut } from '../support/handedOut.ts';
import { temporaryFolder } from '../support/process.ts';
import { onTestDatabase, reap, reapAll, type Server, startServer } from './support/servers.ts';
import { seeded, shortOrLong, tell } from './support/tell.ts';

const KILLS = shortOrLong(4, 30);
const FILES = 20;
const KIB = 1024;

describe('Fault: kill -9 while the owner of a system hands over twenty files', () => {
  const { folder, remove } = temporaryFolder();
  after(async () => {
    await reapAll();
    remove();
  });

  it('leaves no half answer; what is sent again is stored once, each file whole', async function () {
    this.timeout(300_000);
    const random = seeded();
    const told = { kills: 0, answeredBefore: 0, unanswered: 0 };
    for (; told.kills < KILLS; told.kills += 1) {
      const settings = await onTestDatabase(folder);
      const desk = await deskForTests({ at: new Date().toISOString() });
      const { request, tasks } = await handedOut(desk, 'CRM');
      const link = await OwnerLink.findByPk(tasks[0]?.linkId ?? 0, { rejectOnEmpty: true });
      const path = `/tasks/${ownerTokenOf(desk, link)}/${tasks[0]?.id}`;
      let server = await startServer(settings);
      const sending = send(server, path).catch(() => undefined);
      await pause(random.between(0, 1500));
      await reap(server);
      const first = await sending;

      const [crm] = await tasksOfRequest(desk, request);
      const before = await Attachment.count({ where: { requestId: request.id, purpose: 'task' } });
      assert.ok(
        crm?.state === 'open' ? before === 0 : before === FILES,
        `${crm?.state} with ${before} files`,
      );
      if (first === 200) assert.equal(crm?.state, 'done', 'what was told to be stored is');
      told[crm?.state === 'done' ? 'answeredBefore' : 'unanswered'] += 1;

      server = await startServer(settings);
      const answers = await Promise.all([send(server, path), send(server, path)]);
      assert.deepEqual(answers.sort(), crm?.state === 'done' ? [409, 409] : [200, 409]);
      assert.equal(await reap(server, 'SIGTERM'), 0, server.said());

      const [after] = await tasksOfRequest(desk, request);
      assert.equal(after?.state, 'done');
      const rows = await Attachment.findAll({
        where: { requestId: request.id, purpose: 'task' },
        order: ['id'],
      });
      assert.deepEqual(
        after?.result?.files,
        rows.map(({ id }) => id),
      );
      const key = keyOf(desk, request);
      const sums = await Promise.all(
        rows.map(async (row) => {
          const file = openAttachment(desk.database, key, row);
          const sum = createHash('sha256');
          for await (const part of file?.parts ?? []) sum.update(part);
          return `${file?.name} ${sum.digest('hex')}`;
        }),
      );
      assert.deepEqual(
        sums.sort(),
        names()
          .map((name) => `${name} ${sumOf(contentOf(name))}`)
          .sort(),
      );
    }
    tell({ seed: random.seed, ...told });
  });
});

const names = () => Array.from({ length: FILES }, (_, nth) => `part-${String(nth).padStart(2, '0')}.csv`);
const contentOf = (name: string) => Buffer.from(`id;${name}\n`.repeat(10 * KIB));
const sumOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** Sends all files as a program does. Gives the status. */
async function send({ base }: Server, path: string): Promise<number> {
  const form = new FormData();
  form.append('outcome', 'done');
  for (const name of names()) form.append('files', new Blob([contentOf(name)]), name);
  const response = await fetch(base + path, { method: 'POST', body: form, redirect: 'manual' });
  await response.text();
  return response.status;
}
