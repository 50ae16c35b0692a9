import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemsOf } from '../../models/system/register.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { run, temporaryFolder } from '../support/process.ts';

const TABLE =
  'name,kind,purpose,categories,ownerEmail,leadDays,after,active\nShop,own,Orders,orders; letters,lea@example.org,3,,yes\nArchive,processor,,orders,,5,Shop,2020-01-01/..\n';

describe('The command `systems`', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  let url: string;
  let desk: TestDesk;
  after(remove);
  beforeEach(async () => {
    url = await testDatabaseUrl();
    desk = await deskForTests();
  });
  const command = (...args: string[]) =>
    run('cli.ts', ['systems', ...args], { DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: TEST_SECRET });
  const file = (text: string) => {
    const path = join(folder, 'systems.csv');
    writeFileSync(path, text);
    return path;
  };
  const names = async () =>
    (await systemsOf(desk, { organisationId: desk.organisation.id })).map(({ name }) => name);

  it('tells what an import would do, and does nothing', async () => {
    const { code, stdout } = await command('import', file(TABLE), '--dry-run', '--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), {
      added: ['Shop', 'Archive'],
      changed: [],
      unchanged: 0,
      faults: [],
      imported: false,
    });
    assert.deepEqual(await names(), []);
  });

  it('imports, and exports what an import takes back', async () => {
    assert.equal(
      (await command('import', file(TABLE))).stdout,
      'Imported. Added: 2. Changed: 0. Unchanged: 0.\n',
    );
    const { stdout } = await command('export');
    assert.equal(
      stdout,
      '\ufeffname,kind,purpose,categories,identifiers,source,retention,place,safeguard,ownerName,ownerEmail,deputyEmail,leadDays,backupDays,after,active\r\n' +
        'Archive,processor,,orders,,,,,,,,,5,,Shop,2020-01-01/..\r\n' +
        'Shop,own,Orders,"orders; letters",,,,,,,lea@example.org,,3,,,yes\r\n',
    );
    const again = await command('import', file(stdout), '--json');
    assert.deepEqual(JSON.parse(again.stdout), {
      added: [],
      changed: [],
      unchanged: 2,
      faults: [],
      imported: true,
    });
  });

  it('names each fault by line and column, and imports nothing', async () => {
    const { code, stdout } = await command('import', file('name,leadDays\nShop,1\nTill,soon\n'));
    assert.equal(code, 1);
    assert.equal(stdout, 'line 3, leadDays: Enter a whole number from 0 to 20.\nNothing was imported.\n');
    assert.deepEqual(await names(), []);
  });

  it('says in one line what it cannot read, and how it is written', async () => {
    const missing = await command('import', join(folder, 'none.csv'));
    assert.deepEqual([missing.code, missing.stderr.trim().split('\n').length], [65, 1]);
    const wrong = await command('import', file('colour\nred\n'));
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /no column “name”/);
    assert.equal((await command('import')).code, 2);
    assert.equal((await command('export', '--organisation', 'nobody')).code, 1);
  });
});
