import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import type { Policy } from '../../../domain/policies/policy.ts';
import { type BackupsTask, backupsOfPromises } from '../../../domain/tasks/coincide.ts';

const clock = (id: string, more: object = {}) => ({
  id,
  pack: 'p@1',
  endsBy: 'fulfilment',
  rights: ['erasure'],
  ...more,
});
const deadline = (id: string, dueOn?: string, state = 'running') =>
  ({ clock: id, pack: 'p@1', dueOn: dueOn && calendarDate(dueOn), state }) as Deadline;
const asked = (on: string, more: Partial<BackupsTask> = {}): BackupsTask => ({
  kind: 'backups',
  state: 'planned',
  categories: ['orders'],
  because: [{ code: 'backups-asked', data: { on } }] as BackupsTask['because'],
  ...more,
});
/** Each promise with how many tasks about backups are one with it. */
const rows = (clocks: object[], deadlines: Deadline[], tasks: BackupsTask[]) =>
  [
    ...backupsOfPromises(
      { clocks, categories: [{ id: 'orders' }, { id: 'logs' }] } as unknown as Policy,
      deadlines,
      tasks,
    ),
  ].map(([key, all]) => `${key} ${all.length}`);
const PURGE = [clock('purge')];
const BY_APRIL = [deadline('purge', '2026-04-01')];

describe('A promise to delete and the backups of a system (Art. 17(1), 5(1)(e))', () => {
  it('are one row where the owner is asked on or before the last day of the promise', () => {
    assert.deepEqual(rows(PURGE, BY_APRIL, [asked('2026-03-23')]), ['purge 1']);
    assert.deepEqual(rows(PURGE, BY_APRIL, [asked('2026-04-01'), asked('2026-03-24')]), ['purge 2']);
  });
  it('are two rows where the promise ends before the backups are gone', () => {
    assert.deepEqual(rows(PURGE, BY_APRIL, [asked('2026-04-02')]), []);
  });
  it('are one row with the first of several promises that leave time for it', () => {
    const three = [clock('account'), clock('later'), clock('purge')];
    const deadlines = [
      deadline('later', '2026-06-01'),
      deadline('account', '2026-03-03'),
      deadline('purge', '2026-04-01'),
    ];
    assert.deepEqual(rows(three, deadlines, [asked('2026-03-23')]), ['purge 1']);
  });
  it('are not one where the promise is the answer, about other rights, about other data, or has no last day', () => {
    assert.deepEqual(rows([clock('purge', { endsBy: 'answer' })], BY_APRIL, [asked('2026-03-23')]), []);
    assert.deepEqual(rows([clock('purge', { rights: 'all' })], BY_APRIL, [asked('2026-03-23')]), []);
    assert.deepEqual(
      rows([clock('purge', { rights: ['erasure', 'objection'] })], BY_APRIL, [asked('2026-03-23')]),
      [],
    );
    assert.deepEqual(rows([clock('purge', { categories: ['logs'] })], BY_APRIL, [asked('2026-03-23')]), []);
    assert.deepEqual(rows(PURGE, [deadline('purge', undefined, 'paused')], [asked('2026-03-23')]), []);
  });
  it('are two rows again where the promise was recorded as kept before the backups were confirmed', () => {
    const met = [deadline('purge', '2026-04-01', 'met')];
    assert.deepEqual(rows(PURGE, met, [asked('2026-03-23')]), []);
    assert.deepEqual(rows(PURGE, met, [asked('2026-03-23', { state: 'done' })]), ['purge 1']);
  });
  it('leave out what was dropped or is asked again by a later task', () => {
    const tasks = [asked('2026-03-23', { state: 'dropped' }), asked('2026-03-23', { askedAgainAs: 7 })];
    assert.deepEqual(rows(PURGE, BY_APRIL, tasks), []);
  });
});
