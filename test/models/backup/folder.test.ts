import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder } from '../../../models/backup/folder.ts';
import { temporaryFolder } from '../../support/process.ts';

describe('The folder of a backup', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  it('is for whoever takes it first, whichever database the others copy', () => {
    const place = join(folder, 'taken');
    const first = backupFolder(place);
    first.claim('rightsdesk.sqlite');
    for (const name of ['rightsdesk.sqlite', 'rightsdesk.dump']) {
      const late = backupFolder(place);
      assert.throws(() => late.claim(name), /is not empty\. Give a new or empty folder\.$/);
      late.clear();
    }
    assert.deepEqual(readdirSync(place), ['rightsdesk.sqlite']);
    first.clear();
    assert.deepEqual(readdirSync(place), []);
  });

  it('keeps what others put there when a backup fails', () => {
    const place = join(folder, 'shared');
    mkdirSync(place);
    const failing = backupFolder(place);
    failing.claim('rightsdesk.sqlite');
    writeFileSync(join(place, 'backup.json'), 'of another');
    assert.throws(() => failing.add('backup.json', ''), /EEXIST/);
    failing.clear();
    assert.deepEqual(readdirSync(place), ['backup.json']);
  });
});
