import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const models = join(import.meta.dirname, '../../models');

/** Statements that are about matters of every kind: their logs, the letters of the outbox, the desk as a whole. */
const OF_EVERY_KIND = [
  'backup/emptiness.ts',
  'backup/postgres.ts',
  'backup/verify.ts',
  'event/verify.ts',
  'letter/listing.ts',
];
/** A model names its table; the list of requests and what narrows it take their condition from `filter.ts`. */
const ELSEWHERE = ['subjectRequest.ts', 'subjectRequest/listing.ts', 'subjectRequest/narrowing.ts'];
/** Statements that begin with tasks: whatever a task is for, its owner is asked. */
const OF_TASKS = [
  'askBackups',
  'followOwners',
  'needed',
  'ofOwner',
  'ownerLinks',
  'ownersAsked',
  'renewLinks',
  'toChase',
].map((file) => `task/${file}.ts`);

describe('A statement that reads the table of requests', () => {
  it('says that it is about requests, or is known to be about every kind of matter (decision 0023)', () => {
    const files = globSync('**/*.ts', { cwd: models }).filter((file) => !file.startsWith('migrations/'));
    const silent = files.filter((file) => {
      const code = readFileSync(join(models, file), 'utf8');
      return code.includes('subject_requests') && !code.includes("kind = 'request'");
    });
    assert.deepEqual(silent.sort(), [...OF_EVERY_KIND, ...ELSEWHERE, ...OF_TASKS]);
  });
});
