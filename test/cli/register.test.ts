import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET } from '../support/desk.ts';
import { run, temporaryFolder } from '../support/process.ts';

const GERMAN =
  'Eingang;Name;Antrag;Antwort am;Erledigt;Bemerkung\r\n03/04/2024;Ann Lee;Auskunft;02/05/2024;03/05/2024;nichts\r\n04/04/2024;Bo Lind;Löschung;;;\r\n';
const MAPPING = {
  columns: {
    Eingang: 'receivedOn',
    Name: 'personName',
    Antrag: 'right',
    'Antwort am': 'answeredOn',
    Erledigt: 'closedOn',
    Bemerkung: '',
  },
  values: { right: { Auskunft: 'access', Löschung: 'erasure' } },
  defaults: { channel: 'post' },
};

describe('The commands `import` and `export`', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  let url: string;
  after(remove);
  beforeEach(async () => {
    url = await testDatabaseUrl();
    await deskForTests();
  });
  const command = (...args: string[]) =>
    run('cli.ts', args, { DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: TEST_SECRET });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('take a register in by a mapping, and ask once for a column whose days can be read in two ways', async () => {
    const csv = file('german.csv', GERMAN);
    const open = await command('import', csv, '--mapping', file('m.json', JSON.stringify(MAPPING)), '--json');
    assert.equal(open.code, 1);
    const fault = 'Its days can be read in two ways. Say whether the day or the month comes first.';
    const asked = ['Eingang', 'Antwort am', 'Erledigt'].map((column) => ({ line: 1, column, fault }));
    assert.deepEqual(JSON.parse(open.stdout), { read: 2, made: 0, faults: asked });
    const days = { receivedOn: 'day-first', answeredOn: 'day-first', closedOn: 'day-first' };
    const said = file('m.json', JSON.stringify({ ...MAPPING, days }));
    const dry = await command('import', csv, '--mapping', said, '--dry-run', '--json');
    assert.deepEqual([dry.code, JSON.parse(dry.stdout)], [0, { read: 2, made: 0, faults: [] }]);
    assert.equal(await SubjectRequest.count(), 0);
    const done = await command('import', csv, '--mapping', said, '--json');
    assert.deepEqual([done.code, JSON.parse(done.stdout)], [0, { read: 2, made: 2, faults: [] }]);
    const requests = await SubjectRequest.findAll({ order: ['id'] });
    assert.deepEqual(
      requests.map(({ personName, right, receivedOn, status }) => [personName, right, receivedOn, status]),
      [
        ['Ann Lee', 'access', '2024-04-03', 'closed'],
        ['Bo Lind', 'erasure', '2024-04-04', 'open'],
      ],
    );
  });

  it('say of a column that nobody named what to do, and of a file in one line what is wrong', async () => {
    const none = await command('import', file('g.csv', 'Eingang,Name\n2024-01-01,Ann\n'));
    assert.equal(none.code, 1);
    assert.match(none.stdout, /^line 1, Eingang: No column of the register is called “Eingang”\./);
    const torn = await command('import', file('torn.csv', 'reference,receivedOn\n"1,2024-01-01\n'));
    assert.deepEqual([torn.code, torn.stderr.trim().split('\n').length], [1, 1]);
    const mapping = file('m.json', '{"columns":{"a":"colour"}}');
    assert.equal((await command('import', join(folder, 'g.csv'), '--mapping', mapping)).code, 65);
    assert.equal((await command('export', join(folder, 'no', 'such', 'folder.csv'))).code, 65);
  });

  it('write the register with its columns, by commas and with the mark of UTF-8', async () => {
    const path = join(folder, 'out.csv');
    const { code, stdout } = await command('export', path);
    assert.deepEqual([code, stdout], [0, 'Written: 0.\n']);
    assert.equal(
      readFileSync(path, 'utf8'),
      '\ufeffreference,receivedOn,receivedAt,channel,right,policy,personName,personEmail,postalAddress,customerNumber,language,residence,onBehalfOf,identityConfirmedOn,identityMethod,pausedDays,extendedOn,extensionGround,dueOn,safeOn,status,outcome,refusalGrounds,answeredOn,answeredBy,closedOn,daysLate,overdue,assignee,tags\r\n',
    );
  });
});
