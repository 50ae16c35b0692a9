import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadlineCommand } from '../../cli/deadline.ts';
import { runCommand } from '../../cli/run.ts';
import { temporaryFolder } from '../support/process.ts';

const run = (line: string) => deadlineCommand(line.split(' '));
const failing = async (line: string) => {
  const { exitCode, stdout = '', stderr = '' } = await runCommand(['deadline', ...line.split(' ')]);
  return { exitCode, stdout, stderr };
};
const PARIS = '--calendar FR --zone Europe/Paris';

describe('rightsdesk deadline', () => {
  it('prints the days, the due instant in UTC and the reasons as one JSON value', () => {
    const { exitCode, stdout, stderr } = run(`--received 2026-03-31T22:30:00Z --period P1M ${PARIS} --json`);
    const { because, ...dates } = JSON.parse(stdout);
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.deepEqual(dates, {
      nominalOn: '2026-05-01',
      dueOn: '2026-05-04',
      safeOn: '2026-04-30',
      dueAt: '2026-05-04T22:00:00.000Z',
    });
    assert.deepEqual(because[0], {
      code: 'received-at',
      text: 'Received on Wednesday 1 April 2026, 00:30 (Paris).',
    });
  });

  it('hours print target and outer limit, minutes the target alone', () => {
    const hours = JSON.parse(
      run(`--received 2026-03-28T10:17:00+01:00 --period PT24H ${PARIS} --json`).stdout,
    );
    assert.deepEqual(Object.keys(hours), ['targetAt', 'outerAt', 'because']);
    assert.equal(hours.outerAt, '2026-03-29T10:00:00.000Z');
    const minutes = JSON.parse(run(`--received 2026-03-28T10:17 --period PT90M ${PARIS} --json`).stdout);
    assert.deepEqual(Object.keys(minutes), ['targetAt', 'because']);
  });

  it('working days have no nominal day', () => {
    const { nominalOn, dueOn } = JSON.parse(
      run(`--received 2025-12-17 --period P10BD --calendar DE --zone Europe/Berlin --json`).stdout,
    );
    assert.deepEqual([nominalOn, dueOn], [null, '2026-01-05']);
  });

  it('--no-roll keeps a last day on a holiday', () => {
    assert.equal(
      JSON.parse(run(`--received 2026-04-01 --period P1M ${PARIS} --no-roll --json`).stdout).dueOn,
      '2026-05-01',
    );
  });

  it('without --json it is for reading', () => {
    const { stdout } = run(`--received=2026-04-01 --period=P1M ${PARIS}`);
    assert.match(stdout, /dueOn {6}2026-05-04\n/);
    assert.match(stdout, /Friday 1 May 2026 is a public holiday: Labour Day\.\n/);
  });

  const refused: [string, RegExp][] = [
    [`--received 2026-10-25T02:30 --period PT24H ${PARIS}`, /02:30 occurs twice/],
    [`--received 2026-03-29T02:30 --period PT24H ${PARIS}`, /02:30 does not exist/],
    [`--received 2026-03-29 --period PT24H ${PARIS}`, /needs the moment of receipt/],
    [`--received 2026-02-31 --period P1M ${PARIS}`, /not a real date/],
    [`--received 2026-03-29 --period -P1M ${PARIS}`, /negative/],
    [`--received 2026-03-29 --period P1M2D ${PARIS}`, /several units/],
    ['--received 2026-03-29 --period P1M --calendar GB --zone Europe/London', /needs a nation/],
    ['--received 2026-03-29 --period P1M --calendar FR-ZZ --zone Europe/Paris', /names no part of FR/],
    ['--received 2026-03-29 --period P1M --calendar FR --zone Mars/Phobos', /not a time zone/],
    [`--received 2499-03-29 --period P1M ${PARIS}`, /no holidays for 2499/],
  ];
  for (const [line, message] of refused) {
    it(`${line}: one line on stderr, exit code 1`, async () => {
      const { exitCode, stdout, stderr } = await failing(`${line} --json`);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, message);
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }

  const misused = [
    '--period P1M',
    `--received 2026-03-29 ${PARIS}`,
    `--received 2026-03-29 --period P1M ${PARIS} --verbose`,
    `--received --period P1M ${PARIS}`,
    `--received 2026-03-29 --received 2026-03-30 --period P1M ${PARIS}`,
    `2026-03-29 --period P1M ${PARIS}`,
    '--file cases.json --no-roll',
    `--file cases.json --period P1M`,
  ];
  for (const line of misused) {
    it(`${line}: wrong usage, exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await failing(line);
      assert.deepEqual([exitCode, stdout], [2, '']);
      assert.match(stderr, /^[^\n]+usage: deadline[^\n]+\n$/);
    });
  }
});

describe('rightsdesk deadline --file', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const file = (content: unknown) => {
    const path = join(folder, 'cases.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const answers = (content: unknown) => {
    const { exitCode, stdout, stderr } = run(`--file ${file(content)} --json`);
    assert.deepEqual([exitCode, stderr], [0, '']);
    return JSON.parse(stdout);
  };
  const month = { received: '2026-04-01', period: 'P1M', calendar: 'FR', zone: 'Europe/Paris', rolls: true };

  it('answers each case in its order, with the shape of a single one', () => {
    const hours = { ...month, id: 'b', received: '2026-03-28T10:17:00+01:00', period: 'PT24H' };
    const [a, b] = answers([{ ...month, id: 'a' }, hours]);
    assert.deepEqual(Object.keys(a), ['id', 'nominalOn', 'dueOn', 'safeOn', 'dueAt', 'because']);
    assert.deepEqual(Object.keys(b), ['id', 'targetAt', 'outerAt', 'because']);
    assert.deepEqual([a.id, a.dueOn, b.id], ['a', '2026-05-04', 'b']);
  });

  it('takes days instead of a code: weekends and exactly these', () => {
    const given = { ...month, calendar: { holidays: ['2026-05-04'] } };
    assert.equal(answers([given])[0].dueOn, '2026-05-01');
    assert.equal(answers([{ ...given, received: '2026-04-02' }])[0].dueOn, '2026-05-05');
    assert.equal(answers([{ ...given, received: '2026-04-02', rolls: false }])[0].dueOn, '2026-05-02');
  });

  it('a bad case says what is wrong and stops no other', () => {
    const bad: [unknown, RegExp][] = [
      [{ ...month, received: '2026-02-30' }, /not a real date/],
      [{ ...month, received: '2026-10-25T02:30' }, /occurs twice/],
      [{ ...month, received: '2026-03-29T02:30' }, /does not exist/],
      [{ ...month, received: 20260401 }, /^received is missing or not a text/],
      [{ ...month, period: 'PT24H' }, /needs the moment/],
      [{ ...month, period: undefined }, /^period is missing/],
      [{ ...month, calendar: 'GB' }, /needs a nation/],
      [{ ...month, calendar: { holidays: 'none' } }, /^calendar must be a code/],
      [{ ...month, calendar: { holidays: ['2026-02-30'] } }, /not a real date/],
      [{ ...month, calendar: { days: [] } }, /^calendar must be a code/],
      [{ ...month, calendar: null }, /^calendar is missing/],
      [{ ...month, zone: 'CET+1' }, /not a time zone/],
      [{ ...month, rolls: 'yes' }, /^rolls must be true or false/],
      [null, /^A case must be an object/],
      ['2026-04-01', /^A case must be an object/],
    ];
    const said = answers([...bad.map(([item]) => item), { ...month, id: 'last' }]);
    assert.equal(said.length, bad.length + 1);
    for (const [index, [, message]] of bad.entries()) {
      assert.deepEqual(Object.keys(said[index]), ['id', 'error']);
      assert.match(said[index].error, message);
    }
    assert.equal(said.at(-1).dueOn, '2026-05-04');
  });

  it('answers the published cases as they lie beside the project', function () {
    const cases = new URL('../../../shared/oracle/deadline-cases.json', import.meta.url);
    if (!existsSync(cases)) this.skip(); // the project stands without it
    const all = JSON.parse(run(`--file ${cases.pathname} --json`).stdout);
    assert.ok(all.length > 90 && all.every((answer: object) => !('error' in answer)));
  });

  it('without --json: a line for each', () => {
    const path = file([{ ...month, id: 'a' }, { id: 'b' }]);
    assert.match(run(`--file ${path}`).stdout, /^a +2026-05-04\nb +received is missing[^\n]+\n$/);
  });

  it('a file that is not there, not JSON or no array cannot be read: exit code 65', async () => {
    for (const path of [join(folder, 'nothing.json'), file('[{'), file('{"a": 1}')]) {
      const { exitCode, stdout, stderr } = await failing(`--file ${path} --json`);
      assert.deepEqual([exitCode, stdout], [65, '']);
      assert.match(stderr, /^[^\n]+\n$/);
    }
  });
});
