import assert from 'node:assert/strict';
import { cleanCopy, forgetCopy } from '../../../models/answerDraft/cleanCopy.ts';
import { withTimeBudget } from '../../../models/database/timeBudget.ts';
import { contentWriter } from '../../../models/fileContent/keep.ts';
import { FileContent } from '../../../models/fileContent.ts';
import { deskForTests } from '../../support/desk.ts';
import { words } from '../../support/redaction/cleaning.ts';

describe('Many files of answers cleaned at once', () => {
  it('are cleaned two at a time; who would wait too long is told so, and nothing of theirs is left behind', async function () {
    this.timeout(120_000); // eight times ten megabytes
    const desk = await deskForTests();
    const writer = contentWriter(desk);
    for (let part = 0; part < 12; part += 1)
      await writer.add(Buffer.from('{"a":"Ann Lee"}\n'.repeat(50_000)));
    const file = { name: 'all.jsonl', mediaType: 'text/plain', kept: await writer.end() };
    const clean = () => cleanCopy(desk, file, words('Ann Lee'));
    const all = await withTimeBudget(60, () => Promise.allSettled(Array.from({ length: 8 }, clean)));
    const refused = all.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    assert.ok(refused.includes('Unavailable: too many cleaners in the queue'), refused.join());
    for (const each of all) if (each.status === 'fulfilled') await forgetCopy(desk, each.value);
    assert.equal(await FileContent.count(), 1);
    assert.deepEqual((await clean()).report.removed, [{ reason: 'rights-of-others', count: 600_000 }]);
  });
});
