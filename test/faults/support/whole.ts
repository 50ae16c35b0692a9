import assert from 'node:assert/strict';
import { openDatabase } from '../../../models/database/connect.ts';
import { run } from '../../support/process.ts';
import { type Counted, countAtOnce } from './counted.ts';

/** Of a desk elsewhere than this test's database: nothing torn or doubled, and `audit verify` says yes. Gives the counts. */
export async function assertWholeAt(
  settings: Record<string, string>,
  url = settings.DATABASE_URL ?? '',
): Promise<Counted> {
  const verified = await run('cli.ts', ['audit', 'verify', '--json'], settings);
  assert.equal(verified.code, 0, verified.stderr || verified.stdout);
  const database = openDatabase(url);
  const counts = await countAtOnce({ database }).finally(() => database.close());
  const { submissions, requests, letters, ...torn } = counts;
  for (const [what, count] of Object.entries(torn)) assert.equal(count, 0, what);
  assert.equal(JSON.parse(verified.stdout).requests, requests);
  return counts;
}
