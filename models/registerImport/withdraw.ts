import { assertMay } from '../../domain/permissions.ts';
import { closeOf, isClosed } from '../../domain/reports/month.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { CountedEndRow } from '../countedEnd.ts';
import { sealJson } from '../crypto/keyring.ts';
import { alter } from '../database/insert.ts';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { appendToEach } from '../event/append.ts';
import { organisationById } from '../organisation/find.ts';
import { RegisterImport } from '../registerImport.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { RequestTag } from '../tag.ts';
import { findImport, isAtWork } from './find.ts';

/** So many requests are withdrawn together: others write between. */
const BATCH = 100;

/**
 * Begins to undo an import; what is returned does it. A request on which somebody has acted since stays; of each other the row and the log
 * stay, and it is in no list, count or figure any more (decision 0028). Throws `nothing-to-undo` and `reason-missing`.
 */
export async function beginToWithdraw(
  desk: Desk,
  by: By,
  id: number,
  { reason }: { reason: string },
): Promise<() => Promise<void>> {
  assertMay(by, 'import-requests');
  const run = await findImport(by, id);
  if (
    run.made === 0 ||
    isAtWork(run, desk.clock()) ||
    !['writing', 'written', 'withdrawing'].includes(run.state)
  )
    throw new RuleViolation('nothing-to-undo');
  if (!reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
  const { wrappedKey, zone } = await organisationById(by.organisationId);
  const withdrawnFor = sealJson(desk.keyring.unwrap(wrappedKey), { reason: reason.trim() });
  const now = desk.clock();
  const begun = { state: 'withdrawing', withdrawnFor, withdrawnBy: by.actor, touchedAt: now } as const;
  const [claimed] = await RegisterImport.update(begun, {
    where: { id, state: run.state, touchedAt: run.touchedAt },
  });
  if (claimed === 0) throw new RuleViolation('import-moved-on');
  return async () => {
    for (let after = 0; ; ) {
      const next = await withdrawSome(desk, by, { id, after, zone });
      await RegisterImport.update({ touchedAt: desk.clock() }, { where: { id } });
      if (next === undefined) break;
      after = next;
    }
    const at = desk.clock();
    await RegisterImport.update(
      { state: 'withdrawn', found: null, withdrawnAt: at, touchedAt: at },
      { where: { id } },
    );
  };
}

type SomeOf = { id: number; after: number; zone: string };

/** A batch of its requests by their ids; returns the last, or nothing after the end. */
async function withdrawSome(desk: Desk, by: By, { id, after, zone }: SomeOf): Promise<number | undefined> {
  const { database } = desk;
  return inTransaction(database, async () => {
    const now = desk.clock();
    const ids = await select<{ id: number }>(
      database,
      `SELECT id FROM subject_requests WHERE import_id = :id AND kind = 'request' AND id > :after ORDER BY id LIMIT ${BATCH}`,
      { id, after },
    );
    if (ids.length === 0) return undefined;
    const where = { id: ids.map((row) => row.id), organisationId: by.organisationId };
    const found = await SubjectRequest.findAll({ where, order: ['id'], lock: true });
    const acted = await actedOn(database, found);
    const gone = found.filter((request) => !acted.has(request.id));
    if (gone.length > 0) await withdrawThese(desk, by, { id, zone, gone, now });
    return ids.at(-1)?.id;
  });
}

async function withdrawThese(
  desk: Desk,
  by: By,
  { id, zone, gone, now }: { id: number; zone: string; gone: SubjectRequest[]; now: Date },
): Promise<void> {
  const requestIds = gone.map((request) => request.id);
  await alter(
    desk.database,
    `UPDATE subject_requests SET kind = 'withdrawn-import', status = status, next_late_at = NULL, warn_at = NULL
     WHERE kind = 'request' AND id IN (${requestIds.map((_, nth) => `$${nth + 1}`)})`,
    requestIds,
  );
  await RequestTag.destroy({ where: { requestId: requestIds } });
  const ends = await CountedEndRow.findAll({ where: { requestId: requestIds } });
  const closedWith = ends.filter(
    ({ atClose, month, countedAt }) =>
      atClose && isClosed(month, now, zone) && countedAt < closeOf(month, zone),
  );
  await CountedEndRow.update(
    { stands: false, replacedAt: now },
    { where: { id: closedWith.map((end) => end.id), stands: true } },
  );
  await CountedEndRow.destroy({
    where: { id: ends.filter((end) => !closedWith.includes(end)).map((end) => end.id) },
  });
  await appendToEach(gone, by, now, { kind: 'import-withdrawn', data: { import: id } });
}

/** Those of which the log tells something that was done after they were imported, by whomever but the desk itself. */
async function actedOn(
  database: Desk['database'],
  requests: readonly SubjectRequest[],
): Promise<Set<number>> {
  const last = await select<{ requestId: number; at: string }>(
    database,
    `SELECT request_id AS "requestId", MAX(at) AS at FROM events WHERE request_id IN (${requests.map(({ id }) => id)}) AND actor <> 'system'
     GROUP BY request_id`,
    {},
  );
  const at = new Map(last.map((row) => [row.requestId, row.at]));
  return new Set(
    requests.flatMap(({ id, createdAt }) => ((at.get(id) ?? '') > createdAt.toISOString() ? [id] : [])),
  );
}
