import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { RIGHTS } from '../../../domain/rights.ts';
import { plannedTasks } from '../../../domain/tasks/plan.ts';

const IN_USE = { activeFrom: null, activeUntil: null };
const SYSTEMS = [
  { name: 'CRM', kind: 'own', categories: ['prospects'], ...IN_USE },
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
