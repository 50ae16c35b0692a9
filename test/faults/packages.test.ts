import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Attachment } from '../../models/attachment.ts';
import { FileContent, FilePart } from '../../models/fileContent.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import type { SystemTask } from '../../models/task.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { handedOut } from '../support/handedOut.ts';
import { type LargeFile, largeAnswer, textOf } from '../support/largeAnswer.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { received } from '../support/requests.ts';
import { beside } from './support/beside.ts';
import { byCurl } from './support/byCurl.ts';
import { MIB } from './support/files.ts';
import {
  AS_STARTED,
  onTestDatabase,
  reap,
  reapAll,
  type Server,
  startServer,
  until,
} from './support/servers.ts';
import { seeded, shortOrLong, tell } from './support/tell.ts';

/** An export of a system, in MiB; the largest that is taken is 500. */
const EXPORT = shortOrLong(16, 500);
/** What one export or package may take of the process's memory, whatever its size. */
const MAY_GROW = 120;
const KILLS = shortOrLong(2, 10);

describe('Fault 14: packages and exports that break off', () => {
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let settings: Record<string, string>;
  let server: Server;
  beforeEach(async () => {
    desk = await deskForTests({ at: new Date().toISOString() }); // the process has the clock of the machine
    settings = await onTestDatabase(folder, { ROLE: 'web', ...AS_STARTED });
    server = await startServer(settings);
  });
  afterEach(reapAll);
  after(remove);

  const answerWith = async (files: readonly LargeFile[]) =>
    largeAnswer(desk, await received(desk, desk.organisation, { rights: ['access'] }), files);
  type Answer = Awaited<ReturnType<typeof answerWith>>;

  /** Saves a package whole, and has it checked by the command. */
  async function verified({ path, headers }: Answer): Promise<string> {
    const saved = await fetch(`${server.base}${path}/package`, { headers });
    assert.equal(saved.status, 200);
    const place = join(folder, 'answer.zip');
    await pipeline(Readable.fromWeb(saved.body as never), createWriteStream(place));
    const { code, stdout } = await run('cli.ts', ['package', 'verify', place]);
    assert.equal(code, 0, stdout);
    return stdout;
  }

  it('kill -9 while a package is made: the download breaks off without the end of a zip, the next one is whole', async () => {
    const random = seeded();
    const answer = await answerWith([
      { name: 'notes.txt', parts: textOf(20) },
      { name: 'orders.csv', system: 'Shop', parts: tableOf(10) },
    ]);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const begun = await fetch(`${server.base}${answer.path}/package`, answer);
      const enough = random.between(1, 4 * MIB);
      const pieces: Uint8Array[] = [];
      await assert.rejects(async () => {
        for await (const piece of begun.body ?? []) {
          pieces.push(piece);
          if (Buffer.concat(pieces).length >= enough) server.child.kill('SIGKILL');
        }
      });
      assert.equal(Buffer.concat(pieces).includes(Buffer.from('PK\x05\x06')), false);
      await reap(server);
      server = await startServer(settings);
    }
    tell({ seed: random.seed, kills: KILLS, 'then whole': await verified(answer) });
  });

  it('an export of the largest size, in a package with its other form: others are served, memory stays', async () => {
    const answer = await answerWith([
      { name: 'orders.csv', system: 'Shop', parts: tableOf(EXPORT) },
      { name: 'people.json', system: 'CRM', parts: listOf(EXPORT) },
    ]);
    const { most, slowest, worked } = await beside(server, () => verified(answer));
    tell({
      'MiB of each': EXPORT,
      'MiB more': most,
      'slowest page beside it, ms': slowest,
      verified: worked,
    });
    assert.ok(most < MAY_GROW, `${most} MiB more`);
  });

  describe('from the owner of a system', () => {
    let place: string;
    let task: SystemTask;
    beforeEach(async () => {
      const { tasks } = await handedOut(desk, 'CRM');
      task = tasks[0] as SystemTask;
      const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
      place = `/tasks/${ownerTokenOf(desk, link)}/${task.id}`;
    });

    it('of the largest size is kept part by part; past 500 MiB it is refused and nothing of it is kept', async () => {
      const { most, worked: status } = await beside(server, () => sent(EXPORT, 'whole'));
      assert.equal(status, 200);
      const [file] = await Attachment.findAll({ where: { purpose: 'task' } });
      assert.equal(file?.size, EXPORT * MIB);
      tell({ MiB: EXPORT, 'MiB more': most });
      assert.ok(most < MAY_GROW, `${most} MiB more`);
      if (EXPORT < 500) return;
      const { tasks } = await handedOut(desk, 'Shop');
      const link = await OwnerLink.findByPk(tasks.at(-1)?.linkId ?? 0, { rejectOnEmpty: true });
      place = `/tasks/${ownerTokenOf(desk, link)}/${tasks.at(-1)?.id}`;
      const before = await FileContent.count();
      assert.equal(await sent(501, 'whole'), 413);
      await until(async () => (await FileContent.count()) === before, 60_000);
    });

    it('whose connection breaks in the middle leaves nothing behind, and the task waits', async () => {
      assert.equal(await sent(EXPORT, 'cut'), 0);
      await until(async () => (await FilePart.count()) === 0 && (await FileContent.count()) === 0, 60_000);
      await task.reload();
      assert.equal(task.state, 'open');
      assert.equal(await sent(1, 'whole'), 200);
    });

    it('is whole or not there after kill -9 in the middle, and the next one is taken', async () => {
      const sending = sent(EXPORT, 'whole', () => server.child.kill('SIGKILL'));
      assert.equal(await sending, 0);
      await reap(server);
      await task.reload();
      assert.equal(task.state, 'open');
      assert.equal(await Attachment.count({ where: { purpose: 'task' } }), 0);
      server = await startServer(settings);
      assert.equal(await sent(1, 'whole'), 200);
    });

    /** Sends a table as `curl` does. Gives the status; 0 where none came. */
    async function sent(mebibytes: number, how: 'whole' | 'cut', inTheMiddle = () => {}): Promise<number> {
      const { status } = await byCurl(server.base + place, {
        mebibytes,
        parts: tableOf(mebibytes),
        before: (nth, sending) => {
          if (nth === Math.ceil(mebibytes / 2)) inTheMiddle();
          if (nth > mebibytes / 2 && how === 'cut') sending.destroy();
        },
      });
      return status;
    }
  });
});

