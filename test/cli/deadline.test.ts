import assert from 'node:assert/strict';
import { deadlineCommand } from '../../cli/deadline.ts';

const run = (line: string) => deadlineCommand(line.split(' '));
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
    [`--received 2026-02-31 --period P1M ${PARIS}`, /not a day of the calendar/],
    [`--received 2026-03-29 --period -P1M ${PARIS}`, /negative/],
    [`--received 2026-03-29 --period P1M2D ${PARIS}`, /several units/],
    ['--received 2026-03-29 --period P1M --calendar GB --zone Europe/London', /needs a nation/],
    ['--received 2026-03-29 --period P1M --calendar FR-ZZ --zone Europe/Paris', /names no part of FR/],
    ['--received 2026-03-29 --period P1M --calendar FR --zone Mars/Phobos', /not a time zone/],
    [`--received 2499-03-29 --period P1M ${PARIS}`, /no holidays for 2499/],
  ];
  for (const [line, message] of refused) {
    it(`${line}: one line on stderr, exit code 1`, () => {
      const { exitCode, stdout, stderr } = run(`${line} --json`);
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
  ];
  for (const line of misused) {
    it(`${line}: wrong usage, exit code 2`, () => {
      const { exitCode, stdout, stderr } = run(line);
      assert.deepEqual([exitCode, stdout], [2, '']);
      assert.match(stderr, /^[^\n]+usage: deadline[^\n]+\n$/);
    });
  }
});
