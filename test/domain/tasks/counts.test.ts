import assert from 'node:assert/strict';
import { type TaskState, tasksCounted } from '../../../domain/tasks/task.ts';

describe('How many systems have answered', () => {
  const counted = (...states: TaskState[]) => tasksCounted(states.map((state) => ({ kind: 'find', state })));

  it('are those that gave a result: done, or nothing found', () => {
    assert.deepEqual(counted('done', 'nothing-found', 'open', 'planned'), { asked: 4, settled: 2, stuck: 0 });
  });

  it('are not those that could not, or that are not theirs: these are told apart, and never lost', () => {
    assert.deepEqual(counted('done', 'cannot', 'not-mine', 'open'), { asked: 4, settled: 1, stuck: 2 });
  });

  it('leaves out what was dropped, what was asked again, and backups, which come after the answer', () => {
    assert.deepEqual(counted('done', 'dropped'), { asked: 1, settled: 1, stuck: 0 });
    const again = { kind: 'find', state: 'cannot', askedAgainAs: 7 } as const;
    assert.deepEqual(tasksCounted([again, { kind: 'backups', state: 'cannot' }]), {
      asked: 0,
      settled: 0,
      stuck: 0,
    });
  });
});
