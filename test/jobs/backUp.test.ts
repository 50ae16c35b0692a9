import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '../../jobs/backUp.ts';
import { JOBS } from '../../jobs/timetable.ts';
import { lastBackup } from '../../models/lastBackup.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';

describe('The backup of the day', function () {
  this.timeout(30_000);
  let desk: TestDesk;
  let temporary: ReturnType<typeof temporaryFolder>;
  let folder: string;
  let place: Parameters<typeof backUp>[1];
  beforeEach(async () => {
    const databaseUrl = await testDatabaseUrl(); // which empties it
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    temporary = temporaryFolder();
    folder = join(temporary.folder, 'backups');
    place = { folder, keep: 2, databaseUrl, environment: { ...process.env } };
  });
  afterEach(() => temporary.remove());
  const names = () => readdirSync(folder).sort();

  it('is made once, at the first start or from 02:00 UTC on, in a folder named by its moment', async () => {
    assert.deepEqual(await backUp(desk, place), { made: 1, removed: 0 });
    assert.deepEqual(await backUp(desk, place), {});
    desk.clock.set('2026-03-03T01:59:00Z');
    assert.deepEqual(await backUp(desk, place), {});
    desk.clock.set('2026-03-03T02:00:20Z');
    assert.deepEqual(await backUp(desk, place), { made: 1, removed: 0 });
    assert.deepEqual(names(), ['rightsdesk-2026-03-02T090000Z', 'rightsdesk-2026-03-03T020020Z']);
    assert.equal((await lastBackup())?.madeAt.toISOString(), '2026-03-03T02:00:20.000Z');
    assert.ok(((await lastBackup())?.bytes ?? 0) > 10_000);
  });

  it('is made up for by a machine that was off for days, once', async () => {
    await backUp(desk, place);
    desk.clock.set('2026-03-09T17:10:00Z');
    assert.deepEqual(await backUp(desk, place), { made: 1, removed: 0 });
    assert.deepEqual(await backUp(desk, place), {});
  });

  it('is made although one lies there from a clock that was ahead, and is the one that stays', async () => {
    desk.clock.set('2030-01-01T02:00:00Z');
    await backUp(desk, place);
    desk.clock.set('2026-03-02T09:00:00Z');
    assert.deepEqual(await backUp(desk, { ...place, keep: 1 }), { made: 1, removed: 1 });
    assert.deepEqual(names(), ['rightsdesk-2026-03-02T090000Z']);
  });

  it('takes away the oldest, and what a kill left, but nothing of another desk and nothing that holds more', async () => {
    await backUp(desk, place);
    const first = join(folder, 'rightsdesk-2026-03-02T090000Z');
    const manifest = JSON.parse(readFileSync(join(first, 'backup.json'), 'utf8'));
    const lay = (name: string, change: object) => {
      cpSync(first, join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'backup.json'), JSON.stringify({ ...manifest, ...change }));
    };
    lay('rightsdesk-2026-01-01T020000Z', { madeAt: '2026-01-01T02:00:00.000Z' });
    lay('rightsdesk-2026-01-02T020000Z', { madeAt: '2026-01-02T02:00:00.000Z', keyMark: 'of another desk' });
    lay('rightsdesk-2026-01-03T020000Z', { madeAt: '2026-01-03T02:00:00.000Z' });
    writeFileSync(join(folder, 'rightsdesk-2026-01-03T020000Z', 'notes.txt'), 'keep this one');
    lay('rightsdesk-2026-01-04T020000Z', { unfinished: true, withKey: false, madeAt: undefined });
    mkdirSync(join(folder, 'by hand'));
    desk.clock.set('2026-03-03T02:00:00Z');
    assert.deepEqual(await backUp(desk, place), { made: 1, removed: 2 });
    assert.deepEqual(names(), [
      'by hand',
      'rightsdesk-2026-01-02T020000Z',
      'rightsdesk-2026-01-03T020000Z',
      'rightsdesk-2026-03-02T090000Z',
      'rightsdesk-2026-03-03T020000Z',
    ]);
    const kept = readFileSync(join(folder, 'rightsdesk-2026-01-03T020000Z', 'backup.json'), 'utf8');
    assert.equal(JSON.parse(kept).unfinished, undefined);
  });

  it('keeps what is there when it cannot be made, and is tried again', async () => {
    await backUp(desk, place);
    desk.clock.set('2026-03-03T02:00:00Z');
    const coming = join(folder, 'rightsdesk-2026-03-03T020000Z');
    mkdirSync(coming);
    writeFileSync(join(coming, 'in the way'), '');
    await assert.rejects(backUp(desk, { ...place, keep: 1 }), /is not empty/);
    assert.ok(existsSync(join(folder, 'rightsdesk-2026-03-02T090000Z', 'backup.json')));
    rmSync(coming, { recursive: true });
    assert.deepEqual(await backUp(desk, { ...place, keep: 1 }), { made: 1, removed: 1 });
  });

  it('leaves nothing half done when the process stops meanwhile', async () => {
    const stopping = AbortSignal.abort();
    assert.deepEqual(await backUp(desk, place, stopping), {});
    assert.equal(existsSync(folder), false);
    assert.equal(await lastBackup(), null);
  });

  it('is a job of the timetable, which makes none where no folder is set', async () => {
    const job = JOBS.find(({ name }) => name === 'backUp');
    assert.deepEqual(await job?.run(desk, desk.clock(), {}), {});
    assert.deepEqual(await job?.run({ ...desk, backups: place }, desk.clock(), {}), { made: 1, removed: 0 });
  });
});
