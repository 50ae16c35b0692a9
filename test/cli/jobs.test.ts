import assert from 'node:assert/strict';
import { runCommand } from '../../cli/run.ts';
import { Letter } from '../../models/letter.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { received, staffMemberOf } from '../support/requests.ts';

describe('The command `jobs`', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  let url: string;
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  after(remove);

  beforeEach(async () => {
    url = await testDatabaseUrl();
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const command = (line: string) =>
    run('cli.ts', ['jobs', ...line.split(' ')], {
      DATA_DIR: folder,
      DATABASE_URL: url,
      SECRET_KEY: TEST_SECRET,
    });

  it('lists the timetable', async () => {
    const { code, stdout } = await command('list --json');
    assert.equal(code, 0);
    assert.deepEqual(
      JSON.parse(stdout).map(({ name }: { name: string }) => name),
      [
        'remindBeforeDue',
        'escalateOverdue',
        'tellArrivals',
        'askAfterRestore',
        'chaseOwners',
        'askBackups',
        'deliverLetters',
        'watchMail',
        'forgetDrafts',
        'foldCounts',
        'noteCustomerNumbers',
        'checkDatabase',
        'backUp',
      ],
    );
    assert.match((await command('list')).stdout, /^remindBeforeDue {2}.*\n/);
  });

  it('tells what would go at a moment, writing nothing', async () => {
    const { reference } = await received(desk, desk.organisation, { rights: ['access'] });
    const before = await Letter.count();
    const { code, stdout } = await command(
      'run remindBeforeDue --at 2026-03-26T08:00:00+01:00 --dry-run --json',
    );
    assert.equal(code, 0);
    const { letters, ...rest } = JSON.parse(stdout);
    assert.deepEqual(rest, { job: 'remindBeforeDue', at: '2026-03-26T07:00:00.000Z', dryRun: true });
    const [letter, ...more] = letters;
    assert.deepEqual([letter.recipient, more], [dpo.actor, []]);
    assert.match(letter.address, /^dpo-.*@example\.org$/);
    assert.deepEqual(
      [letter.kind, letter.reference, letter.clock, letter.step],
      ['reminder', reference, 'reply', 'seven-days'],
    );
    assert.equal(await Letter.count(), before);
  });

  it('runs as at a moment that is past, once', async () => {
    await received(desk, desk.organisation, { rights: ['access'] });
    const once = await command('run remindBeforeDue --at 2026-03-26T07:00:00Z --json');
    assert.equal(JSON.parse(once.stdout).written, 1);
    const again = await command('run remindBeforeDue --at 2026-03-26T07:00:00Z --json');
    assert.equal(JSON.parse(again.stdout).written, 0);
    const late = await command('run escalateOverdue --at 2026-04-03T06:00:00Z --dry-run --json');
    assert.deepEqual(
      JSON.parse(late.stdout).letters.map(({ kind }: { kind: string }) => kind),
      ['overdue-digest'],
    );
  });

  it('says that letters wait where no mail server is set', async () => {
    const { code, stdout } = await command('run deliverLetters');
    assert.equal(code, 0);
    assert.match(stdout, /wait in the outbox/);
  });

  it('looks into the future only without writing', async () => {
    const future = await command('run remindBeforeDue --at 2999-01-01T00:00:00Z');
    assert.deepEqual([future.code, future.stdout], [2, '']);
    assert.match(future.stderr, /--dry-run\n$/);
    assert.equal((await command('run remindBeforeDue --at 2999-01-01T00:00:00Z --dry-run')).code, 0);
  });

  for (const line of [
    '',
    'run',
    'run nothing',
    'run remindBeforeDue extra',
    'run remindBeforeDue --at 2026-03-02',
    'run remindBeforeDue --at 2026-03-02T08:00',
    'run remindBeforeDue --at soon',
    'list --at 2026-03-02T08:00:00Z',
    'run remindBeforeDue --sideways',
  ]) {
    it(`says in one line how "jobs ${line}" is written, with exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(['jobs', ...line.split(' ').filter(Boolean)]);
      assert.deepEqual([exitCode, stdout, stderr?.split('\n').length], [2, undefined, 2]);
    });
  }
});
