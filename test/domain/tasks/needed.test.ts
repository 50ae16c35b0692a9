import assert from 'node:assert/strict';
import { assertExplained } from '../../../domain/tasks/needed.ts';

describe('What an answer to a task cannot do without', () => {
  const table = [
    ['nothing-found', 'searched', 'search-missing'],
    ['cannot', 'reason', 'reason-missing'],
    ['not-mine', 'toWhom', 'to-whom-missing'],
    ['dropped', 'reason', 'reason-missing'],
  ] as const;
  for (const [outcome, field, code] of table)
    it(`${outcome}: ${field}, which may not be empty`, () => {
      for (const words of [{}, { [field]: '' }, { [field]: ' \n' }])
        assert.throws(() => assertExplained(outcome, words), { code, field });
      assertExplained(outcome, { [field]: 'Searched by name' });
    });

  it('done: nothing', () => assertExplained('done', {}));

  it('is told beside the field of the form that asked', () => {
    assert.throws(() => assertExplained('dropped', {}, 'reason-7'), { field: 'reason-7' });
  });
});
