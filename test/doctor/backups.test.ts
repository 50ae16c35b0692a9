import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteBackup } from '../../models/lastBackup.ts';
import { OTHER_DISK } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { type Examination, examination } from '../support/examination.ts';
import { laidBackup } from '../support/laidBackup.ts';

const HOUR = 3_600_000;
const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

describe('What the doctor finds of backups', function () {
  this.timeout(20_000);
  let desk: TestDesk;
  let environment: Record<string, string>;
  let of: Examination['of'];
  let remove: () => void;
  let otherDisk: string;
  beforeEach(async () => {
    ({ desk, environment, of, remove } = await examination());
    otherDisk = mkdtempSync(join(OTHER_DISK, 'rightsdesk-'));
  });
  afterEach(() => {
    remove();
    rmSync(otherDisk, { recursive: true, force: true });
  });
  const hoursAgo = (hours: number) => new Date(desk.clock().getTime() - hours * HOUR);
  const noted = (madeAt: Date) => noteBackup(desk.database, { madeAt, bytes: 4_200_000 });

  it('is that none was made, and none will be', async () => {
    assert.equal(
      await of('backups'),
      'warn: None was ever made. BACKUP_DIR is not set: none is made automatically.',
    );
  });

  it('is always when the last one was made, also beside what is wrong', async () => {
    await noted(new Date('2026-11-20T02:00:20Z'));
    const now = { now: new Date('2026-11-20T09:00:00Z') };
    const date =
      'The last one was made on Friday 20 November 2026, 02:00 \\(UTC\\) \\(4\\.2\\sMB\\)\\. None was ever restored as a drill: try restore --drill\\.';
    assert.match((await of('backups', now)) ?? '', new RegExp(`^warn: ${date} BACKUP_DIR is not set`));
    environment.BACKUP_DIR = join(environment.DATA_DIR ?? '', 'backups');
    if (!onPostgres) environment.DATABASE_URL = join(environment.DATA_DIR ?? '', 'x');
    laidBackup(desk, environment.BACKUP_DIR, new Date('2026-11-20T02:00:20Z'));
    assert.match(
      (await of('backups', now)) ?? '',
      new RegExp(`^warn: ${date} \\S+backups is on the same disk as the data`),
    );
  });

  it('is that the newest is older than a day and two hours where one is made each day, else than eight days', async () => {
    for (const [hours, daily, state] of [
      [25, true, 'ok'],
      [27, true, 'fail'],
      [27, false, 'warn'],
      [8 * 24 + 1, false, 'fail'],
    ] as const) {
      rmSync(otherDisk, { recursive: true });
      environment.BACKUP_DIR = daily ? otherDisk : '';
      laidBackup(desk, otherDisk, hoursAgo(hours));
      await noted(hoursAgo(hours));
      assert.equal((await of('backups'))?.split(':')[0], state, `${hours} h, ${daily}`);
    }
  });

  it('is that they are gone, although the desk remembers that one was made', async () => {
    environment.BACKUP_DIR = otherDisk;
    await noted(hoursAgo(3));
    const copy = laidBackup(desk, otherDisk, hoursAgo(3));
    assert.match((await of('backups')) ?? '', /^ok: .* One is kept\.$/);
    rmSync(copy);
    const gone = new RegExp(`^fail: The last one was made .* In ${otherDisk} there is none of this service`);
    assert.match((await of('backups')) ?? '', gone);
    rmSync(otherDisk, { recursive: true });
    assert.match((await of('backups')) ?? '', gone);
  });

  it('is that none can be made where BACKUP_DIR says', async () => {
    const at = (name: string) => join(otherDisk, name);
    writeFileSync(at('file'), '');
    mkdirSync(at('backup'));
    writeFileSync(at('backup/backup.json'), '');
    for (const [folder, says] of [
      ['deep/er', new RegExp(`^fail: .*deep/er cannot be made, as ${at('deep')} is missing`)],
      ['file', /^fail: .*file is not a folder: set BACKUP_DIR/],
      ['file/below', /^fail: .*below is not a folder: set BACKUP_DIR/],
      ['backup', /^fail: .*backup is itself a backup/],
    ] as const) {
      environment.BACKUP_DIR = at(folder);
      assert.match((await of('backups')) ?? '', says);
    }
    environment.BACKUP_DIR = at('new');
    assert.doesNotMatch((await of('backups')) ?? '', /fail/, 'whose last part is made by the first backup');
  });
});
