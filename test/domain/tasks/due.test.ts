import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import { clockSafeOn, taskIn } from '../../support/reasonsOfTasks.ts';

const dueOn = (clocks: Deadline[], more = {}) => taskIn(clocks, more)?.dueOn;

describe('The day by which a task is due', () => {
  const CASES: [string, Deadline[], object, string | undefined][] = [
    ['is five working days before the safe day of the reply', [clockSafeOn('2026-11-27')], {}, '2026-11-20'],
    ['skips holidays: 11 November in France', [clockSafeOn('2026-11-13')], {}, '2026-11-05'],
    [
      'is the safe day itself without a lead time',
      [clockSafeOn('2026-11-27')],
      { leadDays: 0 },
      '2026-11-27',
    ],
    [
      'serves the earliest of several clocks',
      [clockSafeOn('2027-01-29', { clock: 'purge' }), clockSafeOn('2026-11-27')],
      {},
      '2026-11-20',
    ],
    [
      'is today where the lead time has begun, and a working day',
      [clockSafeOn('2026-11-27')],
      { today: '2026-11-25' },
      '2026-11-25',
    ],
    [
      'is the next working day where today is a Saturday',
      [clockSafeOn('2026-11-23')],
      { today: '2026-11-21' },
      '2026-11-23',
    ],
    [
      'of a clock of hours is the day on which they end, moved back from a Sunday',
      [
        clockSafeOn('2026-11-27', {
          kind: 'hour',
          safeOn: undefined,
          targetAt: new Date('2026-11-15T10:00:00Z'),
        }),
      ],
      { leadDays: 0 },
      '2026-11-13',
    ],
    [
      'leaves out clocks that have ended, and guidelines',
      [
        clockSafeOn('2026-11-10', { state: 'met' }),
        clockSafeOn('2026-11-10', { advisory: true }),
        clockSafeOn('2026-11-27'),
      ],
      {},
      '2026-11-20',
    ],
    ['is not known where no clock runs', [clockSafeOn('2026-11-10', { state: 'cancelled' })], {}, undefined],
  ];
  for (const [title, clocks, more, expected] of CASES)
    it(title, () => {
      assert.equal(dueOn(clocks, more), expected);
    });

  it('is the working day before what comes after it, where its own lead time is shorter', () => {
    const before = { systems: 'Archive', dueOn: calendarDate('2026-11-16') };
    const due = taskIn([clockSafeOn('2026-11-27')], { before });
    assert.equal(due?.dueOn, '2026-11-13');
    assert.deepEqual(due?.because.at(-1), {
      code: 'task-before',
      data: { systems: 'Archive', to: '2026-11-13' },
    });
    const late = { systems: 'Archive', dueOn: calendarDate('2026-11-26') };
    assert.equal(taskIn([clockSafeOn('2026-11-27')], { before: late })?.dueOn, '2026-11-20');
  });

  it('says why: which clock it serves, the lead time, and that it is due at once', () => {
    const due = taskIn([clockSafeOn('2026-11-27')], { today: '2026-11-25' });
    assert.deepEqual(
      due?.because.map(({ code, data }) => [code, data.on ?? data.to]),
      [
        ['task-serves', '2026-11-27'],
        ['task-lead', '2026-11-20'],
        ['task-at-once', '2026-11-25'],
      ],
    );
    assert.equal(due?.clock, 'reply');
  });
});
