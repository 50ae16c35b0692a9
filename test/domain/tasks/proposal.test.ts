import assert from 'node:assert/strict';
import type { Clock } from '../../../domain/policies/policy.ts';
import { proposalOf } from '../../../domain/tasks/proposal.ts';
import type { TaskKind, TaskState } from '../../../domain/tasks/task.ts';

const DELETION = { endsBy: 'fulfilment', rights: ['erasure'] } as const;
const task = (system: string, state: TaskState, kind: TaskKind = 'delete', categories = ['orders']) => ({
  system,
  state,
  kind,
  categories,
});
const said = (clock: object, tasks: ReturnType<typeof task>[]) => {
  const proposal = proposalOf({ ...DELETION, ...clock } as unknown as Clock, tasks, ['orders', 'account']);
  const names = (of: typeof tasks = []) => of.map(({ system }) => system).join(' ');
  return proposal && [names(proposal.done), names(proposal.missing), names(proposal.leftOut)];
};

describe('A deletion that a policy promises', () => {
  it('is proposed as done once every system has deleted, or holds nothing', () => {
    assert.deepEqual(said({}, [task('CRM', 'done'), task('Shop', 'nothing-found')]), ['CRM Shop', '', '']);
  });
  for (const state of ['planned', 'open', 'cannot', 'not-mine'] as const)
    it(`is not proposed while one system is ${state}, which is named`, () => {
      assert.deepEqual(said({}, [task('CRM', 'done'), task('Shop', state)]), ['CRM', 'Shop', '']);
    });
  it('waits for the task that asks again, not for the first answer', () => {
    const again = { ...task('Shop', 'not-mine'), askedAgainAs: 7 };
    assert.deepEqual(said({}, [again, task('Shop', 'done')]), ['Shop', '', '']);
  });
  it('names what the data protection officer left out, and is not proposed where that is everything', () => {
    assert.deepEqual(said({}, [task('CRM', 'done'), task('Shop', 'dropped')]), ['CRM', '', 'Shop']);
    assert.equal(said({}, [task('Shop', 'dropped')]), undefined);
  });
  it('does not wait for recipients to be told, nor for backups: that is not the deletion', () => {
    const later = [task('Courier', 'open', 'tell-recipient'), task('CRM', 'planned', 'backups')];
    assert.deepEqual(said({}, [task('CRM', 'done'), ...later]), ['CRM', '', '']);
  });
  it('of some kinds of data waits only for systems that hold them, or hold what the policy does not name', () => {
    const tasks = [
      task('CRM', 'done', 'delete', ['account']),
      task('Shop', 'open', 'delete', ['orders']),
      task('Forum', 'open', 'delete', ['posts']),
    ];
    assert.deepEqual(said({ categories: ['account'] }, tasks), ['CRM', 'Forum', '']);
  });
});

describe('A promise of which tasks say nothing', () => {
  const done = [task('CRM', 'done')];
  const CASES: [string, object][] = [
    [
      'the confirmation of a receipt that access shares (Cal. Code Regs. tit. 11, § 7021)',
      { rights: ['access', 'erasure'] },
    ],
    ['a promise to every right', { rights: 'all' }],
    ['the reply, which the answer meets', { endsBy: 'answer' }],
    ['a human decision, which no system makes', { rights: ['automated-decision'] }],
  ];
  for (const [title, clock] of CASES)
    it(`is ${title}`, () => {
      assert.equal(said(clock, done), undefined);
    });
});
