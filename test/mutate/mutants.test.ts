import assert from 'node:assert/strict';
import { mutantsOf, sampleOf } from './mutants.ts';
import { choiceOf } from './tests.ts';

const root = process.cwd();

describe('npm run mutate', () => {
  it('finds the slips that a file invites, where they are, and none in a type', () => {
    const slips = mutantsOf(root, ['domain/deadlines/urgency.ts']);
    const found = slips.map(({ line, was, put }) => `${line}: ${was} -> ${put}`);
    for (const slip of [
      /: >= -> >$/,
      /: === -> !==$/,
      /: < -> <=$/,
      /: 60_000 -> \(60_000 \+ 1\)$/,
      /: floor -> ceil$/,
    ])
      assert.ok(
        found.some((one) => slip.test(one)),
        `${slip}`,
      );
    assert.ok(slips.every(({ was }) => !was.includes('Pick<') && !was.includes("'advisory'")));
  });

  it('draws the same sample by the same seed, a larger one beginning with the smaller', () => {
    const all = Array.from({ length: 50 }, (_, n) => n);
    const drawn = sampleOf(all, 10, 1);
    assert.deepEqual(sampleOf(all, 20, 1).slice(0, 10), drawn);
    assert.notDeepEqual(sampleOf(all, 10, 2), drawn);
    assert.equal(new Set(sampleOf(all, 50, 1)).size, 50);
  });

  it('runs the tests first that stand where the file stands, and no slow ones', () => {
    const choice = choiceOf(root);
    assert.match(
      choice('domain/deadlines/pauses.ts')[0] ?? '',
      /^test\/domain\/deadlines\/pauses\.test\.ts$/,
    );
    assert.match(choice('models/subjectRequest/receive.ts')[0] ?? '', /^test\/models\/subjectRequest\//);
    assert.ok(
      !choice('models/database/transaction.ts').some((test) =>
        /^test\/(browser|faults)|twoProcesses/.test(test),
      ),
    );
  });
});
