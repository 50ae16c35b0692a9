import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { RIGHTS } from '../../../domain/rights.ts';
import { plannedTasks } from '../../../domain/tasks/plan.ts';

const IN_USE = { activeFrom: null, activeUntil: null };
const SYSTEMS = [
  { name: 'CRM', kind: 'own', categories: ['orders', 'prospects'], ...IN_USE },
  { name: 'Host', kind: 'processor', categories: ['backups'], ...IN_USE },
  { name: 'Courier', kind: 'recipient', categories: ['orders'], ...IN_USE },
  { name: 'Undescribed', kind: 'own', categories: [], ...IN_USE },
  {
    name: 'Gone',
    kind: 'own',
    categories: ['calls'],
    activeFrom: null,
    activeUntil: calendarDate('2026-10-31'),
  },
] as const;
const planned = (right: (typeof RIGHTS)[number]) =>
  plannedTasks(
    right,
    SYSTEMS.map((one) => ({ ...one, categories: [...one.categories] })),
    calendarDate('2026-11-02'),
  ).map(({ system, kind }) => `${system.name} ${kind}`);

describe('The tasks that a right makes', () => {
  const EXPECTED: Record<(typeof RIGHTS)[number], string[]> = {
    access: ['CRM find', 'Host find'],
    rectification: ['CRM correct', 'Host correct', 'Courier tell-recipient'],
    erasure: ['CRM delete', 'Host delete', 'Courier tell-recipient'],
    restriction: ['CRM restrict', 'Host restrict', 'Courier tell-recipient'],
    portability: ['CRM find', 'Host find'],
    objection: ['CRM stop', 'Host stop'],
    'marketing-objection': ['CRM stop', 'Host stop'],
    'consent-withdrawal': ['CRM stop', 'Host stop'],
    'automated-decision': [],
    'after-death': ['CRM find', 'Host find'],
  };
  for (const right of RIGHTS)
    it(`${right}: in each system in use that holds described data; recipients are told under Art. 19 alone`, () => {
      assert.deepEqual(planned(right), EXPECTED[right]);
    });
});

describe('Recipients who are told of an erasure (Art. 19)', () => {
  type Kind = 'own' | 'processor' | 'recipient';
  const told = (...systems: [string, Kind, string[], string?][]) =>
    plannedTasks(
      'erasure',
      systems.map(([name, kind, categories, until]) => ({
        name,
        kind,
        categories,
        activeFrom: null,
        activeUntil: until ? calendarDate(until) : null,
      })),
      calendarDate('2026-11-02'),
    )
      .filter(({ kind }) => kind === 'tell-recipient')
      .map(({ system }) => system.name);

  it('are those who were given data of a kind that is deleted; not one that has data from elsewhere', () => {
    assert.deepEqual(
      told(
        ['Shop', 'own', ['orders']],
        ['Courier', 'recipient', ['orders']],
        ['Press', 'recipient', ['photos']],
      ),
      ['Courier'],
    );
  });
  it('are also those who were given it by a processor, or by a system that is no longer in use', () => {
    assert.deepEqual(
      told(
        ['Host', 'processor', ['orders']],
        ['Old payroll', 'own', ['salaries'], '2025-12-31'],
        ['Courier', 'recipient', ['orders']],
        ['Tax adviser', 'recipient', ['salaries']],
      ),
      ['Courier', 'Tax adviser'],
    );
  });
  it('are all of whom nobody has described what they were given, or what is held', () => {
    assert.deepEqual(told(['Shop', 'own', ['orders']], ['Bank', 'recipient', []]), ['Bank']);
    assert.deepEqual(told(['Shop', 'own', []], ['Press', 'recipient', ['photos']]), ['Press']);
  });
});
