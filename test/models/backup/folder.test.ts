import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder } from '../../../models/backup/folder.ts';
import { temporaryFolder } from '../../support/process.ts';

describe('The folder of a backup', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  const DESK = { keyMark: 'this desk', withKey: false };
  const NOT_EMPTY = /is not empty\. Give a new or empty folder\.$/;

  /** What a backup leaves that was killed: everything, but not the lock of its process. */
  function halfMade(name: string, begun = DESK): string {
    const place = join(folder, name);
    mkdirSync(place);
    writeFileSync(join(place, 'backup.json'), JSON.stringify({ format: 1, unfinished: true, ...begun }));
    for (const file of ['rightsdesk.sqlite', 'rightsdesk.sqlite-journal'])
      writeFileSync(join(place, file), 'half');
    for (const file of ['backup.lock', 'backup.lock-journal']) writeFileSync(join(place, file), '');
    return place;
  }

  const withoutLock = (place: string) => readdirSync(place).filter((name) => !name.startsWith('backup.lock'));

  it('belongs to the process that takes it first, whichever database the others copy', async () => {
    const place = join(folder, 'taken');
    const first = backupFolder(place, DESK);
    await first.claim('rightsdesk.sqlite');
    for (const name of ['rightsdesk.sqlite', 'rightsdesk.dump']) {
      const late = backupFolder(place, DESK);
      await assert.rejects(late.claim(name), NOT_EMPTY);
      late.clear();
    }
    assert.deepEqual(withoutLock(place), ['backup.json', 'rightsdesk.sqlite']);
    first.clear();
    assert.equal(existsSync(place), false);
  });

  it('keeps what others put there when a backup fails', async () => {
    const place = join(folder, 'shared');
    mkdirSync(place);
    const failing = backupFolder(place, DESK);
    await failing.claim('rightsdesk.sqlite');
    writeFileSync(join(place, 'secret.key'), 'of another');
    assert.throws(() => failing.add('secret.key', ''), /EEXIST/);
    failing.clear();
    assert.deepEqual(readdirSync(place), ['secret.key']);
  });

  it('is used again where a backup of the same desk did not come to its end', async () => {
    const place = halfMade('killed');
    const again = backupFolder(place, DESK);
    assert.equal(readFileSync(await again.claim('rightsdesk.dump'), 'utf8'), '');
    assert.deepEqual(withoutLock(place), ['backup.json', 'rightsdesk.dump']);
    again.clear();
  });

  it('is never used again while anything else lies in it, or when the backup was of another desk', async () => {
    const beside = halfMade('beside');
    writeFileSync(join(beside, 'notes.txt'), 'mine');
    const withKey = halfMade('withKey');
    writeFileSync(join(withKey, 'secret.key'), 'mine');
    const others = halfMade('others', { ...DESK, keyMark: 'another desk' });
    const unmarked = halfMade('unmarked');
    writeFileSync(join(unmarked, 'backup.json'), '');
    for (const place of [beside, withKey, others, unmarked]) {
      const before = readdirSync(place);
      const refused = backupFolder(place, DESK);
      await assert.rejects(refused.claim('rightsdesk.sqlite'), NOT_EMPTY);
      refused.clear();
      assert.deepEqual(readdirSync(place), before);
    }
  });

  it('is used again with the key that the backup itself laid there', async () => {
    const place = halfMade('ownKey', { ...DESK, withKey: true });
    writeFileSync(join(place, 'secret.key'), 'a copy');
    const again = backupFolder(place, DESK);
    await again.claim('rightsdesk.sqlite');
    assert.ok(!readdirSync(place).includes('secret.key'));
    again.clear();
  });
});