/** A table of so many MiB exactly, each part a whole number of lines. */
const tableOf = (mebibytes: number) =>
  linesOf(
    mebibytes,
    'id,what,at,price\n',
    '',
    (nth) => `${nth},"Shoes; =1+1",2026-01-02T03:04:05Z,12.50`,
    '\n',
  );
/** A list of objects of so many MiB exactly. */
const listOf = (mebibytes: number) =>
  linesOf(
    mebibytes,
    '[\n',
    '{}]',
    (nth) => `{"id":${nth},"who":{"name":"Ada","tags":["a","b"]},"note":"=1+1"}`,
    ',\n',
  );

function* linesOf(
  mebibytes: number,
  head: string,
  tail: string,
  line: (nth: number) => string,
  end: string,
): Generator<Buffer> {
  for (let part = 0; part < mebibytes; part += 1) {
    const last = part === mebibytes - 1 ? tail : '';
    const lines = [part === 0 ? head : ''];
    let length = (lines[0]?.length ?? 0) + last.length;
    for (let nth = 0; ; nth += 1) {
      const next = line(part * 100_000 + nth) + end;
      if (length + next.length + 200 > MIB) break;
      lines.push(next);
      length += next.length;
    }
    const filler = MIB - length; // the last line of a part is longer than the others
    const longest =
      line(part).replace('=1+1', `=1+1${'x'.repeat(filler - line(part).length - end.length)}`) + end;
    yield Buffer.from(`${lines.join('')}${longest}${last}`);
  }
}
