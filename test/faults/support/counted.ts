import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import type { Desk } from '../../../models/desk.ts';
import { verifyChains } from '../../../models/event/verify.ts';

const COUNTS = {
  submissions: 'SELECT COUNT(*) FROM submissions',
  requests: 'SELECT COUNT(*) FROM subject_requests',
  doubled: 'SELECT COUNT(*) - COUNT(DISTINCT form_key) FROM submissions',
  letters: "SELECT COUNT(*) FROM letters WHERE kind = 'receipt'",
  withoutRequest:
    'SELECT COUNT(*) FROM submissions s WHERE NOT EXISTS (SELECT 1 FROM subject_requests r WHERE r.submission_id = s.id)',
  withoutDates:
    'SELECT COUNT(*) FROM subject_requests r WHERE NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.request_id = r.id)',
  withoutReceipt: `SELECT COUNT(*) FROM subject_requests r
    WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.request_id = r.id AND e.kind = 'received')`,
  filesOfNothing: `SELECT COUNT(*) FROM draft_files f
    WHERE NOT EXISTS (SELECT 1 FROM drafts d WHERE d.token_hash = f.draft_hash)`,
  filesUnread: `SELECT COUNT(*) FROM attachments
    WHERE (content IS NULL AND content_id IS NULL) <> (destroyed_at IS NOT NULL)`,
  /** Each sealed part has a nonce and a tag beside its bytes. */
  filesTorn: `SELECT COUNT(*) FROM attachments a WHERE a.content_id IS NOT NULL
    AND a.size <> (SELECT COALESCE(SUM(LENGTH(p.sealed) - 28), 0) FROM file_parts p WHERE p.content_id = a.content_id)`,
} as const;

export type Counted = Record<keyof typeof COUNTS, number>;

/** What the database holds, read by one statement and so at one moment. */
export async function countAtOnce({ database }: Pick<Desk, 'database'>): Promise<Counted> {
  const columns = Object.entries(COUNTS).map(([name, sql]) => `(${sql}) AS "${name}"`);
  const [row] = await database.query<Counted>(`SELECT ${columns.join(', ')}`, { type: QueryTypes.SELECT });
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]),
  ) as Counted;
}

/** Nothing doubled, half-written or without what belongs to it, and every chain holds. Gives the counts. */
export async function assertWhole(desk: Desk): Promise<Counted> {
  const counted = await countAtOnce(desk);
  const { submissions, requests, letters, ...torn } = counted;
  for (const [what, count] of Object.entries(torn)) assert.equal(count, 0, what);
  const { firstBroken } = await verifyChains(desk);
  assert.equal(firstBroken, null);
  return counted;
}
