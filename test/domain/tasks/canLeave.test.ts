import assert from 'node:assert/strict';
import { assertCanLeave } from '../../../domain/tasks/needed.ts';
import { TASK_KINDS } from '../../../domain/tasks/task.ts';

describe('A file that a colleague hands over', () => {
  const webp = { name: 'scan.webp', mediaType: 'image/webp' };

  it('for an answer is none that could never leave: a WebP keeps its place and camera', () => {
    const refused = { code: 'webp-not-cleaned', field: 'files', data: { name: 'scan.webp' } };
    assert.throws(() => assertCanLeave('find', [{ name: 'a.png', mediaType: 'image/png' }, webp]), refused);
    assertCanLeave('find', [{ name: 'scan.webp', mediaType: 'image/png' }]);
    assertCanLeave('find', []);
  });

  it('as a proof that something was done may be any: it stays in the desk unless the DPO puts it into an answer', () => {
    for (const kind of TASK_KINDS.filter((one) => one !== 'find')) assertCanLeave(kind, [webp]);
  });
});
